//! The files of an API as text.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use docwright_model::{Source, Span};
use std::sync::Arc;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below the folder of the API, as sources refer to it.
    pub name: Arc<str>,
    /// Its content.
    pub text: String,
}

/// Gives the bytes of a file by its path below the folder of the API.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> std::io::Result<Vec<u8>>;

/// Reads a file as UTF-8; `named_at` is the place that names it.
pub(crate) fn read_file(
    name: &str,
    read: ReadFile<'_>,
    named_at: Option<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<SourceFile> {
    let name: Arc<str> = Arc::from(name);
    let bytes = match read(&name) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("`{name}` cannot be read: {error}");
            let help = "check that the file exists in the folder of the API and that you may read it";
            let diagnostic = Diagnostic::new(Code::UnreadableFile, message, help);
            diagnostics.push(match named_at {
                Some(source) => diagnostic.at(source, "named here"),
                None => diagnostic.at(Source { file: name, span: Span::default() }, ""),
            });
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile { name, text }),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let message = format!("`{name}` is not UTF-8: byte {start} begins no character");
            let diagnostic = Diagnostic::new(Code::NotUtf8, message, "save the file as UTF-8")
                .at(Source { file: name.clone(), span: Span::new(start, start + 1) }, "this byte");
            diagnostics.push(diagnostic);
            // Kept with marks in place of what is no character, so that the place can be shown.
            Some(SourceFile { name, text })
        }
    }
}
