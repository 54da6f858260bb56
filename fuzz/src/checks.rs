//! What holds of everything that is read, whatever it is.

#![allow(clippy::panic, reason = "a promise that is broken is shown by a panic")]

use docwright_model::{Api, Span};
use docwright_parser::{
    Account, Parsed, SourceFile, State,
    diagnostics::{Code, Diagnostic, render},
};
use serde_json::Value;

/// A remark takes no more than this to show: its message, its help and a few lines.
const LONGEST_REMARK: usize = 200_000;

/// Checks what became of the files of an API.
pub(crate) fn check_parsed(parsed: &Parsed) {
    let errors = parsed.diagnostics.errors();
    assert!(parsed.api.is_some() == (errors == 0), "{errors} errors, and a model: {}", parsed.api.is_some());
    assert!(parsed.api.is_none() || parsed.unnamed.is_none(), "two models");
    for remark in parsed.diagnostics.iter().chain(parsed.acknowledged.iter().map(|entry| &entry.diagnostic)) {
        check_places(remark, &parsed.files);
    }
    check_rendered(parsed);
    if let Some(api) = parsed.api.as_ref().or(parsed.unnamed.as_ref()) {
        check_model(api, &parsed.files);
    }
    for account in &parsed.accounts {
        check_account(account, parsed);
    }
}

fn check_places(remark: &Diagnostic, files: &[SourceFile]) {
    // The text that is kept of a file which is none is not that of the file.
    if matches!(remark.code, Code::NoText | Code::NotUtf8) {
        return;
    }
    let labels = remark.primary.iter().chain(&remark.related).map(|label| &label.source);
    for source in labels.chain(&remark.unread) {
        check_place(&source.file, source.span, files, remark.code.entry().number);
    }
}

/// A place is within its file and between two characters. Files that could not be read have nothing but a beginning.
#[track_caller]
fn check_place(file: &str, span: Span, files: &[SourceFile], of: &str) {
    let text = files.iter().find(|known| *known.name == *file).map_or("", |file| file.text.as_str());
    assert!(text.get(span.start..span.end).is_some(), "{of}: {span:?} is no place in {file}");
}

/// What people read of all remarks does nothing to their terminal, and does not grow beyond what they are about.
fn check_rendered(parsed: &Parsed) {
    let find = |name: &str| parsed.files.iter().find(|file| &*file.name == name);
    let shown = render(&parsed.diagnostics, |name| find(name).map(|file| file.text.as_str()), "shop/");
    let order = shown.chars().find(|c| c.is_control() && *c != '\n');
    assert!(order.is_none(), "{order:?} is shown");
    let most = LONGEST_REMARK * parsed.diagnostics.len();
    assert!(shown.len() <= most, "{} remarks take {} bytes", parsed.diagnostics.len(), shown.len());
}

/// The model is what it is written as, and all its facts stand somewhere.
fn check_model(api: &Api, files: &[SourceFile]) {
    let written = serde_json::to_string(api).unwrap_or_else(|error| panic!("no JSON: {error}"));
    let read: Api = serde_json::from_str(&written).unwrap_or_else(|error| panic!("not read: {error}"));
    assert!(read == *api, "the model is another when it was written and read");
    let json: Value = serde_json::from_str(&written).unwrap_or_else(|error| panic!("not read: {error}"));
    check_sources(&json, files);
}

/// Every `Source` in JSON is a place.
fn check_sources(json: &Value, files: &[SourceFile]) {
    match json {
        Value::Array(values) => values.iter().for_each(|value| check_sources(value, files)),
        Value::Object(fields) => {
            let number = |name| json.pointer(name)?.as_u64().and_then(|number| usize::try_from(number).ok());
            let place = (number("/span/start"), number("/span/end"), fields.get("file"));
            if let (Some(start), Some(end), Some(Value::String(file))) = place {
                check_place(file, Span { start, end }, files, "a fact");
            }
            fields.values().for_each(|value| check_sources(value, files));
        }
        _ => {}
    }
}

/// The lines of an account are those of the file, and of each that nothing was made of a remark says so.
fn check_account(account: &Account, parsed: &Parsed) {
    let file = parsed.files.iter().find(|file| file.name == account.file);
    let text = file.map_or("", |file| file.text.as_str());
    let mut end = 0;
    for line in &account.lines {
        let between = text.get(end..line.span.start).unwrap_or("?");
        assert!(matches!(between, "" | "\n" | "\r\n" | "\r"), "{between:?} belongs to no line");
        assert!(text.get(line.span.start..line.span.end).is_some(), "{:?} is no line", line.span);
        end = line.span.end;
    }
    let rest = text.get(end..).unwrap_or("?");
    assert!(matches!(rest, "" | "\n" | "\r\n" | "\r"), "{rest:?} belongs to no line");
    check_told(account, parsed);
}

fn check_told(account: &Account, parsed: &Parsed) {
    let acknowledged = parsed.acknowledged.iter().map(|entry| &entry.diagnostic);
    let remarks = parsed.diagnostics.iter().chain(acknowledged);
    let unread = remarks.filter_map(|remark| remark.unread.as_ref());
    let mut told: Vec<Span> =
        unread.filter(|source| source.file == account.file).map(|source| source.span).collect();
    told.sort_unstable_by_key(|span| span.start);
    let mut reach = 0;
    let mut told = told.into_iter().peekable();
    for line in account.lines.iter().filter(|line| line.state == State::NotUnderstood) {
        while let Some(span) = told.next_if(|span| span.start <= line.span.end) {
            reach = reach.max(span.end);
        }
        assert!(reach >= line.span.start, "no remark says that nothing was made of {:?}", line.span);
    }
}
