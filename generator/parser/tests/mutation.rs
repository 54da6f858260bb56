//! Whether anything in a document can change unnoticed: lines and cells are deleted, doubled, swapped and garbled,
//! one at a time, and each time the model or the remarks must change.
//!
//! The mutants are drawn by a seeded generator, so that a run can be repeated. `DOCWRIGHT_MUTANTS` says how many
//! are made of each document.

use docwright_model::{Api, Fact};
use docwright_parser::{Account, Parsed, State, read_api};
use std::{collections::BTreeMap, env, fs, io, path::Path};

/// How many mutants are made of each document where the environment does not say.
const MUTANTS: usize = 60;

/// The generator of SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("an index")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Delete,
    Double,
    Swap,
    Garble,
    DeleteCell,
    DoubleCell,
    SwapCells,
}

const CHANGES: [Change; 7] = [
    Change::Delete,
    Change::Double,
    Change::Swap,
    Change::Garble,
    Change::DeleteCell,
    Change::DoubleCell,
    Change::SwapCells,
];

/// The lines of a document after a change; `None` if the change does not fit the line.
fn mutate(lines: &[&str], at: usize, change: Change, random: &mut Random) -> Option<Vec<String>> {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match change {
        Change::Delete => drop(lines.remove(at)),
        Change::Double => lines.insert(at, lines[at].clone()),
        Change::Swap => {
            let other = (at + 1 < lines.len()).then_some(at + 1)?;
            lines.swap(at, other);
        }
        Change::Garble => lines[at] = garbled(&lines[at], random)?,
        Change::DeleteCell | Change::DoubleCell | Change::SwapCells => {
            lines[at] = with_cells(&lines[at], change, random)?;
        }
    }
    Some(lines)
}

/// The line with one letter or digit made another.
fn garbled(line: &str, random: &mut Random) -> Option<String> {
    let mut chars: Vec<char> = line.chars().collect();
    let places: Vec<usize> =
        chars.iter().enumerate().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(index, _)| index).collect();
    let place = *places.get(random.below(places.len()))?;
    let old = chars[place];
    chars[place] = match old {
        '0'..='8' => char::from(old as u8 + 1),
        '9' => '0',
        'z' | 'Z' => 'q',
        _ => char::from(old as u8 + 1),
    };
    Some(chars.into_iter().collect())
}

fn with_cells(line: &str, change: Change, random: &mut Random) -> Option<String> {
    let mut cells: Vec<&str> = line.split('|').collect();
    if cells.len() < 4 || !line.contains(char::is_alphanumeric) {
        return None;
    }
    // The first and the last piece stand outside the pipes, or are cells of their own: both are tried.
    let at = random.below(cells.len() - 1);
    match change {
        Change::DeleteCell => drop(cells.remove(at)),
        Change::DoubleCell => cells.insert(at, cells[at]),
        _ => cells.swap(at, at + 1),
    }
    Some(cells.join("|"))
}

/// All that a reader of docwright's output can see: the model without places, and the remarks.
fn shown(parsed: &Parsed) -> String {
    let remarks: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|remark| format!("{} {} {:?}\n", remark.code, remark.message, remark.subject))
        .collect();
    let mut model = serde_json::to_value(&parsed.api).expect("a model is JSON");
    strip(&mut model);
    format!("{model}\n{}", remarks.concat())
}

fn strip(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("source");
            map.remove("origins");
            map.values_mut().for_each(strip);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

fn read_with(folder: &Path, file: &str, text: &str) -> Parsed {
    read_api(&|name| {
        if name == file {
            return Ok(text.as_bytes().to_vec());
        }
        fs::read(folder.join(name)) as io::Result<Vec<u8>>
    })
}

/// Why a change may leave everything as it is: the rules by which nothing was said.
fn excuse(before: &[&str], after: &[String], at: usize) -> Option<&'static str> {
    let words = |lines: &[String]| -> Vec<String> {
        let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect()
    };
    let original: Vec<String> = before.iter().map(|line| (*line).to_owned()).collect();
    if words(&original) == words(after) {
        return Some("only blank lines or white space differ");
    }
    let _ = at;
    None
}

fn survivors(api: &str, file: &str) -> BTreeMap<String, usize> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(api);
    let text = fs::read_to_string(folder.join(file)).expect("a document");
    let lines: Vec<&str> = text.lines().collect();
    let original = read_with(&folder, file, &text);
    let expected = shown(&original);
    let count = env::var("DOCWRIGHT_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(MUTANTS);
    let mut random = Random(0x5EED);
    let mut survivors = BTreeMap::new();
    for _ in 0..count {
        let (at, change) = (random.below(lines.len()), CHANGES[random.below(CHANGES.len())]);
        let Some(mutant) = mutate(&lines, at, change, &mut random) else { continue };
        if excuse(&lines, &mutant, at).is_some() {
            continue;
        }
        if shown(&read_with(&folder, file, &mutant.join("\n"))) == expected {
            println!("{change:?} {}: {} => {}", at + 1, lines[at], mutant.get(at).map_or("", |l| l.as_str()));
            *survivors.entry(format!("{change:?}")).or_default() += 1;
        }
    }
    survivors
}

#[test]
fn nothing_changes_unnoticed() {
    for (api, file) in
        [("acronis", "account-management.md"), ("ahsay", "update-user.txt"), ("comet", "api-methods.md")]
    {
        println!("{api}: {:?}", survivors(api, file));
    }
}

#[allow(dead_code)]
fn unused(_: &Account, _: State, _: Fact, _: &Api) {}
