//! How the parameters of bodies travel, where the pages list them and do not say it.

use super::Evidence;
use super::request::{are, endpoints, is_form, is_json, parameters, remarks, requests};
use crate::init::entries::{Entry, Standing, Table, pair};
use crate::init::look::place;
use docwright_model::{BodyEncoding, Parameter, RequestBody, Serialization};
use docwright_parser::diagnostics::Code;

/// Words for the encoding of bodies, in small letters; a word that holds another stands before it.
const WORDS: &[(&str, BodyEncoding)] = &[
    ("application/x-www-form-urlencoded", BodyEncoding::Form),
    ("multipart/form-data", BodyEncoding::Multipart),
    ("application/json", BodyEncoding::Json),
    ("form-encoded", BodyEncoding::Form),
    ("form-urlencoded", BodyEncoding::Form),
    ("form encoded", BodyEncoding::Form),
    ("url-encoded", BodyEncoding::Form),
    ("json-encoded", BodyEncoding::Json),
    ("json body", BodyEncoding::Json),
    ("json bodies", BodyEncoding::Json),
    ("json payload", BodyEncoding::Json),
];
/// Words before such a word by which it is about answers.
const OF_ANSWERS: &[&str] = &["accept:", "answer", "respon", "return", "produces"];
/// Options by which commands send bodies, the more telling first; quotes are left out.
const OPTIONS: &[(&str, BodyEncoding)] = &[
    ("--form ", BodyEncoding::Multipart),
    ("-F ", BodyEncoding::Multipart),
    ("--data-urlencode ", BodyEncoding::Form),
    ("--json ", BodyEncoding::Json),
    ("-d {", BodyEncoding::Json),
    ("--data {", BodyEncoding::Json),
    ("--data-raw {", BodyEncoding::Json),
];
/// Options that send fields if the word behind them is `name=value`.
const FIELDS: &[&str] = &["-d ", "--data ", "--data-raw "];

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

/// The one encoding that the words of the pages name; then the one by which their commands send.
fn by_words(evidence: Evidence<'_>) -> Option<(BodyEncoding, String)> {
    [in_sentence, in_command].into_iter().find_map(|read| {
        let mut found: Option<(BodyEncoding, String)> = None;
        for page in evidence.pages {
            for (index, line) in page.text.lines().enumerate() {
                let Some((word, encoding)) = read(line) else { continue };
                match &found {
                    Some((known, _)) if *known != encoding => return None,
                    Some(_) => {}
                    None => {
                        let because = format!("`{}` stands at {}:{}.", word.trim(), page.file, index + 1);
                        found = Some((encoding, because));
                    }
                }
            }
        }
        found
    })
}

fn in_sentence(line: &str) -> Option<(&'static str, BodyEncoding)> {
    let line = line.to_lowercase();
    let (at, word, encoding) =
        WORDS.iter().find_map(|(word, encoding)| Some((line.find(word)?, *word, *encoding)))?;
    let before = line.get(..at).unwrap_or_default();
    (!OF_ANSWERS.iter().any(|word| before.contains(word))).then_some((word, encoding))
}

/// An option of a command, on a line that begins with one or goes on with options.
fn in_command(line: &str) -> Option<(&'static str, BodyEncoding)> {
    let line = line.trim_start().replace(['"', '\''], "");
    let words = if line.starts_with('-') {
        Some(line.as_str())
    } else {
        line.split_once("curl ").map(|(_, rest)| rest)
    };
    let words = format!(" {}", words?);
    let is_form = |option: &str| words.split(&format!(" {option}")).skip(1).any(is_field);
    let found = OPTIONS.iter().find(|(option, _)| words.contains(&format!(" {option}"))).copied();
    found.or_else(|| FIELDS.iter().find(|option| is_form(option)).map(|option| (*option, BodyEncoding::Form)))
}

/// Whether the first word is `name=value`.
fn is_field(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(is_form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_encodings_of_requests_and_not_of_answers() {
        let check = |line: &str, expect| {
            assert_eq!(in_sentence(line).map(|(_, encoding)| encoding), expect, "{line}");
        };
        check("It accepts form-encoded request bodies and returns JSON.", Some(BodyEncoding::Form));
        check("Content-Type: application/json", Some(BodyEncoding::Json));
        check("Accept: application/json", None);
        check("The response is `application/json`.", None);
        check("Send a JSON body.", Some(BodyEncoding::Json));
        check("JSON is a format.", None);
    }

    #[test]
    fn commands_send_by_their_options() {
        let check =
            |line: &str, expect| assert_eq!(in_command(line).map(|(_, encoding)| encoding), expect, "{line}");
        check("curl https://pets.io -d name=Rex", Some(BodyEncoding::Form));
        check("  -d \"name=Rex&age=3\" \\", Some(BodyEncoding::Form));
        check("$ curl -X POST https://pets.io --data '{\"name\": \"Rex\"}'", Some(BodyEncoding::Json));
        check("curl -F picture=@rex.png https://pets.io", Some(BodyEncoding::Multipart));
        check("curl -f https://pets.io", None);
        check("- d e", None);
        check("tar -d name=Rex", None);
    }
}
