//! What a client refuses to be made of.

use crate::petstore::{Client, builder};
use docwright_runtime::{Async, ClientBuilder};

#[track_caller]
fn check(builder: ClientBuilder, message: &str) {
    assert_eq!(Client::<Async>::new(builder).unwrap_err().to_string(), message);
}

#[test]
fn a_base_url_must_be_one_that_paths_can_be_appended_to() {
    check(builder("api.example.com/v2"), "the base URL is no absolute URL");
    check(builder(""), "the base URL is no absolute URL");
    check(builder("ftp://example.com"), "the base URL must begin with https:// or http://");
    check(builder("https://"), "the base URL is no absolute URL");
    check(builder("https://example.com/?a=1"), "the base URL must not hold a query");
    check(builder("https://example.com/#a"), "the base URL must not hold a fragment");
    let message = "the base URL must not hold a user or password: credentials have their own methods";
    check(builder("https://u:hunter2@example.com"), message);
    assert!(Client::<Async>::new(builder(" https://example.com/api/ ")).is_ok());
}

#[test]
fn an_address_without_encryption_is_allowed_by_the_caller_alone() {
    let refused = "the base URL must begin with https://, or else anybody on the way can read what is sent; \
                   `allow_http()` allows it all the same";
    let addresses = [
        "http://example.com",
        "http://192.168.1.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://api.localhost",
    ];
    for address in addresses {
        check(builder(address), refused);
        assert!(Client::<Async>::new(builder(address).allow_http()).is_ok());
    }
    for address in ["http://127.0.0.1:80", "http://127.9.9.9", "http://[::1]:8080", "http://localhost"] {
        assert!(Client::<Async>::new(builder(address)).is_ok(), "{address}");
    }
    let tokens = |address: &'static str| {
        builder("https://example.com").client_credentials("oauth2", address, "a", "b")
    };
    check(tokens("http://example.com/token"), "the token URL must begin with https://");
    assert!(Client::<Async>::new(tokens("http://example.com/token").allow_http()).is_ok());
}

#[test]
fn credentials_must_fit_where_they_travel() {
    let refused = "the header `Authorization` must not hold line breaks or other control characters";
    check(builder("http://localhost").bearer("oauth2", "a\nb"), refused);
    let refused = "the username must not hold a colon, with which HTTP Basic ends it";
    check(builder("http://localhost").basic("basic", "a:b", "c"), refused);
    let refused = "the header `X Key` has a name that no header may have";
    check(builder("http://localhost").header_key("key", "X Key", "c"), refused);
    let refused = "the token URL is neither an http(s) URL nor a path";
    check(builder("http://localhost").client_credentials("oauth2", "token", "a", "b"), refused);
}

#[test]
fn a_client_is_made_without_any_certificate_of_the_system() {
    assert!(Client::<Async>::new(builder("https://example.com")).is_ok());
}
