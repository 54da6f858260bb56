//! Which failures have a call made again, and how often the server sees it then.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, builder},
    server::{Look, Server, respond},
};
use docwright_runtime::{CallOptions, Error, Method, Retry, StatusCode, testing::Reply};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

const JSON: &str = "application/json";

/// How often a server that always gives this answer sees each kind of call, and what the caller sees.
#[derive(Debug, PartialEq)]
struct Tried {
    get: usize,
    put: usize,
    post: usize,
    reading_post: usize,
}

/// Every method.
const ALWAYS: Tried = Tried { get: 3, put: 3, post: 3, reading_post: 3 };
/// What is safe to repeat.
const WHERE_SAFE: Tried = Tried { get: 3, put: 3, post: 1, reading_post: 3 };
const NEVER: Tried = Tried { get: 1, put: 1, post: 1, reading_post: 1 };

async fn check<T: Kind>(reply: Reply, expected: Tried) {
    let tried = async |method: Method, reads: bool| {
        let server = Server::always(reply.clone());
        let call = Client::<T>::at(&server.url).call(method, "/x");
        let call = if reads { call.reads() } else { call };
        let error = call.settle().await.unwrap_err();
        let requests = server.requests().len();
        assert_eq!(error.answer().unwrap().attempts as usize, requests, "{error}");
        requests
    };
    let (get, put) = (tried(Method::Get, false).await, tried(Method::Put, false).await);
    let (post, reading_post) = (tried(Method::Post, false).await, tried(Method::Post, true).await);
    assert_eq!(Tried { get, put, post, reading_post }, expected, "{reply:?}");
}

async fn a_server_that_was_asked_too_often_is_asked_again_with_every_method<T: Kind>() {
    check::<T>(Reply::status(429), ALWAYS).await;
    for method in [Method::Patch, Method::Delete, Method::Head, Method::Options] {
        let server = Server::replies([Reply::status(429), Reply::status(204)]);
        Client::<T>::at(&server.url).call(method, "/x").settle().await.unwrap();
        assert_eq!(server.requests().len(), 2, "{method}");
    }
}

async fn a_server_that_is_busy_is_asked_again_where_that_is_safe<T: Kind>() {
    for status in [502, 503, 504] {
        check::<T>(Reply::status(status), WHERE_SAFE).await;
    }
    let server = Server::always(Reply::status(503));
    Client::<T>::at(&server.url).call(Method::Patch, "/x").settle().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

async fn other_failures_are_final<T: Kind>() {
    for status in [400, 401, 403, 404, 408, 409, 413, 500, 501, 505] {
        check::<T>(Reply::status(status), NEVER).await;
    }
}

async fn a_failure_that_the_envelope_reports_counts_as_its_status_does<T: Kind>() {
    let reports =
        |status: u16| Reply::json(format!(r#"{{"Status":{status},"Message":"No.","ErrorType":"Busy"}}"#));
    check::<T>(reports(429), ALWAYS).await;
    check::<T>(reports(503), WHERE_SAFE).await;
    check::<T>(reports(500), NEVER).await;
    let server = Server::always(reports(503));
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    let line = "GET /pets/{pet_id}: No. (Busy, status 503, HTTP 200) (3 attempts)";
    assert_eq!(error.to_string(), line);
    let Error::Api(details) = &error else { panic!("{error:?}") };
    assert_eq!((details.status.as_deref(), error.status()), (Some("503"), Some(StatusCode::OK)));
    assert!(error.is_retryable());
}

async fn the_answer_of_a_later_attempt_is_the_answer_of_the_call<T: Kind>() {
    let server =
        Server::replies([Reply::status(503), Reply::status(429), Reply::json(r#"{"id":7,"kind":"cat"}"#)]);
    let pet = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap();
    assert_eq!((pet.id, server.lines()), (7, vec!["GET /pets/7".to_owned(); 3]));
    // What comes last is what the caller sees.
    let server = Server::replies([Reply::status(503), respond(404, "text/plain", "no")]);
    let error = Client::<T>::at(&server.url).get_pet("7").settle().await.unwrap_err();
    let line = "GET /pets/{pet_id}: 404 Not Found: There is no such pet. (2 attempts)";
    assert_eq!((error.to_string().as_str(), server.requests().len()), (line, 2));
}

async fn a_body_is_sent_again_in_full<T: Kind>() {
    let server = Server::replies([Reply::status(429), Reply::status(429), Reply::json("{}")]);
    let call = Client::<T>::at(&server.url).call(Method::Post, "/x").json("name", "Rex");
    call.settle().await.unwrap();
    let bodies: Vec<_> = server.requests().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies, [r#"{"name":"Rex"}"#; 3]);
}

async fn an_endpoint_that_is_known_to_read_is_repeated_although_it_is_a_post<T: Kind>() {
    let server = Server::replies([Reply::status(503), Reply::json("{}")]);
    Client::<T>::at(&server.url).find_owner().settle().await.unwrap();
    assert_eq!(server.lines(), ["POST /owner/find"; 2]);
}

async fn the_number_of_attempts_is_the_client_s_or_the_call_s<T: Kind>() {
    let server = Server::always(Reply::status(503));
    let tried = async |retry: Retry, options: CallOptions| {
        let before = server.requests().len();
        let retry = retry.pauses(Duration::ZERO, Duration::ZERO);
        let client = Client::<T>::new(builder(&server.url).retry(retry)).unwrap();
        let error = client.get_pet("1").with_options(options).settle().await.unwrap_err();
        (server.requests().len() - before, error.to_string())
    };
    let line = "GET /pets/{pet_id}: 503 Service Unavailable";
    let same = CallOptions::new;
    assert_eq!(tried(Retry::never(), same()).await, (1, line.to_owned()));
    assert_eq!(tried(Retry::default().attempts(0), same()).await, (1, line.to_owned()));
    assert_eq!(tried(Retry::default().attempts(5), same()).await, (5, format!("{line} (5 attempts)")));
    assert_eq!(tried(Retry::default(), same().attempts(1)).await, (1, line.to_owned()));
    assert_eq!(tried(Retry::never(), same().attempts(2)).await, (2, format!("{line} (2 attempts)")));
}

async fn a_token_that_the_server_refuses_is_replaced_once<T: Kind>() {
    // The server gives `t1`, `t2` and so on, and takes all but `t1`, or none.
    for (takes, last, requests) in [(true, StatusCode::OK, 4), (false, StatusCode::UNAUTHORIZED, 4)] {
        let given = AtomicUsize::new(0);
        let server = Server::answering(move |seen| match seen.path.as_str() {
            "/token" => {
                let number = given.fetch_add(1, Ordering::SeqCst) + 1;
                Reply::json(format!(r#"{{"access_token":"t{number}","expires_in":7200}}"#))
            }
            _ if takes && seen.header("authorization") != Some("Bearer t1") => Reply::json("{}"),
            _ => Reply::status(401),
        });
        let builder = builder(&server.url).client_credentials("oauth2", "/token", "me", "secret");
        let raw = T::settle(Client::<T>::new(builder).unwrap().secured().raw()).await.unwrap();
        assert_eq!((raw.status(), server.requests().len()), (last, requests));
        assert_eq!(server.lines(), ["POST /token", "GET /secured"].repeat(2));
    }
}

async fn raw_answers_are_asked_for_again_as_others_are<T: Kind>() {
    let server =
        Server::replies([Reply::status(503), respond(404, JSON, r#"{"Status":404,"Message":"gone"}"#)]);
    let raw = T::settle(Client::<T>::at(&server.url).get_pet("1").raw()).await.unwrap();
    assert_eq!((raw.status(), server.requests().len()), (StatusCode::NOT_FOUND, 2));
    assert!(raw.failure().is_some_and(Error::is_not_found));
    let server = Server::always(respond(503, "text/plain", "busy"));
    let raw = T::settle(Client::<T>::at(&server.url).get_pet("1").raw()).await.unwrap();
    assert_eq!((raw.text().unwrap(), server.requests().len()), ("busy", 3));
}

both![
    a_server_that_was_asked_too_often_is_asked_again_with_every_method,
    a_server_that_is_busy_is_asked_again_where_that_is_safe,
    other_failures_are_final,
    a_failure_that_the_envelope_reports_counts_as_its_status_does,
    the_answer_of_a_later_attempt_is_the_answer_of_the_call,
    a_body_is_sent_again_in_full,
    an_endpoint_that_is_known_to_read_is_repeated_although_it_is_a_post,
    the_number_of_attempts_is_the_client_s_or_the_call_s,
    a_token_that_the_server_refuses_is_replaced_once,
    raw_answers_are_asked_for_again_as_others_are,
];
