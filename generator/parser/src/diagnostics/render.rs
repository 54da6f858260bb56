//! Diagnostics as people read them, in the manner of rustc.

use super::Diagnostics;

/// All remarks as text, with the lines they are about; `source` gives the content of a file by its name.
#[must_use]
pub fn render<'a>(_diagnostics: &Diagnostics, _source: impl Fn(&str) -> Option<&'a str>) -> String {
    String::new()
}
