//! Whatever text a caller gives, the server reads exactly that text, in the place that it was meant for, or nothing is
//! sent at all.
//!
//! Texts are made up by proptest from an alphabet of characters that mean something in URLs, forms, headers and
//! multipart bodies, and from any others. What was sent is read by decoders that are written here from the standards:
//! RFC 3986 (paths and queries), the URL standard of the WHATWG (forms), RFC 7578 (multipart). Each call is made with
//! both clients. `PROPTEST_CASES` asks for more cases, `PROPTEST_RNG_SEED` for others.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod calls;
mod clients;
mod decode;
mod made_up;
mod multipart;

use calls::{AsJsonInForm, InForm, InHeader, InJson, InParts, InPath, InQuery};
use clients::Clients;
use decode::{decode_form, decode_strictly, has_step};
use docwright_runtime::{Value, serde_json, testing::Seen};
use made_up::{check, json, text, values};
use multipart::decode_parts;
use proptest::{collection::vec, prelude::any};
use std::collections::BTreeMap;

#[track_caller]
fn check_path(seen: &Seen, first: &str, second: &str) {
    let segments: Vec<&str> = seen.path.split('/').collect();
    let ["", "v2", "pets", one, "toys", other, "meta"] = segments.as_slice() else { panic!("{}", seen.path) };
    assert_eq!(decode_strictly(one), first);
    assert_eq!(decode_strictly(other), format!("v{second}.bin"));
    assert!(segments.iter().all(|segment| !has_step(segment)), "{}", seen.path);
    assert_eq!(seen.query, None);
}

fn path_values(clients: &Clients, cases: u32) {
    check(cases, (text(), text()), |(first, second)| match clients.send(&InPath(&first, &second)) {
        Some(seen) => seen.iter().for_each(|seen| check_path(seen, &first, &second)),
        None => assert!([first, second].iter().any(|value| value.is_empty() || has_step(value))),
    });
}

#[test]
fn a_value_in_the_path_stays_one_segment_or_is_refused() {
    path_values(&Clients::in_memory(), 400);
}

#[test]
fn a_value_in_the_path_stays_one_segment_on_the_wire() {
    path_values(&Clients::on_the_wire(), 60);
}

fn query_values(clients: &Clients, cases: u32) {
    check(cases, values(), |values| {
        for seen in clients.send(&InQuery(&values)).expect("every query can be sent") {
            assert_eq!(seen.path, "/v2/pets");
            let query = seen.query.unwrap();
            let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
            let read: Vec<_> =
                pairs.map(|(name, value)| (decode_strictly(name), decode_strictly(value))).collect();
            let expected: Vec<_> = values.clone().into_iter().collect();
            assert_eq!(read, expected);
            // A server that reads the query as a form reads the same.
            assert_eq!(decode_form(&query), expected);
        }
    });
}

#[test]
fn names_and_values_in_the_query_are_read_as_they_were_given() {
    query_values(&Clients::in_memory(), 300);
}

#[test]
fn names_and_values_in_the_query_are_read_so_on_the_wire() {
    query_values(&Clients::on_the_wire(), 60);
}

fn form_values(clients: &Clients, cases: u32) {
    check(cases, values(), |values| {
        for seen in clients.send(&InForm(&values)).expect("every form can be sent") {
            assert_eq!(seen.headers["content-type"], "application/x-www-form-urlencoded");
            let body = std::str::from_utf8(&seen.body).unwrap();
            assert!(body.is_ascii());
            assert_eq!(decode_form(body), values.clone().into_iter().collect::<Vec<_>>());
        }
    });
}

#[test]
fn the_fields_of_a_form_are_read_as_they_were_given() {
    form_values(&Clients::in_memory(), 300);
}

#[test]
fn the_fields_of_a_form_are_read_so_on_the_wire() {
    form_values(&Clients::on_the_wire(), 60);
}

#[test]
fn json_in_a_form_is_read_as_it_was_given() {
    let clients = Clients::in_memory();
    check(300, (text(), json()), |(key, value)| {
        let key = format!("key {key}");
        for seen in clients.send(&AsJsonInForm(&key, &value)).expect("every form can be sent") {
            let fields = decode_form(std::str::from_utf8(&seen.body).unwrap());
            let [(first, text), (second, all)] = fields.as_slice() else { panic!("{fields:?}") };
            assert_eq!((first, second.as_str(), all.as_str()), (&key, "after", "all"));
            assert_eq!(serde_json::from_str::<Value>(text).unwrap(), value);
        }
    });
}

#[test]
fn the_fields_of_a_json_body_are_read_as_they_were_given() {
    let clients = Clients::in_memory();
    check(300, values(), |values| {
        for seen in clients.send(&InJson(&values)).expect("every text can be written as JSON") {
            assert_eq!(serde_json::from_slice::<BTreeMap<String, String>>(&seen.body).unwrap(), values);
        }
    });
}

fn multipart_values(clients: &Clients, cases: u32) {
    let strategy = (text(), text(), text(), vec(any::<u8>(), 0..20));
    check(cases, strategy, |(key, value, file, content)| {
        let key = format!("key {key}");
        let Some(seen) = clients.send(&InParts(&key, &value, &file, &content)) else {
            let unfit = |c: char| c.is_control() || matches!(c, '"' | '\\');
            assert!(key.contains(unfit) || file.contains(char::is_control));
            return;
        };
        let text = (key.clone(), None, value.clone().into_bytes());
        let upload = ("a file".to_owned(), Some(file.clone()), content.clone());
        let expected = [text, upload];
        assert!(seen.iter().all(|seen| decode_parts(seen) == expected), "{expected:?}");
    });
}

#[test]
fn the_parts_of_a_multipart_body_are_read_as_they_were_given_or_refused() {
    multipart_values(&Clients::in_memory(), 400);
}

#[test]
fn the_parts_of_a_multipart_body_are_read_so_on_the_wire() {
    multipart_values(&Clients::on_the_wire(), 60);
}

/// Only on the wire, where white space around a value is lost (RFC 9110, section 5.5).
#[test]
fn a_header_is_read_as_it_was_given_or_refused() {
    let clients = Clients::on_the_wire();
    check(300, text(), |value| {
        let Some(seen) = clients.send(&InHeader("X-Note", &value)) else {
            let control = |c: char| c.is_ascii_control() && c != '\t';
            assert!(value.contains(control) || value.trim_matches([' ', '\t']) != value, "{value:?}");
            return;
        };
        for seen in &seen {
            let mut notes = seen.headers.get_all("x-note").iter();
            assert_eq!(notes.next().unwrap().as_bytes(), value.as_bytes());
            assert_eq!((notes.next(), seen.headers["x-behind"].as_bytes()), (None, &b"it"[..]));
        }
    });
}

#[test]
fn the_name_of_a_header_is_a_token_or_refused() {
    let clients = Clients::on_the_wire();
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    check(200, text(), |key| {
        let key = format!("X{key}");
        match clients.send(&InHeader(&key, &"value".to_owned())) {
            Some(seen) => assert!(seen.iter().all(|seen| seen.headers[key.as_str()] == "value")),
            None => assert!(!key.chars().all(token), "{key:?}"),
        }
    });
}

#[test]
fn headers_that_say_where_a_request_ends_are_refused() {
    let clients = Clients::in_memory();
    for key in ["Content-Length", "transfer-encoding", "HOST", "Connection", "Upgrade", "TE", "Trailer"] {
        assert!(clients.send(&InHeader(key, &"1".to_owned())).is_none(), "{key}");
    }
}

/// Which may be the text of a user of the program, and must not keep it busy.
#[test]
fn a_value_that_is_encoded_over_and_over_is_looked_through_once() {
    let value = format!("%{}", "25".repeat(200_000));
    for seen in Clients::in_memory().send(&InPath(&value, "1")).unwrap() {
        assert!(decode_strictly(seen.path.split('/').nth(3).unwrap()) == value);
    }
}

#[test]
fn a_value_is_not_read_as_a_placeholder() {
    let clients = Clients::in_memory();
    for seen in clients.send(&InPath("{second}", "{first}")).unwrap() {
        check_path(&seen, "{second}", "{first}");
    }
}
