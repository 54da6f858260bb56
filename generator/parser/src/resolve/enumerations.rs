//! Lists of allowed values, lifted into named types.
//!
//! The same values under the same name are one type. A name that is one word is put behind the resource of its
//! path, because `Kind` or `Status` alone would say nothing: `TenantKind`.

use super::names::words::{pascal, resource_of, singular, split_words};
use docwright_model::{
    Api, Constraints, Definition, Endpoint, EnumerationBase, EnumerationValue, Evidence, Field, NamedType,
    RustName, Type,
};

/// Gives every field with allowed values a named type.
pub(super) fn resolve_enumerations(api: &mut Api) {
    let mut made: Vec<NamedType> = Vec::new();
    let taken: Vec<String> = api.types.iter().map(|found| found.name.clone()).collect();
    for endpoint in &mut api.endpoints {
        let contexts = contexts(endpoint);
        for parameter in &mut endpoint.parameters {
            lift(&mut parameter.field, &contexts, &taken, &mut made);
        }
    }
    for structure in &mut api.types {
        let contexts = [structure.name.clone()];
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            for field in fields {
                lift(field, &contexts, &taken, &mut made);
            }
        }
    }
    api.types.extend(made);
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

fn lift(field: &mut Field, contexts: &[String], taken: &[String], made: &mut Vec<NamedType>) {
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
    let name = name(field, elements, contexts, taken, made, &values);
    if made.iter().all(|known| known.name != name) {
        made.push(NamedType {
            name: name.clone(),
            rust_name: RustName::default(),
            description: field.description.clone(),
            definition: Definition::Enumeration { base, values },
            deprecated: None,
            source: field.source.clone(),
            evidence: Evidence::Stated,
        });
    }
    let named = Type::Named(name);
    field.value_type = if elements { named.list() } else { named };
}

fn values(constraints: &mut Constraints) -> Vec<EnumerationValue> {
    let mut values: Vec<EnumerationValue> = Vec::new();
    for value in std::mem::take(&mut constraints.allowed_values) {
        if values.iter().all(|known| known.value != value) {
            values.push(EnumerationValue { value, rust_name: RustName::default(), description: None });
        }
    }
    values
}

/// The shortest name that says what the values are of, and that no other type has.
fn name(
    field: &Field,
    elements: bool,
    contexts: &[String],
    taken: &[String],
    made: &[NamedType],
    values: &[EnumerationValue],
) -> String {
    let mut words = split_words(field.wire_name.as_str(), &[]);
    if let (true, Some(last)) = (elements, words.last_mut()) {
        *last = singular(last);
    }
    let own = pascal(&words);
    let alone = (words.len() > 1).then(|| own.clone());
    let candidates = alone.into_iter().chain(contexts.iter().map(|context| format!("{context}{own}")));
    let fits = |candidate: &String| {
        let same = |known: &NamedType| matches!(&known.definition, Definition::Enumeration { values: known, .. } if known == values);
        !taken.contains(candidate) && made.iter().filter(|known| known.name == *candidate).all(same)
    };
    let last = format!("{}{own}Value", contexts.last().map(String::as_str).unwrap_or_default());
    candidates.chain([last.clone()]).find(fits).unwrap_or(last)
}
