//! Tokens by the client credentials grant.

use crate::{
    petstore::{Client, builder},
    server::{Seen, Server, respond},
};
use axum::{body::Body, http::Response};
use docwright_runtime::{Error, StatusCode};
use futures_util::future::join_all;

/// A client of a server that answers requests for a token so, and everything else with `{}`.
async fn client(answer: impl Fn(&Seen) -> Response<Body> + Send + Sync + 'static) -> (Server, Client) {
    let server = Server::answering(move |seen| {
        if seen.target == "/idp/token" { answer(seen) } else { respond(200, "application/json", "{}") }
    })
    .await;
    let base_url = format!("{}/api/2", server.url);
    let builder = builder(&base_url).client_credentials("oauth2", "/idp/token", "me", "s3cr3t/=");
    (server, Client::new(builder).unwrap())
}

fn granted(body: &'static str) -> impl Fn(&Seen) -> Response<Body> {
    move |_| respond(200, "application/json", body)
}

fn lines(server: &Server) -> Vec<String> {
    server.requests().iter().map(Seen::line).collect()
}

#[tokio::test]
async fn a_token_is_asked_for_with_basic_and_sent_as_bearer() {
    let (server, client) = client(granted(r#"{"access_token":"t0k3n","expires_in":7200}"#)).await;
    client.secured().await.unwrap();
    assert_eq!(lines(&server), ["POST /idp/token", "GET /api/2/secured"]);
    let seen = server.requests();
    // Base64 of `me:s3cr3t%2F%3D`: RFC 6749, section 2.3.1, form-encodes both halves.
    assert_eq!(seen[0].header("authorization"), Some("Basic bWU6czNjcjN0JTJGJTNE"));
    assert_eq!(seen[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen[0].text(), "grant_type=client_credentials");
    assert_eq!(seen[1].header("authorization"), Some("Bearer t0k3n"));
}

#[tokio::test]
async fn ten_calls_at_once_ask_for_one_token() {
    let (server, client) = client(granted(r#"{"access_token":"t","expires_in":"7200"}"#)).await;
    let results = join_all((0..10).map(|_| client.secured().send())).await;
    assert!(results.iter().all(Result::is_ok));
    let tokens = lines(&server).iter().filter(|line| *line == "POST /idp/token").count();
    assert_eq!((tokens, server.requests().len()), (1, 11));
}

#[tokio::test]
async fn a_token_is_kept_until_it_expires() {
    let expectations = [
        (r#"{"access_token":"t","expires_in":7200}"#, 1),
        (r#"{"access_token":"t"}"#, 1),
        (r#"{"access_token":"t","expires_in":0}"#, 2),
        (r#"{"access_token":"t","expires_in":-1}"#, 2),
        (r#"{"access_token":"t","expires_in":1e300}"#, 2),
        (r#"{"access_token":"t","expires_in":"soon"}"#, 1),
    ];
    for (answer, tokens) in expectations {
        let (server, client) = client(granted(answer)).await;
        client.secured().await.unwrap();
        client.clone().secured().await.unwrap();
        let asked = lines(&server).iter().filter(|line| *line == "POST /idp/token").count();
        assert_eq!(asked, tokens, "{answer}");
    }
}

#[tokio::test]
async fn an_endpoint_that_is_open_asks_for_no_token() {
    let (server, client) = client(granted("{}")).await;
    client.open().await.unwrap();
    assert_eq!(lines(&server), ["GET /api/2/open"]);
}

#[tokio::test]
async fn a_refused_token_is_an_error_without_the_secret() {
    let refuse = |_: &Seen| respond(401, "application/json", r#"{"error":"bad s3cr3t/= or s3cr3t%2F%3D"}"#);
    let (server, client) = client(refuse).await;
    let error = client.secured().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /secured: the server refused to give a token (401 Unauthorized): \
         {\"error\":\"bad [redacted] or [redacted]\"}"
    );
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert!(matches!(error, Error::Auth(_)));
    assert_eq!(lines(&server), ["POST /idp/token"]);
}

#[tokio::test]
async fn an_answer_without_a_token_is_an_error_without_its_text() {
    for answer in [r#"{"token":"hidden"}"#, r#"{"access_token":""}"#, "hidden"] {
        let (_, client) = client(granted(answer)).await;
        let error = client.secured().await.unwrap_err();
        assert_eq!(error.to_string(), "GET /secured: the server's answer holds no token (200 OK)");
    }
}
