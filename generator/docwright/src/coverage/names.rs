//! What the items of a model are called: by the documents, and in the emitted crate.

use docwright_model::{
    Api, Definition, Endpoint, Example, ExampleRole, Field, Location, NamedType, Parameter, Response,
    ResponseStatus, SecurityScheme,
};
use docwright_parser::Item;
use std::collections::BTreeSet;

/// What an item is, and what it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// What it is: `endpoint`, `query parameter`.
    pub(super) kind: &'static str,
    /// What the documents call it; of what they give no name, what tells it from others: `GET /pets`, `200`.
    pub(super) model: String,
    /// What it belongs to, as the documents call that.
    pub(super) owner: Option<String>,
    /// What the emitted crate calls it; none if nothing there has its name.
    pub(super) rust: Option<String>,
}

/// The names of the items of one API.
pub(super) struct Names<'a> {
    pub(super) api: &'a Api,
    /// The types that are emitted.
    emitted: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        // A model that can't be written as Rust gives its types no names there.
        let emitted = docwright_codegen::emitted_types(api).unwrap_or_default();
        Self { api, emitted: emitted.into_iter().map(|named| named.name.as_str()).collect() }
    }

    /// What an item is called; nothing if the model has no such item.
    pub(super) fn of(&self, item: Item) -> Name {
        self.found(item).unwrap_or_default()
    }

    fn found(&self, item: Item) -> Option<Name> {
        Some(match item {
            Item::Api => Name::new("API", &self.api.title).in_rust(&self.api.name),
            Item::Scheme(index) => {
                let scheme = self.scheme(index)?;
                Name::new("security scheme", &scheme.name).in_rust(&scheme.id)
            }
            Item::SchemeParameter(index, inner) => {
                let scheme = self.scheme(index)?;
                parameter(scheme.parameters.get(inner)?).of(&scheme.name)
            }
            Item::SchemeResponse(index, inner) => {
                let scheme = self.scheme(index)?;
                response(scheme.responses.get(inner)?).of(&scheme.name)
            }
            Item::Endpoint(index) => {
                let endpoint = self.endpoint(index)?;
                Name::new("endpoint", &endpoint_name(endpoint)).in_rust(endpoint.rust_name.as_str())
            }
            Item::Parameter(index, inner) => {
                let endpoint = self.endpoint(index)?;
                let found = endpoint.parameters.get(inner)?;
                let name = parameter(found).of(&endpoint_name(endpoint));
                let Field { credential, rust_name, .. } = &found.field;
                // What carries credentials has no name of its own: the client fills it.
                if credential.is_some() { name } else { name.in_rust(rust_name.as_str()) }
            }
            Item::Response(index, inner) => {
                let endpoint = self.endpoint(index)?;
                response(endpoint.responses.get(inner)?).of(&endpoint_name(endpoint))
            }
            Item::Example(index, inner) => {
                let endpoint = self.endpoint(index)?;
                example(endpoint.examples.get(inner)?).of(&endpoint_name(endpoint))
            }
            Item::Type(index) => {
                let named = self.api.types.get(index)?;
                let name = Name::new(type_kind(named), &named.name);
                if self.is_emitted(named) { name.in_rust(named.rust_name.as_str()) } else { name }
            }
            Item::Field(index, inner) => {
                let named = self.api.types.get(index)?;
                let field = fields(named).get(inner)?;
                let name = Name::new("field", field.wire_name.as_str()).of(&named.name);
                if self.is_emitted(named) { name.in_rust(field.rust_name.as_str()) } else { name }
            }
            Item::Constant(index) => {
                let constant = self.api.constants.get(index)?;
                Name::new("constant", constant.name.as_str()).in_rust(constant.rust_name.as_str())
            }
        })
    }

    fn scheme(&self, index: usize) -> Option<&'a SecurityScheme> {
        self.api.security_schemes.get(index)
    }

    fn endpoint(&self, index: usize) -> Option<&'a Endpoint> {
        self.api.endpoints.get(index)
    }

    /// Whether a type is in the emitted crate.
    fn is_emitted(&self, named: &NamedType) -> bool {
        self.emitted.contains(named.name.as_str())
    }
}

impl Name {
    fn new(kind: &'static str, model: &str) -> Self {
        Self { kind, model: model.to_owned(), owner: None, rust: None }
    }

    /// The same as a part of something.
    fn of(self, owner: &str) -> Self {
        Self { owner: Some(owner.to_owned()), ..self }
    }

    /// The same with its name in the emitted crate, if it has one.
    fn in_rust(self, name: &str) -> Self {
        Self { rust: Some(name.to_owned()).filter(|name| !name.is_empty()), ..self }
    }
}

/// The fields of a structure; none of another type.
pub(super) fn fields(named: &NamedType) -> &[Field] {
    match &named.definition {
        Definition::Structure { fields, .. } => fields,
        _ => &[],
    }
}

/// What the documents call an endpoint: most give it no name.
fn endpoint_name(endpoint: &Endpoint) -> String {
    endpoint.name.clone().unwrap_or_else(|| format!("{} {}", endpoint.method, endpoint.path))
}

fn parameter(Parameter { location, field }: &Parameter) -> Name {
    let kind = match location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header parameter",
        Location::Form => "form parameter",
        Location::Multipart => "multipart parameter",
        Location::Json => "body parameter",
    };
    Name::new(kind, field.wire_name.as_str())
}

fn response(response: &Response) -> Name {
    Name::new("response", &status(response.status))
}

fn example(example: &Example) -> Name {
    let role = match example.role {
        ExampleRole::Request => "of a request",
        ExampleRole::Response => "of an answer",
    };
    Name::new("example", example.title.as_deref().unwrap_or(role))
}

fn status(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Class(class) => format!("{class}XX"),
        ResponseStatus::Default => "default".to_owned(),
        ResponseStatus::Success => "success".to_owned(),
        ResponseStatus::Failure => "failure".to_owned(),
    }
}

fn type_kind(named: &NamedType) -> &'static str {
    match named.definition {
        Definition::Structure { .. } => "structure",
        Definition::Enumeration { .. } => "enumeration",
        Definition::Opaque { .. } => "type without description",
    }
}
