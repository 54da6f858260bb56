//! The JSON object of a body, written once.
//!
//! In come fields, each written straight into the text that will be sent; out goes that text. Only a field that is
//! set twice or taken out again leaves a hole, for which the text is put together anew in the end.

use super::fields::Fields;
use bytes::Bytes;
use serde::{Deserialize, Deserializer, de};
use serde_json::{Result, value::RawValue};
use std::{borrow::Cow, fmt, ops::Range};

/// The fields of a JSON object as the text that they are sent as.
#[derive(Clone, Default)]
pub(crate) struct JsonFields {
    /// `{"name":"Ada","age":36`: everything but the brace at the end. Empty until there is a field.
    text: Vec<u8>,
    /// Where in the text the value of each field stands.
    values: Fields<Range<usize>>,
    /// Whether the text holds a value that no field has any more.
    has_holes: bool,
}

/// Writes a value as JSON.
pub(crate) type WriteJson<'a> = &'a mut dyn FnMut(&mut Vec<u8>) -> Result<()>;

impl JsonFields {
    /// Sets a field. A value that can't be written leaves everything as it was.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, write: WriteJson<'_>) -> Result<()> {
        let (name, before) = (name.into(), self.text.len());
        let written = self.append(&name, write);
        if written.is_err() {
            self.text.truncate(before);
        } else {
            self.note(name, written.as_ref().map_or(before..before, Clone::clone));
        }
        written.map(drop)
    }

    fn append(&mut self, name: &str, write: WriteJson<'_>) -> Result<Range<usize>> {
        self.text.push(if self.text.is_empty() { b'{' } else { b',' });
        serde_json::to_writer(&mut self.text, name)?;
        self.text.push(b':');
        let start = self.text.len();
        write(&mut self.text)?;
        Ok(start..self.text.len())
    }

    /// Sets each field of an object. Fields that it does not have stay as they are.
    pub(crate) fn merge(&mut self, write: WriteJson<'_>) -> Result<()> {
        let before = self.text.len();
        let merged = self.append_object(before, write);
        match merged {
            Ok(entries) => {
                for (name, range) in entries {
                    self.note(Cow::Owned(name), range);
                }
                Ok(())
            }
            Err(error) => {
                self.text.truncate(before);
                Err(error)
            }
        }
    }

    /// Writes an object behind the fields that there are, and gives the names and places of its own.
    fn append_object(&mut self, before: usize, write: WriteJson<'_>) -> Result<Vec<(String, Range<usize>)>> {
        write(&mut self.text)?;
        let object = self.text.get(before..).unwrap_or_default();
        let Entries(entries) = serde_json::from_slice(object)?;
        let base = object.as_ptr().addr();
        let place = |(name, value): (String, &RawValue)| {
            let start = before + (value.get().as_ptr().addr() - base);
            (name, start..start + value.get().len())
        };
        let places: Vec<_> = entries.into_iter().map(place).collect();
        if places.is_empty() {
            self.text.truncate(before);
        } else {
            // Its closing brace goes, its opening one becomes the comma behind the field before it.
            self.text.pop();
            if let Some(brace) = self.text.get_mut(before).filter(|_| before > 0) {
                *brace = b',';
            }
        }
        Ok(places)
    }

    fn note(&mut self, name: Cow<'static, str>, value: Range<usize>) {
        self.has_holes |= self.values.set(name, value).is_some();
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.has_holes |= self.values.remove(name).is_some();
    }

    /// The JSON text of a field's value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).and_then(|range| self.value(range))
    }

    fn value(&self, range: &Range<usize>) -> Option<&str> {
        self.text.get(range.clone()).and_then(|value| std::str::from_utf8(value).ok())
    }

    /// The text of the whole object.
    pub(crate) fn into_bytes(mut self) -> Result<Bytes> {
        if self.values.is_empty() {
            return Ok(Bytes::from_static(b"{}"));
        }
        if self.has_holes {
            self = self.without_holes()?;
        }
        self.text.push(b'}');
        Ok(Bytes::from(self.text))
    }

    fn without_holes(&self) -> Result<Self> {
        let mut whole = Self::default();
        for (name, range) in self.values.iter() {
            let value = self.text.get(range.clone()).unwrap_or_default();
            whole.set(name.to_owned(), &mut |text| {
                text.extend_from_slice(value);
                Ok(())
            })?;
        }
        Ok(whole)
    }
}

/// The fields of a JSON object in their order, each with its exact text.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::JsonFields;
    use serde_json::{json, to_writer};

    fn set(fields: &mut JsonFields, name: &'static str, value: &serde_json::Value) {
        fields.set(name, &mut |text| to_writer(text, value)).unwrap();
    }

    fn merge(fields: &mut JsonFields, object: &serde_json::Value) {
        fields.merge(&mut |text| to_writer(text, object)).unwrap();
    }

    fn check(fields: JsonFields, expected: &str) {
        assert_eq!(fields.into_bytes().unwrap(), expected);
    }

    #[test]
    fn no_field_is_an_empty_object() {
        check(JsonFields::default(), "{}");
        let mut fields = JsonFields::default();
        merge(&mut fields, &json!({}));
        set(&mut fields, "a", &json!(1));
        merge(&mut fields, &json!({}));
        fields.remove("a");
        check(fields, "{}");
    }

    #[test]
    fn a_later_value_stands_where_the_earlier_stood() {
        let mut fields = JsonFields::default();
        set(&mut fields, "a", &json!([1, {"b": 2}]));
        set(&mut fields, "b\"", &json!("x"));
        merge(&mut fields, &json!({"c": {"d": null}, "a": 3}));
        assert_eq!(
            (fields.get("a"), fields.get("c"), fields.get("d")),
            (Some("3"), Some(r#"{"d":null}"#), None)
        );
        set(&mut fields, "e", &json!(4.5));
        fields.remove("c");
        fields.remove("nothing");
        check(fields, r#"{"a":3,"b\"":"x","e":4.5}"#);
    }

    #[test]
    fn an_object_that_comes_first_is_kept_as_it_was_written() {
        let mut fields = JsonFields::default();
        merge(&mut fields, &json!({"a": 1, "b": [2]}));
        set(&mut fields, "c", &json!(3));
        check(fields, r#"{"a":1,"b":[2],"c":3}"#);
    }

    #[test]
    fn what_cannot_be_written_changes_nothing() {
        let mut fields = JsonFields::default();
        set(&mut fields, "a", &json!(1));
        let impossible = std::collections::HashMap::from([((1, 2), 3)]);
        assert!(fields.set("b", &mut |text| to_writer(text, &impossible)).is_err());
        assert!(fields.merge(&mut |text| to_writer(text, &[1, 2])).is_err());
        check(fields, r#"{"a":1}"#);
    }
}
