//! The JSON of an example as a tree that keeps the order of its keys and knows where they stand.
//!
//! Comes in: the text of an example and the document that it was taken from. Goes out: a [`Json`]. Values are
//! kept as far as passes compare them: the kind of all, the text of texts.

use docwright_model::{Source, Span};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value of an example.
#[derive(Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Boolean,
    /// A whole number that fits 64 bits.
    Integer,
    /// Any other number.
    Number,
    /// Text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, with its keys in the example's order.
    Object(Vec<Member>),
}

/// A key of an object with its value.
#[derive(Debug, PartialEq)]
pub(crate) struct Member {
    /// The key.
    pub(crate) name: String,
    /// The key in the document; the whole example where that is not certain.
    pub(crate) source: Source,
    /// The value.
    pub(crate) value: Json,
}

/// Reads an example. `None` if it is no JSON, or nested further than anyone would write by hand.
pub(crate) fn read_json(text: &str, source: &Source, document: Option<&str>) -> Option<Json> {
    let base = document.and_then(|document| offset(text, source, document));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Reader { text, base, source }.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// Where the text begins in the document, if it stands there as it is and only once.
fn offset(text: &str, source: &Source, document: &str) -> Option<usize> {
    let whole = document.get(source.span.start..source.span.end)?;
    let mut found = whole.match_indices(text);
    let (offset, _) = found.next()?;
    found.next().is_none().then_some(source.span.start + offset)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    base: Option<usize>,
    source: &'a Source,
}

impl Reader<'_> {
    /// The place of a key, which is a part of the text unless it has escapes.
    fn key_source(&self, key: &str) -> Source {
        let start = key.as_ptr().addr().checked_sub(self.text.as_ptr().addr());
        let span = start.zip(self.base).and_then(|(start, base)| {
            let is_there = self.text.get(start..start.saturating_add(key.len())) == Some(key);
            let quoted = base.saturating_add(start);
            is_there.then(|| Span::new(quoted.saturating_sub(1), quoted.saturating_add(key.len() + 1)))
        });
        Source { file: self.source.file.clone(), span: span.unwrap_or(self.source.span) }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Boolean)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Integer)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(if i64::try_from(value).is_ok() { Json::Integer } else { Json::Number })
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            list.push(element);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some((name, source)) = entries.next_key_seed(Key(self))? {
            let value = entries.next_value_seed(self)?;
            members.push(Member { name, source, value });
        }
        Ok(Json::Object(members))
    }
}

/// Reads a key with its place.
struct Key<'a>(Reader<'a>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = (String, Source);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = (String, Source);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok((key.to_owned(), self.0.key_source(key)))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok((key.to_owned(), self.0.source.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "x ```\n{\"b\": 1, \"a\\u0062\": [null, 1.5, \"t\", true]}\n```";

    fn source() -> Source {
        Source { file: "p.md".into(), span: Span::new(2, DOCUMENT.len()) }
    }

    #[test]
    fn keys_keep_their_order_and_place() {
        let text = DOCUMENT.lines().nth(1).unwrap();
        let Some(Json::Object(members)) = read_json(text, &source(), Some(DOCUMENT)) else { panic!() };
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["b", "ab"]);
        let spans: Vec<Span> = members.iter().map(|member| member.source.span).collect();
        assert_eq!(DOCUMENT.get(spans[0].start..spans[0].end), Some("\"b\""));
        assert_eq!(spans[1], source().span, "a key with an escape stands somewhere in the example");
        let list = [Json::Null, Json::Number, Json::Text("t".to_owned()), Json::Boolean];
        assert_eq!(members[1].value, Json::List(list.into()));
    }

    #[test]
    fn text_that_the_document_has_otherwise_stands_in_the_whole_example() {
        let Some(Json::Object(members)) = read_json("{\"c\": 1}", &source(), Some(DOCUMENT)) else {
            panic!()
        };
        assert_eq!(members[0].source, source());
    }

    #[test]
    fn numbers_are_told_apart_and_depth_has_an_end() {
        let read = |text: &str| read_json(text, &source(), None);
        assert_eq!(read("9223372036854775807"), Some(Json::Integer));
        assert_eq!(read("9223372036854775808"), Some(Json::Number));
        assert_eq!(read("-1"), Some(Json::Integer));
        assert_eq!(read("1e3"), Some(Json::Number));
        assert_eq!(read("1 2"), None);
        assert_eq!(read(&"[".repeat(100_000)), None);
    }
}
