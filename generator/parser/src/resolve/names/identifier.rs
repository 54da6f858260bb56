//! Words to Rust identifiers.

use super::words::{pascal, snake};
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// Words that cannot be identifiers even with `r#`.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// How Rust writes a name: those who call expect it so, and `Pet` the type is never `pet` the argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Of a field, a method, an argument: `list_tenants`.
    Value,
    /// Of a type: `ListTenants`. It begins with a capital, so that no value has it in scripts without any either.
    Type,
    /// Of a variant: `NotActive`.
    Variant,
    /// Of a constant: `LIST_TENANTS`.
    Constant,
}

impl Form {
    /// Whether a name has this form.
    pub(super) fn is_of(self, name: &str) -> bool {
        let name = name.trim_matches('_');
        match self {
            Self::Value => !name.contains("__") && !name.chars().any(char::is_uppercase),
            Self::Type => name.starts_with(char::is_uppercase) && is_camel_case(name),
            Self::Variant => !name.starts_with(char::is_lowercase) && is_camel_case(name),
            Self::Constant => !name.chars().any(char::is_lowercase),
        }
    }

    /// The name of these words.
    pub(super) fn of(self, words: &[String]) -> Option<String> {
        match self {
            Self::Value => value_identifier(words),
            Self::Type => type_identifier(words),
            Self::Variant => variant_identifier(words),
            Self::Constant => constant_identifier(words),
        }
    }
}

/// Whether no `_` parts words; one may part the numbers of a version.
fn is_camel_case(name: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = name.split('_');
    let next = parts.clone().skip(1);
    parts.zip(next).all(|(one, next)| is_digit(one.chars().next_back()) && is_digit(next.chars().next()))
}

/// Words as the name of a value, function or module. `None` if no character can stand in one. One `_` parts them, however
/// many a word that `api.toml` keeps as one may hold.
pub(super) fn value_identifier(words: &[String]) -> Option<String> {
    let name = snake(&allowed(words));
    let parts: Vec<&str> = name.split('_').filter(|part| !part.is_empty()).collect();
    identifier(&parts.join("_"), "n", |_| true)
}

/// Words as the name of a type.
pub(super) fn type_identifier(words: &[String]) -> Option<String> {
    identifier(&joined(words), "Type", char::is_uppercase)
}

/// Words as the name of a variant.
pub(super) fn variant_identifier(words: &[String]) -> Option<String> {
    identifier(&joined(words), "Value", |first| !first.is_lowercase())
}

/// Words with a capital each. A word that `api.toml` keeps as one may hold a `_`.
fn joined(words: &[String]) -> String {
    pascal(&allowed(words)).replace('_', "")
}

/// Words as the name of a constant.
pub(super) fn constant_identifier(words: &[String]) -> Option<String> {
    value_identifier(words).map(|name| name.to_uppercase())
}

/// The words of what can stand in a name. What cannot is left out first, since the capital is for the first letter that
/// stays, and no `_` for a word that does not.
fn allowed(words: &[String]) -> Vec<String> {
    let allowed = words.iter().map(|word| word.chars().filter(|c| can_stand_in_name(*c)).collect());
    allowed.filter(|word: &String| !word.is_empty()).collect()
}

/// A text as an identifier: what cannot stand in one is left out, what none of this kind begins with gets `prefix`, and
/// the few words that nothing can be called get a `_`.
fn identifier(text: &str, prefix: &str, begins: fn(char) -> bool) -> Option<String> {
    // rustc takes names for the same whose characters are composed in different ways, so that they must be here.
    let allowed: String = text.nfc().collect();
    let first = allowed.chars().next()?;
    let name = if unicode_ident::is_xid_start(first) && begins(first) {
        allowed
    } else {
        format!("{prefix}{allowed}")
    };
    Some(if NEVER.contains(&name.as_str()) { format!("{name}_") } else { name })
}

/// Whether a text from `api.toml` can be a name as it is: of `__` no name of a type could be made.
pub(super) fn is_identifier(text: &str) -> bool {
    let first = text.chars().next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    let says_something = text.chars().any(|c| c != '_');
    first && says_something && text.chars().all(can_stand_in_name) && is_nfkc(text) && !NEVER.contains(&text)
}

/// Whether Rust allows a character within names, and readers see it there.
fn can_stand_in_name(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && !is_invisible(c)
}

/// Fillers, joiners and selectors, which names may have and nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{3164}' | '\u{FFA0}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], value: Option<&str>, kind: Option<&str>) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(value_identifier(&words).as_deref(), value);
        assert_eq!(type_identifier(&words).as_deref(), kind);
    }

    #[test]
    fn keywords_digits_and_other_scripts_make_valid_names() {
        check(&["type"], Some("type"), Some("Type"));
        check(&["self"], Some("self_"), Some("Self_"));
        check(&["2fa", "code"], Some("n2fa_code"), Some("Type2faCode"));
        check(&["größe"], Some("größe"), Some("Größe"));
        check(&["中文"], Some("中文"), Some("Type中文"));
        assert_eq!(variant_identifier(&["中文".to_owned()]).as_deref(), Some("中文"));
        assert_eq!(variant_identifier(&["ĸ".to_owned()]).as_deref(), Some("Valueĸ"));
        check(&["a_b", "²", "c"], Some("a_b_c"), Some("AbC"));
        check(&["list", "__", "a__b"], Some("list_a_b"), Some("ListAb"));
        check(&["__"], None, None);
        check(&[], None, None);
    }

    #[test]
    fn names_are_what_readers_and_rustc_see() {
        check(&["cafe\u{301}"], Some("caf\u{e9}"), Some("Caf\u{e9}"));
        check(&["a\u{3164}b"], Some("ab"), Some("Ab"));
        check(&["\u{3164}"], None, None);
        check(&["#get"], Some("get"), Some("Get"));
        assert!(is_identifier("caf\u{e9}"));
        for nothing in ["", "_", "__"] {
            assert!(!is_identifier(nothing), "{nothing:?}");
        }
        for hidden in ["cafe\u{301}", "a\u{3164}b", "a\u{200d}b", "a\u{fe0f}", "\u{2126}"] {
            assert!(!is_identifier(hidden), "{hidden:?}");
        }
    }
}
