//! How long a client waits, and for what.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, Step, silence, whole, write},
    petstore::{Client, builder},
};
use docwright_runtime::{CallOptions, Error, Method, TimeoutError, TimeoutKind, Timeouts};
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(200);

/// What took too long, and how often it was tried.
fn timeout(error: &Error) -> &TimeoutError {
    assert!(error.is_timeout() && error.is_retryable() && error.status().is_none(), "{error:?}");
    let Error::Timeout(details) = error else { panic!("{error:?}") };
    details
}

/// Clients that wait for ever, but for what the test is about.
fn never() -> Timeouts {
    Timeouts::default().connect(None).idle(None).total(None)
}

/// The server begins an answer, and the rest of its body never comes.
fn stall() -> Vec<Step> {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"";
    vec![Step::Read, write(half), Step::AwaitEnd]
}

async fn check_idle<T: Kind>(script: Vec<Step>) {
    for (method, attempts) in [(Method::Get, 3), (Method::Post, 1)] {
        let server = Misbehaving::playing([script.clone()]);
        let client = Client::<T>::new(builder(&server.url).timeouts(never().idle(SHORT))).unwrap();
        let error = client.call(method, "/x").settle().await.unwrap_err();
        let counted = if attempts > 1 { " (3 attempts)" } else { "" };
        assert_eq!(error.to_string(), format!("{method} /x: nothing came or went for 200ms{counted}"));
        let TimeoutError { kind, after, attempts: tried, .. } = timeout(&error);
        assert_eq!((*kind, *after, *tried), (TimeoutKind::Idle, SHORT, attempts));
        assert_eq!(server.requests().await, attempts as usize);
        assert!(!error.is_connect());
    }
}

async fn headers_that_do_not_come_end_by_the_idle_timeout<T: Kind>() {
    check_idle::<T>(silence()).await;
    check_idle::<T>(vec![Step::Read, write("HTTP/1.1 200 OK\r\nContent-"), Step::AwaitEnd]).await;
}

async fn a_body_that_stalls_ends_by_the_idle_timeout<T: Kind>() {
    check_idle::<T>(stall()).await;
}

async fn the_status_of_a_failure_whose_body_stalls_says_enough<T: Kind>() {
    let half = "HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\n{";
    let server = Misbehaving::playing([vec![Step::Read, write(half), Step::AwaitEnd]]);
    let client = Client::<T>::new(builder(&server.url).timeouts(never().idle(SHORT))).unwrap();
    let error = client.get_pet("1").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 404 Not Found: There is no such pet.");
    assert_eq!(server.requests().await, 1);
}

async fn the_total_ends_an_attempt_that_is_still_waiting<T: Kind>() {
    for script in [silence(), stall()] {
        let server = Misbehaving::playing([script]);
        let client = Client::<T>::new(builder(&server.url).timeouts(never().total(SHORT))).unwrap();
        let error = client.get_pet("1").settle().await.unwrap_err();
        assert_eq!(error.to_string(), "GET /pets/{pet_id}: no result within 200ms");
        let TimeoutError { kind, after, attempts, .. } = timeout(&error);
        assert_eq!((*kind, *after, *attempts), (TimeoutKind::Total, SHORT, 1));
        assert_eq!(server.requests().await, 1);
    }
}

async fn the_total_is_one_for_all_attempts<T: Kind>() {
    // Each attempt but the last ends by the idle timeout; there is no time for as many as the client may make.
    let server = Misbehaving::playing([silence()]);
    let timeouts = never().idle(Duration::from_millis(60)).total(Duration::from_millis(150));
    let client = Client::<T>::new(builder(&server.url).timeouts(timeouts)).unwrap();
    let hardy = CallOptions::new().attempts(u32::MAX);
    let error = client.get_pet("1").with_options(hardy).settle().await.unwrap_err();
    let attempts = timeout(&error).attempts as usize;
    assert!((1..=3).contains(&attempts), "{error}");
    // The last attempt may have ended before its request was on its way.
    assert!((attempts - 1..=attempts).contains(&server.requests().await));
}

async fn a_call_may_wait_otherwise_than_its_client<T: Kind>() {
    let ok = write(whole("200 OK", r#"{"id":1,"kind":"cat"}"#));
    // Less patient than the client.
    let server = Misbehaving::playing([silence()]);
    let client = Client::<T>::new(builder(&server.url).timeouts(never())).unwrap();
    let call = |options: CallOptions| client.get_pet("1").with_options(options.attempts(1)).settle();
    let error = call(CallOptions::new().idle(SHORT)).await.unwrap_err();
    assert_eq!(timeout(&error).kind, TimeoutKind::Idle);
    let error = call(CallOptions::new().total(SHORT)).await.unwrap_err();
    assert_eq!(timeout(&error).kind, TimeoutKind::Total);
    assert_eq!(server.requests().await, 2);
    // More patient: the answer comes later than the client waits.
    let late = vec![Step::Read, Step::Pause(Duration::from_millis(60)), ok];
    let server = Misbehaving::playing([late]);
    let hasty = Duration::from_millis(20);
    let timeouts = never().idle(hasty).total(hasty);
    let client = Client::<T>::new(builder(&server.url).timeouts(timeouts)).unwrap();
    let patient = CallOptions::new().idle(None).total(None);
    assert_eq!(client.get_pet("1").with_options(patient).settle().await.unwrap().id, 1);
    assert_eq!(server.requests().await, 1);
}

async fn a_connection_that_does_not_come_about_ends_by_its_own_timeout<T: Kind>() {
    // The listener takes the connection, but nobody there speaks TLS.
    let server = Misbehaving::playing([vec![Step::AwaitEnd]]);
    let url = server.url.replace("http://", "https://");
    let client = Client::<T>::new(builder(&url).timeouts(never().connect(SHORT))).unwrap();
    for method in [Method::Get, Method::Post] {
        let error = client.call(method, "/x").settle().await.unwrap_err();
        let line = format!("{method} /x: no connection to the server within 200ms (3 attempts)");
        assert_eq!(error.to_string(), line);
        let TimeoutError { kind, after, attempts, .. } = timeout(&error);
        assert_eq!((*kind, *after, *attempts), (TimeoutKind::Connect, SHORT, 3));
        assert!(error.is_connect());
    }
    assert_eq!(server.finish().await.connections, 6);
}

/// Linux drops what asks for a connection when the listener's queue is full.
#[cfg(target_os = "linux")]
async fn a_server_that_takes_no_connection_is_given_up<T: Kind>() {
    let listener = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    listener.bind(&"127.0.0.1:0".parse::<std::net::SocketAddr>().unwrap().into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap().as_socket().unwrap();
    // As long as there is room for one more, it is taken.
    let mut queue = Vec::new();
    while let Ok(connection) = std::net::TcpStream::connect_timeout(&address, SHORT) {
        queue.push(connection);
    }
    let client = builder(&format!("http://{address}")).timeouts(never().connect(SHORT));
    let once = CallOptions::new().attempts(1);
    let call = Client::<T>::new(client).unwrap().call(Method::Post, "/x").with_options(once);
    let error = call.settle().await.unwrap_err();
    assert_eq!(timeout(&error).kind, TimeoutKind::Connect);
}

both![
    headers_that_do_not_come_end_by_the_idle_timeout,
    a_body_that_stalls_ends_by_the_idle_timeout,
    the_status_of_a_failure_whose_body_stalls_says_enough,
    the_total_ends_an_attempt_that_is_still_waiting,
    the_total_is_one_for_all_attempts,
    a_call_may_wait_otherwise_than_its_client,
    a_connection_that_does_not_come_about_ends_by_its_own_timeout,
];

#[cfg(target_os = "linux")]
mod linux {
    super::both![a_server_that_takes_no_connection_is_given_up];
    use super::a_server_that_takes_no_connection_is_given_up;
}
