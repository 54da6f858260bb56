//! Descriptions of the parts of a multipart body that call the part a file: `The uploaded file contents, as a part.`
//! One that speaks of a file and means something else, `Name of the file`, `The file name`, is none.

/// What a description says of a file that travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileWords {
    /// The bytes of a file: they travel, whatever type is stated beside them.
    Contents,
    /// A file, which a text may stand for as well: its path, its bytes in an encoding.
    File,
}

const ARTICLES: &[&str] = &["a ", "an ", "the "];
/// What a description that is about a file begins with.
const WORDS: &[(&str, FileWords)] = &[
    ("content of the file", FileWords::Contents),
    ("content of the uploaded file", FileWords::Contents),
    ("contents of the file", FileWords::Contents),
    ("contents of the uploaded file", FileWords::Contents),
    ("file content", FileWords::Contents),
    ("file contents", FileWords::Contents),
    ("uploaded file content", FileWords::Contents),
    ("uploaded file contents", FileWords::Contents),
    ("file", FileWords::File),
    ("file to upload", FileWords::File),
    ("uploaded file", FileWords::File),
];

/// Reads the beginning of a description: nothing but an article may stand before the words, and their sentence or
/// clause ends behind them.
#[must_use]
pub(crate) fn recognise_file_words(description: &str) -> Option<FileWords> {
    let words = description.trim().to_lowercase();
    let bare = ARTICLES.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([',', '.', ';', ':', '\n']);
    WORDS.iter().find(|(known, _)| bare.strip_prefix(known).is_some_and(ends)).map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_a_description_begins_with() {
        let check = |words, expected| assert_eq!(recognise_file_words(words), expected, "{words}");
        check("The uploaded file contents, as a part.", Some(FileWords::Contents));
        check("Contents of the file.", Some(FileWords::Contents));
        check("The file", Some(FileWords::File));
        check("File to upload.", Some(FileWords::File));
        check("Name of the file", None);
        check("Where the file is", None);
        check("The file name", None);
        check("File content type", None);
        check("Uploaded file's name", None);
        check("", None);
    }
}
