//! What a server has carried out, or has seen of what it may see once, is not sent again by any way.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, code, header, paths, serve};
use docwright_runtime::{
    AnswerHead, Endpoint, Error, Grant, Hook, Method, Place, PreparedRequest, Requirement, Result, Retry,
    Untyped,
    testing::{InMemory, Reply, Seen},
};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

both!(
    a_call_whose_result_cannot_be_fetched_is_not_made_again,
    a_refusal_of_another_server_does_not_replace_the_token,
    a_one_time_code_is_not_sent_again_with_a_new_token,
    a_one_time_code_of_a_request_that_a_hook_stopped_can_be_sent,
    a_one_time_code_is_spent_though_a_hook_refuses_the_answer,
    a_one_time_code_is_spent_though_a_refresh_does_not_reach_the_server,
    a_one_time_code_of_a_request_that_cannot_be_made_can_be_sent,
);

fn impatient() -> Retry {
    Retry::default().pauses(Duration::ZERO, Duration::ZERO)
}

async fn a_call_whose_result_cannot_be_fetched_is_not_made_again<T: Kind>() {
    for result in [Reply::status(429), Reply::status(503), Reply::status(401), Reply::disconnected()] {
        let server = serve(move |seen| match (seen.method.as_str(), seen.path.as_str()) {
            ("POST", "/secured") => Some(Reply::status(303).header("Location", "/result")),
            (_, "/result") => Some(result.clone()),
            _ => Some(Reply::json(r#"{"access_token":"t"}"#)),
        });
        let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
        let client = T::build(builder.retry(impatient())).unwrap();
        T::settle(client.change().send()).await.unwrap_err();
        assert_eq!(paths(&server), ["/token", "/secured", "/result"]);
    }
}

async fn a_refusal_of_another_server_does_not_replace_the_token<T: Kind>() {
    let other = serve(|_| Some(Reply::status(401)));
    let location = format!("{}/x", other.address());
    let server = serve(move |seen| match seen.path.as_str() {
        "/secured" => Some(Reply::status(302).header("Location", &*location)),
        _ => Some(Reply::json(r#"{"access_token":"t"}"#)),
    });
    let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
    let error = T::settle(T::build(builder).unwrap().secured().send()).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(
        (paths(&server), other.requests().len()),
        (vec!["/token".to_owned(), "/secured".to_owned()], 1)
    );
}

static BOTH: Endpoint = Endpoint::new(Method::Post, "/both")
    .credentials("admin", Place::Form)
    .any_of(&[Requirement::new("oauth2")]);

async fn a_one_time_code_is_not_sent_again_with_a_new_token<T: Kind>() {
    let server = serve(|seen| match seen.path.as_str() {
        "/token" => Some(Reply::json(r#"{"access_token":"t"}"#)),
        _ => Some(Reply::status(401)),
    });
    let builder = builder(server.address()).one_time_credentials("admin", code());
    let client = T::build(builder.client_credentials("oauth2", "/token", "me", "s3cret")).unwrap();
    assert!(T::settle(client.call::<Untyped>(&BOTH).send()).await.unwrap_err().is_unauthorized());
    assert_eq!(paths(&server), ["/token", "/both"]);
}

/// Stops the first request.
struct Stops(std::sync::atomic::AtomicBool);

impl Hook for Stops {
    fn on_request(&self, _: &mut PreparedRequest) -> Result<()> {
        let stopped = self.0.swap(true, std::sync::atomic::Ordering::SeqCst);
        if stopped { Ok(()) } else { Err(Error::hook(std::io::Error::other("not now"))) }
    }
}

async fn a_one_time_code_of_a_request_that_a_hook_stopped_can_be_sent<T: Kind>() {
    let server = serve(|_| None);
    let builder = builder(server.address()).one_time_credentials("admin", code());
    let client = T::build(builder.hook(Stops(false.into()))).unwrap();
    let error = T::settle(client.list().send()).await.unwrap_err();
    assert_eq!(error.to_string(), "a hook ended the call: not now");
    T::settle(client.list().send()).await.unwrap();
    let with_code = |seen: &Seen| seen.body.windows(6).any(|part| part == b"123456");
    assert_eq!(server.requests().iter().filter(|seen| with_code(seen)).count(), 1);
}

/// Refuses every answer.
struct Refuses;

impl Hook for Refuses {
    fn on_answer(&self, _: &mut AnswerHead) -> Result<()> {
        Err(Error::hook(std::io::Error::other("no answer is good enough")))
    }
}

async fn a_one_time_code_is_spent_though_a_hook_refuses_the_answer<T: Kind>() {
    let server = serve(|_| None);
    let builder = builder(server.address()).one_time_credentials("admin", code());
    let client = T::build(builder.hook(Refuses)).unwrap();
    assert!(matches!(T::settle(client.list().send()).await, Err(Error::Hook(_))));
    assert!(matches!(T::settle(client.list().send()).await, Err(Error::Auth(_))));
    assert_eq!(paths(&server), ["/list"]);
}

async fn a_one_time_code_is_spent_though_a_refresh_does_not_reach_the_server<T: Kind>() {
    let asked = AtomicUsize::new(0);
    let answers = InMemory::answering(move |seen| {
        if seen.path != "/token" {
            return Reply::json("{}");
        }
        match asked.fetch_add(1, Ordering::SeqCst) {
            0 => Reply::json(r#"{"access_token":"t","expires_in":0,"refresh_token":"r"}"#),
            1 => Reply::unreachable(),
            _ => Reply::status(400),
        }
    });
    let grant = Grant::password("ada", "pass").one_time_field("code", "123456");
    let builder = builder("https://api.example.com").grant("oauth2", "/token", grant).in_memory(&answers);
    let client = T::build(builder.retry(Retry::never())).unwrap();
    T::settle(client.secured().send()).await.unwrap();
    assert!(T::settle(client.secured().send()).await.unwrap_err().is_retryable());
    T::settle(client.secured().send()).await.unwrap_err();
    T::settle(client.secured().send()).await.unwrap_err();
    let with_code = |seen: &Seen| seen.body.windows(6).any(|part| part == b"123456");
    assert_eq!(answers.requests().iter().filter(|seen| with_code(seen)).count(), 1);
}

async fn a_one_time_code_of_a_request_that_cannot_be_made_can_be_sent<T: Kind>() {
    let server = serve(|_| None);
    let client = T::build(builder(server.address()).one_time_credentials("admin", code())).unwrap();
    // The endpoint asks for a token as well, which the client has no way to get.
    assert!(client.call::<Untyped>(&BOTH).request().is_err());
    assert!(T::settle(client.call::<Untyped>(&BOTH).send()).await.is_err());
    T::settle(client.list().send()).await.unwrap();
    assert_eq!(
        header(&server.requests()[0], "content-type").as_deref(),
        Some("application/x-www-form-urlencoded")
    );
}
