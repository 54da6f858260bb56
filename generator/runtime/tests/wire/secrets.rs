//! No secret shows in anything that is printed.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, admin, builder},
    server::{Server, respond},
};
use docwright_runtime::Async;
use std::{error::Error as _, fmt::Debug};

const SECRETS: [&str; 5] = ["hunter2", "c00kie", "k3y", "cl13nt", "t0k3n"];

#[track_caller]
fn check(printed: &str) {
    for secret in SECRETS {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

fn check_error<T: Debug>(result: docwright_runtime::Result<T>) {
    let error = result.unwrap_err();
    check(&format!("{error} {error:?} {error:#?}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        check(&format!("{error} {error:?}"));
        cause = error.source();
    }
}

fn clients<T: Kind>(url: &str) -> [Client<T>; 4] {
    let base = || admin(builder(url), "hunter2");
    let builders = [
        base().cookie("api_key", "c00kie"),
        base().query_key("api_key", "key", "k3y"),
        base().client_credentials("oauth2", "/token", "me", "cl13nt"),
        base().bearer("oauth2", "t0k3n"),
    ];
    builders.map(|builder| {
        check(&format!("{builder:?} {builder:#?}"));
        Client::<T>::new(builder).unwrap()
    })
}

async fn nothing_that_is_printed_holds_a_secret<T: Kind>() {
    let server = Server::answering(|seen| match seen.path.as_str() {
        "/token" => respond(200, "application/json", r#"{"access_token":"t0k3n","expires_in":60}"#),
        _ => respond(500, "text/plain", "no"),
    });
    for client in clients::<T>(&server.url) {
        check_error(client.secured().settle().await);
        check_error(client.add_owner("hunter2").settle().await);
        check_error(client.login().settle().await);
        check_error(client.upload_photo("hunter2").settle().await);
        check_error(client.search().settle().await);
        check(&format!("{client:?} {:?} {:?}", client.secured(), client.add_owner("hunter2")));
    }
}

/// Errors keep some headers. A header may hold other bytes than ASCII beside what the server repeats.
async fn a_secret_that_a_header_repeats_is_not_printed<T: Kind>() {
    let server =
        Server::answering(|_| respond(500, "text/plain", "no").header("X-Request-Id", "für hunter2 …"));
    for client in clients::<T>(&server.url) {
        let error = client.add_owner("a").settle().await.unwrap_err();
        assert!(error.answer().unwrap().headers.contains_key("x-request-id"), "{error:?}");
        check_error::<()>(Err(error));
    }
}

async fn nothing_that_is_printed_holds_a_secret_when_no_server_is_there<T: Kind>() {
    for client in clients::<T>("http://127.0.0.1:1") {
        check_error(client.secured().settle().await);
        check_error(client.search().settle().await);
    }
}

#[test]
fn a_client_shows_what_it_is_without_what_it_knows() {
    let client =
        Client::<Async>::new(admin(builder("http://localhost/v2/"), "hunter2").cookie("api_key", "c00kie"));
    let shown = r#"Client { core: Core { api: "petstore", base_url: http://localhost/v2, credentials: {"admin", "api_key"}, transport: Async } }"#;
    assert_eq!(format!("{:?}", client.as_ref().unwrap()), shown);
    assert_eq!(format!("{:?}", client.unwrap().get_pet("hunter2")), "Call(GET /pets/{pet_id})");
}

both![
    nothing_that_is_printed_holds_a_secret,
    a_secret_that_a_header_repeats_is_not_printed,
    nothing_that_is_printed_holds_a_secret_when_no_server_is_there,
];
