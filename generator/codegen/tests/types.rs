//! Which file a type goes to, and which types there are.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

mod support;

use docwright_codegen::emit;
use serde_json::{Value, json};

/// The files of types that these structures end up in, with the number of those in each.
fn check(names: impl IntoIterator<Item = String>, expected: &[(&str, usize)]) {
    let types: Vec<Value> =
        names.into_iter().map(|name| json!({ "name": name, "definition": { "structure": {} } })).collect();
    check_files(json!({ "emitted_types": "all", "types": types }), "pub struct ", expected);
}

fn check_files(model: Value, what: &str, expected: &[(&str, usize)]) {
    let files = emit(&[support::model("store", model)]).unwrap();
    let counted: Vec<(&str, usize)> = files
        .iter()
        .filter_map(|file| {
            let path = file.path.strip_prefix("src/store/types/")?;
            Some((path, file.contents.matches(what).count()))
        })
        .collect();
    assert_eq!(counted, expected);
}

fn many(count: usize, name: &str) -> impl Iterator<Item = String> {
    (0..count).map(move |index| format!("{name}{index}"))
}

#[test]
fn a_few_are_found_in_one_file() {
    check(many(30, "Pet"), &[("mod.rs", 0), ("structures.rs", 30)]);
}

#[test]
fn many_are_found_by_the_letter_that_they_begin_with() {
    let names = many(20, "Pet").chain(many(9, "User")).chain(["pen", "Ünit"].map(str::to_owned));
    check(
        names,
        &[
            ("mod.rs", 0),
            ("structures/mod.rs", 0),
            ("structures/other.rs", 1),
            ("structures/p.rs", 21),
            ("structures/u.rs", 9),
        ],
    );
}

#[test]
fn the_modules_that_share_types_out_list_them() {
    let api = support::many_types("store");
    let index = support::emitted(api.clone(), "src/store/types/structures/mod.rs");
    assert!(index.contains("\nmod a;\nmod b;\n\npub use a::*;\npub use b::*;\n"), "{index}");
    let one = support::emitted(api, "src/store/types/structures/a.rs");
    assert!(one.contains("The names of these begin with A."), "{one}");
    assert!(one.contains("\nuse super::super::{B0, "), "{one}");
    assert!(one.contains("pub next: Option<B0>"), "{one}");
}

#[test]
fn only_what_endpoints_reach_is_emitted_unless_all_is_asked_for() {
    let opaque = |name: &str| json!({ "name": name, "definition": { "opaque": { "link": null } } });
    let field = json!({ "wire_name": "b", "type": { "named": "B" } });
    let model = |emitted: &str| {
        json!({
            "emitted_types": emitted,
            "endpoints": [{ "responses": [{ "status": "success", "body": {
                "media_type": "application/json", "type": { "named": "Reached" } } }] }],
            "types": [
                { "name": "Reached", "definition": { "structure": {} } },
                { "name": "Described", "definition": { "structure": { "fields": [field] } } },
                opaque("B"), opaque("C"),
            ],
        })
    };
    check_files(model("reachable"), "pub struct ", &[("mod.rs", 0), ("structures.rs", 1)]);
    let all = [("mod.rs", 0), ("opaque.rs", 1), ("structures.rs", 2)];
    check_files(model("all"), "pub struct ", &all);
}

/// The accessor of a field whose absence stands for this, by the type that it gives and its one line.
#[track_caller]
fn check_accessor(value_type: &Value, default: &str, expected: Option<(&str, &str)>) {
    let field = json!({ "wire_name": "f", "type": value_type, "default": default });
    let values = json!([{ "value": "1", "rust_name": "One", "constant": "A_ONE" }]);
    let model = json!({ "emitted_types": "all", "types": [
        { "name": "S", "definition": { "structure": { "fields": [field] } } },
        { "name": "Other", "definition": { "structure": {} } },
        { "name": "Number", "definition": { "enumeration": { "base": "integer", "values": values } } },
        { "name": "Text", "definition": { "enumeration": { "base": "string", "values": values } } },
    ] });
    let emitted = support::emitted(support::model("store", model), "src/store/types/structures.rs");
    let accessor = emitted.lines().skip_while(|line| !line.contains("fn f_or_default")).map(str::trim);
    let accessor: Vec<&str> = accessor.take(2).collect();
    let signature = expected.map(|(gives, _)| format!("pub fn f_or_default(&self) -> {gives} {{"));
    let expected: Vec<&str> =
        signature.iter().map(String::as_str).chain(expected.map(|(_, line)| line)).collect();
    assert_eq!(accessor, expected, "{value_type} {default}");
}

#[test]
fn what_absence_stands_for_is_read_by_the_type_of_the_field() {
    let check = |value_type: Value, defaults: &[&str], expected: Option<(&str, &str)>| {
        for default in defaults {
            check_accessor(&value_type, default, expected);
        }
    };
    let zero = "self.f.unwrap_or_default()";
    check(json!("integer"), &["0", " 0 "], Some(("i64", zero)));
    check(json!("integer"), &["-100000"], Some(("i64", "self.f.unwrap_or(-100_000)")));
    check(json!("integer"), &["", "none", "1.5", "0x10", "9223372036854775808", "null", "[]"], None);
    check(json!("number"), &["0", "0.0"], Some(("f64", zero)));
    check(json!("number"), &["-0.5"], Some(("f64", "self.f.unwrap_or(-0.5)")));
    check(json!("number"), &["inf", "NaN", "1e3", "{}"], None);
    check(json!("boolean"), &["false", "False"], Some(("bool", zero)));
    check(json!("boolean"), &["true"], Some(("bool", "self.f.unwrap_or(true)")));
    check(json!("boolean"), &["0", "yes", "null"], None);
    let empty = "self.f.as_deref().unwrap_or_default()";
    check(json!("string"), &["", "\"\"", "''"], Some(("&str", empty)));
    let text = r#"self.f.as_deref().unwrap_or("a b")"#;
    check(json!("string"), &["a b", "\"a b\"", "'a b'"], Some(("&str", text)));
    check(json!("string"), &["null"], None);
    check(json!("bytes"), &["[]", "\"\""], Some(("&[u8]", empty)));
    check(json!("bytes"), &["{}", "AQID"], None);
    let list = json!({ "list": { "named": "Other" } });
    check(list.clone(), &["[]"], Some(("&[Other]", empty)));
    check(list, &["{}", "0", "[1]", "null"], None);
    let whole = "self.f.as_ref().map_or_else(Cow::default, Cow::Borrowed)";
    let map = json!({ "map": { "key": "string", "value": "integer" } });
    check(map.clone(), &["{}"], Some(("Cow<'_, BTreeMap<String, i64>>", whole)));
    check(map, &["[]"], None);
    let structure = json!({ "named": "Other" });
    check(structure.clone(), &["{}"], Some(("Cow<'_, Other>", whole)));
    check(structure, &["null", "[]"], None);
    check(json!("object"), &["{}"], Some(("Cow<'_, BTreeMap<String, Opaque>>", whole)));
    for other in ["any", "uuid", "date", "date_time"] {
        check(json!(other), &["", "{}", "null", "2024-05-01"], None);
    }
}

#[test]
fn the_absence_of_a_choice_stands_for_one_of_its_values() {
    let (number, text) = (json!({ "named": "Number" }), json!({ "named": "Text" }));
    check_accessor(&number, "1", Some(("Number", "self.f.unwrap_or(Number::One)")));
    check_accessor(&number, "A_ONE", Some(("Number", "self.f.unwrap_or(Number::One)")));
    check_accessor(&number, "-7", Some(("Number", "self.f.unwrap_or(Number::Unknown(-7))")));
    check_accessor(&number, "one", None);
    check_accessor(&text, "\"1\"", Some(("Text", "self.f.clone().unwrap_or(Text::One)")));
    check_accessor(&text, "A_ONE", Some(("Text", "self.f.clone().unwrap_or(Text::One)")));
    check_accessor(&text, "2", Some(("Text", r#"self.f.clone().unwrap_or_else(|| Text::from("2"))"#)));
    check_accessor(&text, "null", None);
}

/// Structures that hold each other, a hundred times as many, take room and time in proportion.
#[test]
fn many_structures_take_room_in_proportion() {
    let emitted = |count: usize| {
        let structure = |index: usize| {
            let next = format!("Pet{}", (index + 1) % count);
            let field = json!({ "wire_name": "next", "type": { "named": next } });
            json!({ "name": format!("Pet{index}"), "definition": { "structure": { "fields": [field] } } })
        };
        let types: Vec<Value> = (0..count).map(structure).collect();
        let api = support::model("store", json!({ "emitted_types": "all", "types": types }));
        emit(&[api]).unwrap().iter().map(|file| file.contents.len()).sum::<usize>()
    };
    let (small, large) = (emitted(40), emitted(4_000));
    assert!(large < 110 * small, "{small} {large}");
}
