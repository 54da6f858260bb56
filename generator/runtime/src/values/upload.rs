//! Bytes that a caller sends: from memory, from a file, or as they come.

use bytes::Bytes;
use futures_core::Stream;
use std::{
    borrow::Cow,
    fmt,
    io::{self, Read},
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

/// The content of a file or of a raw body, with what its receiver may want to know of it.
///
/// ```
/// use docwright_runtime::Upload;
///
/// let from_memory = Upload::from("hello").content_type("text/plain");
/// let from_disk = Upload::file("backup.zip");
/// # let _ = (from_memory, from_disk);
/// ```
#[derive(Clone)]
pub struct Upload {
    pub(crate) content: Content,
    pub(crate) file_name: Option<Cow<'static, str>>,
    pub(crate) content_type: Option<Cow<'static, str>>,
}

/// Where the bytes come from.
#[derive(Clone)]
pub(crate) enum Content {
    Memory(Bytes),
    /// Opened anew for each attempt.
    File(PathBuf),
    Once(Once),
}

/// Bytes that come once. Clones share them: whoever takes them first has them.
#[derive(Clone)]
pub(crate) struct Once {
    bytes: Arc<Mutex<Option<Bytewise>>>,
    pub(crate) length: Option<u64>,
}

/// Bytes that come one after the other.
pub(crate) enum Bytewise {
    Stream(Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>),
    Reader(Box<dyn Read + Send>),
}

impl Once {
    fn new(bytes: Bytewise, length: Option<u64>) -> Self {
        Self { bytes: Arc::new(Mutex::new(Some(bytes))), length }
    }

    /// The bytes, unless somebody has begun to send them.
    pub(crate) fn take(&self) -> Option<Bytewise> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn is_there(&self) -> bool {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

impl Upload {
    /// The content of a file on this machine, which is read while it is sent. It is called as the file is.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| Cow::Owned(name.to_string_lossy().into_owned()));
        Self { file_name: name, ..Self::new(Content::File(path)) }
    }

    /// Bytes as they come. `length` is the number of all of them, if it is known; without it the body is sent in
    /// chunks, which some servers refuse.
    ///
    /// A stream is sent once: a call that fails after its first byte is not repeated.
    pub fn stream(
        stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        length: impl Into<Option<u64>>,
    ) -> Self {
        Self::new(Content::Once(Once::new(Bytewise::Stream(Box::pin(stream)), length.into())))
    }

    /// As [`Self::stream`], from a reader, which is read on a thread of its own.
    pub fn reader(reader: impl Read + Send + 'static, length: impl Into<Option<u64>>) -> Self {
        Self::new(Content::Once(Once::new(Bytewise::Reader(Box::new(reader)), length.into())))
    }

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

    fn new(content: Content) -> Self {
        Self { content, file_name: None, content_type: None }
    }

    /// Whether the bytes are still there to be sent.
    pub(crate) fn is_there(&self) -> bool {
        match &self.content {
            Content::Memory(_) | Content::File(_) => true,
            Content::Once(once) => once.is_there(),
        }
    }
}

impl Default for Upload {
    fn default() -> Self {
        Self::new(Content::Memory(Bytes::new()))
    }
}

/// Without the content, which may be large or secret.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        match &self.content {
            Content::Memory(bytes) => shown.field("bytes", &bytes.len()),
            Content::File(path) => shown.field("path", path),
            Content::Once(once) => shown.field("length", &once.length),
        };
        shown.field("file_name", &self.file_name).field("content_type", &self.content_type).finish()
    }
}

impl From<Bytes> for Upload {
    fn from(content: Bytes) -> Self {
        Self::new(Content::Memory(content))
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
