//! Cases by hand: absent, null, default and value, in fields of each kind.

use crate::widget::{DEFAULT, Kind, Mood, Owner, Widget};
use docwright_runtime::{
    Base64, Extra, Maybe, Opaque,
    serde::{Serialize, de::DeserializeOwned},
    serde_json::{self, Deserializer, Value, json},
};
use std::{collections::BTreeMap, fmt::Debug};

/// Checks that JSON is read, in every way that there is, and written again to the letter.
#[track_caller]
fn check_kept<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> T {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(serde_json::to_vec(&value).unwrap(), json.as_bytes());
    let tracked: T =
        serde_path_to_error::deserialize(&mut Deserializer::from_slice(json.as_bytes())).unwrap();
    assert_eq!(serde_json::to_string(&tracked).unwrap(), json);
    let streamed: T = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&streamed).unwrap(), json);
    // Numbers beyond its range a tree can't hold.
    if let Ok(tree) = serde_json::from_str::<Value>(json) {
        let from_tree: T = serde_json::from_value(tree.clone()).unwrap();
        assert_eq!(serde_json::to_value(&from_tree).unwrap(), tree);
        assert_eq!(serde_json::to_value(&value).unwrap(), tree);
    }
    value
}

/// Checks what is written when a program reads this, and changes it.
#[track_caller]
fn check_changed(before: &str, change: impl Fn(&mut Widget), after: &str) {
    let mut widget = check_kept::<Widget>(before);
    change(&mut widget);
    assert_eq!(serde_json::to_string(&widget).unwrap(), after);
}

#[track_caller]
fn check_refused(json: &str, path: &str, reason: &str) {
    let read = serde_path_to_error::deserialize::<_, Widget>(&mut Deserializer::from_str(json));
    let error = read.map(|_| ()).unwrap_err();
    assert_eq!(error.path().to_string(), path);
    assert!(error.inner().to_string().contains(reason), "{error}");
}

#[test]
fn what_came_with_every_field_goes_with_every_field() {
    assert!(check_kept::<Widget>(DEFAULT) == Widget::default());
    assert_eq!(serde_json::to_string(&Widget::default()).unwrap(), DEFAULT);
    let widget: Widget = check_kept(concat!(
        r#"{"Name":"a\"b","Count":-5,"Ratio":1.5,"Active":true,"Key":"AQID","Anything":[1],"Object":{"a":{}},"#,
        r#""Tags":["x"],"Sizes":{"-1":2},"Kind":"newt","Mood":-1,"Profile":{"b":1,"a":2},"#,
        r#""Owner":{"Name":"Kim","Note":""},"type":0,"extra":"e","Parent":{"Name":"Ann"},"Sub":{},"#,
        r#""Parts":[{},{"Name":"part"}],"ByName":{"":{"Count":1}},"another":{"z":1,"y":2}}"#,
    ));
    assert_eq!((widget.name.as_str(), widget.count, widget.ratio), ("a\"b", -5, 1.5));
    assert_eq!((&widget.key[..], widget.anything, widget.active), (&[1, 2, 3][..], json!([1]), true));
    assert_eq!((widget.kind, widget.mood), (Kind::from("newt"), Mood::Invalid));
    assert_eq!((widget.r#type, widget.extra.as_deref()), (Some(0), Some("e")));
    assert_eq!(widget.parts.unwrap()[1].name, "part");
    assert_eq!(widget.extra_fields.get("another").unwrap().text(), r#"{"z":1,"y":2}"#);
}

#[test]
fn what_was_absent_stays_absent_until_it_has_a_value() {
    check_kept::<Widget>("{}");
    check_kept::<Widget>(r#"{"Count":0,"Tags":[],"Owner":{}}"#);
    check_changed("{}", |widget| widget.count = 1, r#"{"Count":1}"#);
    check_changed("{}", |widget| widget.owner.name = "Kim".to_owned(), r#"{"Owner":{"Name":"Kim"}}"#);
    check_changed(
        "{}",
        |widget| widget.owner.note = Some(String::new()),
        r#"{"Owner":{"Name":"","Note":""}}"#,
    );
    check_changed("{}", |widget| widget.ratio = -0.0, r#"{"Ratio":-0.0}"#);
    check_changed("{}", |widget| widget.mood = Mood::Cross, r#"{"Mood":7000001}"#);
    check_changed("{}", |widget| widget.anything = json!(false), r#"{"Anything":false}"#);
    check_changed(r#"{"Name":"a"}"#, |widget| widget.name.clear(), r#"{"Name":""}"#);
}

#[test]
fn an_optional_field_is_there_when_it_is_set() {
    check_changed("{}", |widget| widget.r#type = Some(0), r#"{"type":0}"#);
    check_changed(r#"{"type":0,"Sub":{}}"#, |widget| widget.r#type = None, r#"{"Sub":{}}"#);
    check_changed(r#"{"Sub":{}}"#, |widget| widget.sub = None, "{}");
}

#[test]
fn null_stays_null_until_there_is_a_value() {
    let all = serde_json::from_str::<serde_json::Map<String, Value>>(DEFAULT).unwrap();
    for name in all.keys().map(String::as_str).chain(["type", "extra", "Parent", "Sub", "Parts", "ByName"]) {
        check_kept::<Widget>(&format!(r#"{{"{name}":null}}"#));
    }
    check_kept::<Vec<Owner>>(r#"[{"Name":null,"Note":null},{"Note":null},{"Name":null,"Note":""},{}]"#);
    check_changed(r#"{"Name":null}"#, |widget| widget.name.push('a'), r#"{"Name":"a"}"#);
    check_changed(r#"{"type":null}"#, |widget| widget.r#type = Some(0), r#"{"type":0}"#);
    check_changed(r#"{"Owner":null}"#, |widget| widget.owner.name.push('a'), r#"{"Owner":{"Name":"a"}}"#);
    check_changed(r#"{"Parts":null}"#, |widget| widget.parts = Some(Vec::new()), r#"{"Parts":[]}"#);
}

#[test]
fn what_may_be_null_is_null_as_a_value() {
    let owner = Owner { name: "Ann".to_owned(), ..Owner::default() };
    for (before, expected) in [
        ("{}", Maybe::Absent),
        (r#"{"Parent":null}"#, Maybe::Null),
        (r#"{"Parent":{"Name":"Ann"}}"#, Maybe::Value(owner.clone())),
    ] {
        let widget: Widget = check_kept(before);
        assert_eq!(widget.parent, expected);
        assert!(!widget.extra_fields.was_null("Parent") && !widget.extra_fields.was_absent("Parent"));
        check_changed(before, |widget| widget.parent = Maybe::Absent, "{}");
        check_changed(before, |widget| widget.parent = Maybe::Null, r#"{"Parent":null}"#);
        check_changed(before, |widget| widget.parent = owner.clone().into(), r#"{"Parent":{"Name":"Ann"}}"#);
    }
}

#[test]
fn how_a_field_came_can_be_asked() {
    let widget: Widget = check_kept(r#"{"Count":0,"Active":null,"type":null}"#);
    let extra = &widget.extra_fields;
    let known = ["Name", "Count", "Active", "type", "extra", "Parent", "nonsense"];
    assert_eq!(known.map(|name| extra.was_absent(name)), [true, false, false, false, false, false, false]);
    assert_eq!(known.map(|name| extra.was_null(name)), [false, false, true, true, false, false, false]);
    assert!(extra.is_empty());
}

#[test]
fn how_a_field_came_makes_no_difference_to_equality() {
    let read = |json| serde_json::from_str::<Owner>(json).unwrap();
    assert_eq!(read("{}"), read(r#"{"Name":null}"#));
    assert_eq!(read("{}"), Owner::default());
    assert_ne!(read(r#"{"x":1}"#), Owner::default());
    assert_ne!(read(r#"{"x":1}"#), read(r#"{"x":1.0}"#));
    assert_eq!(read(r#"{"x":1,"y":2}"#), read(r#"{"y":2,"Name":"","x":1}"#));
}

#[test]
fn the_last_of_several_values_counts_and_is_written_once() {
    let check = |json: &str, expected: &str| {
        let owner: Owner = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&owner).unwrap(), expected);
    };
    check(r#"{"Name":"a","Name":"b"}"#, r#"{"Name":"b"}"#);
    check(r#"{"Name":"a","Name":null}"#, r#"{"Name":null}"#);
    check(r#"{"Name":null,"Name":""}"#, r#"{"Name":""}"#);
    check(r#"{"Note":"a","Note":null,"x":1,"x":[2]}"#, r#"{"Note":null,"x":[2]}"#);
    check(r#"{"Note":null,"Note":"a","x":1,"\u0078":2}"#, r#"{"Note":"a","x":2}"#);
}

#[test]
fn a_known_name_among_the_unknown_is_written_once() {
    let insert = |widget: &mut Widget| {
        widget.extra_fields.insert("Count", 5);
        widget.extra_fields.insert("Tags", json!(["a"]));
        widget.extra_fields.insert("type", "x");
    };
    check_changed("{}", insert, r#"{"Count":5,"Tags":["a"],"type":"x"}"#);
    check_changed(r#"{"Count":null,"type":null}"#, insert, r#"{"Count":5,"Tags":["a"],"type":"x"}"#);
    // What was left out is sent though its value is the default.
    let insert_default = |widget: &mut Widget| drop(widget.extra_fields.insert("Count", 0));
    check_changed("{}", insert_default, r#"{"Count":0}"#);
    check_changed(r#"{"Count":0,"type":1}"#, insert, r#"{"Count":0,"type":1,"Tags":["a"]}"#);
}

#[test]
fn the_extra_of_one_structure_may_go_into_another() {
    let widget: Widget = serde_json::from_str(r#"{"Count":1,"Note":"n","x":1.10}"#).unwrap();
    let owner = Owner { name: "Kim".to_owned(), note: None, extra: widget.extra_fields };
    assert_eq!(serde_json::to_string(&owner).unwrap(), r#"{"Name":"Kim","Note":"n","x":1.10}"#);
    let owner = Owner { note: Some("o".to_owned()), ..owner };
    assert_eq!(serde_json::to_string(&owner).unwrap(), r#"{"Name":"Kim","Note":"o","x":1.10}"#);
}

#[test]
fn unknown_fields_keep_their_exact_text_wherever_the_structure_stands() {
    const OWNER: &str = r#"{"":1,"NAME":1.10,"a\"\\\n":"\u00fc\/","big":[1e400, -0,12345678901234567890123],"name":{"b":1, "a":1,"b":2}}"#;
    check_kept::<Owner>(OWNER);
    check_kept::<Vec<Option<Owner>>>(&format!("[null,{OWNER}]"));
    check_kept::<BTreeMap<i64, Box<Owner>>>(&format!(r#"{{"1":{OWNER}}}"#));
    check_kept::<Widget>(&format!(
        r#"{{"Owner":{OWNER},"Parent":{OWNER},"Sub":{OWNER},"Parts":[{OWNER}],"ByName":{{"x":{OWNER}}}}}"#
    ));
}

#[test]
fn an_error_names_the_field() {
    check_refused(
        r#"{"Parts":[{},{"ByName":{"abc":{"Name":1}}}]}"#,
        "Parts[1].ByName.abc.Name",
        "expected a string",
    );
    check_refused(r#"{"Sub":{"Owner":{"Note":[]}}}"#, "Sub.Owner.Note", "expected a string");
    check_refused(r#"{"Parent":[]}"#, "Parent", "invalid type: sequence, expected a JSON object");
    check_refused(r#"{"Parts":[null]}"#, "Parts[0]", "invalid type: null, expected a JSON object");
    check_refused(r#"{"Key":"-"}"#, "Key", "the text is not base64");
    check_refused(r#"{"x":{"y":[1,]}}"#, "x", "expected value");
    check_refused("[1]", ".", "expected a JSON object");
    check_refused("7", ".", "expected a JSON object");
}

#[test]
fn a_structure_shows_itself_as_a_derived_one() {
    assert_eq!(
        format!("{:?}", Owner { note: Some("a\"b".to_owned()), ..Owner::default() }),
        r#"Owner { name: "", note: Some("a\"b"), extra: Extra({}) }"#
    );
    let owner: Owner = serde_json::from_str(r#"{"x":1.10,"a\"":[ ]}"#).unwrap();
    assert_eq!(
        format!("{owner:?}"),
        r#"Owner { name: "", note: None, extra: Extra({"a\"": 3 bytes, "x": 4 bytes}) }"#
    );
    assert_eq!(
        format!("{owner:#?}").lines().map(str::trim).collect::<String>(),
        r#"Owner {name: "",note: None,extra: Extra({"a\"": 3 bytes,"x": 4 bytes,},),}"#
    );
    assert!(format!("{:?}", Widget::default()).contains("owner: Owner { name"));
    assert!(format!("{:?}", Widget::default()).contains(" type: None, extra: None,"));
}

#[derive(Default, PartialEq)]
struct Login {
    name: Option<String>,
    r#type: i64,
    password: Option<String>,
    token: Maybe<Vec<String>>,
    key: Base64,
    extra: Extra,
}
docwright_runtime::structure!(Login {
    name: "Name",
    r#type: "type",
    password: "Password"(secret),
    token: "Token"(secret),
    key: "Key"(secret),
    ..extra
});

#[test]
fn a_secret_that_cannot_be_read_is_not_shown() {
    let check = |json: &str, path: &str| {
        let read =
            serde_path_to_error::deserialize::<_, Vec<Login>>(&mut Deserializer::from_str(json)).map(|_| ());
        let error = read.unwrap_err();
        assert_eq!(error.path().to_string(), path);
        let told = error.into_inner().to_string();
        assert!(
            told.starts_with("the value can't be read, and is a secret that is not shown at line 1"),
            "{told}"
        );
    };
    check(r#"[{"Password":12345678}]"#, "[0].Password");
    check(r#"[{},{"Token":["a",12345678]}]"#, "[1].Token[1]");
    check(r#"[{"Token":"hunter2"}]"#, "[0].Token");
    check(r#"[{"Key":12345678}]"#, "[0].Key");
    // What is no secret is told.
    let told = serde_json::from_str::<Login>(r#"{"type":"x"}"#).map(|_| ()).unwrap_err().to_string();
    assert_eq!(told, r#"invalid type: string "x", expected i64 at line 1 column 11"#);
}

#[test]
fn a_secret_shows_that_it_is_there_and_nothing_more() {
    let empty = Login::default();
    assert_eq!(
        format!("{empty:?}"),
        r#"Login { name: None, type: 0, password: None, token: Absent, key: "[redacted]", extra: Extra({}) }"#
    );
    let full = Login {
        name: Some("a\"b".to_owned()),
        r#type: 1,
        password: Some("hunter2".to_owned()),
        token: Maybe::Value(vec!["t0ken".to_owned()]),
        key: Base64::from([1]),
        extra: Extra::default(),
    };
    assert_eq!(
        format!("{full:?}"),
        r#"Login { name: Some("a\"b"), type: 1, password: Some("[redacted]"), token: Value("[redacted]"), key: "[redacted]", extra: Extra({}) }"#
    );
    assert!(format!("{full:#?}").contains("password: Some(\n        \"[redacted]\",\n    ),"));
    assert!(format!("{:?}", Login { token: Maybe::Null, ..empty }).contains("token: Null"));
    assert_eq!(
        serde_json::to_string(&full).unwrap(),
        r#"{"Name":"a\"b","type":1,"Password":"hunter2","Token":["t0ken"],"Key":"AQ=="}"#
    );
}

#[test]
fn a_structure_may_have_no_field_at_all() {
    #[derive(Default, PartialEq)]
    struct Nothing {
        extra: Extra,
    }
    docwright_runtime::structure!(Nothing { ..extra });
    check_kept::<Nothing>("{}");
    assert_eq!(check_kept::<Nothing>(r#"{"a":1}"#).extra.get("a").map(Opaque::text), Some("1"));
}
