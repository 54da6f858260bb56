//! Which answers are failures, and what their errors say.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, answer},
    petstore::{Client, PetKind},
    server::Server,
};
use docwright_runtime::{Error, StatusCode};
use std::{collections::BTreeMap, error::Error as _};

const JSON: &str = "application/json";

/// The error of a call whose answer no document types.
async fn failure<T: Kind>(status: u16, content_type: &'static str, body: &'static str) -> Error {
    let server = Server::with(status, content_type, body);
    Client::<T>::at(&server.url).get_file("1").settle().await.unwrap_err()
}

/// Checks that an answer is taken for a success, and comes out as it came in.
async fn check_fine<T: Kind>(body: &'static str) {
    let server = Server::with(200, JSON, body);
    assert_eq!(Client::<T>::at(&server.url).get_file("1").settle().await.unwrap().text().unwrap(), body);
}

async fn a_typed_answer_is_decoded<T: Kind>() {
    let server = Server::with(200, JSON, r#"{"id":9007199254740993,"kind":"newt","wild":true}"#);
    let pet = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap();
    assert_eq!((pet.id, &pet.kind), (9_007_199_254_740_993, &PetKind::Unknown("newt".into())));
    assert!(pet.owner.is_absent());
    assert_eq!(pet.extra.get("wild"), Some(&true.into()));
}

async fn null_in_place_of_a_list_is_an_empty_one<T: Kind>() {
    for body in ["null", " null\n", "[]"] {
        let server = Server::with(200, JSON, body);
        assert!(Client::<T>::at(&server.url).find_pets().settle().await.unwrap().is_empty(), "{body}");
    }
    // That a list is another thing altogether is no answer, nor is a pet that is none.
    for (body, path) in [("{}", "."), ("[null]", "[0]"), ("0", ".")] {
        let server = Server::with(200, JSON, body);
        let error = Client::<T>::at(&server.url).find_pets().settle().await.unwrap_err();
        let Error::Decode(details) = error else { panic!("{error:?}") };
        assert_eq!(details.path, path, "{body}");
    }
    let server = Server::with(200, JSON, "null");
    assert!(matches!(Client::<T>::at(&server.url).get_pet("1").settle().await, Err(Error::Decode(_))));
}

async fn opaque_json_comes_in_to_the_letter<T: Kind>() {
    let server = Server::with(200, JSON, r#"{"id":1,"kind":"cat","profile":{ "b": 1.10 },"x":1}"#);
    let pet = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap();
    assert_eq!(pet.profile.unwrap().text(), r#"{ "b": 1.10 }"#);
}

async fn an_untyped_answer_is_decoded_by_the_caller<T: Kind>() {
    let server = Server::with(201, JSON, r#"{"items":[1,2]}"#);
    let json = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap();
    assert_eq!(json.status(), StatusCode::CREATED);
    assert_eq!(json.value().unwrap()["items"][1], 2);
    let error = json.json::<std::collections::BTreeMap<String, Vec<bool>>>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: the answer is not what was expected at `items[0]`: \
         invalid type: integer `1`, expected a boolean at line 1 column 11"
    );
}

async fn an_answer_that_does_not_fit_names_the_place<T: Kind>() {
    let server = Server::with(200, JSON, r#"[{"id":1,"kind":"cat"},{"id":"x","kind":"cat"}]"#);
    let error = Client::<T>::at(&server.url).find_pets().settle().await.unwrap_err();
    let Error::Decode(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.path, "[1].id");
    assert_eq!(details.answer.excerpt, r#"[{"id":1,"kind":"cat"},{"id":"x","kind":"cat"}]"#);
    assert!(error.source().is_some());
    for body in ["", "[", "[] []", "<html>"] {
        let server = Server::with(200, JSON, body);
        assert!(
            matches!(Client::<T>::at(&server.url).find_pets().settle().await, Err(Error::Decode(_))),
            "{body}"
        );
    }
}

/// A profile that does not fit in one place holds passwords in others.
async fn an_answer_that_does_not_fit_is_not_shown_by_debug<T: Kind>() {
    let shown = async |body: &'static str| {
        let server = Server::with(200, JSON, body);
        let error = Client::<T>::at(&server.url).find_pets().settle().await.unwrap_err();
        assert_eq!(error.answer().unwrap().excerpt, body);
        format!("{error:?} {error:#?}")
    };
    for body in [r#"[{"id":"x","kind":"hunter2"}]"#, r#" {"kind":"hunter2"}"#, r#""hunter2"#] {
        let shown = shown(body).await;
        assert!(!shown.contains("hunter2") && shown.contains("[not shown]"), "{shown}");
        assert!(shown.contains("/pets") && shown.contains("at line 1 column"), "{shown}");
    }
    assert!(shown("<h1>Sign in</h1>").await.contains("Sign in"));
}

/// Names and texts of an answer stand in the place and in the cause, and may be as long as the answer.
async fn what_is_told_of_an_answer_that_does_not_fit_is_bounded<T: Kind>() {
    let long = "no\\n".repeat(100_000);
    let server = Server::with(200, JSON, format!(r#"{{"{long}":"{long}"}}"#));
    let response = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap();
    let error = response.json::<BTreeMap<String, i64>>().unwrap_err();
    let shown = error.to_string();
    assert!(shown.contains("at `no no no") && shown.contains("invalid type: string"), "{shown}");
    assert!(shown.len() < 1_000 && !shown.contains('\n'), "{shown}");
    assert!(format!("{error:?}").len() < 2_000, "{error:?}");
}

async fn a_status_has_its_documented_meaning<T: Kind>() {
    let server = Server::with(404, "text/html", "<h1>Not here</h1>");
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 404 Not Found: There is no such pet.");
    assert!(error.is_not_found());
    let Error::Status(details) = error else { panic!() };
    assert_eq!(details.answer.headers["x-request-id"], "r-1");
    assert_eq!(details.answer.excerpt, "<h1>Not here</h1>");
}

async fn a_status_without_a_documented_meaning_shows_the_answer<T: Kind>() {
    let error = failure::<T>(502, "text/plain", "bad\r\n gateway").await;
    assert_eq!(error.to_string(), "GET /files/v{name}.bin/meta: 502 Bad Gateway: bad gateway (3 attempts)");
    assert_eq!(failure::<T>(500, JSON, "").await.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}

async fn an_excerpt_is_bounded<T: Kind>() {
    let server = Server::with(500, "text/plain", "é".repeat(100_000));
    let error = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap_err();
    assert_eq!(error.answer().unwrap().excerpt, "é".repeat(4096));
    assert!(error.to_string().len() < 1000);
}

async fn a_failure_under_status_200_is_an_error<T: Kind>() {
    let body = r#"{"Status":403,"Message":"Permission\ndenied","ErrorType":"Denied"}"#;
    let error = failure::<T>(200, JSON, body).await;
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: Permission denied (Denied, status 403, HTTP 200)"
    );
    let Error::Api(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.message.as_deref(), Some("Permission\ndenied"));
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(failure::<T>(200, JSON, r#"{"Status":"404","Message":"none"}"#).await.is_not_found());
    assert!(matches!(failure::<T>(200, "text/plain", body).await, Error::Api(_)));
}

async fn an_empty_answer_is_judged_as_well<T: Kind>() {
    let server = Server::with(200, JSON, r#"{"Status":500,"Message":"broken"}"#);
    assert!(matches!(Client::<T>::at(&server.url).delete_pet("1").settle().await, Err(Error::Api(_))));
}

async fn what_only_looks_like_a_failure_is_none<T: Kind>() {
    check_fine::<T>(r#"{"Status":200,"Message":"OK"}"#).await;
    check_fine::<T>(r#"{"Status":5000}"#).await;
    check_fine::<T>(r#"{"Status":5000,"Message":""}"#).await;
    check_fine::<T>(r#"{"Status":5000,"Message":{"text":"a"}}"#).await;
    check_fine::<T>(r#"{"Status":"active","Message":"hello"}"#).await;
    check_fine::<T>(r#"{"Status":null,"Message":"hello"}"#).await;
    check_fine::<T>(r#"{"inner":{"Status":500,"Message":"broken"}}"#).await;
    check_fine::<T>(r#"[{"Status":500,"Message":"broken"}]"#).await;
    check_fine::<T>(r#"{"Status":500,"Message":"broken"} and more"#).await;
    check_fine::<T>("").await;
}

async fn a_status_may_be_a_word_and_the_sentence_missing<T: Kind>() {
    let server = Server::with(200, JSON, r#"{"Result":"Error"}"#);
    let error = Client::<T>::wordy(&server.url).get_file("1").settle().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /files/v{name}.bin/meta: the server reports a failure (status Error, HTTP 200)"
    );
    let server = Server::with(200, JSON, r#"{"Result":"OK","Message":"done"}"#);
    assert!(Client::<T>::wordy(&server.url).get_file("1").settle().await.is_ok());
}

async fn a_failure_status_speaks_through_the_envelope_if_it_has_a_message<T: Kind>() {
    let reported = failure::<T>(403, JSON, r#"{"Status":403,"Message":"no"}"#).await;
    assert!(matches!(reported, Error::Api(_)));
    assert_eq!(reported.status(), Some(StatusCode::FORBIDDEN));
    assert!(matches!(failure::<T>(403, JSON, r#"{"Status":403,"Message":""}"#).await, Error::Status(_)));
    assert!(matches!(failure::<T>(403, "text/html", "<h1>").await, Error::Status(_)));
}

async fn no_server_is_a_transport_error_with_its_cause<T: Kind>() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Client::<T>::at(&url).get_file("secret-name").settle().await.unwrap_err();
    assert!(
        error.to_string().starts_with("GET /files/v{name}.bin/meta: no connection to the server: "),
        "{error}"
    );
    assert!(error.source().is_some() && error.status().is_none());
    assert!(!format!("{error:?}").contains("secret-name"));
}

async fn an_answer_that_no_memory_should_hold_is_refused<T: Kind>() {
    let server = Misbehaving::playing([answer("HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n{}")]);
    let error = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /files/v{name}.bin/meta: the answer is larger than 67108864 bytes");
    assert_eq!(server.requests().await, 1);
    let server = Server::with(200, JSON, vec![b' '; 64 * 1024 * 1024 + 1]);
    let result = Client::<T>::at(&server.url).get_file("1").settle().await;
    assert!(matches!(result, Err(Error::TooLarge(_))));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_result_is_no_larger_than_its_value() {
    assert!(size_of::<Error>() <= 16);
}

both![
    a_typed_answer_is_decoded,
    null_in_place_of_a_list_is_an_empty_one,
    opaque_json_comes_in_to_the_letter,
    an_untyped_answer_is_decoded_by_the_caller,
    an_answer_that_does_not_fit_names_the_place,
    an_answer_that_does_not_fit_is_not_shown_by_debug,
    what_is_told_of_an_answer_that_does_not_fit_is_bounded,
    a_status_has_its_documented_meaning,
    a_status_without_a_documented_meaning_shows_the_answer,
    an_excerpt_is_bounded,
    a_failure_under_status_200_is_an_error,
    an_empty_answer_is_judged_as_well,
    what_only_looks_like_a_failure_is_none,
    a_status_may_be_a_word_and_the_sentence_missing,
    a_failure_status_speaks_through_the_envelope_if_it_has_a_message,
    no_server_is_a_transport_error_with_its_cause,
    an_answer_that_no_memory_should_hold_is_refused,
];
