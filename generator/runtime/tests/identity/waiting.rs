//! Tokens for those who wait, and for those who do not.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, paths, serve};
use docwright_runtime::{CallOptions, Retry, testing::Reply};
use futures_util::future::join_all;
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

both!(a_token_that_nobody_waits_for_any_more_is_there_for_the_next);

fn impatient() -> Retry {
    Retry::default().pauses(Duration::ZERO, Duration::ZERO)
}

async fn a_token_that_nobody_waits_for_any_more_is_there_for_the_next<T: Kind>() {
    let server = serve(|seen| {
        (seen.path == "/token").then(|| {
            std::thread::sleep(Duration::from_millis(200));
            Reply::json(r#"{"access_token":"t"}"#)
        })
    });
    let client =
        T::build(builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret")).unwrap();
    let hasty = CallOptions::new().total(Duration::from_millis(20));
    assert!(T::settle(client.secured().with_options(hasty).send()).await.unwrap_err().is_timeout());
    T::settle(client.secured().send()).await.unwrap();
    assert_eq!(paths(&server), ["/token", "/secured"]);
}

#[tokio::test]
async fn one_broken_request_for_a_token_does_not_fail_those_who_wait() {
    let asked = AtomicUsize::new(0);
    let server = serve(move |seen| {
        let is_first = seen.path == "/token" && asked.fetch_add(1, Ordering::SeqCst) == 0;
        match seen.path.as_str() {
            "/token" if is_first => Some(Reply::disconnected()),
            "/token" => Some(Reply::json(r#"{"access_token":"t"}"#)),
            _ => None,
        }
    });
    let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
    let client = builder.retry(impatient()).build().unwrap();
    let results = join_all((0..20).map(|_| client.change().send())).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
}

#[tokio::test]
async fn what_a_token_could_not_be_had_for_may_pass_or_not() {
    for (status, passes) in [(503, true), (429, true), (400, false), (401, false)] {
        let server = serve(move |_| Some(Reply::status(status)));
        let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
        let error = builder.retry(impatient()).build().unwrap().secured().await.unwrap_err();
        assert_eq!((error.is_retryable(), error.is_unauthorized()), (passes, !passes), "{status}");
    }
}
