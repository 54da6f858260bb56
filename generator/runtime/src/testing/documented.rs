//! Answers that a document shows.

use super::Seen;
use crate::Method;

/// An answer of an endpoint as its document shows or describes it. Generated modules list theirs as
/// `DOCUMENTED_ANSWERS`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct DocumentedAnswer {
    /// The method of the endpoint.
    pub method: Method,
    /// The path template of the endpoint.
    pub path: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The title that the document gives the example.
    pub title: Option<&'static str>,
    /// The media type of the body, and its text.
    pub body: Option<(&'static str, &'static str)>,
}

impl DocumentedAnswer {
    /// An answer of the endpoint with this method and path template, with this status and no body.
    #[must_use]
    pub const fn new(method: Method, path: &'static str, status: u16) -> Self {
        Self { method, path, status, title: None, body: None }
    }

    /// States the title of the example.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// States the body and its media type.
    #[must_use]
    pub const fn body(mut self, media_type: &'static str, text: &'static str) -> Self {
        self.body = Some((media_type, text));
        self
    }

    /// Whether a request is one of the endpoint, wherever the base URL of the client leads.
    pub(super) fn answers(&self, request: &Seen) -> bool {
        if request.method != self.method.as_str() {
            return false;
        }
        let mut segments = request.path.rsplit('/');
        let mut template = self.path.trim_start_matches('/').rsplit('/');
        template.all(|expected| {
            segments.next().is_some_and(|segment| expected.contains('{') || segment == expected)
        })
    }
}
