//! The ways to fill the fields of a set of credentials, each a method of the client's builder.

use super::roles::{Role, role};
use super::{Set, free, is_snake};
use crate::init::entries::{pair, quoted};
use crate::init::words::words;
use docwright_model::{Field, Requirement};
use std::collections::BTreeSet;

/// One way: the secret that it goes by, and the field that says so with its value.
struct Way<'a> {
    secret: &'a Field,
    kind: &'a Field,
    value: String,
}

/// The lines of each method: one for each value of the field that says which way it is, or only one.
pub(super) fn methods(set: &Set<'_>, set_name: &str, names: &mut BTreeSet<String>) -> Vec<Vec<String>> {
    let ways = ways(set);
    if ways.is_empty() {
        let secret = fields(set, Role::Secret).next();
        let name = secret.map_or_else(|| set_name.to_owned(), |secret| method_name(set_name, secret));
        return vec![method(&free(&name, names), &always_sent(set), None)];
    }
    let lines = ways.iter().map(|way| {
        let filled: Vec<&Field> = fields(set, Role::Name).chain([way.secret]).collect();
        method(&free(&method_name(set_name, way.secret), names), &filled, Some((way.kind, &way.value)))
    });
    lines.collect()
}

fn fields<'a>(set: &Set<'a>, wanted: Role) -> impl Iterator<Item = &'a Field> {
    set.fields.iter().copied().filter(move |field| role(field) == Some(wanted))
}

fn ways<'a>(set: &Set<'a>) -> Vec<Way<'a>> {
    let secrets: Vec<&Field> = set.fields.iter().copied().filter(|field| is_lasting(field)).collect();
    let of_kind = fields(set, Role::Kind).flat_map(|kind| {
        let way = move |secret| Some(Way { secret, kind, value: value_of(kind, secret)? });
        secrets.iter().copied().filter_map(way).collect::<Vec<_>>()
    });
    of_kind.collect()
}

/// What is sent whichever way there is: the name, and what is no more than optional beside it.
fn always_sent<'a>(set: &Set<'a>) -> Vec<&'a Field> {
    let is_sent = |field: &&Field| match role(field) {
        Some(Role::Name | Role::Secret) => true,
        Some(Role::Beside) => field.requirement == Requirement::Required,
        Some(Role::Kind) | None => false,
    };
    set.fields.iter().copied().filter(is_sent).collect()
}

/// `admin_password`; a set `sys` has `sys_pwd` and not `sys_sys_pwd`.
fn method_name(set_name: &str, secret: &Field) -> String {
    let secret = snake(secret);
    if secret.starts_with(&format!("{set_name}_")) { secret } else { format!("{set_name}_{secret}") }
}

fn snake(field: &Field) -> String {
    let name = words(field.wire_name.as_str()).join("_");
    if is_snake(&name) { name } else { "value".to_owned() }
}

/// Whether a field holds a secret that is good for more than one request.
fn is_lasting(field: &Field) -> bool {
    match role(field) {
        Some(Role::Secret) => true,
        Some(Role::Beside) => words(field.wire_name.as_str()).last().is_some_and(|word| word == "key"),
        _ => false,
    }
}

/// The value of the field for the way of signing in by which this secret is meant: one of its values, or a word
/// that its description quotes.
fn value_of(kind: &Field, secret: &Field) -> Option<String> {
    let joined = |text: &str| words(text).concat();
    let same = |value: &&str| joined(value) == joined(secret.wire_name.as_str());
    let values = kind.constraints.allowed_values.iter().map(String::as_str);
    let quoted = kind.description.iter().flat_map(|text| text.split(['\'', '"', '`']).skip(1).step_by(2));
    values.chain(quoted).find(same).map(str::to_owned)
}

/// The lines of one method: what it is called, what it takes, what it sends.
fn method(name: &str, filled: &[&Field], kind: Option<(&Field, &str)>) -> Vec<String> {
    let argument = |field: &&Field| match role(field) {
        Some(Role::Name) => format!("{{ plain = {} }}", quoted(&snake(field))),
        _ => quoted(&snake(field)),
    };
    let arguments: Vec<String> = filled.iter().map(argument).collect();
    let key = |field: &Field| {
        let name = field.wire_name.as_str();
        let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if is_bare { name.to_owned() } else { quoted(name) }
    };
    let pairs =
        filled.iter().map(|field| format!("{} = {}", key(field), quoted(&format!("{{{}}}", snake(field)))));
    let kind = kind.map(|(field, value)| format!("{} = {}", key(field), quoted(value)));
    let pairs: Vec<String> = pairs.chain(kind).collect();
    vec![
        pair("name", name),
        format!("arguments = [{}]", arguments.join(", ")),
        format!("send = {{ {} }}", pairs.join(", ")),
    ]
}
