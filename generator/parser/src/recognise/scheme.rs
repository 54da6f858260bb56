//! Security schemes: what kind of credential a section describes.

use crate::document::Table;
use docwright_model::{Location, SchemeKind, WireName};

/// What a section about one scheme says, gathered by the assembler.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SchemeFacts {
    /// The heading.
    pub name: String,
    /// Items of the list of grant types.
    pub grants: Vec<String>,
    /// An address called the token's.
    pub token_url: Option<String>,
    /// An address called the authorization's.
    pub authorization_url: Option<String>,
    /// Headers that the scheme sends, with their pattern.
    pub headers: Vec<(String, Option<String>)>,
    /// Query parameters that the scheme sends.
    pub queries: Vec<String>,
    /// Scopes.
    pub scopes: Vec<String>,
}

/// Reads the kind from the facts, most telling first: grants, then how the header is made.
#[must_use]
pub(crate) fn recognise_scheme(facts: SchemeFacts) -> Option<SchemeKind> {
    let SchemeFacts { name, grants, token_url, authorization_url, headers, queries, scopes } = facts;
    let name = name.to_lowercase();
    if !grants.is_empty() || token_url.is_some() || name.contains("oauth") {
        return Some(SchemeKind::OAuth2 { grants, token_url, authorization_url, scopes });
    }
    if let Some((header, pattern)) = headers.into_iter().next() {
        let pattern = pattern.unwrap_or_default().to_lowercase();
        return Some(match header.to_lowercase().as_str() {
            "authorization" if pattern.contains("basic ") || name.contains("basic") => SchemeKind::Basic,
            "authorization" if pattern.contains("bearer ") || name.contains("bearer") => SchemeKind::Bearer,
            "cookie" => SchemeKind::Cookie,
            _ => SchemeKind::Header { name: WireName::from(header) },
        });
    }
    if let Some(query) = queries.into_iter().next() {
        return Some(SchemeKind::Query { name: WireName::from(query) });
    }
    match () {
        () if name.contains("basic") => Some(SchemeKind::Basic),
        () if name.contains("bearer") => Some(SchemeKind::Bearer),
        () => None,
    }
}

const TOKEN_ADDRESS: &[&str] = &["token uri", "token url", "token endpoint"];
const AUTHORIZATION_ADDRESS: &[&str] = &["authorization uri", "authorization url", "authorization endpoint"];

/// The words that introduce an address or the grant types.
const INTRODUCTION: &[&str] = &[
    "access",
    "address",
    "authorization",
    "endpoint",
    "example",
    "examples",
    "following",
    "grant",
    "grants",
    "of",
    "supported",
    "the",
    "token",
    "type",
    "types",
    "uri",
    "url",
];

/// Whether the words that introduce an address or the grant types say nothing else.
#[must_use]
pub(crate) fn says_no_more(introduction: &str) -> bool {
    // What stands behind the colon is the address itself.
    let introduction = introduction.split(':').next().unwrap_or_default().to_lowercase();
    introduction.split_whitespace().all(|word| INTRODUCTION.contains(&word))
}

/// Reads which address a line of prose introduces.
#[must_use]
pub(crate) fn recognise_address(line: &str) -> Option<AddressRole> {
    let line = line.to_lowercase();
    let speaks = |words: &[&str]| words.iter().any(|word| line.contains(word));
    match () {
        () if speaks(AUTHORIZATION_ADDRESS) => Some(AddressRole::Authorization),
        () if speaks(TOKEN_ADDRESS) => Some(AddressRole::Token),
        () => None,
    }
}

/// What an address of an OAuth 2.0 scheme is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AddressRole {
    /// Tokens are issued there.
    Token,
    /// Users consent there.
    Authorization,
}

/// Columns that name what carries a credential.
const CARRIERS: &[(&str, Location)] = &[
    ("header", Location::Header),
    ("headers", Location::Header),
    ("http header", Location::Header),
    ("query parameter", Location::Query),
    ("query string parameter", Location::Query),
];

/// Where the rows of a table about a scheme travel, if its first column says so, and how it is called.
#[must_use]
pub(crate) fn recognise_carrier(table: &Table) -> Option<(Location, String)> {
    let column = table.header.first()?.plain();
    let words = column.trim().to_lowercase();
    CARRIERS.iter().find(|(known, _)| *known == words).map(|(_, location)| (*location, column))
}

/// The name of a scheme in emitted code and listings.
#[must_use]
pub(crate) fn scheme_id(name: &str, kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::OAuth2 { .. } => "oauth2".to_owned(),
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        _ => name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-"),
    }
}
