//! Lists that come page by page.
//!
//! In comes a call of an endpoint whose answers hold a cursor; out come its pages, or their elements, one after the
//! other: as a [`Stream`], or as an [`Iterator`] with the blocking client. Which request comes next is decided by
//! [`Pager`], without a socket.

mod items;
mod pager;

pub use items::Items;

use crate::{Async, Core, Decode, Response, Result, Transport, driver, request::Request};
use futures_core::Stream;
use pager::Pager;
use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// The page that is on its way, and who knows what comes next.
type Fetching = Pin<Box<dyn Future<Output = (Result<Response>, Pager)> + Send>>;

/// The pages of a list: a [`Stream`], or an [`Iterator`] with the blocking client. Each page is asked for when it is
/// wanted. After an error there are no more; [`Self::cursor`] says where to go on.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<T: Transport, D> {
    core: Core<T>,
    state: State,
    cursor: Option<String>,
    decode: PhantomData<fn() -> D>,
}

enum State {
    Waiting(Box<Pager>),
    Fetching(Fetching),
    End,
}

impl<T: Transport, D: Decode<Received = Response>> Pages<T, D> {
    pub(crate) fn new(core: Core<T>, request: Request) -> Self {
        Self { core, state: State::Waiting(Box::new(Pager::new(request))), cursor: None, decode: PhantomData }
    }

    /// The cursor that the last request was made with: `None` before the second page. With it a list that broke off
    /// can be taken up again.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Begins to fetch the next page, if there is one.
    fn begin(&mut self) -> Option<Fetching> {
        let State::Waiting(mut pager) = std::mem::replace(&mut self.state, State::End) else { return None };
        let request = pager.next_request()?;
        self.cursor = pager.cursor().map(str::to_owned);
        let shared = Arc::clone(self.core.shared());
        Some(Box::pin(async move {
            let page = async { driver::send::<Response>(&shared, request?, None).await };
            let page = page.await.and_then(|page| pager.note(&page).map(|()| page));
            (page, *pager)
        }))
    }

    /// Has no page follow.
    fn end(&mut self) {
        self.state = State::End;
    }

    /// Takes a page that was fetched.
    fn take(&mut self, fetched: (Result<Response>, Pager)) -> Result<Response> {
        let (page, pager) = fetched;
        self.state = if page.is_ok() { State::Waiting(Box::new(pager)) } else { State::End };
        page
    }

    fn decode(&mut self, page: Result<Response>) -> Result<D::Output<T>> {
        let decoded = page.and_then(|page| D::decode(page, self.core.transport()));
        if decoded.is_err() {
            self.end();
        }
        decoded
    }
}

impl<D: Decode<Received = Response>> Pages<Async, D> {
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response>>> {
        if matches!(self.state, State::Waiting(_)) {
            self.state = self.begin().map_or(State::End, State::Fetching);
        }
        let State::Fetching(fetching) = &mut self.state else { return Poll::Ready(None) };
        let fetched = ready!(fetching.as_mut().poll(context));
        Poll::Ready(Some(self.take(fetched)))
    }
}

impl<D: Decode<Received = Response>> Stream for Pages<Async, D> {
    type Item = Result<D::Output<Async>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        let page = ready!(pages.poll_page(context));
        Poll::Ready(page.map(|page| pages.decode(page)))
    }
}

#[cfg(feature = "blocking")]
impl<D: Decode<Received = Response>> Pages<crate::Blocking, D> {
    fn next_page(&mut self) -> Option<Result<Response>> {
        let fetching = self.begin()?;
        let fetched = self.core.transport().wait(async { Ok(fetching.await) });
        Some(fetched.and_then(|fetched| self.take(fetched)))
    }
}

#[cfg(feature = "blocking")]
impl<D: Decode<Received = Response>> Iterator for Pages<crate::Blocking, D> {
    type Item = Result<D::Output<crate::Blocking>>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = self.next_page()?;
        Some(self.decode(page))
    }
}

/// Without the cursor, which may hold anything.
impl<T: Transport, D> fmt::Debug for Pages<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("core", &self.core).finish_non_exhaustive()
    }
}
