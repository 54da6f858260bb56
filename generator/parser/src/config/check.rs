//! What the types of the keys do not say: values that mean nothing where they stand, and patches that could never
//! do anything. Each is reported at its place, before any document is read.

mod credentials;
mod provenance;
mod session;

pub(crate) use session::KEY as SESSION_KEY;

use super::{Config, PatchConfig, PatchFacts, misplaced::misplaced};
use crate::{
    diagnostics::{CATALOGUE, Code, Diagnostic, Diagnostics, Severity},
    suggest::suggest,
};
use docwright_model::{Source, Span};
use std::{collections::HashSet, ops::Range, sync::Arc};

/// Registries take no longer names for the features of a crate.
const MOST_NAME_BYTES: usize = 64;

/// Reports every value that cannot be used.
pub(super) fn check_config(config: &Config, file: &Arc<str>, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { file, diagnostics };
    checker.name(config);
    checker.provenance(config);
    checker.envelope(config);
    if let Some(pagination) = config.pagination.as_ref().filter(|found| !is_path(found.items.get_ref())) {
        let help = "name the fields that lead to the list with dots between them: `items`";
        checker.bad(&pagination.items.span(), "no path", "nothing can be found in answers by this", help);
    }
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
        if let Some(session) = &set.session {
            checker.session(set, session);
        }
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
        } else if name.len() > MOST_NAME_BYTES {
            let message = format!("a name of {} bytes cannot name a module", name.len());
            let help = "give it a name of at most 64 letters, digits and `_`; registries take no longer ones for features";
            self.bad(&config.name.span(), "the name of the module and its cargo feature", message, help);
        } else if is_taken(name) {
            let help =
                "choose a name that neither Rust nor the crate around the modules nor Windows has a use for";
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
        if let Some(sets) = &facts.credentials {
            self.sets(sets.get_ref().as_slice(), &sets.span(), config);
        }
    }

    /// The sets of which an endpoint takes any one.
    fn sets(&mut self, sets: &[String], span: &Range<usize>, config: &Config) {
        if sets.is_empty() {
            let help = "name the sets of credentials of which the endpoint takes any one";
            self.bad(span, "no set", "a patch names no credentials", help);
        }
        let mut seen = HashSet::new();
        for set in sets {
            let mut names = config.credentials.iter().map(|known| known.name.get_ref().as_str());
            if !seen.insert(set) {
                let message = format!("the credentials `{set}` are named twice");
                self.bad(span, "twice", message, "name each set once");
            } else if names.clone().all(|known| known != set) {
                let help = match suggest(set, &mut names) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => "describe them by a [[credentials]] entry".to_owned(),
                };
                self.bad(span, "described nowhere", format!("there are no credentials `{set}`"), &help);
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

/// Modules and cargo features that the crate around the modules has.
const CRATES_OWN: &[&str] = &["blocking", "default", "runtime", "testing"];

/// Words that cannot be names, not even as raw identifiers.
const NEVER: &[&str] = &["self", "super", "crate"];

/// Crates that the one around the modules names: a module of the same name would stand before them.
const CRATES: &[&str] = &["alloc", "core", "docwright_runtime", "std"];

/// Names that no file or folder has on Windows, which keeps them for devices; ports with a number are others.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];
const PORTS: &[&str] = &["com", "lpt"];

/// Whether something else has the name.
fn is_taken(name: &str) -> bool {
    let port = PORTS.iter().find_map(|port| name.strip_prefix(port));
    port.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
        || [CRATES_OWN, NEVER, CRATES, DEVICES].iter().any(|names| names.contains(&name))
}

/// Whether a text leads through an object: names with dots between them.
fn is_path(text: &str) -> bool {
    text.split('.').all(|name| !name.trim().is_empty())
}
