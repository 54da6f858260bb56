//! Builds after changes that change nothing, or little: what is rewritten, what is compiled, and how long it takes.

use super::cold_start::built_clone;
use super::generation::count;
use crate::Failure;
use crate::cargo::{cargo, compiled, said};
use crate::measure::timed;
use crate::report::{Amount, Budget, Line, Row};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The document that is touched and changed.
const DOCUMENT: &str = "specs/acronis/account-management.md";

/// A sentence of it that stands once, and what it becomes. Its new words are nowhere in what was there before.
const SENTENCE: (&str, &str) = ("Fetches a tenant by ID.", "Fetches one tenant by its ID.");

/// A file and when it was written.
type Files = BTreeMap<PathBuf, (SystemTime, Vec<u8>)>;

pub(crate) fn row() -> Result<Row, Failure> {
    let clone = built_clone()?;
    let document = clone.join(DOCUMENT);
    let text = fs::read_to_string(&document).map_err(Failure::file(&document))?;
    let write = |text: &str| fs::write(&document, text).map_err(Failure::file(&document));
    let mut row = Row { title: "Builds after a change", ..Row::default() };

    let (idle, _) = built(&clone, "nothing is touched", "", None, &mut row)?;
    let file = File::options().append(true).open(&document).map_err(Failure::file(&document))?;
    file.set_modified(SystemTime::now()).map_err(Failure::file(&document))?;
    built(&clone, "a document is touched (mtime only)", "", Some(idle), &mut row)?;
    write(&format!("{text}\n<!-- Reviewed. -->\n"))?;
    built(&clone, "a comment is added to a document", "", Some(idle), &mut row)?;
    if text.matches(SENTENCE.0).count() != 1 {
        return Err(Failure::Unmeasured(format!("the sentence \"{}\"", SENTENCE.0)));
    }
    write(&text.replace(SENTENCE.0, SENTENCE.1))?;
    let what = "a sentence of a document is changed";
    let (_, rewritten) = built(&clone, what, SENTENCE.1, Some(idle), &mut row)?;
    if rewritten == 0 {
        return Err(Failure::Unmeasured(format!("{what}: nothing was rewritten")));
    }
    write(&text)?;
    said(&mut cargo(&clone, &["build", "--locked", "--offline", "--quiet"]))?;
    Ok(row)
}

/// Builds, and adds what came of it: how many files were rewritten that do not hold the new words.
/// Gives the seconds, and how many files were rewritten.
fn built(
    clone: &Path,
    what: &str,
    words: &str,
    idle: Option<f64>,
    row: &mut Row,
) -> Result<(f64, usize), Failure> {
    let before = generated(clone)?;
    let mut build = cargo(clone, &["build", "--locked", "--offline", "--quiet", "--message-format", "json"]);
    let (seconds, output) = timed(|| said(&mut build));
    let after = generated(clone)?;
    let rewritten: Vec<_> = after.iter().filter(|(path, file)| before.get(*path) != Some(file)).collect();
    let holds = |contents: &[u8]| !words.is_empty() && String::from_utf8_lossy(contents).contains(words);
    let others = rewritten.iter().filter(|(_, (_, contents))| !holds(contents)).count();
    let lost = before.keys().filter(|path| !after.contains_key(*path)).count();

    let line = Line::new(format!("{what}: time"), Amount::Seconds(seconds));
    row.lines.push(match idle {
        Some(idle) => line.beside("nothing is touched", Amount::Seconds(idle)),
        None => line,
    });
    let of = if words.is_empty() { "files written" } else { "files written that do not hold the change" };
    let written = Line::new(format!("{what}: {of}"), Amount::Count(count(others + lost)));
    row.lines.push(written.budget(Budget::Below(Amount::Count(1.0))));
    let names: Vec<String> = rewritten.iter().map(|(path, _)| format!("`{}`", path.display())).collect();
    let listed = |names: Vec<String>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    row.notes.push(format!(
        "{}: written: {}; compiled: {}.",
        capitalised(what),
        listed(names),
        listed(compiled(&output?))
    ));
    Ok((seconds, rewritten.len()))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// All files that the build script may write, but for those of git.
fn generated(clone: &Path) -> Result<Files, Failure> {
    let (mut files, mut folders) = (Files::new(), vec![clone.join("generated")]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
            let path = entry.map_err(Failure::file(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let written =
                fs::metadata(&path).and_then(|about| about.modified()).map_err(Failure::file(&path))?;
            let contents = fs::read(&path).map_err(Failure::file(&path))?;
            files.insert(path.strip_prefix(clone).unwrap_or(&path).to_owned(), (written, contents));
        }
    }
    Ok(files)
}
