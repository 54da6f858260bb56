//! A project on the disk: a folder of documents and the crate that is made from them.

#![allow(dead_code, reason = "each test program uses a part of it")]

#[cfg(feature = "cli")]
pub(crate) mod shell;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Bytes of each file and `None` for each folder, by path.
pub(crate) type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// A small page that every test starts from.
pub(crate) const PAGE: &str = "\
# Petstore

**Base URL**: https://api.example.com/v2

## Endpoints

### GET /pets

Lists all pets of the store.

#### Responses

| Status | Description |
|---|---|
| 200 | The pets. |
";

/// An endpoint with an example of a request, to be added to [`PAGE`].
pub(crate) const EXAMPLE: &str = "
### PUT /pets/{id}

Changes a pet.

#### Request parameters

##### Request body

**Media type**: application/json

| Name | Description |
|---|---|
| `name` | Its name.
**Type**: String |

**Example**:

```json
{ \"name\": \"Rex\" }
```

#### Responses

| Status | Description |
|---|---|
| 204 | Done. |
";

/// What cannot be learnt from [`PAGE`].
pub(crate) const CONFIG: &str = "\
name = \"petstore\"
title = \"Petstore\"

[[documents]]
file = \"pages.md\"
";

/// The manifest of the crate, with some form that must survive.
pub(crate) const MANIFEST: &str = "\
[package]
name = \"pets\"   # a comment
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
docwright-runtime = \"0.1.0\"

[dev-dependencies]
docwright-runtime = { version = \"0.1.0\", features = [\"testing\"] }
tokio = { version = \"1\", features = [\"macros\", \"rt\"] }

[features]
default = []
";

/// A folder with `specs/` and `generated/`.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project with one API, and nothing generated yet.
    pub(crate) fn new() -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        project.write("specs/petstore/api.toml", CONFIG);
        project.write("specs/petstore/pages.md", PAGE);
        project.write("generated/Cargo.toml", MANIFEST);
        project
    }

    /// The same with everything generated.
    pub(crate) fn generated() -> Self {
        let project = Self::new();
        project.generator().generate().unwrap();
        project
    }

    /// A project whose page has an example, and nothing generated yet.
    pub(crate) fn with_example() -> Self {
        let project = Self::new();
        project.write("specs/petstore/pages.md", PAGE.to_owned() + EXAMPLE);
        project
    }

    /// The project's own folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).unwrap();
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// A generator for this project.
    pub(crate) fn generator(&self) -> docwright::Generator {
        docwright::Generator::new().specs(self.path().join("specs")).out(self.path().join("generated"))
    }

    /// Everything in the crate.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![self.path().join("generated")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let contents = if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                    None
                } else {
                    Some(fs::read(entry.path()).unwrap())
                };
                tree.insert(entry.path().strip_prefix(self.path()).unwrap().to_owned(), contents);
            }
        }
        tree
    }

    /// A text with the project's folder taken out.
    pub(crate) fn without_folder(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.path().display()), "")
    }
}
