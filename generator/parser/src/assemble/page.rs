//! From a page to its endpoints: what each section is, and which sections several endpoints share.

use super::{
    Context, DocumentFacts, DraftEndpoint, Seen, classes,
    constants::assemble_constants,
    endpoint::{
        self, Form, Kind, Piece, Statement, answers::is_status_list, assemble_endpoint, statements,
        unknown_call, unknown_calls,
    },
    overview::{assemble_overview, assemble_statement},
    schemes, structures,
};
use crate::{
    diagnostics::Code,
    document::{Block, Document, Section, Table},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        curl::count_commands,
        endpoint_line::path_of_address,
        section_role::{SectionRole, recognise_section_role},
        table_role::{TableRole, recognise_constants, recognise_table_role},
    },
};

use docwright_model::Fact;
use std::collections::HashSet;

/// Reads a document and gives what it says of itself.
pub(super) fn assemble_document(document: &Document, context: &mut Context<'_>) -> DocumentFacts {
    walk_root(&document.root, context);
    document_facts(document, context)
}

/// Reads a page from its beginning. Where it has no headings, its calls begin sections.
fn walk_root(root: &Section, context: &mut Context<'_>) {
    if !root.sections.is_empty() {
        return walk(root, context);
    }
    for Piece { section, kind } in endpoint::divide(root, context.census) {
        if kind == Kind::Endpoint {
            let made = assemble_endpoint(&section, context);
            context.draft.endpoints.extend(made);
        } else {
            walk(&section, context);
        }
    }
}

/// The front matter; the title may also be the only heading at the top.
fn document_facts(document: &Document, context: &mut Context<'_>) -> DocumentFacts {
    let mut facts = DocumentFacts { seen: seen(document), ..DocumentFacts::default() };
    let mut seen = HashSet::new();
    for pair in &document.front_matter {
        let (key, value) = (pair.key.plain(), pair.value.plain());
        if !seen.insert(key.clone()) {
            context.report_unread(
                Code::RepeatedFact,
                pair.span,
                "stated again",
                format!("`{key}` is stated twice"),
                "the first one is used; remove one of the lines from the document",
            );
            continue;
        }
        context.note(Fact::Title, pair.span);
        if key == "title" {
            facts.title = Some(value);
        } else {
            facts.metadata.insert(key, value);
        }
    }
    if let ([only], None) = (document.root.sections.as_slice(), &facts.title) {
        context.note(Fact::Title, only.heading.span());
        facts.title = Some(only.heading.plain());
    }
    facts
}

/// Keys of bodies that name what is to be done.
const PROCEDURES: &[&str] = &["\"method\":", "\"action\":", "\"jsonrpc\":", "<methodName>"];

fn seen(document: &Document) -> Seen {
    let mut seen = Seen::default();
    for section in document.root.descendants() {
        seen.headings += usize::from(!section.heading.is_empty());
        for block in &section.blocks {
            seen.tables += usize::from(matches!(block, Block::Table(_)));
            if let Block::Code(code) = block {
                seen.codes += 1;
                seen.commands += count_commands(&code.text);
                seen.procedures += usize::from(PROCEDURES.iter().any(|key| code.text.contains(key)));
            }
        }
    }
    seen
}

/// Reads a section that is no endpoint: a page, or a container.
fn walk(section: &Section, context: &mut Context<'_>) {
    let blocks = classes::assemble_class_blocks(section, context);
    let prose = page_facts(&blocks, context);
    let first = context.draft.endpoints.len();
    let mut shared = Vec::new();
    let pieces: Vec<Piece<'_>> =
        section.sections.iter().flat_map(|child| endpoint::divide(child, context.census)).collect();
    for Piece { section: child, kind } in &pieces {
        let role = recognise_section_role(&child.heading.plain());
        match role {
            _ if *kind == Kind::Other && is_unknown(child, context) => {}
            _ if *kind == Kind::Endpoint => {
                let made = assemble_endpoint(child, context);
                context.draft.endpoints.extend(made);
            }
            Some(SectionRole::Endpoints) if *kind == Kind::Page => walk(child, context),
            _ if *kind == Kind::Page => walk_group(child, section.depth == 0 && pieces.len() == 1, context),
            Some(SectionRole::Security) => schemes::assemble_schemes(child, context),
            Some(SectionRole::Objects) => structures::assemble_structures(child, context),
            None if structures::is_structure(child)
                && !child.blocks.iter().any(structures::is_class_block) =>
            {
                structures::assemble_structure(child, context);
            }
            Some(role @ (SectionRole::Responses | SectionRole::Statuses)) if lists_statuses(child) => {
                shared.push((&**child, role));
            }
            _ if is_unused_leaf(child) => context.unused_section(child),
            Some(SectionRole::Endpoints | SectionRole::Scopes) => walk(child, context),
            // Outside of an endpoint these are about nothing in particular.
            Some(SectionRole::Address | SectionRole::RequestExample | SectionRole::ResponseExample)
            | None => walk_group(child, section.depth == 0 && pieces.len() == 1, context),
            Some(role) => shared.push((&**child, role)),
        }
    }
    let own = context.draft.endpoints.split_off(first.min(context.draft.endpoints.len()));
    let finished = if shared.is_empty() || own.is_empty() {
        for block in &prose {
            context.describe_api(block);
        }
        for (part, _) in &shared {
            unused_part(part, context);
        }
        own
    } else {
        share(&prose, &shared, own, context)
    };
    context.draft.endpoints.extend(finished);
}

/// Whether a section is about a call by a method that is not known, which is reported. One with endpoints below it is
/// a page of them.
fn is_unknown(section: &Section, context: &mut Context<'_>) -> bool {
    let Some(call) = unknown_call(section) else { return false };
    let is_page = section.sections.iter().flat_map(Section::descendants).any(endpoint::is_endpoint);
    if !is_page {
        context.report_unknown(&call, Some(section.span));
    } else if call.span == section.heading.span() {
        context.report_unknown(&call, Some(call.span));
    }
    !is_page
}

/// Reads a section whose heading, unless it is the title of the page, is a group for what stands below it.
fn walk_group(section: &Section, is_title: bool, context: &mut Context<'_>) {
    let first = (context.draft.endpoints.len(), context.draft.listed.len());
    let first_constant = context.draft.constants.len();
    walk(section, context);
    let heading = section.heading.plain();
    if is_title || heading.is_empty() {
        return;
    }
    context.draft.list_constants_under(&heading, first_constant);
    for draft in context.draft.endpoints.iter_mut().skip(first.0) {
        draft.endpoint.group.get_or_insert_with(|| heading.clone());
    }
    for row in context.draft.listed.iter_mut().skip(first.1) {
        row.group.get_or_insert_with(|| heading.clone());
    }
}

/// Gives what several endpoints of a page share to each of them.
fn share(
    introduction: &[Block],
    parts: &[(&Section, SectionRole)],
    mut endpoints: Vec<DraftEndpoint>,
    context: &mut Context<'_>,
) -> Vec<DraftEndpoint> {
    endpoint::add_shared(&mut endpoints, parts, introduction, context);
    endpoints
}

/// Reports what endpoints would share, where there are none: its tables, or the whole if it has none.
fn unused_part(part: &Section, context: &mut Context<'_>) {
    let tables: Vec<&Table> = part
        .descendants()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect();
    if tables.is_empty() {
        context.unused_section(part);
    }
    for table in tables {
        structures::constants_or_unused(table, context);
    }
}

/// Whether a section without sections says nothing that is known of a page; tables are reported by themselves.
fn is_unused_leaf(section: &Section) -> bool {
    let is_known = |block: &Block| match block {
        Block::Table(_) => true,
        Block::Code(_) => structures::is_class_block(block),
        Block::KeyValue(pair) => recognise_attribute(&pair.key.plain()) == Some(Attribute::BaseUrl),
        _ => false,
    };
    section.sections.is_empty() && !section.blocks.iter().any(is_known)
}

/// Whether a section lists statuses, which hold for all endpoints of its page.
fn lists_statuses(section: &Section) -> bool {
    section.blocks.iter().any(|block| matches!(block, Block::List(list) if is_status_list(list)))
}

/// Reads facts of the whole API that stand on a page, the base URL, and reports tables that are about nothing;
/// gives the rest.
fn page_facts(blocks: &[Block], context: &mut Context<'_>) -> Vec<Block> {
    for call in unknown_calls(blocks) {
        context.report_unknown(&call, Some(call.span));
    }
    let mut prose = Vec::new();
    for block in blocks {
        let calls = statements(block);
        if !calls.is_empty() {
            prose.extend(page_calls(calls, block, context));
            continue;
        }
        match block {
            Block::KeyValue(pair) if recognise_attribute(&pair.key.plain()) == Some(Attribute::BaseUrl) => {
                let found = pair.value.plain();
                if path_of_address(&found).is_none() || found.contains(char::is_whitespace) {
                    context.unused_text(pair.span);
                    continue;
                }
                let known = context.draft.base_url.get_or_insert_with(|| found.clone());
                if *known == found {
                    context.note(Fact::BaseUrl, pair.span);
                } else {
                    context.unused_text(pair.span);
                }
            }
            Block::Table(table) => page_table(table, context),
            other => prose.push(other.clone()),
        }
    }
    prose
}

/// Keeps calls that stand on a page, outside of a section of their own; gives the block if it is a message, which
/// shows one.
fn page_calls(calls: Vec<Statement>, block: &Block, context: &mut Context<'_>) -> Option<Block> {
    let mut shown = None;
    for call in calls {
        if call.form == Form::Shown {
            context.mention(&call.line);
            shown = Some(block.clone());
        } else {
            assemble_statement(call, context);
        }
    }
    shown
}

/// Reads a table that stands on a page: only one of endpoints or constants is about something there.
fn page_table(table: &Table, context: &mut Context<'_>) {
    if let Some(columns) = recognise_constants(table) {
        return assemble_constants(table, &columns, context);
    }
    match recognise_table_role(table, &context.config.vocabulary.name_columns) {
        Some(TableRole::Endpoints(columns)) => assemble_overview(table, &columns, context),
        Some(_) => {
            let help = "move the table below the heading that it belongs to";
            let help = context.or_acknowledge(Code::UnusedTable, help);
            let message = "no endpoint or object stands above this table".to_owned();
            context.report_unread(Code::UnusedTable, table.span, "this table", message, &help);
        }
        None => structures::unused_table(table, context),
    }
}
