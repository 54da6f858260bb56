//! The fields of an `application/x-www-form-urlencoded` text, written once.
//!
//! In come values, each encoded straight into the text that will be sent; out goes that text. Only a field that is
//! set twice leaves a hole, for which the text is put together anew in the end.

use super::fields::Fields;
use bytes::Bytes;
use percent_encoding::percent_decode;
use std::{borrow::Cow, io, ops::Range};

/// The fields of a form as the text that they are sent as.
#[derive(Clone, Default)]
pub(crate) struct FormFields {
    text: String,
    /// Where in the text the encoded value of each field stands.
    values: Fields<Range<usize>>,
    /// Whether the text holds a value that no field has any more.
    has_holes: bool,
}

/// Encodes what is written to it.
pub(crate) struct FormWriter<'a>(&'a mut String);

impl io::Write for FormWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend(form_urlencoded::byte_serialize(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FormFields {
    /// Sets a field to a text.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: &str) {
        let name = name.into();
        let start = self.begin(&name);
        self.text.extend(form_urlencoded::byte_serialize(value.as_bytes()));
        self.note(name, start);
    }

    /// Sets a field to what is written. A value that can't be written leaves everything as it was.
    pub(crate) fn write(
        &mut self,
        name: &'static str,
        write: &mut dyn FnMut(FormWriter<'_>) -> serde_json::Result<()>,
    ) -> serde_json::Result<()> {
        let before = self.text.len();
        let start = self.begin(name);
        let written = write(FormWriter(&mut self.text));
        if written.is_ok() {
            self.note(Cow::Borrowed(name), start);
        } else {
            self.text.truncate(before);
        }
        written
    }

    fn begin(&mut self, name: &str) -> usize {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend(form_urlencoded::byte_serialize(name.as_bytes()));
        self.text.push('=');
        self.text.len()
    }

    fn note(&mut self, name: Cow<'static, str>, start: usize) {
        let value = start..self.text.len();
        self.has_holes |= self.values.set(name, value).is_some();
    }

    /// The value of a field, decoded.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let encoded = self.text.get(self.values.get(name)?.clone())?;
        if encoded.bytes().all(|byte| !matches!(byte, b'+' | b'%')) {
            return Some(Cow::Borrowed(encoded));
        }
        let spaced = encoded.replace('+', " ");
        Some(Cow::Owned(percent_decode(spaced.as_bytes()).decode_utf8_lossy().into_owned()))
    }

    /// The whole text.
    pub(crate) fn into_bytes(self) -> Bytes {
        if !self.has_holes {
            return Bytes::from(self.text);
        }
        let mut whole = String::with_capacity(self.text.len());
        for (name, range) in self.values.iter() {
            if !whole.is_empty() {
                whole.push('&');
            }
            whole.extend(form_urlencoded::byte_serialize(name.as_bytes()));
            whole.push('=');
            whole.push_str(self.text.get(range.clone()).unwrap_or_default());
        }
        Bytes::from(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::FormFields;

    #[test]
    fn values_are_encoded_as_browsers_do_and_read_back() {
        let mut fields = FormFields::default();
        fields.set("a b", "x&y=z +ä");
        fields.write("json", &mut |writer| serde_json::to_writer(writer, &["1 2"])).unwrap();
        fields.set("plain", "text");
        assert_eq!(fields.get("a b").unwrap(), "x&y=z +ä");
        assert_eq!(fields.get("json").unwrap(), r#"["1 2"]"#);
        assert_eq!(fields.get("plain").unwrap(), "text");
        assert_eq!(fields.get("a"), None);
        let expected = "a+b=x%26y%3Dz+%2B%C3%A4&json=%5B%221+2%22%5D&plain=text";
        assert_eq!(fields.into_bytes(), expected);
    }

    #[test]
    fn a_later_value_stands_where_the_earlier_stood() {
        let mut fields = FormFields::default();
        fields.set("a", "1");
        fields.set("b", "2");
        fields.set("a", "3");
        let impossible = std::collections::HashMap::from([((1, 2), 3)]);
        assert!(fields.write("b", &mut |writer| serde_json::to_writer(writer, &impossible)).is_err());
        assert_eq!(fields.into_bytes(), "a=3&b=2");
    }
}
