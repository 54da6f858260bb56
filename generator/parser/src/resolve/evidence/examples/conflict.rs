//! Where an example contradicts the type that a table states: both places, and the patch that would settle it.

use super::{
    known::{Known, patched_at},
    notes::Owner,
    shape::{Kind, Shape, bare},
};
use crate::{
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_patch},
    },
    resolve::Scope,
};
use docwright_model::{Field, Source, Type};
use std::collections::HashMap;

/// The first value that the type does not allow. In a form every scalar is text.
pub(super) fn mismatch<'s>(
    found: &Type,
    shape: &'s Shape<'_>,
    known: &Known,
    form: bool,
) -> Option<(Kind, &'s Source)> {
    let refused = shape.kinds.iter().find(|(kind, _)| !fits(found, **kind, known, form));
    let elements = || match bare(Some(found)) {
        Some(Type::List(inner) | Type::Map { value: inner, .. }) => {
            shape.elements.as_ref().and_then(|elements| mismatch(inner, elements, known, form))
        }
        _ => None,
    };
    refused.map(|(kind, source)| (*kind, source)).or_else(elements)
}

fn fits(found: &Type, kind: Kind, known: &Known, form: bool) -> bool {
    match found {
        Type::Any => true,
        Type::String | Type::Uuid | Type::Date | Type::DateTime | Type::Bytes | Type::CommaSeparated(_) => {
            kind == Kind::Text
        }
        Type::Integer => kind == Kind::Integer || (form && kind == Kind::Text),
        Type::Number => matches!(kind, Kind::Integer | Kind::Number) || (form && kind == Kind::Text),
        Type::Boolean => kind == Kind::Boolean || (form && kind == Kind::Text),
        Type::Object | Type::Map { .. } => kind == Kind::Object,
        Type::List(_) => kind == Kind::List,
        Type::Nullable(inner) => fits(inner, kind, known, form),
        // What is described on another page may be anything.
        Type::Named(name) => kind == Kind::Object || !known.contains(name),
    }
}

/// What a type is called in a sentence.
pub(super) fn type_words(found: &Type) -> String {
    match found {
        Type::String => "a string".to_owned(),
        Type::Integer => "an integer".to_owned(),
        Type::Number => "a number".to_owned(),
        Type::Boolean => "a boolean".to_owned(),
        Type::Uuid => "a UUID".to_owned(),
        Type::Date => "a date".to_owned(),
        Type::DateTime => "a date and time".to_owned(),
        Type::Bytes => "a file".to_owned(),
        Type::Any => "anything".to_owned(),
        Type::Object => "an object".to_owned(),
        Type::Map { .. } => "a map".to_owned(),
        Type::Named(name) => format!("the object `{name}`"),
        Type::CommaSeparated(_) => "text with commas".to_owned(),
        Type::Nullable(inner) => type_words(inner),
        Type::List(inner) => match bare(Some(&**inner)) {
            Some(Type::Named(name)) => format!("an array of `{name}`"),
            Some(Type::String) => "an array of strings".to_owned(),
            Some(Type::Integer) => "an array of integers".to_owned(),
            Some(Type::Number) => "an array of numbers".to_owned(),
            Some(Type::Boolean) => "an array of booleans".to_owned(),
            Some(Type::Object) => "an array of objects".to_owned(),
            _ => "an array".to_owned(),
        },
    }
}

/// The type that fits what examples show, as a patch would state it. Objects with no keys but those of the
/// structure that is documented are that structure.
pub(super) fn wanted(shape: &Shape<'_>, documented: &Type, known: &Known) -> String {
    let Some(kind) = shape.kind() else { return "Any".to_owned() };
    match kind {
        Kind::Text => "String".to_owned(),
        Kind::Integer => "Integer".to_owned(),
        Kind::Number => "Number".to_owned(),
        Kind::Boolean => "Boolean".to_owned(),
        Kind::Object => {
            let has_keys = |name: &&str| {
                let fields = known.fields(name);
                fields.is_some_and(|fields| shape.fields.iter().all(|found| fields.contains_key(found.name)))
            };
            let documented = || documented.names().into_iter().find(has_keys).map(str::to_owned);
            shape.named.clone().or_else(documented).unwrap_or_else(|| "Object".to_owned())
        }
        Kind::List => match &shape.elements {
            Some(elements) if !elements.kinds.is_empty() => {
                format!("List<{}>", wanted(elements, documented, known))
            }
            _ => "Array".to_owned(),
        },
    }
}

/// Conflicts, those of rows that endpoints share taken together.
#[derive(Debug, Default)]
pub(super) struct Conflicts {
    list: Vec<Conflict>,
    known: HashMap<(Source, String), usize>,
}

#[derive(Debug)]
struct Conflict {
    /// The endpoints, or the one structure.
    owners: Vec<String>,
    is_structure: bool,
    diagnostic: Diagnostic,
    field: String,
    wanted: String,
}

impl Conflicts {
    /// Adds the contradiction between a field and what was seen of it.
    pub(super) fn add(
        &mut self,
        owner: &Owner,
        field: &Field,
        wanted: String,
        shape: &Shape<'_>,
        seen: (Kind, &Source),
    ) {
        let key = (field.source.clone(), wanted.clone());
        if let Some(conflict) = self.known.get(&key).and_then(|index| self.list.get_mut(*index)) {
            conflict.owners.push(owner.name.clone());
            return;
        }
        let (kind, source) = seen;
        let found = type_words(&field.value_type);
        let patch = patched_at(field);
        let says = if patch.is_some() { "api.toml says" } else { "the document says" };
        let within = if shape.kinds.contains_key(&kind) { "" } else { " inside it" };
        let message = format!(
            "{says} that `{}` is {found}, but an example sends {}{within}",
            field.wire_name,
            kind.words()
        );
        let diagnostic = Diagnostic::new(Code::TypeConflict, message, "")
            .at(patch.unwrap_or(&field.source).clone(), format!("{found} here"))
            .and_at(source.clone(), format!("{} here", kind.words()));
        self.known.insert(key, self.list.len());
        let field = field.wire_name.to_string();
        let (owners, is_structure) = (vec![owner.name.clone()], owner.number.is_none());
        self.list.push(Conflict { owners, is_structure, diagnostic, field, wanted });
    }

    /// Reports all conflicts. `having` says how many endpoints have a parameter of a name.
    pub(super) fn report(self, having: &HashMap<String, usize>, scope: &mut Scope<'_>) {
        for conflict in self.list {
            let Conflict { owners, is_structure, mut diagnostic, field, wanted } = conflict;
            diagnostic.subject = owners.first().cloned();
            let place = if is_structure {
                Place::Structure(owners.into_iter().next().unwrap_or_default())
            } else if owners.len() > 1 && having.get(&field) == Some(&owners.len()) {
                Place::EveryEndpoint
            } else {
                Place::Endpoints(owners)
            };
            let facts = format!("set = {{ type = {} }}", quoted(&wanted));
            let reason = "The examples of the document send this, and not what its table says.";
            diagnostic.help = format!(
                "if the example is right, add to api.toml:\n{}",
                suggest_patch(&place, Some(&field), &facts, reason)
            );
            scope.diagnostics.push(diagnostic);
        }
    }
}
