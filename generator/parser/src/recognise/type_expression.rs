//! Type expressions: `string`, `List<X> (JSON)`, `Dictionary<int, X>`, `Array of String`.
//!
//! Comes in: the words in a type's place. Goes out: a [`Type`] and whether the value is JSON text inside
//! another encoding. A word that is no known type becomes [`Type::Named`]; whether anything has that name is
//! for the resolver to say.

use docwright_model::{Serialization, Type};

/// A type as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeExpression {
    /// The type.
    pub value_type: Type,
    /// [`Serialization::Json`] if the expression ends in `(JSON)`.
    pub serialization: Serialization,
}

/// Makes the type that a word stands for.
type Make = fn() -> Type;

const WORDS: &[(&str, Make)] = &[
    ("string", || Type::String),
    ("text", || Type::String),
    ("str", || Type::String),
    ("int", || Type::Integer),
    ("int8", || Type::Integer),
    ("int16", || Type::Integer),
    ("int32", || Type::Integer),
    ("int64", || Type::Integer),
    ("integer", || Type::Integer),
    ("long", || Type::Integer),
    ("uint", || Type::Integer),
    ("uint8", || Type::Integer),
    ("uint16", || Type::Integer),
    ("uint32", || Type::Integer),
    ("uint64", || Type::Integer),
    ("decimal", || Type::Number),
    ("double", || Type::Number),
    ("float", || Type::Number),
    ("float32", || Type::Number),
    ("float64", || Type::Number),
    ("number", || Type::Number),
    ("bool", || Type::Boolean),
    ("boolean", || Type::Boolean),
    ("uuid", || Type::Uuid),
    ("guid", || Type::Uuid),
    ("date", || Type::Date),
    ("datetime", || Type::DateTime),
    ("date-time", || Type::DateTime),
    ("timestamp", || Type::DateTime),
    ("binary", || Type::Bytes),
    ("bytes", || Type::Bytes),
    ("file", || Type::Bytes),
    ("any", || Type::Any),
    ("object", || Type::Object),
    ("json object", || Type::Object),
    ("array", || Type::Any.list()),
    ("list", || Type::Any.list()),
];

const LIST_WORDS: &[&str] = &["array of ", "list of ", "arrays of ", "lists of "];
const GENERIC_LISTS: &[&str] = &["array", "list", "set"];
/// What a list holds that is base64 text in JSON.
const BYTE: &str = "byte";
const GENERIC_MAPS: &[&str] = &["dict", "dictionary", "map"];
const GENERIC_NULLABLES: &[&str] = &["nullable", "optional"];

/// The words that are types, for suggestions.
pub(crate) fn type_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// How deep type expressions may nest: far deeper than any document needs, far shallower than the stack.
const MAX_DEPTH: usize = 32;

/// Reads a type expression. An empty text is none.
#[must_use]
pub(crate) fn recognise_type(text: &str) -> Option<TypeExpression> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (body, serialization) = match folded.strip_suffix("(JSON)") {
        Some(body) => (body.trim(), Serialization::Json),
        None => (folded.as_str(), Serialization::Plain),
    };
    if body.is_empty() {
        return None;
    }
    Some(TypeExpression { value_type: read(body, 0), serialization })
}

fn read(text: &str, depth: usize) -> Type {
    let text = text.trim();
    if depth >= MAX_DEPTH {
        return Type::Named(text.to_owned());
    }
    let lower = text.to_lowercase();
    if let Some((_, known)) = WORDS.iter().find(|(word, _)| *word == lower) {
        return known();
    }
    if let Some(inner) = text.strip_suffix("[]").filter(|inner| !inner.is_empty()) {
        return list_of(inner, depth);
    }
    for word in LIST_WORDS {
        if lower.starts_with(word) {
            // Lower case may change lengths outside ASCII; the words themselves are ASCII, so this cut is safe.
            return read(singular(text.get(word.len()..).unwrap_or_default()), depth + 1).list();
        }
    }
    generic(text, depth).unwrap_or_else(|| Type::Named(text.to_owned()))
}

/// `strings` as in `array of strings`; the name of a described object stays as it is.
fn singular(text: &str) -> &str {
    let one = text.trim().strip_suffix(['s', 'S']).filter(|one| {
        let one = one.to_lowercase();
        WORDS.iter().any(|(word, _)| *word == one)
    });
    one.unwrap_or(text)
}

/// A list of what a text says; bytes are no list.
fn list_of(text: &str, depth: usize) -> Type {
    if text.trim().eq_ignore_ascii_case(BYTE) {
        return Type::Bytes;
    }
    read(text, depth + 1).list()
}

fn generic(text: &str, depth: usize) -> Option<Type> {
    let (head, inside) = match text.strip_suffix(']') {
        Some(text) => text.split_once('[')?,
        None => text.strip_suffix('>')?.split_once('<')?,
    };
    let head = head.trim().to_lowercase();
    if GENERIC_LISTS.contains(&head.as_str()) {
        return Some(list_of(inside, depth));
    }
    if GENERIC_NULLABLES.contains(&head.as_str()) {
        return Some(Type::Nullable(Box::new(read(inside, depth + 1))));
    }
    if GENERIC_MAPS.contains(&head.as_str()) {
        let (key, value) = inside.split_once(',')?;
        let (key, value) = (Box::new(read(key, depth + 1)), Box::new(read(value, depth + 1)));
        return matches!(*key, Type::String | Type::Integer).then_some(Type::Map { key, value });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Type, serialization: Serialization) {
        assert_eq!(
            recognise_type(text),
            Some(TypeExpression { value_type: expected, serialization }),
            "{text}"
        );
    }

    #[test]
    fn words_lists_and_maps_are_types() {
        use Serialization::{Json, Plain};
        let named = |name: &str| Type::Named(name.to_owned());
        let map = |key: Type, value: Type| Type::Map { key: Box::new(key), value: Box::new(value) };
        check("string", Type::String, Plain);
        check("Long", Type::Integer, Plain);
        check("JSON object", Type::Object, Plain);
        check("bool (JSON)", Type::Boolean, Json);
        check("Array of String", Type::String.list(), Plain);
        check("Array of Object", Type::Object.list(), Plain);
        check("Array", Type::Any.list(), Plain);
        check("List<string> (JSON)", Type::String.list(), Json);
        check("List <Widget>", named("Widget").list(), Plain);
        check("Dictionary<int, Widget> (JSON)", map(Type::Integer, named("Widget")), Json);
        check("Dictionary<string, List<Widget>>", map(Type::String, named("Widget").list()), Plain);
        check("Widget[]", named("Widget").list(), Plain);
        check("DateTime", Type::DateTime, Plain);
        check("array of strings", Type::String.list(), Plain);
        check("array[integer]", Type::Integer.list(), Plain);
        check("List<byte>", Type::Bytes, Plain);
        check("byte[]", Type::Bytes, Plain);
        check("Dictionary<string, List<byte>>", map(Type::String, Type::Bytes), Plain);
        check("float32", Type::Number, Plain);
        check("uint64", Type::Integer, Plain);
    }

    #[test]
    fn what_is_no_type_keeps_its_words_for_the_resolver_to_report() {
        check(
            "Contact email address.",
            Type::Named("Contact email address.".to_owned()),
            Serialization::Plain,
        );
        check(
            "Dictionary<Widget, int>",
            Type::Named("Dictionary<Widget, int>".to_owned()),
            Serialization::Plain,
        );
        assert_eq!(recognise_type("  "), None);
    }

    #[test]
    fn nesting_beyond_reason_ends_without_exhausting_the_stack() {
        let deep = format!("{}string{}", "List<".repeat(100_000), ">".repeat(100_000));
        assert!(recognise_type(&deep).is_some());
    }
}
