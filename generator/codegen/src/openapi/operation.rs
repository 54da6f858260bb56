//! An endpoint as an operation.

use super::Document;
use super::examples::Examples;
use super::info::{before_path, server, shown_in_addresses};
use super::node::Object;
use crate::EmitError;
use crate::prose::{code, inline, title};
use docwright_model::{
    Alias, CredentialUse, Endpoint, Evidence, Method, Origins, Pagination, PathTemplate, SetAside,
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
            .filled("description", self.description(endpoint))
            .flag("deprecated", endpoint.deprecated.is_some())
            .maybe("servers", self.own_server(endpoint).map(|server| vec![server]))
            .and(self.security(endpoint))
            .filled("parameters", self.parameters(endpoint, path)?)
            .maybe(self.place_of_body(endpoint), self.request_body(endpoint, request))
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
            .filled("x-docwright-headers", self.headers(endpoint))
            .maybe("x-docwright-pagination", endpoint.pagination.as_ref().map(pagination))
            .filled("x-docwright-aliases", self.aliases(&endpoint.aliases))
            .filled("x-docwright-examples", others)
            .filled("x-docwright-set-aside", self.set_aside(&endpoint.set_aside))
            .and(self.provenance(&endpoint.source, Evidence::Stated, &endpoint.origins)))
    }

    /// What the document says in a line, or else what it or the client calls the endpoint. Programs that show it as
    /// Markdown or HTML find nothing in it to act on.
    fn summary(&self, endpoint: &Endpoint) -> String {
        let documented = self.prose(endpoint.summary.as_ref()).map(inline).filter(|text| !text.is_empty());
        let name = || endpoint.name.clone().unwrap_or_else(|| sentence(endpoint.rust_name.as_str()));
        documented.unwrap_or_else(|| title(&name()))
    }

    /// What the document says of it, and of what OpenAPI would not show otherwise.
    fn description(&self, endpoint: &Endpoint) -> String {
        let about = self.markdown(endpoint.description.as_ref()).unwrap_or_default();
        let disabled = self.markdown(endpoint.disabled.as_ref()).unwrap_or_default();
        let deprecated =
            endpoint.deprecated.as_ref().and_then(|deprecated| self.markdown(deprecated.note.as_ref()));
        let deprecated = deprecated.unwrap_or_default();
        let more = [self.headers_in_words(endpoint), self.body_in_words(endpoint)];
        let pieces = [disabled, deprecated, about].into_iter().chain(more);
        pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// What OpenAPI calls the body of a request. Of one whose meaning HTTP leaves open, 3.0 says that it "SHALL be
    /// ignored"; 3.1 permits it.
    fn place_of_body(&self, endpoint: &Endpoint) -> &'static str {
        let is_left_open = matches!(endpoint.method, Method::Get | Method::Head | Method::Delete);
        if is_left_open && !self.dialect.is_json_schema() {
            "x-docwright-request-body"
        } else {
            "requestBody"
        }
    }

    /// That there is a body, where OpenAPI takes no notice of it.
    fn body_in_words(&self, endpoint: &Endpoint) -> String {
        let body = endpoint.request_body.as_ref().filter(|_| self.place_of_body(endpoint) != "requestBody");
        body.map(|body| format!("Takes a body of {}.", code(&body.media_type))).unwrap_or_default()
    }

    /// The server of an endpoint that is not below the base URL.
    fn own_server(&self, endpoint: &Endpoint) -> Option<Object> {
        let base = self.api().base_url.as_deref().map(|base| base.trim_end_matches('/'));
        let base = base.or_else(|| shown_in_addresses(self.api()));
        let own = before_path(endpoint)?;
        if base == Some(own) { None } else { server(own) }
    }

    /// That the endpoint is switched off, in the document's words.
    fn disabled(&self, endpoint: &Endpoint) -> Object {
        match (&endpoint.disabled, self.markdown(endpoint.disabled.as_ref())) {
            (_, Some(sentence)) => Object::new().with("x-docwright-disabled", sentence),
            (disabled, None) => Object::new().flag("x-docwright-disabled", disabled.is_some()),
        }
    }
}

impl Document<'_> {
    fn aliases(&self, aliases: &[Alias]) -> Vec<Object> {
        let alias = |alias: &Alias| {
            Object::new()
                .with("method", alias.method.as_str())
                .with("path", alias.path.as_str())
                .maybe("name", alias.name.as_ref())
                .maybe("since", alias.since.as_ref())
                .and(self.provenance(&alias.source, Evidence::Stated, &Origins::default()))
        };
        aliases.iter().map(alias).collect()
    }

    /// Rows that look like parameters or fields and are none.
    pub(super) fn set_aside(&self, rows: &[SetAside]) -> Vec<Object> {
        let row = |row: &SetAside| {
            Object::new()
                .with("name", row.wire_name.as_str())
                .with("reason", row.reason.as_str())
                .and(self.provenance(&row.source, Evidence::Stated, &Origins::default()))
        };
        rows.iter().map(row).collect()
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
