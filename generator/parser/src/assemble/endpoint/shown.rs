//! Calls that only commands show. What comes in is a section without a line that says what to call; what goes out is
//! the one call that all of its commands make, if its path holds nothing that looks like a value.

use crate::{
    document::{Block, Section},
    recognise::{
        curl::recognise_commands,
        endpoint_line::{EndpointLine, is_value, path_of_address},
        section_role::{SectionRole, recognise_section_role},
    },
};

/// Parts whose commands are about the endpoint.
const EXAMPLES: &[SectionRole] = &[SectionRole::Examples, SectionRole::RequestExample, SectionRole::Request];

/// The call that the commands of a section make, if it is one, and certain.
pub(super) fn shown_call(section: &Section) -> Option<EndpointLine> {
    let calls = shown_calls(section);
    let first = calls.first()?;
    let is_one = calls.iter().all(|call| call.is_like(first));
    (is_one && !holds_values(first)).then(|| first.clone())
}

/// The calls that the commands of a section and its examples make.
pub(in crate::assemble) fn shown_calls(section: &Section) -> Vec<EndpointLine> {
    let examples = section.sections.iter().filter(|part| {
        recognise_section_role(&part.heading.plain()).is_some_and(|role| EXAMPLES.contains(&role))
    });
    let blocks = section.blocks.iter().chain(examples.flat_map(|part| &part.blocks));
    let mut found = Vec::new();
    for block in blocks {
        let Block::Code(code) = block else { continue };
        found.extend(recognise_commands(&code.text).into_iter().map(|call| EndpointLine {
            method: Some(call.method),
            // What an example asks for is no part of what can be called.
            target: call.address.split(['?', '#']).next().unwrap_or_default().to_owned(),
            title: None,
            span: code.place(call.start, call.end),
        }));
    }
    found
}

/// Whether a segment of the path looks like a value. Versions do not, but may have digits.
fn holds_values(line: &EndpointLine) -> bool {
    let path = path_of_address(&line.target).unwrap_or(&line.target);
    let mut before = "";
    path.split('/').any(|segment| {
        let is_number = segment.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        let version = segment.strip_prefix('v').unwrap_or(if before == "api" { segment } else { "" });
        let is_version = !version.is_empty() && version.chars().all(|c| c.is_ascii_digit() || c == '.')
            || is_number && segment.len() == "2010-04-01".len() && segment.matches('-').count() == 2;
        let is_capital = segment.len() > 1 && segment.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        before = segment;
        !segment.contains('{')
            && !segment.starts_with(':')
            && !is_version
            && (is_value(segment) || is_capital)
    })
}
