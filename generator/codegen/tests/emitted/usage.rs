//! Emitted code as a user writes against it. `compile.rs` puts this file into the emitted crate and runs it there.

use emitted::runtime::jiff::Timestamp;
use emitted::runtime::serde_json::{from_str, json, to_value};
use emitted::runtime::{Maybe, Value, uuid::Uuid};
use emitted::{
    enumerations, form, json_body, keywords, multipart, query, raw_and_stream, schemes, structures,
};
use std::collections::BTreeMap;

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
    assert_eq!(format!("{call:?}"), r#"Call(GET /shops/{shop_id}/pets)"#);

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
    let builder = schemes::Client::builder(ADDRESS).client_credentials("id", "secret").basic("name", "word");
    let _ = builder.bearer_token("token").x_api_key("key").session("s").user("name").build().unwrap();
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
    assert_eq!(to_value(&unknown).unwrap(), json!(7003));
    assert_eq!(enumerations::Mode::from("a \"b\" \\ `c`\n"), enumerations::Mode::Quoted);
}
