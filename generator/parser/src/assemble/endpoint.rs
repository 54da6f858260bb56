//! A section about one endpoint, to a [`DraftEndpoint`].

use super::{
    Context, DraftEndpoint, SchemeName,
    classes::assemble_classes,
    examples::label_role,
    field::{fields_in, is_field_list, is_parameter_list, split_remarks},
    prose, structures,
};
use crate::{
    diagnostics::Code,
    document::{Block, KeyValue, List, Section, Text},
    recognise::{
        attribute::{Attribute, is_remark, recognise_attribute},
        endpoint_line::{
            EndpointLine, method_named, path_of_address, recognise_endpoint_heading, recognise_endpoint_line,
            template_of,
        },
        label::recognise_label,
        marker::first_version,
        media_type::{is_media_type, recognise_media_type_line},
        remark::{Remark, deprecation_of, recognise_deprecating_line, recognise_remark},
        response_type::recognise_response_types,
        section_role::{SectionRole, recognise_section_role},
    },
};
use std::collections::HashMap;

use docwright_model::{
    BodyEncoding, Deprecation, Endpoint, Evidence, ExampleRole, Fact, Location, Method, Origins,
    PathTemplate, RequestBody, Response, ResponseBody, ResponseStatus, RustName, Source, Span, Type,
};

pub(super) mod answers;
mod blueprint;
mod body;
mod calls;
mod divide;
mod keys;
mod line;
mod messages;
mod parts;
mod query;
mod rows;
mod shared;
mod shown;
mod statement;
mod unknown;

pub(super) use divide::{Kind, Piece, divide, own_call};
pub(super) use line::{is_endpoint, path};
pub(super) use shared::add_shared;
pub(super) use shown::shown_calls;
pub(super) use statement::{Form, Statement, statements};
pub(super) use unknown::{UnknownCall, unknown_call, unknown_calls};

use answers::is_status_list;
use body::{Place, needs_body};
use divide::other_calls;
use line::{Heading, find_line, heading};

/// Reads the section. `None` if its path cannot be used, which is reported.
pub(super) fn assemble_endpoint(section: &Section, context: &mut Context<'_>) -> Option<DraftEndpoint> {
    let Heading { name, summary } = heading(section);
    let heading_span = section.heading.span();
    let line = find_line(section)?;
    let method = method(&line, context)?;
    let path = path(&line, context)?;
    let source = context.source(heading_span);
    context.subject = Some(format!("{method} {path}"));
    let words_around_name = line::words_around_name(section, name.as_deref(), &path);
    let mut assembly = Assembly {
        line: line.clone(),
        summary: summary.or(line.title.clone()).or_else(|| line::title(section, name.as_deref(), &path)),
        name: name.or_else(|| line::name_in_path(section, &path)),
        endpoint: empty(method, path, source.clone()),
        paragraphs: Vec::new(),
        schemes: None,
        scopes: Vec::new(),
        seen: Vec::new(),
        answers: HashMap::new(),
        answered: HashMap::new(),
        context,
    };
    assembly.endpoint.address = path_of_address(&line.target).map(|_| line.target.clone());
    assembly.note_address(section);
    if assembly.name.is_some() || assembly.summary.is_some() {
        assembly.note(if assembly.name.is_some() { Fact::Name } else { Fact::Summary }, heading_span);
    }
    for call in other_calls(section, &line) {
        assembly.context.mention(&call.line);
    }
    for call in unknown_calls(&section.blocks) {
        assembly.context.report_unknown(&call, None);
    }
    if let Some(words) = words_around_name {
        assembly.describe(format!("**{words}**"), heading_span);
    }
    assembly.read_blocks(&section.blocks, Place::Undecided);
    for part in &section.sections {
        assembly.read_part(part, Place::Undecided);
    }
    let draft = assembly.finish();
    context.subject = None;
    Some(draft)
}

fn method(line: &EndpointLine, context: &mut Context<'_>) -> Option<Method> {
    let method = line.method.or(context.config.request.method);
    if method.is_none() {
        context.report(
            Code::MissingMethod,
            line.span,
            "an address without a method",
            format!("nothing says by which HTTP method `{}` is called", line.target),
            "add `method = \"POST\"`, or whichever it is, under [request] in api.toml",
        );
    }
    method
}

pub(super) fn empty(method: Method, path: PathTemplate, source: Source) -> Endpoint {
    Endpoint {
        name: None,
        rust_name: RustName::default(),
        method,
        path,
        address: None,
        group: None,
        summary: None,
        description: None,
        since: None,
        deprecated: None,
        disabled: None,
        reads: false,
        aliases: Vec::new(),
        security: None,
        credentials: None,
        parameters: Vec::new(),
        request_body: None,
        responses: Vec::new(),
        pagination: None,
        examples: Vec::new(),
        set_aside: Vec::new(),
        source,
        origins: Origins::default(),
    }
}

/// Attributes of which an endpoint has one at most.
const STATED_ONCE: &[Attribute] = &[
    Attribute::ReturnType,
    Attribute::Since,
    Attribute::DeprecatedSince,
    Attribute::Deprecated,
    Attribute::Schema,
];

/// An endpoint on its way from a section to the draft.
struct Assembly<'a, 'b> {
    endpoint: Endpoint,
    name: Option<String>,
    summary: Option<String>,
    line: EndpointLine,
    paragraphs: Vec<String>,
    schemes: Option<Vec<SchemeName>>,
    scopes: Vec<String>,
    /// The attributes that were read.
    seen: Vec<Attribute>,
    /// Where the answers of each status are among the responses, and whether only a part of its own described it.
    answers: HashMap<ResponseStatus, (usize, bool)>,
    /// The structures of answers, by status.
    answered: HashMap<Option<ResponseStatus>, String>,
    context: &'a mut Context<'b>,
}

impl Assembly<'_, '_> {
    /// Notes where the line stands. One that only commands show is told.
    fn note_address(&mut self, section: &Section) {
        let span = self.line.span;
        if !line::is_shown(section) {
            return self.note(Fact::Address, span);
        }
        self.note_as(Fact::Address, span, Evidence::Example);
        let message =
            format!("only a command shows how to call `{} {}`", self.endpoint.method, self.endpoint.path);
        let help = "the method and the path are those of the command; if the path holds values, write the line above it, such as `GET /tasks/{id}`";
        self.context.report(Code::InferredCall, span, "this command", message, help);
    }

    /// Notes where a fact stands.
    fn note(&mut self, fact: Fact, span: Span) {
        self.note_as(fact, span, Evidence::Stated);
    }

    fn note_as(&mut self, fact: Fact, span: Span, evidence: Evidence) {
        let source = self.context.source(span);
        self.endpoint.origins.add(fact, source, evidence);
    }

    /// Keeps a paragraph as documentation.
    fn describe(&mut self, paragraph: String, span: Span) {
        if !paragraph.is_empty() {
            self.note(Fact::Description, span);
            self.paragraphs.push(paragraph);
        }
    }

    fn describe_block(&mut self, block: &Block) {
        self.describe(prose::block_markdown(block), block.span());
    }

    /// Reads the blocks of a part. A label does a heading's work up to the next label.
    fn read_blocks(&mut self, blocks: &[Block], place: Place) {
        let is_label = |block: &Block| recognise_label(block).is_some();
        let first = blocks.iter().position(is_label).unwrap_or(blocks.len());
        let (own, labelled) = blocks.split_at_checked(first).unwrap_or((blocks, &[]));
        self.read_own_blocks(own, place);
        for part in labelled.chunk_by(|_, next| !is_label(next)) {
            let Some((label, blocks)) = part.split_first() else { continue };
            let heading = recognise_label(label).cloned().unwrap_or_default();
            let span = part.iter().map(Block::span).fold(label.span(), Span::join);
            let section = Section { heading, depth: 0, blocks: blocks.to_vec(), sections: Vec::new(), span };
            self.read_part(&section, place);
        }
    }

    fn read_own_blocks(&mut self, blocks: &[Block], place: Place) {
        let mut example = None;
        let mut pending = place;
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(_) | Block::KeyValue(_)
                    if place.holds_parameters()
                        && let Some(fields) = fields_in(block) =>
                {
                    self.read_bullets(&fields, pending);
                }
                Block::Paragraph(text) if place.is_prose() => self.read_paragraph(text),
                Block::Paragraph(text)
                    if place == Place::Body
                        && let Some(found) = recognise_media_type_line(&text.plain()) =>
                {
                    self.read_media_type(found, text.span());
                }
                Block::Paragraph(_) => self.describe_in(block, place),
                Block::KeyValue(pair) => {
                    example = self.read_key_value(pair, &mut pending).or(example);
                    self.check_label(pair, blocks.get(index + 1));
                }
                Block::List(list) if place.lists_statuses() && is_status_list(list) => {
                    self.read_statuses(list);
                }
                Block::List(list) if place.holds_parameters() && is_list_of(list, place) => {
                    let (fields, remarks) = split_remarks(list);
                    self.read_bullets(&fields, pending);
                    if !remarks.items.is_empty() {
                        self.describe_in(&Block::List(remarks), place);
                    }
                }
                Block::List(list) => {
                    let list = if place.is_prose() || matches!(place, Place::Status(_)) {
                        &self.read_listed_parts(list, place)
                    } else {
                        list
                    };
                    let rest = self.read_list(list, &mut pending);
                    if !rest.items.is_empty() {
                        self.describe_in(&Block::List(rest), place);
                    }
                }
                Block::Table(table) => self.read_table(table, pending),
                Block::Code(code)
                    if example.is_none() && !place.is_example() && assemble_classes(code, self.context) => {}
                Block::Code(code) => self.read_code(code, example.take(), place),
            }
        }
    }

    /// Keeps a block as documentation of what its part is about.
    fn describe_in(&mut self, block: &Block, place: Place) {
        match place {
            Place::Status(status) => {
                self.describe_answer(status, prose::block_markdown(block), Fact::Description, block.span());
            }
            _ => self.describe_block(block),
        }
    }

    /// Reads prose: remarks become facts, the first other line the summary, the rest the description.
    fn read_paragraph(&mut self, text: &Text) {
        let mut rest = Vec::new();
        let mut open = false;
        for line in prose::lines(text) {
            let Some(line) = self.without_line(line) else { continue };
            if needs_body(self.endpoint.method)
                && let Some(found) = recognise_media_type_line(&line.plain())
            {
                self.read_media_type(found, line.span());
                continue;
            }
            if let (true, Some(summary)) = (open, &mut self.summary) {
                rest.extend(prose::continue_sentence(summary, &line.markdown()));
                open = !prose::is_sentence(summary);
                self.note(Fact::Summary, line.span());
                continue;
            }
            if self.endpoint.deprecated.is_none()
                && let Some(found) = recognise_deprecating_line(&line)
            {
                self.endpoint.deprecated = Some(found);
                self.note(Fact::Deprecated, line.span());
            }
            let fact = match recognise_remark(&line) {
                Some(Remark::Deprecated(deprecation)) if self.endpoint.deprecated.is_none() => {
                    self.endpoint.deprecated = Some(deprecation);
                    Fact::Deprecated
                }
                Some(Remark::Disabled(note)) if self.endpoint.disabled.is_none() => {
                    self.endpoint.disabled = Some(note);
                    Fact::Disabled
                }
                None if self.summary.is_none() => {
                    open = !prose::is_sentence(&line.plain());
                    self.summary = Some(line.markdown());
                    Fact::Summary
                }
                _ => {
                    rest.push(line.markdown());
                    Fact::Description
                }
            };
            self.note(fact, line.span());
        }
        if !rest.is_empty() {
            self.paragraphs.push(rest.join("\n"));
        }
    }

    /// What a line of prose says besides the line that says what to call.
    fn without_line(&mut self, line: Text) -> Option<Text> {
        if recognise_endpoint_line(&line).is_none_or(|found| found != self.line) {
            return Some(line);
        }
        self.note(Fact::Address, line.span());
        line::words_behind(&line)
    }

    /// Reads a key with its value; gives what the code that follows it is an example of.
    fn read_key_value(&mut self, pair: &KeyValue, place: &mut Place) -> Option<ExampleRole> {
        if recognise_attribute(&pair.key.plain()) != Some(Attribute::Endpoint)
            && line::called_by(pair).is_some_and(|line| line == self.line)
        {
            self.note(Fact::Address, pair.span);
            return None;
        }
        let value = pair.value.plain();
        let attribute = recognise_attribute(&pair.key.plain());
        let stated_once = attribute.filter(|attribute| STATED_ONCE.contains(attribute));
        if let Some(attribute) = stated_once {
            if self.seen.contains(&attribute) {
                self.context.repeated(&pair.key.plain(), pair.span);
                return None;
            }
            self.seen.push(attribute);
        }
        match attribute {
            Some(Attribute::Endpoint) => {
                self.read_line(pair);
            }
            Some(Attribute::Method)
                if self.line.method.is_some() && method_named(&value) == self.line.method =>
            {
                self.note(Fact::Address, pair.span);
            }
            // What is fetched has no body that could have a media type.
            Some(Attribute::MediaType) if place.is_response() || self.endpoint.method == Method::Get => {
                self.describe_in(&Block::KeyValue(pair.clone()), *place);
            }
            Some(Attribute::Encoding | Attribute::MediaType) => {
                self.read_media_type(&value, pair.span);
                if place.is_prose() {
                    *place = Place::Body;
                }
            }
            Some(Attribute::ReturnType) => self.read_return_type(pair),
            Some(Attribute::Since) => {
                self.note(Fact::Since, pair.span);
                self.endpoint.since = Some(self.read_version(value, pair));
            }
            Some(Attribute::DeprecatedSince) => {
                self.note(Fact::Deprecated, pair.span);
                let version = self.read_version(value, pair);
                self.endpoint.deprecated.get_or_insert_with(Deprecation::default).since = Some(version);
            }
            Some(Attribute::Deprecated) => {
                self.note(Fact::Deprecated, pair.span);
                self.endpoint.deprecated = deprecation_of(&pair.value).or(self.endpoint.deprecated.take());
            }
            Some(Attribute::Example) => {
                self.describe(pair.value.markdown(), pair.span);
                return Some(place.example_role().unwrap_or(ExampleRole::Request));
            }
            Some(Attribute::Input | Attribute::Output) => {
                self.describe(pair.value.markdown(), pair.span);
                let role = label_role(&pair.key.plain());
                // What is listed below an output is what comes back.
                if role == Some(ExampleRole::Response) && place.is_prose() {
                    *place = Place::Response;
                }
                return role;
            }
            Some(Attribute::Schema) => self.describe(pair.value.markdown(), pair.span),
            Some(_) => self.describe_block(&Block::KeyValue(pair.clone())),
            None if is_remark(&pair.key.plain()) => {
                self.describe_in(&Block::KeyValue(pair.clone()), *place);
            }
            None => {
                self.context.report(
                    Code::UnusedAttribute,
                    pair.span,
                    "kept as prose",
                    format!("`{}` is no attribute of an endpoint", pair.key.plain()),
                    "it stays in the description; if it states a fact, add a patch to api.toml",
                );
                self.describe_block(&Block::KeyValue(pair.clone()));
            }
        }
        None
    }

    /// Reports a label that announces an example where none follows.
    fn check_label(&mut self, pair: &KeyValue, next: Option<&Block>) {
        let is_label =
            recognise_attribute(&pair.key.plain()) == Some(Attribute::Example) && pair.value.is_empty();
        if is_label && !matches!(next, Some(Block::Code(_))) {
            self.context.report(
                Code::EmptySection,
                pair.span,
                "no example follows",
                format!("`{}` announces nothing", pair.key.plain()),
                "see whether the document has lost what stood there",
            );
        }
    }

    /// Reads how the body is made. A request has one form; another that the document offers is reported.
    fn read_media_type(&mut self, media_type: &str, span: Span) {
        if !is_media_type(media_type) {
            let message = format!("`{media_type}` is no media type");
            let help =
                "write one media type such as `application/json`; how else the body may be made is prose";
            return self.context.report_unread(Code::UnusedAttribute, span, "not used", message, help);
        }
        let stated = self.endpoint.request_body.as_ref().filter(|body| body.evidence == Evidence::Stated);
        if stated.is_some_and(|body| body.media_type == media_type) {
            return self.context.repeated(media_type, span);
        }
        if let Some(first) = stated {
            let message = format!("the request is described as `{}` already", first.media_type);
            let help = "the first one is used; the client sends no other";
            return self.context.report_unread(Code::UnusedAttribute, span, "not used", message, help);
        }
        self.note(Fact::Body, span);
        self.set_body(media_type, Evidence::Stated, span);
    }

    /// The version that a line states; further words on it are documentation.
    fn read_version(&mut self, value: String, pair: &KeyValue) -> String {
        match first_version(&value).filter(|_| value.contains(char::is_whitespace)) {
            Some(version) => {
                self.describe_block(&Block::KeyValue(pair.clone()));
                version
            }
            None => value,
        }
    }

    fn read_return_type(&mut self, pair: &KeyValue) {
        self.context.add_links(&pair.value);
        let source = self.context.source(pair.span);
        let mut origins = Origins::default();
        origins.add(Fact::Type, source.clone(), Evidence::Stated);
        let responses = recognise_response_types(&pair.value.plain());
        self.endpoint.responses.extend(responses.into_iter().map(|(status, body)| Response {
            status,
            description: None,
            body: Some(body),
            source: source.clone(),
            origins: origins.clone(),
        }));
    }

    fn finish(mut self) -> DraftEndpoint {
        self.add_query();
        self.make_parts();
        let Self { mut endpoint, name, summary, paragraphs, schemes, scopes, .. } = self;
        answers::join_success(&mut endpoint.responses);
        endpoint.name = name;
        endpoint.summary = summary;
        endpoint.description = prose::join(&paragraphs);
        DraftEndpoint { endpoint, schemes, scopes }
    }
}

/// Whether a list holds fields: in a part for parameters names in backticks are enough.
fn is_list_of(list: &List, place: Place) -> bool {
    if place.is_response() { is_field_list(list) } else { is_parameter_list(list) }
}
