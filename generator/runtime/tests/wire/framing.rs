//! Answers whose length, form or media type is not what it should be.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, Step, answer, whole, write},
    petstore::{Client, builder},
    server::Server,
};
use docwright_runtime::{CallOptions, Error, Method, Stage, StatusCode};

const PET: &str = r#"{"id":7,"kind":"cat"}"#;

async fn a_wrong_media_type_of_what_fits_is_passed_over<T: Kind>() {
    for media_type in ["text/html", "text/plain; charset=iso-8859-1", "nonsense", ""] {
        let server = Server::with(200, media_type, PET);
        assert_eq!(Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap().id, 7);
    }
}

async fn what_does_not_fit_is_a_decode_error_with_what_came<T: Kind>() {
    let server = Server::with(200, "text/html", "<h1>Sign in</h1>");
    let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /pets/{pet_id}: the answer is not what was expected at `.`: expected value at line 1 column 1"
    );
    let Error::Decode(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.answer.headers["content-type"], "text/html");
    assert_eq!((details.answer.excerpt.as_str(), server.requests().len()), ("<h1>Sign in</h1>", 1));
    assert!(!error.is_retryable() && error.status() == Some(StatusCode::OK));
}

/// By its framing the answer is whole: asking again would bring the same.
async fn truncated_json_is_a_decode_error<T: Kind>() {
    let server = Server::with(200, "application/json", r#"{"id":7,"kind":"c"#);
    let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /pets/{pet_id}: the answer is not what was expected at `kind`: \
         EOF while parsing a string at line 1 column 17"
    );
    let Error::Decode(details) = &error else { panic!("{error:?}") };
    assert_eq!((details.answer.attempts, server.requests().len()), (1, 1));
}

/// Checks that an answer with these bytes comes out as this text.
async fn check_read<T: Kind>(bytes: &str, text: &str) {
    let server = Misbehaving::playing([answer(bytes)]);
    let answer = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap();
    assert_eq!((answer.text().unwrap(), server.requests().await), (text, 1));
}

async fn an_answer_may_come_in_chunks<T: Kind>() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    // RFC 9112, section 7.1: sizes in either case, with zeros before them and extensions behind; then trailers.
    check_read::<T>(
        &format!("{head}0A;a=\"b\"\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\nX-Sum: 1\r\n\r\n"),
        "0123456789abcdefghij",
    )
    .await;
    check_read::<T>(&format!("{head}0\r\n\r\n"), "").await;
}

async fn an_answer_without_a_length_ends_with_its_connection<T: Kind>() {
    check_read::<T>("HTTP/1.1 200 OK\r\n\r\n{}", "{}").await;
    check_read::<T>("HTTP/1.0 200 OK\r\n\r\n{}", "{}").await;
}

/// RFC 9110, section 6.4.1: such an answer has no body, whatever its headers say.
async fn no_content_is_no_content<T: Kind>() {
    let smuggled = whole("200 OK", r#"{"id":666,"kind":"cat"}"#);
    let length = smuggled.len();
    let empty = format!("HTTP/1.1 204 No Content\r\nContent-Length: {length}\r\n\r\n{smuggled}");
    let server = Misbehaving::playing([
        vec![Step::Read, write(empty), Step::AwaitEnd],
        vec![Step::Read, write(whole("200 OK", PET))],
    ]);
    let client = Client::<T>::at(&server.url);
    client.delete_pet("1").settle().await.unwrap();
    // What follows is not taken for the next answer: the connection is given up.
    assert_eq!(client.get_pet("7").settle().await.unwrap().id, 7);
    let log = server.finish().await;
    assert_eq!((log.connections, log.requests.len()), (2, 2));
}

/// RFC 9110, section 9.3.2: the headers say what a GET would bring.
async fn the_answer_to_a_head_has_headers_alone<T: Kind>() {
    // More than the client would keep in memory.
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\nContent-Type: image/png\r\n\r\n";
    let server = Misbehaving::playing([vec![Step::Read, write(head), Step::Read, write(head)]]);
    let client = Client::<T>::at(&server.url);
    for _ in 0..2 {
        let answer = client.call(Method::Head, "/x").settle().await.unwrap();
        assert_eq!(
            (answer.headers()["content-length"].as_bytes(), answer.bytes().len()),
            (&b"99999999999"[..], 0)
        );
    }
    let log = server.finish().await;
    assert_eq!((log.connections, log.requests.len()), (1, 2));
}

async fn an_endless_body_is_given_up_at_the_limit<T: Kind>() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (head, again) in
        [(chunked, &b"10\r\n0123456789abcdef\r\n"[..]), ("HTTP/1.1 200 OK\r\n\r\n", b"0123456789")]
    {
        let server = Misbehaving::playing([vec![Step::Read, write(head), Step::WriteForever(again)]]);
        let client = Client::<T>::new(builder(&server.url).answer_limit(100_000)).unwrap();
        let error = client.get_pet("1").settle().await.unwrap_err();
        assert_eq!(error.to_string(), "GET /pets/{pet_id}: the answer is larger than 100000 bytes");
        let Error::TooLarge(details) = &error else { panic!("{error:?}") };
        assert_eq!((details.limit, details.answer.status), (100_000, StatusCode::OK));
        assert!(!error.is_retryable());
        // The server is let go: its script ends when the client hangs up.
        assert_eq!(server.requests().await, 1);
    }
}

async fn an_endless_failure_is_read_as_far_as_it_can_say_what_failed<T: Kind>() {
    let head = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\n";
    let server = Misbehaving::playing([vec![Step::Read, write(head), Step::WriteForever(&[b'x'; 4096])]]);
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.answer().unwrap().excerpt, "x".repeat(8 * 1024));
    assert_eq!(server.requests().await, 1);
}

async fn a_call_may_keep_more_or_less_than_its_client<T: Kind>() {
    let server = Server::with(200, "application/json", PET);
    let client = Client::<T>::new(builder(&server.url).answer_limit(PET.len() as u64 - 1)).unwrap();
    assert!(matches!(client.get_pet("7").settle().await, Err(Error::TooLarge(_))));
    let room = |bytes: usize| CallOptions::new().answer_limit(bytes as u64);
    let call = |bytes| client.get_pet("7").with_options(room(bytes)).settle();
    assert_eq!(call(PET.len()).await.unwrap().id, 7);
    assert!(matches!(call(3).await, Err(Error::TooLarge(_))));
    assert_eq!(server.requests().len(), 3);
}

/// Checks that an answer is none that HTTP knows: tried again where that is safe, then an error.
async fn check_not_http<T: Kind>(bytes: impl AsRef<[u8]>, stage: Stage) {
    for (method, attempts) in [(Method::Get, 3), (Method::Post, 1)] {
        let server = Misbehaving::playing([vec![Step::Read, write(&bytes), Step::AwaitEnd]]);
        let error = Client::<T>::at(&server.url).call(method, "/x").settle().await.unwrap_err();
        let counted = if attempts > 1 { " (3 attempts)" } else { "" };
        let line = error.to_string();
        // Between these the HTTP library says what is wrong.
        assert!(line.starts_with(&format!("{method} /x: {stage}: ")) && line.ends_with(counted), "{line}");
        let Error::Transport(details) = &error else { panic!("{error:?}") };
        assert_eq!((details.stage, details.attempts), (stage, attempts), "{line}");
        assert_eq!(server.requests().await, attempts as usize);
    }
}

async fn what_is_not_http_is_a_transport_error<T: Kind>() {
    check_not_http::<T>("SSH-2.0-OpenSSH_9.6\r\n", Stage::Sending).await;
    check_not_http::<T>("\x16\x03\x01 not HTTP at all\r\n\r\n", Stage::Sending).await;
    check_not_http::<T>("HTTP/1.1 2xx OK\r\n\r\n", Stage::Sending).await;
    check_not_http::<T>("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", Stage::Sending).await;
}

/// What would let two readers of the same bytes see different answers.
async fn an_answer_with_two_lengths_is_a_transport_error<T: Kind>() {
    let two = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}";
    check_not_http::<T>(two, Stage::Sending).await;
    check_not_http::<T>("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Stage::Sending).await;
}

async fn chunks_that_are_none_are_a_transport_error<T: Kind>() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    check_not_http::<T>(format!("{head}size\r\n"), Stage::Receiving).await;
    check_not_http::<T>(format!("{head}fffffffffffffffff\r\n"), Stage::Receiving).await;
}

async fn headers_that_no_end_is_in_sight_of_are_a_transport_error<T: Kind>() {
    let long = format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\n\r\n", "x".repeat(1024 * 1024));
    check_not_http::<T>(long, Stage::Sending).await;
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-One: 1\r\n".repeat(1000));
    check_not_http::<T>(many, Stage::Sending).await;
}

/// Nobody asked for another protocol.
async fn a_switch_of_protocols_is_a_failure<T: Kind>() {
    let head = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    let server = Misbehaving::playing([answer(head)]);
    let error = Client::<T>::at(&server.url).call(Method::Post, "/x").settle().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SWITCHING_PROTOCOLS), "{error}");
    assert_eq!(server.requests().await, 1);
}

both![
    a_wrong_media_type_of_what_fits_is_passed_over,
    what_does_not_fit_is_a_decode_error_with_what_came,
    truncated_json_is_a_decode_error,
    an_answer_may_come_in_chunks,
    an_answer_without_a_length_ends_with_its_connection,
    no_content_is_no_content,
    the_answer_to_a_head_has_headers_alone,
    an_endless_body_is_given_up_at_the_limit,
    an_endless_failure_is_read_as_far_as_it_can_say_what_failed,
    a_call_may_keep_more_or_less_than_its_client,
    what_is_not_http_is_a_transport_error,
    an_answer_with_two_lengths_is_a_transport_error,
    chunks_that_are_none_are_a_transport_error,
    headers_that_no_end_is_in_sight_of_are_a_transport_error,
    a_switch_of_protocols_is_a_failure,
];
