//! Pages and `api.toml` that mean harm, on a disk and on a terminal: nothing is written outside of the crate's folder,
//! no file has a name that some system takes for something else, and nothing that is printed steers a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests may fail loudly, their helpers too"
)]

mod common;
#[path = "../../codegen/tests/support/corpus.rs"]
mod corpus;

use common::{MANIFEST, Project};
use docwright::{Severity, inspect};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A page on which a text stands wherever a name of a file could come from.
fn page(text: &str) -> String {
    let segment: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut page = format!("# {text}\n\n## {text}\n");
    // So many endpoints are divided into files by what their paths begin with.
    for number in 0..12 {
        write!(
            page,
            "\n### GET /{segment}{}/x{number}\n\nGives a thing.\n",
            if number < 6 { "" } else { "x" }
        )
        .unwrap();
    }
    page + &format!(
        "\n## JSON Objects\n\n### {text}\n\n| Key | Type | Description |\n|---|---|---|\n| a | String | A. |\n"
    )
}

/// An `api.toml` with a text as the name of the API, or of a document, or as a title.
fn configs(text: &str) -> [String; 3] {
    let quoted: Vec<String> = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    let quoted = quoted.concat();
    [
        format!(
            "name = \"shop\"\ntitle = \"{quoted}\"\ntypes = \"all\"\n\n[[documents]]\nfile = \"pages.md\"\n"
        ),
        format!("name = \"{quoted}\"\ntitle = \"Shop\"\n\n[[documents]]\nfile = \"pages.md\"\n"),
        format!("name = \"shop\"\ntitle = \"Shop\"\n\n[[documents]]\nfile = \"{quoted}\"\n"),
    ]
}

#[test]
fn nothing_is_written_outside_of_the_crate() {
    let names = ["files", "keywords", "addresses"].into_iter().flat_map(corpus::group);
    let mut generated = 0;
    for text in names {
        for config in configs(&text) {
            let project = Project::new();
            fs::remove_dir_all(project.path().join("specs")).unwrap();
            project.write("specs/shop/api.toml", &config);
            project.write("specs/shop/pages.md", page(&text));
            project.write("generated/Cargo.toml", MANIFEST);
            project.write("x.md", "# Outside\n\n### GET /outside\n\nNot of this API.\n");
            let before = outside(project.path());
            let result = project.generator().generate();
            assert_eq!(outside(project.path()), before, "{text:?}");
            if result.is_ok() {
                generated += 1;
                for path in below(&project.path().join("generated/src")) {
                    assert!(is_plain(&path), "{text:?} gives {}", path.display());
                    let contents =
                        fs::read_to_string(project.path().join("generated/src").join(&path)).unwrap();
                    assert!(!contents.contains("/outside"), "{text:?} is read from outside");
                }
            }
        }
    }
    assert!(generated > 100, "{generated}");
}

/// All files but those of the crate, with what is in them.
fn outside(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = below(folder).into_iter().filter(|path| !path.starts_with("generated"));
    files.map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect()
}

/// The files in a folder and in those in it, by their paths from there.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found
}

/// Whether every system takes each part for the name of a file or a folder, and capitals make no difference.
fn is_plain(path: &Path) -> bool {
    const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];
    path.iter().all(|part| {
        let part = part.to_str().unwrap();
        let stem = part.split('.').next().unwrap();
        let is_port = stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit());
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
        part.chars().all(letters) && !part.starts_with('.') && !DEVICES.contains(&stem) && !is_port
    })
}

#[test]
fn remarks_do_not_steer_a_terminal() {
    let texts = ["characters", "prose", "files"].into_iter().flat_map(corpus::group);
    let mut remarks = 0;
    for text in texts {
        for config in configs(&text) {
            let project = Project::new();
            fs::remove_dir_all(project.path().join("specs")).unwrap();
            project.write("specs/shop/api.toml", config);
            let row = format!("| `{text}` | {text} | {text} |\n");
            let table = format!(
                "\n### GET /a{text}\n\n#### Query parameters\n\n| Name | Type | Other |\n|---|---|---|\n{row}"
            );
            project.write("specs/shop/pages.md", page(&text) + &table);
            for inspection in inspect(&project.path().join("specs")).unwrap() {
                let shown = inspection.findings.render(Severity::Note);
                remarks += usize::from(!shown.is_empty());
                assert_eq!(shown.chars().find(|c| is_order(*c)), None, "{text:?} in {shown:?}");
            }
        }
    }
    assert!(remarks > 100, "{remarks}");
}

/// What a terminal obeys, or what shows other signs in another order than they have.
fn is_order(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}
