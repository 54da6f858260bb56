//! Tokens for those who wait, and for those who do not.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, paths, serve};
use docwright_runtime::{CallOptions, Error, Retry, Timeouts, testing::Reply};
use futures_util::future::join_all;
use std::{
    net::TcpListener,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use tokio::time::Instant;

both!(
    a_token_that_nobody_waits_for_any_more_is_there_for_the_next,
    an_answer_of_a_mebibyte_holds_a_token_and_a_larger_one_is_an_error,
);

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

async fn an_answer_of_a_mebibyte_holds_a_token_and_a_larger_one_is_an_error<T: Kind>() {
    const LIMIT: usize = 1024 * 1024;
    for (length, fits) in [(LIMIT, true), (LIMIT + 1, false)] {
        let token = r#"{"access_token":"t"}"#;
        let answer = token.to_owned() + &" ".repeat(length - token.len());
        let server = serve(move |seen| (seen.path == "/token").then(|| Reply::json(answer.clone())));
        let builder = builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret");
        // Whatever is kept of other answers.
        let client = T::build(builder.answer_limit(u64::MAX)).unwrap();
        let result = T::settle(client.secured().send()).await;
        if fits {
            result.unwrap();
        } else {
            let Err(Error::TooLarge(details)) = result else { panic!("{result:?}") };
            assert_eq!(details.limit, LIMIT as u64);
        }
    }
}

/// However long the client would wait, and with nobody else to end it: others wait for the same token.
#[tokio::test(start_paused = true)]
async fn a_token_is_waited_for_no_longer_than_two_minutes() {
    // Takes connections, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let never = Timeouts::default().connect(None).idle(None).total(None);
    let builder = builder(&address).timeouts(never).client_credentials("oauth2", "/token", "me", "s3cret");
    let call = builder.build().unwrap().secured().with_options(CallOptions::new().attempts(1));
    let began = Instant::now();
    let error = call.await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(began.elapsed().as_secs(), 120);
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
