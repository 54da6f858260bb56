//! A section about one endpoint, to a [`DraftEndpoint`].

use super::{
    Context, DraftEndpoint, Link,
    examples::{assemble_example, assemble_examples, label_role},
    field::{FieldRow, assemble_field, file_part},
    prose, structures,
};
use crate::{
    diagnostics::Code,
    document::{Block, KeyValue, Section, Table, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        authorization::recognise_authorization,
        endpoint_line::{EndpointLine, path_of_address, recognise_endpoint_line},
        marker::recognise_markers,
        remark::{Remark, recognise_remark},
        response_type::recognise_response_types,
        section_role::{SectionRole, recognise_section_role},
        table_role::{Column, Columns, TableRole, recognise_table_role},
    },
};
use docwright_model::{
    Alias, BodyEncoding, Deprecation, Endpoint, Evidence, ExampleRole, Location, Method, Parameter,
    PathTemplate, RequestBody, Response, ResponseBody, ResponseStatus, RustName, Serialization, SetAside,
    Source, Span, Type, WireName,
};

mod body;
mod line;
mod shared;

pub(super) use line::is_endpoint;
pub(super) use shared::add_shared;

use body::{Place, Rows};
use line::{Heading, find_line, heading, path};

/// Headers that the transport sends by itself.
const TRANSPORT_HEADERS: &[&str] = &["connection", "content-length", "host", "transfer-encoding"];

/// Reads the section. `None` if its path cannot be used, which is reported.
pub(super) fn assemble_endpoint(section: &Section, context: &mut Context<'_>) -> Option<DraftEndpoint> {
    let Heading { name, summary } = heading(section);
    let line = find_line(section)?;
    let method = method(&line, context)?;
    let path = path(&line, context)?;
    let source = context.source(section.heading.span());
    context.subject = Some(format!("{method} {path}"));
    let mut assembly = Assembly {
        name: name.or_else(|| line::name_in_path(section, &path)),
        summary: summary.or(line.title.clone()),
        endpoint: empty(method, path, source.clone()),
        line,
        paragraphs: Vec::new(),
        schemes: None,
        scopes: Vec::new(),
        security_source: source,
        context,
    };
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

fn empty(method: Method, path: PathTemplate, source: Source) -> Endpoint {
    Endpoint {
        name: None,
        rust_name: RustName::default(),
        method,
        path,
        summary: None,
        description: None,
        since: None,
        deprecated: None,
        disabled: None,
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
    }
}

/// An endpoint on its way from a section to the draft.
struct Assembly<'a, 'b> {
    endpoint: Endpoint,
    name: Option<String>,
    summary: Option<String>,
    line: EndpointLine,
    paragraphs: Vec<String>,
    schemes: Option<Vec<String>>,
    scopes: Vec<String>,
    security_source: Source,
    context: &'a mut Context<'b>,
}

impl Assembly<'_, '_> {
    /// Reads a subsection by what its heading says that it is.
    fn read_part(&mut self, part: &Section, place: Place) {
        let place = match recognise_section_role(&part.heading.plain()) {
            Some(SectionRole::Security) => return self.read_security(part),
            Some(SectionRole::Examples) => {
                let examples = assemble_examples(part, ExampleRole::Request, self.context);
                return self.endpoint.examples.extend(examples);
            }
            Some(SectionRole::Objects) => return structures::assemble_structures(part, self.context),
            Some(SectionRole::ReturnValues) => return self.read_return_values(part),
            Some(SectionRole::Headers) => Place::Header,
            Some(SectionRole::Query) => Place::Query,
            Some(SectionRole::Path) => Place::Path,
            Some(SectionRole::Body) => Place::Body,
            Some(SectionRole::Responses) => Place::Response,
            Some(SectionRole::Request) => Place::Undecided,
            _ => {
                self.paragraphs.push(format!("**{}**", part.heading.plain()));
                place
            }
        };
        self.read_blocks(&part.blocks, place);
        for inner in &part.sections {
            self.read_part(inner, place);
        }
    }

    fn read_security(&mut self, part: &Section) {
        let found = recognise_authorization(&part.blocks);
        self.security_source = self.context.source(part.heading.span());
        self.schemes = found.schemes;
        self.scopes = found.scopes;
    }

    fn read_return_values(&mut self, part: &Section) {
        let fields = structures::fields_of(&part.blocks, self.context);
        let name = self.name.clone().unwrap_or_else(|| shared::type_name(&self.endpoint));
        self.endpoint.responses.extend(shared::response(&name, fields, part.heading.span(), self.context));
    }

    fn read_blocks(&mut self, blocks: &[Block], place: Place) {
        let mut example = None;
        let mut pending = place;
        for block in blocks {
            match block {
                Block::Paragraph(text) if place.is_prose() => self.read_paragraph(text),
                Block::KeyValue(pair) => {
                    example = self.read_key_value(pair, &mut pending).or(example);
                }
                Block::List(list) => {
                    if !self.read_list(list, &mut pending) && place.is_prose() {
                        self.paragraphs.push(prose::block_markdown(block));
                    }
                }
                Block::Table(table) => self.read_table(table, pending),
                Block::Code(_) => {
                    let role = example.take().or(place.example_role());
                    match role {
                        Some(role) => {
                            let made = assemble_example(block, role, None, self.context);
                            self.endpoint.examples.extend(made);
                        }
                        None if !line::is_line(block, &self.line) => {
                            self.paragraphs.push(prose::block_markdown(block));
                        }
                        None => {}
                    }
                }
                Block::Paragraph(text) => self.paragraphs.push(text.markdown()),
            }
        }
    }

    /// Reads prose: remarks become facts, the first other line the summary, the rest the description.
    fn read_paragraph(&mut self, text: &Text) {
        if recognise_endpoint_line(text).is_some_and(|line| line == self.line) {
            return;
        }
        let mut rest = Vec::new();
        let mut open = false;
        for line in prose::lines(text) {
            if let (true, Some(summary)) = (open, &mut self.summary) {
                rest.extend(prose::continue_sentence(summary, &line.markdown()));
                open = !prose::is_sentence(summary);
                continue;
            }
            match recognise_remark(&line) {
                Some(Remark::Deprecated(deprecation)) => {
                    self.endpoint.deprecated.get_or_insert(deprecation);
                }
                Some(Remark::Disabled(note)) => self.endpoint.disabled = Some(note),
                None if self.summary.is_none() => {
                    open = !prose::is_sentence(&line.plain());
                    self.summary = Some(line.markdown());
                }
                Some(Remark::Availability) | None => rest.push(line.markdown()),
            }
        }
        if !rest.is_empty() {
            self.paragraphs.push(rest.join("\n"));
        }
    }

    /// Reads a list of facts about the endpoint: its line, its aliases, what it returns.
    fn read_list(&mut self, list: &crate::document::List, place: &mut Place) -> bool {
        let mut understood = false;
        for item in &list.items {
            for block in &item.blocks {
                match block {
                    Block::KeyValue(pair) => {
                        understood |= recognise_attribute(&pair.key.plain()).is_some();
                        self.read_key_value(pair, place);
                    }
                    Block::Paragraph(text) => {
                        if let Some(line) = recognise_endpoint_line(text) {
                            understood = true;
                            self.read_alias(&line, text);
                        }
                    }
                    _ => {}
                }
            }
        }
        understood
    }

    fn read_alias(&mut self, line: &EndpointLine, text: &Text) {
        let Some(method) = line.method else { return };
        let Some(path) = path(line, self.context) else { return };
        let (markers, _) = recognise_markers(text);
        let quoted = |run: &str| run.split('"').nth(1).map(str::to_owned);
        let name = text.runs.iter().find_map(|run| quoted(&run.text));
        let source = self.context.source(text.span());
        self.endpoint.aliases.push(Alias { method, path, name, since: markers.since, source });
    }

    /// Reads a key with its value; gives what the code that follows it is an example of.
    fn read_key_value(&mut self, pair: &KeyValue, place: &mut Place) -> Option<ExampleRole> {
        let value = pair.value.plain();
        match recognise_attribute(&pair.key.plain()) {
            Some(Attribute::Endpoint) => {
                let (markers, _) = recognise_markers(&pair.value);
                self.endpoint.since = markers.since.or(self.endpoint.since.take());
            }
            Some(Attribute::Encoding | Attribute::MediaType) => {
                let evidence = Evidence::Stated;
                self.set_body(&value, evidence, pair.span);
                if *place == Place::Undecided {
                    *place = Place::Body;
                }
            }
            Some(Attribute::ReturnType) => self.read_return_type(pair),
            Some(Attribute::Since) => self.endpoint.since = Some(value),
            Some(Attribute::DeprecatedSince) => {
                self.endpoint.deprecated.get_or_insert_with(Deprecation::default).since = Some(value);
            }
            Some(Attribute::Example) => return Some(place.example_role().unwrap_or(ExampleRole::Request)),
            Some(Attribute::Input | Attribute::Output) => return label_role(&pair.key.plain()),
            Some(Attribute::Schema) => {}
            Some(_) => self.paragraphs.push(prose::block_markdown(&Block::KeyValue(pair.clone()))),
            None => {
                self.context.report(
                    Code::UnusedAttribute,
                    pair.span,
                    "kept as prose",
                    format!("`{}` is no attribute of an endpoint", pair.key.plain()),
                    "it stays in the description; if it states a fact, add a patch to api.toml",
                );
                self.paragraphs.push(prose::block_markdown(&Block::KeyValue(pair.clone())));
            }
        }
        None
    }

    fn read_return_type(&mut self, pair: &KeyValue) {
        for run in &pair.value.runs {
            let Some(address) = &run.link else { continue };
            let link = Link { address: address.clone(), source: self.context.source(run.span) };
            self.context.draft.links.entry(run.text.trim().to_owned()).or_insert(link);
        }
        let source = self.context.source(pair.span);
        let responses = recognise_response_types(&pair.value.plain());
        self.endpoint.responses.extend(responses.into_iter().map(|(status, body)| Response {
            status,
            description: None,
            body: Some(body),
            source: source.clone(),
        }));
    }

    fn read_table(&mut self, table: &Table, place: Place) {
        match recognise_table_role(table, &self.context.config.vocabulary.name_columns) {
            Some(TableRole::Fields(columns)) => self.read_parameters(table, &columns, place),
            Some(TableRole::Responses(columns)) => self.read_responses(table, &columns),
            None => structures::unused_table(table, self.context),
        }
    }

    fn read_parameters(&mut self, table: &Table, columns: &Columns, place: Place) {
        if table.rows.is_empty() {
            return;
        }
        let Some(rows) = self.rows(place, table.span) else { return };
        if rows == Rows::OfResponse {
            let fields = structures::table_fields(table, columns, self.context);
            let name = self.name.clone().unwrap_or_else(|| shared::type_name(&self.endpoint));
            return self.endpoint.responses.extend(shared::response(&name, fields, table.span, self.context));
        }
        for row in &table.rows {
            let Some(FieldRow { mut field, header, pagination }) = assemble_field(row, columns, self.context)
            else {
                continue;
            };
            let location = match rows {
                Rows::In(_) if header => Location::Header,
                Rows::In(location) => location,
                Rows::OfWholeBody | Rows::OfResponse => {
                    self.set_aside(field.wire_name, "it stands for the whole body", field.source);
                    continue;
                }
            };
            let name = field.wire_name.as_str().to_lowercase();
            if location == Location::Header && TRANSPORT_HEADERS.contains(&name.as_str()) {
                self.set_aside(field.wire_name, "the transport sends this header", field.source);
                continue;
            }
            if location == Location::Multipart && file_part(&field) {
                field.serialization = Serialization::File;
                field.value_type = Type::Bytes;
            }
            self.endpoint.pagination = self.endpoint.pagination.take().or(pagination);
            self.endpoint.parameters.push(Parameter { location, field });
        }
    }

    fn set_aside(&mut self, wire_name: WireName, reason: &str, source: Source) {
        self.endpoint.set_aside.push(SetAside { wire_name, reason: reason.to_owned(), source });
    }

    fn read_responses(&mut self, table: &Table, columns: &Columns) {
        for row in &table.rows {
            let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
            let Some(status) = cell(Column::Status) else { continue };
            let Ok(code) = status.plain().parse::<u16>() else {
                self.context.report(
                    Code::BadConstraint,
                    status.span,
                    "no status",
                    format!("`{}` is no HTTP status", status.plain()),
                    "the row is left out; correct the document",
                );
                continue;
            };
            let description = cell(Column::Description).and_then(|cell| prose::markdown(&cell.blocks));
            self.endpoint.responses.push(Response {
                status: ResponseStatus::Code(code),
                description: description.filter(|text| text != "-"),
                body: None,
                source: self.context.source(row.span),
            });
        }
    }

    fn finish(self) -> DraftEndpoint {
        let Self { mut endpoint, name, summary, paragraphs, schemes, scopes, security_source, .. } = self;
        endpoint.name = name;
        endpoint.summary = summary;
        endpoint.description = prose::join(&paragraphs);
        DraftEndpoint { endpoint, schemes, scopes, security_source }
    }
}
