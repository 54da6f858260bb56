//! What a document says of an API as a whole.

use super::Document;
use super::node::{Node, Object};
use crate::prose::{self, code, inline, web_address};
use docwright_model::{
    Api, Constant, DocumentInfo, Endpoint, EnvelopeFailure, ErrorEnvelope, Evidence, WireName,
};

/// The version of an API whose documents state none: the member can't be left out.
const NO_VERSION: &str = "unstated";
/// A host that is no host, by RFC 2606.
const NO_HOST: &str = "server.invalid";

pub(super) fn info(document: &Document<'_>) -> Object {
    let api = document.api();
    let origins = api.documents.iter().map(origin).collect::<Vec<_>>().join("\n");
    let about: Vec<String> =
        document.markdown(api.description.as_ref()).into_iter().chain([origins]).collect();
    Object::new()
        .with("title", api.title.as_str())
        .filled("description", about.join("\n\n").trim())
        .with("version", api.version.as_deref().unwrap_or(NO_VERSION))
}

/// Where the facts are from, and whose words the texts are.
fn origin(document: &DocumentInfo) -> String {
    let DocumentInfo { file, title, url, retrieved, notice, .. } = document;
    let name = prose::title(title.as_deref().unwrap_or(file));
    let address =
        url.as_deref().map(|url| web_address(url).map_or_else(|| code(url), |url| format!("<{url}>")));
    let day = retrieved.as_deref().map(|day| format!("({})", prose::title(day)));
    let words = ["- Made from".to_owned(), format!("\"{name}\"")].into_iter().chain(address).chain(day);
    let notice = notice.as_deref().map(|notice| format!(" {}", inline(notice))).unwrap_or_default();
    format!("{}.{notice}", words.collect::<Vec<_>>().join(" "))
}

/// The page that people read.
pub(super) fn external_docs(api: &Api) -> Option<Object> {
    let mut pages = api.documents.iter().filter_map(|page| Some((web_address(page.url.as_deref()?)?, page)));
    let (address, page) = pages.next()?;
    Some(Object::new().maybe("description", page.title.as_deref().map(prose::title)).with("url", address))
}

/// Where the API is served: at its base URL, or where the addresses of all its endpoints say, with a host that callers
/// put their own in the place of. Where the documents say it by no address, the host is left open.
pub(super) fn servers(api: &Api) -> Vec<Object> {
    let documented = api.base_url.as_deref();
    let shown = || {
        let (scheme, host, rest) = parts(shown_in_addresses(api)?)?;
        let is_plain = !host.is_empty() && !format!("{host}{rest}").contains(['{', '}']);
        is_plain.then(|| at_host(&format!("{scheme}://{{host}}{rest}"), host, "As the documents show it."))
    };
    let unknown = || {
        let why = match documented {
            Some(_) => "What the documents say is no web address.",
            None => "The documents name no host.",
        };
        at_host("https://{host}", NO_HOST, why)
    };
    let server = documented.and_then(server);
    let open = || shown().unwrap_or_else(unknown).maybe("x-docwright-base-url", documented);
    vec![server.unwrap_or_else(open)]
}

/// A server whose host is the caller's.
fn at_host(url: &str, host: &str, about: &str) -> Object {
    let host = Object::new().with("default", host).with("description", about);
    Object::new().with("url", url).with("variables", Object::new().with("host", host))
}

/// What stands before the paths of all endpoints for which the documents give an address, if that is the same.
pub(super) fn shown_in_addresses(api: &Api) -> Option<&str> {
    let mut all = api.endpoints.iter().filter_map(before_path);
    let first = all.next().filter(|first| server(first).is_some())?;
    all.all(|other| other == first).then_some(first)
}

/// The address of an endpoint without its path.
pub(super) fn before_path(endpoint: &Endpoint) -> Option<&str> {
    endpoint.address.as_deref()?.strip_suffix(endpoint.path.as_str())
}

/// The scheme of a web address, its host and the rest. Whatever else is behind another scheme, `javascript://` before
/// all, is for no client to follow.
pub(super) fn parts(address: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some((scheme, host, path))
}

/// A server at this address, with what stands in braces as variables.
pub(super) fn server(address: &str) -> Option<Object> {
    let (_, host, _) = parts(address)?;
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`|".contains(c);
    if host.is_empty() || address.contains(forbidden) {
        return None;
    }
    let variables = variables(address)?.into_iter();
    let variables: Object =
        variables.map(|name| (name.to_owned(), Object::new().with("default", name))).collect();
    Some(Object::new().with("url", address).filled("variables", variables))
}

/// The names in braces, if each brace has its counterpart.
fn variables(address: &str) -> Option<Vec<&str>> {
    let mut pieces = address.split('{');
    let is_closed = pieces.next().is_some_and(|head| !head.contains('}'));
    let names: Option<Vec<&str>> = pieces.map(variable).collect();
    names.filter(|_| is_closed)
}

/// The name at the beginning of what stands behind an opening brace.
fn variable(piece: &str) -> Option<&str> {
    let (name, rest) = piece.split_once('}')?;
    (!name.is_empty() && !rest.contains('}')).then_some(name)
}

/// The parts of the model that are of the API as a whole and have no place in OpenAPI.
pub(super) fn extensions(document: &Document<'_>) -> Object {
    let api = document.api();
    let constants: Vec<Object> = api.constants.iter().map(|constant| document.constant(constant)).collect();
    Object::new()
        .with("x-docwright-name", api.name.as_str())
        .with("x-docwright-documents", api.documents.iter().map(origin_facts).collect::<Vec<_>>())
        .filled("x-docwright-credentials", document.credential_sets())
        .maybe("x-docwright-error-envelope", api.error_envelope.as_ref().map(envelope))
        .filled("x-docwright-constants", constants)
}

fn origin_facts(document: &DocumentInfo) -> Object {
    let metadata: Object =
        document.metadata.iter().map(|(key, value)| (key.clone(), value.as_str())).collect();
    Object::new()
        .with("file", &*document.file)
        .maybe("title", document.title.as_ref())
        .maybe("url", document.url.as_ref())
        .maybe("retrieved", document.retrieved.as_ref())
        .maybe("notice", document.notice.as_ref())
        .filled("metadata", metadata)
}

/// The object by which the API reports failures, whatever the status of the answer.
fn envelope(envelope: &ErrorEnvelope) -> Object {
    let failure = match &envelope.failure {
        EnvelopeFailure::AtLeast(number) => Object::new().with("at_least", *number),
        EnvelopeFailure::Equals(text) => Object::new().with("equals", text),
    };
    Object::new()
        .with("status", envelope.status.as_str())
        .maybe("message", envelope.message.as_ref().map(WireName::as_str))
        .maybe("kind", envelope.kind.as_ref().map(WireName::as_str))
        .with("failure", failure)
        .flag("message_required", envelope.message_required)
}

fn is_plain(value: &Node) -> bool {
    !matches!(value, Node::List(_) | Node::Object(_))
}

impl Document<'_> {
    fn constant(&self, constant: &Constant) -> Object {
        Object::new()
            .with("name", constant.name.as_str())
            .with(
                "value",
                Node::parse(&constant.value)
                    .filter(is_plain)
                    .unwrap_or_else(|| constant.value.as_str().into()),
            )
            .maybe("same_as", constant.same_as.as_ref().map(WireName::as_str))
            .maybe("group", constant.group.as_ref())
            .maybe("section", constant.section.as_ref())
            .maybe("description", self.markdown(constant.description.as_ref()))
            .and(self.provenance(&constant.source, Evidence::Stated, &constant.origins))
    }
}
