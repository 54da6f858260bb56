//! The ways to take an answer off the wire.

use crate::{
    Error, Raw, Response, Result,
    download::Streaming,
    incoming::Incoming,
    judge::{Head, judge},
};
use bytes::Bytes;

/// How much of an answer is read to see whether it reports a failure, where its body is not wanted whole: 1 MiB.
/// Nothing larger is an error report.
const REPORT_LIMIT: u64 = 1024 * 1024;

/// What is read of a text before its time, to see whether it reports a failure: 64 KiB.
const SHORT: u64 = 64 * 1024;

/// The largest buffer that is made on the word of a `Content-Length` alone.
const TRUSTED_LENGTH: usize = 1024 * 1024;

/// An answer whose body is still on the wire.
#[doc(hidden)]
pub struct Received {
    pub(super) head: Head,
    pub(super) length: Option<u64>,
    pub(super) incoming: Incoming,
    pub(super) limit: u64,
}

/// The ways to take an answer off the wire.
pub trait Receive: Sized + Send {
    /// Takes the answer.
    #[doc(hidden)]
    fn take(received: Received) -> impl Future<Output = Result<Self>> + Send;

    /// Why the answer is a failure, if it is one and is given to the caller all the same.
    #[doc(hidden)]
    fn verdict(&self) -> Option<&Error> {
        None
    }
}

impl Receive for Response {
    async fn take(mut received: Received) -> Result<Self> {
        let body = received.read_whole().await?;
        let head = received.head;
        judge(&head, &body)?;
        Ok(Self { head, body })
    }
}

impl Receive for Raw {
    async fn take(mut received: Received) -> Result<Self> {
        let body = received.read_up_to(received.limit).await?;
        if !body.complete {
            return Err(received.head.too_large(received.limit));
        }
        let (head, body) = (received.head, body.bytes);
        let verdict = judge(&head, &body).err();
        Ok(Self { response: Response { head, body }, verdict })
    }

    fn verdict(&self) -> Option<&Error> {
        self.verdict.as_ref()
    }
}

impl Receive for Streaming {
    async fn take(mut received: Received) -> Result<Self> {
        let is_success = received.head.status.is_success();
        if is_success && !received.may_report() {
            let Received { head, length, incoming, limit } = received;
            return Ok(Self::new(head, Bytes::new(), length, Some(incoming), limit));
        }
        let body = received.read_up_to(REPORT_LIMIT).await?;
        if body.complete || !is_success {
            judge(&received.head, &body.bytes)?;
        }
        let Received { head, length, incoming, limit } = received;
        let rest = (!body.complete).then_some(incoming);
        Ok(Self::new(head, body.bytes, length, rest, limit))
    }
}

/// What was read of a body.
struct Body {
    bytes: Bytes,
    /// Whether that is all of it.
    complete: bool,
}

impl Received {
    /// Whether a success may report a failure: JSON may, and so may a short text, since not every server says of its
    /// JSON that it is.
    fn may_report(&self) -> bool {
        let is_short = self.length.is_some_and(|length| length <= SHORT);
        self.head.api().envelope.is_some() && (self.head.is_json() || (is_short && self.head.is_text()))
    }

    /// The whole body of a success, or as much of a failure as can say what failed.
    async fn read_whole(&mut self) -> Result<Bytes> {
        if !self.head.status.is_success() {
            return self.read_up_to(REPORT_LIMIT).await.map(|body| body.bytes);
        }
        if self.length.is_some_and(|length| length > self.limit) {
            return Err(self.head.too_large(self.limit));
        }
        let body = self.read_up_to(self.limit).await?;
        if body.complete { Ok(body.bytes) } else { Err(self.head.too_large(self.limit)) }
    }

    /// Reads until the end, or until more than `limit` bytes are there. A body that breaks off is an error only if the
    /// answer would have been a success: otherwise its status says enough.
    async fn read_up_to(&mut self, limit: u64) -> Result<Body> {
        match self.collect(usize::try_from(limit).unwrap_or(usize::MAX)).await {
            Err(_) if !self.head.status.is_success() => Ok(Body { bytes: Bytes::new(), complete: true }),
            outcome => outcome,
        }
    }

    async fn collect(&mut self, limit: usize) -> Result<Body> {
        let stated = self.length.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        let Some(first) = self.incoming.chunk().await? else {
            return Ok(Body { bytes: Bytes::new(), complete: true });
        };
        if first.len() <= limit && first.len() == stated {
            return Ok(Body { bytes: first, complete: true });
        }
        let mut all = Vec::with_capacity(stated.min(TRUSTED_LENGTH).max(first.len()));
        all.extend_from_slice(&first);
        while all.len() <= limit {
            match self.incoming.chunk().await? {
                Some(chunk) => all.extend_from_slice(&chunk),
                None => return Ok(Body { bytes: Bytes::from(all), complete: true }),
            }
        }
        Ok(Body { bytes: Bytes::from(all), complete: false })
    }
}
