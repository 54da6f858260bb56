//! The page of structures in the other notation, classes in code, written from the rows of its tables: it gives the
//! same model.

use crate::page::{Page, Row};
use docwright_model::Api;
use docwright_parser::{Parsed, diagnostics, read_api};
use docwright_runtime::serde_json::{self, Value};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/comet");

/// How the lines of the classes are set in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    Fenced,
    Indented,
}

/// The page with a section for each structure, and its class in it.
fn classes(page: &Page, setting: Setting) -> String {
    let mut text = "---\ntitle: Data structures\n---\n\n# Data structures\n".to_owned();
    for name in page.names() {
        text += &format!("\n## {name}\n\n");
        if let Some(version) = page.deprecated(name) {
            text += &format!("*{name} has been deprecated since Comet version {version}*\n\n");
        }
        let class = class(name, page);
        text += &match setting {
            Setting::Fenced => format!("```\n{class}```\n"),
            Setting::Indented => class.lines().map(|line| format!("    {line}\n")).collect(),
        };
    }
    text
}

fn class(name: &str, page: &Page) -> String {
    let extends = match page.parents(name) {
        [] => String::new(),
        parents => format!(
            " extends {}",
            parents.iter().map(|parent| linked(parent, page)).collect::<Vec<_>>().join(", ")
        ),
    };
    let fields: String =
        page.own_fields(name).iter().enumerate().map(|(at, row)| field(at, row, page)).collect();
    format!("class {name}{extends} {{\n{fields}}}\n")
}

/// A field, with comments before it or behind it by turns.
fn field(at: usize, row: &Row, page: &Page) -> String {
    let cell = |header: &str| row.others.get(header).filter(|cell| !cell.is_empty());
    let mut comments: Vec<String> = Vec::new();
    if let Some(constants) = cell("Constants") {
        comments.push(format!("One of the {constants} constants"));
    }
    if let Some(version) = cell("Deprecated since") {
        comments.push(format!("{} has been deprecated since Comet version {version}", row.name));
    }
    if let Some(default) = cell("Default") {
        let structure = format!("zero-initialised {} class instance", row.value_type);
        let words = match default.as_str() {
            "\"\"" => "empty string",
            "[]" => "an empty array",
            "{}" if row.value_type.starts_with("Dictionary") => "an empty Dictionary",
            "{}" => &structure,
            other => other,
        };
        comments.push(format!("Omission from JSON document implies {words}"));
    }
    let declared = format!("\t{} {}", linked(&row.value_type, page), row.name);
    match (comments.is_empty(), at % 3) {
        (true, _) => format!("{declared}\n"),
        (_, 0) => format!("{declared} // {}\n", comments.join(" // ")),
        (_, 1) => format!("{declared} // // {}\n", comments.join(". ")),
        _ => {
            comments.iter().map(|comment| format!("\t// {comment}\n")).collect::<String>() + &declared + "\n"
        }
    }
}

/// A type with its names as links: `List<[Widget](#api-struct-Widget)>`.
fn linked(value_type: &str, page: &Page) -> String {
    let name = value_type.rsplit(['<', ' ']).next().unwrap_or_default().trim_end_matches('>');
    if page.has(name) {
        value_type.replace(name, &format!("[{name}](#api-struct-{name})"))
    } else {
        value_type.to_owned()
    }
}

fn read(structures: &str) -> Parsed {
    read_api(&|name| match name {
        "data-structures.md" => Ok(structures.as_bytes().to_vec()),
        other => std::fs::read(format!("{FOLDER}/{other}")),
    })
}

/// A model without the places of its facts, and without the words of a deprecation, which tables do not have.
fn facts(api: &Api) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !matches!(key.as_str(), "source" | "origins" | "note" | "documents"));
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(&api.types).expect("a model is JSON");
    strip(&mut value);
    value
}

fn check(setting: Setting) {
    let path = format!("{FOLDER}/data-structures.md");
    let expected = read(&std::fs::read_to_string(path).expect("the page"));
    let text = classes(&Page::read(), setting);
    let found = read(&text);
    let remarks = |parsed: &Parsed| {
        let file =
            |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
        diagnostics::render(&parsed.diagnostics, file, "")
    };
    let (Some(one), Some(other)) = (&expected.api, &found.api) else { panic!("{}", remarks(&found)) };
    let (one, other) = (facts(one), facts(other));
    let pairs = one.as_array().into_iter().flatten().zip(other.as_array().into_iter().flatten());
    for (one, other) in pairs {
        assert_eq!(one, other);
    }
    assert_eq!(one, other);
    assert_eq!(expected.diagnostics.iter().count(), found.diagnostics.iter().count(), "{}", remarks(&found));
}

#[test]
fn classes_in_fences_state_what_the_tables_state() {
    check(Setting::Fenced);
}

#[test]
fn indented_classes_state_what_the_tables_state() {
    check(Setting::Indented);
}
