//! Cells that state one fact of a field in a word: whether it must be given, since when it is deprecated, the constants
//! that its values are among.

use super::{NO_DEFAULT, Reader};
use crate::{
    diagnostics::Code,
    recognise::{
        sentence::{constants::is_constant, product::version},
        table_role::Column,
    },
};
use docwright_model::{Deprecation, Fact, Requirement, Span};

const YES: &[&str] = &["yes", "true", "y", "✓", "✔", "✅", "☑"];
const NO: &[&str] = &["no", "false", "n", "-", "✗", "✘", "✕", "✖", "❌"];
/// Words that say it by themselves, whatever the header asks.
const REQUIREMENTS: &[(&str, Requirement)] = &[
    ("required", Requirement::Required),
    ("mandatory", Requirement::Required),
    ("m", Requirement::Required),
    ("optional", Requirement::Optional),
    ("o", Requirement::Optional),
];
/// What a cell about deprecation says where nothing is known since when.
const DEPRECATED: &[&str] = &["yes", "true", "y", "✓", "deprecated"];

/// What stands in the place of constants where there are none.
const NO_CONSTANTS: &[&str] = &["none", "n/a"];

/// Columns of such cells. A cell whose words are not known is kept with its header.
pub(super) const STATED: &[Column] =
    &[Column::Required, Column::Omittable, Column::Nullable, Column::Deprecated, Column::Constants];

impl Reader<'_, '_> {
    /// Reads a cell; gives whether its words are known.
    pub(super) fn read_cell(&mut self, column: Column, text: &str, span: Span) -> bool {
        match column {
            Column::Required => self.read_required(text, span),
            Column::Omittable => self.read_omittable(text, span),
            Column::Nullable => self.read_nullable(text, span),
            Column::Deprecated => self.read_deprecated(text, span),
            Column::Constants => self.read_constants(text, span),
            _ => false,
        }
    }

    /// Reads whether a value must be given; gives whether the words are known.
    pub(super) fn read_required(&mut self, text: &str, span: Span) -> bool {
        let text = answer(text);
        match required(&text) {
            Some(found) => self.require(found, span),
            None => return text.is_empty() || self.unknown_answer(&text, span),
        }
        true
    }

    /// Reads whether a value may be left out.
    fn read_omittable(&mut self, text: &str, span: Span) -> bool {
        let text = answer(text);
        let named = REQUIREMENTS.iter().find(|(word, _)| *word == text).map(|(_, found)| *found);
        match named.or_else(|| required(&text).map(opposite)) {
            // A dash says nothing of what is left out.
            _ if text.is_empty() || NO_DEFAULT.contains(&text.as_str()) => {}
            Some(found) => self.require(found, span),
            None => return self.unknown_answer(&text, span),
        }
        true
    }

    /// Reads whether `null` is a value.
    fn read_nullable(&mut self, text: &str, span: Span) -> bool {
        let text = answer(text);
        if YES.contains(&text.as_str()) || text == "nullable" {
            self.field.nullable = true;
            self.note(Fact::Nullable, span);
            return true;
        }
        let is_said_not =
            text.is_empty() || NO.contains(&text.as_str()) || NO_DEFAULT.contains(&text.as_str());
        is_said_not || self.unknown_answer(&text, span)
    }

    /// Reports a word that answers the question of a header in a way that is not known. More than a word is a
    /// condition, which is for people to read.
    fn unknown_answer(&mut self, text: &str, span: Span) -> bool {
        if !text.contains(char::is_whitespace) {
            let message = format!("`{text}` says nothing known of `{}`", self.field.wire_name);
            let help = "`yes` and `no` are understood; it stays in the description; if it states a fact, add a patch to api.toml";
            self.context.report(Code::UnusedAttribute, span, "kept as prose", message, help);
        }
        false
    }

    /// Reads since when the field should not be used any more.
    fn read_deprecated(&mut self, text: &str, span: Span) -> bool {
        let lower = text.trim().to_lowercase();
        let is_said_not = lower.is_empty() || NO.contains(&lower.as_str());
        if is_said_not || NO_DEFAULT.contains(&lower.as_str()) {
            return true;
        }
        let since = version(text.trim()).map(str::to_owned);
        if since.is_none() && !DEPRECATED.contains(&lower.as_str()) {
            return false;
        }
        self.field.deprecated = Some(Deprecation { since, note: None });
        self.note(Fact::Deprecated, span);
        true
    }

    /// Reads the constants that the values are among.
    fn read_constants(&mut self, text: &str, span: Span) -> bool {
        let name = text.trim().trim_end_matches('*');
        let lower = name.to_lowercase();
        if name.is_empty() || NO_DEFAULT.contains(&name) || NO_CONSTANTS.contains(&lower.as_str()) {
            return true;
        }
        let is_known = is_constant(name);
        if is_known {
            self.set_constants(name, span);
        }
        is_known
    }
}

/// The word of a cell that answers what its header asks.
fn answer(text: &str) -> String {
    // Some fonts have a mark both as text and as a picture, which an invisible character chooses.
    text.trim().trim_end_matches('\u{fe0f}').to_lowercase()
}

/// What a word says where the header asks whether a value must be given.
fn required(text: &str) -> Option<Requirement> {
    let named = REQUIREMENTS.iter().find(|(word, _)| *word == text).map(|(_, found)| *found);
    let yes = YES.contains(&text).then_some(Requirement::Required);
    named.or(yes).or_else(|| NO.contains(&text).then_some(Requirement::Optional))
}

/// The answer to the opposite question.
fn opposite(found: Requirement) -> Requirement {
    match found {
        Requirement::Required => Requirement::Optional,
        Requirement::Optional => Requirement::Required,
        Requirement::Unstated => Requirement::Unstated,
    }
}
