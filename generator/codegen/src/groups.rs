//! Which file an endpoint's method goes to, by its path alone, so that a change to one endpoint moves no other.
//! The segments that all paths begin with say nothing, nor do versions and the like; the next one is the group.

use crate::names::{is_device, is_keyword};
use docwright_model::{Endpoint, PathTemplate};
use std::collections::BTreeMap;

/// An API of this size is read at one sight.
const ONE_FILE: usize = 10;
/// A group of more endpoints is divided by the next segment.
const LARGEST_GROUP: usize = 40;
/// Of longer segments the beginning names the group: file systems take 255 bytes for a name.
const MOST_NAME_BYTES: usize = 64;
/// The group of endpoints whose paths name none.
const OPERATIONS: &str = "operations";
/// First segments that say nothing of what the path is about; versions such as `v2` are others.
const UNTELLING: [&str; 3] = ["api", "json", "rest"];
/// Names of other modules of a client, and those that none can have.
const TAKEN: [&str; 6] = ["client", "constants", "documented_answers", "types", "mod", "self"];

/// The endpoints of each group in the order of the documents; groups by name.
pub(crate) fn groups(endpoints: &[Endpoint]) -> BTreeMap<String, Vec<&Endpoint>> {
    let mut groups: BTreeMap<String, Vec<&Endpoint>> = BTreeMap::new();
    if endpoints.len() <= ONE_FILE {
        if !endpoints.is_empty() {
            groups.insert(OPERATIONS.to_owned(), endpoints.iter().collect());
        }
        return groups;
    }
    let shared = shared_segments(endpoints);
    for endpoint in endpoints {
        groups.entry(name(&endpoint.path, shared, false)).or_default().push(endpoint);
    }
    divide(groups, shared)
}

/// Divides the groups that are too large.
fn divide(groups: BTreeMap<String, Vec<&Endpoint>>, shared: usize) -> BTreeMap<String, Vec<&Endpoint>> {
    let mut divided: BTreeMap<String, Vec<&Endpoint>> = BTreeMap::new();
    for (group, endpoints) in groups {
        let large = endpoints.len() > LARGEST_GROUP;
        for endpoint in endpoints {
            let group = if large { name(&endpoint.path, shared, true) } else { group.clone() };
            divided.entry(group).or_default().push(endpoint);
        }
    }
    divided
}

/// How many literal segments all paths begin with.
fn shared_segments(endpoints: &[Endpoint]) -> usize {
    let mut paths = endpoints.iter().map(|endpoint| segments(&endpoint.path));
    let mut shared = paths.next().unwrap_or_default();
    for path in paths {
        let same = shared.iter().zip(&path).take_while(|(a, b)| a == b).count();
        shared.truncate(same);
    }
    shared.iter().take_while(|segment| is_literal(segment)).count()
}

/// The group that a path is in: its first literal segment, and the second as well where asked for one that leads
/// on to others.
fn name(path: &PathTemplate, shared: usize, long: bool) -> String {
    let segments = segments(path);
    let last = segments.len();
    let mut literals = segments.iter().enumerate().skip(shared).filter(|(_, segment)| is_literal(segment));
    let Some((_, first)) = literals.next() else {
        return OPERATIONS.to_owned();
    };
    let ends = |index: usize| !segments.iter().take(last).skip(index + 1).any(|segment| is_literal(segment));
    match literals.next() {
        Some((index, second)) if long && !ends(index) => module_name(&format!("{first}_{second}")),
        _ => module_name(first),
    }
}

/// The segments of a path from the first that says what it is about.
fn segments(path: &PathTemplate) -> Vec<&str> {
    let all = path.as_str().split('/').filter(|segment| !segment.is_empty());
    all.skip_while(|segment| UNTELLING.contains(segment) || is_version(segment)).collect()
}

fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v').unwrap_or(segment);
    number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

fn is_literal(segment: &str) -> bool {
    !segment.contains('{')
}

/// A segment as the name of a module.
fn module_name(segment: &str) -> String {
    let characters =
        segment.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    let name = characters.collect::<String>();
    let mut name = name.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    name.truncate(MOST_NAME_BYTES);
    match name {
        name if name.is_empty() => OPERATIONS.to_owned(),
        name if name.starts_with(|c: char| c.is_ascii_digit()) => format!("group_{name}"),
        name if is_keyword(&name) || is_device(&name) || TAKEN.contains(&name.as_str()) => {
            format!("{name}_group")
        }
        name => name,
    }
}
