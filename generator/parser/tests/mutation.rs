//! Whether anything in a document can change unnoticed: lines and cells are deleted, doubled, swapped and garbled,
//! one at a time, and each time the model or the remarks must change.
//!
//! The mutants are drawn by a seeded generator, so that a run can be repeated. `DOCWRIGHT_MUTANTS` says how many
//! are made of each document.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use docwright_model::{Definition, Evidence, Fact};
use docwright_parser::{Claim, Item, Parsed, read_api};
use std::{collections::BTreeMap, env, fs, io, path::Path};

/// How many mutants are made of each document where the environment does not say.
const MUTANTS: usize = 40;

/// The generator of `SplitMix64`: small, and the same everywhere.
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
    let model = serde_json::to_string(&parsed.api).expect("a model is JSON");
    format!("{}\n{}", without_places(&model), remarks.concat())
}

/// JSON without what says where things stand. As text, for building a tree would take longer than reading the document.
fn without_places(json: &str) -> String {
    const PLACES: [&str; 2] = ["\"source\":", "\"origins\":"];
    let mut kept = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('"') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        // Inside of strings quotation marks are escaped, so that this is a key.
        if let Some(after) = PLACES.iter().find_map(|key| rest.strip_prefix(key)) {
            rest = &after[value_length(after)..];
        } else {
            let (string, after) = rest.split_at(string_length(rest));
            kept.push_str(string);
            rest = after;
        }
    }
    kept + rest
}

/// How long the string is that JSON begins with.
fn string_length(json: &str) -> usize {
    let mut bytes = json.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return at + 1,
            _ => {}
        }
    }
    json.len()
}

/// How long the object or list is that JSON begins with.
fn value_length(json: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < json.len() {
        match json.as_bytes()[at] {
            b'"' => at += string_length(&json[at..]) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

#[test]
fn places_are_no_part_of_what_is_shown() {
    let json = r#"{"name":"a\"source\":1","source":{"file":"}\"","span":[1,2]},"fields":[{"origins":[{"at":[3]}],"name":"b"}]}"#;
    let kept = r#"{"name":"a\"source\":1",,"fields":[{,"name":"b"}]}"#;
    assert_eq!(without_places(json), kept);
}

fn read_with(folder: &Path, file: &str, text: &str) -> Parsed {
    read_api(&|name| {
        if name == file {
            return Ok(text.as_bytes().to_vec());
        }
        fs::read(folder.join(name)) as io::Result<Vec<u8>>
    })
}

/// Labels and headings that only announce what shows by itself: a table or a block of code in the part of a body,
/// a body above its media type.
const LABELS: &[&str] = &["**Schema definition**:", "**Example**:", "##### Request body"];
/// How lines begin that state something by themselves, wherever in their section they stand.
const STATEMENTS: &[&str] = &[
    "**",
    "- Encoding:",
    "- Endpoint:",
    "- Return type:",
    "For OAuth2 authorization method",
    "The endpoint supports the following",
];
/// How remarks begin that are no summary, so that they may stand above or below it.
const REMARKS: &[&str] = &["*DEPRECATED.*", "*WARNING.*", "Available in "];

/// A document with what became of it.
struct Original {
    lines: Vec<String>,
    parsed: Parsed,
}

impl Original {
    fn line(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.trim())
    }

    fn claims(&self, file: &str, at: usize) -> Vec<Claim> {
        let account = self.parsed.accounts.iter().find(|account| &*account.file == file).expect("an account");
        account.claims_on(account.lines[at]).copied().collect()
    }

    /// Whether a patch replaces facts of an item.
    fn is_patched(&self, item: Item) -> bool {
        let api = self.parsed.api.as_ref().expect("a model");
        let field = match item {
            Item::Parameter(endpoint, index) => &api.endpoints[endpoint].parameters[index].field,
            Item::Field(named, index) => match &api.types[named].definition {
                Definition::Structure { fields, .. } => &fields[index],
                _ => return false,
            },
            _ => return false,
        };
        let replaces = |fact| field.origins.of(fact).is_some_and(|origin| origin.evidence == Evidence::Patch);
        [Fact::Name, Fact::Type, Fact::Elements, Fact::Description].into_iter().any(replaces)
    }

    /// The rule by which a change states nothing new, if there is one.
    fn excuse(&self, file: &str, mutant: &[String], at: usize, change: Change) -> Option<&'static str> {
        let solid =
            |lines: &[String]| -> String { lines.iter().flat_map(|line| line.split_whitespace()).collect() };
        let (line, next) = (self.line(at), self.line(at + 1));
        let begins = |line: &str, words: &[&str]| words.iter().any(|word| line.starts_with(word));
        let states = |line: &str| begins(line, STATEMENTS) || begins(line, LABELS);
        let is_swap = change == Change::Swap;
        if solid(&self.lines) == solid(mutant) {
            return Some("only white space differs");
        }
        if change == Change::Double && line == "---" {
            return Some("a rule below the front matter");
        }
        if is_swap && states(line) && states(next) {
            return Some("two statements of one item change places");
        }
        let is_of_page = |at| {
            self.claims(file, at)
                .iter()
                .any(|claim| claim.fact == Some(Fact::Title) && claim.item == Item::Api)
        };
        if is_swap && is_of_page(at) && is_of_page(at + 1) {
            return Some("two keys of the front matter change places");
        }
        if is_swap && (begins(line, REMARKS) || begins(next, REMARKS)) {
            return Some("a remark and the summary change places");
        }
        if change == Change::Delete && LABELS.contains(&line) {
            return Some("a label goes that announces what shows by itself");
        }
        let claims = self.claims(file, at);
        let names_type =
            |claim: &Claim| matches!(claim.item, Item::Type(_)) && claim.fact == Some(Fact::Name);
        if change == Change::Double && claims.iter().any(names_type) {
            return Some("the heading of a type stands twice, the first time above those behind it");
        }
        if change == Change::Double && claims.iter().any(|claim| matches!(claim.item, Item::Constant(_))) {
            return Some("a constant is listed twice, with one value");
        }
        if change == Change::Delete
            && line.starts_with("**Type**")
            && claims.iter().any(|claim| claim.fact == Some(Fact::Elements))
        {
            return Some("the type of elements goes, which `Array of` states as well");
        }
        if claims.iter().any(|claim| self.is_patched(claim.item)) {
            return Some("a patch replaces what the line says");
        }
        None
    }
}

/// Makes mutants of a document; gives how many there were, which of them changed nothing against all rules, and how
/// many each rule excuses.
fn try_mutants(api: &str, file: &str) -> (usize, Vec<String>, BTreeMap<&'static str, usize>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(api);
    let text = fs::read_to_string(folder.join(file)).expect("a document");
    let lines: Vec<&str> = text.lines().collect();
    let parsed = read_with(&folder, file, &text);
    let expected = shown(&parsed);
    let original = Original { lines: lines.iter().map(|line| (*line).to_owned()).collect(), parsed };
    let count = env::var("DOCWRIGHT_MUTANTS").map_or(MUTANTS, |count| count.parse().expect("a number"));
    let mut random = Random(0x5EED);
    let (mut made, mut survivors, mut excused) = (0, Vec::new(), BTreeMap::new());
    while made < count {
        let (at, change) = (random.below(lines.len()), CHANGES[random.below(CHANGES.len())]);
        let Some(mutant) = mutate(&lines, at, change, &mut random) else { continue };
        made += 1;
        if shown(&read_with(&folder, file, &mutant.join("\n"))) != expected {
            continue;
        }
        if let Some(rule) = original.excuse(file, &mutant, at, change) {
            *excused.entry(rule).or_default() += 1;
        } else {
            let became = mutant.get(at).map_or("", String::as_str);
            survivors.push(format!("{change:?} in line {}: {} => {became}", at + 1, lines[at]));
        }
    }
    (made, survivors, excused)
}

fn check(api: &str, file: &str) {
    let (made, survivors, excused) = try_mutants(api, file);
    println!(
        "{api}: of {made} mutants {} changed nothing against all rules; by rule: {excused:#?}",
        survivors.len()
    );
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[test]
fn nothing_changes_unnoticed_in_markdown_without_blank_lines() {
    check("acronis", "account-management.md");
}

#[test]
fn nothing_changes_unnoticed_in_plain_text() {
    check("ahsay", "update-user.txt");
}

#[test]
fn nothing_changes_unnoticed_in_markdown_with_wide_tables() {
    check("comet", "api-methods.md");
}

#[test]
fn nothing_changes_unnoticed_in_tables_of_structures() {
    check("comet", "data-structures.md");
}

#[test]
fn nothing_changes_unnoticed_in_tables_of_constants() {
    check("comet", "constants.md");
}
