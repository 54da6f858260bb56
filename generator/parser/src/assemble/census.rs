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

/// So many calls with placeholders that differ only in what may be values are told apart; no reference has more.
const MOST_ALIKE: usize = 64;

/// A method and a path.
type Key = (Option<Method>, String);

/// Calls, found by what they call.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    /// By the path whatever its placeholders are called, with how often each was added.
    known: HashMap<Key, (EndpointLine, usize)>,
    /// Those with placeholders, by the path without placeholders and values.
    templates: HashMap<Key, Vec<EndpointLine>>,
}

impl Calls {
    /// Adds a call.
    pub(crate) fn add(&mut self, line: &EndpointLine) {
        let count = &mut self.known.entry(line.identity()).or_insert_with(|| (line.clone(), 0)).1;
        *count += 1;
        if *count == 1 && line.placeholders() > 0 {
            let alike = self.templates.entry(line.pattern()).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(line.clone());
            }
        }
    }

    /// How often a call was added, whatever its placeholders are called.
    pub(crate) fn count(&self, line: &EndpointLine) -> usize {
        self.known.get(&line.identity()).map_or(0, |(_, count)| *count)
    }

    /// The call that a line is an example of: `GET /tasks/{id}` for `GET /tasks/7`.
    pub(crate) fn template_of(&self, line: &EndpointLine) -> Option<&EndpointLine> {
        let alike = self.templates.get(&line.pattern())?;
        alike.iter().find(|known| line.is_instance_of(known) && !line.is_like(known))
    }

    /// The call that a line states, or that it is an example of.
    pub(crate) fn find(&self, line: &EndpointLine) -> Option<&EndpointLine> {
        let stated = self.known.get(&line.identity()).map(|(known, _)| known);
        stated.or_else(|| self.template_of(line))
    }
}

impl<'a> Extend<&'a EndpointLine> for Calls {
    fn extend<T: IntoIterator<Item = &'a EndpointLine>>(&mut self, lines: T) {
        lines.into_iter().for_each(|line| self.add(line));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::Span;

    fn get(path: &str) -> EndpointLine {
        EndpointLine {
            method: Some(Method::Get),
            target: path.to_owned(),
            title: None,
            span: Span::default(),
        }
    }

    #[test]
    fn calls_that_may_differ_in_values_alone_are_all_counted() {
        let mut calls = Calls::default();
        for _ in 0..2 {
            (0..3 * MOST_ALIKE).for_each(|number| calls.add(&get(&format!("/v{number}/tasks"))));
        }
        for number in 0..3 * MOST_ALIKE {
            assert_eq!(calls.count(&get(&format!("/v{number}/tasks"))), 2, "{number}");
        }
        assert_eq!(calls.count(&get("/v1000/tasks")), 0);
    }

    #[test]
    fn a_template_is_found_by_whatever_its_placeholders_are_called_and_by_its_examples() {
        let mut calls = Calls::default();
        calls.add(&get("/tasks/{id}"));
        calls.add(&get("/tasks/:task_id"));
        assert_eq!(calls.count(&get("/tasks/{other}")), 2);
        let found = |path| calls.find(&get(path)).map(|line| line.target.as_str());
        assert_eq!(found("/tasks/<key>"), Some("/tasks/{id}"));
        assert_eq!(found("/tasks/7"), Some("/tasks/{id}"));
        assert_eq!(found("/tasks/mine"), None, "no value");
        assert_eq!(calls.template_of(&get("/tasks/{key}")), None, "the call itself");
    }
}
