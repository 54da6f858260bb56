//! Types in words, as reports and pages show them to people.

use docwright_model::Type;

/// The type as documents write it, and `api.toml` as well: `List<Pet>`, `Map<String, Integer>`.
pub(crate) fn type_in_words(value_type: &Type) -> String {
    match value_type {
        Type::String => "String".to_owned(),
        Type::Integer => "Integer".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Uuid => "UUID".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Any => "any JSON".to_owned(),
        Type::Object => "Object".to_owned(),
        Type::List(inner) => format!("List<{}>", type_in_words(inner)),
        Type::Map { key, value } => format!("Map<{}, {}>", type_in_words(key), type_in_words(value)),
        Type::CommaSeparated(inner) => format!("CommaSeparated<{}>", type_in_words(inner)),
        Type::Named(name) => name.clone(),
        Type::Nullable(inner) => format!("{} or null", type_in_words(inner)),
    }
}
