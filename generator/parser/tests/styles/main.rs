//! The ways in which pages state the same thing. Each page here is small, its expectation written by hand from it: a
//! line for each endpoint, and one for each parameter, body and answer. No line of a page may be lost, and nothing may
//! be remarked but what the expectation lists.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use docwright_model::{
    Api, BodyEncoding, Constraints, Definition, Deprecation, Endpoint, Evidence, ExampleRole, Field,
    Location, Requirement, ResponseStatus, Type,
};
use docwright_parser::{Parsed, State, diagnostics::render, read_api};
use std::{
    fmt::Write,
    io::{Error, ErrorKind},
};

const CONFIG: &str = "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n";

fn parse(file: &str, page: &str) -> Parsed {
    let config = format!("{CONFIG}[[documents]]\nfile = \"{file}\"\n");
    read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        _ if name == file => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn remarks(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

fn model(parsed: &Parsed) -> &Api {
    parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(parsed)))
}

/// The model in a line for each thing that a page can state.
fn show(api: &Api) -> String {
    let mut shown = String::new();
    for endpoint in &api.endpoints {
        show_endpoint(endpoint, &mut shown);
    }
    for found in &api.types {
        match &found.definition {
            Definition::Structure { fields, .. } => {
                let _ = writeln!(shown, "{}:", found.name);
                for field in fields {
                    show_field("  ", field, &mut shown);
                }
            }
            Definition::Enumeration { values, .. } => {
                let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
                let _ = writeln!(shown, "{}: {}", found.name, values.join(" | "));
            }
            Definition::Opaque { .. } => {
                let _ = writeln!(shown, "{}", found.name);
            }
        }
    }
    shown
}

fn show_endpoint(endpoint: &Endpoint, shown: &mut String) {
    let summary = endpoint.summary.as_deref().or(endpoint.name.as_deref()).unwrap_or_default();
    let _ = writeln!(shown, "{} {} {summary}", endpoint.method, endpoint.path);
    if let Some(found) = &endpoint.deprecated {
        let _ = writeln!(shown, "  deprecated{}", show_deprecation(found));
    }
    for line in endpoint.description.iter().flat_map(|text| text.lines()).filter(|line| !line.is_empty()) {
        let _ = writeln!(shown, "  > {line}");
    }
    for parameter in &endpoint.parameters {
        let location = match parameter.location {
            Location::Path => "path ",
            Location::Query => "query ",
            Location::Header => "header ",
            Location::Form => "form ",
            Location::Multipart => "part ",
            Location::Json => "json ",
        };
        show_field(&format!("  {location}"), &parameter.field, shown);
    }
    if let Some(body) = endpoint.request_body.as_ref().filter(|body| body.evidence != Evidence::Patch) {
        let encoding = if body.encoding == BodyEncoding::Raw { " raw" } else { "" };
        let _ = writeln!(shown, "  body {}{encoding}", body.media_type);
    }
    for response in &endpoint.responses {
        let status = match response.status {
            ResponseStatus::Code(code) => code.to_string(),
            ResponseStatus::Class(class) => format!("{class}XX"),
            ResponseStatus::Default => "default".to_owned(),
            ResponseStatus::Success => "success".to_owned(),
            ResponseStatus::Failure => "failure".to_owned(),
        };
        let body = response.body.as_ref().map(|body| match &body.value_type {
            Some(found) => format!(" {}", show_type(found)),
            None => format!(" {}", body.media_type),
        });
        let words = response.description.as_deref().map(|words| format!(" {}", words.replace('\n', "/")));
        let _ = writeln!(shown, "  -> {status}{}{}", body.unwrap_or_default(), words.unwrap_or_default());
    }
    for example in &endpoint.examples {
        let role = if example.role == ExampleRole::Request { "request" } else { "response" };
        let _ = writeln!(shown, "  example {role} {}", example.text.replace(['\n', ' '], ""));
    }
}

fn show_deprecation(found: &Deprecation) -> String {
    let since = found.since.as_deref().map(|since| format!(" since {since}"));
    let note = found.note.as_deref().map(|note| format!(": {note}"));
    since.into_iter().chain(note).collect()
}

fn show_field(start: &str, field: &Field, shown: &mut String) {
    let mark = match field.requirement {
        Requirement::Required => "!",
        Requirement::Optional => "?",
        Requirement::Unstated => "",
    };
    let null = if field.nullable { " or null" } else { "" };
    let deprecated = if field.deprecated.is_some() { " deprecated" } else { "" };
    let default = field.default.as_deref().map(|default| format!(" = {default}")).unwrap_or_default();
    let words = field.description.as_deref().map(|words| format!(" -- {}", words.replace('\n', "/")));
    let _ = writeln!(
        shown,
        "{start}{}{mark}: {}{null}{default}{}{deprecated}{}",
        field.wire_name,
        show_type(&field.value_type),
        limits(&field.constraints),
        words.unwrap_or_default()
    );
}

fn limits(constraints: &Constraints) -> String {
    let mut shown = String::new();
    for (name, value) in [("min", &constraints.minimum), ("max", &constraints.maximum)] {
        shown.extend(value.iter().map(|value| format!(" {name} {value}")));
    }
    shown.extend(constraints.max_length.map(|length| format!(" length {length}")));
    if !constraints.allowed_values.is_empty() {
        let _ = write!(shown, " of {}", constraints.allowed_values.join("/"));
    }
    shown
}

fn show_type(found: &Type) -> String {
    match found {
        Type::List(inner) => format!("[{}]", show_type(inner)),
        Type::CommaSeparated(inner) => format!("{},…", show_type(inner)),
        Type::Map { value, .. } => format!("map of {}", show_type(value)),
        Type::Named(name) => name.clone(),
        Type::Nullable(inner) => format!("{} or null", show_type(inner)),
        scalar => format!("{scalar:?}").to_lowercase(),
    }
}

/// The first lines of remarks: code, severity and what is said.
fn codes(parsed: &Parsed) -> Vec<String> {
    let quiet = ["DW0209"];
    parsed
        .diagnostics
        .iter()
        .map(|remark| {
            let entry = remark.code.entry();
            let place = remark.primary.as_ref().map(|label| line_of(parsed, label.source.span.start));
            (entry.number, format!("{}:{} {}", entry.number, place.unwrap_or_default(), remark.message))
        })
        .filter(|(number, text)| !quiet.contains(number) || text.contains("may be left out"))
        .map(|(_, text)| text)
        .collect()
}

fn line_of(parsed: &Parsed, at: usize) -> usize {
    let page = parsed.files.get(1).map(|file| file.text.as_str()).unwrap_or_default();
    page.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// Reads a page, which must become this model, with no line lost and nothing remarked.
#[track_caller]
fn check(page: &str, expected: &str) {
    check_form("p.md", page, expected);
}

#[track_caller]
fn check_form(file: &str, page: &str, expected: &str) {
    let parsed = parse(file, page);
    assert_eq!(show(model(&parsed)), unindented(expected), "{}", remarks(&parsed));
    assert_eq!(codes(&parsed), Vec::<String>::new(), "{}", remarks(&parsed));
    let lost = parsed.accounts.iter().map(|account| account.count(State::NotUnderstood)).sum::<usize>();
    assert_eq!(lost, 0, "lines are lost");
    survive(file, page);
}

/// Reads a page without each of its lines, and without some of its characters: whatever comes of it, nothing panics.
fn survive(file: &str, page: &str) {
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    for left_out in 0..lines.len() {
        let rest = lines.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, line)| *line);
        let _ = parse(file, &rest.collect::<String>());
    }
    for (at, character) in page.char_indices().step_by(3) {
        let rest = page.get(..at).into_iter().chain(page.get(at + character.len_utf8()..));
        let _ = parse(file, &rest.collect::<String>());
    }
}

/// Reads a page with a flaw, which must be remarked like this: code, line, and a part of what is said.
#[track_caller]
fn check_flaw(page: &str, expected: &[(&str, usize, &str)]) {
    let parsed = parse("p.md", page);
    let found = codes(&parsed);
    assert_eq!(found.len(), expected.len(), "{}", remarks(&parsed));
    for (found, (code, line, words)) in found.iter().zip(expected) {
        assert!(
            found.starts_with(&format!("{code}:{line} ")) && found.contains(words),
            "{}",
            remarks(&parsed)
        );
    }
}

/// Expectations stand indented in the tests.
fn unindented(text: &str) -> String {
    let margin = text.lines().find(|line| !line.trim().is_empty());
    let margin = margin.map_or(0, |line| line.len() - line.trim_start().len());
    let lines = text.lines().map(|line| line.get(margin..).unwrap_or_default());
    lines.filter(|line| !line.is_empty()).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

/// A model without places, so that two pages can be compared.
fn without_places(api: &Api) -> serde_json::Value {
    fn forget(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.retain(|key, _| !["source", "origins"].contains(&key.as_str()));
                map.values_mut().for_each(forget);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(forget),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(api).expect("a model is JSON");
    forget(&mut value);
    value
}

mod answers;
mod deprecations;
mod fields;
mod statuses;
mod structure;
