//! Values keep what an exchange of JSON would otherwise lose.

use crate::petstore::{Mood, Pet, PetKind, PetProfile};
use docwright_runtime::{
    CommaSeparated, Maybe, Opaque, Parameter,
    jiff::{Timestamp, civil::date},
    serde::{Serialize, de::DeserializeOwned},
    serde_json::{self, json},
    uuid::Uuid,
};

/// Checks that JSON is read, and written again to the same bytes.
#[track_caller]
fn check_kept<T: Serialize + DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

#[track_caller]
fn check_text(value: impl Parameter, text: &str) {
    assert_eq!(value.to_text(), text);
}

#[test]
fn absent_null_and_value_stay_three_things() {
    check_kept::<Pet>(r#"{"id":1,"kind":"cat"}"#);
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","owner":null}"#);
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","owner":"Kim"}"#);
    assert_eq!(Maybe::<i64>::from(None), Maybe::Null);
    assert_eq!(Maybe::<String>::from("a"), Maybe::Value("a".to_owned()));
    assert_eq!(Maybe::<i64>::default(), Maybe::Absent);
}

#[test]
fn unknown_values_and_fields_are_sent_back_as_they_came() {
    check_kept::<Pet>(r#"{"id":1,"kind":"axolotl","gills":{"count":6}}"#);
    check_kept::<Vec<PetKind>>(r#"["cat","dog","Cat",""]"#);
    check_kept::<Vec<Mood>>("[0,1,7,-9007199254740993]");
    assert_eq!((PetKind::from("dog"), Mood::from(7)), (PetKind::Dog, Mood::Unknown(7)));
    assert_eq!(format!("{:>4} {}", PetKind::Cat, Mood::Cross), " cat 1");
}

#[test]
fn opaque_json_keeps_its_exact_text() {
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","profile":{"b": 1.10, "a": 123456789012345678901234567890}}"#);
    check_kept::<Vec<Opaque>>(r#"[{ "z":1,"a":[ ] },null,"\u00fc",1e400]"#);
    let profile = PetProfile::from_value(json!({"a": 1}));
    assert_eq!((profile.text(), profile.value().unwrap()), (r#"{"a":1}"#, json!({"a": 1})));
    assert!(profile.json::<Vec<i64>>().is_err());
    assert_eq!(PetProfile::new(&[1, 2]).unwrap(), PetProfile(Opaque::from_text(" [1,2] ").unwrap()));
    assert!(Opaque::from_text("{} {}").is_err());
}

#[test]
fn every_parameter_has_its_text() {
    check_text("a b", "a b");
    check_text(true, "true");
    check_text(i64::MIN, "-9223372036854775808");
    check_text(0.1, "0.1");
    check_text(Uuid::from_u128(10), "00000000-0000-0000-0000-00000000000a");
    check_text(date(2024, 2, 29), "2024-02-29");
    check_text("2024-05-01T12:00:00.5+02:00".parse::<Timestamp>().unwrap(), "2024-05-01T10:00:00.5Z");
    check_text(CommaSeparated::from([1_i64, 2]), "1,2");
    check_text(CommaSeparated::<PetKind>::from_iter(["cat", "newt"]), "cat,newt");
    check_text(json!("plain"), "plain");
    check_text(json!({"a": 1}), r#"{"a":1}"#);
}

#[test]
fn comma_separated_values_are_one_text_in_json() {
    check_kept::<CommaSeparated<PetKind>>(r#""cat,newt""#);
    check_kept::<CommaSeparated<Uuid>>(r#""00000000-0000-0000-0000-00000000000a""#);
    check_kept::<CommaSeparated<String>>(r#""""#);
    assert_eq!(serde_json::from_str::<CommaSeparated<String>>(r#""""#).unwrap().0.len(), 0);
}
