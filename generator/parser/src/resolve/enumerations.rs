//! Lists of allowed values, lifted into named types.
//!
//! The same values under the same name are one type. A name that is one word is put behind the resource of its
//! path, because `Kind` or `Status` alone would say nothing: `TenantKind`.

use super::names::words::{pascal, resource_of, singular, split_words};
use docwright_model::{
    Api, Constraints, Definition, Endpoint, EnumerationBase, EnumerationValue, Evidence, Field, NamedType,
    Origins, RustName, Type,
};
use std::collections::{HashMap, HashSet};

/// Gives every field with allowed values a named type.
pub(super) fn resolve_enumerations(api: &mut Api) {
    let taken = api.types.iter().map(|found| found.name.clone()).collect();
    let mut made = Made { types: Vec::new(), by_name: HashMap::new(), taken };
    for endpoint in &mut api.endpoints {
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
fn contexts(endpoint: &Endpoint) -> Vec<String> {
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
    let values = values(constraints);
    let name = name(field, elements, contexts, made, &values);
    made.add(&name, || NamedType {
        name: name.clone(),
        rust_name: RustName::default(),
        description: field.description.clone(),
        definition: Definition::Enumeration { base, values },
        deprecated: None,
        source: field.source.clone(),
        evidence: Evidence::Stated,
        set_aside: Vec::new(),
        origins: Origins::default(),
    });
    let named = Type::Named(name);
    field.value_type = if elements { named.list() } else { named };
}

fn values(constraints: &mut Constraints) -> Vec<EnumerationValue> {
    let mut seen = HashSet::new();
    let mut values = std::mem::take(&mut constraints.allowed_values);
    values.retain(|value| seen.insert(value.clone()));
    let value = |value| EnumerationValue { value, rust_name: RustName::default(), description: None };
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
    let mut words = split_words(field.wire_name.as_str(), &[]);
    if let (true, Some(last)) = (elements, words.last_mut()) {
        *last = singular(last);
    }
    let own = pascal(&words);
    let alone = (words.len() > 1).then(|| own.clone());
    let candidates = alone.into_iter().chain(contexts.iter().map(|context| format!("{context}{own}")));
    let last = format!("{}{own}Value", contexts.last().map(String::as_str).unwrap_or_default());
    candidates.chain([last.clone()]).find(|candidate| made.fits(candidate, values)).unwrap_or(last)
}
