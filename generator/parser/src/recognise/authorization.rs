//! Who may call: sentences and lists in an endpoint's security section, and credential sentences in prose.

use crate::document::{Block, Run, Style, Text};
use docwright_model::{SecurityRequirement, Span};

/// What an endpoint's security section says, with schemes by the names that it uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Authorization {
    /// The schemes; `Some` of none when the section says that no authorization is needed.
    pub schemes: Option<Vec<String>>,
    /// Scopes of which one is needed.
    pub scopes: Vec<String>,
    /// Where all this stands.
    pub used: Vec<Span>,
    /// What is none of the sentences that are known.
    pub unused: Vec<Span>,
}

const NONE_NEEDED: &[&str] =
    &["does not require authorization", "no authentication is required", "no authorization is required"];
const METHODS: &[&str] = &["following authorization methods:", "following authentication methods:"];
const SCOPES: &[&str] = &["following scopes is required", "following scopes are required"];
/// Words between the names of schemes.
const BETWEEN: &[&str] = &["and", "or"];

/// Reads the blocks of a security section.
#[must_use]
pub(crate) fn recognise_authorization(blocks: &[Block]) -> Authorization {
    let mut found = Authorization::default();
    for block in blocks {
        match block {
            Block::Paragraph(text) => sentence(text, &mut found),
            Block::List(list) => {
                for block in list.items.iter().flat_map(|item| &item.blocks) {
                    let scope = scope(block);
                    if scope.is_none() || says_more(block) {
                        found.unused.push(block.span());
                    }
                    found.used.extend(scope.is_some().then(|| block.span()));
                    found.scopes.extend(scope);
                }
            }
            other => found.unused.push(other.span()),
        }
    }
    found
}

/// Reads a paragraph; each of its lines is a sentence.
fn sentence(text: &Text, found: &mut Authorization) {
    let names: Vec<&str> = text.codes().map(|run| run.text.as_str()).collect();
    let is_end = |rest: &str| !rest.contains(char::is_alphanumeric);
    let mut known = true;
    for line in text.plain().lines() {
        let lower = line.to_lowercase();
        let behind = |words: &[&str]| {
            words.iter().find_map(|words| lower.split_once(words)).map(|(_, rest)| rest.to_owned())
        };
        known &= if let Some(rest) = behind(NONE_NEEDED) {
            found.schemes = Some(Vec::new());
            is_end(&rest)
        } else if let Some(rest) = behind(METHODS) {
            found.schemes = Some(names.iter().map(|name| (*name).to_owned()).collect());
            let rest = names.iter().fold(rest, |rest, name| rest.replacen(&name.to_lowercase(), " ", 1));
            rest.split_whitespace().all(|word| is_end(word) || BETWEEN.contains(&word))
        } else {
            behind(SCOPES).is_some_and(|rest| is_end(rest.trim_start().trim_start_matches("by the endpoint")))
        };
    }
    let places = if known { &mut found.used } else { &mut found.unused };
    places.push(text.span());
}

/// Whether an item says more than the scope that it names.
fn says_more(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return true };
    let more = |run: &Run| run.style != Style::Code && run.text.contains(char::is_alphanumeric);
    text.codes().count() > 1 || text.runs.iter().any(more)
}

fn scope(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(text) => text.codes().next().map(|run| run.text.clone()),
        _ => None,
    }
}

/// The requirements that the names stand for: scopes belong to the schemes that know scopes.
#[must_use]
pub(crate) fn requirements(schemes: &[(String, bool)], scopes: &[String]) -> Vec<SecurityRequirement> {
    let scopes_of = |has_scopes: bool| if has_scopes { scopes.to_vec() } else { Vec::new() };
    schemes
        .iter()
        .map(|(id, has_scopes)| SecurityRequirement { scheme: id.clone(), scopes: scopes_of(*has_scopes) })
        .collect()
}

/// How a sentence speaks of credentials that it names by `phrase`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CredentialSentence {
    /// Callers must have them.
    Required,
    /// Callers must have them unless something allows otherwise.
    Optional,
}

const UNLESS: &[&str] = &[", unless ", " unless the ", "optionally"];

/// Reads whether prose asks for the credentials that it names by `phrase`.
#[must_use]
pub(crate) fn recognise_credential_sentence(prose: &str, phrase: &str) -> Option<CredentialSentence> {
    let sentence =
        prose.lines().flat_map(|line| line.split(". ")).find(|sentence| speaks_of(sentence, phrase))?;
    let unless = UNLESS.iter().any(|words| sentence.contains(words));
    Some(if unless { CredentialSentence::Optional } else { CredentialSentence::Required })
}

/// Whether the phrase stands in the sentence as words of its own.
fn speaks_of(sentence: &str, phrase: &str) -> bool {
    sentence.match_indices(phrase).any(|(start, found)| {
        let before = sentence.get(..start).and_then(|text| text.chars().next_back());
        let after = sentence.get(start + found.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
