//! What a hostile server may send.

use crate::widget::{Owner, Widget};
use docwright_runtime::serde_json;
use std::fmt::Write as _;

/// A million.
const MANY: usize = 1_000_000;

/// An object with a million of such fields.
fn object_of_many(field: impl Fn(usize, &mut String)) -> String {
    let mut json = String::from("{");
    for index in 0..MANY {
        field(index, &mut json);
        json.push(',');
    }
    json.pop();
    json.push('}');
    json
}

#[test]
fn a_million_unknown_fields_are_kept() {
    // In any order: a multiple of a number that has no divisor in common with a million.
    let json = object_of_many(|index, json| write!(json, r#""{:06}":{index}"#, index * 7919 % MANY).unwrap());
    let owner: Owner = serde_json::from_str(&json).unwrap();
    assert_eq!((owner.extra.len(), owner.extra.get("007919").unwrap().text()), (MANY, "1"));
    let written = serde_json::to_string(&owner).unwrap();
    assert_eq!(written.len(), json.len());
    assert!(serde_json::from_str::<Owner>(&written).unwrap() == owner);
}

#[test]
fn a_million_values_of_one_name_are_one() {
    for name in ["Name", "name"] {
        let json = object_of_many(|index, json| write!(json, r#""{name}":"{index}""#).unwrap());
        let owner: Owner = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&owner).unwrap(), format!(r#"{{"{name}":"999999"}}"#));
    }
}

#[test]
fn nesting_is_refused_where_it_is_read_and_kept_where_it_is_not() {
    let nested = |depth: usize| format!("{}{{}}{}", r#"{"Sub":"#.repeat(depth), "}".repeat(depth));
    let widget: Widget = serde_json::from_str(&nested(120)).unwrap();
    assert_eq!(serde_json::to_string(&widget).unwrap(), nested(120));
    for depth in [128, 1000, MANY] {
        let error = serde_json::from_str::<Widget>(&nested(depth)).map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }
    let unknown = format!(r#"{{"deep":{}{}}}"#, "[".repeat(MANY), "]".repeat(MANY));
    let owner: Owner = serde_json::from_str(&unknown).unwrap();
    assert_eq!(serde_json::to_string(&owner).unwrap(), unknown);
    assert!(owner.extra.get("deep").unwrap().value().is_err());
}

#[test]
fn names_may_hold_anything_that_a_text_holds() {
    let json = r#"{"\u0000":1,"Name\u0000":2,"a\u001fb":3,"Name":"x"}"#;
    let owner: Owner = serde_json::from_str(json).unwrap();
    assert_eq!(owner.extra.get("\0").unwrap().text(), "1");
    assert_eq!(
        serde_json::to_string(&owner).unwrap(),
        r#"{"Name":"x","\u0000":1,"Name\u0000":2,"a\u001fb":3}"#
    );
    // A name that is no text is no JSON.
    for json in [&br#"{"\ud800":1}"#[..], b"{\"\xff\":1}", br"{1:1}", br#"{"a":1"#, br#"{"a"}"#] {
        assert!(serde_json::from_slice::<Owner>(json).is_err());
    }
}
