//! Bytes that a caller sends.

use bytes::Bytes;
use std::{borrow::Cow, fmt};

/// The content of a file or of a raw body, with what its receiver may want to know of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Upload {
    pub(crate) content: Bytes,
    pub(crate) file_name: Option<Cow<'static, str>>,
    pub(crate) content_type: Option<Cow<'static, str>>,
}

impl Upload {
    /// Says what the file is called. Without it a file is called as its parameter is.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Says what is in the file: `image/png`. Without it a raw body is of the documented type, and a file is
    /// `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }
}

/// Without the content, which may be large or secret.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("bytes", &self.content.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

impl From<Bytes> for Upload {
    fn from(content: Bytes) -> Self {
        Self { content, file_name: None, content_type: None }
    }
}

impl From<Vec<u8>> for Upload {
    fn from(content: Vec<u8>) -> Self {
        Bytes::from(content).into()
    }
}

impl From<&'static [u8]> for Upload {
    fn from(content: &'static [u8]) -> Self {
        Bytes::from_static(content).into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(content: &'static [u8; N]) -> Self {
        Bytes::from_static(content).into()
    }
}

impl From<String> for Upload {
    fn from(content: String) -> Self {
        Bytes::from(content).into()
    }
}

impl From<&str> for Upload {
    fn from(content: &str) -> Self {
        content.to_owned().into()
    }
}
