//! What tables say of the fields that examples send: their types, and whether examples may say more.

use super::json::{Json, Member};
use crate::assemble::Draft;
use docwright_model::{Definition, Evidence, Fact, Field, Source, Type};
use std::collections::HashMap;

/// Words of a description that say that an object takes any keys. Examples of it show keys that one caller chose.
const FREE_FORM: &[&str] = &[
    "any additional",
    "any json",
    "any key",
    "any keys",
    "arbitrary",
    "custom",
    "free form",
    "free-form",
    "freeform",
    "by name",
    "key-value pairs",
    "key/value pairs",
    "keyed by",
    "map from",
    "map of",
    "mapping",
    "metadata",
    "user-defined",
];

/// A documented field as examples are compared with it.
#[derive(Debug)]
pub(super) struct KnownField {
    /// Its type.
    pub(super) value_type: Type,
    /// Whether what is inside its values is none of our business.
    pub(super) closed: bool,
}

impl KnownField {
    pub(super) fn of(field: &Field) -> Self {
        Self { value_type: field.value_type.clone(), closed: is_closed(field) }
    }
}

/// The structures that documents describe.
#[derive(Debug, Default)]
pub(super) struct Known {
    structures: HashMap<String, HashMap<String, KnownField>>,
}

impl Known {
    pub(super) fn of(draft: &Draft) -> Self {
        let structures = draft.types.iter().filter_map(|found| match &found.definition {
            Definition::Structure { extends, fields } if extends.is_empty() => {
                let field = |field: &Field| (field.wire_name.as_str().to_owned(), KnownField::of(field));
                Some((found.name.clone(), fields.iter().map(field).collect()))
            }
            _ => None,
        });
        Self { structures: structures.collect() }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.structures.contains_key(name)
    }

    /// The fields of a structure.
    pub(super) fn fields(&self, name: &str) -> Option<&HashMap<String, KnownField>> {
        self.structures.get(name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &HashMap<String, KnownField>)> {
        self.structures.iter().map(|(name, fields)| (name.as_str(), fields))
    }

    /// The type of a key that no table lists, if an object of its name is described.
    pub(super) fn by_name(&self, member: &Member) -> Option<Type> {
        let named = || self.contains(&member.name).then(|| Type::Named(member.name.clone()));
        match &member.value {
            Json::Object(_) => named(),
            Json::List(list) if list.iter().any(|element| matches!(element, Json::Object(_))) => {
                named().map(Type::list)
            }
            _ => None,
        }
    }
}

/// Whether a type says no more than that a value is an object, an array or anything.
pub(super) fn is_open(found: &Type) -> bool {
    match found {
        Type::Any | Type::Object => true,
        Type::List(inner) => matches!(**inner, Type::Any | Type::Object),
        Type::Nullable(inner) => is_open(inner),
        _ => false,
    }
}

/// Whether an open type is meant to be open: the words say so, or the document says "any" in so many words and
/// gives no reason for it. A value that may be null is such a reason: pages have no other type for it.
fn is_closed(field: &Field) -> bool {
    let stated = field.evidence == Evidence::Patch || field.origins.of(Fact::Type).is_some();
    let any = field.value_type == Type::Any && stated && !field.nullable;
    is_open(&field.value_type) && (any || is_free_form(field))
}

/// The patch that states a field's type, if one does.
pub(crate) fn patched_at(field: &Field) -> Option<&Source> {
    let origin = field.origins.of(Fact::Type).filter(|origin| origin.evidence == Evidence::Patch);
    origin.map(|origin| &origin.source)
}

/// Whether a field's description says that it takes any keys.
pub(crate) fn is_free_form(field: &Field) -> bool {
    let description = field.description.as_deref().unwrap_or_default().to_lowercase();
    FREE_FORM.iter().any(|words| contains_words(&description, words))
}

/// Whether a text has these words, not only their letters: `customer` is not `custom`.
pub(crate) fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
