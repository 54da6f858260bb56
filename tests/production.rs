//! What an operator relies on, with the emitted clients: sessions, one-time codes, tokens, repeated attempts, pages,
//! downloads, and the blocking client. How the runtime behaves in general is tested with the runtime; these tests say
//! that the documents' facts reach it.

#[path = "support/server.rs"]
mod server;

use backup_apis::{acronis, ahsay, comet};
use docwright_runtime::{
    CallOptions, Grant, Method, Retry, StatusCode, Upload,
    testing::{InMemory, Reply},
    uuid::Uuid,
};
use server::{Seen, Server};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

const TOKEN: &str = r#"{"access_token":"t0ken","expires_in":3600,"token_type":"bearer"}"#;

fn impatient() -> Retry {
    Retry::default().pauses(Duration::ZERO, Duration::ZERO)
}

fn comet(server: &Server) -> comet::ClientBuilder {
    comet::Client::builder(&server.url).retry(impatient())
}

fn acronis(server: &Server) -> acronis::ClientBuilder {
    acronis::Client::builder(format!("{}/api/2", server.url))
        .retry(impatient())
        .client_credentials("id", "s3cret")
}

/// Gives a session's key, an empty list of users, and `{}` to everything else.
fn sessions(seen: &Seen) -> Reply {
    Reply::json(match seen.line.rsplit('/').next() {
        Some("start" | "session-start") => r#"{"Status":200,"Message":"OK","SessionKey":"k3y"}"#,
        Some("list-users") => "[]",
        _ => "{}",
    })
}

#[tokio::test]
async fn an_administrator_trades_a_password_for_a_session() {
    let server = Server::answering(sessions);
    let client = comet(&server).admin_password("admin", "secret").build().expect("a client");
    client.login().await.expect("a session");
    client.admin_list_users().await.expect("an answer");
    client.admin_meta_resource_new(Upload::from("content")).await.expect("an answer");
    client.logout().await.expect("the end of the session");
    client.admin_list_users().await.expect("an answer");
    let [login, list, upload, logout, after] = server.requests().try_into().expect("five requests");
    assert_eq!(login.line, "POST /api/v1/admin/account/session-start");
    assert_eq!(login.text(), "Username=admin&AuthType=Password&Password=secret");
    assert_eq!(list.text(), "Username=admin&AuthType=SessionKey&SessionKey=k3y");
    assert_eq!(upload.header("x-comet-admin-sessionkey"), "k3y");
    assert_eq!(upload.header("x-comet-admin-password"), "");
    assert_eq!(logout.line, "POST /api/v1/admin/account/session-revoke");
    assert_eq!(logout.text(), list.text());
    assert_eq!(after.text(), login.text());
}

#[tokio::test]
async fn a_user_trades_a_password_for_a_session() {
    let server = Server::answering(sessions);
    let client = comet(&server).user_password("alice", "secret").build().expect("a client");
    client.login().await.expect("a session");
    client.logout().await.expect("the end of the session");
    let expected = ["POST /api/v1/user/web/session/start", "POST /api/v1/user/web/session/revoke"];
    assert_eq!(server.lines(), expected);
    assert_eq!(server.requests()[1].text(), "Username=alice&AuthType=SessionKey&SessionKey=k3y");
}

#[tokio::test]
async fn a_code_from_an_authenticator_is_sent_once() {
    let server = Server::answering(sessions);
    let client = comet(&server).admin_password_totp("admin", "secret", "123456").build().expect("a client");
    client.login().await.expect("a session");
    client.admin_list_users().await.expect("an answer");
    assert_eq!(
        server.requests()[0].text(),
        "Username=admin&AuthType=PasswordTOTP&Password=secret&TOTP=123456"
    );
    assert!(client.login().await.expect_err("no second time").is_unauthorized());
    let with_code = server.requests().iter().filter(|seen| seen.text().contains("123456")).count();
    assert_eq!((with_code, server.requests().len()), (1, 2));
}

#[tokio::test]
async fn other_ways_to_sign_in_send_what_the_table_lists() {
    let server = Server::answering(sessions);
    let client =
        comet(&server).admin_password_web_authn("admin", "secret", r#"{"a":1}"#).build().expect("a client");
    client.login().await.expect("a session");
    let client = comet(&server).user_l_key("alice", "l-key").build().expect("a client");
    client.hybrid_session_start().await.expect("an answer");
    let sent: Vec<String> = server.requests().iter().map(|seen| seen.text().to_owned()).collect();
    let expected = [
        "Username=admin&AuthType=PasswordWebAuthn&Password=secret&WebAuthnSign=%7B%22a%22%3A1%7D",
        "Username=alice&AuthType=LKey&LKey=l-key",
    ];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_read_is_repeated_and_a_change_is_not_though_both_are_posts() {
    let server = Server::answering(|_| Reply::status(503));
    let client = comet(&server).admin_password("admin", "secret").build().expect("a client");
    assert!(client.admin_list_users().await.is_err());
    assert_eq!(server.requests().len(), 3);
    assert!(client.admin_delete_user("alice").await.is_err());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_token_is_renewed_and_a_refusal_names_the_scopes() {
    let given = AtomicUsize::new(0);
    let server = Server::answering(move |seen| {
        if seen.line.ends_with("/idp/token") {
            let number = given.fetch_add(1, Ordering::SeqCst);
            return Reply::json(format!(r#"{{"access_token":"t{number}","expires_in":3600}}"#));
        }
        match seen.header("authorization") {
            "Bearer t0" => Reply::status(401),
            _ => Reply::status(403),
        }
    });
    let error = acronis(&server).build().expect("a client").list_tenants().await.expect_err("a refusal");
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    let scope = "urn:acronis.com::account-server::tenant_viewer";
    assert_eq!(error.answer().expect("an answer").scopes, [scope]);
    assert!(error.to_string().ends_with(&format!("(documented scopes: `{scope}`)")), "{error}");
    let tenants = "GET /api/2/tenants";
    assert_eq!(server.lines(), ["POST /api/2/idp/token", tenants, "POST /api/2/idp/token", tenants]);
}

#[tokio::test]
async fn the_password_grant_is_the_documented_one() {
    let server = Server::json(TOKEN);
    let grant = Grant::password("ada", "secret").client("id", "s3cret").one_time_field("totp_code", "123456");
    let client =
        acronis::Client::builder(format!("{}/api/2", server.url)).grant(grant).build().expect("a client");
    client.get_current_user().await.expect("an answer");
    let token = &server.requests()[0];
    assert_eq!(token.line, "POST /api/2/idp/token");
    assert_eq!(token.text(), "grant_type=password&username=ada&password=secret&totp_code=123456");
}

/// Three pages of two tenants each, as the `after` of the second and third request says.
fn pages(seen: &Seen) -> Reply {
    let page = |first: u8, after: &str| {
        let cursors = if after.is_empty() { "{}".to_owned() } else { format!(r#"{{"after":"{after}"}}"#) };
        let names = [first, first + 1].map(|number| format!(r#"{{"name":"tenant {number}"}}"#)).join(",");
        Reply::json(format!(r#"{{"items":[{names}],"paging":{{"cursors":{cursors}}}}}"#))
    };
    match seen.line.split_once("after=").map(|(_, cursor)| cursor) {
        _ if seen.line.ends_with("/idp/token") => Reply::json(TOKEN),
        None => page(1, "c1/="),
        Some("c1%2F%3D") => page(3, "c2"),
        Some(_) => page(5, ""),
    }
}

/// What is read of a tenant.
#[derive(Debug, serde::Deserialize)]
struct Tenant {
    name: String,
}

#[tokio::test]
async fn following_pages_are_asked_for_with_the_cursor_alone() {
    let server = Server::answering(pages);
    let client = acronis(&server).build().expect("a client");
    let call = client.list_tenants().subtree_root_id(Uuid::nil()).limit(2);
    let mut tenants = call.into_stream().json::<Tenant>();
    let mut names = Vec::new();
    while let Some(tenant) = futures_util::StreamExt::next(&mut tenants).await {
        names.push(tenant.expect("a tenant").name);
    }
    assert_eq!(names, [1, 2, 3, 4, 5, 6].map(|number| format!("tenant {number}")));
    let root = Uuid::nil();
    let expected = [
        "POST /api/2/idp/token".to_owned(),
        format!("GET /api/2/tenants?subtree_root_id={root}&limit=2"),
        "GET /api/2/tenants?after=c1%2F%3D".to_owned(),
        "GET /api/2/tenants?after=c2".to_owned(),
    ];
    assert_eq!(server.lines(), expected);
}

#[test]
fn the_blocking_client_has_the_same_calls() {
    let server = Server::answering(pages);
    let client = acronis(&server).build_blocking().expect("a client");
    let names: Result<Vec<String>, _> = client
        .list_tenants()
        .into_iter()
        .json::<Tenant>()
        .map(|tenant| tenant.map(|tenant| tenant.name))
        .collect();
    assert_eq!(names.expect("all pages").len(), 6);
    let first = client.list_tenants().into_pages().next().expect("a page").expect("an answer");
    assert_eq!(first.value().expect("JSON")["items"][1]["name"], "tenant 2");

    let server = Server::answering(|_| Reply::new(200, "application/octet-stream", vec![7_u8; 100_000]));
    let client = comet(&server).admin_password("admin", "secret").build_blocking().expect("a client");
    let folder = tempfile::tempdir().expect("a folder");
    let download = client.admin_branding_generate_client_by_platform(7).send().expect("an answer");
    assert_eq!(download.save_to(folder.path().join("client.run")).expect("a saved file"), 100_000);

    let server = Server::json(r#"{"Status":"OK"}"#);
    let client = ahsay::Client::builder(&server.url)
        .system_user("system", "secret")
        .build_blocking()
        .expect("a client");
    let answer = client.update_user("obm").status(ahsay::UserStatus::Suspended).send().expect("an answer");
    assert_eq!(answer.status, Some(ahsay::UpdateUserResponseStatus::Ok));
}

#[tokio::test]
async fn an_answer_can_be_read_into_a_type_of_the_callers_own() {
    let server = Server::json(r#"{"name":"The Qwerty Tenant"}"#);
    let client = acronis::Client::builder(&server.url).bearer_token("t0ken").build().expect("a client");
    let tenant: Tenant = client.get_tenant(Uuid::nil()).json().await.expect("a tenant");
    assert_eq!(tenant.name, "The Qwerty Tenant");
    let misfit = client.get_tenant(Uuid::nil()).json::<Vec<Tenant>>().await.expect_err("no list");
    assert!(misfit.to_string().contains("is not what was expected at `.`"), "{misfit}");
}

#[tokio::test]
async fn what_the_document_forgot_can_be_called() {
    let server = Server::json("{}");
    let client = acronis(&server).bearer_token("t0ken").build().expect("a client");
    client.call(Method::Get, "/tenants/{tenant_id}/new").path("tenant_id", "1").await.expect("an answer");
    assert_eq!(server.request().line, "GET /api/2/tenants/1/new");
}

#[tokio::test]
async fn an_address_without_encryption_is_refused() {
    let error = comet::Client::builder("http://backup.example.com").build().expect_err("a refusal");
    assert!(error.to_string().contains("`allow_http()` allows it all the same"), "{error}");
    let allowed = comet::Client::builder("http://backup.example.com").allow_http();
    assert!(allowed.build().is_ok());
}

#[tokio::test]
async fn a_call_can_be_hastier_than_its_client() {
    let answers = InMemory::answering(|_| Reply::status(503));
    let client = comet::Client::builder("https://backup.example.com")
        .in_memory(&answers)
        .admin_password("admin", "secret")
        .build()
        .expect("a client");
    assert!(client.admin_list_users().with_options(CallOptions::new().attempts(1)).await.is_err());
    assert_eq!(answers.requests().len(), 1);
}
