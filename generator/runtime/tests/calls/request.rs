//! The request that would be sent, without sending it.

use crate::both::{Kind, both};
use crate::client::{add_pet, builder, get_pet, secured, serve};
use docwright_runtime::{Error, testing::Reply};

both!(
    a_request_is_what_would_be_sent,
    a_token_that_would_have_to_be_asked_for_is_not_in_it,
    what_keeps_a_call_from_being_sent_is_said,
);

async fn a_request_is_what_would_be_sent<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client =
        T::build(builder(&format!("{}/v2", server.address())).basic("basic", "ada", "hunter2")).unwrap();
    let request = add_pet(&client, "R&x").request().unwrap();
    assert!(server.requests().is_empty());
    T::settle(add_pet(&client, "R&x").send()).await.unwrap();
    let sent = server.requests().remove(0);
    assert_eq!((request.method().as_str(), request.url().path()), (sent.method.as_str(), sent.path.as_str()));
    assert_eq!(request.body().unwrap(), "Name=R%26x&Username=ada&Password=hunter2");
    assert_eq!(request.body().unwrap(), &sent.body);
    for (name, value) in request.headers() {
        assert_eq!(sent.headers.get(name), Some(value), "{name}");
    }
    assert_eq!(request.operation().to_string(), "POST /pets");
    // What the client holds itself is in it.
    let request = secured(&client).request().unwrap();
    assert_eq!(request.headers()["authorization"], "Basic YWRhOmh1bnRlcjI=");
    assert!(request.headers()["authorization"].is_sensitive());
}

async fn a_token_that_would_have_to_be_asked_for_is_not_in_it<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client =
        T::build(builder(server.address()).client_credentials("oauth2", "/token", "me", "s3cret")).unwrap();
    let request = secured(&client).request().unwrap();
    assert!(!request.headers().contains_key("authorization"));
    assert!(server.requests().is_empty());
}

async fn what_keeps_a_call_from_being_sent_is_said<T: Kind>() {
    let client = T::build(builder("http://localhost")).unwrap();
    assert!(matches!(get_pet(&client, "..").request(), Err(Error::InvalidArgument(_))));
    assert!(matches!(secured(&client).request(), Err(Error::Auth(_))));
}
