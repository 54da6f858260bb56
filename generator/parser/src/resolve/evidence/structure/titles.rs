//! An object that is used nowhere and a parameter whose object is described nowhere: probably the two are one.

use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_patch},
    },
    resolve::{
        Scope,
        evidence::examples::{
            collect::is_in_body,
            known::{is_free_form, patched_at},
        },
        names::words::split_words,
        unused::used_types,
    },
};
use docwright_model::{Definition, Evidence, Fact, Field, NamedType, Source, Type};
use std::collections::{HashMap, HashSet};

/// A parameter that is an object of which nothing is known.
struct Bare<'d> {
    field: &'d Field,
    owners: Vec<String>,
    is_structure: bool,
}

/// Reports the pair, if there is no doubt about which two it is.
pub(super) fn report_other_titles(draft: &Draft, scope: &mut Scope<'_>) {
    let used = used_types(draft);
    let mut unused = draft.types.iter().filter(|found| {
        matches!(found.definition, Definition::Structure { .. }) && !used.contains(found.name.as_str())
    });
    let (Some(unused), None) = (unused.next(), unused.next()) else { return };
    let bare = bare_objects(draft);
    let sharing: Vec<&Bare<'_>> =
        bare.iter().filter(|bare| shares_words(bare.field.wire_name.as_str(), &unused.name)).collect();
    // Where not even the names speak for it, the table must at least say that it is an object.
    let mut objects = bare.iter().filter(|bare| bare.field.value_type == Type::Object);
    let found = match (sharing.as_slice(), objects.next(), objects.next()) {
        ([found], _, _) => Some(*found),
        ([], Some(object), None) => Some(object),
        _ => None,
    };
    if let Some(found) = found {
        report(found, unused, draft, scope);
    }
}

fn report(found: &Bare<'_>, unused: &NamedType, draft: &Draft, scope: &mut Scope<'_>) {
    let (name, title) = (found.field.wire_name.as_str(), &unused.name);
    let place = if found.is_structure {
        Place::Structure(found.owners.first().cloned().unwrap_or_default())
    } else if found.owners.len() > 1 && found.owners.len() == draft.endpoints.len() {
        Place::EveryEndpoint
    } else {
        Place::Endpoints(found.owners.clone())
    };
    let facts = format!("set = {{ type = {} }}", quoted(title));
    let reason = format!("The object that the document describes for it stands under the title {title}.");
    let help = format!(
        "if `{title}` describes it, add to api.toml:\n{}",
        suggest_patch(&place, Some(name), &facts, &reason)
    );
    let message = format!("`{name}` is an object that is not described, and `{title}` is used nowhere");
    let diagnostic = Diagnostic::new(Code::OtherTitle, message, help)
        .at(found.field.source.clone(), "an object of which nothing is said")
        .and_at(unused.source.clone(), "described here, and used nowhere");
    // Under the title, so that the remark about the unused object can be left out.
    scope.diagnostics.push(Diagnostic { subject: Some(title.clone()), ..diagnostic });
}

/// The objects of which nothing is known, by the row that lists them: endpoints may share it.
fn bare_objects(draft: &Draft) -> Vec<Bare<'_>> {
    let mut bare: Vec<Bare<'_>> = Vec::new();
    let mut index: HashMap<&Source, usize> = HashMap::new();
    let endpoints = draft.endpoints.iter().map(|draft| &draft.endpoint);
    let parameters = endpoints.flat_map(|endpoint| {
        let owner = format!("{} {}", endpoint.method, endpoint.path);
        let in_body = endpoint.parameters.iter().filter(|parameter| is_in_body(parameter.location));
        in_body.map(move |parameter| (owner.clone(), false, &parameter.field))
    });
    let fields = draft.types.iter().flat_map(|found| {
        let fields = match &found.definition {
            Definition::Structure { fields, .. } => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|field| (found.name.clone(), true, field))
    });
    for (owner, is_structure, field) in parameters.chain(fields).filter(|(_, _, field)| is_bare(field)) {
        let place = *index.entry(&field.source).or_insert(bare.len());
        match bare.get_mut(place) {
            Some(found) => found.owners.push(owner),
            None => bare.push(Bare { field, owners: vec![owner], is_structure }),
        }
    }
    bare
}

fn is_bare(field: &Field) -> bool {
    // A document that says "any" means it.
    let any = field.value_type == Type::Any && field.origins.of(Fact::Type).is_none();
    let stated = patched_at(field).is_none() && field.evidence != Evidence::Example;
    (field.value_type == Type::Object || any) && stated && !is_free_form(field)
}

fn shares_words(one: &str, other: &str) -> bool {
    let one: HashSet<String> = split_words(one, &[]).into_iter().collect();
    split_words(other, &[]).iter().any(|word| one.contains(word))
}
