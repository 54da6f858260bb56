//! What a file is written in: its bytes, in; where it stops being UTF-8 and what it seems to be instead, out.
//!
//! A guess is only ever shown, with the command that acts on it. No file is read by one.

/// What a file that cannot be read as text seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    /// Text in another encoding: what people call it, and what iconv calls it.
    Encoded(&'static str, &'static str),
    /// UTF-8 but for some bytes: a piece in another encoding was pasted into it.
    Mixed,
    /// UTF-8 that ends in the middle of a character.
    CutOff,
    /// A file of this kind, which is no text.
    Binary(&'static str),
    /// Nothing known.
    Unknown,
}

/// Why a file cannot be read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoText {
    /// The first byte that is at fault.
    pub(super) at: usize,
    /// Whether it is a zero, which UTF-8 allows and no text has.
    pub(super) is_zero: bool,
    pub(super) guess: Guess,
}

/// How files begin that say what they are in. A longer mark stands before the one that it begins with.
const MARKS: &[(&[u8], Guess)] = &[
    (b"\xFF\xFE\0\0", UTF_32),
    (b"\0\0\xFE\xFF", UTF_32),
    (b"\xFF\xFE", UTF_16),
    (b"\xFE\xFF", UTF_16),
    (b"%PDF-", Guess::Binary("a PDF file")),
    (b"PK\x03\x04", Guess::Binary("a ZIP archive, or an office document, which is one")),
    (b"\x1F\x8B", Guess::Binary("a file compressed by gzip")),
    (b"\xD0\xCF\x11\xE0", Guess::Binary("an office document")),
    (b"bplist", Guess::Binary("a web archive")),
];

const UTF_16: Guess = Guess::Encoded("UTF-16", "UTF-16");
const UTF_32: Guess = Guess::Encoded("UTF-32", "UTF-32");

/// Encodings without a mark, by which of four bytes are zero in most of the characters of a page.
const ZEROS: &[([bool; 4], Guess)] = &[
    ([false, true, true, true], Guess::Encoded("UTF-32", "UTF-32LE")),
    ([true, true, true, false], Guess::Encoded("UTF-32", "UTF-32BE")),
    ([false, true, false, true], Guess::Encoded("UTF-16", "UTF-16LE")),
    ([true, false, true, false], Guess::Encoded("UTF-16", "UTF-16BE")),
];

/// Bytes that Windows-1252 has no character for, and no other encoding of western texts either.
const NEVER: &[u8] = &[0x81, 0x8D, 0x8F, 0x90, 0x9D];

/// Why these bytes are no text, if they are none.
pub(super) fn no_text(bytes: &[u8]) -> Option<NoText> {
    let invalid = std::str::from_utf8(bytes).err();
    let zero = bytes.iter().position(|byte| *byte == 0);
    let (at, is_zero) = match (invalid.map(|error| error.valid_up_to()), zero) {
        (None, None) => return None,
        (Some(at), None) => (at, false),
        (None, Some(zero)) => (zero, true),
        (Some(at), Some(zero)) => (at.min(zero), zero < at),
    };
    let marked = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, guess)| *guess);
    let is_cut_off = invalid.is_some_and(|error| error.error_len().is_none());
    let guess = marked.or_else(|| wide(bytes)).unwrap_or_else(|| match zero {
        Some(_) => Guess::Unknown,
        None if is_cut_off => Guess::CutOff,
        None => narrow(bytes),
    });
    Some(NoText { at, is_zero, guess })
}

/// The encoding with several bytes for each character that these seem to be in.
fn wide(bytes: &[u8]) -> Option<Guess> {
    let mut zeros = [0_usize; 4];
    for (index, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        if let Some(count) = zeros.get_mut(index % 4) {
            *count += 1;
        }
    }
    let quarter = bytes.len() / 4;
    let most = zeros.map(|count| count > quarter / 2);
    ZEROS.iter().find(|(pattern, _)| *pattern == most).map(|(_, guess)| *guess)
}

/// The encoding with one byte for each character that these seem to be in.
fn narrow(bytes: &[u8]) -> Guess {
    let (mut sound, mut unsound) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += chunk.invalid().len();
    }
    if sound > 0 && sound >= unsound {
        Guess::Mixed
    } else if bytes.iter().any(|byte| NEVER.contains(byte)) {
        Guess::Unknown
    } else if bytes.iter().any(|byte| (0x80..0xA0).contains(byte)) {
        Guess::Encoded("Windows-1252", "WINDOWS-1252")
    } else {
        Guess::Encoded("Latin-1", "ISO-8859-1")
    }
}

impl NoText {
    /// What is wrong with the file.
    pub(super) fn message(self, file: &str) -> String {
        let at = self.at;
        let fault = if self.is_zero {
            format!("`{file}` is no text: byte {at} is zero")
        } else {
            format!("`{file}` is not UTF-8: byte {at} begins no character")
        };
        match self.guess {
            Guess::Encoded(name, _) => format!("{fault}; it seems to be {name}"),
            Guess::Binary(kind) => format!("{fault}; it seems to be {kind}"),
            Guess::CutOff => format!("`{file}` is not UTF-8: it ends within the character at byte {at}"),
            Guess::Mixed | Guess::Unknown => fault,
        }
    }

    /// What to do about it.
    pub(super) fn help(self, file: &str) -> String {
        match self.guess {
            Guess::Encoded(_, name) => convert(name, file),
            Guess::Mixed => {
                "the rest of the file is UTF-8: write these bytes anew in an editor that saves it as UTF-8"
                    .to_owned()
            }
            Guess::CutOff => "take the document from its source again: it seems to be cut off".to_owned(),
            Guess::Binary(_) => {
                "save the page as text, HTML or Markdown, and name that file in api.toml".to_owned()
            }
            Guess::Unknown if self.is_zero => {
                "see whether the file is what it should be; if it is, take the zeros out".to_owned()
            }
            Guess::Unknown => {
                "save the file as UTF-8; `file --mime-encoding` may know what it is in".to_owned()
            }
        }
    }
}

/// The command that converts the file.
fn convert(encoding: &str, file: &str) -> String {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "txt"));
    let (from, to) = (quoted(file), quoted(&format!("{stem}.utf-8.{ending}")));
    format!(
        "convert it in the folder of the API, and put the result in its place: `iconv -f {encoding} -t UTF-8 {from} > {to}`"
    )
}

/// A file's name as a shell takes it.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
    if !name.starts_with('-') && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'./{}'", name.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Shop\n\n## GET /widgets\n\nLists widgets.\n";

    #[track_caller]
    fn check(bytes: &[u8], expect: Option<(usize, Guess)>) {
        assert_eq!(no_text(bytes).map(|found| (found.at, found.guess)), expect, "{bytes:?}");
    }

    fn utf_16(unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        PAGE.encode_utf16().flat_map(unit).collect()
    }

    fn utf_32(unit: fn(u32) -> [u8; 4]) -> Vec<u8> {
        PAGE.chars().map(u32::from).flat_map(unit).collect()
    }

    #[test]
    fn text_is_text() {
        check(b"", None);
        check(PAGE.as_bytes(), None);
        check("\u{feff}# Größe ☃ \u{1f600}\n".as_bytes(), None);
        check(b"\x1b[31m\x08\t", None);
    }

    #[test]
    fn marks_say_what_a_file_is_in() {
        check(&[b"\xFF\xFE".to_vec(), utf_16(u16::to_le_bytes)].concat(), Some((0, UTF_16)));
        check(&[b"\xFE\xFF".to_vec(), utf_16(u16::to_be_bytes)].concat(), Some((0, UTF_16)));
        check(&[b"\xFF\xFE\0\0".to_vec(), utf_32(u32::to_le_bytes)].concat(), Some((0, UTF_32)));
        check(&[b"\0\0\xFE\xFF".to_vec(), utf_32(u32::to_be_bytes)].concat(), Some((0, UTF_32)));
        check(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", Some((10, Guess::Binary("a PDF file"))));
    }

    #[test]
    fn zeros_show_characters_of_several_bytes() {
        check(&utf_16(u16::to_le_bytes), Some((1, Guess::Encoded("UTF-16", "UTF-16LE"))));
        check(&utf_16(u16::to_be_bytes), Some((0, Guess::Encoded("UTF-16", "UTF-16BE"))));
        check(&utf_32(u32::to_le_bytes), Some((1, Guess::Encoded("UTF-32", "UTF-32LE"))));
        check(&utf_32(u32::to_be_bytes), Some((0, Guess::Encoded("UTF-32", "UTF-32BE"))));
        check(b"# Shop\0\n\n## GET /widgets\n", Some((6, Guess::Unknown)));
        check(&[0; 100], Some((0, Guess::Unknown)));
    }

    #[test]
    fn one_byte_for_each_character_is_an_encoding_of_western_texts() {
        check(b"Gr\xf6\xdfe\n", Some((2, Guess::Encoded("Latin-1", "ISO-8859-1"))));
        check(b"the shop\x92s gr\xf6\xdfe\n", Some((8, Guess::Encoded("Windows-1252", "WINDOWS-1252"))));
        check(b"\x81\x8d\xff\n", Some((0, Guess::Unknown)));
    }

    #[test]
    fn a_file_that_is_nearly_utf_8_is_not_converted() {
        check("Größe, Länge, Höhe".replace('H', "#").as_bytes(), None);
        let mixed = ["Größe, Länge".as_bytes(), b" \x96 and so on"].concat();
        check(&mixed, Some((16, Guess::Mixed)));
        check(&"Größe".as_bytes()[..3], Some((2, Guess::CutOff)));
    }

    #[test]
    fn a_name_is_safe_in_a_shell() {
        assert!(
            convert("UTF-16", "pages/a.md")
                .ends_with("`iconv -f UTF-16 -t UTF-8 pages/a.md > pages/a.utf-8.md`")
        );
        assert_eq!(quoted("it's; rm -r.md"), r"'./it'\''s; rm -r.md'");
        assert_eq!(quoted("-o.md"), "'./-o.md'");
    }
}
