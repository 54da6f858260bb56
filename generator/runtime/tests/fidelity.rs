//! Read, change, write: what a program does not touch goes back as it came.
//!
//! The structures are declared as generated code declares them. What is expected is the JSON text itself, written by
//! hand. Fields that no document describes stand in alphabetical order, since JSON does not keep the order of fields.

// The helpers of tests may fail loudly, as the tests themselves may.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_runtime::{
    Api, Async, Blocking, ClientBuilder, Core, Endpoint, Extra, Maybe, Method, NoContent, Opaque, Typed,
    serde::{Serialize, de::DeserializeOwned},
    serde_json::{self, Value, json},
    testing::{InMemory, Reply},
};
use std::{collections::BTreeMap, fmt::Debug};

#[derive(Clone, Default, PartialEq)]
struct Pet {
    id: i64,
    kind: PetKind,
    mood: Option<Mood>,
    owner: Maybe<Owner>,
    weight: Option<f64>,
    toys: Option<BTreeMap<i64, Toy>>,
    friends: Option<Vec<Pet>>,
    profile: Option<PetProfile>,
    extra: Extra,
}
docwright_runtime::structure!(Pet {
    id: "id",
    kind: "kind",
    mood: "mood",
    owner: "owner",
    weight: "weight",
    toys: "toys",
    friends: "friends",
    profile: "profile",
    ..extra
});

#[derive(Clone, Default, PartialEq)]
struct Owner {
    full_name: Maybe<String>,
    extra: Extra,
}
docwright_runtime::structure!(Owner { full_name: "fullName", ..extra });

#[derive(Clone, Default, PartialEq)]
struct Toy {
    name: Option<String>,
    extra: Extra,
}
docwright_runtime::structure!(Toy { name: "name", ..extra });

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PetKind {
    Cat,
    Dog,
    Unknown(String),
}
docwright_runtime::string_enumeration!(PetKind { Cat = "cat", Dog = "dog" });

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mood {
    Calm,
    Cross,
    Unknown(i64),
}
docwright_runtime::integer_enumeration!(Mood { Calm = 0, Cross = 1 });

#[derive(Debug, Clone, PartialEq, Eq)]
struct PetProfile(Opaque);
docwright_runtime::opaque!(PetProfile);

static API: Api = Api::new("petstore");
static GET_PET: Endpoint = Endpoint::new(Method::Get, "/pet");
static PUT_PET: Endpoint = Endpoint::new(Method::Put, "/pet");

/// Checks that JSON is read, and written again to the letter.
#[track_caller]
fn check_kept<T: Serialize + DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

/// Checks what goes back to the server when a program reads a pet, changes it, and writes it, with each client.
async fn check_changed(before: &'static str, change: impl Fn(&mut Pet), after: &str) {
    let answers = InMemory::answering(move |_| Reply::json(before));
    let builder = || ClientBuilder::new(&API, "https://api.example.com").in_memory(&answers);
    let core: Core<Async> = builder().build().unwrap();
    let mut pet = core.call::<Typed<Pet>>(&GET_PET).await.unwrap();
    change(&mut pet);
    core.call::<NoContent>(&PUT_PET).json_body(&pet).await.unwrap();
    let core: Core<Blocking> = builder().build_blocking().unwrap();
    let mut pet = core.call::<Typed<Pet>>(&GET_PET).send().unwrap();
    change(&mut pet);
    core.call::<NoContent>(&PUT_PET).json_body(&pet).send().unwrap();
    let bodies: Vec<String> =
        answers.requests().into_iter().map(|seen| String::from_utf8(seen.body.into()).unwrap()).collect();
    assert_eq!(bodies, ["", after, "", after]);
}

#[tokio::test]
async fn what_a_program_does_not_touch_goes_back_as_it_came() {
    check_changed(
        r#"{"id":1,"kind":"axolotl","mood":7,"owner":{"fullName":"Kim","vip":true},"gills":{"count":6,"open":[1,2.5,null]}}"#,
        |pet| pet.id = 2,
        r#"{"id":2,"kind":"axolotl","mood":7,"owner":{"fullName":"Kim","vip":true},"gills":{"count":6,"open":[1,2.5,null]}}"#,
    )
    .await;
}

#[tokio::test]
async fn what_is_changed_inside_leaves_the_unknown_beside_it() {
    check_changed(
        r#"{"id":1,"kind":"cat","toys":{"3":{"name":"ball","colour":"red"}},"friends":[{"id":2,"kind":"newt","tail":1}]}"#,
        |pet| {
            pet.toys.as_mut().unwrap().get_mut(&3).unwrap().name = Some("stick".to_owned());
            pet.friends.as_mut().unwrap()[0].id = 3;
        },
        r#"{"id":1,"kind":"cat","toys":{"3":{"name":"stick","colour":"red"}},"friends":[{"id":3,"kind":"newt","tail":1}]}"#,
    )
    .await;
}

#[tokio::test]
async fn an_unknown_field_can_be_changed_and_taken_out() {
    check_changed(
        r#"{"id":1,"kind":"cat","a":1,"b":2}"#,
        |pet| {
            assert_eq!((pet.extra.len(), pet.extra.get("a").map(Opaque::text)), (2, Some("1")));
            pet.extra.insert("a", "one");
            pet.extra.remove("b");
            pet.extra.insert("c", json!([null]));
        },
        r#"{"id":1,"kind":"cat","a":"one","c":[null]}"#,
    )
    .await;
}

#[tokio::test]
async fn absent_null_and_a_value_can_each_become_the_other() {
    const ABSENT: &str = r#"{"id":1,"kind":"cat"}"#;
    const NULL: &str = r#"{"id":1,"kind":"cat","owner":null}"#;
    const VALUE: &str = r#"{"id":1,"kind":"cat","owner":{"fullName":null}}"#;
    let value = || Maybe::Value(Owner { full_name: Maybe::Null, extra: Extra::default() });
    for before in [ABSENT, NULL, VALUE] {
        check_changed(before, |_| {}, before).await;
        check_changed(before, |pet| pet.owner = Maybe::Absent, ABSENT).await;
        check_changed(before, |pet| pet.owner = Maybe::Null, NULL).await;
        check_changed(before, |pet| pet.owner = value(), VALUE).await;
    }
}

#[test]
fn a_value_that_the_document_does_not_list_stays() {
    check_kept::<Vec<PetKind>>(r#"["cat","dog","Cat","","kätzchen"]"#);
    check_kept::<Vec<PetKind>>(r#"["\u0000\" \\"]"#);
    check_kept::<Vec<Mood>>("[0,1,2,-1,9223372036854775807,-9223372036854775808]");
    check_kept::<BTreeMap<PetKind, Mood>>(r#"{"cat":0,"newt":5}"#);
    assert_eq!(PetKind::from("Cat"), PetKind::Unknown("Cat".to_owned()));
    assert_eq!(
        (PetKind::from("cat"), Mood::from(1), Mood::from(2)),
        (PetKind::Cat, Mood::Cross, Mood::Unknown(2))
    );
}

#[test]
fn unknown_fields_stay_at_every_depth_and_of_every_kind() {
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","a":null,"b":true,"c":"ü\n","d":[{"e":{"f":[[]]}}],"g":{}}"#);
    check_kept::<Pet>(r#"{"id":1,"kind":"dog","owner":{"x":{"y":1}},"toys":{"1":{"z":[0]}}}"#);
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","":4,"ID":3,"Id":2,"extra":5}"#);
}

#[test]
fn whole_numbers_keep_every_digit() {
    check_kept::<Pet>(r#"{"id":9007199254740993,"kind":"cat"}"#);
    check_kept::<Pet>(r#"{"id":9223372036854775807,"kind":"cat"}"#);
    check_kept::<Pet>(r#"{"id":-9223372036854775808,"kind":"cat"}"#);
    // As a tree they do as far as 64 bits go, with a sign or without.
    for number in ["9007199254740993", "18446744073709551615", "-9223372036854775808", "0"] {
        check_kept::<Value>(number);
    }
    // A number that does not fit is refused, not rounded.
    for number in ["9223372036854775808", "1.0", "1e3"] {
        assert!(
            serde_json::from_str::<Pet>(&format!(r#"{{"id":{number},"kind":"cat"}}"#)).is_err(),
            "{number}"
        );
    }
}

#[test]
fn numbers_of_every_size_and_form_keep_their_text_in_unknown_fields() {
    for number in [
        "9007199254740993",
        "18446744073709551616",
        "-1234567890123456789012345678901234567890",
        "1e400",
        "-1E-400",
        "1.10",
        "0.1000000000000000055511151231257827",
        "-0",
        "0e0",
    ] {
        check_kept::<Pet>(&format!(
            r#"{{"id":1,"kind":"cat","deep":[{{"er":{number}}}],"serial":{number}}}"#
        ));
    }
}

#[test]
fn fractions_keep_their_digits() {
    // The last but one is halfway between two numbers but for its last digit; the others are known to be read wrongly
    // by readers that are off by one unit in the last place.
    for number in [
        "0.1",
        "1.1",
        "-2.5",
        "1e-7",
        "1.7976931348623157e308",
        "5e-324",
        "2.2250738585072014e-308",
        "0.30000000000000004",
        "123456789.12345679",
        "8.41e21",
        "9007199254740993.0",
        "62.625",
        "1.0",
    ] {
        let float: f64 = number.parse().unwrap();
        let pet: Pet =
            serde_json::from_str(&format!(r#"{{"id":1,"kind":"cat","weight":{number},"height":{number}}}"#))
                .unwrap();
        assert_eq!(pet.weight.map(f64::to_bits), Some(float.to_bits()), "{number}");
        assert_eq!(
            pet.extra.get("height").unwrap().json().map(f64::to_bits).ok(),
            Some(float.to_bits()),
            "{number}"
        );
        let again: Pet = serde_json::from_str(&serde_json::to_string(&pet).unwrap()).unwrap();
        assert_eq!(again, pet, "{number}");
    }
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","weight":0.30000000000000004,"height":-0.1}"#);
    // A fraction stays one, also if it is whole.
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","weight":4.0,"height":4.0}"#);
    let pet: Pet = serde_json::from_str(r#"{"id":1,"kind":"cat","weight":4}"#).unwrap();
    assert_eq!(pet.weight, Some(4.0));
}

#[test]
fn keys_may_be_whole_numbers() {
    check_kept::<BTreeMap<i64, Toy>>(
        r#"{"-9223372036854775808":{},"-1":{"name":"ball"},"0":{},"7":{"x":1},"9223372036854775807":{}}"#,
    );
    check_kept::<Pet>(r#"{"id":1,"kind":"cat","toys":{"-5":{"name":"ball"},"12":{}},"sizes":{"1":2}}"#);
    let pet: Pet =
        serde_json::from_str(r#"{"toys":{"10":{"name":"ball"},"9":{}},"kind":"cat","id":1}"#).unwrap();
    assert_eq!(pet.toys.unwrap().into_keys().collect::<Vec<_>>(), [9, 10]);
    for key in ["x", "1.5", "", "9223372036854775808"] {
        assert!(
            serde_json::from_str::<BTreeMap<i64, Toy>>(&format!(r#"{{"{key}":{{}}}}"#)).is_err(),
            "{key}"
        );
    }
}

#[test]
fn what_is_opaque_keeps_its_exact_text() {
    for text in [
        r#"{ "b": 1.10, "a": 123456789012345678901234567890, "b": 2 }"#,
        r#""\u00fc\/""#,
        "[1e400, -0, 0.10,\t1E5]",
        "{}",
    ] {
        check_kept::<Pet>(&format!(r#"{{"id":1,"kind":"cat","profile":{text}}}"#));
        check_kept::<Vec<Opaque>>(&format!("[{text}]"));
        check_kept::<BTreeMap<String, PetProfile>>(&format!(r#"{{"a":{text}}}"#));
        assert_eq!(serde_json::from_str::<Opaque>(&format!(" {text}\n")).unwrap().text(), text);
    }
    // Whole answers deeper than a tree can be.
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(Opaque::from_text(deep.clone()).unwrap().text(), deep);
    let list = serde_json::from_str::<Opaque>(r#"[{"id":1,"kind":"cat"}]"#).unwrap();
    assert_eq!(list.json::<Vec<Pet>>().unwrap()[0].kind, PetKind::Cat);
}

/// Checks that a value is read from JSON in which something is missing or null.
#[track_caller]
fn check_read<T: DeserializeOwned + PartialEq + Debug>(json: &str, expected: &T) {
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), *expected);
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let owner = |full_name| Owner { full_name, extra: Extra::default() };
    check_read("{}", &owner(Maybe::Absent));
    check_read(r#"{"fullName":null}"#, &owner(Maybe::Null));
    check_read(r#"{"fullName":""}"#, &owner(Maybe::Value(String::new())));
    check_kept::<Vec<Owner>>(r#"[{},{"fullName":null},{"fullName":""},{"fullname":"Kim"}]"#);
    assert!(serde_json::from_str::<Owner>(r#"{"fullName":1}"#).is_err());
}
