//! Who may call what: security schemes, and the requirements of endpoints.

use super::annotations::provenance;
use super::node::Object;
use super::{Document, component_name};
use docwright_model::{Api, Evidence, SchemeKind, SecurityRequirement, SecurityScheme};
use std::collections::{BTreeMap, BTreeSet};

/// The names of security schemes by their ids.
pub(super) fn names(api: &Api) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::new();
    let schemes = api.security_schemes.iter();
    schemes.map(|scheme| (scheme.id.as_str(), component_name(&scheme.id, &mut taken))).collect()
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
        schemes
            .filter_map(|scheme| Some((self.schemes.get(scheme.id.as_str())?.clone(), self.scheme(scheme))))
            .collect()
    }

    fn scheme(&self, scheme: &SecurityScheme) -> Object {
        let key = |place: &'static str, name: &str| {
            Object::new().with("type", "apiKey").with("in", place).with("name", name)
        };
        let http = |name: &'static str| Object::new().with("type", "http").with("scheme", name);
        let kind = match &scheme.kind {
            SchemeKind::OAuth2 { grants, token_url, authorization_url, scopes } => {
                let addresses = [token_url, authorization_url].map(|url| self.absolute(url.as_deref()));
                self.oauth2(&scheme.id, grants, &addresses, scopes)
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
            .and(provenance(&scheme.source, Evidence::Stated, &scheme.origins))
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
        // Of what a scope allows the model knows no more than its name.
        let scopes: Object = all.map(|scope| (scope.clone(), "")).collect();
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
                    .with("scopes", scopes.clone());
                is_told.then_some((*name, flow))
            });
            match flow {
                Some((name, flow)) if flows.get(name).is_none() => flows.push(name, flow),
                Some(_) => {}
                None => others.push(grant),
            }
        }
        let unsaid =
            flows.is_empty().then(|| scopes.iter().map(|(scope, _)| scope.to_owned()).collect::<Vec<_>>());
        Object::new()
            .with("type", "oauth2")
            .with("flows", flows)
            .filled("x-docwright-grants", others)
            .maybe("x-docwright-token-url", token_url.as_ref().filter(|_| unsaid.is_some()))
            .maybe("x-docwright-authorization-url", authorization_url.as_ref().filter(|_| unsaid.is_some()))
            .filled("x-docwright-scopes", unsaid.unwrap_or_default())
    }

    /// An address that begins with `/` is on the host of the base URL.
    fn absolute(&self, address: Option<&str>) -> Option<String> {
        let address = address?;
        let base =
            self.api().base_url.as_deref().filter(|_| address.starts_with('/') && !address.starts_with("//"));
        let origin = base.and_then(|base| {
            let (scheme, rest) = base.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split('/').next()?))
        });
        Some(origin.unwrap_or_default() + address)
    }

    /// Who may call: any one of these suffices. A scheme with several scopes, of which the caller needs one, is several
    /// of them. One that no document describes can only be named beside them.
    pub(super) fn security(&self, requirements: Option<&[SecurityRequirement]>) -> Object {
        let Some(requirements) = requirements else { return Object::new() };
        let (mut written, mut unknown) = (Vec::new(), Vec::new());
        for SecurityRequirement { scheme, scopes } in requirements {
            let Some(name) = self.schemes.get(scheme.as_str()) else {
                unknown.push(scheme.as_str());
                continue;
            };
            let requirement = |scopes: Vec<&str>| Object::new().with(name.clone(), scopes);
            if scopes.is_empty() {
                written.push(requirement(Vec::new()));
            }
            written.extend(scopes.iter().map(|scope| requirement(vec![scope.as_str()])));
        }
        let is_told = !written.is_empty() || unknown.is_empty();
        Object::new()
            .maybe("security", is_told.then_some(written))
            .filled("x-docwright-undescribed-schemes", unknown)
    }
}
