//! Which uploads are sent again when a call is tried again.

use super::{client, settle};
use crate::{
    petstore::builder,
    servers::{Bare, only_request, replying},
    sources::{content, file, reader_of, stream_of},
};
use docwright_runtime::{Error, Hook, PreparedRequest, Result, Upload, testing::Reply};
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::net::TcpSocket;

fn busy() -> Reply {
    Reply::status(429).header("Retry-After", "0")
}

/// Checks that an upload is sent again to the byte after a server was busy: raw, and in a form.
async fn check_sent_again(make: impl Fn() -> Upload, content: &[u8]) {
    let server = replying([busy(), busy(), Reply::status(204)]);
    settle(client(builder(server.address())).put_photo(make()).send()).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|seen| seen.body == content));

    let server = replying([busy(), Reply::status(204)]);
    let call = client(builder(server.address())).add_photo(make()).part("caption", "Rex");
    settle(call.send()).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for parts in requests.iter().map(crate::parts::parts) {
        assert!(parts[0].content == content && parts[1].content == b"Rex");
    }
}

#[tokio::test]
async fn bytes_in_memory_are_sent_again() {
    for length in [0, 10, 300_000] {
        let content = content(length);
        check_sent_again(|| content.clone().into(), &content).await;
    }
}

#[tokio::test]
async fn a_file_is_read_and_sent_again() {
    let content = content(300_000);
    let (_directory, path) = file(&content);
    check_sent_again(|| Upload::file(&path), &content).await;
}

#[tokio::test]
async fn a_stream_that_a_busy_server_has_read_is_not_sent_again() {
    for upload in [stream_of(b"once", None), stream_of(b"once", 4), reader_of(b"once", None)] {
        let server = replying([busy(), Reply::status(204)]);
        let error = settle(client(builder(server.address())).put_photo(upload).send()).await.unwrap_err();
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(error.answer().unwrap().attempts, 1);
        assert_eq!(only_request(&server).body, "once");
    }
    // One of them in a form is enough.
    let server = replying([busy(), Reply::status(204)]);
    let call = client(builder(server.address())).add_photo("x").file("more", stream_of(b"once", None));
    assert!(settle(call.send()).await.unwrap_err().is_rate_limited());
    only_request(&server);
}

#[tokio::test]
async fn a_stream_that_was_sent_does_not_follow_a_redirect_that_asks_for_it_again() {
    let away = Reply::status(307).header("Location", "/elsewhere");
    let server = replying([away.clone(), Reply::status(204)]);
    let call = client(builder(server.address())).put_photo(stream_of(b"once", None));
    let error = settle(call.send()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PUT /photo: 307 Temporary Redirect: the server points elsewhere, and the stream in the body was sent already"
    );
    only_request(&server);
    let server = replying([away, Reply::status(204)]);
    settle(client(builder(server.address())).put_photo("twice").send()).await.unwrap();
    let requests = server.requests();
    assert_eq!((&requests[0].body[..], &requests[1].body[..]), (&b"twice"[..], &b"twice"[..]));
    assert_eq!(requests[1].path, "/elsewhere");
}

/// A port that is taken and refuses connections, until the client begins its second attempt.
struct Opening {
    socket: Arc<Mutex<Option<TcpSocket>>>,
    attempts: Arc<AtomicUsize>,
}

impl Opening {
    fn new() -> (Self, SocketAddr) {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let address = socket.local_addr().unwrap();
        (Self { socket: Arc::new(Mutex::new(Some(socket))), attempts: Arc::default() }, address)
    }
}

impl Hook for Opening {
    fn on_request(&self, _: &mut PreparedRequest) -> Result<()> {
        if self.attempts.fetch_add(1, Ordering::SeqCst) == 1 {
            let socket = self.socket.lock().unwrap().take().unwrap();
            let listener = socket.listen(16).unwrap().into_std().unwrap();
            listener.set_nonblocking(false).unwrap();
            Bare::on(listener, |_, connection| {
                let body = connection.read_request(4);
                let status = if body == b"once" { 204 } else { 400 };
                connection.write(format!("HTTP/1.1 {status} x\r\nContent-Length: 0\r\n\r\n"));
                connection.read_to_end();
            });
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_stream_of_which_no_byte_was_taken_is_sent_when_there_is_a_connection() {
    for upload in [stream_of(b"once", 4), reader_of(b"once", 4)] {
        let (opening, address) = Opening::new();
        let attempts = Arc::clone(&opening.attempts);
        let client = client(builder(&format!("http://{address}")).hook(opening));
        settle(client.put_photo(upload).send()).await.unwrap();
        assert_eq!(attempts.load(Ordering::SeqCst), 2);
    }
}

#[tokio::test]
async fn a_server_that_is_never_there_is_tried_three_times_also_with_a_stream() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let client = client(builder(&format!("http://{}", socket.local_addr().unwrap())));
    let upload = stream_of(b"once", None);
    let error = settle(client.put_photo(upload.clone()).send()).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    let Error::Transport(details) = error else { panic!("{error:?}") };
    assert_eq!(details.attempts, 3);
    // It is still there for another call.
    let server = replying([Reply::status(204)]);
    settle(super::client(builder(server.address())).put_photo(upload).send()).await.unwrap();
    assert_eq!(only_request(&server).body, "once");
}
