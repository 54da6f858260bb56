//! What a server says about when to come back (RFC 9110, section 10.2.3).

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, builder},
    server::Server,
};
use docwright_runtime::{
    Async, CallOptions, Method, Retry, Timeouts,
    testing::{InMemory, Reply},
};
use std::time::Duration;
use tokio::time::Instant;

/// The moment at which the servers of these tests live, an hour ago, and two hours later.
const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const EARLIER: &str = "Sun, 06 Nov 1994 07:49:37 GMT";
const LATER: &str = "Sun, 06 Nov 1994 10:49:37 GMT";

fn busy(status: u16, retry_after: &str) -> Reply {
    Reply::status(status).header("Date", NOW).header("Retry-After", retry_after)
}

/// Checks that a client comes back at once.
async fn check_at_once<T: Kind>(retry_after: &str) {
    for (status, method) in [(429, Method::Get), (429, Method::Post), (503, Method::Get)] {
        let server = Server::replies([busy(status, retry_after), Reply::json("{}")]);
        let call = Client::<T>::at(&server.url).call(method, "/x");
        assert_eq!(call.settle().await.unwrap().text().unwrap(), "{}");
        assert_eq!(server.requests().len(), 2, "{retry_after}");
    }
}

/// Checks that a client does not wait so long, and gives the answer to its caller at once.
async fn check_given_up<T: Kind>(retry_after: &str, stated: Duration) {
    let server = Server::replies([busy(429, retry_after), Reply::json("{}")]);
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 429 Too Many Requests");
    assert_eq!((error.retry_after(), server.requests().len()), (Some(stated), 1));
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!(error.answer().unwrap().headers["retry-after"], retry_after);
}

async fn no_seconds_are_over_at_once<T: Kind>() {
    check_at_once::<T>("0").await;
}

async fn a_date_that_is_now_or_past_is_over_at_once<T: Kind>() {
    check_at_once::<T>(NOW).await;
    check_at_once::<T>(EARLIER).await;
}

async fn a_pause_that_cannot_be_read_is_the_client_s_own<T: Kind>() {
    for garbage in ["soon", "", "-1", "1.5", "0x10", "Sun, 99 Nov 1994 08:49:37 GMT"] {
        check_at_once::<T>(garbage).await;
    }
}

async fn a_pause_beyond_the_deadline_ends_the_call_with_the_answer<T: Kind>() {
    check_given_up::<T>("7200", Duration::from_secs(7200)).await;
    check_given_up::<T>(LATER, Duration::from_secs(7200)).await;
    check_given_up::<T>("99999999999999999999999999", Duration::from_secs(u64::MAX)).await;
    // The deadline may be the call's own.
    let server = Server::replies([busy(429, "30"), Reply::json("{}")]);
    let hasty = CallOptions::new().total(Duration::from_secs(29));
    let call = Client::<T>::at(&server.url).get_pet("1").with_options(hasty);
    assert!(call.settle().await.unwrap_err().is_rate_limited());
    assert_eq!(server.requests().len(), 1);
}

/// A client of a server in memory. With the clock paused, time passes as soon as nothing else is to do.
fn in_memory(answers: &InMemory, retry: Retry) -> Client<Async> {
    Client::new(builder("https://api.example.com").retry(retry).in_memory(answers)).unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_pause_is_kept_and_the_deadline_is_one_for_all_attempts() {
    let answers = InMemory::answering(|_| busy(503, "250"));
    let client = in_memory(&answers, Retry::default().attempts(10).pauses(Duration::ZERO, Duration::ZERO));
    let began = Instant::now();
    let error = client.get_pet("1").await.unwrap_err();
    // Attempts at 0, 250 and 500 seconds; a fourth would be behind the ten minutes that a call may take.
    assert_eq!((answers.requests().len(), began.elapsed().as_secs()), (3, 500));
    assert_eq!(error.to_string(), "GET /pets/{pet_id}: 503 Service Unavailable (3 attempts)");
}

#[tokio::test(start_paused = true)]
async fn without_a_deadline_the_client_waits_for_less_than_ten_minutes() {
    for (stated, requests, waited) in [("599", 2, 599), ("600", 1, 0), (LATER, 1, 0)] {
        let answers = InMemory::answering(move |_| busy(429, stated));
        let retry = Retry::default().attempts(2).pauses(Duration::ZERO, Duration::ZERO);
        let timeouts = Timeouts::default().total(None);
        let builder = builder("https://api.example.com").retry(retry).timeouts(timeouts).in_memory(&answers);
        let began = Instant::now();
        Client::<Async>::new(builder).unwrap().get_pet("1").await.unwrap_err();
        assert_eq!((answers.requests().len(), began.elapsed().as_secs()), (requests, waited), "{stated}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_word_of_the_server_pauses_are_random_below_a_bound_that_doubles() {
    let answers = InMemory::answering(|_| Reply::status(503));
    let client = in_memory(&answers, Retry::default().attempts(4));
    for _ in 0..20 {
        let began = Instant::now();
        client.get_pet("1").await.unwrap_err();
        // 0.25, 0.5 and 1 seconds at most; tokio's clock counts whole milliseconds, rounded up.
        assert!(began.elapsed() <= Duration::from_millis(1753));
    }
    assert_eq!(answers.requests().len(), 80);
}

both![
    no_seconds_are_over_at_once,
    a_date_that_is_now_or_past_is_over_at_once,
    a_pause_that_cannot_be_read_is_the_client_s_own,
    a_pause_beyond_the_deadline_ends_the_call_with_the_answer,
];
