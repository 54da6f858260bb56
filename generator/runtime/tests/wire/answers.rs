//! Which answers are failures, and what their errors say.

use crate::{
    petstore::{Client, PetKind},
    server::{Server, raw_answer, respond},
};
use docwright_runtime::{Error, StatusCode};
use std::error::Error as _;

const JSON: &str = "application/json";

/// The error of a call whose answer no document types.
async fn failure(status: u16, content_type: &'static str, body: &'static str) -> Error {
    let server = Server::with(status, content_type, body).await;
    Client::at(&server.url).get_file("1").await.unwrap_err()
}

/// Checks that an answer is taken for a success, and comes out as it came in.
async fn check_fine(body: &'static str) {
    let server = Server::with(200, JSON, body).await;
    assert_eq!(Client::at(&server.url).get_file("1").await.unwrap().text().unwrap(), body);
}

#[tokio::test]
async fn a_typed_answer_is_decoded() {
    let server = Server::with(200, JSON, r#"{"id":9007199254740993,"kind":"newt","wild":true}"#).await;
    let pet = Client::at(&server.url).get_pet("1").await.unwrap();
    assert_eq!((pet.id, &pet.kind), (9_007_199_254_740_993, &PetKind::Unknown("newt".into())));
    assert!(pet.owner.is_absent());
    assert_eq!(pet.extra.get("wild"), Some(&true.into()));
}

#[tokio::test]
async fn opaque_json_comes_in_to_the_letter() {
    let server = Server::with(200, JSON, r#"{"id":1,"kind":"cat","profile":{ "b": 1.10 },"x":1}"#).await;
    let pet = Client::at(&server.url).get_pet("1").await.unwrap();
    assert_eq!(pet.profile.unwrap().text(), r#"{ "b": 1.10 }"#);
}

#[tokio::test]
async fn an_untyped_answer_is_decoded_by_the_caller() {
    let server = Server::with(201, JSON, r#"{"items":[1,2]}"#).await;
    let json = Client::at(&server.url).get_file("1").await.unwrap();
    assert_eq!(json.status(), StatusCode::CREATED);
    assert_eq!(json.value().unwrap()["items"][1], 2);
    let error = json.json::<std::collections::BTreeMap<String, Vec<bool>>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: the answer is not what was expected at `items[0]`: \
         invalid type: integer `1`, expected a boolean at line 1 column 11"
    );
}

#[tokio::test]
async fn an_answer_that_does_not_fit_names_the_place() {
    let server = Server::with(200, JSON, r#"[{"id":1,"kind":"cat"},{"id":"x","kind":"cat"}]"#).await;
    let error = Client::at(&server.url).find_pets().await.unwrap_err();
    let Error::Decode(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.path, "[1].id");
    assert_eq!(details.answer.excerpt, r#"[{"id":1,"kind":"cat"},{"id":"x","kind":"cat"}]"#);
    assert!(error.source().is_some());
    for body in ["", "[", "[] []", "<html>"] {
        let server = Server::with(200, JSON, body).await;
        assert!(matches!(Client::at(&server.url).find_pets().await, Err(Error::Decode(_))), "{body}");
    }
}

#[tokio::test]
async fn a_status_has_its_documented_meaning() {
    let server = Server::with(404, "text/html", "<h1>Not here</h1>").await;
    let error = Client::at(&server.url).get_pet("1").await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 404 Not Found: There is no such pet.");
    assert!(error.is_not_found());
    let Error::Status(details) = error else { panic!() };
    assert_eq!(details.answer.headers["x-request-id"], "r-1");
    assert_eq!(details.answer.excerpt, "<h1>Not here</h1>");
}

#[tokio::test]
async fn a_status_without_a_documented_meaning_shows_the_answer() {
    let error = failure(502, "text/plain", "bad\r\n gateway").await;
    assert_eq!(error.to_string(), "GET /files/v{name}.bin/meta: 502 Bad Gateway: bad gateway");
    assert_eq!(failure(500, JSON, "").await.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::answering(|_| {
        let mut response = respond(307, "text/plain", "");
        response.headers_mut().insert("Location", "/elsewhere".parse().unwrap());
        response
    })
    .await;
    let error = Client::at(&server.url).get_file("1").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT));
    assert_eq!(error.answer().unwrap().headers["location"], "/elsewhere");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_excerpt_is_bounded() {
    let server = Server::with(500, "text/plain", "é".repeat(100_000)).await;
    let error = Client::at(&server.url).get_file("1").await.unwrap_err();
    assert_eq!(error.answer().unwrap().excerpt, "é".repeat(4096));
    assert!(error.to_string().len() < 1000);
}

#[tokio::test]
async fn a_failure_under_status_200_is_an_error() {
    let body = r#"{"Status":403,"Message":"Permission\ndenied","ErrorType":"Denied"}"#;
    let error = failure(200, JSON, body).await;
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: Permission denied (Denied, status 403, HTTP 200)"
    );
    let Error::Api(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.message.as_deref(), Some("Permission\ndenied"));
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(failure(200, JSON, r#"{"Status":"404","Message":"none"}"#).await.is_not_found());
    assert!(matches!(failure(200, "text/plain", body).await, Error::Api(_)));
}

#[tokio::test]
async fn an_empty_answer_is_judged_as_well() {
    let server = Server::with(200, JSON, r#"{"Status":500,"Message":"broken"}"#).await;
    assert!(matches!(Client::at(&server.url).delete_pet("1").await, Err(Error::Api(_))));
}

#[tokio::test]
async fn what_only_looks_like_a_failure_is_none() {
    check_fine(r#"{"Status":200,"Message":"OK"}"#).await;
    check_fine(r#"{"Status":5000}"#).await;
    check_fine(r#"{"Status":5000,"Message":""}"#).await;
    check_fine(r#"{"Status":5000,"Message":{"text":"a"}}"#).await;
    check_fine(r#"{"Status":"active","Message":"hello"}"#).await;
    check_fine(r#"{"Status":null,"Message":"hello"}"#).await;
    check_fine(r#"{"inner":{"Status":500,"Message":"broken"}}"#).await;
    check_fine(r#"[{"Status":500,"Message":"broken"}]"#).await;
    check_fine(r#"{"Status":500,"Message":"broken"} and more"#).await;
    check_fine("").await;
}

#[tokio::test]
async fn a_status_may_be_a_word_and_the_sentence_missing() {
    let server = Server::with(200, JSON, r#"{"Result":"Error"}"#).await;
    let error = Client::wordy(&server.url).get_file("1").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: the server reports a failure (status Error, HTTP 200)"
    );
    let server = Server::with(200, JSON, r#"{"Result":"OK","Message":"done"}"#).await;
    assert!(Client::wordy(&server.url).get_file("1").await.is_ok());
}

#[tokio::test]
async fn a_failure_status_speaks_through_the_envelope_if_it_has_a_message() {
    let reported = failure(403, JSON, r#"{"Status":403,"Message":"no"}"#).await;
    assert!(matches!(reported, Error::Api(_)));
    assert_eq!(reported.status(), Some(StatusCode::FORBIDDEN));
    assert!(matches!(failure(403, JSON, r#"{"Status":403,"Message":""}"#).await, Error::Status(_)));
    assert!(matches!(failure(403, "text/html", "<h1>").await, Error::Status(_)));
}

#[tokio::test]
async fn no_server_is_a_transport_error_with_its_cause() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Client::at(&url).get_file("secret-name").await.unwrap_err();
    assert!(
        error.to_string().starts_with("GET /files/v{name}.bin/meta: no connection to the server: "),
        "{error}"
    );
    assert!(error.source().is_some() && error.status().is_none());
    assert!(!format!("{error:?}").contains("secret-name"));
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_a_transport_error() {
    let url = raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}").await;
    let error = Client::at(&url).get_file("1").await.unwrap_err();
    assert!(error.to_string().starts_with("GET /files/v{name}.bin/meta: the answer broke off: "), "{error}");
    // The status of a failure says enough.
    let url = raw_answer(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 10\r\n\r\n{}").await;
    let error = Client::at(&url).get_file("1").await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
}

#[tokio::test]
async fn an_answer_that_no_memory_should_hold_is_refused() {
    let url = raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n{}").await;
    let error = Client::at(&url).get_file("1").await.unwrap_err();
    assert_eq!(error.to_string(), "GET /files/v{name}.bin/meta: the answer is larger than 67108864 bytes");
    let server = Server::with(200, JSON, vec![b' '; 64 * 1024 * 1024 + 1]).await;
    assert!(matches!(Client::at(&server.url).get_file("1").await, Err(Error::TooLarge(_))));
}

#[test]
fn a_result_is_no_larger_than_its_value() {
    assert!(size_of::<Error>() <= 16);
}
