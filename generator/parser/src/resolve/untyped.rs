//! Remarks about fields without a type, once it is known which endpoint or structure has the field and what patches
//! state of it: one that a patch has typed needs no remark, and each other is told the lines that would type it.

use super::Scope;
use crate::{
    assemble::{Draft, name_place},
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, suggest_patch},
    },
};
use docwright_model::{Definition, Evidence, Fact, Field, Origin, Source};
use std::collections::{HashMap, HashSet};

/// Finishes the remarks. Those about rows that are no fields stay as they are.
pub(super) fn resolve_untyped(draft: &Draft, scope: &mut Scope<'_>) {
    let asked: HashSet<Source> = scope.diagnostics.iter().filter_map(untyped_at).cloned().collect();
    if asked.is_empty() {
        return;
    }
    let is_asked = |field: &&Field| asked.contains(name_place(field));
    let mut fields_at: HashMap<&Source, (&Field, String, bool)> = HashMap::new();
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        for field in endpoint.parameters.iter().map(|parameter| &parameter.field).filter(is_asked) {
            let owner = || (field, format!("{} {}", endpoint.method, endpoint.path), true);
            fields_at.entry(name_place(field)).or_insert_with(owner);
        }
    }
    for found in &draft.types {
        let Definition::Structure { fields, .. } = &found.definition else { continue };
        for field in fields.iter().filter(is_asked) {
            fields_at.entry(name_place(field)).or_insert_with(|| (field, found.name.clone(), false));
        }
    }
    scope.diagnostics.retain_mut(|remark| {
        let Some((field, owner, is_endpoint)) = untyped_at(remark).and_then(|place| fields_at.get(place))
        else {
            return true;
        };
        let owner = owner.clone();
        let place = if *is_endpoint { Place::Endpoints(vec![owner]) } else { Place::Structure(owner) };
        let patch = suggest_patch(&place, Some(field.wire_name.as_str()), "set = { type = \"…\" }", "…");
        remark.help = format!("state it in api.toml:\n{patch}");
        !field.origins.iter().any(is_typed_by_patch)
    });
}

/// Where a remark says that a field has no type.
fn untyped_at(remark: &Diagnostic) -> Option<&Source> {
    remark.primary.as_ref().filter(|_| remark.code == Code::MissingType).map(|label| &label.source)
}

fn is_typed_by_patch(origin: &Origin) -> bool {
    origin.fact == Fact::Type && origin.evidence == Evidence::Patch
}
