//! An API as an OpenAPI document, 3.0 or 3.1. In comes the model; out goes JSON with its keys in a readable order.
//!
//! Everything that the model knows goes in: in OpenAPI's own words where these say exactly that, and in members whose
//! names begin with `x-docwright-` where they do not. Nothing is said that the documents leave open. What had to be
//! decided:
//!
//! - **Documented values are examples of values.** A server may know more of them than its document, and clients keep
//!   and send what they do not know. So an enumeration is `anyOf` the listed values and their plain type: generators and
//!   readers see the values, and no validator refuses a new one, neither in a request nor in an answer.
//! - **Structures are open**: `additionalProperties` is left at its default, which allows them. The fields of a structure
//!   that extends others are listed with those of its parents, in which a later one replaces an earlier one, as `allOf`
//!   can't.
//! - **One of several scopes suffices**, while OpenAPI asks for all scopes of a requirement: each is an alternative.
//! - **Credentials in fields and headers** stay what they are on the wire. `x-docwright-credential` tells them from what
//!   a caller gives.
//! - **`Accept`, `Content-Type` and `Authorization`** are no parameters, as OpenAPI has it: media types and security say
//!   them, and the description of the operation what else is documented of them.
//! - **Who may call** is left out where no document says it. An empty list would say that everybody may.
//! - **What only the first page needs**, where a cursor stands alone for all the rest, is not required.
//! - **A success without a stated status** is `2XX`, a failure without one `default`. The body of a success that the
//!   document does not describe is any JSON, as clients read it, and marked as unstated.
//! - **JSON inside a form field** is a string. What it holds is said by `contentSchema` in 3.1 and by an extension in
//!   3.0: as an object with an `encoding`, validators refuse the calls that the document describes.
//! - **Conditions under which a value must be given** are extensions: only the server knows whether they hold.
//! - **Named types** are those that the emitted client has, under the names that they have there. Parents are among them
//!   although nothing but `x-docwright-extends` names them: what is said of them as such stands nowhere else.
//! - **Bodies of `GET`, `HEAD` and `DELETE`**, which 3.0 would have ignored, are extensions there.
//! - **Patterns** are ECMAScript's here. One that is doubtful, or can't be written as such, is an extension.

mod annotations;
mod body;
mod components;
mod conformance;
mod credentials;
mod dialect;
mod examples;
mod field;
mod headers;
mod info;
mod limits;
mod node;
mod operation;
mod parameters;
mod paths;
mod pattern;
mod responses;
mod schema;
mod security;

use crate::EmitError;
use crate::context::Context;
use crate::prose;
use crate::{groups, operations};
use dialect::Dialect;
use docwright_model::{Api, DocsPolicy, Source};
use node::Object;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Which OpenAPI a document is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OpenApiVersion {
    /// 3.0, which most generators of code read.
    V3_0,
    /// 3.1, whose schemas are JSON Schema.
    #[default]
    V3_1,
}

/// An OpenAPI document, to be written by any serializer that keeps the order of maps.
///
/// What OpenAPI has no words for stands in members of these names, each of which begins with `x-docwright-`:
///
/// | of | members |
/// |---|---|
/// | anything documented | `source` (file, line and column, bytes, and `evidence` where the fact is not stated in so many words), `evidence` (of single facts), `unstated` (no document says so; clients do so) |
/// | the document | `name`, `base-url` (that is no address), `documents`, `credentials`, `error-envelope`, `constants` |
/// | an operation | `name`, `group`, `path`, `address`, `since`, `deprecated-since`, `deprecated-note`, `disabled`, `reads`, `credentials`, `headers` (that are no parameters in OpenAPI), `undescribed-schemes`, `pagination`, `aliases`, `examples` (that are none by the schema), `request-body` (that 3.0 has no place for), `set-aside` |
/// | a path | `further-operations`: of a method that it has already |
/// | a parameter or property | `requirement` (`unstated`: neither required nor optional), `required-when`, `required-without` (a parameter), `excludes`, `requires`, `nullable`, `read-only`, `secret`, `credential`, `constants`, `unix-time`, `default`, `since`, `deprecated-since`, `deprecated-note` |
/// | a schema | `name`, `extends`, `bounds`, `constants`, `opaque`, `link`, `keys`, `values`, `limits`, `limits-of-text`, `pattern`, `pattern-is-doubtful`, `comma-separated`, `list` (in a text, nobody says how) and its `serialization`, `content-media-type` and `content-schema` (3.0) |
/// | a security scheme | `name`, `grants`, `scopes`, `token-url`, `authorization-url`, `parameters`, `responses` |
///
/// `x-enum-varnames` and `x-enum-descriptions` are what generators call the names and meanings of listed values.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenApi(Object);

impl OpenApi {
    /// The document as JSON on lines of its own. Characters that JSON allows and YAML forbids are written by their
    /// codes: many read JSON as the YAML that it nearly is.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Names are texts and numbers are finite: nothing can fail.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        let is_forbidden = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        let mut text = String::with_capacity(json.len());
        for c in json.chars() {
            // All of these stand in strings.
            if is_forbidden(c) {
                // Writing to a text never fails.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            } else {
                text.push(c);
            }
        }
        text.push('\n');
        text
    }
}

impl Serialize for OpenApi {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Where something stands in a document, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in it, from 1. Columns count characters.
    pub column: usize,
}

/// The OpenAPI document of an API, whose places are known by their bytes alone.
///
/// # Errors
///
/// Those of [`openapi_with_lines`].
pub fn openapi(api: &Api, version: OpenApiVersion) -> Result<OpenApi, EmitError> {
    openapi_with_lines(api, version, &|_| None)
}

/// The OpenAPI document of an API, in which each fact has the line that states it: `positions` knows them, as far as
/// the pages are at hand.
///
/// # Errors
///
/// The first item of the model that no client can be emitted for either: a type that is not there, a name that two
/// items have.
pub fn openapi_with_lines(
    api: &Api,
    version: OpenApiVersion,
    positions: &dyn Fn(&Source) -> Option<Position>,
) -> Result<OpenApi, EmitError> {
    let context = Context::new(api)?;
    let groups = groups::groups(&api.endpoints);
    operations::check_names(&groups, &context)?;
    let (schemes, sets) = security::names(&context);
    let document = Document {
        context: &context,
        dialect: Dialect(version),
        names: components::Names::new(&context),
        schemes,
        sets,
        positions,
    };
    let number = match version {
        OpenApiVersion::V3_0 => "3.0.3",
        OpenApiVersion::V3_1 => "3.1.0",
    };
    let tags = paths::tags(api, &groups);
    Ok(OpenApi(
        Object::new()
            .with("openapi", number)
            .with("info", info::info(&document))
            .maybe("externalDocs", info::external_docs(api))
            .with("servers", info::servers(api))
            .filled("tags", paths::tag_objects(&tags))
            .with("paths", document.paths(&tags)?)
            .filled("components", document.components())
            .and(info::extensions(&document)),
    ))
}

/// What every part of the document asks for.
struct Document<'a> {
    context: &'a Context<'a>,
    /// Where in the pages a place is.
    positions: &'a dyn Fn(&Source) -> Option<Position>,
    dialect: Dialect,
    /// The names of schemas.
    names: components::Names<'a>,
    /// The names of security schemes by their ids.
    schemes: BTreeMap<&'a str, String>,
    /// Those of the credential sets that travel in `Authorization`, by the names of the sets.
    sets: BTreeMap<&'a str, String>,
}

impl<'a> Document<'a> {
    fn api(&self) -> &'a Api {
        self.context.api
    }

    /// A sentence of the documents, unless they may not be published.
    fn prose<'t>(&self, text: Option<&'t String>) -> Option<&'t str> {
        text.filter(|_| self.context.docs_policy() == DocsPolicy::Full).map(String::as_str)
    }

    /// The same as Markdown that can do nothing in a reader's browser. Nobody vouches for the documents, and many
    /// programs that show OpenAPI documents let HTML through. Paragraphs stay on a line: some of these programs break it
    /// where it is broken in Markdown.
    fn markdown(&self, text: Option<&String>) -> Option<String> {
        let lines = prose::unbroken(&prose::blocks(self.prose(text)?));
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// A text as a name that OpenAPI allows for components, free among those that are taken.
fn component_name(text: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let mut name: String = text.chars().map(allowed).collect();
    let plain = name.clone();
    let mut number: u64 = 2;
    while name.is_empty() || !taken.insert(name.clone()) {
        name = format!("{plain}_{number}");
        number = number.saturating_add(1);
    }
    name
}
