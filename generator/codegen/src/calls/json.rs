//! The JSON of an example as text: whether it is any, its fields to the letter, and a layout in which every
//! character of it shows.

use super::Obstacle;
use proc_macro2::Literal;
use serde_json::{Value, value::RawValue};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::iter::repeat_n;

/// The width up to which JSON stays on one line.
const WIDTH: usize = 72;
/// The columns by which each level stands further to the right, and those of the outermost.
const STEP: usize = 4;
const MARGIN: usize = 8;

/// The fields of an object with the JSON of their values to the letter.
pub(crate) type Fields = BTreeMap<String, Box<RawValue>>;

/// Sees to it that a text is JSON, nested no deeper than clients can read.
pub(crate) fn check(text: &str) -> Result<(), Obstacle> {
    match serde_json::from_str::<Value>(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(Obstacle::Untold(format!("the example is no JSON: {error}"))),
    }
}

/// The fields of an example that is an object.
pub(crate) fn fields(text: &str) -> Result<Fields, Obstacle> {
    let not_object =
        |_| Obstacle::Untold("the example is no JSON object, and clients send no other".to_owned());
    serde_json::from_str(text).map_err(not_object)
}

/// An object with these fields.
pub(crate) fn object(fields: &Fields) -> String {
    // Names are texts and values are JSON: nothing can fail.
    serde_json::to_string(fields).unwrap_or_default()
}

/// Whether JSON stays on one line.
pub(crate) fn fits_line(json: &str) -> bool {
    is_short(&lay_out(json, None))
}

/// A literal of JSON as a reader wants it.
pub(crate) fn literal(json: &str) -> Literal {
    let line = lay_out(json, None);
    let text = if is_short(&line) { line } else { lay_out(json, Some(MARGIN)) };
    // In a raw literal JSON can be read, unless it holds what would end it.
    let raw = (text.contains('"') && !text.contains("\"#")).then(|| format!("r#\"{text}\"#"));
    let raw = raw.and_then(|raw| raw.parse().ok());
    raw.unwrap_or_else(|| Literal::string(&text))
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

/// The JSON on one line, or with a line for each value from a column on. The text is known to be JSON.
fn lay_out(json: &str, margin: Option<usize>) -> String {
    let mut out = String::with_capacity(json.len().saturating_mul(2));
    let mut depth: usize = 0;
    let (mut in_text, mut escaped, mut opened) = (false, false, false);
    let line = |out: &mut String, depth: usize| {
        if let Some(margin) = margin {
            out.push('\n');
            out.extend(repeat_n(' ', margin.saturating_add(depth.saturating_mul(STEP))));
        }
    };
    for c in json.chars() {
        if in_text {
            push_visible(&mut out, c);
            in_text = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        if c.is_ascii_whitespace() {
            continue;
        }
        let closes = matches!(c, '}' | ']');
        depth = if closes { depth.saturating_sub(1) } else { depth };
        if opened != closes {
            line(&mut out, depth);
        }
        opened = false;
        match c {
            '{' | '[' => {
                depth = depth.saturating_add(1);
                opened = true;
                out.push(c);
            }
            ',' => {
                out.push(c);
                if margin.is_some() { line(&mut out, depth) } else { out.push(' ') }
            }
            ':' => out.push_str(": "),
            _ => out.push(c),
        }
        in_text = c == '"';
    }
    out
}

/// A character of a text inside JSON; one that does not show itself by its code.
fn push_visible(out: &mut String, c: char) {
    if c == '"' || c == '\\' || c == '\'' || c.escape_debug().nth(1).is_none() {
        out.push(c);
        return;
    }
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a text never fails.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::{check, literal};

    fn assert_laid_out(json: &str, expected: &str) {
        assert!(check(json).is_ok(), "{json}");
        assert_eq!(literal(json).to_string(), expected);
    }

    #[test]
    fn short_json_stays_on_a_line() {
        assert_laid_out("1", r#""1""#);
        assert_laid_out("{ \"a\" :[1,\n2 ] , \"b\":{ } }", r##"r#"{"a": [1, 2], "b": {}}"#"##);
        assert_laid_out(r#"[ ["{,:}]", "\\"], [ ] ]"#, r##"r#"[["{,:}]", "\\"], []]"#"##);
    }

    #[test]
    fn long_json_has_a_line_for_each_value() {
        let long = "x".repeat(70);
        let expected = format!(
            "r#\"{{\n            \"a\": \"{long}\",\n            \"b\": [\n                {{}},\n                -1.50\n            ]\n        }}\"#"
        );
        assert_laid_out(&format!(r#"{{"a":"{long}","b":[{{}},-1.50]}}"#), &expected);
    }

    #[test]
    fn what_does_not_show_is_written_by_its_code() {
        let expected = "r#\"\"a\\u202eb\\udb40\\udc41'é\"\"#";
        assert_laid_out("\"a\u{202e}b\u{e0041}'é\"", expected);
        assert_laid_out(r##"["\"#"]"##, r##""[\"\\\"#\"]""##);
    }

    #[test]
    fn what_clients_cannot_read_is_no_json() {
        assert!(check("[object Object]").is_err());
        assert!(check(&format!("{}{}", "[".repeat(200), "]".repeat(200))).is_err());
        assert!(check("1e999").is_err());
    }
}
