//! How changes call things.

use docwright_model::{Endpoint, Location, Parameter};

/// `GET /pets`
pub(super) fn endpoint(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// ``query parameter `limit` ``
pub(super) fn parameter(parameter: &Parameter) -> String {
    let place = match parameter.location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Form => "form field",
        Location::Multipart => "part",
        Location::Json => "body field",
    };
    format!("{place} `{}`", parameter.field.wire_name)
}

/// `` `a`, `b` ``
pub(super) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    names.join(", ")
}

/// `` `a`, `b` ``, or `nothing`.
pub(super) fn listed_or_nothing<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let listed = listed(names);
    if listed.is_empty() { "nothing".to_owned() } else { listed }
}

/// `10 → 20`; what is not there is `none`.
pub(super) fn from_to<T: AsRef<str>>(old: Option<T>, new: Option<T>) -> String {
    let shown =
        |value: Option<T>| value.map_or_else(|| "none".to_owned(), |value| format!("`{}`", value.as_ref()));
    format!("{} → {}", shown(old), shown(new))
}

/// The names of the aspects that differ: `summary, since`.
pub(super) fn differing(aspects: &[(&str, bool)]) -> Option<String> {
    let names: Vec<&str> = aspects.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
