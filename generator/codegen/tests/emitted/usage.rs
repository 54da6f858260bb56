//! Emitted code as a user writes against it. `compile.rs` puts this file into the emitted crate and runs it there.

use emitted::runtime::jiff::Timestamp;
use emitted::runtime::serde_json::{from_str, json, to_value};
use emitted::runtime::{Error, Maybe, Method, Result, Value, uuid::Uuid};
use emitted::{
    enumerations, form, json_body, keywords, limits, multipart, query, raw_and_stream, schemes, secrets, sessions,
    structures,
};
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const ADDRESS: &str = "http://127.0.0.1:1";

#[test]
fn calls_take_what_a_caller_has_at_hand() {
    let client = query::Client::builder(ADDRESS).build().unwrap();
    let call = client
        .list_pets(Uuid::nil(), Timestamp::UNIX_EPOCH)
        .limit(5)
        .uuids([Uuid::nil(), Uuid::max()])
        .kind(query::PetKind::Cat)
        .kind("ferret")
        .x_request_id(String::from("id"));
    assert_eq!(format!("{call:?}"), "Call(GET /shops/{shop_id}/pets)");

    let client = json_body::Client::builder(ADDRESS).build().unwrap();
    let body = json_body::UpdatePet::default().name("Rex").owner_id("alice");
    let _ = client.update_pet(1, 2).body(&body).owner_id(None).owner_id(Maybe::Absent).tags(["a", "b"]);
    let _ = client.update_pet(1, 2).weights([1.5]).labels([("a".to_owned(), json!(1))]).friends(["x"]);
    let _ = client.replace_brand().body(&json!({ "any": "thing" }));

    let client = form::Client::builder(ADDRESS).admin_password("admin", "secret").build().unwrap();
    let _ = client.admin_set_pet("rex", json!({ "Name": "Rex" })).names(vec!["a"]);
    assert!(!format!("{client:?}").contains("secret"));

    let client = multipart::Client::builder(ADDRESS).build().unwrap();
    let _ = client.upload_picture(b"bytes").title("t");
    let client = raw_and_stream::Client::builder(ADDRESS).build().unwrap();
    let _ = client.set_logo(vec![1, 2, 3]);
    let client = enumerations::Client::builder(ADDRESS).build().unwrap();
    let _ = client.list_jobs().status(enumerations::JobStatus::STOP_SUCCESS).status(7003).modes(["x".into()]);
    let client = keywords::Client::builder(ADDRESS).build().unwrap();
    let _ = client.r#move("a", "b").r#gen(true);
    let client = sessions::Client::builder(ADDRESS).admin_password_code("admin", "secret", "123456").build();
    let client = client.unwrap();
    drop((client.login(), client.logout()));
    drop(client.call(Method::Get, "/pets/lost").query("colour", "white"));
    let owned = format!("/pets/{}", 7);
    drop(client.call(Method::Delete, owned));
    let builder = schemes::Client::builder(ADDRESS).client_credentials("id", "secret").basic("name", "word");
    let _ = builder.bearer_token("token").x_api_key("key").session("s").user("name").build().unwrap();
}

#[test]
fn secrets_of_structures_do_not_show() {
    let login = secrets::Account { secret: Some("hunter2".into()), extra: Some("x".into()), ..Default::default() };
    let body = secrets::SignUp::default().r#type("a").password("hunter3").tokens(vec!["t0ken".to_owned()]).account(login);
    assert_eq!(
        format!("{body:?}"),
        concat!(
            r#"SignUp { type: Some("a"), password: Some("[redacted]"), tokens: Value("[redacted]"), "#,
            r#"account: Some(Account { secret: Some("[redacted]"), extra: Some("x"), extra_fields: Extra({}) }), "#,
            "extra: Extra({}) }"
        )
    );
    let shown = format!("{:?}", secrets::SignUp::default());
    assert_eq!(shown, "SignUp { type: None, password: None, tokens: Absent, account: None, extra: Extra({}) }");
}

/// Why a call is refused before anything is sent.
fn refusal<T>(call: impl IntoFuture<Output = Result<T>>) -> Option<String> {
    match pin!(call.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(Error::InvalidArgument(error))) => Some(error.to_string()),
        _ => None,
    }
}

/// No server is asked: each of these calls is refused when it is first polled.
#[test]
fn documented_limits_are_checked_before_anything_is_sent() {
    let client = limits::Client::builder(ADDRESS).check_patterns(true).build().unwrap();
    let list = || client.list_pets("north");
    let check = |refusal: Option<String>, expected: &str| assert_eq!(refusal.unwrap(), expected);
    check(refusal(list().limit(0)), "`limit` must be at least 1, as documented");
    check(
        refusal(list().uuids(vec![Uuid::nil(); 101])),
        "`uuids` may hold at most 100 values, as documented",
    );
    let both = "`uuids` can't be given together with `parent_id`, as documented";
    check(refusal(list().parent_id(Uuid::nil()).uuids([Uuid::max()])), both);
    check(refusal(list().trace("abc")), "`Trace` must have exactly 2 characters, as documented");
    let token = || client.get_token("password", "");
    check(refusal(token().username("a b")), r"`username` must match the pattern `^\w+$`, as documented");
    let each = "`scopes` must match the pattern `^urn:` in each of its values, as documented";
    check(refusal(token().scopes(["x:y"])), each);
    let body = limits::UpdatePet::default().tags(["ab", "c"]).name(None);
    let each = "`tags` must have at least 2 characters in each of its values, as documented";
    check(refusal(client.update_pet().body(&body)), each);
}

#[test]
fn what_is_read_and_written_back_loses_nothing() {
    let text = r#"{
        "Status": 1, "Created": "2024-05-01", "Not": { "All": [{ "Message": "inner" }] }, "Otherwise": null,
        "ById": { "7": null, "-1": "00000000-0000-0000-0000-000000000000" }, "New in 3.0": { "deep": [1] }
    }"#;
    let clause: structures::Clause = from_str(text).unwrap();
    assert_eq!(to_value(&clause).unwrap(), from_str::<Value>(text).unwrap());
    assert_eq!(clause.by_id, Some(BTreeMap::from([(7, None), (-1, Some(Uuid::nil()))])));
    assert_eq!(clause.otherwise, Maybe::Null);
    assert_eq!(clause.message, None);

    let unknown: enumerations::JobStatus = from_str("7003").unwrap();
    assert_eq!(unknown, enumerations::JobStatus::Unknown(7003));
    assert_eq!(to_value(unknown).unwrap(), json!(7003));
    assert_eq!(enumerations::Mode::from("a \"b\" \\ `c`\n"), enumerations::Mode::Quoted);
}
