//! Remarks about fields without a type, once it is known which endpoint or structure has the field and what patches
//! state of it: one that a patch has typed needs no remark, and each other is told the lines that would type it.

use super::Scope;
use crate::{
    assemble::{Draft, name_place},
    diagnostics::{
        Code,
        suggestion::{Place, suggest_patch},
    },
};
use docwright_model::{Definition, Evidence, Fact, Field, Origin, Source};
use std::collections::HashMap;

/// Finishes the remarks. Those about rows that are no fields stay as they are.
pub(super) fn resolve_untyped(draft: &Draft, scope: &mut Scope<'_>) {
    let mut fields_at: HashMap<&Source, (&Field, String, bool)> = HashMap::new();
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        for parameter in &endpoint.parameters {
            let field = &parameter.field;
            let owner = || (field, format!("{} {}", endpoint.method, endpoint.path), true);
            fields_at.entry(name_place(field)).or_insert_with(owner);
        }
    }
    for found in &draft.types {
        let Definition::Structure { fields, .. } = &found.definition else { continue };
        for field in fields {
            fields_at.entry(name_place(field)).or_insert_with(|| (field, found.name.clone(), false));
        }
    }
    scope.diagnostics.retain_mut(|remark| {
        let place = remark.primary.as_ref().map(|label| &label.source);
        let of_code = place.filter(|_| remark.code == Code::MissingType);
        let Some((field, owner, is_endpoint)) = of_code.and_then(|place| fields_at.get(place)) else {
            return true;
        };
        let owner = owner.clone();
        let place = if *is_endpoint { Place::Endpoints(vec![owner]) } else { Place::Structure(owner) };
        let patch = suggest_patch(&place, Some(field.wire_name.as_str()), "set = { type = \"…\" }", "…");
        remark.help = format!("state it in api.toml:\n{patch}");
        !field.origins.iter().any(is_typed_by_patch)
    });
}

fn is_typed_by_patch(origin: &Origin) -> bool {
    origin.fact == Fact::Type && origin.evidence == Evidence::Patch
}
