//! What types extend: each parent is described, none leads back to its child, and no field comes from two of them.
//!
//! Comes in: types with the parents and the fields that their own sections state. Goes out: the same types without
//! the parents that nothing describes. Joining the fields is left to who emits them.

use super::Scope;
use crate::{
    assemble::{Draft, name_place},
    diagnostics::{Code, Diagnostic},
    suggest::suggest,
};
use docwright_model::{Definition, Fact, Field, NamedType, Source};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// For so many unknown types a known one is suggested.
const MOST_SUGGESTIONS: usize = 100;
/// So many times as many fields as the documents state may the types have together with those that they inherit.
const MOST_JOINED: usize = 100;
/// So many types of a circle are named.
const NAMED: usize = 8;

/// Types by name with what they extend.
type Parents = BTreeMap<String, Vec<String>>;

/// Reports what cannot be extended, and takes out parents that nothing describes.
pub(super) fn resolve_inheritance(draft: &mut Draft, scope: &mut Scope<'_>) {
    if draft.types.iter().all(|found| parents_of(found).is_empty()) {
        return;
    }
    remove_unknown_parents(draft, scope);
    let parents: Parents = draft
        .types
        .iter()
        .filter(|found| matches!(found.definition, Definition::Structure { .. }))
        .map(|found| (found.name.clone(), parents_of(found).to_vec()))
        .collect();
    let types: BTreeMap<&str, &NamedType> =
        draft.types.iter().map(|found| (found.name.as_str(), found)).collect();
    let order = match parents_first(&parents) {
        Ok(order) => order,
        Err(circle) => {
            report_circle(&circle, &types, scope);
            return;
        }
    };
    if !report_endless(&order, &types, scope) {
        report_repeated_fields(&order, &types, scope);
    }
}

/// Reports types that inherit so many fields that to write them down would take longer than to read the documents;
/// gives whether they do.
fn report_endless(order: &[&str], types: &BTreeMap<&str, &NamedType>, scope: &mut Scope<'_>) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let (mut stated, mut joined) = (0_usize, 0_usize);
    let mut most: Option<(usize, &NamedType)> = None;
    for found in order.iter().filter_map(|name| types.get(name)) {
        let Definition::Structure { extends, fields } = &found.definition else { continue };
        let inherited = extends.iter().filter_map(|parent| counts.get(parent.as_str()));
        let count = inherited.fold(fields.len(), |sum, count| sum.saturating_add(*count));
        counts.insert(&found.name, count);
        stated = stated.saturating_add(fields.len()).saturating_add(1);
        joined = joined.saturating_add(count);
        if most.is_none_or(|(known, _)| known < count) {
            most = Some((count, found));
        }
    }
    let is_endless = joined > stated.saturating_mul(MOST_JOINED).saturating_add(MOST_JOINED * MOST_JOINED);
    if let Some((count, found)) = most.filter(|_| is_endless) {
        let message = format!("types inherit too many fields: `{}` alone has {count}", found.name);
        let help = "see whether what the types extend is what the document means";
        let remark =
            Diagnostic::new(Code::TooDeep, message, help).at(extends_place(found), "the most of them");
        scope.diagnostics.push(Diagnostic { subject: Some(found.name.clone()), ..remark });
    }
    is_endless
}

fn parents_of(found: &NamedType) -> &[String] {
    match &found.definition {
        Definition::Structure { extends, .. } => extends,
        _ => &[],
    }
}

fn remove_unknown_parents(draft: &mut Draft, scope: &mut Scope<'_>) {
    let mut suggestions = 0;
    let described: BTreeSet<String> = draft
        .types
        .iter()
        .filter(|found| matches!(found.definition, Definition::Structure { .. }))
        .map(|found| found.name.clone())
        .collect();
    for found in &mut draft.types {
        let is_known = |parent: &String| described.contains(parent);
        if parents_of(found).is_empty() {
            continue;
        }
        let places =
            if parents_of(found).iter().all(is_known) { HashMap::new() } else { places_of(found, scope) };
        let (name, source) = (found.name.clone(), extends_place(found));
        let Definition::Structure { extends, .. } = &mut found.definition else { continue };
        for parent in extends.iter().filter(|parent| !is_known(parent)) {
            let message = format!("`{name}` extends `{parent}`, which no document describes");
            let words = described.iter().map(String::as_str);
            // Where hundreds are unknown no slip of the pen is the reason, and each would be compared with all.
            let words = Some(words).filter(|_| suggestions < MOST_SUGGESTIONS);
            suggestions += 1;
            let help = match words.and_then(|words| suggest(parent, words)) {
                Some(known) => format!(
                    "there is a type `{known}`; if that is meant, mend the name in your copy of the page"
                ),
                None => {
                    "add the page that describes it to api.toml; until then its fields are kept as they come"
                        .to_owned()
                }
            };
            let source = places.get(parent).unwrap_or(&source).clone();
            let remark = Diagnostic::new(Code::UnknownParent, message, help).at(source, "extended here");
            scope.diagnostics.push(Diagnostic { subject: Some(name.clone()), ..remark });
        }
        // Who names a parent twice has its fields once.
        let mut seen = BTreeSet::new();
        extends.retain(|parent| is_known(parent) && seen.insert(parent.clone()));
    }
}

/// Where a type says what it extends, by the words that stand there.
fn places_of(found: &NamedType, scope: &Scope<'_>) -> HashMap<String, Source> {
    let stated = found.origins.iter().filter(|origin| origin.fact == Fact::Type);
    let words = stated.filter_map(|origin| {
        let file = scope.files.iter().find(|file| file.name == origin.source.file)?;
        let span = origin.source.span;
        Some((file.text.get(span.start..span.end)?.trim().to_owned(), origin.source.clone()))
    });
    words.collect()
}

/// Where a type says what it extends.
fn extends_place(found: &NamedType) -> Source {
    found.origins.of(Fact::Type).map_or(&found.source, |origin| &origin.source).clone()
}

/// The types, each behind its parents; or the types of a circle.
fn parents_first(parents: &Parents) -> Result<Vec<&str>, Vec<&str>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut order = Vec::new();
    for name in parents.keys() {
        // The way from the type that was begun with to the one that is looked at, each with its open parents. A
        // stack of our own: how deep it goes is the document's affair.
        let mut way: Vec<(&str, std::slice::Iter<'_, String>)> = Vec::new();
        let mut on_way: BTreeSet<&str> = BTreeSet::new();
        let enter = |name: &'_ str| parents.get_key_value(name).map(|(name, of)| (name.as_str(), of.iter()));
        if !done.contains(name.as_str()) {
            on_way.insert(name);
            way.extend(enter(name));
        }
        while let Some((current, open)) = way.last_mut() {
            let current = *current;
            match open.next().and_then(|parent| enter(parent)) {
                Some((parent, _)) if on_way.contains(parent) => {
                    let names = way.iter().map(|(name, _)| *name);
                    return Err(names.skip_while(|name| *name != parent).collect());
                }
                Some((parent, _)) if done.contains(parent) => {}
                Some((parent, of)) => {
                    on_way.insert(parent);
                    way.push((parent, of));
                }
                None => {
                    way.pop();
                    on_way.remove(current);
                    done.insert(current);
                    order.push(current);
                }
            }
        }
    }
    Ok(order)
}

fn report_circle(circle: &[&str], types: &BTreeMap<&str, &NamedType>, scope: &mut Scope<'_>) {
    let Some(first) = circle.first().and_then(|name| types.get(name)) else { return };
    let mut names: Vec<String> = circle.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    names.extend((circle.len() > NAMED).then(|| format!("{} more types", circle.len() - NAMED)));
    names.push(format!("`{}`", first.name));
    let message = format!("`{}` extends itself: {}", first.name, names.join(" extends "));
    let help = "take one of these out of the documents";
    let mut remark = Diagnostic::new(Code::ExtendsItself, message, help)
        .at(extends_place(first), "extends what extends it");
    for other in circle.iter().take(NAMED).skip(1).filter_map(|name| types.get(name)) {
        remark = remark.and_at(extends_place(other), format!("of `{}`", other.name));
    }
    scope.diagnostics.push(Diagnostic { subject: Some(first.name.clone()), ..remark });
}

/// Reports fields that a type has from two types. One that comes twice from the same type, because two parents
/// extend it, is one field.
fn report_repeated_fields(order: &[&str], types: &BTreeMap<&str, &NamedType>, scope: &mut Scope<'_>) {
    let mut all: HashMap<&str, BTreeMap<&str, &Field>> = HashMap::new();
    for found in order.iter().filter_map(|name| types.get(name)) {
        let Definition::Structure { extends, fields } = &found.definition else { continue };
        let mut joined: BTreeMap<&str, &Field> = BTreeMap::new();
        let inherited = extends.iter().filter_map(|parent| all.get(parent.as_str())).flatten();
        let inherited = inherited.map(|(name, field)| (*name, *field));
        // A field that is stated twice within one type is reported as that.
        let own: BTreeMap<&str, &Field> =
            fields.iter().map(|field| (field.wire_name.as_str(), field)).collect();
        for (name, field) in inherited.chain(own) {
            if let Some(first) = joined.insert(name, field).filter(|first| first.source != field.source) {
                report_repeated_field(found, first, field, scope);
            }
        }
        all.insert(&found.name, joined);
    }
}

fn report_repeated_field(found: &NamedType, first: &Field, second: &Field, scope: &mut Scope<'_>) {
    let message = format!("`{}` has the field `{}` from two types", found.name, second.wire_name);
    let help = if first.value_type == second.value_type {
        "the second one is used, with its own words; if the first is right, patch the second in api.toml: set = { description = \"…\" }"
    } else {
        "the second one is used, with its own type; if the first is right, take the second out by a patch in api.toml: remove = true"
    };
    let remark = Diagnostic::new(Code::RepeatedField, message, help)
        .at(name_place(second).clone(), "the second one")
        .and_at(name_place(first).clone(), "the first one");
    scope.diagnostics.push(Diagnostic { subject: Some(found.name.clone()), ..remark });
}
