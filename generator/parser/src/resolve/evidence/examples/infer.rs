//! From shapes to types: scalars, lists, and structures with a name of their own.
//!
//! A text is never more than a string: an example shows one value, and cannot show that all are dates or UUIDs.

use super::shape::{FieldShape, Fields, Kind, Shape};
use crate::resolve::{
    enumerations::candidates,
    names::words::{pascal, split_words},
};
use docwright_model::{
    Definition, Evidence, Fact, Field, NamedType, Origins, RustName, Source, Type, WireName,
};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

/// What is nested deeper stays JSON.
const MOST_DEPTH: usize = 16;
/// A UUID has so many characters, of which so many are hyphens.
const UUID: (usize, usize) = (36, 4);

/// Two kinds of one value that no type has, and the value's name.
#[derive(Debug)]
pub(super) struct Contradiction {
    pub(super) name: String,
    pub(super) kinds: [(Kind, Source); 2],
}

/// Makes types of shapes.
#[derive(Debug)]
pub(super) struct Inference {
    /// The structures that were made.
    pub(super) types: Vec<NamedType>,
    /// Values that examples show as different things.
    pub(super) contradictions: Vec<Contradiction>,
    /// The structures by name, each with its shape in words.
    made: HashMap<String, String>,
    /// Names that other types have.
    taken: HashSet<String>,
    /// How many types were given a name with a number.
    numbered: usize,
}

impl Inference {
    /// Starts with the names that types have already.
    pub(super) fn new<'t>(names: impl Iterator<Item = &'t str>) -> Self {
        // As they will be in emitted code, because two spellings of one name would collide there.
        let taken = names.flat_map(|name| [name.to_owned(), pascal(&split_words(name, &[]))]).collect();
        let (types, contradictions) = (Vec::new(), Vec::new());
        Self { types, contradictions, made: HashMap::new(), taken, numbered: 0 }
    }

    /// A field that only examples show.
    pub(super) fn field(&mut self, found: &FieldShape<'_>, contexts: &[String]) -> Field {
        self.field_at(found, contexts, 0)
    }

    /// The type of what a shape shows.
    pub(super) fn type_of(&mut self, shape: &Shape<'_>, name: &str, contexts: &[String]) -> Type {
        self.value(shape, name, false, contexts, 0)
    }

    fn field_at(&mut self, found: &FieldShape<'_>, contexts: &[String], depth: usize) -> Field {
        let value_type = self.value(&found.shape, found.name, false, contexts, depth);
        let source = found.source.clone();
        let mut field = Field {
            evidence: Evidence::Example,
            nullable: found.shape.null.is_some(),
            ..Field::new(WireName::from(found.name), value_type, source.clone())
        };
        field.origins.add(Fact::Name, source.clone(), Evidence::Example);
        if !found.shape.kinds.is_empty() {
            field.origins.add(Fact::Type, source, Evidence::Example);
        }
        if let Some(null) = &found.shape.null {
            field.origins.add(Fact::Nullable, null.clone(), Evidence::Example);
        }
        field
    }

    fn value(
        &mut self,
        shape: &Shape<'_>,
        name: &str,
        elements: bool,
        contexts: &[String],
        depth: usize,
    ) -> Type {
        if let Some([one, other]) = shape.contradiction() {
            let kinds = [one, other].map(|(kind, source)| (kind, source.clone()));
            self.contradictions.push(Contradiction { name: name.to_owned(), kinds });
        }
        let Some(kind) = shape.kind() else { return Type::Any };
        match kind {
            Kind::Text => Type::String,
            Kind::Integer => Type::Integer,
            Kind::Number => Type::Number,
            Kind::Boolean => Type::Boolean,
            Kind::List => match &shape.elements {
                Some(inner) if depth < MOST_DEPTH => {
                    let found = self.value(inner, name, true, contexts, depth + 1);
                    let nullable = inner.null.is_some() && found != Type::Any;
                    if nullable { Type::Nullable(Box::new(found)).list() } else { found.list() }
                }
                _ => Type::Any.list(),
            },
            Kind::Object => match &shape.named {
                Some(described) => Type::Named(described.clone()),
                None if depth < MOST_DEPTH && has_names(&shape.fields) => {
                    self.structure(&shape.fields, shape.kinds.get(&kind), name, elements, contexts, depth)
                }
                None => Type::Object,
            },
        }
    }

    fn numbered_name(&mut self, start: &str) -> String {
        loop {
            self.numbered += 1;
            let name = format!("{start}Object{}", self.numbered);
            if !self.taken.contains(&name) && !self.made.contains_key(&name) {
                return name;
            }
        }
    }

    /// A structure of these fields: the one that has them already, or a new one.
    fn structure(
        &mut self,
        fields: &Fields<'_>,
        source: Option<&Source>,
        name: &str,
        elements: bool,
        contexts: &[String],
        depth: usize,
    ) -> Type {
        let mut shown = String::new();
        show_fields(fields, depth, &mut shown);
        let candidates = candidates(name, elements, contexts);
        let fitting = candidates.iter().find(|name| {
            !self.taken.contains(*name) && self.made.get(*name).is_none_or(|known| *known == shown)
        });
        let last = candidates.last().map(String::as_str).unwrap_or_default();
        let name = fitting.cloned().unwrap_or_else(|| self.numbered_name(last));
        let Some(source) = source.filter(|_| self.made.insert(name.clone(), shown).is_none()) else {
            return Type::Named(name);
        };
        let mut origins = Origins::default();
        origins.add(Fact::Type, source.clone(), Evidence::Example);
        let index = self.types.len();
        self.types.push(NamedType {
            name: name.clone(),
            rust_name: RustName::default(),
            description: None,
            definition: Definition::Opaque { link: None },
            deprecated: None,
            set_aside: Vec::new(),
            source: source.clone(),
            evidence: Evidence::Example,
            origins,
        });
        let contexts = [name.clone()];
        let fields = fields.iter().map(|field| self.field_at(field, &contexts, depth + 1)).collect();
        if let Some(made) = self.types.get_mut(index) {
            made.definition = Definition::Structure { extends: Vec::new(), fields };
        }
        Type::Named(name)
    }
}

/// Whether the keys of objects are names of fields, all different ones. Others are data: UUIDs, addresses.
fn has_names(fields: &Fields<'_>) -> bool {
    let mut seen = HashSet::new();
    !fields.is_empty()
        && fields.iter().all(|field| is_name(field.name) && seen.insert(split_words(field.name, &[])))
}

fn is_name(key: &str) -> bool {
    let mark = |character| matches!(character, '_' | '-' | '$' | '@' | '.' | ':');
    let (length, hyphens) = UUID;
    let is_uuid = key.len() == length && key.matches('-').count() == hyphens;
    !is_uuid
        && key.chars().any(char::is_alphabetic)
        && !key.starts_with(|first: char| first.is_numeric())
        && key.chars().all(|character| character.is_alphanumeric() || mark(character))
}

/// The shape in words, by which shapes are compared: the same for the same fields in another order.
fn show(shape: &Shape<'_>, depth: usize, shown: &mut String) {
    if shape.null.is_some() {
        shown.push('?');
    }
    match (shape.kind(), &shape.named) {
        (None, _) => shown.push('*'),
        (Some(Kind::Object), Some(name)) => {
            let _ = write!(shown, "{name:?}");
        }
        (Some(Kind::Object), None) if depth < MOST_DEPTH => show_fields(&shape.fields, depth, shown),
        (Some(Kind::List), _) if depth < MOST_DEPTH => {
            shown.push('[');
            if let Some(elements) = &shape.elements {
                show(elements, depth + 1, shown);
            }
            shown.push(']');
        }
        (Some(kind), _) => {
            let _ = write!(shown, "{kind:?}");
        }
    }
}

fn show_fields(fields: &Fields<'_>, depth: usize, shown: &mut String) {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort_by_key(|field| field.name);
    shown.push('{');
    for field in sorted {
        let _ = write!(shown, "{:?}:", field.name);
        show(&field.shape, depth + 1, shown);
        shown.push(',');
    }
    shown.push('}');
}
