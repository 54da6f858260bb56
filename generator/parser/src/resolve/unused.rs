//! Types that are described and used nowhere: a mistake on a page of endpoints, a matter of course in a list of types.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_acknowledgement, suggest_patch},
    },
};
use docwright_model::{Definition, EmittedTypes, NamedType, Type};
use std::collections::{BTreeMap, HashMap, HashSet};

/// So many types are named in one remark.
const NAMED: usize = 8;

/// The names of all types that a parameter, field or answer has, or that another type extends.
pub(super) fn used_types(draft: &Draft) -> HashSet<&str> {
    let mut used: HashSet<&str> = types_of_endpoints(draft).collect();
    used.extend(draft.types.iter().flat_map(types_of));
    used
}

/// The names of the types that parameters and answers have.
fn types_of_endpoints(draft: &Draft) -> impl Iterator<Item = &str> {
    draft.endpoints.iter().map(|draft| &draft.endpoint).flat_map(|endpoint| {
        let bodies = endpoint.responses.iter().filter_map(|response| response.body.as_ref());
        let returned = bodies.filter_map(|body| body.value_type.as_ref()).flat_map(Type::names);
        returned.chain(endpoint.parameters.iter().flat_map(|parameter| parameter.field.value_type.names()))
    })
}

/// The names of the types that a type is made of.
fn types_of(found: &NamedType) -> Vec<&str> {
    match &found.definition {
        Definition::Structure { extends, fields } => {
            let fields = fields.iter().flat_map(|field| field.value_type.names());
            extends.iter().map(String::as_str).chain(fields).collect()
        }
        _ => Vec::new(),
    }
}

/// Reports what is described and used nowhere, unless it has been said already where it may belong. A document
/// without endpoints is a list of types, of which one may well be of no use to the endpoints of others.
pub(super) fn report_unused(draft: &Draft, scope: &mut Scope<'_>) {
    let reported = scope.diagnostics.iter().filter(|remark| remark.code == Code::OtherTitle);
    let reported: HashSet<String> = reported.filter_map(|remark| remark.subject.clone()).collect();
    let with_endpoints: HashSet<&str> =
        draft.endpoints.iter().map(|draft| &*draft.endpoint.source.file).collect();
    let structures =
        draft.types.iter().filter(|found| matches!(found.definition, Definition::Structure { .. }));
    let (beside, lists): (Vec<&NamedType>, Vec<&NamedType>) =
        structures.partition(|found| with_endpoints.contains(&*found.source.file));
    let used = if beside.is_empty() { HashSet::new() } else { used_types(draft) };
    let is_unused =
        |found: &&NamedType| !used.contains(found.name.as_str()) && !reported.contains(&found.name);
    for unused in beside.into_iter().filter(is_unused) {
        let name = unused.name.as_str();
        let facts = format!("set = {{ type = {} }}", quoted(name));
        let help = format!(
            "if a parameter or field has it, add to api.toml:\n{}\n\nif not, acknowledge it there:\n{}",
            suggest_patch(&Place::of(None), Some("…"), &facts, "…"),
            suggest_acknowledgement(Code::UnusedType, Some(name))
        );
        let message = format!("`{name}` is described, but nothing has this type");
        let diagnostic = Diagnostic::new(Code::UnusedType, message, help);
        let diagnostic = diagnostic.at(unused.source.clone(), "described here");
        scope.diagnostics.push(Diagnostic { subject: Some(unused.name.clone()), ..diagnostic });
    }
    if scope.config.types == EmittedTypes::Reachable {
        report_unreached(&lists, draft, scope);
    }
}

/// One note for each document that lists types, about those that endpoints do not reach.
fn report_unreached(listed: &[&NamedType], draft: &Draft, scope: &mut Scope<'_>) {
    let types: HashMap<&str, &NamedType> =
        draft.types.iter().map(|found| (found.name.as_str(), found)).collect();
    let mut reached = HashSet::new();
    let mut open: Vec<&str> = types_of_endpoints(draft).collect();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(types.get(name).into_iter().flat_map(|found| types_of(found)));
        }
    }
    let mut documents: BTreeMap<&str, Vec<&NamedType>> = BTreeMap::new();
    for found in listed {
        documents.entry(&found.source.file).or_default().push(found);
    }
    for (file, types) in documents {
        let unreached: Vec<&NamedType> =
            types.iter().copied().filter(|found| !reached.contains(found.name.as_str())).collect();
        let Some(first) = unreached.first() else { continue };
        let names: Vec<String> =
            unreached.iter().take(NAMED).map(|found| format!("`{}`", found.name)).collect();
        let more = if unreached.len() > NAMED { ", …" } else { "" };
        let message = format!(
            "no endpoint reaches {} of the {} types in `{file}`: {}{more}",
            unreached.len(),
            types.len(),
            names.join(", ")
        );
        let help = "they are not emitted; to have every type emitted, add to api.toml: types = \"all\"";
        let note = Diagnostic::new(Code::UnreachedTypes, message, help);
        scope.diagnostics.push(note.at(first.source.clone(), "the first of them"));
    }
}
