//! An endpoint as an operation.

use super::Document;
use super::annotations::provenance;
use super::examples::Examples;
use super::info::server;
use super::node::Object;
use crate::EmitError;
use crate::prose::plain;
use docwright_model::{
    Alias, CredentialUse, Endpoint, Evidence, Origins, Pagination, PathTemplate, SetAside,
};

impl Document<'_> {
    /// The operation of an endpoint below a path that differs from its own in nothing but names.
    pub(super) fn operation(
        &self,
        endpoint: &Endpoint,
        path: &PathTemplate,
        tag: Option<&str>,
    ) -> Result<Object, EmitError> {
        let Examples { request, response, others } = self.examples(endpoint);
        Ok(Object::new()
            .with("operationId", endpoint.rust_name.as_str())
            .filled("tags", Vec::from_iter(tag))
            .with("summary", self.summary(endpoint))
            .maybe("description", self.markdown(endpoint.description.as_ref()))
            .flag("deprecated", endpoint.deprecated.is_some())
            .maybe("servers", self.own_server(endpoint).map(|server| vec![server]))
            .and(self.security(endpoint.security.as_deref()))
            .filled("parameters", self.parameters(endpoint, path)?)
            .maybe("requestBody", self.request_body(endpoint, request))
            .with("responses", self.answers(endpoint, response))
            .maybe("x-docwright-name", endpoint.name.as_ref())
            .maybe("x-docwright-group", endpoint.group.as_ref())
            .maybe("x-docwright-path", (endpoint.path != *path).then(|| endpoint.path.as_str()))
            .maybe("x-docwright-address", endpoint.address.as_ref())
            .maybe("x-docwright-since", endpoint.since.as_ref())
            .and(self.deprecation(endpoint.deprecated.as_ref()))
            .and(self.disabled(endpoint))
            .flag("x-docwright-reads", endpoint.reads)
            .maybe("x-docwright-credentials", endpoint.credentials.as_ref().map(credential_use))
            .maybe("x-docwright-pagination", endpoint.pagination.as_ref().map(pagination))
            .filled("x-docwright-aliases", endpoint.aliases.iter().map(alias).collect::<Vec<_>>())
            .filled("x-docwright-examples", others)
            .filled("x-docwright-set-aside", set_aside(&endpoint.set_aside))
            .and(provenance(&endpoint.source, Evidence::Stated, &endpoint.origins)))
    }

    /// What the document says in a line, or else what it or the client calls the endpoint.
    fn summary(&self, endpoint: &Endpoint) -> String {
        let documented =
            self.prose(endpoint.summary.as_ref()).map(plain).filter(|text| !text.trim().is_empty());
        let name = || endpoint.name.clone().unwrap_or_else(|| sentence(endpoint.rust_name.as_str()));
        documented.unwrap_or_else(name)
    }

    /// The server of an endpoint that is not below the base URL.
    fn own_server(&self, endpoint: &Endpoint) -> Option<Object> {
        let base = self.api().base_url.as_deref()?.trim_end_matches('/');
        let own = endpoint.address.as_deref()?.strip_suffix(endpoint.path.as_str())?;
        if own == base { None } else { server(own) }
    }

    /// That the endpoint is switched off, in the document's words.
    fn disabled(&self, endpoint: &Endpoint) -> Object {
        match (&endpoint.disabled, self.prose(endpoint.disabled.as_ref())) {
            (_, Some(sentence)) => Object::new().with("x-docwright-disabled", sentence),
            (disabled, None) => Object::new().flag("x-docwright-disabled", disabled.is_some()),
        }
    }
}

/// `list_tenants` as people write it.
fn sentence(name: &str) -> String {
    let text = name.replace('_', " ");
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

fn credential_use(CredentialUse { set, others, required }: &CredentialUse) -> Object {
    let sets: Vec<&str> = [set].into_iter().chain(others).map(String::as_str).collect();
    Object::new().with("any_of", sets).with("required", *required)
}

fn pagination(Pagination { parameter, cursor, cursor_alone, items }: &Pagination) -> Object {
    Object::new()
        .with("parameter", parameter.as_str())
        .with("cursor", cursor.as_str())
        .with("cursor_alone", *cursor_alone)
        .maybe("items", items.as_ref())
}

fn alias(alias: &Alias) -> Object {
    Object::new()
        .with("method", alias.method.as_str())
        .with("path", alias.path.as_str())
        .maybe("name", alias.name.as_ref())
        .maybe("since", alias.since.as_ref())
        .and(provenance(&alias.source, Evidence::Stated, &Origins::default()))
}

/// Rows that look like parameters or fields and are none.
pub(super) fn set_aside(rows: &[SetAside]) -> Vec<Object> {
    let row = |row: &SetAside| {
        Object::new()
            .with("name", row.wire_name.as_str())
            .with("reason", row.reason.as_str())
            .and(provenance(&row.source, Evidence::Stated, &Origins::default()))
    };
    rows.iter().map(row).collect()
}
