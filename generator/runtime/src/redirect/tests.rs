//! Where answers lead, as tables.

use super::{Redirects, Step, step};
use crate::{
    Method, Operation, Upload,
    credentials::Held,
    prepare::{PreparedBody, PreparedRequest},
};
use futures_util::stream;
use http::{HeaderMap, HeaderValue, StatusCode};
use std::{borrow::Cow, sync::Arc};

fn request(method: Method, body: &'static str) -> PreparedRequest {
    let headers = [
        ("authorization", "Bearer t0k3n"),
        ("cookie", "k3y"),
        ("x-admin-password", "hunter2"),
        ("accept", "*/*"),
        ("user-agent", "test"),
        ("content-type", "text/plain"),
    ];
    PreparedRequest {
        operation: Operation { method, path: Cow::Borrowed("/pets") },
        method: method.into(),
        url: "https://api.example.com/v2/pets?key=k3y".parse().unwrap(),
        headers: headers
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .into_iter()
            .collect(),
        body: if body.is_empty() { PreparedBody::Empty } else { PreparedBody::Bytes(body.into()) },
        once: None,
    }
}

const RULES: Redirects = Redirects { allow_http: false, leave_origin: true };

fn answered(request: &PreparedRequest, status: u16, location: &'static str) -> Step {
    let headers = HeaderMap::from_iter([(http::header::LOCATION, HeaderValue::from_static(location))]);
    step(request, StatusCode::from_u16(status).unwrap(), &headers, 0, RULES)
}

/// The method, the URL, the names of the headers and whether there is a body.
fn followed(step: Step) -> (String, String, Vec<String>, bool) {
    let Step::Follow(next) = step else { panic!("not followed") };
    let mut names: Vec<String> = next.headers.keys().map(ToString::to_string).collect();
    names.sort();
    (next.method.to_string(), next.url.to_string(), names, !next.body.is_empty())
}

#[track_caller]
fn check_refused(step: &Step, words: &str) {
    let Step::Refused(reason) = step else { panic!("not refused") };
    assert!(reason.contains(words), "{reason}");
}

const ALL: [&str; 6] =
    ["accept", "authorization", "content-type", "cookie", "user-agent", "x-admin-password"];
const WITHOUT_BODY: [&str; 5] = ["accept", "authorization", "cookie", "user-agent", "x-admin-password"];

#[test]
fn within_an_origin_everything_goes_along() {
    for status in [301, 302, 303] {
        let (method, url, names, body) = followed(answered(&request(Method::Get, ""), status, "/v3/pets"));
        assert_eq!((method.as_str(), url.as_str(), body), ("GET", "https://api.example.com/v3/pets", false));
        assert_eq!(names, WITHOUT_BODY);
    }
    for status in [307, 308] {
        let (method, url, names, body) = followed(answered(&request(Method::Post, "x"), status, "other"));
        assert_eq!((method.as_str(), url.as_str(), body), ("POST", "https://api.example.com/v2/other", true));
        assert_eq!(names, ALL);
    }
    // The same origin, written with its port.
    let (.., names, _) = followed(answered(&request(Method::Get, ""), 307, "https://api.example.com:443/x"));
    assert_eq!(names, ALL);
}

#[test]
fn see_other_fetches_what_a_call_has_made() {
    let (method, _, names, body) = followed(answered(&request(Method::Post, "secret"), 303, "/made/1"));
    assert_eq!((method.as_str(), body), ("GET", false));
    assert_eq!(names, WITHOUT_BODY);
    let (method, ..) = followed(answered(&request(Method::Head, ""), 303, "/made/1"));
    assert_eq!(method, "HEAD");
}

#[test]
fn to_another_origin_goes_nothing_that_may_be_a_credential() {
    let others = [
        "https://evil.example/",
        "https://api.example.com:8443/",
        "//evil.example/x",
        "https://example.com/",
    ];
    for location in others {
        for status in [301, 302, 303] {
            let (.., names, _) = followed(answered(&request(Method::Get, ""), status, location));
            assert_eq!(names, ["accept", "user-agent"]);
        }
        let (method, url, names, body) = followed(answered(&request(Method::Post, "secret"), 303, location));
        assert_eq!(
            (method.as_str(), names, body),
            ("GET", vec!["accept".to_owned(), "user-agent".to_owned()], false)
        );
        assert!(!url.contains("k3y"), "{url}");
        for status in [307, 308] {
            check_refused(&answered(&request(Method::Get, ""), status, location), "another origin");
            check_refused(&answered(&request(Method::Post, "secret"), status, location), "another origin");
        }
    }
}

#[test]
fn a_call_that_changes_something_is_not_turned_into_another() {
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        for status in [301, 302] {
            check_refused(&answered(&request(method, "x"), status, "/v3/pets"), "is the base URL right?");
        }
    }
}

#[test]
fn addresses_that_are_not_gone_to() {
    let get = request(Method::Get, "");
    check_refused(&answered(&get, 302, "http://api.example.com/v2/pets"), "without encryption");
    check_refused(&answered(&get, 302, "ftp://api.example.com/"), "no address of the web");
    check_refused(&answered(&get, 302, "javascript:alert(1)"), "no address of the web");
    check_refused(&answered(&get, 302, "https://u:p@api.example.com/"), "a password in it");
    check_refused(&answered(&get, 302, "https://"), "an address that is none");
    check_refused(&answered(&get, 302, "http://[::1"), "an address that is none");
    check_refused(&answered(&get, 302, "http://127.0.0.1:8080/"), "without encryption");
    let local = PreparedRequest { url: "http://127.0.0.1:80/".parse().unwrap(), ..request(Method::Get, "") };
    assert_eq!(followed(answered(&local, 302, "http://127.0.0.1:8080/")).1, "http://127.0.0.1:8080/");
    check_refused(&answered(&local, 302, "http://api.example.com/"), "without encryption");
}

#[test]
fn a_client_with_settings_of_its_own_stays_at_its_origin() {
    let get = request(Method::Get, "");
    let rules = Redirects { leave_origin: false, ..RULES };
    let to = |location| {
        let headers = HeaderMap::from_iter([(http::header::LOCATION, HeaderValue::from_static(location))]);
        step(&get, StatusCode::FOUND, &headers, 0, rules)
    };
    check_refused(&to("https://other.example/"), "the settings of the HTTP client");
    assert_eq!(followed(to("/other")).1, "https://api.example.com/other");
}

#[test]
fn a_chain_has_an_end() {
    let get = request(Method::Get, "");
    let headers = HeaderMap::from_iter([(http::header::LOCATION, HeaderValue::from_static("/next"))]);
    let after = |followed| step(&get, StatusCode::FOUND, &headers, followed, RULES);
    assert!(matches!(after(9), Step::Follow(_)));
    check_refused(&after(10), "on and on");
}

#[test]
fn what_may_be_sent_only_once_is_not_sent_to_another_address() {
    let once = Some(Arc::new(Held::new("admin", Vec::new()).once()));
    check_refused(
        &answered(&PreparedRequest { once, ..request(Method::Post, "x") }, 307, "/x"),
        "one-time code",
    );
    let upload = Upload::stream(stream::empty(), None);
    let crate::values::Content::Once(bytes) = &upload.content else { panic!() };
    drop(bytes.take());
    let body = PreparedBody::upload(upload.clone());
    check_refused(
        &answered(&PreparedRequest { body, ..request(Method::Put, "") }, 307, "/x"),
        "stream in the body",
    );
}

#[test]
fn other_answers_have_arrived() {
    let get = request(Method::Get, "");
    for status in [200, 201, 300, 304, 305, 306, 404] {
        assert!(matches!(answered(&get, status, "/x"), Step::Arrived), "{status}");
    }
    let nowhere = step(&get, StatusCode::FOUND, &HeaderMap::new(), 0, RULES);
    assert!(matches!(nowhere, Step::Arrived));
}
