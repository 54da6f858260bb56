//! JSON texts of documented types, and the comparison of two texts by those types.

use crate::page::Page;
use docwright_runtime::serde_json::{self, Value, value::RawValue};
use std::collections::BTreeMap;

/// What makes one text differ from another: bytes that are used up, then zeros.
pub struct Entropy<'a>(pub std::slice::Iter<'a, u8>);

impl Entropy<'_> {
    fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    fn bits(&mut self) -> u64 {
        u64::from_be_bytes(std::array::from_fn(|_| self.byte()))
    }
}

/// How much of what a document allows a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What the entropy says.
    Any,
    /// Every field of every structure.
    Full,
}

/// Names that no structure of the page has as a field.
const UNKNOWN_NAMES: [&str; 6] =
    ["", "NotYetKnown", "username ", "größe", "line\nbreak \"quoted\" \\", "\u{0}"];
/// Values of fields that no structure has, whose text is to stay as it is.
const UNKNOWN_VALUES: [&str; 8] = [
    "1.10",
    "-0.0",
    "1e400",
    "123456789012345678901234567890.000",
    r#""\u00e4 ä \/""#,
    r#"{ "b" : [ 1 , 2 ] ,"a":{}, "a": null }"#,
    "[ ]",
    "null",
];
const TEXTS: [&str; 6] = ["", "plain", "größe 中文 🦀", "\"quoted\" \\ /", "\u{0}\u{1f}\n\t", "{\"a\":1}"];
const NUMBERS: [i64; 8] = [0, 1, -1, 4999, 7003, i64::MIN, i64::MAX, 1_125_899_906_842_624];
impl Extent {
    /// How deep structures are nested before they are left empty.
    fn depth(self) -> usize {
        match self {
            Self::Any => 4,
            Self::Full => 8,
        }
    }
}

/// A JSON text of a type as the page writes it.
pub fn text_of(value_type: &str, page: &Page, extent: Extent, entropy: &mut Entropy<'_>) -> String {
    nested(value_type, page, extent, entropy, 0)
}

fn nested(value_type: &str, page: &Page, extent: Extent, entropy: &mut Entropy<'_>, depth: usize) -> String {
    match value_type {
        "string" => quoted(&match entropy.below(TEXTS.len() + 1) {
            at if at < TEXTS.len() => TEXTS[at].to_owned(),
            _ => char::from_u32(u32::try_from(entropy.bits() % 0x11_0000).expect("a small number"))
                .map_or_else(String::new, String::from),
        }),
        "int" => match entropy.below(NUMBERS.len() + 1) {
            at if at < NUMBERS.len() => NUMBERS[at].to_string(),
            _ => entropy.bits().cast_signed().to_string(),
        },
        "bool" => (entropy.below(2) == 1).to_string(),
        "float32" => {
            let number = f32::from_bits(u32::try_from(entropy.bits() >> 32).expect("32 bits"));
            if number.is_finite() { format!("{number:?}") } else { "0.1".to_owned() }
        }
        "any" => UNKNOWN_VALUES[entropy.below(UNKNOWN_VALUES.len() - 1)].to_owned(),
        "List<byte>" => quoted(["", "AA==", "/+8=", "AAEC", "Zm9vYmFyYmF6cXV4"][entropy.below(5)]),
        list if list.starts_with("List<") => {
            let inner = list.trim_start_matches("List<").strip_suffix('>').expect("a list");
            let elements =
                (0..count(extent, entropy, depth)).map(|_| nested(inner, page, extent, entropy, depth + 1));
            format!("[{}]", elements.collect::<Vec<_>>().join(","))
        }
        map if map.starts_with("Dictionary<") => {
            let (key, inner) = of_map(map).expect("a map");
            let key = if key == "int" { "-" } else { "key " };
            let entries = (1..=count(extent, entropy, depth))
                .map(|at| format!("\"{key}{at}\":{}", nested(inner, page, extent, entropy, depth + 1)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        structure => {
            assert!(page.has(structure), "the page has no type `{structure}`");
            object(structure, page, extent, entropy, depth)
        }
    }
}

fn object(name: &str, page: &Page, extent: Extent, entropy: &mut Entropy<'_>, depth: usize) -> String {
    let mut members = Vec::new();
    for field in page.fields(name) {
        let is_there = extent == Extent::Full || entropy.below(4) != 0;
        if is_there && depth < extent.depth() {
            let value = nested(&field.value_type, page, extent, entropy, depth + 1);
            members.push(format!("{}: {value}", quoted(&field.name)));
        }
    }
    let first = entropy.below(UNKNOWN_NAMES.len());
    for at in 0..(if extent == Extent::Full { 1 } else { entropy.below(3) }) {
        let name = UNKNOWN_NAMES[(first + at) % UNKNOWN_NAMES.len()];
        members.push(format!("{}:{}", quoted(name), UNKNOWN_VALUES[entropy.below(UNKNOWN_VALUES.len())]));
    }
    let turn = entropy.below(members.len().max(1));
    members.rotate_left(turn);
    format!("{{{}}}", members.join(", "))
}

fn count(extent: Extent, entropy: &mut Entropy<'_>, depth: usize) -> usize {
    match extent {
        _ if depth >= extent.depth() => 0,
        Extent::Full => 2,
        Extent::Any => entropy.below(3),
    }
}

/// The types of the keys and values of a map.
fn of_map(value_type: &str) -> Option<(&str, &str)> {
    value_type.strip_prefix("Dictionary<")?.strip_suffix('>')?.split_once(", ")
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

type Object = BTreeMap<String, Box<RawValue>>;

/// Where two texts of a type differ: the way to each place, with both texts.
pub fn differences(value_type: &str, page: &Page, one: &str, other: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    compare(value_type, page, (one, other), String::new(), &mut found);
    found
}

fn compare(
    value_type: &str,
    page: &Page,
    (one, other): (&str, &str),
    way: String,
    found: &mut Vec<(String, String, String)>,
) {
    let object = |text: &str| serde_json::from_str::<Object>(text).expect("an object");
    let list = |text: &str| serde_json::from_str::<Vec<Box<RawValue>>>(text).expect("a list");
    let inner = |start: &str| value_type.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    let same = if value_type == "List<byte>" || value_type == "string" {
        let text = |text| serde_json::from_str::<String>(text).expect("a text");
        text(one) == text(other)
    } else if value_type == "float32" {
        let number = |text: &str| text.parse::<f64>().expect("a number").to_bits();
        number(one) == number(other)
    } else if let Some(inner) = inner("List<") {
        let (ones, others) = (list(one), list(other));
        for (at, (one, other)) in ones.iter().zip(&others).enumerate() {
            compare(inner, page, (one.get(), other.get()), format!("{way}[{at}]"), found);
        }
        ones.len() == others.len()
    } else if let Some((_, inner)) = of_map(value_type) {
        compare_members(|_| inner.to_owned(), page, (&object(one), &object(other)), &way, found);
        true
    } else if page.has(value_type) {
        let fields: BTreeMap<String, String> =
            page.fields(value_type).into_iter().map(|field| (field.name, field.value_type)).collect();
        // What no field is has no type: its text counts.
        let typed = |name: &str| fields.get(name).cloned().unwrap_or_default();
        compare_members(typed, page, (&object(one), &object(other)), &way, found);
        true
    } else {
        one == other
    };
    if !same {
        found.push((way, one.to_owned(), other.to_owned()));
    }
}

fn compare_members(
    value_type: impl Fn(&str) -> String,
    page: &Page,
    (ones, others): (&Object, &Object),
    way: &str,
    found: &mut Vec<(String, String, String)>,
) {
    let names: std::collections::BTreeSet<&String> = ones.keys().chain(others.keys()).collect();
    for name in names {
        let way = format!("{way}.{name}");
        match (ones.get(name), others.get(name)) {
            // `null` has no type either.
            (Some(one), Some(other)) if one.get() != "null" && other.get() != "null" => {
                compare(&value_type(name), page, (one.get(), other.get()), way, found);
            }
            (one, other) => {
                let text =
                    |side: Option<&Box<RawValue>>| side.map_or("absent", |value| value.get()).to_owned();
                if text(one) != text(other) {
                    found.push((way, text(one), text(other)));
                }
            }
        }
    }
}
