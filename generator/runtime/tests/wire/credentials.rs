//! Which credentials an endpoint gets, and where they stand.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, admin, builder},
    server::{Look, Seen, Server},
};
use docwright_runtime::{ClientBuilder, Error};

/// Sends a call with the credentials that `give` adds to the client, and gives what the server saw.
async fn secured<T: Kind>(give: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Seen {
    let server = Server::fine();
    Client::<T>::new(give(builder(&server.url))).unwrap().secured().settle().await.unwrap();
    server.request()
}

async fn each_scheme_travels_in_its_own_way<T: Kind>() {
    let bearer = secured::<T>(|client| client.bearer("oauth2", "t0k3n")).await;
    assert_eq!(bearer.header("authorization"), Some("Bearer t0k3n"));
    // The example of RFC 7617, section 2.
    let basic = secured::<T>(|client| client.basic("oauth2", "Aladdin", "open sesame")).await;
    assert_eq!(basic.header("authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    let header = secured::<T>(|client| client.header_key("api_key", "X-Api-Key", "k")).await;
    assert_eq!(header.header("x-api-key"), Some("k"));
    let cookie = secured::<T>(|client| client.cookie("api_key", "a=b; c=d")).await;
    assert_eq!(cookie.header("cookie"), Some("a=b; c=d"));
    let query = secured::<T>(|client| client.query_key("api_key", "access_token", "a b&")).await;
    assert_eq!(query.target(), "/secured?access_token=a%20b%26");
}

async fn the_first_alternative_that_the_client_holds_is_sent<T: Kind>() {
    let seen =
        secured::<T>(|client| client.bearer("oauth2", "t").header_key("api_key", "X-Api-Key", "k")).await;
    assert_eq!((seen.header("x-api-key"), seen.header("authorization")), (Some("k"), None));
}

async fn an_open_endpoint_gets_no_credential<T: Kind>() {
    let server = Server::fine();
    Client::<T>::new(builder(&server.url).bearer("oauth2", "t")).unwrap().open().settle().await.unwrap();
    assert_eq!(server.request().header("authorization"), None);
}

async fn an_endpoint_that_says_nothing_gets_the_only_scheme_there_is<T: Kind>() {
    let server = Server::fine();
    let one = builder(&server.url).bearer("oauth2", "t");
    Client::<T>::new(one).unwrap().get_file("1").settle().await.unwrap();
    let two = builder(&server.url).bearer("oauth2", "t").cookie("api_key", "k");
    Client::<T>::new(two).unwrap().get_file("1").settle().await.unwrap();
    let sent =
        server.requests().iter().map(|seen| seen.header("authorization").is_some()).collect::<Vec<_>>();
    assert_eq!(sent, [true, false]);
}

async fn missing_credentials_are_named_and_nothing_is_sent<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::at(&server.url);
    let set = client.add_owner("Kim").settle().await.unwrap_err();
    assert_eq!(
        set.to_string(),
        "POST /api/v1/add-owner: the client has no `admin` credentials, which this endpoint needs"
    );
    let scheme = client.secured().settle().await.unwrap_err();
    assert_eq!(
        scheme.to_string(),
        "GET /secured: the client has none of the credentials `api_key`, `oauth2`, of which this endpoint needs one"
    );
    assert!(matches!((set, scheme), (Error::Auth(_), Error::Auth(_))));
    assert!(server.requests().is_empty());
}

async fn a_credential_set_may_travel_in_json_and_in_the_query<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "p\"w")).unwrap();
    client.login().settle().await.unwrap();
    client.search().settle().await.unwrap();
    let seen = server.requests();
    assert_eq!(seen[0].text(), r#"{"Username":"alice","Password":"p\"w"}"#);
    assert_eq!(seen[1].target(), "/search?Username=alice&Password=p%22w");
}

async fn optional_credentials_are_left_out_if_there_are_none<T: Kind>() {
    let server = Server::fine();
    Client::<T>::at(&server.url).search().settle().await.unwrap();
    assert_eq!(server.request().target(), "/search");
}

async fn a_password_that_no_header_can_hold_is_refused<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "a\r\nb")).unwrap();
    let error = client.upload_photo("x").settle().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the header `X-Admin-Password` must not hold line breaks or other control characters"
    );
    assert!(server.requests().is_empty());
}

both![
    each_scheme_travels_in_its_own_way,
    the_first_alternative_that_the_client_holds_is_sent,
    an_open_endpoint_gets_no_credential,
    an_endpoint_that_says_nothing_gets_the_only_scheme_there_is,
    missing_credentials_are_named_and_nothing_is_sent,
    a_credential_set_may_travel_in_json_and_in_the_query,
    optional_credentials_are_left_out_if_there_are_none,
    a_password_that_no_header_can_hold_is_refused,
];
