//! What is sent under one name to one collection is one thing: creating and updating a tenant take the same
//! contact, of which each example shows a part.

use super::{
    adopt::Index,
    collect::{Observations, observe_again},
    known::{Known, KnownField, is_open},
    shape::{FieldShape, Kind, Queue, Shape},
};
use crate::assemble::Draft;
use docwright_model::{PathTemplate, Segment, Type};
use std::collections::HashMap;

/// Objects of one name in one collection, and the type that was made of them.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) shape: Shape<'a>,
    pub(super) made: Option<Type>,
}

/// All groups, and which of them each parameter belongs to.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    list: Vec<Group<'a>>,
    of: HashMap<(usize, &'a str), usize>,
}

impl<'a> Groups<'a> {
    /// The group of a parameter of the endpoint with this number.
    pub(super) fn get_mut(&mut self, endpoint: usize, name: &'a str) -> Option<&mut Group<'a>> {
        self.of.get(&(endpoint, name)).and_then(|index| self.list.get_mut(*index))
    }
}

/// Finds what several endpoints of one collection send under one name.
pub(super) fn unite<'a>(observations: &Observations<'a>, draft: &Draft, known: &Known) -> Groups<'a> {
    let mut members: HashMap<(String, &'a str), Vec<(usize, &FieldShape<'a>)>> = HashMap::new();
    for (number, (fields, draft)) in observations.requests.iter().zip(&draft.endpoints).enumerate() {
        if fields.is_empty() {
            continue;
        }
        let parameters = draft.endpoint.parameters.iter().map(|parameter| &parameter.field);
        let open: HashMap<&str, KnownField> = parameters
            .filter(|field| is_open(&field.value_type))
            .map(|field| (field.wire_name.as_str(), KnownField::of(field)))
            .collect();
        let collection = collection(&draft.endpoint.path);
        for field in fields.iter().filter(|field| objects(&field.shape).is_some()) {
            if open.get(field.name).is_some_and(|open| !open.closed) {
                members.entry((collection.clone(), field.name)).or_default().push((number, field));
            }
        }
    }
    let index = Index::of(&observations.structures, known);
    let mut groups = Groups::default();
    for ((_, name), members) in members.into_iter().filter(|(_, members)| members.len() > 1) {
        if let Some(shape) = united(&members, &index, known) {
            for (number, _) in members {
                groups.of.insert((number, name), groups.list.len());
            }
            groups.list.push(Group { shape, made: None });
        }
    }
    groups
}

/// The shape that holds the objects of a value: its own, or that of its elements.
fn objects<'s, 'a>(shape: &'s Shape<'a>) -> Option<&'s Shape<'a>> {
    let holder = match shape.kind()? {
        Kind::Object => shape,
        Kind::List => shape.elements.as_deref()?,
        _ => return None,
    };
    (holder.kind() == Some(Kind::Object) && holder.named.is_none()).then_some(holder)
}

fn united<'a>(members: &[(usize, &FieldShape<'a>)], index: &Index<'_>, known: &Known) -> Option<Shape<'a>> {
    let (_, first) = members.first()?;
    if members.iter().any(|(_, field)| field.shape.kind() != first.shape.kind()) {
        return None;
    }
    let holders = members.iter().filter_map(|(_, field)| objects(&field.shape));
    let all: Vec<_> = holders.flat_map(|holder| holder.objects.iter().copied()).collect();
    let mut fields = observe_again(&all, known);
    index.fields(&mut fields, &mut Queue::new());
    let inner = objects(&first.shape)?;
    let holder = Shape { kinds: inner.kinds.clone(), null: inner.null.clone(), fields, ..Shape::default() };
    let shape = match first.shape.kind()? {
        Kind::List => {
            Shape { kinds: first.shape.kinds.clone(), elements: Some(Box::new(holder)), ..Shape::default() }
        }
        _ => holder,
    };
    shape.is_consistent().then_some(shape)
}

/// The path of a collection, without the placeholders of one element at its end.
fn collection(path: &PathTemplate) -> String {
    let segments: Vec<Segment> = path.segments().collect();
    let trailing = segments.iter().rev().take_while(|segment| match segment {
        Segment::Placeholder(_) => true,
        Segment::Literal(text) => text.chars().all(|character| character == '/'),
    });
    let kept = segments.len().saturating_sub(trailing.count());
    let parts = segments.iter().take(kept).map(|segment| match segment {
        Segment::Literal(text) => text.trim_end_matches('/').to_owned(),
        Segment::Placeholder(_) => "{}".to_owned(),
    });
    parts.collect()
}
