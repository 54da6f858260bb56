//! From a page to its endpoints: what each section is, and which sections several endpoints share.

use super::{
    Context, DraftEndpoint,
    endpoint::{self, assemble_endpoint},
    prose, schemes, structures,
};
use crate::{
    diagnostics::Code,
    document::{Block, Document, Section},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        section_role::{SectionRole, recognise_section_role},
        table_role::recognise_table_role,
    },
};

/// Reads a document and gives its title.
pub(super) fn assemble_document(document: &Document, context: &mut Context<'_>) -> Option<String> {
    walk(&document.root, context);
    title(document)
}

/// The title in the front matter, or the only heading at the top.
fn title(document: &Document) -> Option<String> {
    let front = document.front_matter.iter().find(|pair| pair.key.plain() == "title");
    let heading = match document.root.sections.as_slice() {
        [only] => Some(only.heading.plain()),
        _ => None,
    };
    front.map(|pair| pair.value.plain()).or(heading)
}

/// Reads a section that is no endpoint: a page, or a container.
fn walk(section: &Section, context: &mut Context<'_>) {
    page_facts(&section.blocks, context);
    let first = context.draft.endpoints.len();
    let mut shared = Vec::new();
    for child in &section.sections {
        let role = recognise_section_role(&child.heading.plain());
        match role {
            _ if endpoint::is_endpoint(child) => {
                let made = assemble_endpoint(child, context);
                context.draft.endpoints.extend(made);
            }
            Some(SectionRole::Security) => schemes::assemble_schemes(child, context),
            Some(SectionRole::Objects) => structures::assemble_structures(child, context),
            Some(SectionRole::Endpoints | SectionRole::Scopes) | None => {
                walk(child, context);
                unused_leaf(child, context);
            }
            Some(role) => shared.push((child, role)),
        }
    }
    let own = context.draft.endpoints.split_off(first.min(context.draft.endpoints.len()));
    let finished = if shared.is_empty() { own } else { share(section, &shared, own, context) };
    context.draft.endpoints.extend(finished);
}

/// Gives what several endpoints of a page share to each of them.
fn share(
    page: &Section,
    parts: &[(&Section, SectionRole)],
    mut endpoints: Vec<DraftEndpoint>,
    context: &mut Context<'_>,
) -> Vec<DraftEndpoint> {
    if endpoints.is_empty() {
        for (part, _) in parts {
            let blocks: Vec<&Block> = part.descendants().flat_map(|section| &section.blocks).collect();
            if !blocks.is_empty() && !blocks.iter().any(|block| matches!(block, Block::Table(_))) {
                context.unused_section(part);
            }
            for block in blocks {
                if let Block::Table(table) = block {
                    structures::unused_table(table, context);
                }
            }
        }
        return endpoints;
    }
    let intro: Vec<Block> =
        page.blocks.iter().filter(|block| !matches!(block, Block::Table(_))).cloned().collect();
    endpoint::add_shared(&mut endpoints, parts, prose::markdown(&intro).as_deref(), context);
    endpoints
}

/// Reports a section without sections that was no endpoint, unless it was reported for its tables.
fn unused_leaf(section: &Section, context: &mut Context<'_>) {
    let is_known = |block: &Block| match block {
        Block::Table(_) => true,
        Block::KeyValue(pair) => recognise_attribute(&pair.key.plain()) == Some(Attribute::BaseUrl),
        _ => false,
    };
    if section.sections.is_empty() && !section.blocks.iter().any(is_known) {
        context.unused_section(section);
    }
}

/// Facts of the whole API that stand on a page: the base URL; and tables that are about nothing.
fn page_facts(blocks: &[Block], context: &mut Context<'_>) {
    for block in blocks {
        match block {
            Block::KeyValue(pair) if recognise_attribute(&pair.key.plain()) == Some(Attribute::BaseUrl) => {
                let found = pair.value.plain();
                let known = context.draft.base_url.get_or_insert_with(|| found.clone());
                if *known != found {
                    context.unused_text(pair.span);
                }
            }
            Block::Table(table)
                if recognise_table_role(table, &context.config.vocabulary.name_columns).is_some() =>
            {
                context.report(
                    Code::UnusedTable,
                    table.span,
                    "this table",
                    "no endpoint or object stands above this table".to_owned(),
                    "move the table below the heading that it belongs to",
                );
            }
            Block::Table(table) => structures::unused_table(table, context),
            _ => {}
        }
    }
}
