//! Who may call what: security schemes, and the requirements of endpoints.

use super::headers::set_in_authorization;
use super::info::parts;
use super::node::{Node, Object};
use super::{Document, component_name};
use crate::context::Context;
use crate::prose::inline;
use docwright_model::{CredentialSet, Endpoint, Evidence, SchemeKind, SecurityRequirement, SecurityScheme};
use std::collections::{BTreeMap, BTreeSet};

/// The names of security schemes.
type Names<'a> = BTreeMap<&'a str, String>;

/// Those of schemes by their ids, and those of the credential sets that travel in `Authorization` by theirs.
pub(super) fn names<'a>(context: &Context<'a>) -> (Names<'a>, Names<'a>) {
    let mut taken = BTreeSet::new();
    let mut named = |name: &'a str| (name, component_name(name, &mut taken));
    let schemes = context.api.security_schemes.iter().map(|scheme| named(&scheme.id)).collect();
    let sent: BTreeSet<&str> =
        context.api.endpoints.iter().filter_map(|endpoint| set_in_authorization(endpoint, context)).collect();
    let sets = context.api.credential_sets.iter().filter(|set| sent.contains(set.name.as_str()));
    let sets = sets.map(|set| named(&set.name)).collect();
    (schemes, sets)
}

/// That a scheme is asked for, with these scopes.
pub(super) fn requirement(name: &str, scopes: Vec<&str>) -> Object {
    Object::new().with(name.to_owned(), scopes)
}

/// The grants that OpenAPI has a flow for: its name, and whether it needs the addresses of the token and of consent.
const FLOWS: [(&str, &str, bool, bool); 4] = [
    ("implicit", "implicit", false, true),
    ("password", "password", true, false),
    ("client_credentials", "clientCredentials", true, false),
    ("authorization_code", "authorizationCode", true, true),
];

impl Document<'_> {
    pub(super) fn security_schemes(&self) -> Object {
        let schemes = self.api().security_schemes.iter();
        let schemes = schemes
            .filter_map(|scheme| Some((self.schemes.get(scheme.id.as_str())?.clone(), self.scheme(scheme))));
        let sets = self.api().credential_sets.iter();
        let sets =
            sets.filter_map(|set| Some((self.sets.get(set.name.as_str())?.clone(), in_authorization(set))));
        schemes.chain(sets).collect()
    }

    fn scheme(&self, scheme: &SecurityScheme) -> Object {
        let key = |place: &'static str, name: &str| {
            Object::new().with("type", "apiKey").with("in", place).with("name", name)
        };
        let http = |name: &'static str| Object::new().with("type", "http").with("scheme", name);
        let kind = match &scheme.kind {
            SchemeKind::OAuth2 { grants, token_url, authorization_url, scopes } => {
                let addresses = [token_url, authorization_url].map(|url| self.absolute(url.as_deref()?));
                let told =
                    |url: &Option<String>, known: &Option<String>, key: &'static str, object: Object| {
                        let is_said = known.as_deref().is_some_and(|known| says(&object, known));
                        object.maybe(key, url.as_ref().filter(|_| !is_said))
                    };
                let [token, consent] = &addresses;
                let object = self.oauth2(&scheme.id, grants, &addresses, scopes);
                let object = told(token_url, token, "x-docwright-token-url", object);
                told(authorization_url, consent, "x-docwright-authorization-url", object)
            }
            SchemeKind::Bearer => http("bearer"),
            SchemeKind::Basic => http("basic"),
            SchemeKind::Header { name } => key("header", name.as_str()),
            // The whole header, whose cookies the document does not name.
            SchemeKind::Cookie => key("header", "Cookie"),
            SchemeKind::Query { name } => key("query", name.as_str()),
        };
        let carriers: Vec<Object> = scheme.parameters.iter().map(|carrier| self.carrier(carrier)).collect();
        kind.maybe("description", self.markdown(scheme.description.as_ref()))
            .with("x-docwright-name", scheme.name.as_str())
            .filled("x-docwright-parameters", carriers)
            .filled("x-docwright-responses", self.responses(&scheme.responses))
            .and(self.provenance(&scheme.source, Evidence::Stated, &scheme.origins))
    }

    fn oauth2(
        &self,
        id: &str,
        grants: &[String],
        [token_url, authorization_url]: &[Option<String>; 2],
        scopes: &[String],
    ) -> Object {
        let asked = self.api().endpoints.iter().filter_map(|endpoint| endpoint.security.as_ref()).flatten();
        let asked = asked.filter(|asked| asked.scheme == id).flat_map(|asked| &asked.scopes);
        let mut seen = BTreeSet::new();
        let all = scopes.iter().chain(asked).filter(|scope| seen.insert(scope.as_str()));
        // What reads an object with this key takes it for a reference, and looks up what it names.
        let (references, scopes): (Vec<&String>, Vec<&String>) = all.partition(|scope| *scope == "$ref");
        // Of what a scope allows the model knows no more than its name.
        let named: Object = scopes.iter().map(|scope| ((*scope).clone(), "")).collect();
        let mut others: Vec<&String> = Vec::new();
        let mut flows = Object::new();
        for grant in grants {
            let known = FLOWS.iter().find(|(name, ..)| name == grant);
            let flow = known.and_then(|(_, name, needs_token, needs_consent)| {
                let is_told =
                    (!needs_token || token_url.is_some()) && (!needs_consent || authorization_url.is_some());
                let flow = Object::new()
                    .maybe("authorizationUrl", authorization_url.as_ref().filter(|_| *needs_consent))
                    .maybe("tokenUrl", token_url.as_ref().filter(|_| *needs_token))
                    .with("scopes", named.clone());
                is_told.then_some((*name, flow))
            });
            match flow {
                Some((name, flow)) if flows.get(name).is_none() => flows.push(name, flow),
                Some(_) => {}
                None => others.push(grant),
            }
        }
        let unsaid = if flows.is_empty() { [scopes, references].concat() } else { references };
        Object::new()
            .with("type", "oauth2")
            .with("flows", flows)
            .filled("x-docwright-grants", others)
            .filled("x-docwright-scopes", unsaid)
    }

    /// A web address; one that begins with `/` is on the host of the base URL.
    fn absolute(&self, address: &str) -> Option<String> {
        if !address.starts_with('/') || address.starts_with("//") {
            return parts(address).map(|_| address.to_owned());
        }
        let origin = self.api().base_url.as_deref().and_then(parts);
        let origin = origin.map(|(scheme, host, _)| format!("{scheme}://{host}"));
        Some(origin.unwrap_or_default() + address)
    }

    /// Who may call: any one of these suffices. A scheme with several scopes, of which the caller needs one, is several
    /// of them. One that no document describes can only be named beside them. Where nothing is said of who may call,
    /// nothing is said here: an empty list would say that everybody may.
    pub(super) fn security(&self, endpoint: &Endpoint) -> Object {
        let Some(requirements) = &endpoint.security else {
            return Object::new().maybe("security", self.authorization(endpoint));
        };
        let (mut written, mut unknown) = (Vec::new(), Vec::new());
        for SecurityRequirement { scheme, scopes } in requirements {
            let Some(name) = self.schemes.get(scheme.as_str()) else {
                unknown.push(scheme.as_str());
                continue;
            };
            if scopes.is_empty() {
                written.push(requirement(name, Vec::new()));
            }
            written.extend(scopes.iter().map(|scope| requirement(name, vec![scope.as_str()])));
        }
        let is_told = !written.is_empty() || unknown.is_empty();
        Object::new()
            .maybe("security", is_told.then_some(written))
            .filled("x-docwright-undescribed-schemes", unknown)
    }
}

/// Whether a flow of a scheme tells this address.
fn says(scheme: &Object, address: &str) -> bool {
    let Some(Node::Object(flows)) = scheme.get("flows") else { return false };
    flows.iter().any(|(_, flow)| match flow {
        Node::Object(flow) => flow.iter().any(|(_, told)| told.as_text() == Some(address)),
        _ => false,
    })
}

/// A credential set that travels in `Authorization`, in a form of its own.
fn in_authorization(set: &CredentialSet) -> Object {
    Object::new()
        .with("type", "apiKey")
        .with("in", "header")
        .with("name", "Authorization")
        .maybe("description", set.description.as_deref().map(inline))
        .with("x-docwright-credential", set.name.as_str())
}
