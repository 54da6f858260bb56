//! From the names of security schemes to their identifiers.

use super::Scope;
use crate::{
    assemble::{Draft, DraftEndpoint, SchemeName},
    diagnostics::{Code, Diagnostic},
    recognise::authorization::requirements,
};
use docwright_model::{Fact, SchemeKind};

/// Gives an endpoint that names scopes and no scheme the only scheme that knows scopes; if there is none, the scopes are
/// reported as not used.
fn scopes_alone(draft: &mut DraftEndpoint, schemes: &[(String, String, bool)], scope: &mut Scope<'_>) {
    if draft.scopes.is_empty() {
        return;
    }
    let knowing: Vec<(String, bool)> =
        schemes.iter().filter(|(.., scopes)| *scopes).map(|(_, id, scopes)| (id.clone(), *scopes)).collect();
    let endpoint = &draft.endpoint;
    let subject = Some(format!("{} {}", endpoint.method, endpoint.path));
    let place = endpoint.origins.of(Fact::Security).map_or(&endpoint.source, |origin| &origin.source).clone();
    if let [(id, _)] = knowing.as_slice() {
        let message = format!("scopes are named, but no security scheme: they are taken for those of `{id}`");
        let help = "no other scheme has scopes; acknowledge it in api.toml if that one is meant";
        let remark = Diagnostic::new(Code::LikelyFact, message, help).at(place, "named here");
        scope.diagnostics.push(Diagnostic { subject, ..remark });
        draft.endpoint.security = Some(requirements(&knowing, &draft.scopes));
        return;
    }
    let message = "scopes are named, but no security scheme that they belong to";
    let help =
        "name the scheme in a sentence such as \"supports the following authorization methods: `OAuth 2.0`\"";
    let remark = Diagnostic::new(Code::UnusedText, message, help).at(place.clone(), "not used").unread(place);
    scope.diagnostics.push(Diagnostic { subject, ..remark });
}

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
        let Some(names) = &draft.schemes else {
            scopes_alone(draft, &schemes, scope);
            continue;
        };
        let mut found = Vec::new();
        for SchemeName { name, source } in names {
            match schemes.iter().find(|(known, ..)| known == name) {
                Some((_, id, scopes)) => found.push((id.clone(), *scopes)),
                None => scope.diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownScheme,
                        format!("`{name}` is no security scheme that the documents describe"),
                        "describe it in a section of its own below the security heading, or correct the name",
                    )
                    .at(source.clone(), "named here"),
                ),
            }
        }
        draft.endpoint.security = Some(requirements(&found, &draft.scopes));
    }
}
