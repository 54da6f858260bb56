//! What readers are told of facts that only examples show: one note for each endpoint or structure, and one for
//! all endpoints that share a page.

use super::{conflict::type_words, infer::Contradiction};
use crate::{
    assemble::{Draft, name_place},
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_patch},
    },
    resolve::Scope,
};
use docwright_model::{Definition, Endpoint, Field, Source, Type};
use std::collections::{HashMap, HashSet};

/// What facts are of.
#[derive(Debug)]
pub(super) struct Owner {
    /// The endpoint or structure, as `api.toml` refers to it.
    pub(super) name: String,
    /// The number of the endpoint; a structure has none.
    pub(super) number: Option<usize>,
}

impl Owner {
    pub(super) fn endpoint(number: usize, endpoint: &Endpoint) -> Self {
        Self { name: format!("{} {}", endpoint.method, endpoint.path), number: Some(number) }
    }

    pub(super) fn structure(name: &str) -> Self {
        Self { name: name.to_owned(), number: None }
    }

    fn place(&self) -> Place {
        match self.number {
            Some(_) => Place::Endpoints(vec![self.name.clone()]),
            None => Place::Structure(self.name.clone()),
        }
    }
}

/// Remarks in the making.
#[derive(Debug)]
pub(super) struct Notes {
    /// How many endpoints have a parameter of each name.
    having: HashMap<String, usize>,
    endpoints: usize,
    /// Where structures are described.
    structures: HashMap<String, Source>,
    typed: Vec<Typed>,
    inferred: Vec<(String, Source)>,
    described: Vec<Unlisted>,
    described_at: HashMap<(String, Source), usize>,
    reported: HashSet<(Code, Source)>,
    /// Rows without a type for which an example shows one.
    filled: HashSet<Source>,
}

/// A field that got its type from an example.
#[derive(Debug)]
struct Typed {
    name: String,
    /// The name and the type in words.
    words: String,
    /// The row that leaves the type open, and the example that shows it.
    row: Source,
    example: Source,
}

/// A field of a described type that no table lists, and where examples send it.
#[derive(Debug)]
struct Unlisted {
    owners: Vec<String>,
    is_structure: bool,
    field: Field,
}

impl Notes {
    pub(super) fn new(draft: &Draft) -> Self {
        let mut having: HashMap<String, usize> = HashMap::new();
        for endpoint in &draft.endpoints {
            let names: HashSet<&str> =
                endpoint.endpoint.parameters.iter().map(|found| found.field.wire_name.as_str()).collect();
            for name in names {
                *having.entry(name.to_owned()).or_default() += 1;
            }
        }
        let structures =
            draft.types.iter().filter(|found| matches!(found.definition, Definition::Structure { .. }));
        Self {
            having,
            endpoints: draft.endpoints.len(),
            structures: structures.map(|found| (found.name.clone(), found.source.clone())).collect(),
            typed: Vec::new(),
            inferred: Vec::new(),
            described: Vec::new(),
            described_at: HashMap::new(),
            reported: HashSet::new(),
            filled: HashSet::new(),
        }
    }

    /// How many endpoints have a parameter of each name.
    pub(super) fn having(&self) -> &HashMap<String, usize> {
        &self.having
    }

    /// A field that got its type from an example.
    pub(super) fn typed(&mut self, field: &Field, refined: &Type, example: &Source) {
        if field.value_type == Type::Any {
            self.filled.insert(name_place(field).clone());
        }
        let words = format!("`{}` is {}", field.wire_name, type_words(refined));
        let (name, row) = (field.wire_name.to_string(), field.source.clone());
        self.typed.push(Typed { name, words, row, example: example.clone() });
    }

    /// A field that only examples show.
    pub(super) fn inferred(&mut self, field: &Field) {
        self.inferred.push((field.wire_name.to_string(), field.source.clone()));
    }

    /// A field that only examples show, but whose object is described.
    pub(super) fn described(&mut self, owner: &Owner, field: &Field) {
        let index = *self
            .described_at
            .entry((field.wire_name.to_string(), field.source.clone()))
            .or_insert(self.described.len());
        match self.described.get_mut(index) {
            Some(known) => known.owners.push(owner.name.clone()),
            None => self.described.push(Unlisted {
                owners: vec![owner.name.clone()],
                is_structure: owner.number.is_none(),
                field: field.clone(),
            }),
        }
    }

    /// Writes the notes about one endpoint or structure.
    pub(super) fn close(
        &mut self,
        owner: &Owner,
        contradictions: &mut Vec<Contradiction>,
        scope: &mut Scope<'_>,
    ) {
        let inferred = std::mem::take(&mut self.inferred);
        if let Some((_, first)) = inferred.first() {
            let names: Vec<String> = inferred.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = match names.as_slice() {
                [name] => format!("the field {name} shows only in examples"),
                names => format!("{} fields show only in examples: {}", names.len(), names.join(", ")),
            };
            let facts = format!(
                "add = {{ name = {}, type = \"…\" }}",
                quoted(inferred.first().map_or("…", |(name, _)| name))
            );
            let help = format!(
                "what the examples show is taken; to state more of a field, add to api.toml:\n{}",
                suggest_patch(&owner.place(), None, &facts, "…")
            );
            let label = if names.len() == 1 { "sent here" } else { "the first of them" };
            let diagnostic = Diagnostic::new(Code::InferredField, message, help);
            self.push(owner, diagnostic, first, label, None, scope);
        }
        let typed = std::mem::take(&mut self.typed);
        if let Some(Typed { name, row, example, .. }) = typed.first() {
            let words: Vec<&str> = typed.iter().map(|typed| typed.words.as_str()).collect();
            let message = format!("what the table leaves open shows in an example: {}", words.join(", "));
            let help = format!(
                "if a type should be another, add to api.toml:\n{}",
                suggest_patch(&owner.place(), Some(name), "set = { type = \"…\" }", "…")
            );
            let diagnostic = Diagnostic::new(Code::InferredType, message, help);
            self.push(owner, diagnostic, row, "left open here", Some((example, "shown here")), scope);
        }
        for Contradiction { name, kinds: [(one, first), (other, second)] } in std::mem::take(contradictions) {
            let message =
                format!("`{name}` is {} in one example and {} in another", one.words(), other.words());
            let help = "any JSON value is taken for it; correct the examples, or acknowledge it in api.toml";
            let diagnostic = Diagnostic::new(Code::TypeConflict, message, help);
            let (label, other) = (format!("{} here", one.words()), format!("{} here", other.words()));
            self.push(owner, diagnostic, &first, &label, Some((&second, &other)), scope);
        }
    }

    fn push(
        &mut self,
        owner: &Owner,
        diagnostic: Diagnostic,
        at: &Source,
        label: &str,
        other: Option<(&Source, &str)>,
        scope: &mut Scope<'_>,
    ) {
        if !self.reported.insert((diagnostic.code, at.clone())) {
            return;
        }
        let diagnostic = diagnostic.at(at.clone(), label);
        let diagnostic = match other {
            Some((source, label)) => diagnostic.and_at(source.clone(), label),
            None => diagnostic,
        };
        scope.diagnostics.push(Diagnostic { subject: Some(owner.name.clone()), ..diagnostic });
    }

    /// Reports what is described and sent, but not listed, and takes back that a type is missing where an example
    /// shows it.
    pub(super) fn report(&mut self, scope: &mut Scope<'_>) {
        scope.diagnostics.retain(|remark| {
            let place = remark.primary.as_ref().map(|label| &label.source);
            remark.code != Code::MissingType || !place.is_some_and(|place| self.filled.contains(place))
        });
        for Unlisted { owners, is_structure, field } in std::mem::take(&mut self.described) {
            let name = field.wire_name.as_str();
            let subject = owners.first().cloned();
            let place = if is_structure {
                Place::Structure(owners.into_iter().next().unwrap_or_default())
            } else if owners.len() > 1 && owners.len() == self.endpoints {
                Place::EveryEndpoint
            } else {
                Place::Endpoints(owners)
            };
            let value_type = match &field.value_type {
                Type::List(_) => format!("List<{name}>"),
                _ => name.to_owned(),
            };
            let facts = format!("add = {{ name = {}, type = {} }}", quoted(name), quoted(&value_type));
            let reason =
                "The document describes the object and sends it in examples, but its table lacks it.";
            let help = format!("add to api.toml:\n{}", suggest_patch(&place, None, &facts, reason));
            let message = format!("`{name}` is described and sent in an example, but no table lists it");
            let diagnostic =
                Diagnostic::new(Code::UnlistedParameter, message, help).at(field.source.clone(), "sent here");
            let diagnostic = match self.structures.get(name) {
                Some(source) => diagnostic.and_at(source.clone(), "described here"),
                None => diagnostic,
            };
            scope.diagnostics.push(Diagnostic { subject, ..diagnostic });
        }
    }
}
