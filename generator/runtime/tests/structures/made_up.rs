//! Widgets made up by proptest, as JSON text: any of their fields with values that fit or `null`, in any order, beside
//! any others.
//!
//! What is read and written again is compared with what was there by serde's maps of raw JSON: the values of unknown
//! fields to the letter, those of known ones as values. `PROPTEST_CASES` asks for more cases, `PROPTEST_RNG_SEED` for
//! others.

use crate::widget::Widget;
use docwright_runtime::{
    Base64, Parameter,
    serde_json::{self, Value, value::RawValue},
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::{Index, select},
};
use std::{collections::BTreeMap, fmt::Write as _};

type Object = BTreeMap<String, Box<RawValue>>;

/// What the value of a known field is made of.
#[derive(Clone, Copy)]
enum Shape {
    /// A value that no structure stands in.
    Leaf(fn() -> BoxedStrategy<String>),
    Structure(Fields),
    List(Fields),
    Map(Fields),
}

type Field = (&'static str, Shape);
type Fields = &'static [Field];

static OWNER: [Field; 2] = [("Name", Shape::Leaf(text)), ("Note", Shape::Leaf(text))];

static WIDGET: [Field; 19] = [
    ("Name", Shape::Leaf(text)),
    ("Count", Shape::Leaf(whole)),
    ("Ratio", Shape::Leaf(fraction)),
    ("Active", Shape::Leaf(truth)),
    ("Key", Shape::Leaf(base64)),
    ("Anything", Shape::Leaf(tree)),
    ("Object", Shape::Leaf(object)),
    ("Tags", Shape::Leaf(texts)),
    ("Sizes", Shape::Leaf(sizes)),
    ("Kind", Shape::Leaf(text)),
    ("Mood", Shape::Leaf(whole)),
    ("Profile", Shape::Leaf(tree)),
    ("Owner", Shape::Structure(&OWNER)),
    ("type", Shape::Leaf(whole)),
    ("extra", Shape::Leaf(text)),
    ("Parent", Shape::Structure(&OWNER)),
    ("Sub", Shape::Structure(&WIDGET)),
    ("Parts", Shape::List(&WIDGET)),
    ("ByName", Shape::Map(&WIDGET)),
];

/// Names that could be taken for known ones.
const LOOKALIKES: [&str; 12] =
    ["", "name", "NAME", "Name ", "Nam", "Names", "r#type", "Type", "Extra", "extra_fields", "\0", "Name\0"];

/// A JSON string; some of its characters are written as escapes that they do not need.
fn written(text: &str, escaped: Index) -> String {
    let place = escaped.index(text.chars().count() + 1);
    let mut json = String::from('"');
    for (index, character) in text.chars().enumerate() {
        if index == place && character.len_utf16() == 1 {
            write!(json, "\\u{:04X}", u32::from(character)).unwrap();
        } else {
            let plain = serde_json::to_string(&character).unwrap();
            json.push_str(plain.trim_start_matches('"').strip_suffix('"').unwrap());
        }
    }
    json + "\""
}

fn text() -> BoxedStrategy<String> {
    ("[a-zé\u{1}\u{10348}\\\\/ ]{0,6}", any::<Index>())
        .prop_map(|(text, escaped)| written(&text, escaped))
        .boxed()
}

fn whole() -> BoxedStrategy<String> {
    prop_oneof![any::<i64>(), -2..3_i64].prop_map(|number| number.to_string()).boxed()
}

fn fraction() -> BoxedStrategy<String> {
    let number = prop_oneof![any::<f64>(), select(vec![0.0, -0.0, 1.0, 0.1])];
    number
        .prop_filter("JSON has no such number", |number| number.is_finite())
        .prop_map(|number| format!("{number:e}"))
        .boxed()
}

fn truth() -> BoxedStrategy<String> {
    any::<bool>().prop_map(|truth| truth.to_string()).boxed()
}

fn base64() -> BoxedStrategy<String> {
    let text = vec(any::<u8>(), 0..9).prop_map(|bytes| Base64::from(bytes).to_text().into_owned());
    let changed = prop_oneof![
        text.clone(),
        text.clone().prop_map(|text| text.replace('=', "")),
        text.clone().prop_map(|text| text.replace('+', "-").replace('/', "_")),
        text.prop_map(|text| text + "\n"),
    ];
    changed.prop_map(|text| serde_json::to_string(&text).unwrap()).boxed()
}

fn texts() -> BoxedStrategy<String> {
    vec(text(), 0..3).prop_map(|texts| format!("[{}]", texts.join(" ,"))).boxed()
}

fn sizes() -> BoxedStrategy<String> {
    let entries = btree_map(any::<i64>(), any::<i64>(), 0..3);
    entries
        .prop_map(|entries| joined(entries.iter().map(|(key, size)| format!(r#""{key}": {size}"#))))
        .boxed()
}

fn object() -> BoxedStrategy<String> {
    btree_map(text(), tree(), 0..3)
        .prop_map(|entries| joined(entries.iter().map(|(key, value)| format!("{key}:{value}"))))
        .boxed()
}

/// Any JSON of numbers that a tree can hold.
fn tree() -> BoxedStrategy<String> {
    let leaf = prop_oneof![text(), whole(), truth(), Just("null".to_owned())];
    leaf.prop_recursive(2, 6, 3, |inner| {
        vec(inner, 0..3).prop_map(|values| format!("[{}]", values.join(",")))
    })
    .boxed()
}

/// Any JSON at all: numbers of every size, escapes, white space, names that come twice.
fn raw() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        text(),
        tree(),
        r"-?(0|[1-9][0-9]{0,45})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?",
        r#""([a-z]|\\n|\\/|\\u00[0-7][0-9a-f]|\\ud800\\udf48){0,5}""#,
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[ {}\t]", values.join(" ,\n"))),
            vec((text(), inner), 0..4)
                .prop_map(|entries| joined(entries.iter().map(|(name, value)| format!("{name} :{value}")))),
        ]
    })
    .boxed()
}

fn joined(entries: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
}

/// The JSON of an object with some of these fields, and with others.
fn structure(fields: Fields, depth: usize) -> BoxedStrategy<String> {
    let known: Vec<_> = fields
        .iter()
        .filter(|(_, shape)| depth > 0 || matches!(shape, Shape::Leaf(_)))
        .map(|&(name, shape)| {
            let value = prop_oneof![3 => value(shape, depth), 1 => Just("null".to_owned())];
            option::weighted(0.4, (Just(name.to_owned()), value))
        })
        .collect();
    let is_unknown = |name: &String| fields.iter().all(|(known, _)| known != name);
    let name = prop_oneof![any::<String>(), select(&LOOKALIKES[..]).prop_map(str::to_owned)];
    let unknown = btree_map(name.prop_filter("a name of no field", is_unknown), raw(), 0..4);
    (known, unknown)
        .prop_map(|(known, unknown)| known.into_iter().flatten().chain(unknown).collect::<Vec<_>>())
        .prop_shuffle()
        .prop_flat_map(|entries| (vec(any::<Index>(), entries.len()), Just(entries)))
        .prop_map(|(escaped, entries)| {
            let entries = entries.iter().zip(escaped);
            joined(entries.map(|((name, value), escaped)| format!("{} : {value}", written(name, escaped))))
        })
        .boxed()
}

fn value(shape: Shape, depth: usize) -> BoxedStrategy<String> {
    let inside = depth.saturating_sub(1);
    match shape {
        Shape::Leaf(leaf) => leaf(),
        Shape::Structure(fields) => structure(fields, inside),
        Shape::List(fields) => {
            vec(structure(fields, inside), 0..3).prop_map(|values| format!("[{}]", values.join(","))).boxed()
        }
        Shape::Map(fields) => btree_map("[a-z]{0,3}", structure(fields, inside), 0..3)
            .prop_map(|entries| joined(entries.iter().map(|(name, value)| format!(r#""{name}":{value}"#))))
            .boxed(),
    }
}

/// Checks that two objects have the same fields: unknown ones to the letter, known ones by value.
fn check_same(fields: Fields, before: &str, after: &str) {
    let [before, after]: [Object; 2] = [before, after].map(|json| serde_json::from_str(json).unwrap());
    assert!(before.keys().eq(after.keys()), "{:?} became {:?}", before.keys(), after.keys());
    for ((name, before), after) in before.iter().zip(after.values()) {
        match fields.iter().find(|(known, _)| known == name) {
            Some((_, shape)) => check_value(*shape, before.get(), after.get()),
            None => assert_eq!(before.get(), after.get(), "{name}"),
        }
    }
}

fn check_value(shape: Shape, before: &str, after: &str) {
    let both = [before, after];
    match shape {
        _ if before == "null" => assert_eq!(before, after),
        Shape::Leaf(_) => {
            let [before, after]: [Value; 2] = both.map(|json| serde_json::from_str(json).unwrap());
            assert_eq!(before, after);
        }
        Shape::Structure(fields) => check_same(fields, before, after),
        Shape::List(fields) => {
            let [before, after]: [Vec<Box<RawValue>>; 2] =
                both.map(|json| serde_json::from_str(json).unwrap());
            assert_eq!(before.len(), after.len());
            before
                .iter()
                .zip(&after)
                .for_each(|(before, after)| check_same(fields, before.get(), after.get()));
        }
        Shape::Map(fields) => {
            let [before, after]: [Object; 2] = both.map(|json| serde_json::from_str(json).unwrap());
            assert!(before.keys().eq(after.keys()));
            before
                .values()
                .zip(after.values())
                .for_each(|(before, after)| check_same(fields, before.get(), after.get()));
        }
    }
}

proptest! {
    #[test]
    fn any_object_is_written_as_it_was_read(before in structure(&WIDGET, 2)) {
        let widget: Widget = serde_json::from_str(&before).unwrap();
        let after = serde_json::to_string(&widget).unwrap();
        check_same(&WIDGET, &before, &after);
        let again: Widget = serde_json::from_str(&after).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), after);
        prop_assert_eq!(again, widget);
    }

    #[test]
    fn a_change_changes_nothing_else(before in structure(&WIDGET, 1), count in 1..i64::MAX) {
        let mut widget: Widget = serde_json::from_str(&before).unwrap();
        widget.count = count;
        let after = serde_json::to_string(&widget).unwrap();
        let mut expected: Object = serde_json::from_str(&before).unwrap();
        expected.insert("Count".to_owned(), RawValue::from_string(count.to_string()).unwrap());
        check_same(&WIDGET, &serde_json::to_string(&expected).unwrap(), &after);
    }

    #[test]
    fn a_text_of_any_kind_is_no_cause_to_panic(json in r#"[\[\]{}:,"a-zNSP0-9.\\\-\x00\u{e9} ]{0,40}"#) {
        if let Ok(widget) = serde_json::from_str::<Widget>(&json) {
            check_same(&WIDGET, &json, &serde_json::to_string(&widget).unwrap());
        }
    }
}
