//! Lists of allowed values, lifted into named types.
//!
//! The same values under the same name are one type, and so are those of one row that several endpoints share. A
//! name that is one word is put behind the resource of its path, because `Kind` or `Status` alone would say nothing:
//! `TenantKind`. Where the description says what the values mean, each value says it too.

mod constants;
mod meanings;
mod merge;

pub(super) use merge::merge_enumerations;

use super::names::words::{pascal, resource_of, singular, split_words};
use docwright_model::{
    Api, Constraints, Definition, Endpoint, EnumerationBase, EnumerationValue, Evidence, Fact, Field,
    NamedType, Origins, RustName, Source, Type,
};
use std::collections::{HashMap, HashSet};

/// Gives every field with allowed values, and every field whose values are constants, a named type.
pub(super) fn resolve_enumerations(api: &mut Api) {
    let taken = api.types.iter().map(|found| found.name.clone()).collect();
    let mut made = Made { types: Vec::new(), by_name: HashMap::new(), by_row: HashMap::new(), taken };
    constants::lift_constants(api, &mut made);
    let lists = |field: &Field| {
        !field.constraints.allowed_values.is_empty() || !field.element_constraints.allowed_values.is_empty()
    };
    for endpoint in &mut api.endpoints {
        if !endpoint.parameters.iter().any(|parameter| lists(&parameter.field)) {
            continue;
        }
        let contexts = contexts(endpoint);
        for parameter in &mut endpoint.parameters {
            lift(&mut parameter.field, &contexts, &mut made);
        }
    }
    for structure in &mut api.types {
        let contexts = [structure.name.clone()];
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            for field in fields {
                lift(field, &contexts, &mut made);
            }
        }
    }
    api.types.extend(made.types);
}

/// The types that were made, and the names of those that were there before.
struct Made {
    types: Vec<NamedType>,
    by_name: HashMap<String, usize>,
    /// The names of those that were made, by the row that lists the values.
    by_row: HashMap<(Source, String), String>,
    taken: HashSet<String>,
}

impl Made {
    /// Whether a name is free, or that of a type with the same values.
    fn fits(&self, name: &str, values: &[EnumerationValue]) -> bool {
        let same = |known: &NamedType| matches!(&known.definition, Definition::Enumeration { values: known, .. } if known == values);
        !self.taken.contains(name)
            && self.by_name.get(name).and_then(|index| self.types.get(*index)).is_none_or(same)
    }

    fn add(&mut self, name: &str, make: impl FnOnce() -> NamedType) {
        if !self.by_name.contains_key(name) {
            self.by_name.insert(name.to_owned(), self.types.len());
            self.types.push(make());
        }
    }
}

/// Words to put before a name, the one to try first at the front.
pub(super) fn contexts(endpoint: &Endpoint) -> Vec<String> {
    let resource = pascal(&split_words(&resource_of(&endpoint.path), &[]));
    let name = endpoint.name.clone().unwrap_or_else(|| {
        let method = endpoint.method.as_str().to_lowercase();
        pascal(&split_words(&format!("{method} {resource}"), &[]))
    });
    vec![resource, name]
}

fn lift(field: &mut Field, contexts: &[String], made: &mut Made) {
    let (base, elements) = match &field.value_type {
        Type::String => (EnumerationBase::String, false),
        Type::Integer => (EnumerationBase::Integer, false),
        Type::List(inner) if **inner == Type::String => (EnumerationBase::String, true),
        Type::List(inner) if **inner == Type::Integer => (EnumerationBase::Integer, true),
        _ => return,
    };
    let constraints = if elements { &mut field.element_constraints } else { &mut field.constraints };
    let integers = constraints.allowed_values.iter().all(|value| value.parse::<i64>().is_ok());
    if constraints.allowed_values.is_empty() || (base == EnumerationBase::Integer && !integers) {
        return;
    }
    let values = values(constraints, field.description.as_deref().unwrap_or_default());
    let row = (field.source.clone(), field.wire_name.to_string());
    let same_row = made.by_row.get(&row).filter(|name| made.fits(name, &values)).cloned();
    let name = same_row.unwrap_or_else(|| name(field, elements, contexts, made, &values));
    made.by_row.insert(row, name.clone());
    made.add(&name, || named_type(&name, base, values, field));
    let named = Type::Named(name);
    field.value_type = if elements { named.list() } else { named };
}

/// The type of a field's values, known as the field's values are.
fn named_type(name: &str, base: EnumerationBase, values: Vec<EnumerationValue>, field: &Field) -> NamedType {
    let mut origins = Origins::default();
    let stated = field.origins.iter().filter(|origin| origin.fact == Fact::Values);
    stated.for_each(|origin| origins.add(Fact::Values, origin.source.clone(), origin.evidence));
    let evidence = origins.of(Fact::Values).map_or(Evidence::Stated, |origin| origin.evidence);
    let described = values.iter().any(|value| value.description.is_some());
    if let Some(origin) = field.origins.of(Fact::Description).filter(|_| described) {
        origins.add(Fact::Values, origin.source.clone(), Evidence::Prose);
    }
    NamedType {
        name: name.to_owned(),
        rust_name: RustName::default(),
        // The words about the elements of a list are about its values.
        description: field.element_description.clone().or_else(|| field.description.clone()),
        definition: Definition::Enumeration { base, values, bounds: Vec::new() },
        deprecated: None,
        set_aside: Vec::new(),
        source: field.source.clone(),
        evidence,
        origins,
    }
}

fn values(constraints: &mut Constraints, description: &str) -> Vec<EnumerationValue> {
    let mut seen = HashSet::new();
    let mut values = std::mem::take(&mut constraints.allowed_values);
    values.retain(|value| seen.insert(value.clone()));
    let mut meanings = meanings::meanings(description);
    let value = |value: String| {
        let description = meanings.remove(value.as_str());
        EnumerationValue { value, rust_name: RustName::default(), description, constant: None }
    };
    values.into_iter().map(value).collect()
}

/// The shortest name that says what the values are of, and that no other type has.
fn name(
    field: &Field,
    elements: bool,
    contexts: &[String],
    made: &Made,
    values: &[EnumerationValue],
) -> String {
    let candidates = candidates(field.wire_name.as_str(), elements, contexts);
    let last = candidates.last().map(|last| format!("{last}Value")).unwrap_or_default();
    let mut candidates = candidates.into_iter().chain([last.clone()]);
    candidates.find(|candidate| made.fits(candidate, values)).unwrap_or(last)
}

/// Names for the type of a field, or of the elements of its list, the one to try first at the front.
pub(super) fn candidates(wire_name: &str, elements: bool, contexts: &[String]) -> Vec<String> {
    let mut words = split_words(wire_name, &[]);
    if let (true, Some(last)) = (elements, words.last_mut()) {
        *last = singular(last);
    }
    let own = pascal(&words);
    let alone = (words.len() > 1).then(|| own.clone());
    alone.into_iter().chain(contexts.iter().map(|context| format!("{context}{own}"))).collect()
}
