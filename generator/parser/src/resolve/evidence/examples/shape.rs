//! What examples show of one value: the kinds that it has in them, and the shapes of what is inside.

use super::{json::Json, json::Member, known::Known, known::KnownField};
use docwright_model::{Source, Type};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The kinds of JSON values that types tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    List,
    Object,
}

impl Kind {
    /// The kind in a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::List => "an array",
            Self::Object => "an object",
        }
    }

    fn of(value: &Json) -> Option<Self> {
        Some(match value {
            Json::Null => return None,
            Json::Boolean => Self::Boolean,
            Json::Integer => Self::Integer,
            Json::Number => Self::Number,
            Json::Text(_) => Self::Text,
            Json::List(_) => Self::List,
            Json::Object(_) => Self::Object,
        })
    }
}

/// What all examples together show of one value.
#[derive(Debug, Default)]
pub(in crate::resolve::evidence) struct Shape<'a> {
    /// The kinds that were seen, each with the first place.
    pub(super) kinds: BTreeMap<Kind, Source>,
    /// Where `null` was first seen.
    pub(super) null: Option<Source>,
    /// The elements of arrays, or the values of a map.
    pub(in crate::resolve::evidence) elements: Option<Box<Shape<'a>>>,
    /// The fields of objects, unless they are those of a described structure.
    pub(super) fields: Fields<'a>,
    /// The objects themselves.
    pub(super) objects: Vec<&'a [Member]>,
    /// The described structure that the objects are.
    pub(super) named: Option<String>,
    /// The texts with their places, for patterns.
    pub(in crate::resolve::evidence) texts: Vec<(&'a str, &'a Source)>,
}

impl Shape<'_> {
    /// The one kind that was seen; whole numbers among others are numbers. `None` if there are none or several.
    pub(super) fn kind(&self) -> Option<Kind> {
        let mut kinds = self.kinds.keys().copied();
        match (kinds.next(), kinds.next(), kinds.next()) {
            (Some(kind), None, _) => Some(kind),
            (Some(Kind::Integer), Some(Kind::Number), None) => Some(Kind::Number),
            _ => None,
        }
    }

    /// Two kinds that no one type has, with their places.
    pub(super) fn contradiction(&self) -> Option<[(Kind, &Source); 2]> {
        if self.kind().is_some() {
            return None;
        }
        let mut kinds = self.kinds.iter().map(|(kind, source)| (*kind, source));
        let first = kinds.next()?;
        let second = kinds.find(|second| (first.0, second.0) != (Kind::Integer, Kind::Number))?;
        Some([first, second])
    }

    /// Whether no value in it contradicts another.
    pub(super) fn is_consistent(&self) -> bool {
        self.contradiction().is_none()
            && self.elements.as_ref().is_none_or(|elements| elements.is_consistent())
            && self.fields.iter().all(|field| field.shape.is_consistent())
    }
}

/// The fields of objects, in the order in which they were first seen.
#[derive(Debug, Default)]
pub(in crate::resolve::evidence) struct Fields<'a> {
    list: Vec<FieldShape<'a>>,
    index: HashMap<&'a str, usize>,
}

/// What examples show of one field.
#[derive(Debug)]
pub(in crate::resolve::evidence) struct FieldShape<'a> {
    /// Its key.
    pub(super) name: &'a str,
    /// Where it was first seen.
    pub(super) source: &'a Source,
    /// What its values are.
    pub(in crate::resolve::evidence) shape: Shape<'a>,
}

impl<'a> Fields<'a> {
    pub(super) fn iter(&self) -> std::slice::Iter<'_, FieldShape<'a>> {
        self.list.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, FieldShape<'a>> {
        self.list.iter_mut()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(in crate::resolve::evidence) fn get(&self, name: &str) -> Option<&FieldShape<'a>> {
        self.index.get(name).and_then(|index| self.list.get(*index))
    }

    fn entry(&mut self, member: &'a Member) -> Option<&mut Shape<'a>> {
        let index = *self.index.entry(&member.name).or_insert(self.list.len());
        if index == self.list.len() {
            let (name, source) = (member.name.as_str(), &member.source);
            self.list.push(FieldShape { name, source, shape: Shape::default() });
        }
        self.list.get_mut(index).map(|field| &mut field.shape)
    }
}

/// Objects that are described structures, by the name of the structure.
pub(super) type Queue<'a> = VecDeque<(String, &'a [Member])>;

/// Adds what values show to shapes. What belongs to a described structure is put aside for that structure.
pub(super) struct Observer<'a, 'k> {
    /// The structures that are described.
    pub(super) known: &'k Known,
    /// What was put aside.
    pub(super) queue: Queue<'a>,
}

impl<'a> Observer<'a, '_> {
    /// Adds the members of an object whose fields have these types.
    pub(super) fn members(
        &mut self,
        members: &'a [Member],
        typed: &HashMap<String, KnownField>,
        fields: &mut Fields<'a>,
    ) {
        for member in members {
            let field = typed.get(member.name.as_str());
            let by_name = if field.is_none() { self.known.by_name(member) } else { None };
            if let Some(shape) = fields.entry(member) {
                let found = field.map(|field| &field.value_type).or(by_name.as_ref());
                let closed = field.is_some_and(|field| field.closed);
                self.value(&member.value, &member.source, found.filter(|_| !closed), closed, shape);
            }
        }
    }

    /// Adds one value. `found` is its type, where one is known; of a closed value only the kind counts.
    pub(super) fn value(
        &mut self,
        value: &'a Json,
        source: &'a Source,
        found: Option<&Type>,
        closed: bool,
        shape: &mut Shape<'a>,
    ) {
        match Kind::of(value) {
            Some(kind) => drop(shape.kinds.entry(kind).or_insert_with(|| source.clone())),
            None => drop(shape.null.get_or_insert_with(|| source.clone())),
        }
        if let Json::Text(text) = value {
            shape.texts.push((text, source));
        }
        if closed {
            return;
        }
        match (bare(found), value) {
            (Some(Type::Named(name)), Json::Object(members)) if self.known.contains(name) => {
                shape.named.get_or_insert_with(|| name.clone());
                self.queue.push_back((name.clone(), members));
            }
            // A type that is linked, but not described: nothing is known of what is inside.
            (Some(Type::Named(name)), _) if !self.known.contains(name) => {}
            (Some(Type::Map { value: inner, .. }), Json::Object(members)) => {
                let elements = shape.elements.get_or_insert_default();
                for member in members {
                    self.value(&member.value, &member.source, Some(inner), false, elements);
                }
            }
            (found, Json::List(list)) => {
                let inner = match found {
                    Some(Type::List(inner)) => Some(&**inner),
                    _ => None,
                };
                let elements = shape.elements.get_or_insert_default();
                for element in list {
                    self.value(element, source, inner, false, elements);
                }
            }
            (_, Json::Object(members)) => {
                shape.objects.push(members);
                self.members(members, &HashMap::new(), &mut shape.fields);
            }
            _ => {}
        }
    }
}

/// The type without the possibility of `null`.
pub(super) fn bare(found: Option<&Type>) -> Option<&Type> {
    match found {
        Some(Type::Nullable(inner)) => bare(Some(inner)),
        found => found,
    }
}
