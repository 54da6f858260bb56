//! Media types, and the words by which headings name them: `application/json`, `JSON`.

/// The first parts of media types that are registered with IANA.
const TOP_LEVEL_TYPES: &[&str] =
    &["application", "audio", "font", "haptics", "image", "message", "model", "multipart", "text", "video"];

/// Whether a text is one media type, with or without parameters.
#[must_use]
pub(crate) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim().to_lowercase();
    let is_token = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&^_.+-*".contains(c))
    };
    essence.split_once('/').is_some_and(|(top, sub)| TOP_LEVEL_TYPES.contains(&top) && is_token(sub))
}

/// Short words for how a body is made.
const ENCODINGS: &[(&str, &str)] = &[
    ("form-data", "multipart/form-data"),
    ("form-urlencoded", "application/x-www-form-urlencoded"),
    ("json", "application/json"),
    ("multipart", "multipart/form-data"),
    ("urlencoded", "application/x-www-form-urlencoded"),
    ("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
];

/// The media type that a heading names: `JSON`, `multipart/form-data`.
#[must_use]
pub(crate) fn media_type_of(words: &str) -> Option<&str> {
    let words = words.trim_matches('`');
    let known = ENCODINGS.iter().find(|(short, _)| words.eq_ignore_ascii_case(short));
    known.map(|(_, media_type)| *media_type).or_else(|| is_media_type(words).then_some(words))
}

/// What a line states a media type with.
const HEADERS: &[&str] = &["content-type", "content type"];

/// The media type of a line that is nothing but the header of one: `Content-Type: multipart/form-data`.
#[must_use]
pub(crate) fn recognise_media_type_line(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim().trim_matches('`');
    let is_header = HEADERS.iter().any(|header| key.trim().eq_ignore_ascii_case(header));
    (is_header && is_media_type(value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_named_in_full_or_in_a_word() {
        assert_eq!(media_type_of("JSON"), Some("application/json"));
        assert_eq!(media_type_of("`image/png`"), Some("image/png"));
        assert_eq!(media_type_of("optional"), None);
        assert_eq!(media_type_of("a/b"), None);
    }

    #[test]
    fn a_line_states_a_media_type_as_a_header_does() {
        assert_eq!(recognise_media_type_line("Content-Type: `text/csv`"), Some("text/csv"));
        assert_eq!(recognise_media_type_line("content type: text/csv"), Some("text/csv"));
        assert_eq!(recognise_media_type_line("Content-Type: any"), None);
        assert_eq!(recognise_media_type_line("Accept: text/csv"), None);
    }
}
