//! A 403 says which scopes the document asks for; nothing is refused before.

use crate::both::{Kind, both};
use crate::client::{Calls as _, builder, serve};
use docwright_runtime::testing::Reply;

both!(a_refusal_names_the_documented_scopes, another_failure_does_not);

async fn a_refusal_names_the_documented_scopes<T: Kind>() {
    let server = serve(|_| Some(Reply::status(403)));
    let client = T::build(builder(server.address()).bearer("oauth2", "t0k3n")).unwrap();
    let error = T::settle(client.scoped().send()).await.unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(error.answer().unwrap().scopes, ["pets:read", "pets:admin"]);
    let message = "GET /scoped: 403 Forbidden: Not for you. (documented scopes: `pets:read`, `pets:admin`)";
    assert_eq!(error.to_string(), message);
    assert_eq!(server.requests().len(), 1);
}

async fn another_failure_does_not<T: Kind>() {
    let server = serve(|_| Some(Reply::status(404)));
    let client = T::build(builder(server.address()).bearer("oauth2", "t0k3n")).unwrap();
    let error = T::settle(client.scoped().send()).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /scoped: 404 Not Found");
    assert!(error.answer().unwrap().scopes.is_empty());
}
