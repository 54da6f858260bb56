//! The grants by which tokens are obtained.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, header, sent, serve};
use docwright_runtime::{
    Core, Grant,
    testing::{Reply, Seen, Server},
};
use std::sync::atomic::{AtomicUsize, Ordering};

both!(
    client_credentials_with_a_scope,
    a_password_and_then_the_refresh_token_that_came_with_it,
    a_refresh_token_that_was_obtained_elsewhere_is_replaced_by_each_new_one,
    a_refused_refresh_token_is_not_the_end_if_there_is_a_password,
    a_one_time_field_is_sent_once,
);

fn client<T: Kind>(server: &Server, grant: Grant) -> Core<T> {
    T::build(builder(server.address()).grant("oauth2", "/token", grant)).unwrap()
}

/// A server that gives tokens that expire at once, each with another refresh token.
fn rotating() -> Server {
    let given = AtomicUsize::new(0);
    serve(move |seen| {
        let number = given.fetch_add(usize::from(seen.path == "/token"), Ordering::SeqCst) + 1;
        let answer = format!(r#"{{"access_token":"t{number}","expires_in":0,"refresh_token":"r{number}"}}"#);
        (seen.path == "/token").then(|| Reply::json(answer))
    })
}

/// The forms that asked for tokens.
fn forms(server: &Server) -> Vec<String> {
    sent(server).into_iter().filter(|(path, _)| path == "/token").map(|(_, form)| form).collect()
}

async fn call_three_times<T: Kind>(client: &Core<T>) {
    for _ in 0..3 {
        T::settle(client.secured().send()).await.unwrap();
    }
}

async fn client_credentials_with_a_scope<T: Kind>() {
    let server = rotating();
    let client =
        client::<T>(&server, Grant::client_credentials("me", "s3cret").scope("pets:read pets:admin"));
    T::settle(client.secured().send()).await.unwrap();
    assert_eq!(forms(&server), ["grant_type=client_credentials&scope=pets%3Aread+pets%3Aadmin"]);
    // Base64 of `me:s3cret`.
    assert_eq!(header(&server.requests()[0], "authorization").as_deref(), Some("Basic bWU6czNjcmV0"));
}

async fn a_password_and_then_the_refresh_token_that_came_with_it<T: Kind>() {
    let server = rotating();
    call_three_times(&client::<T>(
        &server,
        Grant::password("ada@example.com", "pass word").field("region", "eu"),
    ))
    .await;
    let expected = [
        "grant_type=password&username=ada%40example.com&password=pass+word&region=eu",
        "grant_type=refresh_token&refresh_token=r1&region=eu",
        "grant_type=refresh_token&refresh_token=r2&region=eu",
    ];
    assert_eq!(forms(&server), expected);
    // No client was named, so that none is.
    assert!(
        server.requests().iter().filter(|seen| seen.path == "/token").all(|seen| header(
            seen,
            "authorization"
        )
        .is_none())
    );
}

async fn a_refresh_token_that_was_obtained_elsewhere_is_replaced_by_each_new_one<T: Kind>() {
    let server = rotating();
    call_three_times(&client::<T>(&server, Grant::refresh_token("r0").client("me", "s3cret"))).await;
    let expected = ["r0", "r1", "r2"].map(|token| format!("grant_type=refresh_token&refresh_token={token}"));
    assert_eq!(forms(&server), expected);
}

async fn a_refused_refresh_token_is_not_the_end_if_there_is_a_password<T: Kind>() {
    let refuses = |seen: &Seen| seen.body.windows(13).any(|part| part == b"refresh_token");
    let server = serve(move |seen| match seen.path.as_str() {
        "/token" if refuses(seen) => {
            Some(Reply::new(400, "application/json", r#"{"error":"invalid_grant"}"#))
        }
        "/token" => Some(Reply::json(r#"{"access_token":"t","expires_in":0,"refresh_token":"old"}"#)),
        _ => None,
    });
    let client = client::<T>(&server, Grant::password("ada", "pass"));
    T::settle(client.secured().send()).await.unwrap();
    T::settle(client.secured().send()).await.unwrap();
    let password = "grant_type=password&username=ada&password=pass";
    assert_eq!(forms(&server), [password, "grant_type=refresh_token&refresh_token=old", password]);
}

async fn a_one_time_field_is_sent_once<T: Kind>() {
    let server =
        serve(|seen| (seen.path == "/token").then(|| Reply::json(r#"{"access_token":"t","expires_in":0}"#)));
    let client = client::<T>(&server, Grant::password("ada", "pass").one_time_field("totp_code", "123456"));
    T::settle(client.secured().send()).await.unwrap();
    let error = T::settle(client.secured().send()).await.unwrap_err();
    assert!(error.to_string().contains("the one-time code of the grant was sent already"), "{error}");
    assert_eq!(forms(&server), ["grant_type=password&username=ada&password=pass&totp_code=123456"]);
}
