//! Entries as people would write them into `api.toml`, for the help of remarks.

use super::Code;
use docwright_model::Method;
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

/// What stands for a part of an entry that only its writer knows.
const OPEN: &str = "…";

impl Place {
    /// What a remark's subject names: `METHOD /path`, or a structure.
    pub(crate) fn of(subject: Option<&str>) -> Self {
        let name = subject.unwrap_or(OPEN).to_owned();
        let is_endpoint = subject.is_none_or(|subject| {
            let method = subject.split_once(" /").map(|(method, _)| method);
            method.is_some_and(|method| Method::ALL.iter().any(|known| known.as_str() == method))
        });
        if is_endpoint { Self::Endpoints(vec![name]) } else { Self::Structure(name) }
    }
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

/// The `[[acknowledge]]` entry for a remark about an endpoint or structure, or about the API as a whole.
pub(crate) fn suggest_acknowledgement(code: Code, about: Option<&str>) -> String {
    let number = code.entry().number;
    let about = about.map(|about| format!("about = {}\n", quoted(about))).unwrap_or_default();
    format!("[[acknowledge]]\ncode = \"{number}\"\n{about}reason = \"{OPEN}\"")
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
    fn a_subject_is_an_endpoint_or_a_structure() {
        let endpoint = |name: &str| Place::Endpoints(vec![name.to_owned()]);
        assert_eq!(Place::of(Some("GET /pets/{id}")), endpoint("GET /pets/{id}"));
        assert_eq!(Place::of(Some("GET")), Place::Structure("GET".to_owned()));
        assert_eq!(Place::of(Some("Cat /dog")), Place::Structure("Cat /dog".to_owned()));
        assert_eq!(Place::of(None), endpoint("…"));
    }

    #[test]
    fn any_text_is_a_toml_string() {
        for text in ["plain", "a \"b\" \\ c", "line\nline\ttab", "\u{1}\u{7f}ä"] {
            let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).unwrap();
            assert_eq!(table.get("x").and_then(toml::Value::as_str), Some(text));
        }
    }
}
