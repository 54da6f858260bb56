//! What the assembler makes and the resolver works on.

use super::overview::{Listed, Mention};
use docwright_model::{Constant, Endpoint, NamedType, Origins, SecurityScheme, Source};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An API as its documents state it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// What each document says of itself, in order.
    pub(crate) documents: Vec<DocumentFacts>,
    /// Prose about the API as a whole.
    pub(crate) paragraphs: Vec<String>,
    /// The address that paths are appended to.
    pub(crate) base_url: Option<String>,
    /// Where facts of the API as a whole come from.
    pub(crate) origins: Origins,
    /// The security schemes.
    pub(crate) schemes: Vec<SecurityScheme>,
    /// The endpoints.
    pub(crate) endpoints: Vec<DraftEndpoint>,
    /// Rows of tables that list endpoints, until all documents are read.
    pub(crate) listed: Vec<Listed>,
    /// Calls in sections about others, until all documents are read.
    pub(crate) mentions: Vec<Mention>,
    /// The structures that documents describe.
    pub(crate) types: Vec<NamedType>,
    /// The names and places of those types.
    described: HashSet<(String, Source)>,
    /// The names that were given to structures of fields, by what they would be called and where they stand.
    given: HashMap<(String, Source), String>,
    /// How many of these would be called so.
    called: HashMap<String, usize>,
    /// The constants that documents list, as they state them; groups and values that are other constants' are for
    /// the resolver.
    pub(crate) constants: Vec<Constant>,
    /// Where each of them is among these, by name.
    listed_constants: HashMap<String, usize>,
    /// Type names that are links, with the first place that links them.
    pub(crate) links: BTreeMap<String, Link>,
}

impl Draft {
    /// Adds a structure. One in a section that several endpoints share is met once for each of them.
    pub(crate) fn describe(&mut self, structure: NamedType) {
        if self.described.insert((structure.name.clone(), structure.source.clone())) {
            self.types.push(structure);
        }
    }

    /// The name of the structure that a field alone has. A body and an answer may both have `items`.
    pub(crate) fn own_name(&mut self, name: String, source: Source) -> String {
        let called = &mut self.called;
        let given = self.given.entry((name, source)).or_insert_with_key(|(name, _)| {
            let count = called.entry(name.clone()).or_insert(0);
            *count += 1;
            if *count == 1 { name.clone() } else { format!("{name}_{count}") }
        });
        given.clone()
    }

    /// Says of the constants behind these which heading they are listed under, unless one nearer to them is known.
    pub(crate) fn list_constants_under(&mut self, heading: &str, first: usize) {
        for constant in self.constants.iter_mut().skip(first) {
            constant.section.get_or_insert_with(|| heading.to_owned());
        }
    }

    /// Adds a constant. One that is known with the same value gets the new place as well; one that is known with
    /// another value is left alone, and its place given back.
    pub(crate) fn add_constant(&mut self, constant: Constant) -> Option<Source> {
        let index = *self.listed_constants.entry(constant.name.to_string()).or_insert(self.constants.len());
        let Some(known) = self.constants.get_mut(index) else {
            self.constants.push(constant);
            return None;
        };
        let is_same_group =
            known.group.is_none() || constant.group.is_none() || known.group == constant.group;
        if known.value != constant.value || known.same_as != constant.same_as || !is_same_group {
            return Some(known.source.clone());
        }
        known.origins.extend(&constant.origins);
        known.group = known.group.take().or(constant.group);
        let mut words: Vec<String> = known.description.take().into_iter().collect();
        words.extend(constant.description.filter(|other| !words.contains(other)));
        known.description = super::prose::join(&words);
        None
    }
}

/// What a document says of itself.
#[derive(Debug, Default)]
pub(crate) struct DocumentFacts {
    /// Its title.
    pub(crate) title: Option<String>,
    /// The other keys of its front matter.
    pub(crate) metadata: BTreeMap<String, String>,
    /// What stands in it, for a page that turns out to describe no endpoint.
    pub(crate) seen: Seen,
}

/// What stands in a document, in figures.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Its headings.
    pub(crate) headings: usize,
    /// Tables between them.
    pub(crate) tables: usize,
    /// Blocks of code between them.
    pub(crate) codes: usize,
    /// Commands in these that call something.
    pub(crate) commands: usize,
    /// JSON in these that names what to do, as the bodies of remote procedure calls have it.
    pub(crate) procedures: usize,
}

/// An endpoint with what still refers to schemes by their documented names.
#[derive(Debug)]
pub(crate) struct DraftEndpoint {
    /// The endpoint.
    pub(crate) endpoint: Endpoint,
    /// The schemes that it names; `None` if it says nothing of authorization.
    pub(crate) schemes: Option<Vec<SchemeName>>,
    /// The scopes that it names.
    pub(crate) scopes: Vec<String>,
}

/// A scheme as an endpoint names it.
#[derive(Debug, Clone)]
pub(crate) struct SchemeName {
    /// Its documented name.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) source: Source,
}

/// Where a type's name leads.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// The address.
    pub(crate) address: String,
    /// The first place that has the link.
    pub(crate) source: Source,
}
