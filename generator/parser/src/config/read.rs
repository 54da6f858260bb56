//! Text to [`Config`], with a suggestion where a key is not known.

use super::{Config, check::check_config};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::suggest::suggest;
use docwright_model::{Source, Span};
use std::sync::Arc;

/// Reads the file, or says what is wrong with it.
pub(crate) fn read_config(file: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Config> {
    let config: Config = match toml::from_str(text) {
        Ok(config) => config,
        Err(error) => {
            let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
            let message = plain_message(error.message());
            let help = help(&message);
            let diagnostic = Diagnostic::new(Code::ConfigSyntax, message, help)
                .at(Source { file: file.clone(), span }, "here");
            diagnostics.push(diagnostic);
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
    expected.map_or("CONTRIBUTING.md lists the keys of api.toml and their types", |(_, help)| help).to_owned()
}
