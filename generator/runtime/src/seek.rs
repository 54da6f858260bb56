//! One value of a JSON text, without reading the others.

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, IgnoredAny},
};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// The text of the value at a path with dots between names: `paging.cursors.after`; without any name, of the whole.
/// There is none where a name is missing, or something on the way is no object.
pub(crate) fn seek<'a>(json: &'a [u8], path: &str) -> serde_json::Result<Option<&'a RawValue>> {
    let path: Vec<&str> = path.split('.').filter(|name| !name.is_empty()).collect();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let found = Seek(&path).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(found)
}

struct Seek<'p>(&'p [&'p str]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.0.is_empty() {
            return de::Deserialize::deserialize(deserializer).map(Some);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for Seek<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((wanted, rest)) = self.0.split_first() else { return Ok(None) };
        let mut found = None;
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == *wanted {
                found = map.next_value_seed(Seek(rest))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::seek;

    #[track_caller]
    fn check(json: &str, path: &str, expected: Option<&str>) {
        let found = seek(json.as_bytes(), path).unwrap();
        assert_eq!(found.map(serde_json::value::RawValue::get), expected, "{json} at {path}");
    }

    #[test]
    fn the_value_at_a_path() {
        check(r#"{"b":[{"a":0}],"a":{"b":{"c":"x"},"d":1}}"#, "a.b.c", Some(r#""x""#));
        check(r#"{"items":[1, {"a":[]}],"z":null}"#, "items", Some(r#"[1, {"a":[]}]"#));
        check(r#"{"a":{"b":null}}"#, "a.b", Some("null"));
        check("[1, {}]", "", Some("[1, {}]"));
        check(r#"{"\u0061":1}"#, "a", Some("1"));
    }

    #[test]
    fn nothing_where_the_path_does_not_lead() {
        for json in ["{}", "[{\"a\":1}]", "1", "-1", "1.5", "\"a\"", "true", "null", r#"{"a":[1]}"#] {
            check(json, "a.b", None);
        }
    }

    #[test]
    fn what_is_no_json() {
        for json in ["", "{", "{\"a\":1} x", "{\"a\":{\"b\":}}"] {
            assert!(seek(json.as_bytes(), "a.b").is_err(), "{json}");
        }
    }
}
