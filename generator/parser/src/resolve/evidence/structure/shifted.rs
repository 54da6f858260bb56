//! Rows that have lost their first cell, so that the type stands in the place of the name and the description in
//! the place of the type.

use crate::{
    assemble::Draft,
    diagnostics::{
        Code, Diagnostic,
        suggestion::{Place, quoted, suggest_patch},
    },
    recognise::type_expression::type_words,
    resolve::Scope,
};
use docwright_model::{Definition, Evidence, Field, Source, Type};
use std::collections::{HashMap, HashSet};

/// The rows that were taken out.
#[derive(Debug, Default)]
pub(in crate::resolve) struct ShiftedRows(Vec<Row>);

#[derive(Debug)]
struct Row {
    /// The endpoint or structure, as `api.toml` refers to it.
    owner: String,
    is_structure: bool,
    field: Field,
    description: String,
}

/// Takes the shifted rows out of the draft, so that no field is called by the name of a type.
pub(in crate::resolve) fn resolve_shifted_rows(draft: &mut Draft) -> ShiftedRows {
    let described: HashSet<String> = draft.types.iter().map(|found| found.name.clone()).collect();
    let links = &draft.links;
    let is_known = |name: &str| described.contains(name) || links.contains_key(name);
    let mut rows = Vec::new();
    for draft in &mut draft.endpoints {
        let endpoint = &mut draft.endpoint;
        let owner = format!("{} {}", endpoint.method, endpoint.path);
        endpoint.parameters.retain(|parameter| {
            let description = lost_name(&parameter.field, &is_known);
            rows.extend(description.map(|description| Row {
                owner: owner.clone(),
                is_structure: false,
                field: parameter.field.clone(),
                description: description.to_owned(),
            }));
            description.is_none()
        });
    }
    for found in &mut draft.types {
        let Definition::Structure { fields, .. } = &mut found.definition else { continue };
        fields.retain(|field| {
            let description = lost_name(field, &is_known);
            rows.extend(description.map(|description| Row {
                owner: found.name.clone(),
                is_structure: true,
                field: field.clone(),
                description: description.to_owned(),
            }));
            description.is_none()
        });
    }
    ShiftedRows(rows)
}

/// The description of a row without a name: a word for a type stands in the name's place, and words that are no
/// type stand in the type's.
fn lost_name<'f>(field: &'f Field, is_known: &impl Fn(&str) -> bool) -> Option<&'f str> {
    let Type::Named(words) = &field.value_type else { return None };
    let name = field.wire_name.as_str();
    let is_type = type_words().any(|word| word.eq_ignore_ascii_case(name));
    let is_sentence = words.split_whitespace().nth(1).is_some();
    let is_stated = field.evidence != Evidence::Patch;
    (is_type && is_sentence && is_stated && !is_known(words)).then_some(words.as_str())
}

/// Reports each shifted row, with the name that examples suggest.
pub(super) fn report_shifted(draft: &Draft, rows: ShiftedRows, scope: &mut Scope<'_>) {
    // Rows of a page that endpoints share are one, and what stands twice in one owner is two.
    let mut shared: Vec<Vec<Row>> = Vec::new();
    let mut index: HashMap<(Source, String), usize> = HashMap::new();
    let mut of_owner: HashMap<String, usize> = HashMap::new();
    for row in rows.0 {
        *of_owner.entry(row.owner.clone()).or_default() += 1;
        let key = (row.field.source.clone(), row.description.clone());
        let index = *index.entry(key).or_insert(shared.len());
        match shared.get_mut(index) {
            Some(rows) => rows.push(row),
            None => shared.push(vec![row]),
        }
    }
    let shown = shown_names(draft);
    for rows in shared {
        let Some(Row { owner, is_structure, field, description }) = rows.first() else { continue };
        let source = field.source.clone();
        let single = of_owner.get(owner) == Some(&1);
        let name = shown
            .get(owner.as_str())
            .filter(|_| single)
            .and_then(|(name, place)| Some((name.as_ref()?, place)));
        let place = match is_structure {
            true => Place::Structure(owner.clone()),
            false if rows.len() > 1 && rows.len() == draft.endpoints.len() => Place::EveryEndpoint,
            false => Place::Endpoints(rows.iter().map(|row| row.owner.clone()).collect()),
        };
        let wire_name = field.wire_name.as_str();
        let facts = format!(
            "set = {{ name = {}, type = {}, description = {} }}",
            quoted(name.map_or("…", |(name, _)| name)),
            quoted(wire_name),
            quoted(description)
        );
        let reason = "The row has lost its first cell, so that its type stands in the place of the name.";
        let help = format!(
            "name the field in api.toml:\n{}",
            suggest_patch(&place, Some(wire_name), &facts, reason)
        );
        if let Some((_, place)) = name {
            // The note about the name alone says no more.
            scope.diagnostics.retain(|remark| {
                let at = remark.primary.as_ref().map(|label| &label.source);
                remark.code != Code::InferredField || at != Some(place)
            });
        }
        let message = format!("a row of `{owner}` seems to have lost its name: `{wire_name}` is a type");
        let diagnostic = Diagnostic::new(Code::ShiftedRow, message, help)
            .at(source.clone(), "a type stands in the place of the name")
            .unread(source);
        let diagnostic = match name {
            Some((_, shown)) => diagnostic.and_at((*shown).clone(), "only this name is in no row"),
            None => diagnostic,
        };
        scope.diagnostics.push(Diagnostic { subject: Some(owner.clone()), ..diagnostic });
    }
}

/// For each endpoint and structure the only field that examples show and no row lists; no name if there are
/// several.
fn shown_names(draft: &Draft) -> HashMap<String, (Option<String>, Source)> {
    let mut shown = HashMap::new();
    let mut add = |owner: String, field: &Field| {
        let name = Some(field.wire_name.to_string());
        shown
            .entry(owner)
            .and_modify(|(name, _): &mut (Option<String>, Source)| *name = None)
            .or_insert((name, field.source.clone()));
    };
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        let parameters = endpoint.parameters.iter().map(|parameter| &parameter.field);
        for field in parameters.filter(|field| field.evidence == Evidence::Example) {
            add(format!("{} {}", endpoint.method, endpoint.path), field);
        }
    }
    for found in draft.types.iter().filter(|found| found.evidence != Evidence::Example) {
        if let Definition::Structure { fields, .. } = &found.definition {
            for field in fields.iter().filter(|field| field.evidence == Evidence::Example) {
                add(found.name.clone(), field);
            }
        }
    }
    shown
}
