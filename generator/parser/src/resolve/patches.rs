//! Applies the patches of `api.toml`. One that matches nothing, or changes nothing, is reported as stale.

mod facts;
mod index;

use super::{
    Scope,
    pattern::{Called, nearest},
};
use crate::{
    assemble::{Draft, DraftEndpoint},
    config::{PatchConfig, PatchFacts, PatchTarget},
    diagnostics::{Code, Diagnostic},
    suggest::suggest,
};
use docwright_model::{
    BodyEncoding, CredentialUse, Definition, Endpoint, Evidence, Fact, Field, Location, NamedType, Origins,
    Parameter, ResponseBody, RustName, SetAside, Source, Type,
};
use facts::{new_field, set_field};
use index::Structures;

/// For so many patches that change nothing a name is suggested: each is compared with all.
const MOST_SUGGESTIONS: usize = 100;

/// Applies all patches in order.
pub(super) fn resolve_patches(draft: &mut Draft, scope: &mut Scope<'_>) {
    if scope.config.patch.is_empty() {
        return;
    }
    let called = Called::of(&draft.endpoints);
    let mut structures = Structures::of(&draft.types);
    let encoding = scope.config.request.encoding;
    let mut stales = 0;
    for patch in &scope.config.patch {
        let source = scope.config_source(patch.span());
        let patch = patch.get_ref();
        let changed = match patch.target() {
            Some(PatchTarget::Endpoint(pattern)) => {
                let mut changed = false;
                for index in called.named(pattern, &draft.endpoints) {
                    let Some(found) = draft.endpoints.get_mut(index) else { continue };
                    changed |= patch_endpoint(&mut found.endpoint, patch, encoding, &source);
                }
                changed
            }
            Some(PatchTarget::Structure(name)) => {
                patch_structure(&mut draft.types, &mut structures, name, patch, &source)
            }
            None => false,
        };
        if !changed {
            let suggests = stales < MOST_SUGGESTIONS;
            stales += 1;
            let (message, help) = stale(draft, patch, &called, &structures, suggests);
            scope
                .diagnostics
                .push(Diagnostic::new(Code::StalePatch, message, help).at(source, "changes nothing"));
        }
    }
}

/// What a patch that changes nothing was about, and what to do: a name in it may be misspelt.
fn stale(
    draft: &Draft,
    patch: &PatchConfig,
    called: &Called,
    structures: &Structures,
    suggests: bool,
) -> (String, String) {
    let otherwise = |otherwise: &str, nearest: Option<&str>| match nearest {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("the documents may have changed: remove the patch, or {otherwise}"),
    };
    let fields: Vec<&str> = match patch.target() {
        Some(PatchTarget::Endpoint(pattern)) => {
            let matching: Vec<&DraftEndpoint> = called
                .named(pattern, &draft.endpoints)
                .into_iter()
                .filter_map(|index| draft.endpoints.get(index))
                .collect();
            if matching.is_empty() {
                let nearest = suggests.then(|| nearest(pattern, draft)).flatten();
                let help = otherwise("name the endpoint as they do now", nearest.as_deref());
                return (format!("no endpoint is called `{pattern}`"), help);
            }
            let parameters = matching.into_iter().flat_map(|draft| &draft.endpoint.parameters);
            parameters.map(|parameter| parameter.field.wire_name.as_str()).collect()
        }
        Some(PatchTarget::Structure(name)) => {
            let Some(found) = structures.called(name).and_then(|index| draft.types.get(index)) else {
                let types = draft.types.iter().map(|found| found.name.as_str());
                let nearest = Some(types).filter(|_| suggests).and_then(|types| suggest(name, types));
                let help = otherwise("name the object as they do now", nearest);
                return (format!("no object is called `{name}`"), help);
            };
            match &found.definition {
                Definition::Structure { fields, .. } => {
                    fields.iter().map(|field| field.wire_name.as_str()).collect()
                }
                _ => Vec::new(),
            }
        }
        None => Vec::new(),
    };
    let wanted = patch.field.iter().chain(patch.nest.iter().flatten());
    match wanted.map(String::as_str).find(|wanted| !fields.contains(wanted)) {
        Some(wanted) => {
            let help = otherwise("name the field as they do now", suggest(wanted, fields));
            (format!("there is no field `{wanted}` there"), help)
        }
        None => ("this patch states what is so already".to_owned(), "remove the patch".to_owned()),
    }
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
        let is_placeholder = endpoint.path.placeholders().any(|name| name == field.wire_name.as_str());
        let location = if is_placeholder { Location::Path } else { location(endpoint, encoding) };
        endpoint.parameters.push(Parameter { location, field });
        return true;
    }
    let Some(name) = &patch.field else {
        return patch.set.as_ref().is_some_and(|facts| set_endpoint(endpoint, facts));
    };
    if patch.remove {
        let is_meant = |parameter: &mut Parameter| parameter.field.wire_name.as_str() == name;
        let removed: Vec<SetAside> = endpoint
            .parameters
            .extract_if(.., is_meant)
            .map(|parameter| set_aside(parameter.field, patch))
            .collect();
        let changed = !removed.is_empty();
        endpoint.set_aside.extend(removed);
        return changed;
    }
    let mut fields = endpoint.parameters.iter_mut().map(|parameter| &mut parameter.field);
    let field = fields.find(|field| field.wire_name.as_str() == name);
    field.zip(patch.set.as_ref()).is_some_and(|(field, facts)| set_field(field, facts, source))
}

/// A row that a patch removes; its lines stay accounted for.
fn set_aside(field: Field, patch: &PatchConfig) -> SetAside {
    SetAside { wire_name: field.wire_name, reason: patch.reason.clone(), source: field.source }
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
    if let Some([set, others @ ..]) = facts.credentials.as_ref().map(|sets| sets.get_ref().as_slice()) {
        let (set, others) = (set.clone(), others.to_vec());
        endpoint.credentials = Some(CredentialUse { set, others, required: true });
    }
    if let Some(media_type) = &facts.response {
        for response in endpoint.responses.iter_mut().filter(|response| response.status.is_success()) {
            response.body = Some(ResponseBody { media_type: media_type.clone(), value_type: None });
        }
    }
    if let Some(description) = &facts.description {
        endpoint.description = Some(description.clone());
    }
    *endpoint != before
}

fn patch_structure(
    types: &mut Vec<NamedType>,
    structures: &mut Structures,
    name: &str,
    patch: &PatchConfig,
    source: &Source,
) -> bool {
    let Some(index) = structures.called(name) else { return false };
    if let Some(names) = &patch.nest {
        let Some(inner) = types.get_mut(index).and_then(|found| nest(found, patch, names, source)) else {
            return false;
        };
        structures.add(&inner.name, types.len());
        types.push(inner);
        return true;
    }
    let Some(structure) = types.get_mut(index) else { return false };
    let Definition::Structure { fields, .. } = &mut structure.definition else { return false };
    if let Some(facts) = &patch.add {
        let Some(field) = new_field(facts, source) else { return false };
        let is_new = fields.iter().all(|known| known.wire_name != field.wire_name);
        fields.extend(Some(field).filter(|_| is_new));
        return is_new;
    }
    let Some(field) = &patch.field else {
        let new = patch.set.as_ref().and_then(|facts| facts.name.as_ref()).filter(|new| *new != name);
        return new.is_some_and(|new| {
            structure.name.clone_from(new);
            structures.rename(name, new, index);
            true
        });
    };
    if patch.remove {
        let is_meant = |known: &mut Field| known.wire_name.as_str() == field;
        let removed: Vec<SetAside> =
            fields.extract_if(.., is_meant).map(|field| set_aside(field, patch)).collect();
        let changed = !removed.is_empty();
        structure.set_aside.extend(removed);
        return changed;
    }
    let found = fields.iter_mut().find(|known| known.wire_name.as_str() == field);
    found.zip(patch.set.as_ref()).is_some_and(|(field, facts)| set_field(field, facts, source))
}

/// Moves fields of a structure into a new one, which becomes the element type of the list that `field` names.
fn nest(
    structure: &mut NamedType,
    patch: &PatchConfig,
    names: &[String],
    source: &Source,
) -> Option<NamedType> {
    let Definition::Structure { fields, .. } = &mut structure.definition else { return None };
    let is_moved = |field: &Field| names.iter().any(|name| name == field.wire_name.as_str());
    let list = patch.field.as_deref();
    if names.iter().any(|name| fields.iter().all(|field| field.wire_name.as_str() != name)) {
        return None;
    }
    let list = fields.iter_mut().find(|field| Some(field.wire_name.as_str()) == list && !is_moved(field))?;
    let inner = format!("{}{}", structure.name, list.wire_name);
    list.value_type = Type::Named(inner.clone()).list();
    list.evidence = Evidence::Patch;
    list.origins.add(Fact::Elements, source.clone(), Evidence::Patch);
    let (moved, kept) = std::mem::take(fields).into_iter().partition(is_moved);
    *fields = kept;
    Some(NamedType {
        name: inner,
        rust_name: RustName::default(),
        description: None,
        definition: Definition::Structure { extends: Vec::new(), fields: moved },
        deprecated: None,
        source: source.clone(),
        evidence: Evidence::Patch,
        set_aside: Vec::new(),
        origins: Origins::default(),
    })
}
