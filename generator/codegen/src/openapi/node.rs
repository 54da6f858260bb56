//! JSON whose objects keep the order in which they were written, so that a document reads from the general to the
//! particular. Texts go in as they are; what their characters mean in JSON or YAML is the serializer's business.

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Any JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Object(Object),
}

/// A JSON object in the order of writing. Whoever writes a name twice has looked it up before.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Object(Vec<(Cow<'static, str>, Node)>);

impl Object {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The object with one more member.
    pub(crate) fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Node>) -> Self {
        self.push(name, value);
        self
    }

    /// The object with one more member, if there is a value for it.
    pub(crate) fn maybe(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The object with one more member, unless that is empty: nothing to say.
    pub(crate) fn filled(self, name: impl Into<Cow<'static, str>>, value: impl Into<Node>) -> Self {
        let value = value.into();
        if value.is_empty() { self } else { self.with(name, value) }
    }

    /// The object with a member that says yes, or without it.
    pub(crate) fn flag(self, name: impl Into<Cow<'static, str>>, is_set: bool) -> Self {
        self.maybe(name, is_set.then_some(true))
    }

    /// The object with the members of another behind its own.
    pub(crate) fn and(mut self, other: Object) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn push(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Node>) {
        self.0.push((name.into(), value.into()));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }
}

impl Node {
    /// Whether it holds nothing: an empty object, list or text.
    fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(object) => object.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether a reader could take a part of it for a reference, and look up what it names: even where a document is
    /// shown as it is, many do.
    pub(crate) fn looks_like_reference(&self) -> bool {
        match self {
            Self::List(items) => items.iter().any(Self::looks_like_reference),
            Self::Object(object) => {
                object.iter().any(|(name, value)| name == "$ref" || value.looks_like_reference())
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => false,
        }
    }

    /// The JSON that a text is.
    pub(crate) fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// A decimal number: the digits of a document as JSON has them.
    pub(crate) fn number(digits: &str) -> Option<Self> {
        let digits = digits.strip_prefix('+').unwrap_or(digits);
        let whole = digits.parse::<i64>().map(Number::from);
        let number = whole.or_else(|_| digits.parse::<u64>().map(Number::from)).ok();
        number.or_else(|| Number::from_f64(digits.parse().ok()?)).map(Self::Number)
    }
}

macro_rules! from {
    ($($source:ty => |$value:ident| $node:expr;)*) => {
        $(impl From<$source> for Node {
            fn from($value: $source) -> Self {
                $node
            }
        })*
    };
}
from! {
    &str => |text| Self::Text(text.to_owned());
    &String => |text| Self::Text(text.clone());
    String => |text| Self::Text(text);
    bool => |value| Self::Bool(value);
    u64 => |number| Self::Number(number.into());
    i64 => |number| Self::Number(number.into());
    Object => |object| Self::Object(object);
}

impl<T: Into<Node>> From<Vec<T>> for Node {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// Of two members with one name the last counts, at the place of the first, as JSON's readers have it.
impl<N: Into<Cow<'static, str>>, V: Into<Node>> FromIterator<(N, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut object = Self::new();
        let mut places: BTreeMap<Cow<'static, str>, usize> = BTreeMap::new();
        for (name, value) in members {
            let name = name.into();
            if let Some((_, known)) = places.get(&name).and_then(|place| object.0.get_mut(*place)) {
                *known = value.into();
            } else {
                places.insert(name.clone(), object.0.len());
                object.push(name, value);
            }
        }
        object
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        while let Some(entry) = members.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Object(entries.into_iter().collect()))
    }
}
