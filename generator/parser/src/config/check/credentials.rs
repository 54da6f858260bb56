//! Sets of credentials: their fields, and the methods that fill them.

use super::{Checker, NEVER};
use crate::{
    config::{CredentialArgumentConfig, CredentialConfig, CredentialMethodConfig},
    suggest::suggest,
};
use std::{collections::HashSet, ops::Range};

/// Methods that every builder has.
const BUILDERS_OWN: &[&str] = &[
    "allow_http",
    "answer_limit",
    "build",
    "build_blocking",
    "builder",
    "check_arguments",
    "check_patterns",
    "configure",
    "grant",
    "hook",
    "in_memory",
    "reqwest",
    "retry",
    "timeouts",
    "user_agent",
];

impl Checker<'_> {
    pub(super) fn credentials<'c>(&mut self, set: &'c CredentialConfig, methods: &mut HashSet<&'c str>) {
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

    /// The field in which something is sent must be one of the set's.
    pub(super) fn sent_field(&mut self, set: &CredentialConfig, field: &str, at: &Range<usize>) {
        if set.fields.iter().any(|known| known == field) {
            return;
        }
        let help = match suggest(field, set.fields.iter().map(String::as_str)) {
            Some(known) => format!("did you mean `{known}`?"),
            None => "add it to the `fields` of the set".to_owned(),
        };
        let message = format!("the credentials `{}` have no field `{field}`", set.name.get_ref());
        self.bad(at, "sent in this field", message, &help);
    }

    /// What a method fills the fields with: a fixed text, or an argument in braces.
    fn sent(&mut self, set: &CredentialConfig, method: &CredentialMethodConfig) {
        let names = || method.arguments.iter().map(CredentialArgumentConfig::name);
        for (field, value) in &method.send {
            let at = value.span();
            self.sent_field(set, field, &at);
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
}

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
