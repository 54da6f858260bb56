//! Facts of one field: values, default, limits, versions, and that only the server sets it.

use super::{
    Siblings,
    remarks::{Likely, Remarks, array, string},
};
use crate::recognise::sentence::{
    Reading, Sentence,
    default::recognise_default,
    enumeration::recognise_enumeration,
    flag::recognise_read_only,
    limit::{Bound, Limit, recognise_limits},
    meaning::{Listed, recognise_listed_values},
    version::{VersionSentence, recognise_version},
};
use crate::resolve::names::words::{singular, split_words};
use docwright_model::{Constraints, Deprecation, Evidence, Fact, Field, Type};
use std::collections::HashSet;

/// Words for what a text is made of.
const CHARACTERS: &[&str] = &["characters", "character", "chars", "symbols", "letters"];
/// Words for what a list is made of. Others may count something else: "At most 5 seconds".
const ELEMENTS: &[&str] = &[
    "item",
    "items",
    "element",
    "elements",
    "entry",
    "entries",
    "value",
    "values",
    "id",
    "ids",
    "identifier",
    "identifiers",
    "uuid",
    "uuids",
    "guid",
    "guids",
    "name",
    "names",
    "key",
    "keys",
    "string",
    "strings",
    "number",
    "numbers",
    "object",
    "objects",
    "parameter",
    "parameters",
];

/// Takes over what a sentence states of the field alone.
pub(super) fn resolve_sentence(
    field: &mut Field,
    sentence: &Sentence<'_>,
    siblings: &Siblings,
    remarks: &mut Remarks<'_>,
) {
    match recognise_enumeration(sentence) {
        // "either `id` or `name`" speaks of other parameters.
        Some(Reading::Certain(values) | Reading::Likely(values))
            if values.iter().all(|value| siblings.has(value)) => {}
        Some(Reading::Certain(values)) => certain_values(field, &values, sentence, remarks),
        Some(Reading::Likely(values)) => likely_values(field, &values, sentence, remarks),
        None => {}
    }
    if let Some(reading) = recognise_default(&sentence.words) {
        resolve_default(field, reading, sentence, siblings, remarks);
    }
    resolve_limits(field, sentence, remarks);
    match recognise_read_only(&sentence.words) {
        Some(_) if field.read_only || remarks.is_patched(Fact::ReadOnly) => {}
        Some(Reading::Certain(())) => {
            field.read_only = true;
            state(field, Fact::ReadOnly, sentence, remarks);
        }
        Some(Reading::Likely(())) => {
            let likely = Likely::new(Fact::ReadOnly, "seems to be read-only in some cases", sentence);
            remarks.note(field, &likely.set("read_only = true"));
        }
        None => {}
    }
    resolve_version(field, sentence, remarks);
}

/// Takes over the values that lines of the description list.
pub(super) fn resolve_lines(field: &mut Field, description: &str, remarks: &mut Remarks<'_>) {
    let Some(listed) = recognise_listed_values(description) else { return };
    let (Listed::Values(values) | Listed::Perhaps(values)) = &listed;
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let lines = Sentence {
        text: description.lines().find(|line| line.ends_with(':')).unwrap_or(description),
        words: Vec::new(),
        // The list is the last paragraph of most descriptions, and the whole of the others.
        paragraph: usize::MAX,
        is_first: false,
    };
    // Numbers at the start of lines are values only of what takes numbers.
    let numbers = values.iter().all(|value| value.parse::<i64>().is_ok());
    let is_text = !matches!(inner(&field.value_type), Type::Integer);
    match listed {
        Listed::Values(_) if numbers && is_text => {}
        Listed::Values(_) => certain_values(field, &values, &lines, remarks),
        Listed::Perhaps(_) => likely_values(field, &values, &lines, remarks),
    }
}

/// Adds the origin of a fact that a sentence states.
fn state(field: &mut Field, fact: Fact, sentence: &Sentence<'_>, remarks: &Remarks<'_>) {
    let source = remarks.place(field, sentence.paragraph);
    field.origins.add(fact, source, Evidence::Prose);
}

/// The type of a value, or of the elements of a list.
fn inner(value_type: &Type) -> &Type {
    match value_type {
        Type::List(inner) | Type::CommaSeparated(inner) => inner,
        other => other,
    }
}

/// What limits each value that the description speaks of.
fn constraints(field: &mut Field) -> &mut Constraints {
    match field.value_type {
        Type::List(_) | Type::CommaSeparated(_) => &mut field.element_constraints,
        _ => &mut field.constraints,
    }
}

fn certain_values(field: &mut Field, values: &[&str], sentence: &Sentence<'_>, remarks: &mut Remarks<'_>) {
    let fits = match inner(&field.value_type) {
        // Values of another type than the documented one.
        Type::String => !values.iter().all(|value| is_boolean(value)),
        Type::Integer => values.iter().all(|value| value.parse::<i64>().is_ok()),
        _ => false,
    };
    if !fits || remarks.knows(values).is_some() {
        return likely_values(field, values, sentence, remarks);
    }
    if remarks.is_patched(Fact::Values) {
        return;
    }
    let mut seen = HashSet::new();
    let values = values.iter().filter(|value| seen.insert(**value)).map(|value| (*value).to_owned());
    let values: Vec<String> = values.collect();
    remarks.know(&values);
    constraints(field).allowed_values = values;
    state(field, Fact::Values, sentence, remarks);
}

fn likely_values(field: &Field, values: &[&str], sentence: &Sentence<'_>, remarks: &mut Remarks<'_>) {
    let stated = remarks.knows(values);
    let is_flag = field.value_type == Type::Boolean && values.iter().all(|value| is_boolean(value));
    let message = match stated {
        Some(true) => return,
        _ if is_flag => return,
        Some(false) => "has other documented values than a sentence lists",
        None => "seems to have certain values only",
    };
    let likely = Likely::new(Fact::Values, message, sentence);
    remarks.note(field, &likely.set(format!("allowed_values = {}", array(values.iter().copied()))));
}

fn is_boolean(value: &str) -> bool {
    ["true", "false"].iter().any(|known| value.eq_ignore_ascii_case(known))
}

fn resolve_default(
    field: &mut Field,
    reading: Reading<&str>,
    sentence: &Sentence<'_>,
    siblings: &Siblings,
    remarks: &mut Remarks<'_>,
) {
    let (Reading::Certain(text) | Reading::Likely(text)) = reading;
    // The default may be the value that the other parameter has.
    let is_sibling = siblings.has(text) && remarks.knows(&[text]) != Some(true);
    let reading = if is_sibling { Reading::Likely(text) } else { reading };
    let fitting = fitting_default(&field.value_type, text);
    let message = match (&field.default, &fitting, reading) {
        (Some(stated), Some(found), _) if stated == found => return,
        (Some(_), ..) => "has another documented default than a sentence names",
        (None, Some(found), Reading::Certain(_)) => {
            field.default = Some(found.clone());
            return state(field, Fact::Default, sentence, remarks);
        }
        (None, ..) => "seems to have a default",
    };
    let likely = Likely::new(Fact::Default, message, sentence);
    remarks.note(field, &likely.set(format!("default = {}", string(fitting.as_deref().unwrap_or(text)))));
}

/// A default as the type writes it; `None` if it is none of that type.
fn fitting_default(value_type: &Type, text: &str) -> Option<String> {
    match value_type {
        Type::Boolean => is_boolean(text).then(|| text.to_lowercase()),
        Type::Integer => text.parse::<i64>().ok().map(|number| number.to_string()),
        Type::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| text.to_owned()),
        Type::String | Type::Uuid | Type::Date | Type::DateTime => Some(text.to_owned()),
        _ => None,
    }
}

fn resolve_limits(field: &mut Field, sentence: &Sentence<'_>, remarks: &mut Remarks<'_>) {
    // Both ends of a range are one note, and one patch.
    let mut noted: Vec<(&str, String)> = Vec::new();
    for reading in recognise_limits(&sentence.words) {
        let Some((message, set)) = resolve_limit(field, &reading, sentence, remarks) else { continue };
        match noted.iter_mut().find(|(known, _)| *known == message) {
            Some((_, sets)) => *sets = format!("{sets}, {set}"),
            None => noted.push((message, set)),
        }
    }
    for (message, set) in noted {
        remarks.note(field, &Likely::new(Fact::Constraint, message, sentence).set(set));
    }
}

/// Takes over a limit, or gives what is to be noted of it and what a patch would set.
fn resolve_limit(
    field: &mut Field,
    reading: &Reading<Limit<'_>>,
    sentence: &Sentence<'_>,
    remarks: &mut Remarks<'_>,
) -> Option<(&'static str, String)> {
    let (Reading::Certain(limit) | Reading::Likely(limit)) = reading;
    let message = match (bounded(field, limit), reading) {
        (Some(Slot { stated: Some(stated), number, .. }), _) if stated == number => return None,
        (Some(Slot { stated: Some(_), is_sure: true, .. }), _) => {
            "has another documented limit than a sentence names"
        }
        (Some(slot), Reading::Certain(_)) if slot.is_sure && !remarks.is_patched(Fact::Constraint) => {
            set_limit(&mut field.constraints, &slot);
            state(field, Fact::Constraint, sentence, remarks);
            return None;
        }
        _ => "seems to be limited",
    };
    let set = match (limit.bound, bounded(field, limit)) {
        (Bound::Exactly, _) => {
            let number = string(limit.number.unwrap_or("…"));
            format!("minimum = {number}, maximum = {number}")
        }
        (_, Some(slot)) if !slot.key.ends_with("imum") => format!("{} = {}", slot.key, slot.number),
        (Bound::Beyond, _) => "minimum = \"…\", maximum = \"…\"".to_owned(),
        (Bound::AtMost, _) => format!("maximum = {}", string(limit.number.unwrap_or("…"))),
        (Bound::AtLeast, _) => format!("minimum = {}", string(limit.number.unwrap_or("…"))),
    };
    Some((message, set))
}

/// A constraint that a limit can set.
struct Slot {
    /// Its name in the model and in `api.toml`.
    key: &'static str,
    /// What is stated already.
    stated: Option<String>,
    /// The number that the sentence names.
    number: String,
    /// Whether what is counted leaves no doubt.
    is_sure: bool,
}

/// The constraint that a limit is about, where type and unit fit.
fn bounded(field: &Field, limit: &Limit<'_>) -> Option<Slot> {
    let number = limit.number?;
    let at_most = match limit.bound {
        Bound::AtMost => true,
        Bound::AtLeast => false,
        Bound::Exactly | Bound::Beyond => return None,
    };
    let counts_characters =
        limit.unit.map(|unit| CHARACTERS.iter().any(|known| unit.eq_ignore_ascii_case(known)));
    let known = &field.constraints;
    let text = |number: Option<u64>| number.map(|number| number.to_string());
    let (key, stated) = match (&field.value_type, counts_characters, at_most) {
        (Type::List(_) | Type::CommaSeparated(_), Some(false), true) => ("max_items", text(known.max_items)),
        (Type::List(_) | Type::CommaSeparated(_), Some(false), false) => ("min_items", text(known.min_items)),
        (Type::String, Some(true), true) => ("max_length", text(known.max_length)),
        (Type::String, Some(true), false) => ("min_length", text(known.min_length)),
        (Type::Integer | Type::Number, None, true) => ("maximum", known.maximum.clone()),
        (Type::Integer | Type::Number, None, false) => ("minimum", known.minimum.clone()),
        _ => return None,
    };
    let is_count = number.parse::<u64>().is_ok();
    let is_sure = !key.ends_with("items") || limit.unit.is_some_and(|unit| counts_elements(field, unit));
    (is_count || key.ends_with("imum")).then(|| Slot { key, stated, number: number.to_owned(), is_sure })
}

/// Whether a word is one for the elements of a list, or the name of the list: `tags` for "tags" and "tag".
fn counts_elements(field: &Field, unit: &str) -> bool {
    let names_list = || {
        let last = |name: &str| split_words(name, &[]).last().map(|word| singular(word));
        let name = field.wire_name.as_str();
        name.eq_ignore_ascii_case(unit) || (last(unit).is_some() && last(unit) == last(name))
    };
    ELEMENTS.iter().any(|known| unit.eq_ignore_ascii_case(known)) || names_list()
}

fn set_limit(constraints: &mut Constraints, slot: &Slot) {
    let count = slot.number.parse().ok();
    match slot.key {
        "max_items" => constraints.max_items = count,
        "min_items" => constraints.min_items = count,
        "max_length" => constraints.max_length = count,
        "min_length" => constraints.min_length = count,
        "maximum" => constraints.maximum = Some(slot.number.clone()),
        _ => constraints.minimum = Some(slot.number.clone()),
    }
}

fn resolve_version(field: &mut Field, sentence: &Sentence<'_>, remarks: &mut Remarks<'_>) {
    match recognise_version(&sentence.words) {
        Some(VersionSentence::Since(version)) if field.since.is_none() => {
            field.since = Some(version.to_owned());
            state(field, Fact::Since, sentence, remarks);
        }
        Some(VersionSentence::Since(version)) if field.since.as_deref() != Some(version) => {
            let message = "has another documented version than a sentence names";
            remarks.note(field, &Likely::new(Fact::Since, message, sentence));
        }
        Some(VersionSentence::Deprecated(since)) if field.deprecated.is_none() => {
            let (since, note) = (since.map(str::to_owned), Some(sentence.text.to_owned()));
            field.deprecated = Some(Deprecation { since, note });
            state(field, Fact::Deprecated, sentence, remarks);
        }
        Some(VersionSentence::Limited) => {
            remarks.note(field, &Likely::new(Fact::Since, "seems to work with some versions only", sentence));
        }
        _ => {}
    }
}
