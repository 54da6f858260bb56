//! What each item of a model says of the documents: the places of its facts, as claims on lines.

use super::reach::Reach;
use docwright_model::{
    Api, Definition, Evidence, Example, Fact, Field, NamedType, Origins, Response, SetAside, Source, Span,
};
use std::{collections::HashMap, mem};

/// An item of a model, by its place in the model's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// The API as a whole.
    Api,
    /// A security scheme.
    Scheme(usize),
    /// A parameter of a security scheme.
    SchemeParameter(usize, usize),
    /// An answer of a security scheme.
    SchemeResponse(usize, usize),
    /// An endpoint.
    Endpoint(usize),
    /// A parameter of an endpoint.
    Parameter(usize, usize),
    /// An answer of an endpoint.
    Response(usize, usize),
    /// An example of an endpoint.
    Example(usize, usize),
    /// A named type.
    Type(usize),
    /// A field of a named type.
    Field(usize, usize),
    /// A constant.
    Constant(usize),
}

/// That a place of a document became a fact of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The bytes of the document.
    pub span: Span,
    /// The item.
    pub item: Item,
    /// Which fact of it; `None` for the text of an example.
    pub fact: Option<Fact>,
    /// How the fact is known.
    pub evidence: Evidence,
}

/// The claims of a model on one file, in the order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    list: Vec<Claim>,
    reach: Reach,
}

impl Claims {
    /// All claims of a model on one file: a document, or `api.toml`, which makes claims by its patches.
    #[must_use]
    pub fn of(file: &str, api: &Api) -> Self {
        Self::by_file(api).remove(file).unwrap_or_default()
    }

    /// All claims of a model by the files that they are on.
    pub(super) fn by_file(api: &Api) -> HashMap<&str, Self> {
        collect(api).into_iter().map(|(file, list)| (file, Self::new(list))).collect()
    }

    fn new(mut list: Vec<Claim>) -> Self {
        list.sort_by_key(|claim| claim.span);
        let reach = Reach::new(list.iter().map(|claim| claim.span.end));
        Self { list, reach }
    }

    /// The claims in the order of their places.
    pub fn iter(&self) -> std::slice::Iter<'_, Claim> {
        self.list.iter()
    }

    /// The claims of which at least a byte lies in a range, in the order of their places. Takes time for each of
    /// them and none for the others.
    pub fn on(&self, span: Span) -> impl Iterator<Item = &Claim> {
        let end = self.list.partition_point(|claim| claim.span.start < span.end);
        self.reach.beyond(span.start, end).filter_map(|index| self.list.get(index))
    }
}

impl<'a> IntoIterator for &'a Claims {
    type Item = &'a Claim;
    type IntoIter = std::slice::Iter<'a, Claim>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// All claims of a model by their files, item by item.
fn collect(api: &Api) -> HashMap<&str, Vec<Claim>> {
    let mut claims = Collector::default();
    claims.origins(Item::Api, &api.origins);
    for (index, scheme) in api.security_schemes.iter().enumerate() {
        claims.origins(Item::Scheme(index), &scheme.origins);
        for (inner, parameter) in scheme.parameters.iter().enumerate() {
            claims.field(Item::SchemeParameter(index, inner), &parameter.field);
        }
        claims.responses(|inner| Item::SchemeResponse(index, inner), &scheme.responses);
    }
    for (index, endpoint) in api.endpoints.iter().enumerate() {
        let item = Item::Endpoint(index);
        claims.origins(item, &endpoint.origins);
        claims.set_aside(item, &endpoint.set_aside);
        for alias in &endpoint.aliases {
            claims.add(item, Some(Fact::Address), &alias.source, Evidence::Stated);
        }
        for (inner, parameter) in endpoint.parameters.iter().enumerate() {
            claims.field(Item::Parameter(index, inner), &parameter.field);
        }
        claims.responses(|inner| Item::Response(index, inner), &endpoint.responses);
        for (inner, example) in endpoint.examples.iter().enumerate() {
            claims.example(Item::Example(index, inner), example);
        }
    }
    for (index, found) in api.types.iter().enumerate() {
        claims.named(index, found);
    }
    for (index, constant) in api.constants.iter().enumerate() {
        claims.origins(Item::Constant(index), &constant.origins);
    }
    claims.finish()
}

/// Claims as they come: nearly always on the file of the one before.
#[derive(Default)]
struct Collector<'a> {
    file: &'a str,
    list: Vec<Claim>,
    /// The claims on the other files.
    by_file: HashMap<&'a str, Vec<Claim>>,
}

impl<'a> Collector<'a> {
    fn add(&mut self, item: Item, fact: Option<Fact>, source: &'a Source, evidence: Evidence) {
        let Source { file, span } = source;
        if span.start >= span.end {
            return;
        }
        if self.file != &**file {
            self.turn_to(file);
        }
        self.list.push(Claim { span: *span, item, fact, evidence });
    }

    fn turn_to(&mut self, file: &'a str) {
        let list = self.by_file.remove(file).unwrap_or_default();
        self.by_file.insert(mem::replace(&mut self.file, file), mem::replace(&mut self.list, list));
    }

    fn finish(mut self) -> HashMap<&'a str, Vec<Claim>> {
        self.by_file.insert(self.file, self.list);
        self.by_file
    }

    fn origins(&mut self, item: Item, origins: &'a Origins) {
        for origin in origins {
            self.add(item, Some(origin.fact), &origin.source, origin.evidence);
        }
    }

    fn field(&mut self, item: Item, field: &'a Field) {
        self.origins(item, &field.origins);
    }

    fn set_aside(&mut self, item: Item, rows: &'a [SetAside]) {
        for row in rows {
            self.add(item, Some(Fact::Name), &row.source, Evidence::Stated);
        }
    }

    fn responses(&mut self, item: impl Fn(usize) -> Item, responses: &'a [Response]) {
        for (index, response) in responses.iter().enumerate() {
            self.origins(item(index), &response.origins);
        }
    }

    fn example(&mut self, item: Item, example: &'a Example) {
        self.origins(item, &example.origins);
        self.add(item, None, &example.source, Evidence::Stated);
    }

    fn named(&mut self, index: usize, found: &'a NamedType) {
        let item = Item::Type(index);
        self.origins(item, &found.origins);
        self.set_aside(item, &found.set_aside);
        if let Definition::Structure { fields, .. } = &found.definition {
            for (inner, field) in fields.iter().enumerate() {
                self.field(Item::Field(index, inner), field);
            }
        }
    }
}
