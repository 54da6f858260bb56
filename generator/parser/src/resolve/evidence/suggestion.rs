//! Entries as people would write them into `api.toml`, for the help of remarks.

use crate::diagnostics::Code;
use std::fmt::Write;

/// What a suggested patch is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// Every endpoint that has the field.
    EveryEndpoint,
    /// These endpoints, by `METHOD /path`.
    Endpoints(Vec<String>),
    /// A structure, by name.
    Structure(String),
}

/// The `[[patch]]` entries that state facts of a field: `set = { type = "Integer" }`.
pub(crate) fn suggest_patch(place: &Place, field: Option<&str>, facts: &str, reason: &str) -> String {
    let targets: Vec<String> = match place {
        Place::EveryEndpoint => vec!["endpoint = \"*\"".to_owned()],
        Place::Endpoints(endpoints) => {
            endpoints.iter().map(|endpoint| format!("endpoint = {}", quoted(endpoint))).collect()
        }
        Place::Structure(name) => vec![format!("type = {}", quoted(name))],
    };
    let field = field.map(|field| format!("field = {}\n", quoted(field))).unwrap_or_default();
    let patch = |target| format!("[[patch]]\n{target}\n{field}{facts}\nreason = {}", quoted(reason));
    targets.into_iter().map(patch).collect::<Vec<_>>().join("\n\n")
}

/// The `[[acknowledge]]` entry for a remark about an endpoint or structure.
pub(crate) fn suggest_acknowledgement(code: Code, about: &str) -> String {
    let number = code.entry().number;
    format!("[[acknowledge]]\ncode = \"{number}\"\nabout = {}\nreason = \"…\"", quoted(about))
}

/// A text as a TOML string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            character if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_toml_string() {
        for text in ["plain", "a \"b\" \\ c", "line\nline\ttab", "\u{1}\u{7f}ä"] {
            let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).unwrap();
            assert_eq!(table.get("x").and_then(toml::Value::as_str), Some(text));
        }
    }
}
