//! The section that describes how callers prove who they are.
//!
//! A scheme begins at a heading that has no role of its own. The sections that follow it belong to it, whether
//! they are nested below it or, as in flat pages, stand beside it.

use super::{Context, field::assemble_field, prose};
use crate::{
    document::{Block, Section, Text},
    recognise::{
        scheme::{AddressRole, SchemeFacts, recognise_address, recognise_scheme, scheme_id},
        section_role::{SectionRole, recognise_section_role},
        table_role::{TableRole, recognise_table_role},
    },
};
use docwright_model::{Origins, SecurityScheme};

/// Reads all schemes of a security section.
pub(super) fn assemble_schemes(security: &Section, context: &mut Context<'_>) {
    let mut current: Option<(SchemeFacts, &Section)> = None;
    for section in &security.sections {
        if recognise_section_role(&section.heading.plain()).is_none() {
            finish(current.take(), context);
            let facts = SchemeFacts { name: section.heading.plain(), ..SchemeFacts::default() };
            current = Some((facts, section));
        }
        if let Some((facts, _)) = &mut current {
            for part in section.descendants() {
                let role = recognise_section_role(&part.heading.plain());
                read_part(&part.blocks, role, facts, context);
            }
        }
    }
    finish(current, context);
}

fn finish(scheme: Option<(SchemeFacts, &Section)>, context: &mut Context<'_>) {
    let Some((facts, section)) = scheme else { return };
    let name = facts.name.clone();
    let Some(kind) = recognise_scheme(facts) else { return context.unused_section(section) };
    let span = section.heading.span();
    let mut id = scheme_id(&name, &kind);
    if context.draft.schemes.iter().any(|scheme| scheme.id == id) {
        id = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    }
    let scheme = SecurityScheme {
        name,
        id,
        kind,
        description: None,
        responses: Vec::new(),
        source: context.source(span),
        origins: Origins::default(),
    };
    context.draft.schemes.push(scheme);
}

fn read_part(
    blocks: &[Block],
    role: Option<SectionRole>,
    facts: &mut SchemeFacts,
    context: &mut Context<'_>,
) {
    let mut grants_follow = false;
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                grants_follow = text.plain().to_lowercase().contains("grant types");
                for line in prose::lines(text) {
                    read_address(&line.plain(), &line, facts);
                }
            }
            Block::KeyValue(pair) => {
                grants_follow = pair.key.plain().to_lowercase().contains("grant types");
                read_address(&pair.key.plain(), &pair.value, facts);
            }
            Block::List(list) => {
                let paragraphs = list.items.iter().flat_map(|item| &item.blocks);
                let codes = paragraphs.filter_map(|block| match block {
                    Block::Paragraph(text) => text.codes().next().map(|run| run.text.clone()),
                    _ => None,
                });
                match (grants_follow, role) {
                    (true, _) => facts.grants.extend(codes),
                    (false, Some(SectionRole::Scopes)) => facts.scopes.extend(codes),
                    _ => {}
                }
            }
            Block::Table(table) => {
                let Some(TableRole::Fields(columns)) = recognise_table_role(table, &[]) else { continue };
                for row in &table.rows {
                    let Some(row) = assemble_field(row, &columns, context) else { continue };
                    let name = row.field.wire_name.as_str().to_owned();
                    match role {
                        Some(SectionRole::Headers) => {
                            facts.headers.push((name, row.field.constraints.pattern));
                        }
                        Some(SectionRole::Query) => facts.queries.push(name),
                        _ => {}
                    }
                }
            }
            Block::Code(_) => {}
        }
    }
}

fn read_address(words: &str, text: &Text, facts: &mut SchemeFacts) {
    let Some(role) = recognise_address(words) else { return };
    let Some(address) = text.codes().next().map(|run| run.text.clone()) else { return };
    match role {
        AddressRole::Token => facts.token_url = Some(address),
        AddressRole::Authorization => facts.authorization_url = Some(address),
    }
}
