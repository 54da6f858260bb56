//! Text to [`Config`], with a suggestion where a key is not known.

use super::{Config, check::check_config};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::suggest::suggest;
use docwright_model::{Source, Span};
use std::sync::Arc;

/// A longer file was not written by people. Reading one takes fifty times its size, and its entries are compared with
/// what the documents describe.
const MOST_BYTES: usize = 1024 * 1024;

/// Reads the file, or says what is wrong with it.
pub(crate) fn read_config(file: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Config> {
    if text.len() > MOST_BYTES {
        let message = format!("`{file}` has {} bytes, and at most {MOST_BYTES} are read", text.len());
        let help = "see whether the file is what it should be; patches of many fields are fewer with `*` for endpoints";
        let end = Span::new(MOST_BYTES, MOST_BYTES);
        let remark = Diagnostic::new(Code::ConfigSyntax, message, help);
        diagnostics.push(remark.at(Source { file: file.clone(), span: end }, "too much from here on"));
        return None;
    }
    let config: Config = match toml::from_str(text) {
        Ok(config) => config,
        Err(error) => {
            let place = |span| Source { file: file.clone(), span };
            let message = plain_message(error.message());
            let help = help(&message);
            let diagnostic = Diagnostic::new(Code::ConfigSyntax, message, help);
            diagnostics.push(match error.span() {
                Some(range) => diagnostic.at(place(Span::new(range.start, range.end)), "here"),
                None => diagnostic.at(place(Span::default()), "somewhere in this file"),
            });
            return None;
        }
    };
    check_config(&config, file, diagnostics);
    (!diagnostics.has_errors()).then_some(config)
}

/// What toml calls the parts of a file, and what people call them.
const TERMS: &[(&str, &str)] = &[
    ("unknown field", "unknown key"),
    ("missing field", "missing key"),
    ("duplicate field", "duplicate key"),
    ("unknown variant", "unknown value"),
    ("invalid type: map", "invalid type: table"),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected a table"),
    ("expected i64", "expected a whole number"),
    ("cannot recurse further; max recursion depth met", "brackets stand in brackets too deeply"),
    ("recursion limit", "tables stand in tables too deeply"),
];

fn plain_message(message: &str) -> String {
    let replace = |message: String, (term, plain): &(&str, &str)| message.replacen(term, plain, 1);
    TERMS.iter().fold(message.trim().to_owned(), replace)
}

/// What a value of the wrong type should have been, and how it is written.
const EXPECTED: &[(&str, &str)] = &[
    ("expected a string", "write it as text in quotes: `\"…\"`"),
    ("expected a list", "write it as a list: `[…]`, or tables as `[[…]]`, one for each entry"),
    ("expected a boolean", "write `true` or `false`, without quotes"),
    ("expected a whole number", "write a whole number, without quotes"),
    ("expected struct", "write it as a table: `{ key = value }`"),
    (
        "an argument is neither",
        "write the argument's name in quotes; `{ plain = \"name\" }` if it is no secret, `{ once = \"name\" }` if it is good for one request",
    ),
    ("neither a text nor a list", "write one text in quotes, or several in a list: `[\"…\", \"…\"]`"),
    ("duplicate key", "keep one of them"),
    ("invalid basic string", "end the text with `\"` on the line on which it begins"),
    ("too deeply", "no key of api.toml needs more than a few: see where they are opened and never closed"),
    ("unclosed", "close it with the brackets that are expected; the file may have been cut off here"),
    ("with no value", "write `key = value`, or take the key out; the file may have been cut off here"),
    (
        "string values must be quoted",
        "write text in quotes: `\"…\"`; if no value stands there, the file may have been cut off here",
    ),
    ("missing value", "write a value behind the `=`; the file may have been cut off here"),
    ("unquoted keys cannot be empty", "write a key, `key = value`, or the head of a table, `[request]`"),
    ("number overflowed", "write a smaller number; a long one that is text stands in quotes"),
];

fn help(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("missing key") {
        return format!("add it: `{} = …`", quoted.next().unwrap_or_default());
    }
    let unknown = ["unknown key", "unknown value"].iter().any(|start| message.starts_with(start));
    if let Some(word) = quoted.next().filter(|_| unknown) {
        let known: Vec<&str> = quoted.collect();
        return match suggest(word, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("what can stand here is {}", known.join(", ")),
        };
    }
    let expected = EXPECTED.iter().find(|(words, _)| message.contains(words));
    expected
        .map_or(
            "`docwright schema api.toml` prints the keys of the file and what their values are",
            |(_, help)| help,
        )
        .to_owned()
}
