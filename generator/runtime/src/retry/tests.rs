//! The decisions as a table: nothing waits here, and chance is given.

use super::{Attempt, Retry};
use crate::{
    Error, Method, Operation,
    error::{
        Answer, ApiError, AuthError, Cause, Stage, StatusError, TimeoutError, TimeoutKind, TransportError,
    },
};
use http::{HeaderMap, StatusCode};
use std::{borrow::Cow, time::Duration};

const SECOND: Duration = Duration::from_secs(1);

fn operation() -> Operation {
    Operation { method: Method::Get, path: Cow::Borrowed("/pets") }
}

fn answer(status: u16) -> Answer {
    Answer {
        operation: operation(),
        status: StatusCode::from_u16(status).unwrap(),
        meaning: None,
        headers: HeaderMap::new(),
        excerpt: String::new(),
        scopes: Vec::new(),
        attempts: 1,
    }
}

fn status(status: u16) -> Error {
    Error::Status(Box::new(StatusError { answer: answer(status), redirect: None }))
}

fn reported(http: u16, status: &str) -> Error {
    let (status, message) = (Some(status.to_owned()), Some("No.".to_owned()));
    Error::Api(Box::new(ApiError { answer: answer(http), status, message, kind: None }))
}

fn token_refused(status: u16) -> Error {
    let answer = Some(answer(status));
    let passes = matches!(status, 429 | 502..=504);
    Error::Auth(Box::new(AuthError { operation: operation(), reason: "no token".into(), answer, passes }))
}

fn transport(stage: Stage) -> Error {
    // The library can't be made to fail without a socket, but for a request that is none.
    let cause = reqwest::Client::builder().no_proxy().user_agent("\n").build().unwrap_err();
    TransportError::report(operation(), stage, Cause::from(cause), None)
}

fn timeout(kind: TimeoutKind) -> Error {
    TimeoutError::report(operation(), kind, Some(SECOND))
}

fn attempt(error: &Error) -> Attempt<'_> {
    Attempt {
        error,
        number: 1,
        is_repeatable: false,
        can_resend: true,
        once: false,
        stated: None,
        remaining: None,
        random: 1.0,
    }
}

/// Whether a call that is safe to repeat is tried again, and whether one that is not.
#[track_caller]
fn check(error: &Error, safe: bool, unsafe_: bool) {
    let retry = Retry::default();
    let tried = |is_repeatable| retry.next(&Attempt { is_repeatable, ..attempt(error) }).is_some();
    assert_eq!((tried(true), tried(false)), (safe, unsafe_), "{error}");
}

#[test]
fn what_the_server_has_not_seen_or_not_carried_out_is_repeated_for_every_call() {
    check(&transport(Stage::Connecting), true, true);
    check(&transport(Stage::Authorizing), true, true);
    check(&timeout(TimeoutKind::Connect), true, true);
    check(&status(429), true, true);
    check(&reported(200, "429"), true, true);
    check(&reported(429, "Error"), true, true);
    for busy in [429, 502, 503, 504] {
        check(&token_refused(busy), true, true);
    }
}

#[test]
fn what_may_have_been_carried_out_is_repeated_where_that_is_safe() {
    check(&transport(Stage::Sending), true, false);
    check(&transport(Stage::Receiving), true, false);
    check(&timeout(TimeoutKind::Idle), true, false);
    for busy in [502, 503, 504] {
        check(&status(busy), true, false);
        check(&reported(200, &busy.to_string()), true, false);
        check(&reported(busy, "Error"), true, false);
    }
}

#[test]
fn what_would_fail_again_is_not_repeated() {
    for refused in [300, 400, 401, 403, 404, 408, 409, 413, 500, 501, 505] {
        check(&status(refused), false, false);
        check(&reported(200, &refused.to_string()), false, false);
    }
    check(&token_refused(401), false, false);
    check(&timeout(TimeoutKind::Total), false, false);
    check(&Error::invalid("the header", "is none"), false, false);
}

#[test]
fn a_body_that_is_gone_and_a_code_that_was_seen_are_not_sent_again() {
    let retry = Retry::default();
    for error in [transport(Stage::Connecting), status(429), status(503)] {
        let gone = Attempt { is_repeatable: true, can_resend: false, ..attempt(&error) };
        assert_eq!(retry.next(&gone), None, "{error}");
    }
    let once = |error: &Error| retry.next(&Attempt { is_repeatable: true, once: true, ..attempt(error) });
    assert!(once(&transport(Stage::Connecting)).is_some());
    assert_eq!(once(&status(429)), None);
    assert_eq!(once(&status(503)), None);
}

#[test]
fn there_are_as_many_attempts_as_were_said() {
    let error = status(503);
    let tried = |retry: Retry, number| {
        retry.next(&Attempt { number, is_repeatable: true, ..attempt(&error) }).is_some()
    };
    assert_eq!([1, 2, 3, 4].map(|number| tried(Retry::default(), number)), [true, true, false, false]);
    assert_eq!([1, 2].map(|number| tried(Retry::default().attempts(2), number)), [true, false]);
    assert!(!tried(Retry::never(), 1) && !tried(Retry::default().attempts(0), 1));
}

#[test]
fn pauses_double_up_to_a_bound_and_are_random_below_it() {
    let error = status(429);
    let retry = Retry::default().attempts(u32::MAX).pauses(SECOND, 10 * SECOND);
    let pause = |number, random| retry.next(&Attempt { number, random, ..attempt(&error) });
    let bounds = [1, 2, 3, 4, 5, 6].map(|number| pause(number, 1.0).unwrap().as_secs());
    assert_eq!(bounds, [1, 2, 4, 8, 10, 10]);
    assert_eq!(pause(1_000_000, 1.0), Some(10 * SECOND));
    assert_eq!(pause(3, 0.0), Some(Duration::ZERO));
    assert_eq!(pause(3, 0.25), Some(SECOND));
    // Whatever chance gives, the bound holds.
    assert_eq!(pause(3, 7.0), Some(4 * SECOND));
}

#[test]
fn the_pause_that_the_server_asks_for_is_kept_up_to_the_deadline() {
    let error = status(429);
    let retry = Retry::default();
    let pause = |stated: u32, remaining: Option<Duration>| {
        retry.next(&Attempt { stated: Some(stated * SECOND), remaining, ..attempt(&error) })
    };
    assert_eq!(pause(7, None), Some(7 * SECOND));
    // At least: the client's own pause may be longer.
    assert_eq!(pause(0, None), Some(Duration::from_millis(250)));
    assert_eq!(pause(7, Some(8 * SECOND)), Some(7 * SECOND));
    assert_eq!(pause(7, Some(7 * SECOND)), None);
    assert_eq!(pause(0, Some(Duration::ZERO)), None);
    // Without a deadline nobody waits for ever all the same.
    assert_eq!(pause(599, None), Some(599 * SECOND));
    assert_eq!(pause(600, None), None);
}
