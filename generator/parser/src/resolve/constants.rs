//! Constants: the values of those that name another one, and which of them the values of a field are among.
//!
//! Comes in: constants as tables list them, and fields that refer to some by the name of their group or by the
//! beginning of their names. Goes out: constants with a value each, and remarks about references that lead to none or
//! to such as do not fit. These stay what the document says of the field; making enumerations of the others is left to
//! [`enumerations`](super::enumerations).

use super::{Scope, fields_mut};
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic, suggestion::suggest_acknowledgement},
    suggest::suggest,
};
use docwright_model::{Constant, EnumerationBase, Fact, Field, Type, WireName};
use std::collections::{BTreeMap, HashMap, HashSet};

/// For so many unknown constants known ones are suggested.
const MOST_SUGGESTIONS: usize = 100;
/// The value of a constant that has none: no row can state it.
const VALUELESS: &str = "null";

/// Resolves the constants of a draft, then the references to them.
pub(super) fn resolve_constants(draft: &mut Draft, scope: &mut Scope<'_>) {
    resolve_values(&mut draft.constants, scope);
    let constants = std::mem::take(&mut draft.constants);
    let groups = Groups::new(&constants);
    let mut known: HashMap<String, Option<(Group<'_>, Option<EnumerationBase>)>> = HashMap::new();
    let mut unlisted: Vec<&Field> = Vec::new();
    for field in fields_mut(draft) {
        let field = &*field;
        let Some(reference) = field.constants.clone() else { continue };
        let find = || {
            let group = groups.find(&reference)?;
            let base = group.base();
            Some((group, base))
        };
        match known.entry(reference.clone()).or_insert_with(find) {
            Some((_, base)) if fits(field, *base) => {}
            Some((group, base)) => report_unfit(field, group, *base, scope),
            None => unlisted.push(field),
        }
    }
    report_unlisted(&unlisted, &constants, scope);
    draft.constants = constants;
}

/// Constants that belong together.
pub(super) struct Group<'a> {
    /// The name that the document gives them; none for those of which only the beginnings of their names speak.
    pub(super) name: Option<&'a str>,
    /// The constants, in the order of the documents.
    pub(super) constants: Vec<&'a Constant>,
}

impl Group<'_> {
    /// What the values of an enumeration of these are, if they can be one: all texts, or all whole numbers.
    pub(super) fn base(&self) -> Option<EnumerationBase> {
        let mut bases = self.constants.iter().map(|constant| base_of(&constant.value));
        let first = bases.next()??;
        bases.all(|base| base == Some(first)).then_some(first)
    }
}

fn base_of(value: &str) -> Option<EnumerationBase> {
    match serde_json::from_str(value) {
        Ok(serde_json::Value::String(_)) => Some(EnumerationBase::String),
        Ok(serde_json::Value::Number(number)) if number.is_i64() => Some(EnumerationBase::Integer),
        _ => None,
    }
}

/// All constants by the names under which they can be referred to.
pub(super) struct Groups<'a> {
    by_group: BTreeMap<&'a str, Vec<&'a Constant>>,
    by_name: BTreeMap<&'a str, (usize, &'a Constant)>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(constants: &'a [Constant]) -> Self {
        let mut by_group: BTreeMap<&str, Vec<&Constant>> = BTreeMap::new();
        for constant in constants {
            if let Some(group) = &constant.group {
                by_group.entry(group).or_default().push(constant);
            }
        }
        let by_name =
            constants.iter().enumerate().map(|(at, constant)| (constant.name.as_str(), (at, constant)));
        Self { by_group, by_name: by_name.collect() }
    }

    /// The groups that have a name.
    pub(super) fn named(&self) -> impl Iterator<Item = Group<'a>> {
        self.by_group.iter().map(|(name, constants)| Group { name: Some(name), constants: constants.clone() })
    }

    /// The group of this name, or the constants whose names begin with it: those of a group if they are all of one.
    pub(super) fn find(&self, reference: &str) -> Option<Group<'a>> {
        if let Some((name, constants)) = self.by_group.get_key_value(reference) {
            return Some(Group { name: Some(name), constants: constants.clone() });
        }
        let start = reference.trim_end_matches('*');
        let mut found: Vec<(usize, &Constant)> = self
            .by_name
            .range(start..)
            .take_while(|(name, _)| !start.is_empty() && name.starts_with(start))
            .map(|(_, place)| *place)
            .collect();
        found.sort_unstable_by_key(|(at, _)| *at);
        let mut groups = found.iter().map(|(_, constant)| constant.group.as_deref());
        let first = groups.next()?;
        if let Some(name) = first.filter(|first| groups.all(|group| group == Some(first))) {
            return self.find(name);
        }
        Some(Group { name: None, constants: found.into_iter().map(|(_, constant)| constant).collect() })
    }
}

/// Where the way from a constant to a value ends.
enum End {
    Value(String),
    /// The last constant on the way names none, or one that has no value.
    Nowhere,
    /// The last constant on the way names one before it.
    Circle,
}

/// Gives each constant that names another one its value, and leaves out those that have none.
fn resolve_values(constants: &mut Vec<Constant>, scope: &mut Scope<'_>) {
    let places: HashMap<String, usize> =
        constants.iter().enumerate().rev().map(|(at, constant)| (constant.name.to_string(), at)).collect();
    let mut suggestions = MOST_SUGGESTIONS;
    for at in 0..constants.len() {
        // The constants on the way to a value, all of which have it then.
        let mut way = vec![at];
        let mut seen = HashSet::from([at]);
        let end = loop {
            let Some(constant) = way.last().and_then(|last| constants.get(*last)) else { break End::Nowhere };
            let Some(other) = constant.same_as.as_ref().filter(|_| constant.value.is_empty()) else {
                break End::Value(constant.value.clone());
            };
            match places.get(other.as_str()) {
                None => break End::Nowhere,
                Some(place) if !seen.insert(*place) => break End::Circle,
                Some(place) => way.push(*place),
            }
        };
        let named = way.iter().filter_map(|place| constants.get(*place));
        match &end {
            // What is of no value has been reported already.
            End::Value(value) if value == VALUELESS => {
                let named = named.filter(|constant| constant.value.is_empty());
                named.for_each(|constant| report_valueless(constant, &places, &mut suggestions, scope));
            }
            End::Value(_) => {}
            End::Nowhere => {
                named.for_each(|constant| report_valueless(constant, &places, &mut suggestions, scope));
            }
            End::Circle => report_circle(&named.collect::<Vec<_>>(), scope),
        }
        let value = if let End::Value(value) = end { value } else { VALUELESS.to_owned() };
        for passed in way {
            if let Some(constant) = constants.get_mut(passed) {
                constant.value.clone_from(&value);
            }
        }
    }
    constants.retain(|constant| constant.value != VALUELESS);
}

/// Where a constant states its value.
fn value_place(constant: &Constant) -> docwright_model::Source {
    constant.origins.of(Fact::Values).map_or(&constant.source, |origin| &origin.source).clone()
}

fn report_circle(way: &[&Constant], scope: &mut Scope<'_>) {
    let Some(last) = way.last() else { return };
    let message = format!("the value of `{}` leads back to itself", last.name);
    let help = "write a value into one of the rows";
    scope
        .diagnostics
        .push(Diagnostic::new(Code::BadReference, message, help).at(value_place(last), "this value"));
}

/// Reports a constant that names what has no value.
fn report_valueless(
    constant: &Constant,
    places: &HashMap<String, usize>,
    suggestions: &mut usize,
    scope: &mut Scope<'_>,
) {
    let other = constant.same_as.as_ref().map(WireName::as_str).unwrap_or_default();
    let is_listed = places.contains_key(other);
    let what = if is_listed { "which has none" } else { "which is no constant" };
    let message = format!("`{}` has the value of `{other}`, {what}", constant.name);
    // Where hundreds are unknown no slip of the pen is the reason, and each would be compared with all.
    let is_asked = !is_listed && *suggestions > 0;
    *suggestions = suggestions.saturating_sub(usize::from(is_asked));
    let names = places.keys().map(String::as_str).filter(|name| *name != constant.name.as_str());
    let known = is_asked.then(|| suggest(other, names)).flatten();
    let help = match known {
        Some(known) => {
            format!("there is a constant `{known}`; if that is meant, mend the name in your copy of the page")
        }
        None if is_listed => "the constant is left out with it".to_owned(),
        None => "the constant is left out; a text stands between quotes".to_owned(),
    };
    let entry = suggest_acknowledgement(Code::BadConstant, None);
    let help = format!("{help}; if it is of no use, acknowledge it in api.toml:\n{entry}");
    let remark = Diagnostic::new(Code::BadConstant, message, help).at(value_place(constant), "this value");
    scope.diagnostics.push(remark.unread(constant.source.clone()));
}

/// What the values of a field are, or those of its list.
fn values_of(field: &Field) -> &Type {
    match &field.value_type {
        Type::List(inner) | Type::Nullable(inner) => inner,
        other => other,
    }
}

/// Whether the values of a field can be constants of this kind.
pub(super) fn fits(field: &Field, base: Option<EnumerationBase>) -> bool {
    match values_of(field) {
        Type::String => base == Some(EnumerationBase::String),
        Type::Integer => base == Some(EnumerationBase::Integer),
        _ => false,
    }
}

/// Reports constants that are none of a field's values.
fn report_unfit(field: &Field, group: &Group<'_>, base: Option<EnumerationBase>, scope: &mut Scope<'_>) {
    let (values, reference) = (values_of(field), field.constants.as_deref().unwrap_or_default());
    let message = match base {
        _ if !matches!(values, Type::String | Type::Integer) => {
            format!("`{}` is neither a text nor a whole number, as `{reference}` are", field.wire_name)
        }
        Some(_) => format!("the constants `{reference}` are of another type than `{}`", field.wire_name),
        None => format!("the constants `{reference}` are neither all texts nor all numbers of 64 bits"),
    };
    let help = "its values stay what its type says; if the constants are right, patch the field in api.toml: set = { type = \"…\" }";
    let at = scope.words_of(field, Fact::Values, reference);
    let remark = Diagnostic::new(Code::UnfitConstants, message, help).at(at, "said here");
    let first = group.constants.first();
    scope.diagnostics.push(match first {
        Some(first) => remark.and_at(first.source.clone(), "the first of them"),
        None => remark,
    });
}

/// One note for all references where no document lists constants, or one for each.
fn report_unlisted(fields: &[&Field], constants: &[Constant], scope: &mut Scope<'_>) {
    let Some(first) = fields.first() else { return };
    if constants.is_empty() && fields.len() > 1 {
        let message = format!("the values of {} fields are constants that no document lists", fields.len());
        let help = "to have their values named, add the page that lists the constants to api.toml";
        let name = first.wire_name.to_string();
        let at = reference_place(first, scope);
        let remark = Diagnostic::new(Code::UnknownConstants, message, help);
        scope.diagnostics.push(remark.at(at, format!("`{name}` is the first of them")));
        return;
    }
    for (at, field) in fields.iter().enumerate() {
        let reference = field.constants.as_deref().unwrap_or_default();
        let message = format!("no document lists the constants `{reference}`");
        let names =
            constants.iter().map(|constant| constant.group.as_deref().unwrap_or(constant.name.as_str()));
        // Where hundreds are unknown no slip of the pen is the reason, and each would be compared with all.
        let known = if at < MOST_SUGGESTIONS { suggest(reference, names) } else { None };
        let help = match known {
            Some(known) => format!(
                "there are constants `{known}`; if they are meant, patch the field in api.toml: set = {{ constants = \"{known}\" }}"
            ),
            None => "to have the values named, add the page that lists them to api.toml".to_owned(),
        };
        let place = reference_place(field, scope);
        let remark = Diagnostic::new(Code::UnknownConstants, message, help).at(place, "referred to here");
        scope.diagnostics.push(remark);
    }
}

/// Where a field refers to constants.
fn reference_place(field: &Field, scope: &Scope<'_>) -> docwright_model::Source {
    scope.words_of(field, Fact::Values, field.constants.as_deref().unwrap_or_default())
}
