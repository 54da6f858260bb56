//! Placeholders of paths: each becomes a parameter, typed like the fields of its name.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_patch},
    },
};
use docwright_model::{
    Definition, Endpoint, Evidence, Field, Location, Parameter, PathTemplate, Requirement, Source, Type,
    WireName,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Adds the parameters of all paths, in the order of the path and before all others.
pub(super) fn resolve_placeholders(draft: &mut Draft, scope: &mut Scope<'_>) {
    let known = types_by_name(draft);
    let mut undescribed = Undescribed::default();
    for endpoint in draft.endpoints.iter_mut().map(|draft| &mut draft.endpoint) {
        if endpoint.path.placeholders().next().is_none() && !has_path_parameters(endpoint) {
            continue;
        }
        let (documented, mut others): (Vec<Parameter>, Vec<Parameter>) =
            std::mem::take(&mut endpoint.parameters)
                .into_iter()
                .partition(|parameter| parameter.location == Location::Path);
        let mut documented: Vec<Option<Parameter>> = documented.into_iter().map(Some).collect();
        // The first of a name; the others are kept, so that the checks can report them.
        let first: HashMap<WireName, usize> = documented
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(index, known)| Some((known.as_ref()?.field.wire_name.clone(), index)))
            .collect();
        for name in endpoint.path.placeholders() {
            let index = first.get(&WireName::from(name)).copied();
            let described = index.and_then(|index| documented.get_mut(index)?.take());
            let parameter = if let Some(mut parameter) = described {
                parameter.field.requirement = Requirement::Required;
                parameter
            } else {
                let (field, like) = undescribed_field(name, &known, &endpoint.source);
                undescribed.add(&field, like, format!("{} {}", endpoint.method, endpoint.path));
                Parameter { location: Location::Path, field }
            };
            endpoint.parameters.push(parameter);
        }
        // Documented for the path, but not in it: kept, so that the checks can report it.
        endpoint.parameters.extend(documented.into_iter().flatten());
        endpoint.parameters.append(&mut others);
    }
    for placeholder in undescribed.list {
        scope.diagnostics.push(note(&placeholder));
    }
}

fn has_path_parameters(endpoint: &Endpoint) -> bool {
    endpoint.parameters.iter().any(|parameter| parameter.location == Location::Path)
}

/// The placeholders that no table describes, each once.
#[derive(Default)]
struct Undescribed {
    list: Vec<Placeholder>,
    known: HashMap<WireName, usize>,
}

struct Placeholder {
    /// What became of the first of them.
    field: Field,
    like: Option<Source>,
    /// The first endpoint that has it, and how many have it.
    first: String,
    count: usize,
}

impl Undescribed {
    fn add(&mut self, field: &Field, like: Option<Source>, owner: String) {
        let index = *self.known.entry(field.wire_name.clone()).or_insert(self.list.len());
        match self.list.get_mut(index) {
            Some(known) => known.count += 1,
            None => self.list.push(Placeholder { field: field.clone(), like, first: owner, count: 1 }),
        }
    }
}

type Known = BTreeMap<String, Vec<(Type, Source)>>;

/// The types that fields called as a placeholder have anywhere in the API.
fn types_by_name(draft: &Draft) -> Known {
    let paths = draft.endpoints.iter().map(|draft| &draft.endpoint.path);
    let placeholders: HashSet<&str> = paths.flat_map(PathTemplate::placeholders).collect();
    let parameters = draft.endpoints.iter().flat_map(|draft| &draft.endpoint.parameters);
    let fields = draft.types.iter().flat_map(|found| match &found.definition {
        Definition::Structure { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let mut known = Known::new();
    let called = |field: &&Field| placeholders.contains(field.wire_name.as_str());
    for field in parameters.map(|parameter| &parameter.field).chain(fields).filter(called) {
        let types = known.entry(field.wire_name.as_str().to_owned()).or_default();
        types.push((field.value_type.clone(), field.source.clone()));
    }
    known
}

/// The parameter of a placeholder that no table describes. Text says less than any other type, so that one
/// field with a telling type is enough, unless another field contradicts it.
fn undescribed_field(name: &str, known: &Known, source: &Source) -> (Field, Option<Source>) {
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
    (field, like.map(|(_, place)| place.clone()))
}

fn note(placeholder: &Placeholder) -> Diagnostic {
    let Placeholder { field, like, first, count } = placeholder;
    let name = field.wire_name.as_str();
    let taken = match field.value_type {
        Type::Uuid => "a UUID",
        Type::Integer => "an integer",
        Type::Date => "a date",
        _ => "text",
    };
    let why = if like.is_some() { ", like the field of this name" } else { "" };
    let facts = format!("add = {{ name = {}, type = \"…\" }}", quoted(name));
    let patch = suggest_patch(&Place::of(Some(first)), None, &facts, "…");
    let each = if *count > 1 { format!(", for each of {count} endpoints") } else { String::new() };
    let diagnostic = Diagnostic::new(
        Code::UndescribedParameter,
        format!("`{name}` is not described, so that it is taken for {taken}{why}"),
        format!("if it has another type, add to api.toml{each}:\n{patch}"),
    )
    .at(field.source.clone(), "in this path");
    let diagnostic = match like {
        Some(place) => diagnostic.and_at(place.clone(), "typed like this field of the same name"),
        None => diagnostic,
    };
    Diagnostic { subject: Some(first.clone()), ..diagnostic }
}
