//! Tokens by the client credentials grant.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, builder},
    server::{Look, Seen, Server, respond},
};
use docwright_runtime::{Async, Error, StatusCode, testing::Reply};
use futures_util::future::join_all;

/// A client of a server that answers requests for a token so, and everything else with `{}`.
fn client<T: Kind>(answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> (Server, Client<T>) {
    let server = Server::answering(move |seen| {
        if seen.path == "/idp/token" { answer(seen) } else { respond(200, "application/json", "{}") }
    });
    let base_url = format!("{}/api/2", server.url);
    let builder = builder(&base_url).client_credentials("oauth2", "/idp/token", "me", "s3cr3t/=");
    (server, Client::<T>::new(builder).unwrap())
}

fn granted(body: &'static str) -> impl Fn(&Seen) -> Reply {
    move |_| respond(200, "application/json", body)
}

async fn a_token_is_asked_for_with_basic_and_sent_as_bearer<T: Kind>() {
    let (server, client) = client::<T>(granted(r#"{"access_token":"t0k3n","expires_in":7200}"#));
    client.secured().settle().await.unwrap();
    assert_eq!(server.lines(), ["POST /idp/token", "GET /api/2/secured"]);
    let seen = server.requests();
    // Base64 of `me:s3cr3t%2F%3D`: RFC 6749, section 2.3.1, form-encodes both halves.
    assert_eq!(seen[0].header("authorization"), Some("Basic bWU6czNjcjN0JTJGJTNE"));
    assert_eq!(seen[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen[0].text(), "grant_type=client_credentials");
    assert_eq!(seen[1].header("authorization"), Some("Bearer t0k3n"));
}

#[tokio::test]
async fn ten_calls_at_once_ask_for_one_token() {
    let (server, client) = client::<Async>(granted(r#"{"access_token":"t","expires_in":"7200"}"#));
    let results = join_all((0..10).map(|_| client.secured().send())).await;
    assert!(results.iter().all(Result::is_ok));
    let tokens = server.lines().iter().filter(|line| *line == "POST /idp/token").count();
    assert_eq!((tokens, server.requests().len()), (1, 11));
}

async fn a_token_is_kept_until_it_expires<T: Kind>() {
    let expectations = [
        (r#"{"access_token":"t","expires_in":7200}"#, 1),
        (r#"{"access_token":"t"}"#, 1),
        (r#"{"access_token":"t","expires_in":0}"#, 2),
        (r#"{"access_token":"t","expires_in":-1}"#, 2),
        (r#"{"access_token":"t","expires_in":1e300}"#, 2),
        (r#"{"access_token":"t","expires_in":"soon"}"#, 1),
    ];
    for (answer, tokens) in expectations {
        let (server, client) = client::<T>(granted(answer));
        client.secured().settle().await.unwrap();
        client.clone().secured().settle().await.unwrap();
        let asked = server.lines().iter().filter(|line| *line == "POST /idp/token").count();
        assert_eq!(asked, tokens, "{answer}");
    }
}

async fn an_endpoint_that_is_open_asks_for_no_token<T: Kind>() {
    let (server, client) = client::<T>(granted("{}"));
    client.open().settle().await.unwrap();
    assert_eq!(server.lines(), ["GET /api/2/open"]);
}

async fn a_refused_token_is_an_error_without_the_secret<T: Kind>() {
    let refuse = |_: &Seen| respond(401, "application/json", r#"{"error":"bad s3cr3t/= or s3cr3t%2F%3D"}"#);
    let (server, client) = client::<T>(refuse);
    let error = client.secured().settle().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /secured: the server refused to give a token (401 Unauthorized): \
         {\"error\":\"bad [redacted] or [redacted]\"}"
    );
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert!(matches!(error, Error::Auth(_)));
    assert_eq!(server.lines(), ["POST /idp/token"]);
}

async fn an_answer_without_a_token_is_an_error_without_its_text<T: Kind>() {
    for answer in [r#"{"token":"hidden"}"#, r#"{"access_token":""}"#, "hidden"] {
        let (_server, client) = client::<T>(granted(answer));
        let error = client.secured().settle().await.unwrap_err();
        assert_eq!(error.to_string(), "GET /secured: the server's answer holds no token (200 OK)");
    }
}

both![
    a_token_is_asked_for_with_basic_and_sent_as_bearer,
    a_token_is_kept_until_it_expires,
    an_endpoint_that_is_open_asks_for_no_token,
    a_refused_token_is_an_error_without_the_secret,
    an_answer_without_a_token_is_an_error_without_its_text,
];
