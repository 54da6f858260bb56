//! From the names of security schemes to their identifiers.

use super::Scope;
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic},
    recognise::authorization::requirements,
};
use docwright_model::SchemeKind;

/// Gives each endpoint its requirements; a scheme that is not described is reported.
pub(super) fn resolve_security(draft: &mut Draft, scope: &mut Scope<'_>) {
    let schemes: Vec<(String, String, bool)> = draft
        .schemes
        .iter()
        .map(|scheme| {
            (scheme.name.clone(), scheme.id.clone(), matches!(scheme.kind, SchemeKind::OAuth2 { .. }))
        })
        .collect();
    for draft in &mut draft.endpoints {
        let Some(names) = &draft.schemes else { continue };
        let mut found = Vec::new();
        for name in names {
            match schemes.iter().find(|(known, ..)| known == name) {
                Some((_, id, scopes)) => found.push((id.clone(), *scopes)),
                None => scope.diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownScheme,
                        format!("`{name}` is no security scheme that the documents describe"),
                        "describe it in a section of its own below the security heading, or correct the name",
                    )
                    .at(draft.security_source.clone(), "named in this section"),
                ),
            }
        }
        draft.endpoint.security = Some(requirements(&found, &draft.scopes));
    }
}
