//! Sections that several endpoints of one page share.

use super::{
    Assembly, Block, Context, DraftEndpoint, Endpoint, EndpointLine, Place, Response, ResponseBody,
    ResponseStatus, Section, SectionRole, Span, Type, answers, prose, structures,
};
use docwright_model::{Evidence, Fact, Field, Origins};
use std::collections::HashMap;

/// Gives each endpoint what the shared sections say, and the page's introduction where it has no words of its own.
pub(in crate::assemble) fn add_shared(
    endpoints: &mut Vec<DraftEndpoint>,
    parts: &[(&Section, SectionRole)],
    introduction: &[Block],
    context: &mut Context<'_>,
) {
    // Remarks about a shared section are reported once, not once for each endpoint.
    let mut reported = false;
    let returned = return_values(endpoints, parts, context);
    let mut finished = Vec::new();
    for draft in endpoints.drain(..) {
        let before = context.diagnostics.len();
        let mut draft = add_to_one(draft, parts, introduction, context);
        if reported {
            context.diagnostics.truncate(before);
        }
        reported = true;
        draft.endpoint.responses.extend(returned.clone());
        answers::join_success(&mut draft.endpoint.responses);
        finished.push(draft);
    }
    *endpoints = finished;
}

fn add_to_one(
    draft: DraftEndpoint,
    parts: &[(&Section, SectionRole)],
    introduction: &[Block],
    context: &mut Context<'_>,
) -> DraftEndpoint {
    let DraftEndpoint { mut endpoint, schemes, scopes } = draft;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut summary = endpoint.summary.take();
    if let Some(text) = prose::markdown(introduction) {
        let (first, rest) = text.split_once('\n').unwrap_or((text.as_str(), ""));
        paragraphs.extend(summary.replace(first.to_owned()));
        paragraphs.extend(endpoint.description.take());
        paragraphs.extend(Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty()));
    } else {
        paragraphs.extend(endpoint.description.take());
    }
    for block in introduction {
        let source = context.source(block.span());
        endpoint.origins.add(Fact::Description, source, Evidence::Stated);
    }
    let line = EndpointLine { method: None, target: String::new(), title: None, span: endpoint.source.span };
    let name = endpoint.name.clone();
    let mut assembly = Assembly {
        endpoint,
        name,
        summary,
        line,
        paragraphs,
        schemes,
        scopes,
        seen: Vec::new(),
        answers: HashMap::new(),
        answered: HashMap::new(),
        context,
    };
    for (part, role) in parts {
        if *role != SectionRole::ReturnValues {
            assembly.read_part(part, Place::Undecided);
        }
    }
    assembly.finish()
}

/// The answer that tables of return values describe: one structure, named for the last endpoint of the page.
fn return_values(
    endpoints: &[DraftEndpoint],
    parts: &[(&Section, SectionRole)],
    context: &mut Context<'_>,
) -> Vec<Response> {
    let last = endpoints.last().map(|draft| &draft.endpoint);
    let name =
        last.map(|endpoint| endpoint.name.clone().unwrap_or_else(|| type_name(endpoint))).unwrap_or_default();
    let mut responses = Vec::new();
    for (part, _) in parts.iter().filter(|(_, role)| *role == SectionRole::ReturnValues) {
        let fields = context.unpatchable(|context| structures::fields_of(&part.blocks, context));
        structures::unused_prose(part, context);
        responses.extend(response(&name, fields, part.heading.span(), context));
    }
    responses
}

/// The answer that a table of return values describes.
pub(super) fn response(
    name: &str,
    fields: Vec<Field>,
    span: Span,
    context: &mut Context<'_>,
) -> Option<Response> {
    if fields.is_empty() {
        return None;
    }
    let name = format!("{name}Response");
    let structure = structures::structure(name.clone(), fields, None, span, context);
    context.draft.describe(structure);
    let body =
        ResponseBody { media_type: "application/json".to_owned(), value_type: Some(Type::Named(name)) };
    let source = context.source(span);
    Some(Response {
        status: ResponseStatus::Success,
        description: None,
        body: Some(body),
        source,
        origins: Origins::default(),
    })
}

/// A name for the types of an endpoint that has none: its method and the words of its path.
pub(super) fn type_name(endpoint: &Endpoint) -> String {
    let words = endpoint.path.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let method = endpoint.method.as_str().to_lowercase();
    [method.as_str()].into_iter().chain(words).collect::<Vec<_>>().join("_")
}
