//! What a section is for, from the words of its heading.

use super::media_type::is_media_type;

/// The role of a section inside a page or an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum SectionRole {
    /// How callers prove who they are.
    Security,
    /// The endpoints of an API: a container.
    Endpoints,
    /// All that a request takes: a container, or a table when nothing says where its rows travel.
    Request,
    /// Headers of a request.
    Headers,
    /// The query of a request.
    Query,
    /// The path of a request.
    Path,
    /// The body of a request.
    Body,
    /// A body that is a form; one with files is made of parts.
    Form,
    /// A body that is made of parts.
    Multipart,
    /// The answers by status.
    Responses,
    /// Statuses and what they mean; a table of names there is not what an answer holds.
    Statuses,
    /// The fields of the answer.
    ReturnValues,
    /// Headers of the answer, which a client does not read: documentation.
    ResponseHeaders,
    /// Objects that parameters or answers are made of: a container with a section each.
    Objects,
    /// Examples: a container, or a single one.
    Examples,
    /// Scopes of a security scheme.
    Scopes,
    /// The line that says what to call.
    Address,
    /// An example of a request.
    RequestExample,
    /// An example of an answer.
    ResponseExample,
}

const WORDS: &[(&str, SectionRole)] = &[
    ("authentication", SectionRole::Security),
    ("authorization", SectionRole::Security),
    ("security", SectionRole::Security),
    ("api methods", SectionRole::Endpoints),
    ("endpoints", SectionRole::Endpoints),
    ("methods", SectionRole::Endpoints),
    ("operations", SectionRole::Endpoints),
    ("resources", SectionRole::Endpoints),
    ("arguments", SectionRole::Request),
    ("parameters", SectionRole::Request),
    ("request", SectionRole::Request),
    ("request parameters", SectionRole::Request),
    ("headers", SectionRole::Headers),
    ("header parameters", SectionRole::Headers),
    ("request headers", SectionRole::Headers),
    ("query", SectionRole::Query),
    ("query parameters", SectionRole::Query),
    ("query params", SectionRole::Query),
    ("query string", SectionRole::Query),
    ("query string parameters", SectionRole::Query),
    ("path parameters", SectionRole::Path),
    ("path params", SectionRole::Path),
    ("uri parameters", SectionRole::Path),
    ("url parameters", SectionRole::Path),
    ("body", SectionRole::Body),
    ("body fields", SectionRole::Body),
    ("body parameters", SectionRole::Body),
    ("body params", SectionRole::Body),
    ("json body", SectionRole::Body),
    ("payload", SectionRole::Body),
    ("request body parameters", SectionRole::Body),
    ("request fields", SectionRole::Body),
    ("form data", SectionRole::Form),
    ("form fields", SectionRole::Form),
    ("form parameters", SectionRole::Form),
    ("form params", SectionRole::Form),
    ("multipart fields", SectionRole::Multipart),
    ("multipart form", SectionRole::Multipart),
    ("multipart form data", SectionRole::Multipart),
    ("multipart form fields", SectionRole::Multipart),
    ("multipart form parameters", SectionRole::Multipart),
    ("multipart parameters", SectionRole::Multipart),
    ("request body", SectionRole::Body),
    ("error codes", SectionRole::Statuses),
    ("errors", SectionRole::Statuses),
    ("response codes", SectionRole::Statuses),
    ("responses", SectionRole::Responses),
    ("status codes", SectionRole::Statuses),
    ("response", SectionRole::Responses),
    ("response attributes", SectionRole::ReturnValues),
    ("response body", SectionRole::ReturnValues),
    ("response fields", SectionRole::ReturnValues),
    ("response headers", SectionRole::ResponseHeaders),
    ("response parameters", SectionRole::ReturnValues),
    ("return value", SectionRole::ReturnValues),
    ("return values", SectionRole::ReturnValues),
    ("returns", SectionRole::ReturnValues),
    ("data structures", SectionRole::Objects),
    ("data types", SectionRole::Objects),
    ("json objects", SectionRole::Objects),
    ("objects", SectionRole::Objects),
    ("types", SectionRole::Objects),
    ("example", SectionRole::Examples),
    ("examples", SectionRole::Examples),
    ("scopes", SectionRole::Scopes),
    ("endpoint", SectionRole::Address),
    ("http request", SectionRole::Address),
    ("request url", SectionRole::Address),
    ("url", SectionRole::Address),
    ("example request", SectionRole::RequestExample),
    ("request example", SectionRole::RequestExample),
    ("sample request", SectionRole::RequestExample),
    ("example response", SectionRole::ResponseExample),
    ("response example", SectionRole::ResponseExample),
    ("sample response", SectionRole::ResponseExample),
];

/// Words that name a part of an endpoint only inside of one: elsewhere they are groups, types or pages like any other.
const WORDS_OF_PARTS: &[(&str, SectionRole)] = &[
    ("answer", SectionRole::Responses),
    ("header", SectionRole::Headers),
    ("output", SectionRole::ReturnValues),
    ("output fields", SectionRole::ReturnValues),
    ("output parameters", SectionRole::ReturnValues),
    ("parameter", SectionRole::Request),
    ("query parameter", SectionRole::Query),
    ("reply", SectionRole::Responses),
    ("response data", SectionRole::ReturnValues),
    ("response object", SectionRole::ReturnValues),
    ("response payload", SectionRole::ReturnValues),
    ("response properties", SectionRole::ReturnValues),
    ("response schema", SectionRole::ReturnValues),
    ("response values", SectionRole::ReturnValues),
    ("result", SectionRole::ReturnValues),
    ("result fields", SectionRole::ReturnValues),
    ("results", SectionRole::ReturnValues),
    ("returned data", SectionRole::ReturnValues),
    ("returned fields", SectionRole::ReturnValues),
    ("returned object", SectionRole::ReturnValues),
    ("returned values", SectionRole::ReturnValues),
    ("success", SectionRole::Responses),
    ("success response", SectionRole::Responses),
    ("successful response", SectionRole::Responses),
];

/// Reads the role from a heading's words; capitals and a closing colon do not matter.
#[must_use]
pub(crate) fn recognise_section_role(heading: &str) -> Option<SectionRole> {
    find(heading, WORDS).or_else(|| is_example(heading).then_some(SectionRole::Examples))
}

fn find(heading: &str, table: &[(&str, SectionRole)]) -> Option<SectionRole> {
    let words = heading.trim().trim_end_matches(':').to_lowercase();
    table.iter().find(|(word, _)| *word == words).map(|(_, role)| *role)
}

/// Roles of the parts of an endpoint whose headings may say more than what they are.
const PARTS: &[SectionRole] = &[
    SectionRole::Headers,
    SectionRole::Query,
    SectionRole::Path,
    SectionRole::Body,
    SectionRole::Form,
    SectionRole::Multipart,
    SectionRole::Request,
    SectionRole::Responses,
    SectionRole::Statuses,
    SectionRole::ReturnValues,
    SectionRole::ResponseHeaders,
];

/// Reads the role of a part of an endpoint, with what its heading says besides: `Request body (JSON)`,
/// `Body application/json`.
#[must_use]
pub(crate) fn recognise_part(heading: &str) -> Option<(SectionRole, Option<&str>)> {
    let role_of = |words| recognise_section_role(words).or_else(|| find(words, WORDS_OF_PARTS));
    if let Some(role) = role_of(heading) {
        return Some((role, None));
    }
    let words = heading.trim().trim_end_matches(':').trim_end();
    let (head, aside) = match words.strip_suffix(')') {
        Some(inside) => inside.rsplit_once('(')?,
        None => words.rsplit_once(char::is_whitespace).filter(|(_, last)| is_media_type(last))?,
    };
    let role = role_of(head).filter(|role| PARTS.contains(role))?;
    Some((role, Some(aside.trim())))
}

/// Whether a heading is that of a numbered example.
fn is_example(heading: &str) -> bool {
    let rest = heading.trim().strip_prefix("Example ");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The title of `Example 2: Add contacts` or `Example 4 - Delete contact`; a bare `Example 1` has none. A heading of
/// other words is a title itself.
pub(crate) fn example_title(heading: &str) -> Option<&str> {
    let Some(rest) = heading.trim().strip_prefix("Example ").filter(|_| is_example(heading)) else {
        let words = heading.trim();
        return (!words.is_empty() && recognise_section_role(words).is_none()).then_some(words);
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let title = rest.trim_start().trim_start_matches([':', '-', '–', '.']).trim();
    Some(title).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_say_more_than_what_its_part_is() {
        let check = |heading, expected| assert_eq!(recognise_part(heading), expected, "{heading}");
        check("Request body", Some((SectionRole::Body, None)));
        check("Request body (JSON)", Some((SectionRole::Body, Some("JSON"))));
        check("Query Parameters (all optional):", Some((SectionRole::Query, Some("all optional"))));
        check("Body application/json", Some((SectionRole::Body, Some("application/json"))));
        check("Body and soul", None);
        check("Output (JSON)", Some((SectionRole::ReturnValues, Some("JSON"))));
        check("Examples (curl)", None);
        check("Tasks (all)", None);
    }

    #[test]
    fn a_word_for_answers_is_one_inside_of_an_endpoint_only() {
        assert_eq!(recognise_part("Result"), Some((SectionRole::ReturnValues, None)));
        assert_eq!(recognise_section_role("Result"), None);
        assert_eq!(recognise_section_role("Response headers"), Some(SectionRole::ResponseHeaders));
    }
}
