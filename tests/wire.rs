//! What the emitted clients put on the wire, against a real server. What is expected is written by hand from the
//! documents, or cut out of their text; none of it comes from docwright.

#[path = "support/server.rs"]
mod server;
mod support;

use backup_apis::{acronis, ahsay, comet};
use docwright_runtime::{Error, Maybe, Upload, Value, testing::Reply, uuid::Uuid};
use serde_json::json;
use server::{Seen, Server};
use support::root;

const TENANT: &str = "fa6859a9-f5e1-4faf-a56c-5a0ae866dc4f";

fn tenant() -> Uuid {
    TENANT.parse().expect("a UUID")
}

fn document(path: &str) -> String {
    std::fs::read_to_string(root().join("specs").join(path)).expect("a document")
}

/// The first block of JSON behind a line of a document.
fn example_behind(document: &str, line: &str) -> Value {
    let start = document.find(&format!("\n{line}\n")).unwrap_or_else(|| panic!("no line {line}"));
    let text = &document[start + line.len() + 1..];
    let json = &text[text.find("\n{\n").expect("an example")..];
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
    values.next().expect("an example").expect("an example in JSON")
}

fn with_token(seen: &Seen) -> Reply {
    let token = r#"{"access_token":"t0ken","expires_in":3600,"token_type":"bearer"}"#;
    Reply::json(if seen.line.ends_with("/idp/token") { token } else { r#"{"name":"The Qwerty Tenant"}"# })
}

fn acronis(server: &Server) -> acronis::Client {
    acronis::Client::builder(format!("{}/api/2", server.url))
        .client_credentials("id", "s3cret")
        .build()
        .expect("a client")
}

fn comet(server: &Server) -> comet::Client {
    comet::Client::builder(&server.url).admin_password("admin", "p&ss wörd").build().expect("a client")
}

fn ahsay(server: &Server) -> ahsay::Client {
    ahsay::Client::builder(&server.url).system_user("system", "system1").build().expect("a client")
}

#[tokio::test]
async fn query_parameters_and_the_token_of_the_documented_endpoint() {
    let server = Server::answering(with_token);
    let tenant = acronis(&server).get_tenant(tenant()).embed_path(true).await.expect("an answer");
    assert_eq!(tenant.value().expect("JSON")["name"], "The Qwerty Tenant");
    let [token, get] = server.requests().try_into().expect("two requests");
    // "Access token URI example: `/api/2/idp/token`" is on the host, not below the base URL.
    assert_eq!(token.line, "POST /api/2/idp/token");
    assert_eq!(token.text(), "grant_type=client_credentials");
    assert_eq!(token.header("authorization"), "Basic aWQ6czNjcmV0");
    assert_eq!(get.line, format!("GET /api/2/tenants/{TENANT}?embed_path=true"));
    assert_eq!(get.header("authorization"), "Bearer t0ken");
    assert!(get.body.is_empty());
}

#[tokio::test]
async fn json_bodies_are_the_documents_own_examples() {
    let server = Server::answering(with_token);
    let client = acronis(&server);
    #[allow(deprecated, reason = "the example sends the field that the document deprecates")]
    let call = client
        .update_tenant(tenant())
        .internal_tag(Maybe::Null)
        .name("Renamed Tenant")
        .customer_id(Maybe::Null)
        .parent_id("c4878582-6e14-451e-9bda-3ff899b3f700".parse().expect("a UUID"))
        .brand_id(1111)
        .contact(acronis::TenantContact::default().firstname("New Name"))
        .version(1)
        .language("en")
        .kind(acronis::TenantKind::Folder);
    call.await.expect("an answer");
    let put = server.requests().pop().expect("a request");
    assert_eq!(put.line, format!("PUT /api/2/tenants/{TENANT}"));
    assert_eq!(put.header("content-type"), "application/json");
    let document = document("acronis/account-management.md");
    assert_eq!(put.json(), example_behind(&document, "### PUT /tenants/{tenant_id}"));
}

#[tokio::test]
async fn a_body_as_a_whole_and_then_a_field_of_it() {
    let server = Server::answering(with_token);
    let body = acronis::UpdateTenant::default().name("A").version(1);
    acronis(&server).update_tenant(tenant()).body(&body).version(2).await.expect("an answer");
    assert_eq!(server.requests().pop().expect("a request").json(), json!({ "name": "A", "version": 2 }));
}

#[tokio::test]
async fn lists_with_commas_and_values_that_no_document_knows() {
    let server = Server::answering(with_token);
    let ids = [Uuid::nil(), Uuid::max()];
    acronis(&server).list_tenants().uuids(ids).lod("tiny").after("a/b=").await.expect("an answer");
    let list = server.requests().pop().expect("a request");
    assert_eq!(
        list.line,
        "GET /api/2/tenants?uuids=00000000-0000-0000-0000-000000000000%2Cffffffff-ffff-ffff-ffff-ffffffffffff\
         &lod=tiny&after=a%2Fb%3D"
    );
}

/// The parameter and the rule by which a call was refused.
fn refusal(error: Error) -> (String, String) {
    let Error::InvalidArgument(refused) = error else { panic!("not refused: {error}") };
    (refused.parameter.clone(), refused.to_string())
}

#[tokio::test]
async fn documented_limits_are_checked_before_anything_is_sent() {
    let server = Server::answering(with_token);
    let client = acronis(&server);
    // "**Minimum**: 1", "Maximum of 100 UUIDs", "Is mutually exclusive with `subtree_root_id` and `parent_id`."
    let (parameter, rule) = refusal(client.list_tenants().limit(0).await.expect_err("a refusal"));
    assert_eq!(parameter, "limit");
    assert!(rule.contains("at least 1"), "{rule}");
    let many = vec![Uuid::nil(); 101];
    let (parameter, rule) = refusal(client.list_tenants().uuids(many).await.expect_err("a refusal"));
    assert_eq!(parameter, "uuids");
    assert!(rule.contains("100"), "{rule}");
    let both = client.list_tenants().uuids([Uuid::nil()]).parent_id(Uuid::nil());
    let (_, rule) = refusal(both.await.expect_err("a refusal"));
    assert!(rule.contains("uuids") && rule.contains("parent_id"), "{rule}");
    // "**Pattern**: `^[A-Za-z0-9\\-\\._~]{43,128}$`" counts only for those who ask.
    let token = |client: &acronis::Client| {
        client.request_token().grant_type("authorization_code").code_verifier("short")
    };
    token(&client).await.expect("the server's affair");
    assert_eq!(server.requests().len(), 1, "only the last call went out");

    let strict = acronis::Client::builder(&server.url).check_patterns(true).build().expect("a client");
    assert_eq!(refusal(token(&strict).await.expect_err("a refusal")).0, "code_verifier");
    let lax = acronis::Client::builder(&server.url).bearer_token("t").check_arguments(false);
    lax.build().expect("a client").list_tenants().limit(0).await.expect("the server's affair");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn forms_hold_json_where_the_document_says_so_and_the_credentials() {
    let server = Server::json(r#"{"Status":200,"Message":"OK"}"#);
    let call = comet(&server).admin_dispatcher_run_restore("target", "/tmp", "source", "vault");
    call.paths(["a b", "ü"]).await.expect("an answer");
    let post = server.request();
    assert_eq!(post.line, "POST /api/v1/admin/dispatcher/run-restore");
    assert_eq!(post.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        post.text(),
        "TargetID=target&Path=%2Ftmp&Source=source&Destination=vault&Paths=%5B%22a+b%22%2C%22%C3%BC%22%5D\
         &Username=admin&AuthType=Password&Password=p%26ss+w%C3%B6rd"
    );
}

#[tokio::test]
async fn uploads_take_the_credentials_as_headers() {
    let server = Server::json(r#"{"Status":200,"Message":"OK","ResourceHash":"abc"}"#);
    let client =
        comet::Client::builder(&server.url).admin_password("admin", "secret").build().expect("a client");
    let answer = client
        .admin_meta_resource_new(Upload::from("content").file_name("logo.txt"))
        .await
        .expect("an answer");
    assert_eq!(answer.resource_hash, "abc");
    let post = server.request();
    assert_eq!(post.line, "POST /api/v1/admin/meta/resource/new");
    let names = ["Username", "AuthType", "Password"].map(|name| format!("X-Comet-Admin-{name}"));
    assert_eq!(names.each_ref().map(|name| post.header(name)), ["admin", "Password", "secret"]);
    let boundary =
        post.header("content-type").strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let text = post.text();
    assert!(
        text.starts_with(&format!("--{boundary}\r\n")) && text.ends_with(&format!("\r\n--{boundary}--\r\n"))
    );
    assert!(text.contains("Content-Disposition: form-data; name=\"upload\"; filename=\"logo.txt\"\r\n"));
    assert!(text.contains("\r\n\r\ncontent\r\n"));
    assert!(!text.contains("secret"), "credentials travel in one place");
}

#[tokio::test]
async fn raw_bodies_go_as_they_are() {
    let server = Server::answering(with_token);
    let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\xff";
    acronis(&server).upload_tenant_brand_logo(tenant(), 3, png).await.expect("an answer");
    let post = server.requests().pop().expect("a request");
    assert_eq!(post.line, format!("POST /api/2/tenants/{TENANT}/brand/logo?version=3"));
    assert_eq!(post.header("content-type"), "image/png");
    assert_eq!(post.body, png);
}

#[tokio::test]
async fn binary_answers_stream_to_a_file() {
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let sent = content.clone();
    let server = Server::answering(move |_| Reply::new(200, "application/octet-stream", sent.clone()));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("client.run");
    let download = comet(&server).admin_branding_generate_client_by_platform(7).await.expect("an answer");
    download.save_to(&path).await.expect("a saved file");
    assert_eq!(std::fs::read(&path).expect("a file"), content);
    assert!(server.request().text().starts_with("Platform=7&Username=admin&"));
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 1, "nothing else is left");
}

#[tokio::test]
async fn a_download_that_fails_says_why() {
    let server = Server::json(r#"{"Status":403,"Message":"Not allowed"}"#);
    let error = comet(&server).admin_branding_generate_client_by_platform(7).await.expect_err("a failure");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status.as_deref(), error.message.as_deref()), (Some("403"), Some("Not allowed")));
}

#[tokio::test]
async fn software_downloads_need_no_credentials_where_the_server_allows_it() {
    let server = Server::json("{}");
    let client = comet::Client::builder(&server.url).build().expect("a client");
    client.admin_branding_available_platforms().await.expect("an answer");
    assert_eq!(server.request().text(), "");
    let error = client.admin_list_users().await.expect_err("credentials are required here");
    assert!(matches!(error, Error::Auth(_)), "{error:?}");
    assert_eq!(server.requests().len(), 1, "nothing was sent");
}

#[tokio::test]
async fn credentials_of_an_endpoint_without_a_table_go_where_the_others_have_them() {
    let server = Server::json(r#"{"SessionKey":"k"}"#);
    comet(&server).hybrid_session_start().await.expect("an answer");
    let post = server.request();
    assert_eq!(post.line, "POST /api/v1/hybrid/session/start");
    assert_eq!(post.text(), "Username=admin&AuthType=Password&Password=p%26ss+w%C3%B6rd");
    assert_eq!(post.header("x-comet-admin-password"), "");
}

#[tokio::test]
async fn a_status_of_its_own_is_no_failure() {
    // BackupJobDetail has a Status from 5000 on, and OrganizationResponse a Status and a Message.
    let server = Server::json(r#"{"Status":5000,"GUID":"x"}"#);
    let job = comet(&server).admin_get_job_properties("x").await.expect("no failure");
    assert_eq!((job.status, job.guid.as_str()), (comet::JobStatus::StopSuccess, "x"));
    let server = Server::json(r#"{"Status":400,"Message":"Bad name"}"#);
    let error = comet(&server).admin_get_job_properties("x").await.expect_err("a failure under status 200");
    assert!(error.to_string().contains("Bad name"), "{error}");
}

#[tokio::test]
async fn json_bodies_hold_the_credentials_where_the_document_has_them() {
    let server = Server::json("{\n\"Status\":\"OK\"\n}");
    let quota = ahsay::QuotaList::default().enabled(true).destination_key("OBM").quota(73_400_320);
    let answer = ahsay(&server).update_user("obm").quota_list([quota]).await.expect("an answer");
    assert_eq!(answer.status, Some(ahsay::UpdateUserResponseStatus::Ok));
    let post = server.request();
    assert_eq!(post.line, "POST /obs/api/json/2/UpdateUser.do");
    assert_eq!(post.json(), example_behind(&document("ahsay/update-user.txt"), "Example 1"));
}

#[tokio::test]
async fn a_documented_failure_under_status_200_is_an_error() {
    let document = document("ahsay/update-user.txt");
    let example = &document[document.find("\nExample 5").expect("example 5")..];
    let failure = example_behind(example, "OUTPUT").to_string();
    let server = Server::answering(move |_| Reply::json(failure.clone()));
    let error = ahsay(&server).update_user("obm").append_contact("Y").await.expect_err("a failure");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind.as_deref(), Some("com.ahsay.obs.core.dbs.DbsException"));
    assert!(error.message.as_deref().is_some_and(|message| message.ends_with("<oldcontact1@example.com>")));
}

#[tokio::test]
async fn a_status_comes_with_its_documented_meaning() {
    let server = Server::answering(|seen| match seen.line.ends_with("/idp/token") {
        true => with_token(seen),
        false => Reply::new(409, "text/plain", "taken"),
    });
    let error = acronis(&server).check_login("someone").await.expect_err("the name is taken");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(409));
    assert!(error.to_string().contains("Another object of the same type already exists."), "{error}");
}

#[tokio::test]
async fn a_value_cannot_leave_its_place_in_the_path() {
    let server = Server::answering(with_token);
    let client = acronis(&server);
    client.get_application_setting(tenant(), tenant(), "a/b?c#d %2e").await.expect("an answer");
    let get = server.requests().pop().expect("a request");
    assert!(get.line.ends_with(&format!("/settings/tenants/{TENANT}/a%2Fb%3Fc%23d%20%252e")), "{}", get.line);
    for refused in ["..", ".", ""] {
        let error = client.get_application_setting(tenant(), tenant(), refused).await.expect_err("refused");
        assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
    }
}
