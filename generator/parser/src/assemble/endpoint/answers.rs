//! Answers by status, wherever a section speaks of them: parts of their own, items of a list, messages in blocks of
//! code, tables of fields.

use super::{Assembly, Place, prose, shared};
use crate::{
    assemble::structures,
    document::{Block, Item, List, Section, Style, Text},
    recognise::status::{Status, recognise_status},
};
use docwright_model::{
    Definition, Evidence, Fact, Field, Origins, Response, ResponseBody, ResponseStatus, Span, Type,
};

/// Whether each item of a list begins with a status.
pub(super) fn is_status_list(list: &List) -> bool {
    !list.items.is_empty() && list.items.iter().all(|item| status_of(item).is_some())
}

/// The status that an item begins with, and the words behind it in its first block.
fn status_of(item: &Item) -> Option<(Status, String)> {
    match item.blocks.first()? {
        Block::KeyValue(pair) => {
            let status = recognise_status(&pair.key.plain())?;
            let words = [status.words.clone().unwrap_or_default(), pair.value.markdown()];
            let words: Vec<&str> =
                words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
            let words = words.join(": ");
            Some((status, words))
        }
        Block::Paragraph(text) => {
            let status = recognise_status(&text.plain())?;
            let (first, rest) = text.runs.split_first()?;
            // Behind a status that is set apart, the words keep their marks.
            let words = match recognise_status(&first.text) {
                Some(found) if first.style != Style::Plain => {
                    let rest = Text { runs: rest.to_vec() }.markdown();
                    let rest = rest.trim_start_matches(['-', '–', '—', ':', ' ']).to_owned();
                    let words = [found.words.unwrap_or_default(), rest];
                    words
                        .iter()
                        .map(String::as_str)
                        .filter(|words| !words.is_empty())
                        .collect::<Vec<_>>()
                        .join(": ")
                }
                _ => status.words.clone().unwrap_or_default(),
            };
            Some((status, words))
        }
        _ => None,
    }
}

impl Assembly<'_, '_> {
    /// Reads a part about the answer with a status.
    pub(super) fn read_status(&mut self, part: &Section, status: &Status) {
        let span = part.heading.span();
        self.describe_answer(status.code, status.words.clone().unwrap_or_default(), Fact::Status, span);
        let place = Place::Status(status.code);
        self.read_blocks(&part.blocks, place);
        for inner in &part.sections {
            self.read_part(inner, place);
        }
    }

    /// Reads a list of statuses with their meaning.
    pub(super) fn read_statuses(&mut self, list: &List) {
        for item in &list.items {
            let Some((status, words)) = status_of(item) else { continue };
            let span = item.blocks.first().map_or(item.span, Block::span);
            self.describe_answer(status.code, words, Fact::Status, span);
            for block in item.blocks.iter().skip(1) {
                self.describe_answer(
                    status.code,
                    prose::block_markdown(block),
                    Fact::Description,
                    block.span(),
                );
            }
        }
    }

    /// Adds words to what an answer means.
    pub(super) fn describe_answer(&mut self, code: u16, words: String, fact: Fact, span: Span) {
        let source = self.context.source(span);
        let Some(response) = self.answer(code, span) else { return };
        response.origins.add(fact, source, Evidence::Stated);
        if !words.is_empty() {
            let known = response.description.take();
            response.description = prose::join(&known.into_iter().chain([words]).collect::<Vec<_>>());
        }
    }

    /// The answer with a status; a new one if none was described yet.
    pub(super) fn answer(&mut self, code: u16, span: Span) -> Option<&mut Response> {
        let made = self.endpoint.responses.len();
        let index = self.answers.entry(code).or_insert((made, true)).0;
        if index >= made {
            self.endpoint.responses.push(Response {
                status: ResponseStatus::Code(code),
                description: None,
                body: None,
                source: self.context.source(span),
                origins: Origins::default(),
            });
        }
        self.endpoint.responses.get_mut(index)
    }

    /// Adds an answer of a table: to the one that a part describes, if there is one.
    pub(super) fn add_response(&mut self, found: Response) {
        let ResponseStatus::Code(code) = found.status else { return self.endpoint.responses.push(found) };
        let made = self.endpoint.responses.len();
        match self.answers.get(&code).copied() {
            Some((index, true)) => {
                if let Some(known) = self.endpoint.responses.get_mut(index) {
                    let words = known.description.take().into_iter().chain(found.description);
                    known.description = prose::join(&words.collect::<Vec<_>>());
                    known.body = known.body.take().or(found.body);
                    known.origins.extend(&found.origins);
                }
                self.answers.insert(code, (index, false));
            }
            known => {
                if known.is_none() {
                    self.answers.insert(code, (made, false));
                }
                self.endpoint.responses.push(found);
            }
        }
    }

    /// Adds fields of an answer: a structure, named for the endpoint.
    pub(super) fn add_response_fields(&mut self, status: Option<u16>, fields: Vec<Field>, span: Span) {
        if fields.is_empty() {
            return;
        }
        if let Some(name) = self.answered.get(&status) {
            let known = self.context.draft.types.iter_mut().rev().find(|found| found.name == *name);
            if let Some(Definition::Structure { fields: known, .. }) =
                known.map(|found| &mut found.definition)
            {
                return known.extend(fields);
            }
        }
        let base = self.name.clone().unwrap_or_else(|| shared::type_name(&self.endpoint));
        let success = status.is_none_or(|code| (200..300).contains(&code)) && self.answered.is_empty();
        let number = status.filter(|_| !success).map(|code| code.to_string()).unwrap_or_default();
        let Some(code) = status else {
            let made = shared::response(&base, fields, span, self.context);
            self.answered.insert(status, format!("{base}Response"));
            return self.endpoint.responses.extend(made);
        };
        let name = format!("{base}{number}Response");
        let structure = structures::structure(name.clone(), fields, None, span, self.context);
        self.context.draft.describe(structure);
        self.answered.insert(status, name.clone());
        let source = self.context.source(span);
        let Some(response) = self.answer(code, span) else { return };
        response.origins.add(Fact::Type, source, Evidence::Stated);
        let media_type = "application/json".to_owned();
        response.body = Some(ResponseBody { media_type, value_type: Some(Type::Named(name)) });
    }
}
