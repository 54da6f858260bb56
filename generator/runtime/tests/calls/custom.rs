//! Endpoints that no document describes.

use crate::both::{Kind, both};
use crate::client::{builder, serve};
use docwright_runtime::{Error, Method, Place, testing::Reply};

both!(
    an_endpoint_of_ones_own_is_called_as_any_other,
    an_endpoint_of_ones_own_is_repeated_if_it_reads,
    a_path_of_ones_own_leads_nowhere_else,
);

async fn an_endpoint_of_ones_own_is_called_as_any_other<T: Kind>() {
    let server = serve([Reply::json("[1]")]);
    let client = T::build(builder(&format!("{}/v2", server.address()))).unwrap();
    let path = format!("/pets/{{id}}/{}", "toys");
    let call =
        client.custom_call(Method::Post, path).path("id", "a/b").query("max", 3_i64).json("name", "Ball");
    let answer = T::settle(call.send()).await.unwrap();
    assert_eq!(answer.json::<Vec<u8>>().unwrap(), [1]);
    let call = client.custom_call(Method::Post, "/login").credentials("admin", Place::Form);
    T::settle(call.send()).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        (requests[0].path.as_str(), requests[0].query.as_deref()),
        ("/v2/pets/a%2Fb/toys", Some("max=3"))
    );
    assert_eq!(requests[0].body, r#"{"name":"Ball"}"#);
    assert_eq!(requests[1].body, "Username=ada&Password=hunter2");
}

async fn an_endpoint_of_ones_own_is_repeated_if_it_reads<T: Kind>() {
    let server = serve([Reply::status(503)]);
    let client = T::build(builder(server.address())).unwrap();
    let error = T::settle(client.custom_call(Method::Post, "/find").send()).await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), server.requests().len()),
        ("POST /find: 503 Service Unavailable", 1)
    );
    let error = T::settle(client.custom_call(Method::Post, "/find").reads().send()).await.unwrap_err();
    let message = "POST /find: 503 Service Unavailable (3 attempts)";
    assert_eq!((error.to_string().as_str(), server.requests().len()), (message, 4));
}

async fn a_path_of_ones_own_leads_nowhere_else<T: Kind>() {
    let server = serve([Reply::json("{}")]);
    let client = T::build(builder(&format!("{}/v2", server.address()))).unwrap();
    for path in ["/../admin", "/./x", "/%2e%2e/admin", "/a/..", "admin", "", "/{id}", "/x?y=1", "/x#y"] {
        let refused = T::settle(client.custom_call(Method::Get, path).send()).await;
        assert!(matches!(refused, Err(Error::InvalidArgument(_))), "{path}: {refused:?}");
    }
    assert!(server.requests().is_empty());
}
