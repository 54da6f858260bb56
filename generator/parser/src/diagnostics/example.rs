//! The examples of the catalogue. What comes in is the text of one, in the manner of Go's txtar; what goes out are
//! the files that reproduce the remark. Reading them as an API, or laying them out on a disk, is left to the caller.

use super::Entry;

/// The file that an example may leave out.
const CONFIG: &str = "api.toml";

/// How an `api.toml` begins that an example leaves out.
const DEFAULT_CONFIG: &str = "name = \"petstore\"\ntitle = \"Petstore\"\n";

/// Where the files of a whole project lie.
const PROJECT_FOLDERS: &[&str] = &["specs/", "generated/"];

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFile {
    /// Its path below the folder of the API, or below the project if the example is one.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Entry {
    /// The sentence about the case, which stands before the first file.
    #[must_use]
    pub fn case(&self) -> &'static str {
        let length = self.example.split_inclusive('\n').take_while(|line| name_of(line).is_none());
        let length = length.map(str::len).sum();
        self.example.get(..length).unwrap_or_default().trim()
    }

    /// The files of the example.
    ///
    /// - They are the folder of one API. If they lack an `api.toml`, it is one that names the API `petstore` and
    ///   lists each of the files in its order. A document that an `api.toml` lists and that is not among the files
    ///   does not exist.
    /// - If a name begins with `specs/` or `generated/`, the files are a whole project instead, and nothing is added.
    /// - `\xE9` stands for that one byte, because the example itself is text.
    #[must_use]
    pub fn files(&self) -> Vec<ExampleFile> {
        let mut files: Vec<ExampleFile> = Vec::new();
        for line in self.example.split_inclusive('\n') {
            match (name_of(line), files.last_mut()) {
                (Some(name), _) => files.push(ExampleFile { name: name.to_owned(), bytes: Vec::new() }),
                (None, Some(file)) => push_line(&mut file.bytes, line),
                (None, None) => {}
            }
        }
        let is_project =
            files.iter().any(|file| PROJECT_FOLDERS.iter().any(|folder| file.name.starts_with(folder)));
        if !is_project && files.iter().all(|file| file.name != CONFIG) {
            files.insert(
                0,
                ExampleFile { name: CONFIG.to_owned(), bytes: default_config(&files).into_bytes() },
            );
        }
        files
    }
}

/// The name in a line like `-- pets.md --`.
fn name_of(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    Some(name).filter(|name| !name.is_empty())
}

fn default_config(files: &[ExampleFile]) -> String {
    files.iter().fold(DEFAULT_CONFIG.to_owned(), |mut config, file| {
        config.push_str("\n[[documents]]\nfile = \"");
        config.push_str(&file.name);
        config.push_str("\"\n");
        config
    })
}

/// Adds a line, with each `\xE9` as its byte.
fn push_line(bytes: &mut Vec<u8>, line: &str) {
    let mut parts = line.split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let digits = part.get(..2).filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (Some(byte), Some(rest)) = (byte, part.get(2..)) {
            bytes.push(byte);
            bytes.extend(rest.bytes());
        } else {
            bytes.extend(b"\\x");
            bytes.extend(part.bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[track_caller]
    fn check(example: &'static str, case: &str, files: &[(&str, &[u8])]) {
        let entry = Entry { example, ..*Code::NotUtf8.entry() };
        assert_eq!(entry.case(), case);
        let found = entry.files();
        let found: Vec<(&str, &[u8])> =
            found.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
        assert_eq!(found, files);
    }

    #[test]
    fn files_stand_below_their_names() {
        check(
            "A case.\nOf two lines.\n\n-- api.toml --\na = 1\n\n-- empty.md --\n-- b.md --\n-- c\n",
            "A case.\nOf two lines.",
            &[("api.toml", b"a = 1\n\n"), ("empty.md", b""), ("b.md", b"-- c\n")],
        );
    }

    #[test]
    fn an_api_toml_that_is_left_out_lists_the_files() {
        let config = b"name = \"petstore\"\ntitle = \"Petstore\"\n\n[[documents]]\nfile = \"b.md\"\n\n\
            [[documents]]\nfile = \"a.html\"\n";
        check(
            "-- b.md --\nb\n-- a.html --\n",
            "",
            &[("api.toml", config), ("b.md", b"b\n"), ("a.html", b"")],
        );
    }

    #[test]
    fn a_project_is_complete() {
        check("-- specs/petstore/b.md --\nb\n", "", &[("specs/petstore/b.md", b"b\n")]);
    }

    #[test]
    fn a_byte_that_is_no_text_is_written_in_digits() {
        check(
            "-- api.toml --\n\\xE9t\\xC3\\xA9 \\x+9 \\x\n",
            "",
            &[("api.toml", b"\xE9t\xC3\xA9 \\x+9 \\x\n")],
        );
    }
}
