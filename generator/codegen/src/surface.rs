//! The surface of an API for reviewers: what each endpoint takes and gives back, on one line.

use crate::context::callers_parameters;
use crate::decode::{Answer, answer};
use crate::operations::{arguments, setters};
use crate::prose::plain;
use crate::values::unix_time;
use docwright_model::{
    Api, BodyEncoding, CredentialUse, Deprecation, Endpoint, Location, NamedType, Parameter, Requirement,
    SecurityRequirement, Serialization, Type, UnixTime,
};
use std::collections::BTreeMap;

/// One line per endpoint in the order of the documents:
/// `get_pet  GET /pets/{id}  (id: i64) verbose?: bool -> Json  oauth2[reader]|basic`.
///
/// What travels in headers or a body stands in braces behind the name of the place. A name with `?` is a setter.
#[must_use]
pub fn surface(api: &Api) -> String {
    let surface = Surface { types: api.types.iter().map(|named| (named.name.as_str(), named)).collect() };
    api.endpoints.iter().map(|endpoint| surface.line(endpoint) + "\n").collect()
}

struct Surface<'a> {
    types: BTreeMap<&'a str, &'a NamedType>,
}

impl Surface<'_> {
    fn line(&self, endpoint: &Endpoint) -> String {
        let address = format!("{} {}", endpoint.method, endpoint.path);
        let request = [
            self.direct_arguments(endpoint),
            self.direct_setters(endpoint),
            self.group("header", Location::Header, endpoint),
            self.group("form", Location::Form, endpoint),
            self.group("multipart", Location::Multipart, endpoint),
            self.group("json", Location::Json, endpoint),
            raw(endpoint),
            format!("-> {}", self.answer(endpoint)),
        ];
        let request = join(request.into_iter(), " ");
        let columns =
            [endpoint.rust_name.to_string(), address, request, authorization(endpoint), marks(endpoint)];
        plain_columns(&join(columns.into_iter(), "  "))
    }

    /// What stands in the path or the query and must be given.
    fn direct_arguments(&self, endpoint: &Endpoint) -> String {
        let direct = arguments(endpoint).filter(|parameter| is_direct(parameter));
        format!("({})", join(direct.map(|parameter| self.parameter(parameter)), ", "))
    }

    fn direct_setters(&self, endpoint: &Endpoint) -> String {
        let direct = setters(endpoint).filter(|parameter| is_direct(parameter));
        join(direct.map(|parameter| self.parameter(parameter)), " ")
    }

    fn group(&self, name: &str, location: Location, endpoint: &Endpoint) -> String {
        let fields = callers_parameters(endpoint).filter(|parameter| parameter.location == location);
        let fields = join(fields.map(|parameter| self.parameter(parameter)), " ");
        let json = endpoint.request_body.as_ref().is_some_and(|body| body.encoding == BodyEncoding::Json);
        // A JSON body of which no field is documented is the caller's own.
        let own = json && location == Location::Json && endpoint.parameters_in(location).next().is_none();
        match fields.as_str() {
            "" if own => format!("{name}{{*}}"),
            "" => fields,
            _ => format!("{name}{{{fields}}}"),
        }
    }

    fn parameter(&self, Parameter { location, field }: &Parameter) -> String {
        let required = *location == Location::Path || field.requirement == Requirement::Required;
        let setter = if required { "" } else { "?" };
        let value_type = match field.serialization {
            Serialization::Plain => match unix_time(field) {
                Some(UnixTime::Seconds) => "UnixSeconds".to_owned(),
                Some(UnixTime::Milliseconds) => "UnixMilliseconds".to_owned(),
                None => self.value_type(&field.value_type),
            },
            Serialization::Json => format!("json({})", self.value_type(&field.value_type)),
            Serialization::File => "file".to_owned(),
        };
        let null = if field.nullable { "|null" } else { "" };
        format!("{}{setter}: {value_type}{null}", field.rust_name)
    }

    fn answer(&self, endpoint: &Endpoint) -> String {
        match answer(endpoint) {
            Answer::Typed(value_type) => self.value_type(value_type),
            Answer::Untyped => "Json".to_owned(),
            Answer::Empty => "()".to_owned(),
            Answer::Stream => "Download".to_owned(),
        }
    }

    fn value_type(&self, value_type: &Type) -> String {
        match value_type {
            Type::String => "String".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Uuid => "Uuid".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::DateTime => "Timestamp".to_owned(),
            Type::Bytes => "Bytes".to_owned(),
            Type::Any => "Value".to_owned(),
            Type::Object => "Object".to_owned(),
            Type::List(inner) => format!("[{}]", self.value_type(inner)),
            Type::Map { key, value } => format!("{{{}: {}}}", self.value_type(key), self.value_type(value)),
            Type::CommaSeparated(inner) => format!("CommaSeparated<{}>", self.value_type(inner)),
            Type::Named(name) => self
                .types
                .get(name.as_str())
                .map_or_else(|| format!("{name}(unknown)"), |named| named.rust_name.to_string()),
            Type::Nullable(inner) => format!("{}|null", self.value_type(inner)),
        }
    }
}

fn is_direct(parameter: &Parameter) -> bool {
    matches!(parameter.location, Location::Path | Location::Query)
}

fn raw(endpoint: &Endpoint) -> String {
    let body = endpoint.request_body.as_ref().filter(|body| body.encoding == BodyEncoding::Raw);
    body.map(|body| format!("raw{{{}}}", body.media_type)).unwrap_or_default()
}

fn authorization(endpoint: &Endpoint) -> String {
    let schemes = endpoint.security.as_deref().map(|requirements| match requirements {
        [] => "open".to_owned(),
        many => join(many.iter().map(requirement), "|"),
    });
    let credentials = endpoint.credentials.as_ref().map(|CredentialUse { set, others, required }| {
        let sets = join([set].into_iter().chain(others).cloned(), "|");
        format!("credentials[{sets}]{}", if *required { "" } else { "?" })
    });
    join(schemes.into_iter().chain(credentials), " ")
}

fn requirement(SecurityRequirement { scheme, scopes }: &SecurityRequirement) -> String {
    let short = |scope: &String| scope.rsplit(':').next().unwrap_or_default().to_owned();
    let scopes = join(scopes.iter().map(short), ",");
    if scopes.is_empty() { scheme.clone() } else { format!("{scheme}[{scopes}]") }
}

/// What else a reviewer should see: versions, what is gone, other addresses.
fn marks(endpoint: &Endpoint) -> String {
    let since = endpoint.since.as_ref().map(|version| format!("since({version})"));
    let deprecated = endpoint.deprecated.as_ref().map(|Deprecation { since, .. }| {
        since.as_ref().map_or_else(|| "deprecated".to_owned(), |version| format!("deprecated({version})"))
    });
    let disabled = endpoint.disabled.as_ref().map(|_| "disabled".to_owned());
    let pages = endpoint.pagination.as_ref().map(|pages| {
        let items = pages.items.as_ref().map(|items| format!(" of {items}"));
        format!("pages({}{})", pages.parameter, items.unwrap_or_default())
    });
    let reads = endpoint.reads.then(|| "reads".to_owned());
    let aliases = endpoint.aliases.iter().map(|alias| format!("alias({} {})", alias.method, alias.path));
    join(since.into_iter().chain(deprecated).chain(disabled).chain(reads).chain(pages).chain(aliases), " ")
}

/// The texts that are not empty.
fn join(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(separator)
}

/// The columns, with nothing in them that could break the line.
fn plain_columns(line: &str) -> String {
    line.split("  ").map(plain).collect::<Vec<_>>().join("  ")
}
