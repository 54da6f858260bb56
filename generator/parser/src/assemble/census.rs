//! Which calls the sections of all documents state as their own: what tells an endpoint's own call from one that
//! refers to it, `GET /tasks/7` and `GET /tasks/{id}`, wherever either stands.

use super::endpoint::own_call;
use crate::{
    document::{Block, Document, Section},
    recognise::{
        endpoint_line::EndpointLine,
        table_role::{TableRole, recognise_table_role},
    },
};
use docwright_model::Method;
use std::{cell::OnceCell, collections::HashMap, sync::Arc};

/// So many calls that differ only in what may be values are told apart; no reference has more.
const MOST_ALIKE: usize = 64;

/// A call with how often it was added.
type Counted = (EndpointLine, usize);

/// Calls, found by what they call.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    /// By method and by path without placeholders and values.
    known: HashMap<(Option<Method>, String), Vec<Counted>>,
}

impl Calls {
    /// Adds a call.
    pub(crate) fn add(&mut self, line: &EndpointLine) {
        let alike = self.known.entry(key(line)).or_default();
        if let Some((_, count)) = alike.iter_mut().find(|(known, _)| line.is_like(known)) {
            *count += 1;
        } else if alike.len() < MOST_ALIKE {
            alike.push((line.clone(), 1));
        }
    }

    /// How often a call was added, whatever its placeholders are called.
    pub(crate) fn count(&self, line: &EndpointLine) -> usize {
        let alike = self.known.get(&key(line)).into_iter().flatten();
        alike.filter(|(known, _)| line.is_like(known)).map(|(_, count)| *count).sum()
    }

    /// The call that a line is an example of: `GET /tasks/{id}` for `GET /tasks/7`.
    pub(crate) fn template_of(&self, line: &EndpointLine) -> Option<&EndpointLine> {
        self.alike(line).find(|known| line.is_instance_of(known) && !line.is_like(known))
    }

    /// The call that a line states, or that it is an example of.
    pub(crate) fn find(&self, line: &EndpointLine) -> Option<&EndpointLine> {
        self.alike(line).find(|known| line.is_like(known)).or_else(|| self.template_of(line))
    }

    fn alike(&self, line: &EndpointLine) -> impl Iterator<Item = &EndpointLine> {
        self.known.get(&key(line)).into_iter().flatten().map(|(known, _)| known)
    }
}

impl<'a> Extend<&'a EndpointLine> for Calls {
    fn extend<T: IntoIterator<Item = &'a EndpointLine>>(&mut self, lines: T) {
        lines.into_iter().for_each(|line| self.add(line));
    }
}

fn key(line: &EndpointLine) -> (Option<Method>, String) {
    (line.method, line.pattern())
}

/// The calls that are the only ones of their section, in all documents; counted when first asked for.
#[derive(Debug)]
pub(crate) struct Census<'a> {
    documents: &'a [(Arc<str>, Document)],
    calls: OnceCell<Calls>,
    has_tables: OnceCell<bool>,
}

impl<'a> Census<'a> {
    pub(crate) fn of(documents: &'a [(Arc<str>, Document)]) -> Self {
        Self { documents, calls: OnceCell::new(), has_tables: OnceCell::new() }
    }

    /// Whether any line or table says what can be called. Where none does, commands may show it.
    pub(crate) fn is_empty(&self) -> bool {
        let is_index = |block: &Block| match block {
            Block::Table(table) => matches!(recognise_table_role(table, &[]), Some(TableRole::Endpoints(_))),
            _ => false,
        };
        self.calls().known.is_empty()
            && !*self
                .has_tables
                .get_or_init(|| self.sections().flat_map(|section| &section.blocks).any(is_index))
    }

    fn sections(&self) -> impl Iterator<Item = &Section> {
        self.documents.iter().flat_map(|(_, document)| document.root.descendants())
    }

    /// Whether a section states this call, or the one that it is an example of, as its own.
    pub(crate) fn holds(&self, line: &EndpointLine) -> bool {
        self.calls().find(line).is_some()
    }

    /// Whether a call of one section is that of another as well, or an example of it.
    pub(crate) fn is_elsewhere(&self, line: &EndpointLine) -> bool {
        let calls = self.calls();
        calls.count(line) > 1 || calls.template_of(line).is_some()
    }

    fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| {
            let mut calls = Calls::default();
            self.sections().filter_map(own_call).for_each(|line| calls.add(&line));
            calls
        })
    }
}
