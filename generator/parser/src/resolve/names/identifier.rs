//! Words to Rust identifiers.

use super::words::{pascal, snake};

/// Words that cannot be identifiers even with `r#`.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Words as the name of a value, function or module. `None` if no character can stand in one.
pub(super) fn value_identifier(words: &[String], prefix: &str) -> Option<String> {
    identifier(&snake(words), prefix)
}

/// Words as the name of a type or variant.
pub(super) fn type_identifier(words: &[String], prefix: &str) -> Option<String> {
    identifier(&pascal(words), prefix)
}

/// A text as an identifier: what cannot stand in one is left out, a digit at the start gets `prefix`, and the few
/// words that nothing can be called get a `_`.
fn identifier(text: &str, prefix: &str) -> Option<String> {
    let allowed: String = text.chars().filter(|c| *c == '_' || unicode_ident::is_xid_continue(*c)).collect();
    let first = allowed.chars().next()?;
    let name = if first != '_' && unicode_ident::is_xid_start(first) {
        allowed
    } else {
        format!("{prefix}{allowed}")
    };
    if name.chars().all(|c| c == '_') {
        return None;
    }
    Some(if NEVER.contains(&name.as_str()) { format!("{name}_") } else { name })
}

/// Whether a text from `api.toml` can be a name as it is.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    first && characters.all(unicode_ident::is_xid_continue) && !NEVER.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], value: Option<&str>, kind: Option<&str>) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(value_identifier(&words, "n").as_deref(), value);
        assert_eq!(type_identifier(&words, "Value").as_deref(), kind);
    }

    #[test]
    fn keywords_digits_and_other_scripts_make_valid_names() {
        check(&["type"], Some("type"), Some("Type"));
        check(&["self"], Some("self_"), Some("Self_"));
        check(&["2fa", "code"], Some("n2fa_code"), Some("Value2faCode"));
        check(&["größe"], Some("größe"), Some("Größe"));
        check(&["中文"], Some("中文"), Some("中文"));
        check(&[], None, None);
    }
}
