//! Bytes that stand in JSON as base64 text.

use crate::{Parameter, structure::Plain};
use base64::{
    Engine,
    alphabet::STANDARD as ALPHABET,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};
use std::{
    borrow::Cow,
    fmt,
    hash::{Hash, Hasher},
    ops::Deref,
};

/// Bytes that stand in JSON as base64 text.
///
/// Text without its padding, in the alphabet for URLs, or with line breaks is read as well; as long as the value is
/// not replaced, it is written back as it came. Two are equal when their bytes are.
///
/// ```
/// # fn main() -> Result<(), docwright_runtime::serde_json::Error> {
/// use docwright_runtime::{Base64, serde_json};
///
/// let key: Base64 = serde_json::from_str(r#""AQID""#)?;
/// assert_eq!(key[..], [1, 2, 3]);
/// assert_eq!(serde_json::to_string(&Base64::from([1, 2, 3]))?, r#""AQID""#);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Base64 {
    bytes: Vec<u8>,
    /// The text that the bytes came as, where encoding them would give another.
    text: Option<Box<str>>,
}

/// Reads whatever has one meaning: with or without padding, with any bits behind the last byte.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &ALPHABET,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Base64 {
    fn read(text: &str) -> Option<Self> {
        // What the strict reader takes is what encoding gives.
        if let Ok(bytes) = STANDARD.decode(text) {
            return Some(Self { bytes, text: None });
        }
        let plain: Vec<u8> =
            text.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(standard_letter).collect();
        let bytes = LENIENT.decode(plain).ok()?;
        Some(Self { bytes, text: Some(text.into()) })
    }
}

/// The letter of the standard alphabet for one of the alphabet for URLs.
fn standard_letter(letter: u8) -> u8 {
    match letter {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

impl Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, text: None }
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl<const N: usize> From<[u8; N]> for Base64 {
    fn from(bytes: [u8; N]) -> Self {
        Vec::from(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<Base64> for Vec<u8> {
    fn from(value: Base64) -> Self {
        value.bytes
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Base64 {}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

/// How many bytes there are: they may be many, and may be a key.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.len())
    }
}

impl Plain for Base64 {
    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

/// Travels as its base64 text.
impl Parameter for Base64 {
    fn to_text(&self) -> Cow<'_, str> {
        match &self.text {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(STANDARD.encode(&self.bytes)),
        }
    }
}

impl Serialize for Base64 {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_text())
    }
}

impl<'de> Deserialize<'de> for Base64 {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Base64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes as base64 text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Base64, E> {
        // The text may be a key, so that the error does not show it.
        Base64::read(text).ok_or_else(|| E::custom("the text is not base64"))
    }
}
