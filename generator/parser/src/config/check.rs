//! What the types of the keys do not say: values that mean nothing where they stand, and patches that could never
//! do anything. Each is reported at its place, before any document is read.

use super::{
    Config, CredentialArgumentConfig, CredentialConfig, CredentialMethodConfig, PatchConfig, PatchFacts,
    misplaced::misplaced,
};
use crate::{
    diagnostics::{CATALOGUE, Code, Diagnostic, Diagnostics, Severity},
    suggest::suggest,
};
use docwright_model::{Source, Span};
use std::{collections::HashSet, ops::Range, sync::Arc};

/// Reports every value that cannot be used.
pub(super) fn check_config(config: &Config, file: &Arc<str>, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { file, diagnostics };
    checker.name(config);
    checker.envelope(config);
    for patch in &config.patch {
        checker.patch(patch.get_ref(), &patch.span(), config);
    }
    let mut sets = HashSet::new();
    let mut methods = HashSet::new();
    for set in &config.credentials {
        if !sets.insert(set.name.get_ref()) {
            let message = format!("there are two sets of credentials `{}`", set.name.get_ref());
            checker.bad(&set.name.span(), "the second one", message, "give each a name of its own");
        }
        checker.credentials(set, &mut methods);
    }
    for entry in &config.acknowledge {
        let known = entry.get_ref();
        checker.code(known.code.get_ref(), &known.code.span());
        if known.reason.trim().is_empty() {
            let help = "say in `reason` why the warning is expected";
            checker.bad(&entry.span(), "this entry", "an acknowledgement gives no reason", help);
        }
    }
}

struct Checker<'a> {
    file: &'a Arc<str>,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn bad(&mut self, range: &Range<usize>, label: &str, message: impl Into<String>, help: &str) {
        let source = Source { file: self.file.clone(), span: Span::new(range.start, range.end) };
        self.diagnostics.push(Diagnostic::new(Code::ConfigValue, message, help).at(source, label));
    }

    fn name(&mut self, config: &Config) {
        let name = config.name.get_ref();
        let valid = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !valid {
            let help = "use lower-case letters, digits and `_`, beginning with a letter";
            let message = format!("`{name}` cannot name a module");
            self.bad(&config.name.span(), "the name of the module and its cargo feature", message, help);
        } else if NEVER.contains(&name.as_str()) || CRATES_OWN.contains(&name.as_str()) {
            let help = "choose a name that neither Rust nor the crate around the modules has a use for";
            let message = format!("`{name}` cannot name a module");
            self.bad(&config.name.span(), "the name of the module and its cargo feature", message, help);
        }
        if config.documents.is_empty() {
            let help = "add `[[documents]]` with `file = \"…\"` for each document in the folder";
            self.bad(&(0..0), "no [[documents]] in this file", "api.toml lists no document", help);
        }
    }

    fn envelope(&mut self, config: &Config) {
        if let Some(envelope) =
            config.error_envelope.as_ref().filter(|found| found.status.get_ref().is_empty())
        {
            let help = "name the field that says whether the call failed";
            self.bad(&envelope.status.span(), "no name", "the error envelope has no status field", help);
        }
    }

    fn patch(&mut self, patch: &PatchConfig, span: &Range<usize>, config: &Config) {
        if patch.reason.trim().is_empty() {
            let help = "say in `reason` why the document is not followed";
            self.bad(span, "this patch", "a patch gives no reason", help);
        }
        let actions = [patch.set.is_some(), patch.add.is_some(), patch.remove, patch.nest.is_some()];
        if patch.target().is_none() || actions.iter().filter(|action| **action).count() != 1 {
            let help =
                "name one of `endpoint` and `type`, and one of `set`, `add`, `nest` and `remove = true`";
            return self.bad(span, "this patch", "a patch does not say what to do", help);
        }
        if let Some((message, help)) = misplaced(patch) {
            return self.bad(span, "this patch", message, help);
        }
        for facts in patch.set.iter().chain(&patch.add) {
            self.facts(facts, span, config);
        }
    }

    fn facts(&mut self, facts: &PatchFacts, span: &Range<usize>, config: &Config) {
        if facts.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
            self.bad(
                span,
                "this patch",
                "a patch gives an empty name",
                "write the name as it is on the wire",
            );
        }
        if let Some(found) = facts.value_type.as_ref().filter(|found| found.get_ref().trim().is_empty()) {
            let help = "write the type as a document would: `string`, `List<int>`, the name of an object";
            self.bad(&found.span(), "no type", "a patch gives an empty type", help);
        }
        let bounds = facts.minimum.iter().chain(&facts.maximum);
        for bound in bounds.filter(|bound| !bound.parse::<f64>().is_ok_and(f64::is_finite)) {
            let help = "write a decimal number in quotes: maximum = \"100\"";
            self.bad(span, "this patch", format!("`{bound}` is no number"), help);
        }
        let Some(set) = &facts.credentials else { return };
        let mut names = config.credentials.iter().map(|known| known.name.get_ref().as_str());
        if names.clone().all(|known| known != set.get_ref()) {
            let help = match suggest(set.get_ref(), &mut names) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "describe them by a [[credentials]] entry".to_owned(),
            };
            let message = format!("there are no credentials `{}`", set.get_ref());
            self.bad(&set.span(), "described nowhere", message, &help);
        }
    }

    fn credentials<'c>(&mut self, set: &'c CredentialConfig, methods: &mut HashSet<&'c str>) {
        let at_set = set.name.span();
        if set.name.get_ref().trim().is_empty() {
            self.bad(
                &at_set,
                "no name",
                "a set of credentials has no name",
                "name whose credentials they are",
            );
        }
        if set.fields.is_empty() || set.fields.iter().any(String::is_empty) {
            let help = "list the documented parameters that carry the credentials in `fields`";
            self.bad(&at_set, "this set", "a set of credentials has a field without a name, or none", help);
        }
        if set.header.as_ref().is_some_and(|header| !is_header(header)) {
            let help = "write it like `X-Api-{field}`: letters, digits, `-` and `_`, with `{field}` for the field's name";
            self.bad(&at_set, "this set", "the `header` of a set of credentials is none", help);
        }
        for method in &set.method {
            let name = method.name.get_ref();
            let at_method = method.name.span();
            if !is_snake_case(name) || BUILDERS_OWN.contains(&name.as_str()) {
                let help = "use lower-case letters, digits and `_`, and no word that builders or Rust have a use for";
                self.bad(
                    &at_method,
                    "this name",
                    format!("`{name}` cannot name a method of the builder"),
                    help,
                );
            }
            if !methods.insert(name) {
                let message = format!("there are two ways to sign in called `{name}`");
                self.bad(&at_method, "the second one", message, "give each a name of its own");
            }
            self.sent(set, method);
            let mut arguments = HashSet::new();
            for argument in method.arguments.iter().map(CredentialArgumentConfig::name) {
                if !is_snake_case(argument) || !arguments.insert(argument) {
                    let help = "use lower-case letters, digits and `_`, and each name once";
                    self.bad(
                        &at_method,
                        "of this method",
                        format!("`{argument}` cannot name an argument"),
                        help,
                    );
                }
                let placeholder = format!("{{{argument}}}");
                if method.send.values().all(|value| *value.get_ref() != placeholder) {
                    let help = format!("send it in one of the fields as `{placeholder}`, or remove it");
                    self.bad(
                        &at_method,
                        "of this method",
                        format!("the argument `{argument}` is sent nowhere"),
                        &help,
                    );
                }
            }
        }
    }

    /// What a method fills the fields with: a fixed text, or an argument in braces.
    fn sent(&mut self, set: &CredentialConfig, method: &CredentialMethodConfig) {
        let names = || method.arguments.iter().map(CredentialArgumentConfig::name);
        for (field, value) in &method.send {
            let at = value.span();
            if !set.fields.contains(field) {
                let help = match suggest(field, set.fields.iter().map(String::as_str)) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => "add it to the `fields` of the set".to_owned(),
                };
                let message = format!("the credentials `{}` have no field `{field}`", set.name.get_ref());
                self.bad(&at, "sent in this field", message, &help);
            }
            let text = value.get_ref();
            let argument = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            let known = argument.is_some_and(|argument| names().any(|name| name == argument));
            if text.contains(['{', '}']) && !known {
                let help = match argument.and_then(|argument| suggest(argument, names())) {
                    Some(name) => format!("did you mean `{{{name}}}`?"),
                    None => {
                        "write a fixed text without braces, or one argument's name in braces: `{password}`"
                            .to_owned()
                    }
                };
                self.bad(&at, "sent as this", format!("`{text}` is no argument of the method"), &help);
            }
        }
    }

    fn code(&mut self, code: &str, span: &Range<usize>) {
        match CATALOGUE.iter().find(|entry| entry.number == code) {
            None => {
                let help = match suggest(code, CATALOGUE.iter().map(|entry| entry.number)) {
                    Some(known) => format!("did you mean `{known}`? Codes are written as they are reported"),
                    None => "write the code as it is reported: `DW0401`".to_owned(),
                };
                self.bad(span, "no code", format!("there is no code `{code}`"), &help);
            }
            Some(entry) if entry.severity == Severity::Error => {
                let help = "mend it by a patch, or in the document, and remove the entry";
                self.bad(span, "an error", format!("`{code}` is an error and cannot be acknowledged"), help);
            }
            Some(_) => {}
        }
    }
}

/// Methods that every builder has.
const BUILDERS_OWN: &[&str] = &["build", "build_blocking", "builder", "configure"];

/// Modules and cargo features that the crate around the modules has.
const CRATES_OWN: &[&str] = &["default", "runtime"];

/// Words that cannot be names, not even as raw identifiers.
const NEVER: &[&str] = &["self", "super", "crate"];

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !NEVER.contains(&name)
}

/// Whether a format gives a header for each field.
fn is_header(format: &str) -> bool {
    let rest = format.replacen("{field}", "", 1);
    rest.len() < format.len() && rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}
