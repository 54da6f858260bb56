//! Servers that repeat what they were told: what errors keep of it is bounded, and holds no secret.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, serve};
use docwright_runtime::{Core, Error, testing::Reply};

both!(
    what_an_error_says_of_an_answer_that_does_not_fit_holds_no_secret,
    a_secret_at_the_edge_of_an_excerpt_is_not_cut_in_two,
    the_sentence_of_a_failure_is_bounded,
    headers_that_are_kept_hold_no_secret,
);

const TOKEN: &str = "t0k3n-that-is-long-enough";

fn client<T: Kind>(address: &str) -> Core<T> {
    T::build(builder(address).bearer("oauth2", TOKEN)).unwrap()
}

async fn what_an_error_says_of_an_answer_that_does_not_fit_holds_no_secret<T: Kind>() {
    let server = serve(|_| Some(Reply::json(format!(r#"{{"{TOKEN}":"{TOKEN}"}}"#))));
    let answer = T::settle(client::<T>(server.address()).secured().send()).await.unwrap();
    let error = answer.json::<std::collections::BTreeMap<String, u8>>().unwrap_err();
    assert!(matches!(error, Error::Decode(_)));
    let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
    assert!(!shown.contains(TOKEN) && shown.contains("[redacted]"), "{shown}");
}

async fn a_secret_at_the_edge_of_an_excerpt_is_not_cut_in_two<T: Kind>() {
    // Redacting shortens the text, so that what stands behind moves into the part that is kept.
    for filler in 0..TOKEN.len() {
        let body = format!("{}{}", "x".repeat(filler), TOKEN.repeat(2000));
        let server = serve(move |_| Some(Reply::new(500, "text/plain", body.clone())));
        let error = T::settle(client::<T>(server.address()).secured().send()).await.unwrap_err();
        let excerpt = error.answer().unwrap().excerpt.clone();
        assert!(!excerpt.is_empty() && excerpt.len() <= 8 * 1024);
        assert!(!excerpt.replace("[redacted]", "").contains("t0k"), "{excerpt}");
    }
}

async fn the_sentence_of_a_failure_is_bounded<T: Kind>() {
    let report = format!(r#"{{"Status":500,"Message":"{}"}}"#, "é".repeat(1_000_000));
    let server = serve(move |_| Some(Reply::json(report.clone())));
    let error = T::settle(client::<T>(server.address()).secured().send()).await.unwrap_err();
    let Error::Api(details) = &error else { panic!("{error:?}") };
    assert_eq!(details.message.as_deref().map(str::len), Some(8 * 1024));
    assert!(format!("{error:?}").len() < 32 * 1024);
}

async fn headers_that_are_kept_hold_no_secret<T: Kind>() {
    let reply = Reply::status(403).header("WWW-Authenticate", format!("Bearer error=\"{TOKEN}\""));
    let server = serve(move |_| Some(reply.clone().header("Location", format!("/x?token={TOKEN}"))));
    let error = T::settle(client::<T>(server.address()).secured().send()).await.unwrap_err();
    let headers = &error.answer().unwrap().headers;
    assert_eq!(headers["www-authenticate"], "Bearer error=\"[redacted]\"");
    assert_eq!(headers["location"], "/x");
}
