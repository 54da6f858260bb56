//! What a server that another one points to sees of a call: nothing that is secret.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, admin, builder},
    redirects::{call, check_refused, pointing, points},
    server::{Look, Seen, Server},
};
use docwright_runtime::{Call, Error, Hook, Method, Place, PreparedRequest, Result, Untyped, reqwest};

/// What no other server may see.
const SECRETS: [&str; 5] = ["alice", "hunter2", "c00kie", "k3y", "t0k3n"];

/// A call with each kind of credential that a client can hold.
fn with_credentials<T: Kind>(url: &str, method: Method) -> Vec<Call<T, Untyped>> {
    let from = |client: Client<T>| client.call(method, "/from");
    let base = || builder(url);
    let mut calls: Vec<_> = [
        base().bearer("oauth2", "t0k3n"),
        base().basic("oauth2", "alice", "hunter2"),
        base().cookie("api_key", "session=c00kie"),
        base().header_key("api_key", "X-Api-Key", "k3y"),
        base().query_key("api_key", "key", "k3y"),
    ]
    .map(|builder| from(Client::new(builder).unwrap()))
    .into();
    let set = || from(Client::new(admin(base(), "hunter2")).unwrap());
    calls.extend([Place::Query, Place::Header].map(|place| set().credentials("admin", place)));
    if method == Method::Post {
        let bodies = [Place::Form, Place::Json, Place::Multipart];
        calls.extend(bodies.map(|place| set().credentials("admin", place)));
        calls.push(set().json("password", "hunter2"));
    }
    calls
}

async fn check_other_origin<T: Kind>(method: Method, status: u16) {
    let other = Server::fine();
    let server = pointing(status, format!("{}/to", other.url));
    let calls = with_credentials::<T>(&server.url, method);
    let number = calls.len();
    for call in calls {
        call.settle().await.unwrap();
    }
    // The first server has seen them all, or the test would show nothing.
    assert!(server.requests().iter().all(|seen| SECRETS.iter().any(|secret| shown(seen).contains(secret))));
    let seen = other.requests();
    assert_eq!(seen.len(), number);
    for seen in seen {
        assert_eq!((seen.line().as_str(), seen.text()), ("GET /to", ""));
        let mut names: Vec<_> = seen.headers.keys().map(reqwest::header::HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
        assert!(SECRETS.iter().all(|secret| !shown(&seen).contains(secret)), "{seen:?}");
    }
}

/// All that stands in a request.
fn shown(seen: &Seen) -> String {
    let basic = "Basic YWxpY2U6aHVudGVyMg==";
    format!("{} {:?} {}", seen.target(), seen.headers, seen.text()).replace(basic, "alice:hunter2")
}

async fn another_origin_sees_no_credential<T: Kind>() {
    for status in [301, 302, 303] {
        check_other_origin::<T>(Method::Get, status).await;
    }
    check_other_origin::<T>(Method::Post, 303).await;
}

async fn another_origin_sees_nothing_of_a_request_to_be_made_again<T: Kind>() {
    let other = Server::fine();
    let location = format!("{}/to", other.url);
    let reason = "the server points to another origin, where neither credentials nor a body may go";
    for status in [307, 308] {
        for method in [Method::Get, Method::Post] {
            check_refused::<T>(method, status, &location, reason).await;
            let server = pointing(status, &location);
            for call in with_credentials::<T>(&server.url, method) {
                assert!(matches!(call.settle().await, Err(Error::Status(_))));
            }
        }
    }
    assert!(other.requests().is_empty());
}

/// What was left behind stays there.
async fn the_way_back_from_another_origin_carries_no_credential_either<T: Kind>() {
    let home = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let known = std::sync::Arc::clone(&home);
    let other = Server::answering(move |_| points(302, &format!("{}/to", known.get().unwrap())));
    let server = pointing(302, &other.url);
    home.set(server.url.clone()).unwrap();
    call::<T>(&server, Method::Get).settle().await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|seen| (seen.path.clone(), seen.headers.contains_key("authorization")))
        .collect();
    assert_eq!(sent, [("/from".to_owned(), true), ("/to".to_owned(), false)]);
}

/// Nobody can take away what the HTTP library adds by itself.
async fn a_client_whose_http_library_was_changed_does_not_leave_its_origin<T: Kind>() {
    let other = Server::fine();
    let server = pointing(302, &other.url);
    let header = reqwest::header::HeaderValue::from_static("k3y");
    let headers = [(reqwest::header::AUTHORIZATION, header)].into_iter().collect();
    let changed = builder(&server.url).reqwest(|builder| builder.default_headers(headers));
    let client = Client::<T>::new(changed).unwrap();
    let error = client.call(Method::Get, "/from").settle().await.unwrap_err();
    let reason =
        "the server points to another origin, where the settings of the HTTP client may carry credentials";
    assert_eq!(error.to_string(), format!("GET /from: 302 Found: {reason}"));
    assert!(other.requests().is_empty());
    // Within the origin it is led on.
    let server = pointing(302, "/to");
    let client = Client::<T>::new(builder(&server.url).reqwest(|builder| builder)).unwrap();
    client.call(Method::Get, "/from").settle().await.unwrap();
    assert_eq!(server.lines(), ["GET /from", "GET /to"]);
}

/// A hook that adds what only this server may see.
struct AddsHeader;

impl Hook for AddsHeader {
    fn on_request(&self, request: &mut PreparedRequest) -> Result<()> {
        request.headers_mut().insert("x-tenant", reqwest::header::HeaderValue::from_static("h00k"));
        Ok(())
    }
}

async fn another_origin_sees_nothing_that_a_hook_has_added<T: Kind>() {
    let other = Server::fine();
    let server = pointing(302, format!("{}/to", other.url));
    let client = Client::<T>::new(builder(&server.url).hook(AddsHeader)).unwrap();
    client.call(Method::Get, "/from").settle().await.unwrap();
    assert_eq!(server.request().header("x-tenant"), Some("h00k"));
    assert_eq!(other.request().header("x-tenant"), None);
}

both![
    another_origin_sees_no_credential,
    another_origin_sees_nothing_of_a_request_to_be_made_again,
    the_way_back_from_another_origin_carries_no_credential_either,
    a_client_whose_http_library_was_changed_does_not_leave_its_origin,
    another_origin_sees_nothing_that_a_hook_has_added,
];
