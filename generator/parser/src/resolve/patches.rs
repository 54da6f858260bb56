//! Applies the patches of `api.toml`. One that matches nothing, or changes nothing, is reported as stale.

use super::Scope;
use crate::{
    assemble::{Draft, DraftEndpoint},
    config::{PatchConfig, PatchFacts, PatchTarget, ResponseKind},
    diagnostics::{Code, Diagnostic},
    recognise::type_expression::recognise_type,
};
use docwright_model::{
    BodyEncoding, Constraints, CredentialUse, Definition, Endpoint, Evidence, Field, Location, NamedType,
    Parameter, Requirement, ResponseBody, RustName, Serialization, Source, Type, WireName,
};

/// Applies all patches in order.
pub(super) fn resolve_patches(draft: &mut Draft, scope: &mut Scope<'_>) {
    for patch in &scope.config.patch {
        let source = scope.config_source(patch.span());
        let changed = match patch.get_ref().target() {
            Some(PatchTarget::Endpoint(pattern)) => {
                let encoding = scope.config.request.encoding;
                let matching = draft.endpoints.iter_mut().filter(|draft| names(pattern, draft));
                let changes = matching
                    .map(|draft| patch_endpoint(&mut draft.endpoint, patch.get_ref(), encoding, &source));
                changes.fold(false, |any, changed| any | changed)
            }
            Some(PatchTarget::Structure(name)) => {
                patch_structure(&mut draft.types, name, patch.get_ref(), &source)
            }
            None => false,
        };
        if !changed {
            scope.diagnostics.push(
                Diagnostic::new(
                    Code::StalePatch,
                    "this patch changes nothing",
                    "the documents may have changed: remove the patch, or name what it is about as they do now",
                )
                .at(source, "matches nothing, or states what is so already"),
            );
        }
    }
}

/// Whether a pattern names the endpoint: by documented name, by `METHOD /path`, or with one `*` for any text.
fn names(pattern: &str, draft: &DraftEndpoint) -> bool {
    let endpoint = &draft.endpoint;
    let key = format!("{} {}", endpoint.method, endpoint.path);
    let candidates = [endpoint.name.as_deref(), Some(key.as_str())];
    candidates.into_iter().flatten().any(|name| match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    })
}

fn patch_endpoint(
    endpoint: &mut Endpoint,
    patch: &PatchConfig,
    encoding: Option<BodyEncoding>,
    source: &Source,
) -> bool {
    if let Some(facts) = &patch.add {
        let Some(field) = new_field(facts, source) else { return false };
        if endpoint.parameters.iter().any(|parameter| parameter.field.wire_name == field.wire_name) {
            return false;
        }
        let location = location(endpoint, encoding);
        endpoint.parameters.push(Parameter { location, field });
        return true;
    }
    let Some(name) = &patch.field else {
        return patch.set.as_ref().is_some_and(|facts| set_endpoint(endpoint, facts));
    };
    if patch.remove {
        let before = endpoint.parameters.len();
        endpoint.parameters.retain(|parameter| parameter.field.wire_name.as_str() != name);
        return endpoint.parameters.len() != before;
    }
    let mut fields = endpoint.parameters.iter_mut().map(|parameter| &mut parameter.field);
    let field = fields.find(|field| field.wire_name.as_str() == name);
    field.zip(patch.set.as_ref()).is_some_and(|(field, facts)| set_field(field, facts))
}

/// Where an added parameter travels: with the others of the body, or in the query.
fn location(endpoint: &Endpoint, encoding: Option<BodyEncoding>) -> Location {
    match endpoint.request_body.as_ref().map(|body| body.encoding).or(encoding) {
        Some(BodyEncoding::Json) => Location::Json,
        Some(BodyEncoding::Form) => Location::Form,
        Some(BodyEncoding::Multipart) => Location::Multipart,
        Some(BodyEncoding::Raw) | None => Location::Query,
    }
}

fn set_endpoint(endpoint: &mut Endpoint, facts: &PatchFacts) -> bool {
    let before = endpoint.clone();
    if let Some(set) = &facts.credentials {
        endpoint.credentials = Some(CredentialUse { set: set.clone(), required: true });
    }
    if let Some(ResponseKind::File) = facts.response {
        for response in endpoint.responses.iter_mut().filter(|response| response.status.is_success()) {
            response.body =
                Some(ResponseBody { media_type: "application/octet-stream".to_owned(), value_type: None });
        }
    }
    if let Some(description) = &facts.description {
        endpoint.description = Some(description.clone());
    }
    *endpoint != before
}

fn patch_structure(types: &mut Vec<NamedType>, name: &str, patch: &PatchConfig, source: &Source) -> bool {
    if let Some(names) = &patch.nest {
        return nest(types, name, patch, names, source);
    }
    let Some(structure) = types.iter_mut().find(|found| found.name == name) else { return false };
    let Definition::Structure { fields, .. } = &mut structure.definition else { return false };
    if let Some(facts) = &patch.add {
        let Some(field) = new_field(facts, source) else { return false };
        let is_new = fields.iter().all(|known| known.wire_name != field.wire_name);
        fields.extend(Some(field).filter(|_| is_new));
        return is_new;
    }
    let Some(field) = &patch.field else {
        let new = patch.set.as_ref().and_then(|facts| facts.name.clone());
        return new.is_some_and(|new| std::mem::replace(&mut structure.name, new.clone()) != new);
    };
    if patch.remove {
        let before = fields.len();
        fields.retain(|known| known.wire_name.as_str() != field);
        return fields.len() != before;
    }
    let found = fields.iter_mut().find(|known| known.wire_name.as_str() == field);
    found.zip(patch.set.as_ref()).is_some_and(|(field, facts)| set_field(field, facts))
}

/// Moves fields of a structure into a new one, which becomes the element type of the list that `field` names.
fn nest(
    types: &mut Vec<NamedType>,
    name: &str,
    patch: &PatchConfig,
    names: &[String],
    source: &Source,
) -> bool {
    let Some(structure) = types.iter_mut().find(|found| found.name == name) else { return false };
    let Definition::Structure { fields, .. } = &mut structure.definition else { return false };
    let is_moved = |field: &Field| names.iter().any(|name| name == field.wire_name.as_str());
    let list = patch.field.as_deref();
    if names.iter().any(|name| fields.iter().all(|field| field.wire_name.as_str() != name)) {
        return false;
    }
    let Some(list) =
        fields.iter_mut().find(|field| Some(field.wire_name.as_str()) == list && !is_moved(field))
    else {
        return false;
    };
    let inner = format!("{name}{}", list.wire_name);
    list.value_type = Type::Named(inner.clone()).list();
    list.evidence = Evidence::Patch;
    let (moved, kept) = std::mem::take(fields).into_iter().partition(is_moved);
    *fields = kept;
    types.push(NamedType {
        name: inner,
        rust_name: RustName::default(),
        description: None,
        definition: Definition::Structure { extends: Vec::new(), fields: moved },
        deprecated: None,
        source: source.clone(),
        evidence: Evidence::Patch,
    });
    true
}

/// A field that a patch adds; it must at least have a name.
fn new_field(facts: &PatchFacts, source: &Source) -> Option<Field> {
    let mut field = Field {
        wire_name: WireName::from(facts.name.as_deref()?),
        rust_name: RustName::default(),
        value_type: Type::Any,
        requirement: Requirement::Unstated,
        nullable: false,
        serialization: Serialization::Plain,
        default: None,
        constraints: Constraints::default(),
        element_constraints: Constraints::default(),
        description: None,
        since: None,
        deprecated: None,
        credential: None,
        source: source.clone(),
        evidence: Evidence::Patch,
    };
    set_field(&mut field, facts);
    Some(field)
}

fn set_field(field: &mut Field, facts: &PatchFacts) -> bool {
    let before = field.clone();
    if let Some(name) = &facts.name {
        field.wire_name = WireName::from(name.as_str());
    }
    if let Some(expression) = facts.value_type.as_deref().and_then(recognise_type) {
        field.value_type = expression.value_type;
        field.serialization = expression.serialization;
    }
    field.requirement = facts.requirement.unwrap_or(field.requirement);
    field.nullable = facts.nullable.unwrap_or(field.nullable);
    field.default = facts.default.clone().or(field.default.take());
    field.description = facts.description.clone().or(field.description.take());
    let changed = *field != before;
    if changed {
        field.evidence = Evidence::Patch;
    }
    changed
}
