//! Paths with placeholders.

use serde::{Deserialize, Serialize};
use std::{collections::HashSet, fmt, str::FromStr};

/// A path with placeholders: `/tenants/{tenant_id}/users`. Begins with `/`; its placeholders are closed, not
/// empty and distinct. No longer than [`PathTemplate::MOST_BYTES`], with no more placeholders than
/// [`PathTemplate::MOST_PLACEHOLDERS`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("pattern" = "^/")))]
#[serde(try_from = "String", into = "String")]
pub struct PathTemplate(String);

/// A part of a [`PathTemplate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment<'a> {
    /// Text that stands in the address as it is, slashes included.
    Literal(&'a str),
    /// The name of a placeholder.
    Placeholder(&'a str),
}

/// Why a text is no [`PathTemplate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathTemplateError {
    /// It does not begin with `/`.
    Relative,
    /// A `{` without its `}`.
    Unclosed,
    /// A `}` without its `{`.
    Unopened,
    /// A placeholder without a name, or with one that holds more than letters, digits, `_`, `-` and `.`.
    Placeholder,
    /// The same placeholder twice.
    Repeated,
    /// More bytes than an address can have.
    Long,
    /// More placeholders than a call can have.
    Crowded,
    /// A character that no path may hold: white space, a control character, `?`, `#`, `\`; or a segment `.` or
    /// `..`, percent-encoded or not, or an empty segment at the start, which would lead elsewhere.
    Character,
}

impl fmt::Display for PathTemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Relative => "a path begins with `/`",
            Self::Unclosed => "a placeholder is never closed",
            Self::Unopened => "a placeholder is closed that was never opened",
            Self::Placeholder => "a placeholder's name must be letters, digits, `_`, `-` or `.`",
            Self::Repeated => "a placeholder stands in the path twice",
            Self::Long => "the path is longer than 2000 bytes",
            Self::Crowded => "the path has more than 32 placeholders",
            Self::Character => "the path holds something that no path may hold",
        })
    }
}

impl std::error::Error for PathTemplateError {}

impl PathTemplate {
    /// Longer addresses are refused by browsers, proxies and servers. Every remark about an endpoint names its path, so
    /// that without a limit a page could make of each line of it a remark as long as the page.
    pub const MOST_BYTES: usize = 2000;

    /// Each placeholder is an argument of a function.
    pub const MOST_PLACEHOLDERS: usize = 32;

    /// The path as documented, with placeholders in braces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts of the path in order. Joined again they are the path.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        self.0.split_inclusive(['{', '}']).filter_map(|part| match part.strip_suffix('}') {
            Some(name) => Some(Segment::Placeholder(name)),
            None => Some(part.strip_suffix('{').unwrap_or(part))
                .filter(|text| !text.is_empty())
                .map(Segment::Literal),
        })
    }

    /// The names of the placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.segments().filter_map(|segment| match segment {
            Segment::Placeholder(name) => Some(name),
            Segment::Literal(_) => None,
        })
    }
}

impl FromStr for PathTemplate {
    type Err = PathTemplateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !text.starts_with('/') {
            return Err(PathTemplateError::Relative);
        }
        if text.len() > Self::MOST_BYTES {
            return Err(PathTemplateError::Long);
        }
        let forbidden =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\' | '"' | '<' | '>');
        if text.starts_with("//") || text.contains(forbidden) || text.split('/').any(is_step) {
            return Err(PathTemplateError::Character);
        }
        let mut open = false;
        let mut seen = HashSet::new();
        for part in text.split_inclusive(['{', '}']) {
            if let Some(name) = part.strip_suffix('}') {
                if !open {
                    return Err(PathTemplateError::Unopened);
                }
                if !seen.insert(placeholder(name)?) {
                    return Err(PathTemplateError::Repeated);
                }
                open = false;
            } else if open {
                return Err(PathTemplateError::Unclosed);
            } else {
                open = part.ends_with('{');
            }
        }
        if open {
            Err(PathTemplateError::Unclosed)
        } else if seen.len() > Self::MOST_PLACEHOLDERS {
            Err(PathTemplateError::Crowded)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

/// Whether a segment is a step, `.` or `..`, to those who read addresses: they decode it first.
fn is_step(segment: &str) -> bool {
    // No step is longer.
    segment.len() <= "%2e%2e".len()
        && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// The name of a placeholder, if it can be one.
fn placeholder(name: &str) -> Result<&str, PathTemplateError> {
    let valid = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(valid) {
        return Err(PathTemplateError::Placeholder);
    }
    Ok(name)
}

impl TryFrom<String> for PathTemplate {
    type Error = PathTemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PathTemplate> for String {
    fn from(path: PathTemplate) -> Self {
        path.0
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
