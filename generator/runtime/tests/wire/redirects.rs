//! Where answers lead that point elsewhere, and what goes there.

use crate::{
    both::{Kind, Settle, both},
    misbehaving::{Misbehaving, answer},
    petstore::{Client, admin, builder},
    server::{Look, Seen, Server},
};
use docwright_runtime::{
    Call, CredentialValue, Error, Method, Place, StatusCode, Untyped, reqwest, testing::Reply,
};
use reqwest::dns::{Name, Resolve, Resolving};

pub(crate) fn points(status: u16, location: &str) -> Reply {
    Reply::status(status).header("Location", location)
}

/// A server that points from `/from` to this address, and answers everything else.
pub(crate) fn pointing(status: u16, location: impl Into<String>) -> Server {
    let location = location.into();
    Server::answering(move |seen| match seen.path.as_str() {
        "/from" => points(status, &location),
        _ => Reply::json("{}"),
    })
}

/// A call of `/from`, with a token.
pub(crate) fn call<T: Kind>(server: &Server, method: Method) -> Call<T, Untyped> {
    Client::<T>::new(builder(&server.url).bearer("oauth2", "t0k3n")).unwrap().call(method, "/from")
}

async fn check_followed<T: Kind>(method: Method, status: u16, expected: &str) -> Seen {
    let server = pointing(status, "/to?page=2");
    let mut call = call::<T>(&server, method).query("page", 1);
    if method != Method::Get {
        call = call.json("name", "Rex");
    }
    call.settle().await.unwrap();
    let seen = server.requests();
    assert_eq!(server.lines(), [format!("{method} /from?page=1"), expected.to_owned()], "{status}");
    // It is the same server, which knows the credential already.
    assert_eq!(seen[1].header("authorization"), Some("Bearer t0k3n"));
    seen[1].clone()
}

/// Checks that the answer is given to the caller as an error with this reason, after one request.
pub(crate) async fn check_refused<T: Kind>(method: Method, status: u16, location: &str, reason: &str) {
    let server = pointing(status, location);
    let error = call::<T>(&server, method).settle().await.unwrap_err();
    let expected = StatusCode::from_u16(status).unwrap();
    assert_eq!(error.to_string(), format!("{method} /from: {expected}: {reason}"));
    let Error::Status(details) = &error else { panic!("{error:?}") };
    assert_eq!((details.redirect, details.answer.status), (Some(reason), expected));
    assert_eq!(server.lines(), [format!("{method} /from")]);
    assert!(!error.is_retryable());
}

async fn a_get_is_led_on_within_its_origin<T: Kind>() {
    for status in [301, 302, 303, 307, 308] {
        check_followed::<T>(Method::Get, status, "GET /to?page=2").await;
    }
}

async fn a_post_is_made_again_where_the_server_asks_for_that<T: Kind>() {
    for status in [307, 308] {
        for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
            let seen = check_followed::<T>(method, status, &format!("{method} /to?page=2")).await;
            let expected = (Some("application/json"), r#"{"name":"Rex"}"#);
            assert_eq!((seen.header("content-type"), seen.text()), expected);
        }
    }
}

async fn what_a_post_has_made_is_fetched<T: Kind>() {
    let seen = check_followed::<T>(Method::Post, 303, "GET /to?page=2").await;
    let described = ["content-type", "content-length"].map(|name| seen.header(name));
    assert_eq!((described, seen.text()), ([None, None], ""));
}

async fn a_post_is_not_turned_into_a_get<T: Kind>() {
    let reason =
        "the server points elsewhere without saying whether to send the body again: is the base URL right?";
    for status in [301, 302] {
        for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
            check_refused::<T>(method, status, "/to", reason).await;
        }
    }
}

/// Fails the test that asks for the address of a name.
struct NoLookup;

impl Resolve for NoLookup {
    fn resolve(&self, name: Name) -> Resolving {
        panic!("{} was looked up", name.as_str())
    }
}

async fn an_address_without_encryption_is_not_even_looked_up<T: Kind>() {
    let server = pointing(302, "http://api.example.com/to");
    let builder = builder(&server.url).reqwest(|builder| builder.dns_resolver(std::sync::Arc::new(NoLookup)));
    let client = Client::<T>::new(builder).unwrap();
    let error = client.call(Method::Get, "/from").settle().await.unwrap_err();
    let line = "GET /from: 302 Found: the server points to an address without encryption";
    assert_eq!((error.to_string().as_str(), server.requests().len()), (line, 1));
}

async fn a_loop_ends<T: Kind>() {
    let server = pointing(302, "/from");
    let error = call::<T>(&server, Method::Get).settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /from: 302 Found: the server points on and on");
    // The call itself, and ten redirects.
    assert_eq!(server.lines(), ["GET /from"; 11]);
}

async fn addresses_that_nobody_should_go_to_are_refused<T: Kind>() {
    let get =
        |location: &'static str, reason: &'static str| check_refused::<T>(Method::Get, 302, location, reason);
    get("https://alice:hunter2@127.0.0.1/", "the server points to an address with a password in it").await;
    get("https://alice@127.0.0.1/", "the server points to an address with a password in it").await;
    get("ftp://127.0.0.1/to", "the server points to no address of the web").await;
    get("file:///etc/passwd", "the server points to no address of the web").await;
    get("javascript:alert(1)", "the server points to no address of the web").await;
    get("http://[::1", "the server points to an address that is none").await;
    get("https://", "the server points to an address that is none").await;
}

async fn a_location_that_is_no_text_is_refused<T: Kind>() {
    let head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /\xff\r\n\r\n";
    let server = Misbehaving::playing([answer(head)]);
    let error = Client::<T>::at(&server.url).get_pet("1").settle().await.unwrap_err();
    let line = "GET /pets/{pet_id}: 302 Found: the server points to an address that is none";
    assert_eq!((error.to_string().as_str(), server.requests().await), (line, 1));
}

async fn an_answer_that_points_nowhere_is_the_answer<T: Kind>() {
    for reply in [Reply::status(302), points(300, "/to"), points(304, "/to"), points(305, "/to")] {
        let server = Server::always(reply);
        let error = Client::<T>::at(&server.url).get_file("1").settle().await.unwrap_err();
        let Error::Status(details) = &error else { panic!("{error:?}") };
        assert_eq!((details.redirect, server.requests().len()), (None, 1));
    }
}

async fn an_error_shows_the_address_without_its_query<T: Kind>() {
    let server = pointing(307, "https://elsewhere.example/to?key=k3y#k3y");
    let error = call::<T>(&server, Method::Get).settle().await.unwrap_err();
    assert_eq!(error.answer().unwrap().headers["location"], "https://elsewhere.example/to");
    assert!(!format!("{error:?}").contains("k3y"));
}

async fn what_may_be_sent_once_is_not_sent_to_a_second_address<T: Kind>() {
    let server = pointing(307, "/to");
    let code = [("Code", CredentialValue::secret("123456"))];
    let client = Client::<T>::new(builder(&server.url).one_time_credentials("admin", code)).unwrap();
    let call = client.call(Method::Post, "/from").credentials("admin", Place::Form);
    let error = call.settle().await.unwrap_err();
    let reason = "the server points elsewhere, and a one-time code is sent only once";
    assert_eq!(error.to_string(), format!("POST /from: 307 Temporary Redirect: {reason}"));
    assert_eq!(server.requests().len(), 1);
}

async fn the_http_library_cannot_be_made_to_follow<T: Kind>() {
    let other = Server::fine();
    let server = pointing(307, &other.url);
    let follow = |builder: reqwest::ClientBuilder| builder.redirect(reqwest::redirect::Policy::limited(5));
    let client = Client::<T>::new(admin(builder(&server.url).reqwest(follow), "hunter2")).unwrap();
    let call = client.call(Method::Post, "/from").credentials("admin", Place::Form);
    assert!(matches!(call.settle().await, Err(Error::Status(_))));
    assert!(other.requests().is_empty());
}

/// Each attempt begins where the call does.
async fn a_failure_behind_a_redirect_is_tried_again_from_the_start<T: Kind>() {
    let server = Server::answering(|seen| match seen.path.as_str() {
        "/from" => points(302, "/to"),
        _ => Reply::status(503),
    });
    let error = call::<T>(&server, Method::Get).settle().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /from: 503 Service Unavailable (3 attempts)");
    assert_eq!(server.lines(), ["GET /from", "GET /to"].repeat(3));
}

both![
    a_get_is_led_on_within_its_origin,
    a_post_is_made_again_where_the_server_asks_for_that,
    what_a_post_has_made_is_fetched,
    a_post_is_not_turned_into_a_get,
    an_address_without_encryption_is_not_even_looked_up,
    a_loop_ends,
    addresses_that_nobody_should_go_to_are_refused,
    a_location_that_is_no_text_is_refused,
    an_answer_that_points_nowhere_is_the_answer,
    an_error_shows_the_address_without_its_query,
    what_may_be_sent_once_is_not_sent_to_a_second_address,
    the_http_library_cannot_be_made_to_follow,
    a_failure_behind_a_redirect_is_tried_again_from_the_start,
];
