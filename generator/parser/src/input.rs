//! The files of an API as text: bytes, in; text that every reader takes, with remarks about what is none, out.

mod encoding;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion::suggest_acknowledgement};
use docwright_model::{Source, Span};
use std::sync::Arc;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below the folder of the API, as sources refer to it.
    pub name: Arc<str>,
    /// Its content. Each byte stands where it stands in the file, at least up to the first one that is no text.
    pub text: String,
}

/// Gives the bytes of a file by its path below the folder of the API.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> std::io::Result<Vec<u8>>;

/// A file of which something could be had.
#[derive(Debug)]
pub(crate) enum Content {
    /// All of it is text.
    Text(SourceFile),
    /// It is no text, which is reported; kept with marks in place of what is no character, so that the place can be
    /// shown.
    NoText(SourceFile),
}

/// Reads a file as UTF-8; `named_at` is the place that names it.
pub(crate) fn read_file(
    name: &str,
    read: ReadFile<'_>,
    named_at: Option<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Content> {
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
    if let Some(fault) = encoding::no_text(&bytes) {
        let code = if fault.is_zero { Code::NoText } else { Code::NotUtf8 };
        let place = Source { file: name.clone(), span: Span::new(fault.at, fault.at.saturating_add(1)) };
        let remark = Diagnostic::new(code, fault.message(&name), fault.help(&name));
        diagnostics.push(remark.at(place, "this byte"));
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Some(Content::NoText(SourceFile { name, text }));
    }
    // Nothing is replaced any more.
    let text = String::from_utf8(bytes).unwrap_or_default();
    Some(Content::Text(SourceFile { name, text }))
}

/// Makes control characters of a document spaces and reports them: no text has a use for them, and a terminal that
/// shows them obeys them.
pub(crate) fn without_control_characters(mut file: SourceFile, diagnostics: &mut Diagnostics) -> SourceFile {
    let is_control = |c: char| c.is_control() && !(c.is_ascii() && c.is_whitespace());
    let mut found = file.text.char_indices().filter(|(_, c)| is_control(*c));
    let Some((at, first)) = found.next() else { return file };
    let (count, number) = (found.count().saturating_add(1), u32::from(first));
    let message = match count {
        1 => format!("`{}` holds a control character, U+{number:04X}, which is read as a space", file.name),
        _ => format!(
            "`{}` holds {count} control characters, the first of them U+{number:04X}, which are read as spaces",
            file.name
        ),
    };
    let entry = suggest_acknowledgement(Code::ControlCharacter, None);
    let help = format!(
        "see whether something else should stand there; if not, acknowledge it in api.toml:\n{entry}"
    );
    let place = Source { file: file.name.clone(), span: Span::new(at, at + first.len_utf8()) };
    diagnostics.push(Diagnostic::new(Code::ControlCharacter, message, help).at(place, "the first"));
    // As many bytes as before, so that spans hold.
    file.text = file.text.chars().fold(String::with_capacity(file.text.len()), |mut text, c| {
        match (is_control(c), c.len_utf8()) {
            (false, _) => text.push(c),
            (true, length) => text.extend(std::iter::repeat_n(' ', length)),
        }
        text
    });
    file
}
