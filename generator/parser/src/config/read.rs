//! Text to [`Config`], with a suggestion where a key is not known.

use super::Config;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use docwright_model::{Source, Span};
use std::sync::Arc;

/// How alike two keys must be for one to be suggested in place of the other: 1 is the same key.
const ALIKE: f64 = 0.75;

/// Reads the file, or says what is wrong with it.
pub(crate) fn read_config(file: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Config> {
    let config: Config = match toml::from_str(text) {
        Ok(config) => config,
        Err(error) => {
            let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
            let message = error.message().trim().to_owned();
            let help = help(&message);
            let diagnostic = Diagnostic::new(Code::ConfigSyntax, message, help)
                .at(Source { file: file.clone(), span }, "here");
            diagnostics.push(diagnostic);
            return None;
        }
    };
    check(&config, file, diagnostics);
    (!diagnostics.has_errors()).then_some(config)
}

fn help(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown field").then(|| quoted.next()).flatten();
    let known: Vec<&str> = quoted.collect();
    let nearest = unknown.and_then(|unknown| {
        let score = |key: &str| strsim::jaro_winkler(unknown, key);
        known.iter().copied().filter(|key| score(key) >= ALIKE).max_by(|a, b| score(a).total_cmp(&score(b)))
    });
    match (nearest, unknown) {
        (Some(key), _) => format!("did you mean `{key}`?"),
        (None, Some(_)) => format!("the keys that can stand here are {}", known.join(", ")),
        (None, None) => {
            "correct the value; CONTRIBUTING.md lists the keys of api.toml and their types".to_owned()
        }
    }
}

/// What the types of the keys do not say.
fn check(config: &Config, file: &Arc<str>, diagnostics: &mut Diagnostics) {
    let source = |range: std::ops::Range<usize>| Source {
        file: file.clone(),
        span: Span::new(range.start, range.end),
    };
    let name = config.name.get_ref();
    let valid = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !valid {
        diagnostics.push(
            Diagnostic::new(
                Code::ConfigValue,
                format!("`{name}` cannot name a module"),
                "use lower-case letters, digits and `_`, beginning with a letter",
            )
            .at(source(config.name.span()), "the name of the module and its cargo feature"),
        );
    }
    if config.documents.is_empty() {
        diagnostics.push(
            Diagnostic::new(
                Code::ConfigValue,
                "api.toml lists no document",
                "add `[[documents]]` with `file = \"…\"` for each document in the folder",
            )
            .at(source(0..0), "no [[documents]] in this file"),
        );
    }
    for patch in &config.patch {
        let actions = [
            patch.get_ref().set.is_some(),
            patch.get_ref().add.is_some(),
            patch.get_ref().remove,
            patch.get_ref().nest.is_some(),
        ];
        if patch.get_ref().reason.trim().is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Code::ConfigValue,
                    "a patch gives no reason",
                    "say in `reason` why the document is not followed",
                )
                .at(source(patch.span()), "this patch"),
            );
        }
        if patch.get_ref().target().is_none() || actions.iter().filter(|action| **action).count() != 1 {
            diagnostics.push(
                Diagnostic::new(
                    Code::ConfigValue,
                    "a patch does not say what to do",
                    "name one of `endpoint` and `type`, and one of `set`, `add`, `nest` and `remove = true`",
                )
                .at(source(patch.span()), "this patch"),
            );
        }
    }
}
