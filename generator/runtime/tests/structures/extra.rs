//! The fields that no document names, as a user meets them.

use crate::widget::Owner;
use docwright_runtime::{
    Extra, Opaque,
    serde_json::{self, Value, json},
};

#[test]
fn an_empty_extra_costs_a_pointer() {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
}

#[test]
fn fields_are_looked_up_set_and_taken_out() {
    let mut extra = Extra::default();
    assert!(extra.is_empty() && extra.get("a").is_none() && extra.remove("a").is_none());
    assert_eq!(extra.insert("b", true), None);
    assert_eq!(extra.insert("a".to_owned(), 1), None);
    assert_eq!(extra.insert("a", Opaque::from_text("1.10").unwrap()), Some(Opaque::from(1)));
    let shown: Vec<_> = extra.iter().map(|(name, json)| (name, json.text())).collect();
    assert_eq!(shown, [("a", "1.10"), ("b", "true")]);
    assert_eq!((extra.len(), extra.get("A").is_none()), (2, true));
    assert_eq!(extra.remove("a").unwrap().json::<f64>().unwrap().to_bits(), 1.1_f64.to_bits());
    extra.remove("b");
    assert_eq!(extra, Extra::default());
}

#[test]
fn a_value_of_rust_becomes_the_json_that_it_is() {
    let mut extra: Extra = [("text", "a\"b")].into_iter().collect();
    extra.extend([("number", -1)]);
    extra.extend([("large", u64::MAX)]);
    extra.extend([("fraction", 0.1)]);
    extra.extend([("tree", json!({"a": [null]}))]);
    extra.insert("owned", "x".to_owned());
    extra.insert("no_number", f64::NAN);
    let owner = Owner { extra, ..Owner::default() };
    assert_eq!(
        serde_json::to_string(&owner).unwrap(),
        r#"{"Name":"","fraction":0.1,"large":18446744073709551615,"no_number":null,"number":-1,"owned":"x","text":"a\"b","tree":{"a":[null]}}"#
    );
    let Value::Object(fields) = json!({"b": 1, "a": {}}) else { panic!("an object") };
    assert_eq!(Extra::from(fields), [("a", json!({})), ("b", json!(1))].into_iter().collect());
}
