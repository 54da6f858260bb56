//! Who may call: sentences and lists in an endpoint's security section, and credential sentences in prose.

use crate::{
    assemble::lines,
    document::{Block, Run, Style, Text},
};
use docwright_model::{SecurityRequirement, Span};

/// What an endpoint's security section says, with schemes by the names that it uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Authorization {
    /// The schemes, each with its place; `Some` of none when the section says that no authorization is needed.
    pub schemes: Option<Vec<(String, Span)>>,
    /// Scopes of which one is needed.
    pub scopes: Vec<String>,
    /// Where all this stands.
    pub used: Vec<Span>,
    /// What is none of the sentences that are known.
    pub unused: Vec<Span>,
}

/// What a sentence of such a section announces, by a phrase in it.
const ANNOUNCEMENTS: &[(&str, Announcement)] = &[
    ("does not require authorization", Announcement::Nothing),
    ("no authentication is required", Announcement::Nothing),
    ("no authorization is required", Announcement::Nothing),
    ("following authorization methods", Announcement::Schemes),
    ("following authentication methods", Announcement::Schemes),
    ("following scopes is required", Announcement::Scopes),
    ("following scopes are required", Announcement::Scopes),
];

/// The words that such sentences are made of; one with another word says more than is known.
const WORDS: &[&str] = &[
    "2.0",
    "a",
    "and",
    "any",
    "are",
    "at",
    "authentication",
    "authorization",
    "by",
    "call",
    "do",
    "does",
    "endpoint",
    "following",
    "for",
    "in",
    "is",
    "least",
    "method",
    "methods",
    "no",
    "not",
    "oauth",
    "oauth2",
    "of",
    "one",
    "or",
    "order",
    "require",
    "required",
    "requires",
    "scope",
    "scopes",
    "supports",
    "the",
    "this",
    "to",
];

/// What a sentence announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announcement {
    /// That no authorization is needed.
    Nothing,
    /// The names of schemes, in the sentence itself.
    Schemes,
    /// A list of scopes.
    Scopes,
}

/// Reads the blocks of a security section.
#[must_use]
pub(crate) fn recognise_authorization(blocks: &[Block]) -> Authorization {
    let mut found = Authorization::default();
    let mut scopes_follow = false;
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                for line in lines(text) {
                    read_sentence(&line, &mut scopes_follow, &mut found);
                }
            }
            Block::List(list) if std::mem::take(&mut scopes_follow) => {
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

/// Reads a sentence. One that says what was said before, or more than is known, is not used.
fn read_sentence(line: &Text, scopes_follow: &mut bool, found: &mut Authorization) {
    let plain = line.plain().to_lowercase();
    let announced = ANNOUNCEMENTS.iter().find(|(phrase, _)| plain.contains(phrase));
    let is_new = match announced.map(|(_, announcement)| *announcement) {
        Some(Announcement::Nothing) => found.schemes.replace(Vec::new()).is_none(),
        Some(Announcement::Schemes) => {
            let names = line.codes().map(|run| (run.text.clone(), run.span)).collect();
            found.schemes.replace(names).is_none()
        }
        Some(Announcement::Scopes) => !std::mem::replace(scopes_follow, true),
        None => false,
    };
    let denies = matches!(announced, Some((_, Announcement::Nothing)));
    let places =
        if is_new && is_made_of_known_words(line, denies) { &mut found.used } else { &mut found.unused };
    places.push(line.span());
}

/// Words that turn a sentence that announces something into its contrary.
const DENYING: &[&str] = &["no", "not"];

/// Whether a sentence says nothing that is not known; only one that announces that nothing is needed may deny.
fn is_made_of_known_words(line: &Text, denies: bool) -> bool {
    let words =
        line.runs.iter().filter(|run| run.style != Style::Code).flat_map(|run| run.text.split_whitespace());
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).all(|word| {
        word.is_empty() || WORDS.contains(&word.as_str()) && (denies || !DENYING.contains(&word.as_str()))
    })
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
