//! Answers by status, wherever a section speaks of them: parts of their own, items of a list, messages in blocks of
//! code, tables of fields.

use super::{Assembly, BodyEncoding, Code, Place, body::encoding_of, prose, shared};
use crate::{
    assemble::structures,
    document::{Block, Item, List, Section, Style, Text},
    recognise::{
        media_type::is_media_type,
        status::{Status, is_no_status, recognise_any_status, recognise_status},
    },
};
use docwright_model::{
    Definition, Evidence, Fact, Field, Origins, Response, ResponseBody, ResponseStatus, Span, Type,
};

/// What is said where a number of three digits is no status.
pub(in crate::assemble) const STATUSES: &str =
    "statuses are `100` to `599`, a class such as `4XX`, or `default`";

/// The status of answers without a body.
const NO_CONTENT: u16 = 204;

/// The status that a part of an endpoint's section is about, by the words of its heading.
pub(super) fn status_of_part(words: &str, place: Place) -> Option<Status> {
    if place.is_response() {
        return recognise_any_status(words);
    }
    recognise_status(words).filter(Status::is_certain)
}

/// Whether each item of a list begins with a status, or with a number in the place of one.
pub(in crate::assemble) fn is_status_list(list: &List) -> bool {
    let status = |item: &Item| status_of(item).map(|(status, _)| status.code);
    let is_any = |item: &Item| status(item).is_some() || begins_with_no_status(item);
    // A list of nothing but `default` is one of fields.
    let is_number = |item: &Item| status(item).is_some_and(|status| status != ResponseStatus::Default);
    list.items.iter().all(is_any) && list.items.iter().any(is_number)
}

/// Whether an item begins with a number that is no status.
fn begins_with_no_status(item: &Item) -> bool {
    match item.blocks.first() {
        Some(Block::KeyValue(pair)) => is_no_status(&pair.key.plain()),
        Some(Block::Paragraph(text)) => is_no_status(&text.plain()),
        _ => false,
    }
}

/// The status that an item begins with, and the words behind it in its first block.
fn status_of(item: &Item) -> Option<(Status, String)> {
    match item.blocks.first()? {
        Block::KeyValue(pair) => {
            let status = recognise_any_status(&pair.key.plain())?;
            let words = [status.words.clone().unwrap_or_default(), pair.value.markdown()];
            let words: Vec<&str> =
                words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
            let words = words.join(": ");
            Some((status, words))
        }
        Block::Paragraph(text) => {
            let (first, rest) = text.runs.split_first()?;
            let set_apart = recognise_any_status(&first.text).filter(|_| first.style != Style::Plain);
            let status = recognise_any_status(&text.plain()).or_else(|| set_apart.clone())?;
            // Behind a status that is set apart, the words keep their marks.
            let words = match set_apart {
                Some(found) => {
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
        // `Response 200 (application/json)` names what comes back.
        let (types, words): (Vec<&str>, Vec<&str>) =
            status.words.as_deref().into_iter().partition(|words| is_media_type(words));
        self.describe_answer(status.code, words.concat(), Fact::Status, span);
        if let (Some(media_type), true) = (types.first(), status.code.is_success())
            && encoding_of(media_type) != BodyEncoding::Json
            && let Some(response) = self.answer(status.code, span)
        {
            let made = ResponseBody { media_type: (*media_type).to_owned(), value_type: None };
            response.body.get_or_insert(made);
        }
        let place = Place::Status(status.code);
        self.read_blocks(&part.blocks, place);
        for inner in &part.sections {
            self.read_part(inner, place);
        }
    }

    /// Keeps a part as documentation whose heading has a number in the place of a status.
    pub(super) fn read_no_status(&mut self, part: &Section) {
        self.report_no_status(part.heading.span());
        self.describe_part(part);
    }

    fn report_no_status(&mut self, span: Span) {
        let message = "this is no HTTP status".to_owned();
        let help = format!("{STATUSES}; the words stay in the description of the endpoint");
        self.context.report(Code::BadConstraint, span, "no status", message, &help);
    }

    /// Reads a list of statuses with their meaning.
    pub(super) fn read_statuses(&mut self, list: &List) {
        for item in &list.items {
            let span = item.blocks.first().map_or(item.span, Block::span);
            let Some((status, words)) = status_of(item) else {
                self.report_no_status(span);
                let list = List { items: vec![item.clone()], ..list.clone() };
                self.describe(prose::block_markdown(&Block::List(list)), item.span);
                continue;
            };
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
    pub(super) fn describe_answer(&mut self, status: ResponseStatus, words: String, fact: Fact, span: Span) {
        let source = self.context.source(span);
        let Some(response) = self.answer(status, span) else { return };
        response.origins.add(fact, source, Evidence::Stated);
        if !words.is_empty() {
            let known = response.description.take();
            response.description = prose::join(&known.into_iter().chain([words]).collect::<Vec<_>>());
        }
    }

    /// The answer with a status; a new one if none was described yet.
    pub(super) fn answer(&mut self, status: ResponseStatus, span: Span) -> Option<&mut Response> {
        let made = self.endpoint.responses.len();
        let index = self.answers.entry(status).or_insert((made, true)).0;
        if index >= made {
            self.endpoint.responses.push(Response {
                status,
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
        let status = found.status;
        let made = self.endpoint.responses.len();
        match self.answers.get(&status).copied() {
            Some((index, true)) => {
                if let Some(known) = self.endpoint.responses.get_mut(index) {
                    let words = known.description.take().into_iter().chain(found.description);
                    known.description = prose::join(&words.collect::<Vec<_>>());
                    known.body = known.body.take().or(found.body);
                    known.origins.extend(&found.origins);
                }
                self.answers.insert(status, (index, false));
            }
            known => {
                if known.is_none() {
                    self.answers.insert(status, (made, false));
                }
                self.endpoint.responses.push(found);
            }
        }
    }

    /// Adds fields of an answer: a structure, named for the endpoint.
    pub(super) fn add_response_fields(
        &mut self,
        status: Option<ResponseStatus>,
        fields: Vec<Field>,
        span: Span,
    ) {
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
        let success = status.is_none_or(ResponseStatus::is_success) && self.answered.is_empty();
        let number = status.filter(|_| !success).map(in_name).unwrap_or_default();
        let Some(status) = status else {
            let made = shared::response(&base, fields, span, self.context);
            self.answered.insert(None, format!("{base}Response"));
            return self.endpoint.responses.extend(made);
        };
        let name = format!("{base}{number}Response");
        let structure = structures::structure(name.clone(), fields, None, span, self.context);
        self.context.draft.describe(structure);
        self.answered.insert(Some(status), name.clone());
        let source = self.context.source(span);
        let Some(response) = self.answer(status, span) else { return };
        response.origins.add(Fact::Type, source, Evidence::Stated);
        let media_type = "application/json".to_owned();
        response.body = Some(ResponseBody { media_type, value_type: Some(Type::Named(name)) });
    }
}

/// Gives the body of success to the only status of success that is listed, if that has none of its own: what comes back
/// and its status may stand in parts of their own.
pub(super) fn join_success(responses: &mut Vec<Response>) {
    let listed = |found: &Response| matches!(found.status, ResponseStatus::Code(200..=299));
    let is_body = |found: &Response| found.status == ResponseStatus::Success;
    let (Some(from), 1) =
        (responses.iter().position(is_body), responses.iter().filter(|found| is_body(found)).count())
    else {
        return;
    };
    let mut successes = responses.iter().enumerate().filter(|(_, found)| listed(found));
    let (Some((to, only)), None) = (successes.next(), successes.next()) else { return };
    if only.body.is_some() || only.status == ResponseStatus::Code(NO_CONTENT) {
        return;
    }
    let Some(found) = responses.get(from).cloned() else { return };
    if let Some(known) = responses.get_mut(to) {
        known.body = found.body;
        let words = known.description.take().into_iter().chain(found.description);
        known.description = prose::join(&words.collect::<Vec<_>>());
        known.origins.extend(&found.origins);
    }
    responses.remove(from);
}

/// A status as a part of the name of what an answer holds.
fn in_name(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => code.to_string(),
        ResponseStatus::Class(class) => format!("{class}XX"),
        ResponseStatus::Default => "Default".to_owned(),
        ResponseStatus::Success | ResponseStatus::Failure => String::new(),
    }
}
