//! What each kind of request is on the wire.

use crate::{
    both::{Kind, Settle, both},
    petstore::{Client, UpdatePet, admin, builder},
    server::{Look, Seen, Server},
};
use docwright_runtime::{Maybe, Opaque, Upload, serde_json::json, uuid::Uuid};

const ID: &str = "0a1b2c3d-0000-4000-8000-00000000000a";

fn id() -> Uuid {
    ID.parse().unwrap()
}

/// Checks the request line, the content type and the body of a request.
fn check(seen: &Seen, line: &str, content_type: Option<&str>, body: &str) {
    assert_eq!((seen.line().as_str(), seen.header("content-type"), seen.text()), (line, content_type, body));
    if !body.is_empty() {
        assert_eq!(seen.header("content-length"), Some(body.len().to_string().as_str()));
    }
}

async fn a_query_is_percent_encoded_and_a_get_has_no_body<T: Kind>() {
    let server = Server::with(200, "application/json", "[]");
    let call = Client::<T>::at(&server.url).find_pets();
    call.kind("guinea pig").names(["Rex & Co", "a+b=ü"]).sold(false).note("für Rex").settle().await.unwrap();
    let seen = server.request();
    check(&seen, "GET /pets?kind=guinea%20pig&names=Rex%20%26%20Co%2Ca%2Bb%3D%C3%BC&sold%3F=false", None, "");
    assert_eq!(seen.headers["x-note"].as_bytes(), "für Rex".as_bytes());
    assert_eq!(seen.header("content-length"), None);
    assert_eq!(seen.header("user-agent"), Some("docwright-runtime/0.1.0"));
}

async fn json_fields_keep_their_order_and_the_last_value_of_each<T: Kind>() {
    let server = Server::fine();
    let call = Client::<T>::at(&server.url).update_pet(id()).dry_run(true);
    call.name("Rex").age(7).owner(None).name("Max \"the\" dog").settle().await.unwrap();
    let body = r#"{"name":"Max \"the\" dog","age":7,"owner":null}"#;
    check(&server.request(), &format!("PUT /pets/{ID}?dry_run=true"), Some("application/json"), body);
}

async fn a_whole_json_body_joins_the_fields_that_were_set<T: Kind>() {
    let server = Server::fine();
    let mut body = UpdatePet { owner: Maybe::Null, name: Some("Max".into()), ..UpdatePet::default() };
    body.extra.insert("colour", "red");
    let call = Client::<T>::at(&server.url).update_pet(id());
    call.age(1).name("Rex").body(&body).owner("Kim").settle().await.unwrap();
    let expected = r#"{"age":1,"name":"Max","owner":"Kim","colour":"red"}"#;
    check(&server.request(), &format!("PUT /pets/{ID}"), Some("application/json"), expected);
}

async fn opaque_json_goes_out_to_the_letter<T: Kind>() {
    let server = Server::fine();
    let profile = Opaque::from_text(r#"{"b": 1.10, "a": 123456789012345678901234567890}"#).unwrap();
    Client::<T>::at(&server.url).update_pet(id()).profile(profile).settle().await.unwrap();
    let body = r#"{"profile":{"b": 1.10, "a": 123456789012345678901234567890}}"#;
    check(&server.request(), &format!("PUT /pets/{ID}"), Some("application/json"), body);
}

async fn an_absent_value_takes_its_field_out<T: Kind>() {
    let server = Server::fine();
    Client::<T>::at(&server.url).update_pet(id()).owner("Kim").owner(Maybe::Absent).settle().await.unwrap();
    check(&server.request(), &format!("PUT /pets/{ID}"), Some("application/json"), "{}");
}

async fn a_form_holds_json_as_text_and_the_credentials_last<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "pä ss&")).unwrap();
    client.add_owner("Kim & Co").profile(&json!({"a": [1, "ü"]})).limit(-5).settle().await.unwrap();
    let body = "Owner=Kim+%26+Co&Profile=%7B%22a%22%3A%5B1%2C%22%C3%BC%22%5D%7D&Limit=-5\
                &Username=alice&Password=p%C3%A4+ss%26";
    check(&server.request(), "POST /api/v1/add-owner", Some("application/x-www-form-urlencoded"), body);
}

async fn a_multipart_upload_has_its_file_and_the_credentials_as_headers<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "secret")).unwrap();
    let photo = Upload::from(b"\x89PNG\r\n").file_name("rex \"1\".png").content_type("image/png");
    client.upload_photo(photo).caption("Rex").tags(&["a", "b"]).settle().await.unwrap();
    let seen = server.request();
    let boundary =
        seen.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = [
        &format!("--{boundary}\r\n").into_bytes()[..],
        b"Content-Disposition: form-data; name=\"upload\"; filename=\"rex \\\"1\\\".png\"\r\n",
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n\r\n",
        &format!("--{boundary}\r\n").into_bytes(),
        b"Content-Disposition: form-data; name=\"caption\"\r\n\r\nRex\r\n",
        &format!("--{boundary}\r\n").into_bytes(),
        b"Content-Disposition: form-data; name=\"tags\"\r\n\r\n[\"a\",\"b\"]\r\n",
        &format!("--{boundary}--\r\n").into_bytes(),
    ];
    assert_eq!(seen.body.escape_ascii().to_string(), expected.concat().escape_ascii().to_string());
    assert_eq!(seen.header("content-length"), Some(seen.body.len().to_string().as_str()));
    assert_eq!(seen.header("x-admin-username"), Some("alice"));
    assert_eq!(seen.header("x-admin-password"), Some("secret"));
}

async fn a_file_without_a_name_is_called_as_its_parameter<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "secret")).unwrap();
    client.upload_photo("x").settle().await.unwrap();
    let expected = "Content-Disposition: form-data; name=\"upload\"; filename=\"upload\"\r\n\
                    Content-Type: application/octet-stream\r\n\r\nx\r\n";
    assert!(server.request().text().contains(expected));
}

async fn raw_bytes_go_out_as_they_are<T: Kind>() {
    let server = Server::with(204, "text/plain", "");
    let client = Client::<T>::at(&server.url);
    client.set_logo(vec![0, 255, 13, 10]).settle().await.unwrap();
    client.set_logo(Upload::from("<svg/>").content_type("image/svg+xml")).settle().await.unwrap();
    let seen = server.requests();
    assert_eq!(seen[0].body.as_ref(), [0, 255, 13, 10]);
    assert_eq!(seen[0].header("content-type"), Some("image/png"));
    check(&seen[1], "POST /brand/logo", Some("image/svg+xml"), "<svg/>");
}

async fn a_post_without_fields_says_that_it_is_empty<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::at(&server.url);
    client.export().settle().await.unwrap();
    client.set_logo("").settle().await.unwrap();
    for seen in server.requests() {
        assert_eq!((seen.header("content-length"), seen.text()), (Some("0"), ""));
    }
}

/// What can't be sent is an error of the call, and nothing reaches the server.
async fn values_that_would_break_out_of_their_place_are_refused<T: Kind>() {
    let server = Server::fine();
    let client = Client::<T>::new(admin(builder(&server.url), "secret")).unwrap();
    let file = || Upload::from("x");
    let cases = [
        (
            client.find_pets().note("a\r\nX-Evil: 1").settle().await.map(drop),
            "the header `X-Note` must not hold line breaks or other control characters",
        ),
        (
            client.find_pets().length(3).settle().await.map(drop),
            "the header `Content-Length` is set by the transport",
        ),
        (
            client.upload_photo(file().file_name("a\r\n.png")).settle().await.map(drop),
            "the file name of `upload` must not hold line breaks or other control characters",
        ),
        (
            client.upload_photo(file().content_type("a\r\nb")).settle().await.map(drop),
            "the content type of `upload` is no media type",
        ),
        (
            client.set_logo(file().content_type("a\r\nb")).settle().await,
            "the header `Content-Type` must not hold line breaks or other control characters",
        ),
    ];
    for (result, message) in cases {
        assert_eq!(result.unwrap_err().to_string(), message);
    }
    assert!(server.requests().is_empty());
}

both![
    a_query_is_percent_encoded_and_a_get_has_no_body,
    json_fields_keep_their_order_and_the_last_value_of_each,
    a_whole_json_body_joins_the_fields_that_were_set,
    opaque_json_goes_out_to_the_letter,
    an_absent_value_takes_its_field_out,
    a_form_holds_json_as_text_and_the_credentials_last,
    a_multipart_upload_has_its_file_and_the_credentials_as_headers,
    a_file_without_a_name_is_called_as_its_parameter,
    raw_bytes_go_out_as_they_are,
    a_post_without_fields_says_that_it_is_empty,
    values_that_would_break_out_of_their_place_are_refused,
];
