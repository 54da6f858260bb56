//! Who may call: sentences and lists in an endpoint's security section, and credential sentences in prose.

use crate::document::{Block, Text};
use docwright_model::SecurityRequirement;

/// What an endpoint's security section says, with schemes by the names that it uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Authorization {
    /// The schemes; `Some` of none when the section says that no authorization is needed.
    pub schemes: Option<Vec<String>>,
    /// Scopes of which one is needed.
    pub scopes: Vec<String>,
}

const NONE_NEEDED: &[&str] =
    &["does not require authorization", "no authentication is required", "no authorization is required"];
const METHODS: &[&str] = &["following authorization methods:", "following authentication methods:"];

/// Reads the blocks of a security section.
#[must_use]
pub(crate) fn recognise_authorization(blocks: &[Block]) -> Authorization {
    let mut found = Authorization::default();
    for block in blocks {
        match block {
            Block::Paragraph(text) => sentence(text, &mut found),
            Block::List(list) => {
                let items = list.items.iter().flat_map(|item| &item.blocks);
                found.scopes.extend(items.filter_map(scope));
            }
            _ => {}
        }
    }
    found
}

fn sentence(text: &Text, found: &mut Authorization) {
    let plain = text.plain().to_lowercase();
    if NONE_NEEDED.iter().any(|words| plain.contains(words)) {
        found.schemes = Some(Vec::new());
    } else if METHODS.iter().any(|words| plain.contains(words)) {
        found.schemes = Some(text.codes().map(|run| run.text.clone()).collect());
    }
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
