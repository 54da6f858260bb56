//! The name of a new API: a module and a cargo feature, and the folder below `specs/`.
//!
//! What the user says is taken or refused, never mended. What nobody says is made of the title of the first page, of
//! its file's name, or of the host of the base URL, whichever says most about the product.

mod proposal;

pub(super) use proposal::propose;

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The name of an API: lower-case letters, digits and `_`, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiName(String);

/// Why a text cannot name an API.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BadName {
    /// It has other characters, or begins with no letter.
    #[error("a name has lower-case letters, digits and `_`, and begins with a letter")]
    Characters,
    /// Rust, cargo or the crate around the modules has a use for it.
    #[error("Rust or the crate around the modules has a use of its own for this name")]
    Taken,
}

/// Names that Rust, cargo or Windows has a use for, and those of modules that every emitted crate has.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "aux",
    "await",
    "become",
    "blocking",
    "box",
    "break",
    "con",
    "const",
    "continue",
    "core",
    "crate",
    "default",
    "do",
    "docwright_runtime",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "nul",
    "override",
    "priv",
    "prn",
    "pub",
    "ref",
    "return",
    "runtime",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "testing",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

impl ApiName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApiName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ApiName {
    type Err = BadName;

    fn from_str(text: &str) -> Result<Self, BadName> {
        let is_name = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        match () {
            () if !is_name => Err(BadName::Characters),
            () if TAKEN.contains(&text) || is_port(text) => Err(BadName::Taken),
            () => Ok(Self(text.to_owned())),
        }
    }
}

/// Whether Windows takes a folder of this name for a port: `com1`.
fn is_port(text: &str) -> bool {
    let number = ["com", "lpt"].iter().find_map(|port| text.strip_prefix(port));
    number.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a name was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NamedAfter {
    /// The user's choice.
    Choice,
    /// The title of the first page.
    Title,
    /// The name of the first page's file.
    File,
    /// The host of the base URL.
    Host,
    /// Nothing: no word was found anywhere.
    Nothing,
}

impl fmt::Display for NamedAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Choice => "as you chose",
            Self::Title => "after the title of the page",
            Self::File => "after the file of the page",
            Self::Host => "after the host of the base URL",
            Self::Nothing => "for want of a title",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_user_says_is_taken_or_refused() {
        let check = |text: &str, expect: Result<(), BadName>| {
            assert_eq!(text.parse::<ApiName>().map(drop), expect, "{text}");
        };
        check("pet_store2", Ok(()));
        for bad in ["", "../x", "Pets", "pet-store", "2pets", "pets/x", "_pets", "pêts"] {
            check(bad, Err(BadName::Characters));
        }
        for bad in ["default", "type", "self", "blocking", "aux", "lpt1"] {
            check(bad, Err(BadName::Taken));
        }
    }
}
