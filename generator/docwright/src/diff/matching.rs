//! Which items of two models are the same item. What has a name of its own goes together by it; what lost its name is
//! looked for by what else makes it out.

use docwright_model::{Api, Definition, Endpoint, Method, NamedType, PathTemplate, Segment, Type};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Items that go together, and those that have no other, each in the order of its model.
pub(super) struct Matched<'a, T> {
    pub(super) pairs: Vec<(&'a T, &'a T)>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

impl<'a, T> Matched<'a, T> {
    fn none(old: impl IntoIterator<Item = &'a T>, new: impl IntoIterator<Item = &'a T>) -> Self {
        Self { pairs: Vec::new(), removed: old.into_iter().collect(), added: new.into_iter().collect() }
    }

    /// Pairs those of the left that have the same key; of several with one key the first ones go together.
    fn by<K: Ord>(
        mut self,
        old_key: impl Fn(&'a T) -> Option<K>,
        new_key: impl Fn(&'a T) -> Option<K>,
    ) -> Self {
        let mut waiting: BTreeMap<K, Vec<&'a T>> = BTreeMap::new();
        let mut left: Vec<&'a T> = Vec::new();
        for new in self.added.into_iter().rev() {
            match new_key(new) {
                Some(key) => waiting.entry(key).or_default().push(new),
                None => left.push(new),
            }
        }
        let mut removed = Vec::new();
        for old in self.removed {
            let new = old_key(old).and_then(|key| waiting.get_mut(&key)?.pop());
            match new {
                Some(new) => self.pairs.push((old, new)),
                None => removed.push(old),
            }
        }
        left.extend(waiting.into_values().flatten());
        Self { pairs: self.pairs, removed, added: left }
    }
}

/// Items that go together by one key.
pub(super) fn by_key<'a, T, K: Ord>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Matched<'a, T> {
    by_keys(old, new, &[&|item| Some(key(item))])
}

/// Items that go together by the first of these keys that pairs them.
pub(super) fn by_keys<'a, T, K: Ord>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    keys: &[&dyn Fn(&'a T) -> Option<K>],
) -> Matched<'a, T> {
    let (old, new): (Vec<&T>, Vec<&T>) = (old.into_iter().collect(), new.into_iter().collect());
    let matched = Matched::none(old, new.iter().copied());
    let matched = keys.iter().fold(matched, |matched, key| matched.by(key, key));
    in_order(matched, &new)
}

/// The added ones in the order of their model, which looking for keys loses.
fn in_order<'a, T>(mut matched: Matched<'a, T>, new: &[&'a T]) -> Matched<'a, T> {
    let added: BTreeSet<*const T> = matched.added.iter().map(|item| std::ptr::from_ref::<T>(item)).collect();
    matched.added =
        new.iter().copied().filter(|item| added.contains(&std::ptr::from_ref::<T>(item))).collect();
    matched
}

/// What an endpoint is called by: method and path, its documented name, an address of before, its name in Rust.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum EndpointKey {
    Exact(Method, String),
    Shape(Method, String),
    Name(String),
    Rust(Method, String),
}

/// The endpoints that go together.
pub(super) fn endpoints<'a>(old: &'a [Endpoint], new: &'a [Endpoint]) -> Matched<'a, Endpoint> {
    let exact =
        |endpoint: &Endpoint| Some(EndpointKey::Exact(endpoint.method, endpoint.path.as_str().to_owned()));
    let shape = |endpoint: &Endpoint| Some(EndpointKey::Shape(endpoint.method, shape(&endpoint.path)));
    let name = |endpoint: &Endpoint| endpoint.name.clone().map(EndpointKey::Name);
    let rust = |endpoint: &Endpoint| Some(EndpointKey::Rust(endpoint.method, endpoint.rust_name.to_string()));
    let first_alias = |endpoint: &Endpoint| {
        let alias = endpoint.aliases.first()?;
        Some(EndpointKey::Shape(alias.method, self::shape(&alias.path)))
    };
    let matched = Matched::none(old, new).by(exact, exact).by(shape, shape).by(name, name);
    // An alias that became the address, and an address that became an alias.
    let matched = matched.by(shape, first_alias).by(first_alias, shape).by(rust, rust);
    in_order(matched, &new.iter().collect::<Vec<_>>())
}

/// A path with placeholders that have no names.
pub(super) fn shape(path: &PathTemplate) -> String {
    let part = |segment: Segment<'_>| match segment {
        Segment::Literal(text) => text.to_owned(),
        Segment::Placeholder(_) => "{}".to_owned(),
    };
    path.segments().map(part).collect()
}

/// The names of types that go together: those of one name, and of the others those that are made of the same and
/// stand for it in the same places.
pub(super) fn types<'a>(old: &'a Api, new: &'a Api) -> BTreeMap<&'a str, &'a str> {
    let name = |named: &NamedType| Some(named.name.clone());
    let rust_name = |named: &NamedType| Some(format!("{} {}", kind(named), named.rust_name));
    let matched = by_keys(&old.types, &new.types, &[&name, &rust_name]);
    let mut known: BTreeMap<&str, &str> =
        matched.pairs.iter().map(|(old, new)| (old.name.as_str(), new.name.as_str())).collect();
    add_renamed(&matched, &mut known);
    known
}

/// Adds to the names that are known those of types that are made of the same. One that holds others with new names is
/// made of the same once all of those are found: only then is it looked for.
fn add_renamed<'a>(left: &Matched<'a, NamedType>, known: &mut BTreeMap<&'a str, &'a str>) {
    let mut waiting: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
    for new in &left.added {
        waiting.entry(makeup(new, &BTreeMap::new())).or_default().push_back(&new.name);
    }
    let gone: BTreeSet<&str> = left.removed.iter().map(|old| old.name.as_str()).collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // How many of the types that each one holds are not found yet.
    let mut missing = Vec::new();
    for (index, old) in left.removed.iter().enumerate() {
        let mut held = held(old);
        held.retain(|name| *name != old.name && gone.contains(name));
        missing.push(held.len());
        for name in held {
            holders.entry(name).or_default().push(index);
        }
    }
    let is_ready = |(index, missing): (usize, &usize)| (*missing == 0).then_some(index);
    let mut ready: BTreeSet<usize> = missing.iter().enumerate().filter_map(is_ready).collect();
    while !ready.is_empty() {
        let looked_for = ready.iter().filter_map(|index| left.removed.get(*index));
        let found: Vec<(&str, &str)> = looked_for
            .filter_map(|old| Some((old.name.as_str(), waiting.get_mut(&makeup(old, known))?.pop_front()?)))
            .collect();
        ready.clear();
        for holder in found.iter().filter_map(|(old, _)| holders.get(old)).flatten() {
            if let Some(missing) = missing.get_mut(*holder) {
                *missing -= 1;
                if *missing == 0 {
                    ready.insert(*holder);
                }
            }
        }
        known.extend(found);
    }
}

/// The names of the types that a type is made of.
fn held(named: &NamedType) -> BTreeSet<&str> {
    let Definition::Structure { extends, fields } = &named.definition else { return BTreeSet::new() };
    let fields = fields.iter().flat_map(|field| field.value_type.names());
    extends.iter().map(String::as_str).chain(fields).collect()
}

fn kind(named: &NamedType) -> &'static str {
    match named.definition {
        Definition::Structure { .. } => "structure",
        Definition::Enumeration { .. } => "enumeration",
        Definition::Opaque { .. } => "opaque",
    }
}

/// What a type is made of, as a text to compare; an own name in it is no part of it.
fn makeup(named: &NamedType, known: &BTreeMap<&str, &str>) -> String {
    let new_name = |name: &str| {
        if name == named.name {
            "itself".to_owned()
        } else {
            known.get(name).map_or(name, |name| *name).to_owned()
        }
    };
    match &named.definition {
        Definition::Structure { extends, fields } => {
            let parents = extends.iter().map(|parent| new_name(parent));
            let fields = fields.iter().map(|field| {
                let value_type = renamed(&field.value_type, &new_name);
                format!("{} {value_type:?} {:?} {}", field.wire_name, field.requirement, field.nullable)
            });
            // A structure without fields is like any other.
            let own = if fields.len() == 0 { named.name.as_str() } else { "" };
            format!("structure {own} {:?} {:?}", parents.collect::<Vec<_>>(), fields.collect::<Vec<_>>())
        }
        Definition::Enumeration { base, values, .. } => {
            let values: Vec<(&str, &str)> =
                values.iter().map(|value| (value.value.as_str(), value.rust_name.as_str())).collect();
            let own = if values.is_empty() { named.name.as_str() } else { "" };
            format!("enumeration {own} {base:?} {values:?}")
        }
        Definition::Opaque { link } => format!("opaque {} {link:?}", named.name),
    }
}

/// The type with other names in it.
fn renamed(value_type: &Type, name: &impl Fn(&str) -> String) -> Type {
    let inside = |inner: &Type| Box::new(renamed(inner, name));
    match value_type {
        Type::Named(old) => Type::Named(name(old)),
        Type::List(inner) => Type::List(inside(inner)),
        Type::CommaSeparated(inner) => Type::CommaSeparated(inside(inner)),
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        Type::Map { key, value } => Type::Map { key: inside(key), value: inside(value) },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_parser::read_api;
    use std::{fmt::Write as _, io::ErrorKind};

    /// An API whose types each hold the one before, and two that hold each other; all names have this ending.
    fn api(types: usize, ending: &str) -> Api {
        let mut page = "# Shop\n\n## List\n\n`GET /items`\n\n## Objects\n".to_owned();
        let mut add = |name: &str, held: &str| {
            let _ = write!(page, "\n### {name}{ending}\n\n| Name | Type |\n|---|---|\n| next | {held} |\n");
        };
        add("Type0", "string");
        for number in 1..types {
            add(&format!("Type{number}"), &format!("Type{}{ending}", number - 1));
        }
        add("This", &format!("That{ending}"));
        add("That", &format!("This{ending}"));
        let config = "name = \"shop\"\ntitle = \"Shop\"\nbase_url = \"https://shop.example\"\ntypes = \"all\"\n\
                      documents = [{ file = \"page.md\" }]\n";
        let parsed = read_api(&|name| match name {
            "api.toml" => Ok(config.as_bytes().to_vec()),
            "page.md" => Ok(page.as_bytes().to_vec()),
            _ => Err(ErrorKind::NotFound.into()),
        });
        parsed.api.unwrap()
    }

    /// Those that hold each other could each be any type that does.
    #[test]
    fn types_are_found_whose_names_and_those_of_what_they_hold_are_new() {
        let (old, new) = (api(1_000, ""), api(1_000, "s"));
        let found = types(&old, &new);
        assert_eq!(found.len(), 1_000);
        for (old, new) in found {
            assert_eq!(format!("{old}s"), new);
        }
    }
}
