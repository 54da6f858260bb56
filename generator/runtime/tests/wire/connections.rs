//! Connections that are kept open, closed at the wrong moment, or answered too early.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Log, Misbehaving, Step, answer, whole, write},
    petstore::Client,
    server::Server,
};
use docwright_runtime::{Error, Method, Stage, StatusCode, testing::Reply};
use std::sync::{Mutex, mpsc};

fn ok() -> Step {
    write(whole("200 OK", "{}"))
}

fn lines(log: &Log) -> Vec<&str> {
    log.requests.iter().map(|request| request.head.lines().next().unwrap()).collect()
}

async fn calls_one_after_the_other_share_a_connection<T: Kind>() {
    let server = Misbehaving::playing([vec![Step::Read, ok(), Step::Read, ok(), Step::Read, ok()]]);
    let client = Client::<T>::at(&server.url);
    for method in [Method::Get, Method::Post, Method::Get] {
        client.clone().call(method, "/x").settle().await.unwrap();
    }
    let log = server.finish().await;
    assert_eq!((log.connections, log.requests.len()), (1, 3));
}

async fn a_server_that_says_that_it_closes_gets_a_connection_for_each_call<T: Kind>() {
    let closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    let server = Misbehaving::playing([vec![Step::Read, write(closing), Step::AwaitEnd]]);
    let client = Client::<T>::at(&server.url);
    for method in [Method::Get, Method::Post] {
        client.call(method, "/x").settle().await.unwrap();
    }
    let log = server.finish().await;
    assert_eq!((log.connections, log.requests.len()), (2, 2));
}

/// The client has seen that the connection is closed by the time of the second call: it was led to another server
/// meanwhile, which answers no sooner than that.
async fn check_closed_between_calls<T: Kind>(method: Method) {
    let (closed, is_closed) = mpsc::channel();
    let is_closed = Mutex::new(is_closed);
    let other = Server::answering(move |_| {
        is_closed.lock().unwrap().recv().unwrap();
        Reply::json("{}")
    });
    let leads_away =
        format!("HTTP/1.1 303 See Other\r\nContent-Length: 0\r\nLocation: {}\r\n\r\n", other.url);
    let closing = vec![Step::Read, write(leads_away), Step::Close(closed)];
    let server = Misbehaving::playing([closing, vec![Step::Read, ok()]]);
    let client = Client::<T>::at(&server.url);
    client.call(Method::Get, "/first").settle().await.unwrap();
    client.call(method, "/second").settle().await.unwrap();
    let log = server.finish().await;
    assert_eq!(lines(&log), ["GET /first HTTP/1.1", &format!("{method} /second HTTP/1.1")]);
    assert_eq!(log.connections, 2);
}

async fn a_connection_that_was_closed_between_calls_is_replaced<T: Kind>() {
    check_closed_between_calls::<T>(Method::Get).await;
    check_closed_between_calls::<T>(Method::Post).await;
}

/// The server has closed its end while the next request was on its way: nobody knows whether it was carried out.
async fn a_connection_that_is_closed_under_a_call_is_replaced_where_that_is_safe<T: Kind>() {
    let scripts = || [vec![Step::Read, ok(), Step::Read], vec![Step::Read, ok()]];
    let server = Misbehaving::playing(scripts());
    let client = Client::<T>::at(&server.url);
    client.call(Method::Get, "/first").settle().await.unwrap();
    client.call(Method::Get, "/second").settle().await.unwrap();
    let log = server.finish().await;
    assert_eq!(lines(&log), ["GET /first HTTP/1.1", "GET /second HTTP/1.1", "GET /second HTTP/1.1"]);

    let server = Misbehaving::playing(scripts());
    let client = Client::<T>::at(&server.url);
    client.call(Method::Get, "/first").settle().await.unwrap();
    let error = client.call(Method::Post, "/second").settle().await.unwrap_err();
    let Error::Transport(details) = &error else { panic!("{error:?}") };
    assert_eq!((details.stage, details.attempts), (Stage::Sending, 1));
    let line = error.to_string();
    assert!(line.starts_with("POST /second: the request failed: "), "{line}");
    assert!(error.is_retryable() && !error.is_connect());
    // The client is none the worse for it.
    client.call(Method::Post, "/third").settle().await.unwrap();
    let log = server.finish().await;
    assert_eq!(lines(&log), ["GET /first HTTP/1.1", "POST /second HTTP/1.1", "POST /third HTTP/1.1"]);
}

const TOO_LARGE: &str =
    "HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\nContent-Length: 8\r\n\r\ntoo much";

/// More than the buffers of both ends hold, so that it is still on its way when the answer comes.
fn large() -> Vec<u8> {
    vec![7; 32 * 1024 * 1024]
}

async fn an_answer_that_comes_while_the_upload_goes_on_is_the_answer<T: Kind>() {
    let server = Misbehaving::playing([vec![Step::ReadHead, write(TOO_LARGE), Step::AwaitEnd]]);
    let error = Client::<T>::at(&server.url).set_logo(large()).settle().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /brand/logo: 413 Payload Too Large: too much");
    let log = server.finish().await;
    assert_eq!((log.connections, lines(&log)), (1, vec!["POST /brand/logo HTTP/1.1"]));
}

async fn an_answer_that_comes_before_the_request_was_read_is_the_answer<T: Kind>() {
    let unavailable = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let server = Misbehaving::playing([vec![Step::Await, write(unavailable), Step::AwaitEnd]]);
    let error = Client::<T>::at(&server.url).call(Method::Post, "/x").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "POST /x: 408 Request Timeout");
    assert_eq!(server.finish().await.connections, 1);
}

/// RFC 9110, section 15.2: such answers are not the last word.
async fn interim_answers_are_passed_over<T: Kind>() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    let server = Misbehaving::playing([answer(format!("{interim}{}", whole("201 Created", "{}")))]);
    let call = Client::<T>::at(&server.url).call(Method::Post, "/x").json("name", "Rex");
    let answer = call.settle().await.unwrap();
    assert_eq!((answer.status(), answer.text().unwrap()), (StatusCode::CREATED, "{}"));
    let log = server.finish().await;
    // The client does not ask for a word before it sends the body.
    assert!(!log.requests[0].head.to_ascii_lowercase().contains("expect:"));
    assert_eq!(log.requests[0].body, br#"{"name":"Rex"}"#);
}

both![
    calls_one_after_the_other_share_a_connection,
    a_server_that_says_that_it_closes_gets_a_connection_for_each_call,
    a_connection_that_was_closed_between_calls_is_replaced,
    a_connection_that_is_closed_under_a_call_is_replaced_where_that_is_safe,
    an_answer_that_comes_while_the_upload_goes_on_is_the_answer,
    an_answer_that_comes_before_the_request_was_read_is_the_answer,
    interim_answers_are_passed_over,
];
