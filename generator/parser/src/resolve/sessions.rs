//! The endpoints that trade credentials for a session: `session` in `api.toml` names them. Each must be there, take the
//! set, and ask for nothing that the client does not have.

use super::{
    Scope,
    pattern::{is_called, key, nearest},
};
use crate::{
    assemble::Draft,
    config::{CredentialConfig, SESSION_KEY, SessionConfig, Spanned},
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{
    CredentialUse, Endpoint, Location, Requirement, Session, SessionField, SessionValue, WireName,
};

/// Reports the endpoints of sessions that cannot be what `api.toml` takes them for.
pub(super) fn check_sessions(draft: &Draft, scope: &mut Scope<'_>) {
    for set in &scope.config.credentials {
        let Some(session) = &set.session else { continue };
        for name in [&session.login].into_iter().chain(&session.logout) {
            check_endpoint(name, set.name.get_ref(), draft, scope);
        }
    }
}

fn check_endpoint(name: &Spanned<String>, set: &str, draft: &Draft, scope: &mut Scope<'_>) {
    let (called, at) = (name.get_ref(), scope.config_source(name.span()));
    let mut endpoints = draft.endpoints.iter().map(|draft| &draft.endpoint);
    let Some(endpoint) = endpoints.find(|endpoint| is_called(called, endpoint)) else {
        let help = nearest(called, draft).map_or_else(
            || "the documents may have changed: name the endpoint as they do now".to_owned(),
            |known| format!("did you mean `{known}`?"),
        );
        let message = format!("no endpoint is called `{called}`");
        scope.diagnostics.push(Diagnostic::new(Code::StalePatch, message, help).at(at, "names no endpoint"));
        return;
    };
    if !endpoint.credentials.as_ref().is_some_and(|used| takes(used, set)) {
        let message = format!("`{called}` does not take the credentials `{set}`");
        let help = format!(
            "name the endpoint that trades them for a session, or state that it takes them by a patch:\n[[patch]]\nendpoint = \"{called}\"\nset = {{ credentials = \"{set}\" }}\nreason = \"…\""
        );
        scope.diagnostics.push(Diagnostic::new(Code::ConfigValue, message, help).at(at, "named here"));
    } else if let Some(asked) = asked(endpoint) {
        let message = format!("`{called}` asks for `{asked}` besides the credentials");
        let help = "name an endpoint that asks for nothing else: a client opens and ends sessions by itself";
        scope.diagnostics.push(Diagnostic::new(Code::ConfigValue, message, help).at(at, "named here"));
    }
}

fn takes(used: &CredentialUse, set: &str) -> bool {
    used.set == set || used.others.iter().any(|other| other == set)
}

/// A parameter without which the endpoint cannot be called, and which carries no credentials.
fn asked(endpoint: &Endpoint) -> Option<&WireName> {
    let mut parameters = endpoint.parameters.iter().filter(|parameter| parameter.field.credential.is_none());
    let asked = parameters.find(|parameter| {
        parameter.location == Location::Path || parameter.field.requirement == Requirement::Required
    });
    asked.map(|parameter| &parameter.field.wire_name)
}

/// The session of a set as the model has it.
pub(super) fn session(set: &CredentialConfig, endpoints: &[Endpoint]) -> Option<Session> {
    let SessionConfig { login, logout, key: at, send } = set.session.as_ref()?;
    let found = |name: &Spanned<String>| {
        endpoints.iter().find(|endpoint| is_called(name.get_ref(), endpoint)).map(key)
    };
    let field = |field: &String| {
        let text = send.get(field)?.get_ref();
        let value = match text.as_str() {
            SESSION_KEY => SessionValue::Key,
            text if text.contains('{') => SessionValue::Kept,
            text => SessionValue::Text(text.to_owned()),
        };
        Some(SessionField { field: WireName::from(field.as_str()), value })
    };
    Some(Session {
        login: found(login)?,
        logout: logout.as_ref().and_then(found),
        key: at.get_ref().clone(),
        // In the order of the documented fields, whatever the order of the keys.
        send: set.fields.iter().filter_map(field).collect(),
    })
}
