//! Where a parameter travels, in the words of a table's cell: `query`, `path`, `body`.

/// Where a parameter travels, as a document says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterPlace {
    /// In place of a placeholder of the path.
    Path,
    /// Behind the `?`.
    Query,
    /// As a header.
    Header,
    /// In the body.
    Body,
}

const WORDS: &[(&str, ParameterPlace)] = &[
    ("path", ParameterPlace::Path),
    ("url path", ParameterPlace::Path),
    ("query", ParameterPlace::Query),
    ("query string", ParameterPlace::Query),
    ("querystring", ParameterPlace::Query),
    ("header", ParameterPlace::Header),
    ("headers", ParameterPlace::Header),
    ("body", ParameterPlace::Body),
    ("json", ParameterPlace::Body),
    ("json body", ParameterPlace::Body),
    ("request body", ParameterPlace::Body),
];

/// Reads a place; capitals do not matter.
#[must_use]
pub(crate) fn recognise_place(text: &str) -> Option<ParameterPlace> {
    let text = text.trim().to_lowercase();
    WORDS.iter().find(|(word, _)| *word == text).map(|(_, place)| *place)
}
