//! The answer as it comes, whatever its status.

use crate::both::{Kind, both};
use crate::client::{add_pet, builder, get_pet, serve};
use docwright_runtime::{Error, StatusCode, testing::Reply};
use serde_json::json;

both!(
    a_failure_is_given_with_its_status_headers_and_body,
    a_failure_under_status_200_is_given_as_well,
    a_raw_call_is_repeated_as_any_other,
    a_raw_success_is_read_into_a_type,
    what_gives_no_answer_is_an_error,
);

async fn a_failure_is_given_with_its_status_headers_and_body<T: Kind>() {
    let server =
        serve([Reply::new(404, "application/json", r#"{"reason":"gone"}"#).header("X-Request-Id", "r-1")]);
    let client = T::build(builder(server.address())).unwrap();
    let raw = T::settle(get_pet(&client, "1").raw()).await.unwrap();
    assert_eq!(raw.status(), StatusCode::NOT_FOUND);
    assert_eq!(raw.headers()["x-request-id"], "r-1");
    assert_eq!(raw.value().unwrap(), json!({"reason": "gone"}));
    let failure = raw.failure().unwrap().to_string();
    assert_eq!(failure, "GET /pets/{id}: 404 Not Found: There is no such pet.");
    assert!(raw.into_success().unwrap_err().is_not_found());
}

async fn a_failure_under_status_200_is_given_as_well<T: Kind>() {
    let server = serve([Reply::json(r#"{"Status":403,"Message":"No."}"#)]);
    let client = T::build(builder(server.address())).unwrap();
    let raw = T::settle(add_pet(&client, "Rex").raw()).await.unwrap();
    assert_eq!((raw.status(), raw.text().unwrap()), (StatusCode::OK, r#"{"Status":403,"Message":"No."}"#));
    assert!(matches!(raw.failure(), Some(Error::Api(_))));
}

async fn a_raw_call_is_repeated_as_any_other<T: Kind>() {
    let server = serve([Reply::status(503), Reply::json("[1]")]);
    let client = T::build(builder(server.address())).unwrap();
    let raw = T::settle(get_pet(&client, "1").raw()).await.unwrap();
    assert_eq!((raw.status(), server.requests().len()), (StatusCode::OK, 2));
    // After the last attempt the answer is given, not an error.
    let server = serve([Reply::status(503)]);
    let client = T::build(builder(server.address())).unwrap();
    let raw = T::settle(get_pet(&client, "1").raw()).await.unwrap();
    assert_eq!((raw.status(), server.requests().len()), (StatusCode::SERVICE_UNAVAILABLE, 3));
}

async fn a_raw_success_is_read_into_a_type<T: Kind>() {
    let server = serve([Reply::json("[1,2]")]);
    let client = T::build(builder(server.address())).unwrap();
    let raw = T::settle(get_pet(&client, "1").raw()).await.unwrap();
    assert!(raw.failure().is_none());
    assert_eq!(raw.into_success().unwrap().json::<Vec<u8>>().unwrap(), [1, 2]);
}

async fn what_gives_no_answer_is_an_error<T: Kind>() {
    let server = serve([Reply::disconnected()]);
    let client = T::build(builder(server.address()).answer_limit(4)).unwrap();
    let server_closed = T::settle(add_pet(&client, "Rex").raw()).await.unwrap_err();
    assert!(matches!(server_closed, Error::Transport(_)), "{server_closed:?}");
    let server = serve([Reply::json("[1,2,3]")]);
    let client = T::build(builder(server.address()).answer_limit(4)).unwrap();
    assert!(matches!(T::settle(get_pet(&client, "1").raw()).await, Err(Error::TooLarge(_))));
}
