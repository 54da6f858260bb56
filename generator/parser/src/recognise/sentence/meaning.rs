//! Lines that say what values mean: "1 - active", "- `full` - includes all fields".

use super::{
    enumeration::value,
    words::{quotation, words},
};

/// A line that says what one or several values mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning<'a> {
    /// The values that the line begins with.
    pub(crate) values: Vec<&'a str>,
    /// What they mean.
    pub(crate) text: String,
    /// Whether a dash, a colon or an equals sign stands between the two.
    pub(crate) separated: bool,
    /// Whether the line is an item of a list.
    pub(crate) is_item: bool,
}

const BULLETS: &[&str] = &["- ", "* ", "+ "];
const SEPARATORS: &[&str] = &["- ", "– ", "— ", ": ", "= ", "-- "];
/// What stands between values at the start of a line.
const BETWEEN: &[&str] = &[", and ", ", or ", ", ", " and ", " or ", " / "];

/// Reads the lines of a description that begin with values, in order.
pub(crate) fn recognise_meanings(markdown: &str) -> Vec<Meaning<'_>> {
    let mut meanings: Vec<Meaning<'_>> = Vec::new();
    let mut item = false;
    for line in markdown.lines() {
        let bullet = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
        // The next lines of an item are indented.
        if let (true, Some(rest), Some(last)) = (item, line.strip_prefix("  "), meanings.last_mut()) {
            last.text.push('\n');
            last.text.push_str(rest);
            continue;
        }
        let meaning = read_line(bullet.unwrap_or(line).trim(), bullet.is_some());
        item = bullet.is_some() && meaning.is_some();
        meanings.extend(meaning);
    }
    meanings
}

fn read_line(line: &str, is_item: bool) -> Option<Meaning<'_>> {
    let (values, rest) = if quotation(line).is_some() { quoted(line) } else { bare(line, is_item)? };
    let trimmed = rest.trim_start();
    let meaning = SEPARATORS.iter().find_map(|separator| trimmed.strip_prefix(separator)).map(str::trim);
    let (text, separated) = match meaning {
        Some(meaning) => (meaning, true),
        // The words go on with the value: "`a` is the same as `b`".
        None if is_item && !trimmed.is_empty() => (line, false),
        None => return None,
    };
    (!text.is_empty()).then(|| Meaning { values, text: text.to_owned(), separated, is_item })
}

/// The quoted values that a line begins with.
fn quoted(line: &str) -> (Vec<&str>, &str) {
    let mut values = Vec::new();
    let mut ahead = line;
    let mut rest = line;
    while let Some((inner, length)) = quotation(ahead) {
        values.push(inner.trim());
        rest = ahead.get(length..).unwrap_or_default();
        let Some(next) = BETWEEN.iter().find_map(|between| rest.strip_prefix(between)) else { break };
        ahead = next;
    }
    (values, rest)
}

/// The word without quotes that a line begins with: any word in a list, a number or a constant elsewhere.
fn bare(line: &str, is_item: bool) -> Option<(Vec<&str>, &str)> {
    let end = line.find(char::is_whitespace)?;
    let word = line.get(..end)?.trim_end_matches(':');
    let rest = line.get(word.len()..)?;
    let is_separated = SEPARATORS.iter().any(|separator| rest.trim_start().starts_with(separator));
    let is_value = words(word).first().copied().and_then(value).is_some();
    (is_separated && !word.is_empty() && (is_item || is_value)).then_some((vec![word], rest))
}

/// Words before a colon that announce a list of values.
const ANNOUNCE: &[&str] = &["values", "value", "options"];
/// Words before a colon that announce something that may be a list of values.
const MAY_ANNOUNCE: &[&str] = &["supported", "available", "possible", "allowed", "valid", "following"];

/// What the lines of a description list besides their meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Listed {
    /// Values, as the words before them say.
    Values(Vec<String>),
    /// What may be values.
    Perhaps(Vec<String>),
}

/// Reads whether the lines that begin with values list all values there are.
pub(crate) fn recognise_listed_values(markdown: &str) -> Option<Listed> {
    let meanings: Vec<Meaning<'_>> =
        recognise_meanings(markdown).into_iter().filter(|meaning| meaning.separated).collect();
    let values: Vec<String> =
        meanings.iter().flat_map(|meaning| &meaning.values).map(|value| (*value).to_owned()).collect();
    // A value with a placeholder in it is a pattern.
    if values.len() < 2 || values.iter().any(|value| value.contains(['{', '<', '…'])) {
        return None;
    }
    if values.iter().all(|value| value.parse::<i64>().is_ok()) {
        return Some(Listed::Values(values));
    }
    let announcement = markdown.lines().map(str::trim_end).find(|line| line.ends_with(':'))?;
    if !meanings.iter().all(|meaning| meaning.is_item) {
        return None;
    }
    let announcement = words(announcement);
    let says = |table: &[&str]| announcement.iter().any(|word| table.iter().any(|known| word.is(known)));
    match (says(ANNOUNCE), says(MAY_ANNOUNCE)) {
        (true, _) => Some(Listed::Values(values)),
        (false, true) => Some(Listed::Perhaps(values)),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &[(&[&str], &str)]) {
        let meanings = recognise_meanings(markdown);
        let found: Vec<(&[&str], &str)> =
            meanings.iter().map(|meaning| (meaning.values.as_slice(), meaning.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_begins_with_values_and_goes_on_with_their_meaning() {
        check("A filter.\n1 - active\n0 - not active", &[(&["1"], "active"), (&["0"], "not active")]);
        check(
            "Values:\n\n- `a` — first\n- b: second\n- `c`, `d` and `e` are alike",
            &[(&["a"], "first"), (&["b"], "second"), (&["c", "d", "e"], "`c`, `d` and `e` are alike")],
        );
        check("- `a` - over\n  two lines\n- `b` - one", &[(&["a"], "over\ntwo lines"), (&["b"], "one")]);
        check("Formatted date: YYYY-MM-DD.\nUse - sparingly\n- `a`\n- word without meaning", &[]);
    }

    #[test]
    fn lines_list_values_where_words_say_so() {
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let check = |markdown: &str, expected: Option<Listed>| {
            assert_eq!(recognise_listed_values(markdown), expected, "{markdown}");
        };
        check("Status.\n1 - active\n0 - not", Some(Listed::Values(values(&["1", "0"]))));
        check("One of these values:\n\n- `a` - one\n- `b` - two", Some(Listed::Values(values(&["a", "b"]))));
        check(
            "Supported scopes:\n\n- x:y - one\n- x:z - two",
            Some(Listed::Perhaps(values(&["x:y", "x:z"]))),
        );
        check("These patterns:\n\n- `a:{id}` - one\n- `b:{id}` - two", None);
        check("Notes:\n\n- `a` - one\n- `b` - two", None);
    }
}
