//! Allowed values, and whether a document says what they mean.

use super::Reader;
use crate::{
    diagnostics::Code,
    document::{Block, Style, Text},
};
use docwright_model::{Fact, Span, Type};

/// What stands in the place of values where there are none, or all are fine.
const NO_VALUES: &[&str] = &["-", "–", "—", "n/a", "any", "anything", "any value", "any string", "none"];
/// What says that a list of values goes on.
const GOES_ON: &[&str] = &["...", "…", "etc", "etc."];
/// Quotes around values.
const QUOTES: &[char] = &['"', '\'', '“', '”', '‘', '’'];
/// What stands between the ends of a range of numbers.
const RANGES: &[&str] = &["–", "—", "...", "…", "..", " to ", " - ", "-"];

impl Reader<'_, '_> {
    /// Reads what a cell of values lists: items, words in backticks, or words with commas between them.
    pub(super) fn read_values(&mut self, header: &Text, blocks: &[Block], span: Span) {
        if let [Block::Paragraph(text)] = blocks
            && (self.says_nothing(&text.plain()) || self.read_range(&text.plain(), span))
        {
            return;
        }
        let mut values = Vec::new();
        for block in blocks {
            match block {
                Block::List(list) => values.extend(list.items.iter().map(|item| value_of(&item.blocks))),
                Block::Paragraph(text) if text.codes().next().is_some() => {
                    values.extend(text.codes().map(|run| run.text.clone()));
                }
                Block::Paragraph(text) => {
                    let plain = text.plain();
                    let words = plain.split([',', '\n', '|']).map(|word| word.trim().to_owned());
                    let words: Vec<String> = words.filter(|word| !word.is_empty() && word != "-").collect();
                    if words.iter().all(|word| !word.contains(char::is_whitespace)) {
                        values.extend(words);
                    }
                }
                _ => {}
            }
        }
        values.retain(|value| !value.is_empty());
        if values.iter().all(|value| unquoted(value).is_some()) {
            values = values.iter().filter_map(|value| unquoted(value)).map(str::to_owned).collect();
        }
        if goes_on(blocks) {
            let message =
                format!("the values of `{}` go on, so that it may have others", self.field.wire_name);
            let help = "they stay in the description; if they are all, state them by a patch in api.toml";
            self.context.report(Code::UnusedAttribute, span, "kept as prose", message, help);
            return self.read_other(header, blocks);
        }
        let explained = blocks.iter().any(|block| match block {
            Block::Paragraph(text) => explains_values(text) && text.codes().next().is_some(),
            Block::List(list) => list.items.iter().any(|item| explains(&item.blocks)),
            _ => true,
        });
        if values.is_empty() || explained {
            self.read_other(header, blocks);
        }
        self.add_values(values, span);
    }

    /// Whether words in the place of values leave all values of the type.
    fn says_nothing(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let parts = || text.split(['/', '|', ',', ' ']).filter(|part| !part.is_empty() && *part != "or");
        let is_flag = self.field.value_type == Type::Boolean
            && parts().all(|part| ["true", "false"].contains(&part.trim_matches(QUOTES)));
        NO_VALUES.contains(&text.as_str()) || is_flag && parts().next().is_some()
    }

    /// Reads the range of a number: `1–99`. Gives whether it is one.
    fn read_range(&mut self, text: &str, span: Span) -> bool {
        if !matches!(self.field.value_type, Type::Integer | Type::Number) {
            return false;
        }
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        // The first character may be the sign of the first number.
        let ends = RANGES.iter().find_map(|between| {
            let at = text.char_indices().skip(1).map(|(at, _)| at);
            let mut found = at.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(between)));
            let at = found.next()?;
            let (low, high) = (text.get(..at)?, text.get(at + between.len()..)?);
            (number(low)? <= number(high)?).then(|| (low.trim().to_owned(), high.trim().to_owned()))
        });
        let Some((low, high)) = ends else { return false };
        let constraints = self.constraints();
        (constraints.minimum, constraints.maximum) = (Some(low), Some(high));
        self.note(Fact::Constraint, span);
        true
    }
}

/// Whether the last words of a cell say that the list goes on.
fn goes_on(blocks: &[Block]) -> bool {
    let Some(Block::Paragraph(text)) = blocks.last() else { return false };
    let plain = text.plain().to_lowercase();
    let last = plain.rsplit([',', '|', '\n', ' ']).next().unwrap_or_default();
    GOES_ON.contains(&last) || plain.ends_with("...") || plain.ends_with('…')
}

/// A text without the quotes around it.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(QUOTES)?.strip_suffix(QUOTES)?;
    (!inner.is_empty()).then_some(inner)
}

/// Whether the default of a cell is words about it, and no value: `(empty)`, `all of them`.
pub(super) fn is_in_words(text: &Text) -> bool {
    let plain = text.plain();
    let is_literal = text.runs.iter().any(|run| run.style == Style::Code) || unquoted(&plain).is_some();
    let is_bracketed = plain.starts_with('(') && plain.ends_with(')');
    let mut words = plain.split_whitespace();
    let are_words = words.clone().count() > 1
        && words.all(|word| word.chars().all(|c| c.is_lowercase() || matches!(c, '.' | ',' | '’' | '\'')));
    !is_literal && (is_bracketed || are_words)
}

/// An allowed value: what stands in backticks, or the whole item.
pub(super) fn value_of(blocks: &[Block]) -> String {
    let Some(Block::Paragraph(text)) = blocks.first() else { return String::new() };
    match text.codes().next() {
        Some(code) => code.text.clone(),
        None => text.plain(),
    }
}

/// Whether an item says more than the value that it names.
pub(super) fn explains(blocks: &[Block]) -> bool {
    match blocks {
        [Block::Paragraph(text)] => text.codes().count() > 0 && explains_values(text),
        _ => true,
    }
}

/// Whether words stand around the values in backticks.
pub(super) fn explains_values(text: &Text) -> bool {
    let others = text.runs.iter().filter(|run| run.style != Style::Code);
    others
        .flat_map(|run| run.text.split_whitespace())
        .any(|word| word.contains(char::is_alphanumeric) && !["and", "or"].contains(&word))
}
