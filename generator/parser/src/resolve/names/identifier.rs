//! Words to Rust identifiers.

use super::words::{pascal, snake};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Words that cannot be identifiers even with `r#`.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Words as the name of a value, function or module. `None` if no character can stand in one.
pub(super) fn value_identifier(words: &[String], prefix: &str) -> Option<String> {
    identifier(&snake(words), prefix)
}

/// Words as the name of a type or variant.
pub(super) fn type_identifier(words: &[String], prefix: &str) -> Option<String> {
    // What is left out is left out first: the capital is for the first letter that stays.
    let allowed = |word: &String| word.chars().filter(|c| can_stand_in_name(*c)).collect();
    identifier(&pascal(&words.iter().map(allowed).collect::<Vec<String>>()), prefix)
}

/// A text as an identifier: what cannot stand in one is left out, a digit at the start gets `prefix`, and the few
/// words that nothing can be called get a `_`.
fn identifier(text: &str, prefix: &str) -> Option<String> {
    // rustc takes names for the same whose characters are composed in different ways, so that they must be here.
    let allowed: String = text.chars().filter(|c| can_stand_in_name(*c)).nfc().collect();
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

/// Whether a text from `api.toml` can be a name as it is: of `__` no name of a type could be made.
pub(super) fn is_identifier(text: &str) -> bool {
    let first = text.chars().next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    let says_something = text.chars().any(|c| c != '_');
    first && says_something && text.chars().all(can_stand_in_name) && is_nfc(text) && !NEVER.contains(&text)
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
