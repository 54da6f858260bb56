//! Placeholders of paths: each becomes a parameter, typed like the fields of its name.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{
    Definition, Evidence, Field, Location, Parameter, Requirement, Source, Type, WireName,
};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the parameters of all paths, in the order of the path and before all others.
pub(super) fn resolve_placeholders(draft: &mut Draft, scope: &mut Scope<'_>) {
    let known = types_by_name(draft);
    let mut reported = BTreeSet::new();
    for endpoint in draft.endpoints.iter_mut().map(|draft| &mut draft.endpoint) {
        let (documented, mut others): (Vec<Parameter>, Vec<Parameter>) =
            std::mem::take(&mut endpoint.parameters)
                .into_iter()
                .partition(|parameter| parameter.location == Location::Path);
        let mut documented = documented;
        for name in endpoint.path.placeholders() {
            let described =
                documented.iter().position(|parameter| parameter.field.wire_name.as_str() == name);
            let parameter = if let Some(index) = described {
                let mut parameter = documented.remove(index);
                parameter.field.requirement = Requirement::Required;
                parameter
            } else {
                let (field, like) = undescribed(name, &known, &endpoint.source);
                if reported.insert(name.to_owned()) {
                    scope.diagnostics.push(note(name, &endpoint.source, like.as_ref()));
                }
                Parameter { location: Location::Path, field }
            };
            endpoint.parameters.push(parameter);
        }
        // Documented for the path, but not in it: kept, so that the checks can report it.
        endpoint.parameters.append(&mut documented);
        endpoint.parameters.append(&mut others);
    }
}

type Known = BTreeMap<String, Vec<(Type, Source)>>;

/// The types that fields of each name have anywhere in the API.
fn types_by_name(draft: &Draft) -> Known {
    let parameters = draft.endpoints.iter().flat_map(|draft| &draft.endpoint.parameters);
    let fields = draft.types.iter().flat_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let mut known = Known::new();
    for field in parameters.map(|parameter| &parameter.field).chain(fields) {
        let types = known.entry(field.wire_name.as_str().to_owned()).or_default();
        types.push((field.value_type.clone(), field.source.clone()));
    }
    known
}

/// The parameter of a placeholder that no table describes. Text says less than any other type, so that one
/// field with a telling type is enough, unless another field contradicts it.
fn undescribed(name: &str, known: &Known, source: &Source) -> (Field, Option<(Type, Source)>) {
    let telling: Vec<&(Type, Source)> =
        known.get(name).into_iter().flatten().filter(|(found, _)| *found != Type::String).collect();
    let like = telling.first().copied().filter(|(first, _)| {
        matches!(first, Type::Uuid | Type::Integer | Type::Date)
            && telling.iter().all(|(other, _)| other == first)
    });
    let value_type = like.map_or(Type::String, |(found, _)| found.clone());
    let field = Field {
        requirement: Requirement::Required,
        evidence: if like.is_some() { Evidence::Prose } else { Evidence::Stated },
        ..Field::new(WireName::from(name), value_type, source.clone())
    };
    (field, like.cloned())
}

fn note(name: &str, source: &Source, like: Option<&(Type, Source)>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UndescribedParameter,
        format!("no table describes the placeholder `{name}`"),
        "if it should have another type, say so by a patch in api.toml",
    )
    .at(source.clone(), "in this path");
    match like {
        Some((_, place)) => diagnostic.and_at(place.clone(), "typed like this field of the same name"),
        None => diagnostic,
    }
}
