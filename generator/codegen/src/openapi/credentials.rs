//! Credentials that travel in documented parameters. What an endpoint documents of them is among its parameters like all
//! else; where it takes a set of which it lists no field, the fields are told here as clients send them.

use super::Document;
use super::node::{Node, Object};
use super::schema::plain;
use crate::context::Context;
use crate::operations::credential_place;
use crate::prose::inline;
use docwright_model::{
    CredentialArgument, CredentialMethod, CredentialSet, Endpoint, Field, Location, Session, SessionValue,
    WireName,
};

/// A field that an endpoint takes without listing it.
pub(super) struct Implied<'a> {
    pub(super) location: Location,
    pub(super) name: String,
    pub(super) set: &'a str,
    pub(super) is_required: bool,
    is_secret: bool,
}

impl Implied<'_> {
    /// Its schema as a property or a parameter.
    pub(super) fn schema(&self) -> Object {
        plain("string", self.is_secret.then_some("password"))
    }

    pub(super) fn annotations(&self) -> Object {
        Object::new()
            .with("x-docwright-credential", self.set)
            .flag("x-docwright-secret", self.is_secret)
            .with("x-docwright-unstated", true)
    }

    /// Its schema as a property.
    pub(super) fn property(&self) -> Object {
        self.schema().and(self.annotations())
    }
}

/// The fields of credential sets that an endpoint takes without listing them.
pub(super) fn implied<'a>(endpoint: &'a Endpoint, context: &Context<'a>) -> Vec<Implied<'a>> {
    let Some(used) = &endpoint.credentials else { return Vec::new() };
    let names: Vec<&String> = [&used.set].into_iter().chain(&used.others).collect();
    let is_listed = |set: &String| {
        endpoint.parameters.iter().any(|parameter| parameter.field.credential.as_ref() == Some(set))
    };
    if names.iter().any(|set| is_listed(set)) {
        return Vec::new();
    }
    let known = |name: &&String| context.api.credential_sets.iter().find(|set| set.name == **name);
    let sets: Vec<&CredentialSet> = names.iter().filter_map(known).collect();
    let mut found: Vec<Implied<'_>> = Vec::new();
    for set in &sets {
        let location = credential_place(&set.name, endpoint, context);
        for field in &set.fields {
            let name = match (&set.header, location) {
                (Some(header), Location::Header) => header.replace("{field}", field.as_str()),
                _ => field.to_string(),
            };
            let is_always_sent =
                sets.iter().flat_map(|set| &set.methods).all(|method| sends(method, field.as_str()));
            let is_required = used.required && is_always_sent;
            let is_known = found.iter().any(|known| known.name == name)
                || endpoint.parameters_in(location).any(|known| known.field.wire_name.as_str() == name);
            if !is_known {
                let is_secret = is_filled_secretly(set, field);
                found.push(Implied { location, name, set: &set.name, is_required, is_secret });
            }
        }
    }
    found
}

/// Whether a field carries what must never show: an argument of the client's that is secret.
pub(super) fn is_secret(field: &Field, context: &Context<'_>) -> bool {
    let Some(set) = &field.credential else { return false };
    let known = context.api.credential_sets.iter().find(|known| known.name == *set);
    let name = field.wire_name.as_str();
    known.is_some_and(|known| {
        let carried = known.fields.iter().filter(|carried| {
            let header = known.header.as_ref().map(|header| header.replace("{field}", carried.as_str()));
            carried.as_str() == name || header.as_deref() == Some(name)
        });
        carried.into_iter().any(|carried| is_filled_secretly(known, carried))
    })
}

/// Whether a way to fill a set puts a secret into a field of it.
fn is_filled_secretly(set: &CredentialSet, field: &WireName) -> bool {
    set.methods.iter().any(|method| {
        let mut secrets = method.arguments.iter().filter(|argument| argument.secret);
        secrets.any(|argument| {
            let value = format!("{{{}}}", argument.rust_name);
            method.send.iter().any(|sent| sent.field == *field && sent.value.contains(&value))
        })
    })
}

fn sends(method: &CredentialMethod, field: &str) -> bool {
    method.send.iter().any(|sent| sent.field.as_str() == field)
}

impl Document<'_> {
    /// The sets, the ways to fill them, and the sessions that they are traded for.
    pub(super) fn credential_sets(&self) -> Vec<Object> {
        self.api().credential_sets.iter().map(credential_set).collect()
    }
}

fn credential_set(set: &CredentialSet) -> Object {
    let fields: Vec<&str> = set.fields.iter().map(WireName::as_str).collect();
    Object::new()
        .with("name", set.name.as_str())
        .maybe("description", set.description.as_deref().map(inline))
        .with("fields", fields)
        .maybe("header", set.header.as_ref())
        .filled("methods", set.methods.iter().map(method).collect::<Vec<_>>())
        .maybe("session", set.session.as_ref().map(session))
}

fn method(method: &CredentialMethod) -> Object {
    let argument = |argument: &CredentialArgument| {
        Object::new()
            .with("name", argument.rust_name.as_str())
            .with("secret", argument.secret)
            .flag("once", argument.once)
    };
    let send: Object = method.send.iter().map(|sent| (sent.field.to_string(), sent.value.as_str())).collect();
    Object::new()
        .with("name", method.rust_name.as_str())
        .maybe("description", method.description.as_deref().map(inline))
        .with("arguments", method.arguments.iter().map(argument).collect::<Vec<_>>())
        .with("send", send)
}

fn session(session: &Session) -> Object {
    let value = |value: &SessionValue| -> Node {
        match value {
            SessionValue::Kept => Object::new().with("from", "credentials").into(),
            SessionValue::Key => Object::new().with("from", "session").into(),
            SessionValue::Text(text) => text.into(),
        }
    };
    let send: Object = session.send.iter().map(|sent| (sent.field.to_string(), value(&sent.value))).collect();
    Object::new()
        .with("login", session.login.as_str())
        .maybe("logout", session.logout.as_ref())
        .with("key", session.key.as_str())
        .with("send", send)
}
