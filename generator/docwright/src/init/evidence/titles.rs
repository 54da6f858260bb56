//! What pages say of themselves as a whole: the title of the API and its version.

use crate::init::look::{NamedPage, place};
use docwright_model::Source;
use docwright_parser::Survey;
use docwright_parser::document::{Document, Form, Text};

/// A fact with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::init) struct Stated {
    pub text: String,
    pub at: String,
}

/// The title of the first page that has one.
pub(in crate::init) fn title(survey: &Survey, pages: &[NamedPage]) -> Option<Stated> {
    survey.documents.iter().find_map(|(file, document)| {
        let stated = |text: String, span| Stated {
            text,
            at: place(&Source { file: file.clone(), span }, &survey.files),
        };
        let matter = document.front_matter.iter().find(|pair| pair.key.plain().eq_ignore_ascii_case("title"));
        let matter = matter.map(|pair| stated(pair.value.plain(), pair.span));
        let heading = || title_heading(document).map(|heading| stated(heading.plain(), heading.span()));
        let page = || pages.iter().find(|page| page.file == **file);
        let element = || page().filter(|page| page.form == Form::Html).and_then(title_element);
        let found = matter.or_else(heading).or_else(element);
        found.filter(|stated| !stated.text.trim().is_empty())
    })
}

/// The only heading at the top that holds others, or the only one; on a page with several, one that says that it is.
fn title_heading(document: &Document) -> Option<&Text> {
    let tops = document.root.sections.as_slice();
    let holding = tops.iter().filter(|section| !section.sections.is_empty()).count();
    let first = tops.first()?;
    let is_title = match (tops.len(), holding) {
        (1, _) => true,
        (_, 1) => !first.sections.is_empty(),
        _ => says_title(&first.heading.plain()),
    };
    is_title.then_some(&first.heading)
}

/// Whether a heading is about the whole rather than about one thing to call.
fn says_title(heading: &str) -> bool {
    let words = crate::init::words::words(heading);
    words.iter().any(|word| ["api", "reference", "documentation", "docs"].contains(&word.as_str()))
}

/// The `<title>` of a web page.
fn title_element(page: &NamedPage) -> Option<Stated> {
    let lower = page.text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find('<')?;
    let text = page.text.get(start..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = page.text.get(..start)?.matches('\n').count() + 1;
    let text = text.replace("&amp;", "&");
    Some(Stated { text, at: format!("{}:{line}", page.file) })
}

/// Keys by which pages state the version of their API.
const VERSION_KEYS: &[&str] = &["version", "api version", "api-version"];
/// Keys by which they state its address.
const ADDRESS_KEYS: &[&str] =
    &["base url", "base uri", "base address", "api url", "root url", "server", "host"];

/// The version that a page states of its API: in its front matter, or before anything else that has a heading.
pub(in crate::init) fn version(survey: &Survey, pages: &[NamedPage]) -> Option<Stated> {
    let fits = |value: &str| {
        value.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()) && !value.contains(' ')
    };
    let matter = survey.documents.iter().find_map(|(file, document)| {
        let pair = document.front_matter.iter().find(|pair| {
            VERSION_KEYS.contains(&pair.key.plain().to_lowercase().as_str()) && fits(&pair.value.plain())
        })?;
        let at = place(&Source { file: file.clone(), span: pair.span }, &survey.files);
        Some(Stated { text: pair.value.plain(), at })
    });
    matter.or_else(|| line(survey, pages, VERSION_KEYS, fits))
}

/// The base URL that a line states which no reader of documents knows.
pub(in crate::init) fn base_url(survey: &Survey, pages: &[NamedPage]) -> Option<Stated> {
    let fits = |value: &str| value.starts_with("http") && value.contains("://") && !value.contains(' ');
    line(survey, pages, ADDRESS_KEYS, fits)
}

/// A line `Key: value` before the second heading of a page that is no web page.
fn line(survey: &Survey, pages: &[NamedPage], keys: &[&str], fits: impl Fn(&str) -> bool) -> Option<Stated> {
    pages.iter().filter(|page| page.form != Form::Html).find_map(|page| {
        let document =
            survey.documents.iter().find(|(file, _)| **file == page.file).map(|(_, document)| document)?;
        let mut headed = document.root.descendants().filter(|section| section.depth > 0);
        let end = headed.nth(1).map_or(page.text.len(), |second| second.span.start);
        let lines = page.text.get(..end)?.lines().enumerate();
        let stated = lines.filter_map(|(index, line)| {
            let is_mark = |c: char| c.is_whitespace() || "*_`<>\"-".contains(c);
            let (key, value) = line.split_once(':')?;
            let (key, value) = (key.trim_matches(is_mark), value.trim_matches(is_mark));
            let is_key = keys.iter().any(|known| key.eq_ignore_ascii_case(known)) && fits(value);
            is_key.then(|| Stated { text: value.to_owned(), at: format!("{}:{}", page.file, index + 1) })
        });
        stated.into_iter().next()
    })
}
