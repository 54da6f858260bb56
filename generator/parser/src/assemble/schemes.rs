//! The section that describes how callers prove who they are.
//!
//! A scheme begins at a heading that has no role of its own. The sections that follow it belong to it, whether
//! they are nested below it or, as in flat pages, stand beside it.

use super::{Context, field::assemble_field, prose, responses::assemble_responses, structures};
use crate::{
    document::{Block, List, Section, Table, Text},
    recognise::{
        scheme::{
            AddressRole, SchemeFacts, recognise_address, recognise_carrier, recognise_scheme, says_no_more,
            scheme_id,
        },
        section_role::{SectionRole, recognise_section_role},
        table_role::{TableRole, recognise_table_role},
    },
};
use docwright_model::{Evidence, Fact, Location, Origins, Parameter, Response, SecurityScheme, Span};

/// Reads all schemes of a security section. Words before the first of them are about the API as a whole.
pub(super) fn assemble_schemes(security: &Section, context: &mut Context<'_>) {
    for block in &security.blocks {
        match block {
            Block::Table(table) => structures::unused_table(table, context),
            other => context.describe_api(other),
        }
    }
    let mut current: Option<Reading<'_>> = None;
    for section in &security.sections {
        if recognise_section_role(&section.heading.plain()).is_none() {
            finish(current.take(), context);
            current = Some(Reading::new(section, context));
        }
        let Some(reading) = &mut current else {
            context.unused_section(section);
            continue;
        };
        for part in section.descendants() {
            reading.read_part(part, recognise_section_role(&part.heading.plain()), context);
        }
    }
    finish(current, context);
}

fn finish(reading: Option<Reading<'_>>, context: &mut Context<'_>) {
    let Some(Reading { section, facts, paragraphs, parameters, responses, origins, .. }) = reading else {
        return;
    };
    context.subject = None;
    let name = facts.name.clone();
    let Some(kind) = recognise_scheme(facts) else { return context.unused_section(section) };
    let mut id = scheme_id(&name, &kind);
    if context.draft.schemes.iter().any(|scheme| scheme.id == id) {
        id = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    }
    let source = context.source(section.heading.span());
    let description = prose::join(&paragraphs);
    context.draft.schemes.push(SecurityScheme {
        name,
        id,
        kind,
        description,
        parameters,
        responses,
        source,
        origins,
    });
}

/// A scheme on its way from its sections to the draft.
struct Reading<'a> {
    section: &'a Section,
    facts: SchemeFacts,
    paragraphs: Vec<String>,
    parameters: Vec<Parameter>,
    responses: Vec<Response>,
    origins: Origins,
    /// Whether a list of grant types is announced.
    grants_follow: bool,
}

impl<'a> Reading<'a> {
    fn new(section: &'a Section, context: &mut Context<'_>) -> Self {
        let facts = SchemeFacts { name: section.heading.plain(), ..SchemeFacts::default() };
        context.subject = Some(facts.name.clone());
        let mut reading = Self {
            section,
            facts,
            paragraphs: Vec::new(),
            parameters: Vec::new(),
            responses: Vec::new(),
            origins: Origins::default(),
            grants_follow: false,
        };
        reading.note(Fact::Name, section.heading.span(), context);
        reading
    }

    fn note(&mut self, fact: Fact, span: Span, context: &Context<'_>) {
        self.origins.add(fact, context.source(span), Evidence::Stated);
    }

    fn describe(&mut self, paragraph: String, span: Span, context: &Context<'_>) {
        if !paragraph.is_empty() {
            self.note(Fact::Description, span, context);
            self.paragraphs.push(paragraph);
        }
    }

    fn read_part(&mut self, part: &Section, role: Option<SectionRole>, context: &mut Context<'_>) {
        self.grants_follow = false;
        // A scheme's own heading may have all that it says in the sections beside it.
        if role.is_some() && part.blocks.is_empty() && part.sections.is_empty() {
            context.empty(part);
        }
        for block in &part.blocks {
            match block {
                Block::Paragraph(text) => {
                    for line in prose::lines(text) {
                        self.read_line(&line.plain(), &line, &line.markdown(), line.span(), context);
                    }
                }
                Block::KeyValue(pair) => {
                    let words = prose::block_markdown(block);
                    self.read_line(&pair.key.plain(), &pair.value, &words, pair.span, context);
                }
                Block::List(list) => self.read_list(list, role, context),
                Block::Table(table) => self.read_table(table, role, context),
                Block::Code(_) => self.describe(prose::block_markdown(block), block.span(), context),
            }
        }
    }

    /// Reads a line of prose: an address, the announcement of the grant types, or documentation.
    fn read_line(&mut self, key: &str, value: &Text, words: &str, span: Span, context: &Context<'_>) {
        let address = value.codes().next().map(|run| run.text.clone());
        match (recognise_address(key), address) {
            (Some(AddressRole::Token), Some(address)) => self.facts.token_url = Some(address),
            (Some(AddressRole::Authorization), Some(address)) => self.facts.authorization_url = Some(address),
            _ if key.to_lowercase().contains("grant types") => {
                self.grants_follow = true;
                self.facts.grants.extend(value.codes().map(|run| run.text.clone()));
            }
            _ => return self.describe(words.to_owned(), span, context),
        }
        self.note(Fact::Type, span, context);
        if !says_no_more(key) {
            self.describe(words.to_owned(), span, context);
        }
    }

    fn read_list(&mut self, list: &List, role: Option<SectionRole>, context: &Context<'_>) {
        let fact = match (std::mem::take(&mut self.grants_follow), role) {
            (true, _) => Fact::Type,
            (false, Some(SectionRole::Scopes)) => Fact::Security,
            _ => {
                let block = Block::List(list.clone());
                return self.describe(prose::block_markdown(&block), list.span, context);
            }
        };
        for block in list.items.iter().flat_map(|item| &item.blocks) {
            let code = match block {
                Block::Paragraph(text) => text.codes().next().map(|run| run.text.clone()),
                _ => None,
            };
            let Some(code) = code else {
                self.describe(prose::block_markdown(block), block.span(), context);
                continue;
            };
            self.note(fact, block.span(), context);
            let words = prose::block_markdown(block);
            if words != format!("`{code}`") {
                self.describe(words, block.span(), context);
            }
            match fact {
                Fact::Type => self.facts.grants.push(code),
                _ => self.facts.scopes.push(code),
            }
        }
    }

    fn read_table(&mut self, table: &Table, role: Option<SectionRole>, context: &mut Context<'_>) {
        let carrier = recognise_carrier(table);
        let location = match role {
            Some(SectionRole::Headers) => Some(Location::Header),
            Some(SectionRole::Query) => Some(Location::Query),
            None => carrier.as_ref().map(|(location, _)| *location),
            Some(_) => None,
        };
        let mut names = context.config.vocabulary.name_columns.clone();
        names.extend(carrier.map(|(_, column)| column));
        match (recognise_table_role(table, &names), location) {
            (Some(TableRole::Responses(columns)), _) => {
                self.responses.extend(assemble_responses(table, &columns, context));
            }
            (Some(TableRole::Fields(columns)), Some(location)) => {
                for row in &table.rows {
                    let row = context.credentials(|context| assemble_field(row, &columns, context));
                    let Some(row) = row else { continue };
                    let name = row.field.wire_name.as_str().to_owned();
                    if location == Location::Header {
                        self.facts.headers.push((name, row.field.constraints.pattern.clone()));
                    } else {
                        self.facts.queries.push(name);
                    }
                    self.parameters.push(Parameter { location, field: row.field });
                }
            }
            _ => structures::unused_table(table, context),
        }
    }
}
