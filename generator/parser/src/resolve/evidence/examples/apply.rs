//! Writes into the draft what the examples show, endpoint by endpoint and then structure by structure.

use super::{
    collect::{Examples, Observations, is_in_body},
    conflict::{Conflicts, mismatch, type_words, wanted},
    infer::Inference,
    json::Json,
    known::{Known, KnownField, is_open, patched_at},
    notes::{Notes, Owner},
    shape::{FieldShape, Fields, Shape, bare},
    unite::{Group, Groups},
};
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic, suggestion::suggest_acknowledgement},
    resolve::{Scope, enumerations::contexts},
};
use docwright_model::{
    BodyEncoding, Definition, Endpoint, Evidence, Fact, Field, Location, Method, Parameter, RequestBody,
    RustName, Serialization, Source, Type,
};
use std::collections::HashMap;

/// Methods whose requests have a body even where no table says so.
const BODY_METHODS: &[Method] = &[Method::Post, Method::Put, Method::Patch];

/// Writes everything into the draft.
pub(super) fn apply<'a>(
    draft: &mut Draft,
    examples: &[Examples],
    observations: &Observations<'a>,
    groups: Groups<'a>,
    known: &Known,
    scope: &mut Scope<'_>,
) {
    let mut pass = Pass {
        known,
        groups,
        inference: Inference::new(draft.types.iter().map(|found| found.name.as_str())),
        conflicts: Conflicts::default(),
        notes: Notes::new(draft),
    };
    let endpoints = draft.endpoints.iter_mut().map(|draft| &mut draft.endpoint);
    let observed = observations.requests.iter().zip(&observations.responses);
    for (number, ((endpoint, examples), (request, response))) in
        endpoints.zip(examples).zip(observed).enumerate()
    {
        pass.endpoint(number, endpoint, examples, request, scope);
        answer(endpoint, response, known, scope);
    }
    for found in &mut draft.types {
        let Some(fields) = observations.structures.get(&found.name) else { continue };
        if let Definition::Structure { fields: listed, .. } = &mut found.definition {
            pass.structure(&found.name, listed, fields, scope);
        }
    }
    pass.conflicts.report(pass.notes.having(), scope);
    pass.notes.report(scope);
    draft.types.append(&mut pass.inference.types);
}

struct Pass<'a, 'k> {
    known: &'k Known,
    groups: Groups<'a>,
    inference: Inference,
    conflicts: Conflicts,
    notes: Notes,
}

impl<'a> Pass<'a, '_> {
    fn endpoint(
        &mut self,
        number: usize,
        endpoint: &mut Endpoint,
        examples: &Examples,
        observed: &Fields<'a>,
        scope: &mut Scope<'_>,
    ) {
        let owner = Owner::endpoint(number, endpoint);
        let bare = examples.requests.iter().find(|(json, _)| !matches!(json, Json::Object(_)));
        if let (Some((_, source)), Some(Location::Json)) = (bare, body_of(endpoint, examples)) {
            let message = "the example is no JSON object, so that it shows no fields of the body";
            let help = "correct the example in the document, or acknowledge it in api.toml";
            let diagnostic = Diagnostic::new(Code::TypeConflict, message, help);
            let diagnostic = diagnostic.at(source.clone(), "this example");
            scope.diagnostics.push(Diagnostic { subject: Some(owner.name.clone()), ..diagnostic });
        }
        let Some(location) = body_of(endpoint, examples).filter(|_| !observed.is_empty()) else { return };
        let contexts = contexts(endpoint);
        let form = location == Location::Form;
        let mut unlisted = Vec::new();
        let mut listed: HashMap<String, &mut Field> = HashMap::new();
        for parameter in endpoint.parameters.iter_mut().filter(|found| is_in_body(found.location)) {
            let name = parameter.field.wire_name.as_str().to_owned();
            listed.entry(name).or_insert(&mut parameter.field);
        }
        for found in observed.iter() {
            match listed.get_mut(found.name) {
                Some(field) => {
                    self.listed(&owner, field, found, &contexts, form);
                }
                None => unlisted.push(self.unlisted(&owner, found, &contexts)),
            }
        }
        if !unlisted.is_empty() && endpoint.request_body.is_none() {
            endpoint.request_body = observed.iter().next().map(|first| shown_body(first.source));
        }
        endpoint.parameters.extend(unlisted.into_iter().map(|field| Parameter { location, field }));
        self.notes.close(&owner, &mut self.inference.contradictions, scope);
    }

    fn structure(
        &mut self,
        name: &str,
        listed: &mut Vec<Field>,
        observed: &Fields<'a>,
        scope: &mut Scope<'_>,
    ) {
        let owner = Owner::structure(name);
        let contexts = [name.to_owned()];
        let mut unlisted = Vec::new();
        let mut by_name: HashMap<String, &mut Field> = HashMap::new();
        for field in listed.iter_mut() {
            by_name.entry(field.wire_name.as_str().to_owned()).or_insert(field);
        }
        for found in observed.iter() {
            match by_name.get_mut(found.name) {
                Some(field) => self.listed(&owner, field, found, &contexts, false),
                None => unlisted.push(self.unlisted(&owner, found, &contexts)),
            }
        }
        listed.extend(unlisted);
        self.notes.close(&owner, &mut self.inference.contradictions, scope);
    }

    /// A field that a table lists: its type is compared, or refined where the table leaves it open.
    fn listed(
        &mut self,
        owner: &Owner,
        field: &mut Field,
        found: &FieldShape<'a>,
        contexts: &[String],
        form: bool,
    ) {
        if field.serialization != Serialization::Plain {
            return;
        }
        if let Some(seen) = mismatch(&field.value_type, &found.shape, self.known, form) {
            let wanted = wanted(&found.shape, &field.value_type, self.known);
            self.conflicts.add(owner, field, wanted, &found.shape, seen);
            return;
        }
        let known = KnownField::of(field);
        if is_open(&known.value_type) && !known.closed {
            let contradictions = self.inference.contradictions.len();
            let group = owner.number.and_then(|number| self.groups.get_mut(number, found.name));
            let refined = match group {
                Some(Group { made: Some(made), .. }) => made.clone(),
                Some(Group { shape, made }) => {
                    made.insert(self.inference.type_of(shape, found.name, contexts)).clone()
                }
                None => self.inference.type_of(&found.shape, found.name, contexts),
            };
            if patched_at(field).is_some() {
                // Who has stated the type knows the examples.
                self.inference.contradictions.truncate(contradictions);
            }
            self.refine(field, refined, found.source);
        }
        if let Some(null) = found.shape.null.as_ref().filter(|_| !field.nullable) {
            field.nullable = true;
            field.origins.add(Fact::Nullable, null.clone(), Evidence::Example);
        }
    }

    fn refine(&mut self, field: &mut Field, refined: Type, source: &Source) {
        if !says_more(&field.value_type, &refined) {
            return;
        }
        let fact = if matches!(field.value_type, Type::List(_)) { Fact::Elements } else { Fact::Type };
        field.origins.add(fact, source.clone(), Evidence::Example);
        self.notes.typed(field, &refined, source);
        field.nullable |= matches!(field.value_type, Type::Nullable(_));
        field.value_type = refined;
    }

    /// A field that no table lists.
    fn unlisted(&mut self, owner: &Owner, found: &FieldShape<'_>, contexts: &[String]) -> Field {
        let field = self.inference.field(found, contexts);
        if field.value_type.names().contains(&found.name) && self.known.contains(found.name) {
            self.notes.described(owner, &field);
        } else {
            self.notes.inferred(&field);
        }
        field
    }
}

/// Whether a type from examples says more than the open type of a table.
fn says_more(open: &Type, shown: &Type) -> bool {
    match (open, shown) {
        (_, Type::Any) => false,
        (Type::List(open), Type::List(shown)) => says_more(open, bare(Some(&**shown)).unwrap_or(shown)),
        (Type::Nullable(open), shown) => says_more(open, shown),
        (open, shown) => open != shown,
    }
}

/// Where the fields of the body travel that examples show. `None` if the body is no JSON object.
fn body_of(endpoint: &Endpoint, examples: &Examples) -> Option<Location> {
    match endpoint.request_body.as_ref().map(|body| body.encoding) {
        Some(BodyEncoding::Json) => Some(Location::Json),
        Some(BodyEncoding::Form) => Some(Location::Form),
        Some(BodyEncoding::Multipart | BodyEncoding::Raw) => None,
        None => {
            let has_body = BODY_METHODS.contains(&endpoint.method) && !examples.requests.is_empty();
            has_body.then_some(Location::Json)
        }
    }
}

/// A body that only an example shows.
fn shown_body(source: &Source) -> RequestBody {
    RequestBody {
        media_type: "application/json".to_owned(),
        encoding: BodyEncoding::Json,
        rust_name: RustName::default(),
        evidence: Evidence::Example,
        source: source.clone(),
    }
}

/// Reports an example of an answer that is something else than the documented type.
fn answer(endpoint: &Endpoint, shape: &Shape<'_>, known: &Known, scope: &mut Scope<'_>) {
    let Some(found) = super::collect::answer(endpoint) else { return };
    let Some((kind, source)) = mismatch(found, shape, known, false) else { return };
    let documented = type_words(found);
    let message =
        format!("the document says that the answer is {documented}, but an example shows {}", kind.words());
    let subject = format!("{} {}", endpoint.method, endpoint.path);
    let entry = suggest_acknowledgement(Code::TypeConflict, Some(&subject));
    let help =
        format!("the documented type is used; if it is right, acknowledge the example in api.toml:\n{entry}");
    let diagnostic = Diagnostic::new(Code::TypeConflict, message, help)
        .at(source.clone(), format!("{} here", kind.words()))
        .and_at(endpoint.source.clone(), "the answer of this");
    scope.diagnostics.push(Diagnostic { subject: Some(subject), ..diagnostic });
}
