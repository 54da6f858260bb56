//! Names of the model as identifiers. A name comes in as text; an identifier goes out, raw if it is a keyword,
//! or an error that says which item's name it was. Which name an item gets was decided before.

use crate::EmitError;
use proc_macro2::{Ident, Span};

/// Words that are keywords in some edition and can be written as raw identifiers.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
/// Words that not even a raw identifier can be.
const IMPOSSIBLE: [&str; 6] = ["", "_", "self", "Self", "super", "crate"];
/// Types that a name of a type must not hide.
const PRIMITIVES: [&str; 7] = ["bool", "char", "f64", "i64", "str", "u16", "usize"];

/// Names of files that Windows keeps for devices, whatever ending they have; ports with a number are others.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];
const PORTS: [&str; 2] = ["com", "lpt"];

/// The identifier of this name.
pub(crate) fn identifier(name: &str, place: impl FnOnce() -> String) -> Result<Ident, EmitError> {
    if is_keyword(name) {
        return Ok(Ident::new_raw(name, Span::call_site()));
    }
    let ascii = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let plain = name.chars().all(ascii) && !name.starts_with(|c: char| c.is_ascii_digit());
    let possible = !is_impossible(name) && !name.starts_with("r#");
    // syn knows Unicode's rules for the rest; it skips white space and comments, so compare.
    let valid = possible && (plain || syn::parse_str::<Ident>(name).is_ok_and(|parsed| parsed == name));
    if valid {
        Ok(Ident::new(name, Span::call_site()))
    } else {
        Err(EmitError::BadName { name: name.to_owned(), place: place() })
    }
}

/// The identifier of a type's name.
pub(crate) fn type_identifier(name: &str, place: impl Fn() -> String) -> Result<Ident, EmitError> {
    if PRIMITIVES.contains(&name) {
        let taken_by = "a type that is part of Rust".to_owned();
        return Err(EmitError::NameTaken { name: name.to_owned(), place: place(), taken_by });
    }
    identifier(name, place)
}

pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Whether nothing can be called so, however it is written.
pub(crate) fn is_impossible(name: &str) -> bool {
    IMPOSSIBLE.contains(&name)
}

/// Whether Windows takes a file of this name, in small letters, for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let numbered = PORTS.iter().find_map(|port| name.strip_prefix(port));
    let is_number = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    DEVICES.contains(&name) || numbered.is_some_and(is_number)
}

/// `list_tenants` as a type's name: `ListTenants`.
pub(crate) fn pascal_case(snake: &str) -> String {
    snake
        .split('_')
        .flat_map(|word| {
            let mut characters = word.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(characters).collect::<Vec<_>>()
        })
        .collect()
}

/// `list_tenants` or `ListTenants` as a constant's name: `LIST_TENANTS`.
pub(crate) fn upper_case(name: &str) -> String {
    let mut out = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_uppercase() && after_small {
            out.push('_');
        }
        after_small = c.is_lowercase() || c.is_ascii_digit();
        out.extend(c.to_uppercase());
    }
    out
}

/// The identifier of what describes an endpoint of this name. In a script without capitals it would be that of an
/// argument, too; two `_` have no name.
pub(crate) fn description_identifier(name: &str, place: impl FnOnce() -> String) -> Result<Ident, EmitError> {
    let upper = upper_case(name);
    if upper.chars().any(char::is_uppercase) {
        identifier(&upper, place)
    } else {
        identifier(&format!("ENDPOINT__{upper}"), place)
    }
}

/// The identifier of a constant: the name in capitals, as it is if it has no small letters.
pub(crate) fn constant_identifier(name: &str, place: impl FnOnce() -> String) -> Result<Ident, EmitError> {
    if name.chars().any(char::is_lowercase) {
        identifier(&upper_case(name), place)
    } else {
        identifier(name, place)
    }
}

#[cfg(test)]
mod tests {
    use super::{constant_identifier, identifier, is_device, pascal_case, type_identifier, upper_case};

    #[test]
    fn keywords_become_raw() {
        for (name, expected) in
            [("tenant", "tenant"), ("type", "r#type"), ("gen", "r#gen"), ("größe", "größe")]
        {
            assert_eq!(identifier(name, String::new).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn what_is_no_name_is_an_error() {
        for name in [
            "", "_", "self", "Self", "super", "crate", "1a", "a b", " a", "a/**/", "a;", "r#fn", "a\0", "\"",
            "a-b",
        ] {
            assert!(identifier(name, String::new).is_err(), "{name:?}");
        }
        assert!(type_identifier("bool", String::new).is_err());
    }

    #[test]
    fn devices_are_known() {
        for name in ["con", "nul", "com1", "lpt9", "com0"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["cons", "com", "com10", "comb", "lpta"] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn cases_are_changed_word_by_word() {
        assert_eq!(pascal_case("admin_get_2fa_s3"), "AdminGet2faS3");
        assert_eq!(upper_case("get_tenant"), "GET_TENANT");
        assert_eq!(upper_case("CompressMax"), "COMPRESS_MAX");
        for (name, expected) in [("S3MAX", "S3MAX"), ("A__MIN", "A__MIN"), ("StopSuccess", "STOP_SUCCESS")] {
            assert_eq!(constant_identifier(name, String::new).unwrap().to_string(), expected);
        }
    }
}
