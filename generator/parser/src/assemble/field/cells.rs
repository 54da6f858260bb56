//! Cells that state one fact of a field in a word: whether it must be given, since when it is deprecated, the constants
//! that its values are among.

use super::{NO_DEFAULT, Reader};
use crate::recognise::{
    sentence::{constants::is_constant, product::version},
    table_role::Column,
};
use docwright_model::{Deprecation, Fact, Requirement, Span};

const YES: &[&str] = &["yes", "true", "required", "y", "✓"];
const NO: &[&str] = &["no", "false", "optional", "n", "-"];
/// What a cell about deprecation says where nothing is known since when.
const DEPRECATED: &[&str] = &["yes", "true", "y", "✓", "deprecated"];

/// What stands in the place of constants where there are none.
const NO_CONSTANTS: &[&str] = &["none", "n/a"];

/// Columns of such cells. A cell whose words are not known is kept with its header.
pub(super) const STATED: &[Column] =
    &[Column::Required, Column::Omittable, Column::Deprecated, Column::Constants];

impl Reader<'_, '_> {
    /// Reads a cell; gives whether its words are known.
    pub(super) fn read_cell(&mut self, column: Column, text: &str, span: Span) -> bool {
        match column {
            Column::Required => self.read_required(text, span),
            Column::Omittable => self.read_omittable(text, span),
            Column::Deprecated => self.read_deprecated(text, span),
            Column::Constants => self.read_constants(text, span),
            _ => false,
        }
    }

    /// Reads whether a value must be given; gives whether the words are known.
    pub(super) fn read_required(&mut self, text: &str, span: Span) -> bool {
        let text = text.trim().to_lowercase();
        if YES.contains(&text.as_str()) {
            self.field.requirement = Requirement::Required;
        } else if NO.contains(&text.as_str()) {
            self.field.requirement = Requirement::Optional;
        } else {
            return text.is_empty();
        }
        self.note(Fact::Requirement, span);
        true
    }

    /// Reads whether a value may be left out.
    fn read_omittable(&mut self, text: &str, span: Span) -> bool {
        let text = text.trim().to_lowercase();
        if YES.contains(&text.as_str()) {
            self.require(Requirement::Optional, span);
        } else if text.is_empty() || NO_DEFAULT.contains(&text.as_str()) {
            return true;
        } else if NO.contains(&text.as_str()) {
            self.require(Requirement::Required, span);
        } else {
            return false;
        }
        true
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
