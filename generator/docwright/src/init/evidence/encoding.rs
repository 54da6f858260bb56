//! How the parameters of bodies travel, where the pages list them and do not say it.

use super::Evidence;
use super::request::{are, endpoints, is_form, is_json, parameters, remarks, requests};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use docwright_model::{BodyEncoding, Parameter, RequestBody, Serialization};
use docwright_parser::diagnostics::Code;

/// Media types of bodies.
const MEDIA_TYPES: &[(&str, BodyEncoding)] = &[
    ("application/x-www-form-urlencoded", BodyEncoding::Form),
    ("multipart/form-data", BodyEncoding::Multipart),
    ("application/json", BodyEncoding::Json),
];
/// Words of lines that are about answers.
const OF_ANSWERS: &[&str] = &["accept", "answer", "respon", "return", "produces"];
/// Options by which commands send bodies, most telling first.
const OPTIONS: &[(&str, BodyEncoding)] = &[
    (" --form ", BodyEncoding::Multipart),
    (" -F ", BodyEncoding::Multipart),
    (" --data-urlencode ", BodyEncoding::Form),
    (" --json ", BodyEncoding::Json),
];

/// `encoding`, by the best evidence that there is.
pub(super) fn encoding(evidence: Evidence<'_>) -> Option<Entry> {
    let (count, at) = remarks_of_places(evidence)?;
    let lists = if count == 1 { "list of parameters does" } else { "lists of parameters do" };
    let missing = format!("{count} {lists} not say how they travel, the first at {at}.");
    let found = by_examples(evidence)
        .or_else(|| by_types(evidence))
        .or_else(|| by_exception(evidence))
        .or_else(|| by_words(evidence));
    let (encoding, because) = found.unwrap_or_else(|| {
        let because = "Nothing tells which it is: JSON is what most APIs take; \"form\" and \"multipart\" are the other choices.";
        (BodyEncoding::Json, because.to_owned())
    });
    let because = format!("{missing} {because}");
    Some(Entry::new(
        Table::Request,
        Standing::Proposed,
        "encoding",
        because,
        pair("encoding", name(encoding)),
    ))
}

/// Lists without a place. Where the method is missing too, they show only under the assumption of one.
fn remarks_of_places(evidence: Evidence<'_>) -> Option<(usize, String)> {
    if let Some(found) = remarks(evidence, Code::MissingEncoding) {
        return Some(found);
    }
    remarks(evidence, Code::MissingMethod)?;
    let bodies = || endpoints(evidence).filter_map(|endpoint| endpoint.request_body.as_ref());
    let unplaced = || bodies().filter(|body| body.evidence == docwright_model::Evidence::Patch);
    Some((unplaced().count(), place(&unplaced().next()?.source, &evidence.assumed.files)))
}

fn name(encoding: BodyEncoding) -> &'static str {
    match encoding {
        BodyEncoding::Form => "form",
        BodyEncoding::Multipart => "multipart",
        BodyEncoding::Json | BodyEncoding::Raw => "json",
    }
}

/// A kind of example.
struct Kind {
    is_it: fn(&str) -> bool,
    encoding: BodyEncoding,
    words: &'static str,
}

const KINDS: &[Kind] = &[
    Kind { is_it: is_json, encoding: BodyEncoding::Json, words: "a JSON object" },
    Kind { is_it: is_form, encoding: BodyEncoding::Form, words: "fields of a form" },
];

fn by_examples(evidence: Evidence<'_>) -> Option<(BodyEncoding, String)> {
    KINDS.iter().find_map(|Kind { is_it, encoding, words }| {
        let first = requests(evidence).find(|example| is_it(&example.text))?;
        let count = requests(evidence).filter(|example| is_it(&example.text)).count();
        let at = place(&first.source, &evidence.assumed.files);
        let because = match count {
            1 => format!("The example of a request at {at} is {words}."),
            _ => format!("{count} examples of requests are {words} each, the first at {at}."),
        };
        Some((*encoding, because))
    })
}

/// A value that is called JSON by itself is text inside something else.
fn by_types(evidence: Evidence<'_>) -> Option<(BodyEncoding, String)> {
    let is_text = |parameter: &&Parameter| parameter.field.serialization == Serialization::Json;
    let first = parameters(evidence).find(is_text)?;
    let count = parameters(evidence).filter(is_text).count();
    let at = place(&first.field.source, &evidence.assumed.files);
    let because = format!(
        "{} of a type that is called JSON by itself, the first at {at}: so they are JSON inside the fields of a form.",
        are(count, "parameter", "parameters")
    );
    Some((BodyEncoding::Form, because))
}

/// An endpoint that says of itself that its form is in parts is an exception among forms that are not.
fn by_exception(evidence: Evidence<'_>) -> Option<(BodyEncoding, String)> {
    let mut bodies = endpoints(evidence).filter_map(|endpoint| endpoint.request_body.as_ref());
    let is_it = |body: &&RequestBody| {
        body.encoding == BodyEncoding::Multipart && body.evidence == docwright_model::Evidence::Stated
    };
    let at = place(&bodies.find(is_it)?.source, &evidence.assumed.files);
    let because = format!(
        "Only the exceptions say that they are multipart forms, the first at {at}: so the others are plain forms."
    );
    Some((BodyEncoding::Form, because))
}

/// The one encoding that the words of the pages name, media types before commands.
fn by_words(evidence: Evidence<'_>) -> Option<(BodyEncoding, String)> {
    [MEDIA_TYPES, OPTIONS].into_iter().find_map(|words| {
        let mut found: Option<(BodyEncoding, String)> = None;
        for page in evidence.pages {
            for (index, line) in page.text.lines().enumerate() {
                let Some((word, encoding)) = words.iter().find(|(word, _)| line.contains(word)) else {
                    continue;
                };
                let lower = line.to_lowercase();
                if OF_ANSWERS.iter().any(|word| lower.contains(word)) {
                    continue;
                }
                match &found {
                    Some((known, _)) if known != encoding => return None,
                    Some(_) => {}
                    None => {
                        let because = format!("`{}` stands at {}:{}.", word.trim(), page.file, index + 1);
                        found = Some((*encoding, because));
                    }
                }
            }
        }
        found
    })
}
