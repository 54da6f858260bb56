//! Structures as blocks of classes and as tables, and tables of constants. Each document has one trait; its snapshot
//! shows what was read, what became of each line, and the remarks. Those that state the same in several notations are
//! compared with each other.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use docwright_model::{Constant, Definition, Deprecation, Field, NamedType, Requirement, Type, UnixTime};
use docwright_parser::{
    Parsed, State,
    diagnostics::{Code, Diagnostic, render},
    read_api,
};
use std::{
    fmt::Write,
    io::{Error, ErrorKind},
    path::Path,
};

/// No marker means that a field must be there; every type is of interest.
const CONFIG: &str = "name = \"shop\"\ntitle = \"Shop\"\ntypes = \"all\"\n\
    [request]\nencoding = \"form\"\nunmarked = \"required\"\n\
    [[documents]]\nfile = \"calls.md\"\n[[documents]]\nfile = \"";
/// An API has an endpoint.
const CALLS: &str = "## GET /goods\n\nLists all goods.\n";

fn parse(name: &str, page: &str) -> Parsed {
    let config = format!("{CONFIG}{name}\"\n");
    read_api(&|file| match file {
        "api.toml" => Ok(config.clone().into_bytes()),
        "calls.md" => Ok(CALLS.into()),
        _ if file == name => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn remarks(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

/// What was read, each line of the page behind what became of it, and the remarks.
fn show(name: &str, page: &str) -> String {
    let parsed = parse(name, page);
    let mut shown = String::new();
    if let Some(api) = &parsed.api {
        for endpoint in api.endpoints.iter().filter(|endpoint| &*endpoint.source.file == name) {
            let _ = writeln!(shown, "{} {}", endpoint.method, endpoint.path);
            show_words("  > ", endpoint.description.as_deref(), &mut shown);
            endpoint.parameters.iter().for_each(|parameter| show_field(&parameter.field, &mut shown));
        }
        if &*api.endpoints.first().expect("an endpoint").source.file == "calls.md" {
            show_words("> ", api.description.as_deref(), &mut shown);
        }
        api.types.iter().for_each(|found| show_type(found, &mut shown));
        api.constants.iter().for_each(|found| show_constant(found, &mut shown));
        show_lines(&parsed, name, &mut shown);
    }
    if !parsed.diagnostics.is_empty() {
        let _ = write!(shown, "\n{}", remarks(&parsed));
    }
    shown
}

fn show_type(found: &NamedType, shown: &mut String) {
    let deprecated = deprecation(found.deprecated.as_ref());
    match &found.definition {
        Definition::Structure { extends, fields } => {
            let parents = if extends.is_empty() { "" } else { " extends " };
            let _ = writeln!(shown, "{}{parents}{}{deprecated}", found.name, extends.join(", "));
            show_words("  > ", found.description.as_deref(), shown);
            for field in fields {
                show_field(field, shown);
            }
        }
        Definition::Enumeration { values, bounds, .. } => {
            let values = values.iter().map(|value| value.value.as_str());
            let values: Vec<&str> = values.chain(bounds.iter().map(|bound| bound.value.as_str())).collect();
            let _ = writeln!(shown, "{} = {}{deprecated}", found.name, values.join(" | "));
        }
        Definition::Opaque { link } => {
            let _ = writeln!(shown, "{} -> {}", found.name, link.as_deref().unwrap_or_default());
        }
    }
}

fn show_field(field: &Field, shown: &mut String) {
    let mark = match field.requirement {
        Requirement::Required => "",
        Requirement::Optional => "?",
        Requirement::Unstated => "??",
    };
    let null = if field.nullable { " or null" } else { "" };
    let _ = write!(shown, "  {}{mark}: {}{null}", field.wire_name, type_name(&field.value_type));
    let said = |word: &str, fact: Option<&str>| fact.map(|fact| format!("{word}{fact}")).unwrap_or_default();
    let unix = field.unix_time.map(|unit| if unit == UnixTime::Seconds { "seconds" } else { "milliseconds" });
    let listed = Some(field.constraints.allowed_values.join(", ")).filter(|values| !values.is_empty());
    let _ = writeln!(
        shown,
        "{}{}{}{}{}{}",
        said(" = ", field.default.as_deref()),
        said(", one of ", field.constants.as_deref()),
        said(", listed: ", listed.as_deref()),
        said(", Unix ", unix),
        said(", since ", field.since.as_deref()),
        deprecation(field.deprecated.as_ref()),
    );
    show_words("    > ", field.description.as_deref(), shown);
}

fn deprecation(found: Option<&Deprecation>) -> String {
    let Some(found) = found else { return String::new() };
    let since = found.since.as_deref().map(|since| format!(" since {since}"));
    let note = found.note.as_deref().map(|note| format!(" ({note})"));
    format!(", deprecated{}{}", since.unwrap_or_default(), note.unwrap_or_default())
}

fn type_name(found: &Type) -> String {
    match found {
        Type::List(inner) => format!("list of {}", type_name(inner)),
        Type::Map { key, value } => format!("map of {} by {}", type_name(value), type_name(key)),
        Type::Nullable(inner) => format!("{} or null", type_name(inner)),
        Type::Named(name) => name.clone(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn show_constant(found: &Constant, shown: &mut String) {
    let same = found.same_as.as_ref().map(|other| format!(" (as {other})")).unwrap_or_default();
    let group = found.group.as_deref().map(|group| format!(" of {group}")).unwrap_or_default();
    let _ = writeln!(shown, "{} = {}{same}{group}", found.name, found.value);
    show_words("  > ", found.description.as_deref(), shown);
}

fn show_words(start: &str, words: Option<&str>, shown: &mut String) {
    for line in words.unwrap_or_default().lines() {
        let _ = writeln!(shown, "{}", format!("{start}{line}").trim_end());
    }
}

fn show_lines(parsed: &Parsed, name: &str, shown: &mut String) {
    let account = parsed.accounts.iter().find(|account| &*account.file == name).expect("an account");
    let text = parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    shown.push('\n');
    for line in &account.lines {
        let letter = match line.state {
            State::Blank => ' ',
            State::Fact => 'f',
            State::Prose => 'p',
            State::Example => 'e',
            State::Structure => 's',
            State::NotUnderstood => '!',
        };
        let words = text.and_then(|text| text.get(line.span.start..line.span.end)).unwrap_or_default();
        let _ = writeln!(shown, "{}", format!("{letter} | {words}").trim_end());
    }
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("a name")
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/class_blocks/same").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The types and constants of a page without their places.
fn model(name: &str, page: &str) -> serde_json::Value {
    let parsed = parse(name, page);
    // No document lists the constants that a field refers to.
    let is_expected = |remark: &Diagnostic| remark.code == Code::UnknownConstants;
    assert!(parsed.diagnostics.iter().all(is_expected), "{name}:\n{}", remarks(&parsed));
    let lost = |account: &&docwright_parser::Account| account.count(State::NotUnderstood) > 0;
    assert!(parsed.accounts.iter().find(lost).is_none(), "{name} has lines that are not understood");
    let api = parsed.api.expect("a model");
    let mut found = serde_json::json!({ "types": api.types, "constants": api.constants });
    forget_places(&mut found);
    found
}

fn forget_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.retain(|key, _| !["source", "origins"].contains(&key.as_str()));
            map.values_mut().for_each(forget_places);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[test]
fn small_documents() {
    insta::glob!("documents/*.{md,txt,html}", |path| {
        let text = std::fs::read_to_string(path).expect("a document");
        insta::assert_snapshot!(show(name_of(path), &text));
    });
}

#[test]
fn notation_does_not_matter() {
    let classes = model("classes.md", &file("classes.md"));
    for name in ["indented.md", "classes.html", "classes.txt", "tables.md"] {
        assert_eq!(classes, model(name, &file(name)), "{name}");
    }
    // Counted in the documents: four structures with eleven fields.
    let types = classes["types"].as_array().expect("types");
    let fields: usize = types
        .iter()
        .filter_map(|found| found["definition"]["structure"]["fields"].as_array())
        .map(Vec::len)
        .sum();
    assert_eq!((types.len(), fields), (4, 11));
}

#[test]
fn line_endings_do_not_matter() {
    for name in ["classes.md", "indented.md", "classes.html", "classes.txt", "tables.md"] {
        let page = file(name);
        assert_eq!(model(name, &page), model(name, &page.replace('\n', "\r\n")), "{name}");
    }
}

/// The words that the remark about a field without a type points at.
fn pointed_at(name: &str, page: &str) -> String {
    let parsed = parse(name, page);
    let remark = parsed.diagnostics.iter().find(|remark| remark.code == Code::BadClassField);
    let place = remark.and_then(|remark| remark.primary.as_ref()).expect("a place");
    page.get(place.source.span.start..place.source.span.end).expect("a range of the page").to_owned()
}

#[test]
fn a_remark_points_at_the_words_whatever_the_form() {
    let class = "class Thing {\n    string Name\n    Size\n}\n";
    let indented = format!("    {}\n", class.trim_end().replace('\n', "\n    "));
    let page = |class: &str| format!("# Things\n\nAll of them.\n\n{class}");
    assert_eq!(pointed_at("a.md", &page(&format!("```\n{class}```\n"))), "Size");
    assert_eq!(pointed_at("a.md", &page(&indented)), "Size");
    assert_eq!(pointed_at("a.md", &page(&indented).replace('\n', "\r\n")), "Size");
    assert_eq!(pointed_at("a.txt", &page(class).replace("# ", "")), "Size");
    let html = format!(
        "<h1>Things</h1><pre><code>{}</code></pre>",
        class.replace("string", "<b>Map</b>&lt;string,<a href=\"#x\">int</a>&gt;")
    );
    assert_eq!(pointed_at("a.html", &html), "Size");
}

/// The remarks of a code about so many classes, each as `class` makes it of its number.
fn remarks_of(code: Code, count: usize, class: impl Fn(usize) -> String) -> Vec<Diagnostic> {
    let classes: String = (0..count).map(class).collect();
    let parsed = parse("a.md", &format!("# Types\n\n```\n{classes}```\n"));
    parsed.diagnostics.iter().filter(|remark| remark.code == code).cloned().collect()
}

#[test]
fn types_that_extend_each_other_without_end_are_refused() {
    let chain = |at: usize| format!("class A{} extends A{at} {{ int X{at} }}\n", at + 1);
    let found = remarks_of(Code::TooDeep, 10_000, chain);
    assert_eq!(found.len(), 1);
    assert_eq!(remarks_of(Code::TooDeep, 200, chain), []);
}

#[test]
fn a_long_circle_is_told_in_a_few_words() {
    let circle = |at: usize| format!("class A{at} extends A{} {{ int X{at} }}\n", (at + 1) % 1_000);
    let found = remarks_of(Code::ExtendsItself, 1_000, circle);
    let [remark] = found.as_slice() else { panic!("{} remarks", found.len()) };
    assert!(remark.message.ends_with("`A7` extends 992 more types extends `A0`"), "{}", remark.message);
    assert_eq!(remark.related.len(), 7);
}

#[test]
fn many_unknown_names_take_no_longer_than_others() {
    // Each of them compared with all would take minutes.
    let unknown = |at: usize| format!("class A{at} extends B{at} {{ int X }}\n");
    assert_eq!(remarks_of(Code::UnknownParent, 10_000, unknown).len(), 10_000);
    let mut page = "# Constants\n\n| Name | Type | Value |\n|--|--|--|\n".to_owned();
    for at in 0..10_000 {
        let _ = writeln!(page, "| C_{at} | int | D_{at} |");
    }
    let parsed = parse("a.md", &page);
    assert_eq!(parsed.diagnostics.iter().filter(|remark| remark.code == Code::BadConstant).count(), 10_000);
}

#[test]
fn hostile_blocks_end_without_panic() {
    let many = 5_000;
    for line in [
        "[",
        "[](",
        "](",
        "`",
        "// ",
        "/*",
        "{",
        "}",
        "class X {\n",
        "class X { }",
        "List<",
        "&lt;",
        "\\",
        "\u{c2}\u{a0}",
        "string A // [",
        "string A; ",
        "class X extends ",
        ", ",
        "\u{a0}\u{2028}é",
        ",&lt;",
        "A,\u{a0}",
        "// This `a`.\n",
        "string A // This `a`. This `b`. ",
        "&lt;[a](b)",
    ] {
        for start in ["", "class X {\n", "class X extends A,"] {
            let body = format!("{start}{}\nstring Name\n}}\n", line.repeat(many));
            parse("a.md", &format!("# Things\n\n```\n{body}\n```\n"));
            parse("a.txt", &format!("Things\n\n{body}"));
            parse("a.html", &format!("<h1>Things</h1><pre>{body}</pre>"));
        }
    }
}
