//! Fields through which a structure would hold itself. They are boxed: Rust needs to know a size. Lists and maps
//! are on the heap anyway.
//!
//! Structures that lead to each other form a circle, and a field is recursive if what it holds is in the circle of
//! its own structure. All circles are found in two walks, so that a document of any size takes time in proportion.

use docwright_model::{Field, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of each structure.
type Structures<'a> = BTreeMap<&'a str, Vec<&'a Field>>;

/// The structure and the name of each field that leads back to its structure.
pub(crate) fn recursive_fields<'a>(structures: &Structures<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let circles = circles(structures);
    let mut recursive = BTreeSet::new();
    for (name, fields) in structures {
        for field in fields {
            let circle = held(field).and_then(|first| circles.get(first));
            if circle.is_some() && circle == circles.get(name) {
                recursive.insert((*name, field.wire_name.as_str()));
            }
        }
    }
    recursive
}

/// The number of the circle that each structure is in: two have the same if each holds the other.
fn circles<'a>(structures: &Structures<'a>) -> BTreeMap<&'a str, usize> {
    let mut holders: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for (name, fields) in structures {
        for first in fields.iter().filter_map(|field| held(field)) {
            holders.entry(first).or_default().push(name);
        }
    }
    let mut circles: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, name) in inner_first(structures).into_iter().rev().enumerate() {
        let mut waiting = vec![name];
        while let Some(name) = waiting.pop() {
            if !circles.contains_key(name) {
                circles.insert(name, number);
                waiting.extend(holders.get(name).into_iter().flatten());
            }
        }
    }
    circles
}

/// The structures, each behind those that it leads to, circles apart.
fn inner_first<'a>(structures: &Structures<'a>) -> Vec<&'a str> {
    let (mut done, mut seen) = (Vec::with_capacity(structures.len()), BTreeSet::new());
    for name in structures.keys() {
        let mut open: Vec<(&str, usize)> = seen.insert(*name).then_some((*name, 0)).into_iter().collect();
        while let Some((name, next)) = open.last_mut() {
            let field = structures.get(name).and_then(|fields| fields.get(*next));
            *next += 1;
            match field {
                None => done.extend(open.pop().map(|(name, _)| name)),
                Some(field) => {
                    let first = held(field).filter(|first| structures.contains_key(first));
                    open.extend(first.filter(|first| seen.insert(first)).map(|first| (first, 0)));
                }
            }
        }
    }
    done
}

/// The named type that a field holds itself.
fn held(field: &Field) -> Option<&str> {
    fn named(value_type: &Type) -> Option<&str> {
        match value_type {
            Type::Named(name) => Some(name),
            Type::Nullable(inner) => named(inner),
            _ => None,
        }
    }
    named(&field.value_type)
}

#[cfg(test)]
mod tests {
    use super::recursive_fields;
    use docwright_model::{Field, Source, Span, Type, WireName};
    use std::collections::BTreeMap;

    /// Structures as `name: held held`, each of whose fields is called as the structure that it holds.
    #[track_caller]
    fn check(structures: &[&str], expected: &[(&str, &str)]) {
        let parsed: Vec<(&str, Vec<Field>)> = structures
            .iter()
            .map(|line| {
                let (name, fields) = line.split_once(':').unwrap();
                (name, fields.split_whitespace().map(field).collect())
            })
            .collect();
        let structures: BTreeMap<&str, Vec<&Field>> =
            parsed.iter().map(|(name, fields)| (*name, fields.iter().collect())).collect();
        assert_eq!(recursive_fields(&structures).into_iter().collect::<Vec<_>>(), expected);
    }

    fn field(name: &str) -> Field {
        let source = Source { file: "pages.md".into(), span: Span::default() };
        Field::new(WireName::from(name), Type::Named(name.to_owned()), source)
    }

    #[test]
    fn a_structure_that_holds_itself() {
        check(&["A: A"], &[("A", "A")]);
        check(&["A:", "B: A"], &[]);
    }

    #[test]
    fn a_structure_that_holds_itself_by_way_of_others() {
        check(&["A: B", "B: C D", "C: A", "D:"], &[("A", "B"), ("B", "C"), ("C", "A")]);
    }

    #[test]
    fn what_leads_into_a_circle_is_not_in_it() {
        check(&["A: B", "B: C", "C: B D", "D: E", "E: D"], &[("B", "C"), ("C", "B"), ("D", "E"), ("E", "D")]);
    }

    #[test]
    fn what_is_no_structure_is_in_no_circle() {
        check(&["A: Other", "B: A"], &[]);
    }
}
