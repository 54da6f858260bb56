//! Sections that hold several calls, cut into sections of one call each.
//!
//! Comes in: a section of a page. Goes out: the section as it is, or the sections that it amounts to, each with what
//! it is: an endpoint, a page of endpoints, or something else. Nothing of the section is left out on the way.
//!
//! A section is an endpoint if it states one call. Where several are stated, each begins a section that goes on to the
//! next; calls that stand together share what follows them. Lists and other indexes of calls make a page: the walk
//! keeps their lines until all documents are read. Subsections with calls of their own are endpoints of their own.

use super::{
    blueprint::take_parameters,
    line::{PARTS, called_in_blocks, is_alias, is_marked, stated},
    shown::shown_call,
    statement::{Form, Statement, statements},
};
use crate::{
    assemble::census::{Calls, Census},
    document::{Block, Run, Section, Style, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        endpoint_line::{EndpointLine, recognise_action, recognise_endpoint_heading, recognise_resource},
        label::recognise_label,
        section_role::{SectionRole, recognise_part, recognise_section_role},
        status::recognise_status,
    },
};
use docwright_model::Span;
use std::{borrow::Cow, collections::HashSet};

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assemble) enum Kind {
    /// It is about one endpoint.
    Endpoint,
    /// It holds endpoints.
    Page,
    /// It states no call; its heading or its tables may say what it is.
    Other,
}

/// A section with what it is.
#[derive(Debug)]
pub(in crate::assemble) struct Piece<'a> {
    pub(in crate::assemble) section: Cow<'a, Section>,
    pub(in crate::assemble) kind: Kind,
}

impl<'a> Piece<'a> {
    fn whole(section: &'a Section, kind: Kind) -> Vec<Self> {
        vec![Self { section: Cow::Borrowed(section), kind }]
    }

    fn made(section: Section, kind: Kind) -> Self {
        Self { section: Cow::Owned(section), kind }
    }
}

/// So many calls share what follows them at most; more of them are an index.
const MOST_TOGETHER: usize = 16;

/// Cuts a section into what it is about.
pub(in crate::assemble) fn divide<'a>(section: &'a Section, census: &Census<'_>) -> Vec<Piece<'a>> {
    if let Some(page) = resource(section) {
        return vec![Piece::made(page, Kind::Page)];
    }
    let heading = recognise_endpoint_heading(&section.heading);
    let is_titled = heading.is_some();
    let Some(first) = heading.or_else(|| called_in_blocks(section)) else {
        return divide_by_parts(section, census);
    };
    let stated = own_statements(&section.blocks);
    let is_stated =
        |line: &EndpointLine| stated.iter().any(|(_, found)| found.line.span.start == line.span.start);
    if is_titled || !is_stated(&first) {
        return beside(section, &first, census);
    }
    let below = section.sections.iter().flat_map(calls_below).collect::<Vec<_>>();
    let is_about_first = |line: &EndpointLine| line.is_like(&first) || line.is_instance_of(&first);
    // Where the first call is an item of a list, so are other endpoints; other ways to call it show by a name.
    let is_item =
        stated.iter().any(|(_, call)| call.line.span.start == first.span.start && call.form == Form::Listed);
    let is_further = |call: &Statement| is_alias(&first, call) && (!is_item || is_marked(call));
    let open: Vec<&(usize, Statement)> = stated
        .iter()
        .filter(|(_, call)| call.line.span.start == first.span.start || !is_further(call))
        .collect();
    if open.iter().all(|(_, call)| is_about_first(&call.line)) && below.iter().all(is_about_first) {
        return Piece::whole(section, Kind::Endpoint);
    }
    let mut known = Calls::default();
    known.extend(&below);
    let mut calls: Vec<(usize, Statement)> = Vec::new();
    for (block, call) in open {
        if known.find(&call.line).is_none() {
            known.add(&call.line);
            calls.push((*block, call.clone()));
        }
    }
    if calls.is_empty() { Piece::whole(section, Kind::Page) } else { by_calls(section, &calls, census) }
}

/// A section about a resource, `Tasks [/tasks]`, whose subsections name the methods, `List tasks [GET]`: the same with
/// the calls in their headings.
fn resource(section: &Section) -> Option<Section> {
    let heading = section.heading.plain();
    let (_, path) = recognise_resource(&heading)?;
    let mut is_resource = false;
    let (parameters, own) = take_parameters(&section.blocks);
    let titled = section.sections.iter().map(|part| {
        let plain = part.heading.plain();
        let Some((title, method)) = recognise_action(&plain) else { return part.clone() };
        is_resource = true;
        let text = format!("{title} [{method} {path}]");
        let run = Run { text, style: Style::Plain, link: None, span: part.heading.span() };
        let blocks = part.blocks.iter().chain(&parameters).cloned().collect();
        Section { heading: Text { runs: vec![run] }, blocks, ..part.clone() }
    });
    let sections = titled.collect();
    is_resource.then(|| Section { blocks: own, sections, ..shallow(section) })
}

/// The calls in blocks up to a label or an example, with the index of their block. Messages count where nothing else
/// is a call.
pub(super) fn own_statements(blocks: &[Block]) -> Vec<(usize, Statement)> {
    let is_end = |block: &Block| {
        recognise_label(block).is_some()
            || matches!(block, Block::KeyValue(pair) if matches!(
                recognise_attribute(&pair.key.plain()),
                Some(Attribute::Example | Attribute::Input | Attribute::Output)
            ))
    };
    let own = blocks.iter().take_while(|block| !is_end(block)).enumerate();
    let mut found: Vec<(usize, Statement)> =
        own.flat_map(|(index, block)| statements(block).into_iter().map(move |call| (index, call))).collect();
    if found.iter().any(|(_, call)| call.form != Form::Shown) {
        found.retain(|(_, call)| call.form != Form::Shown);
    }
    found
}

/// The call that a section states as its own, if it is the only one.
pub(in crate::assemble) fn own_call(section: &Section) -> Option<EndpointLine> {
    if let Some(line) = recognise_endpoint_heading(&section.heading) {
        return Some(line);
    }
    let stated = own_statements(&section.blocks);
    let Some((_, first)) = stated.first() else { return called_in_blocks(section) };
    stated.iter().all(|(_, call)| call.line.is_like(&first.line)).then(|| first.line.clone())
}

/// The calls that a section and those below it state as their own. Parts of an endpoint state none.
fn calls_below(section: &Section) -> Vec<EndpointLine> {
    let words = section.heading.plain();
    let role = recognise_section_role(&words);
    if !matches!(role, None | Some(SectionRole::Endpoints))
        || recognise_status(&words).is_some_and(|status| status.is_certain())
    {
        return Vec::new();
    }
    let mut calls: Vec<EndpointLine> = recognise_endpoint_heading(&section.heading).into_iter().collect();
    if calls.is_empty() {
        calls.extend(own_statements(&section.blocks).into_iter().map(|(_, call)| call.line));
        if calls.is_empty() {
            calls.extend(called_in_blocks(section));
        }
        calls.extend(
            section
                .sections
                .iter()
                .filter(|part| is_address(part))
                .flat_map(|part| &part.blocks)
                .find_map(stated),
        );
    }
    calls.retain(|call| call.method.is_some());
    calls.extend(section.sections.iter().flat_map(calls_below));
    calls
}

fn is_address(part: &Section) -> bool {
    recognise_section_role(&part.heading.plain()).is_some_and(|role| PARTS.contains(&role))
}

/// Whether a subsection of a section about `first` is about other calls, which no other section states.
fn is_apart(part: &Section, first: Option<&EndpointLine>, census: &Census<'_>) -> bool {
    let is_other = |call: &EndpointLine| {
        first.is_none_or(|first| !call.is_like(first) && !call.is_instance_of(first))
            && !census.is_elsewhere(call)
    };
    calls_below(part).iter().any(is_other)
}

/// A section about the call of its heading or of its keys, without the subsections that are about others.
fn beside<'a>(section: &'a Section, first: &EndpointLine, census: &Census<'_>) -> Vec<Piece<'a>> {
    let is_apart = |part: &&Section| is_apart(part, Some(first), census);
    if !section.sections.iter().any(|part| is_apart(&part)) {
        return Piece::whole(section, Kind::Endpoint);
    }
    let (apart, own): (Vec<&Section>, Vec<&Section>) = section.sections.iter().partition(is_apart);
    let own = Section { sections: own.into_iter().cloned().collect(), ..shallow(section) };
    let mut pieces = vec![Piece::made(own, Kind::Endpoint)];
    pieces.extend(apart.into_iter().flat_map(|part| divide(part, census)));
    pieces
}

/// A section without its subsections.
fn shallow(section: &Section) -> Section {
    Section {
        heading: section.heading.clone(),
        depth: section.depth,
        blocks: section.blocks.clone(),
        sections: Vec::new(),
        span: section.span,
    }
}

/// A section that states several calls, or one above subsections with others.
fn by_calls<'a>(section: &'a Section, calls: &[(usize, Statement)], census: &Census<'_>) -> Vec<Piece<'a>> {
    let listed = calls.iter().filter(|(_, call)| call.form == Form::Listed);
    let listed: HashSet<usize> = listed.map(|(at, _)| *at).collect();
    let is_index = |block: usize| listed.contains(&block);
    let lists: Vec<Block> = pick(&section.blocks, is_index);
    let said: Vec<&(usize, Statement)> = calls.iter().filter(|(_, call)| call.form != Form::Listed).collect();
    let is_apart = section.sections.iter().any(|part| is_apart(part, None, census));
    if said.len() != 1 {
        if said.is_empty() {
            return Piece::whole(section, Kind::Page);
        }
        let is_known = said.iter().any(|(_, call)| census.holds(&call.line));
        let has_role = recognise_section_role(&section.heading.plain()).is_some();
        return if lists.is_empty() && !is_apart && !is_known && !has_role && stand_together(section, &said) {
            together(section, &said)
        } else {
            vec![one_by_one(section, &said, is_index, census)]
        };
    }
    if is_apart {
        return vec![one_by_one(section, &said, is_index, census)];
    }
    if lists.is_empty() {
        return Piece::whole(section, Kind::Endpoint);
    }
    let rest = pick(&section.blocks, |block| !is_index(block));
    let own = Section { blocks: rest, ..section.clone() };
    let index = Section { blocks: lists, ..shallow(section) };
    vec![Piece::made(own, Kind::Endpoint), Piece::made(index, Kind::Page)]
}

/// The blocks whose index is wanted.
fn pick(blocks: &[Block], is_wanted: impl Fn(usize) -> bool) -> Vec<Block> {
    let wanted = blocks.iter().enumerate().filter(|(index, _)| is_wanted(*index));
    wanted.map(|(_, block)| block.clone()).collect()
}

/// Whether calls stand one after the other, with something behind them that is about all of them.
fn stand_together(section: &Section, calls: &[&(usize, Statement)]) -> bool {
    let (Some((first, _)), Some((last, end))) = (calls.first(), calls.last()) else { return false };
    let gaps = calls.iter().zip(calls.iter().skip(1));
    let is_close =
        gaps.clone().all(|((at, call), (next, _))| call.rest.is_empty() && next.saturating_sub(*at) <= 1);
    let has_more = section.blocks.len() > last + 1 || !end.rest.is_empty() || !section.sections.is_empty();
    is_close && calls.len() <= MOST_TOGETHER && (has_more || *first > 0)
}

/// Calls that stand together, each as the section without the others.
fn together<'a>(section: &'a Section, calls: &[&(usize, Statement)]) -> Vec<Piece<'a>> {
    let (first, last) = (calls.first().map_or(0, |(at, _)| *at), calls.last().map_or(0, |(at, _)| *at));
    let rest = calls.last().map(|(_, call)| call.rest.clone()).unwrap_or_default();
    let of_one = |line: &Statement| {
        let before = pick(&section.blocks, |block| block < first);
        let behind = pick(&section.blocks, |block| block > last);
        let own = Block::Paragraph(line.heading.clone());
        let blocks = before.into_iter().chain([own]).chain(rest.iter().cloned()).chain(behind).collect();
        Piece::made(Section { blocks, ..section.clone() }, Kind::Endpoint)
    };
    calls.iter().map(|(_, line)| of_one(line)).collect()
}

/// A page with a section for each call, from its line to the next.
fn one_by_one<'a>(
    section: &'a Section,
    calls: &[&(usize, Statement)],
    is_index: impl Fn(usize) -> bool,
    census: &Census<'_>,
) -> Piece<'a> {
    let first = calls.first().map_or(0, |(at, _)| *at);
    let blocks = pick(&section.blocks, |block| block < first || is_index(block));
    let mut sections = Vec::new();
    for (index, (at, call)) in calls.iter().enumerate() {
        let end = calls.get(index + 1).map_or(section.blocks.len(), |(next, _)| *next);
        let behind = section.blocks.iter().enumerate().take(end).skip(at + 1);
        let behind = behind.filter(|(block, _)| !is_index(*block)).map(|(_, block)| block);
        let own = call.rest.iter().chain(behind).cloned();
        sections.push(section_of(call.heading.clone(), own.collect(), Vec::new()));
    }
    // Parts above the first subsection with a call of its own are the only call's.
    let leading = section.sections.iter().take_while(|part| !is_apart(part, None, census)).count();
    let leading = if calls.len() == 1 { leading } else { 0 };
    let (own, rest) = section.sections.split_at_checked(leading).unwrap_or((&[], &section.sections));
    if let Some(only) = sections.first_mut() {
        only.sections.extend(own.iter().cloned());
        only.span = own.iter().map(|part| part.span).fold(only.span, Span::join);
    }
    sections.extend(rest.iter().cloned());
    Piece::made(Section { blocks, sections, ..shallow(section) }, Kind::Page)
}

fn section_of(heading: Text, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
    let spans = blocks.iter().map(Block::span).chain(sections.iter().map(|part| part.span));
    let span = spans.fold(heading.span(), Span::join);
    Section { heading, depth: 0, blocks, sections, span }
}

/// A section whose calls, if any, stand in parts titled `Request` or `URL`. If they state one call, they are parts of
/// the section's endpoint. If they state several, or stand beside sections with calls of their own, each is the first
/// part of an endpoint of its own.
fn divide_by_parts<'a>(section: &'a Section, census: &Census<'_>) -> Vec<Piece<'a>> {
    let call_of = |part: &Section| -> Option<EndpointLine> {
        if is_address(part) { part.blocks.iter().find_map(stated) } else { None }
    };
    let mut known = Calls::default();
    let mut calls = 0;
    for call in section.sections.iter().filter_map(call_of) {
        calls += usize::from(known.find(&call).is_none());
        known.add(&call);
    }
    let others = section.sections.iter().any(|part| is_apart(part, None, census));
    match (calls, others) {
        (0, false) if shown_call(section).is_some() && census.is_empty() => {
            return Piece::whole(section, Kind::Endpoint);
        }
        (0, _) => return Piece::whole(section, Kind::Other),
        (1, false) => return Piece::whole(section, Kind::Endpoint),
        _ => {}
    }
    let mut sections: Vec<Section> = Vec::new();
    let mut group: Option<(EndpointLine, Section)> = None;
    for part in &section.sections {
        let call = call_of(part);
        let is_new = call.as_ref().is_some_and(|call| {
            group.as_ref().is_none_or(|(known, _)| !call.is_like(known) && !call.is_instance_of(known))
        });
        if let (true, Some(call)) = (is_new, call) {
            sections.extend(group.take().map(|(_, made)| made));
            let heading = Statement::said(call.clone()).heading;
            group = Some((call, section_of(heading, Vec::new(), vec![part.clone()])));
            continue;
        }
        let words = part.heading.plain();
        let is_part = recognise_part(&words).is_some_and(|(role, _)| role != SectionRole::Endpoints)
            || recognise_status(&words).is_some_and(|status| status.is_certain());
        match &mut group {
            Some((_, made)) if is_part => {
                made.span = made.span.join(part.span);
                made.sections.push(part.clone());
            }
            _ => {
                sections.extend(group.take().map(|(_, made)| made));
                sections.push(part.clone());
            }
        }
    }
    sections.extend(group.map(|(_, made)| made));
    vec![Piece::made(Section { sections, ..shallow(section) }, Kind::Page)]
}

/// The calls that an endpoint's section states beside its own, in its blocks and in parts that are no examples.
pub(super) fn other_calls(section: &Section, first: &EndpointLine) -> Vec<Statement> {
    let is_other = |call: &Statement| {
        !call.line.is_like(first) && !call.line.is_instance_of(first) && !is_alias(first, call)
    };
    let own = own_statements(&section.blocks).into_iter().map(|(_, call)| call);
    let mut found: Vec<Statement> = own.filter(is_other).collect();
    let parts = section.sections.iter().filter(|part| {
        !matches!(
            recognise_section_role(&part.heading.plain()),
            Some(SectionRole::Examples | SectionRole::RequestExample | SectionRole::ResponseExample)
        )
    });
    found.extend(parts.flat_map(|part| other_calls(part, first)));
    found
}
