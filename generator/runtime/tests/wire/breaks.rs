//! Connections that break, or never come about, and which calls are made again then.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, Step, answer, write},
    petstore::{Client, builder},
};
use docwright_runtime::{Error, Grant, Method};
use std::net::SocketAddr;

/// Checks what a client makes of a connection that plays this once, and then of one that answers as it should.
async fn check_broken<T: Kind>(script: Vec<Step>) {
    let whole = || answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    let safe: [(Method, bool); 3] = [(Method::Get, false), (Method::Delete, false), (Method::Post, true)];
    for (method, reads) in safe {
        let server = Misbehaving::playing([script.clone(), whole()]);
        let call = Client::<T>::at(&server.url).call(method, "/x");
        let call = if reads { call.reads() } else { call };
        assert_eq!(call.settle().await.unwrap().text().unwrap(), "{}");
        assert_eq!(server.requests().await, 2, "{method}");
    }
    for method in [Method::Post, Method::Patch] {
        let server = Misbehaving::playing([script.clone(), whole()]);
        let error = Client::<T>::at(&server.url).call(method, "/x").settle().await.unwrap_err();
        let Error::Transport(details) = &error else { panic!("{error:?}") };
        assert_eq!((details.attempts, server.requests().await), (1, 1), "{error}");
        assert!(error.is_retryable() && !error.is_connect() && error.status().is_none());
    }
}

async fn a_connection_that_is_reset_within_the_answer_is_made_again_where_that_is_safe<T: Kind>() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"";
    check_broken::<T>(vec![Step::Read, write(half), Step::Reset]).await;
}

async fn a_connection_that_is_reset_before_the_answer_is_made_again_where_that_is_safe<T: Kind>() {
    check_broken::<T>(vec![Step::Read, Step::Reset]).await;
}

async fn an_answer_that_breaks_off_is_asked_for_again_where_that_is_safe<T: Kind>() {
    check_broken::<T>(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}")).await;
    check_broken::<T>(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")).await;
    check_broken::<T>(answer("HTTP/1.1 200 OK\r\nContent-Ty")).await;
    check_broken::<T>(answer("")).await;
}

async fn an_answer_that_keeps_breaking_off_is_a_transport_error<T: Kind>() {
    let server = Misbehaving::playing([answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}")]);
    let error = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap_err();
    let (line, attempts) = (error.to_string(), " (3 attempts)");
    assert!(line.starts_with("GET /files/v{name}.bin/meta: the answer broke off: "), "{line}");
    assert!(line.ends_with(attempts) && server.requests().await == 3, "{line}");
}

async fn the_status_of_a_failure_that_breaks_off_says_enough<T: Kind>() {
    let server = Misbehaving::playing([answer("HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\n{}")]);
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 404 Not Found: There is no such pet.");
    assert_eq!(server.requests().await, 1);
}

/// A port that nobody listens at, and that nobody else can have meanwhile.
struct Nobody(socket2::Socket);

impl Nobody {
    fn new() -> Self {
        let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        Self(socket)
    }

    fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap().as_socket().unwrap())
    }
}

async fn no_connection_is_tried_again_with_every_method<T: Kind>() {
    let nobody = Nobody::new();
    for method in [Method::Get, Method::Post] {
        let call = Client::<T>::at(&nobody.url()).call(method, "/x");
        let error = call.query("q", "secret").settle().await.unwrap_err();
        let line = error.to_string();
        assert!(line.starts_with(&format!("{method} /x: no connection to the server: ")), "{line}");
        assert!(line.ends_with(" (3 attempts)"), "{line}");
        let Error::Transport(details) = &error else { panic!("{error:?}") };
        assert_eq!(details.attempts, 3);
        assert!(error.is_connect() && error.is_retryable() && std::error::Error::source(&error).is_some());
        assert!(!format!("{error:?}").contains("secret"));
    }
}

/// No code is used up by a request that nobody has seen.
async fn a_token_that_nobody_could_be_asked_for_is_asked_for_again<T: Kind>() {
    let nobody = Nobody::new();
    let grant = Grant::password("ada", "hunter2").one_time_field("otp", "123456");
    let builder = builder(&nobody.url()).grant("oauth2", "/token", grant);
    let error = Client::<T>::new(builder).unwrap().secured().settle().await.unwrap_err();
    let line = error.to_string();
    assert!(line.starts_with("GET /secured: no token could be asked for: "), "{line}");
    assert!(line.ends_with(" (3 attempts)"), "{line}");
}

both![
    a_connection_that_is_reset_within_the_answer_is_made_again_where_that_is_safe,
    a_connection_that_is_reset_before_the_answer_is_made_again_where_that_is_safe,
    an_answer_that_breaks_off_is_asked_for_again_where_that_is_safe,
    an_answer_that_keeps_breaking_off_is_a_transport_error,
    the_status_of_a_failure_that_breaks_off_says_enough,
    no_connection_is_tried_again_with_every_method,
    a_token_that_nobody_could_be_asked_for_is_asked_for_again,
];
