//! What type names refer to: structures of the documents, or types that are linked but not described.

use super::Scope;
use crate::{
    assemble::{Draft, Link},
    diagnostics::{Code, Diagnostic, Label},
    recognise::type_expression::{recognise_type, type_words},
    suggest::suggest,
};
use docwright_model::{Definition, Evidence, Fact, Field, NamedType, Origins, RustName, Source, Type};
use std::collections::{BTreeMap, HashSet};

/// Resolves every name, adds the opaque types, and reports what has a name and no description.
pub(super) fn resolve_references(draft: &mut Draft, scope: &mut Scope<'_>) {
    let described: BTreeMap<String, Source> =
        draft.types.iter().map(|found| (found.name.clone(), found.source.clone())).collect();
    let patched = patched_names(scope);
    let mut opaque = BTreeMap::new();
    let mut resolver = Resolver {
        described: &described,
        links: &draft.links,
        opaque: &mut opaque,
        patched: &patched,
        suggestions: 0,
        scope,
    };
    for endpoint in &mut draft.endpoints {
        for parameter in &mut endpoint.endpoint.parameters {
            resolver.field(&mut parameter.field);
        }
        for response in &mut endpoint.endpoint.responses {
            if let Some(found) = response.body.as_mut().and_then(|body| body.value_type.as_mut()) {
                resolver.names(found, &response.source);
            }
        }
    }
    for structure in &mut draft.types {
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            for field in fields {
                resolver.field(field);
            }
        }
    }
    report_opaque(&opaque, scope);
    draft.types.extend(opaque.into_iter().map(|(name, (address, source))| NamedType {
        rust_name: RustName::default(),
        description: None,
        definition: Definition::Opaque { link: Some(address).filter(|address| !address.is_empty()) },
        deprecated: None,
        source,
        evidence: Evidence::Stated,
        set_aside: Vec::new(),
        origins: Origins::default(),
        name,
    }));
}

struct Resolver<'a, 'b> {
    described: &'a BTreeMap<String, Source>,
    links: &'a BTreeMap<String, Link>,
    opaque: &'a mut BTreeMap<String, (String, Source)>,
    /// The type names that patches state, with their places.
    patched: &'a BTreeMap<String, Source>,
    /// For how many unknown types a known one was looked for.
    suggestions: usize,
    scope: &'a mut Scope<'b>,
}

/// For so many unknown types a known one is suggested.
const MOST_SUGGESTIONS: usize = 100;

impl Resolver<'_, '_> {
    /// A field of the same name as a described object is that object, if its own type says no more than "object".
    fn field(&mut self, field: &mut Field) {
        let name = field.wire_name.as_str();
        if let Some(described_at) = self.described.get(name) {
            let named = Type::Named(name.to_owned());
            let refined = match &field.value_type {
                Type::Object => Some((Fact::Type, named)),
                Type::List(inner) if **inner == Type::Any || **inner == Type::Object => {
                    Some((Fact::Elements, named.list()))
                }
                _ => None,
            };
            if let Some((fact, refined)) = refined {
                field.value_type = refined;
                field.origins.add(fact, described_at.clone(), Evidence::Prose);
            }
        }
        let source = field.source.clone();
        self.names(&mut field.value_type, &source);
    }

    fn names(&mut self, found: &mut Type, source: &Source) {
        match found {
            Type::Named(name) => {
                if self.described.contains_key(name) {
                    return;
                }
                if let Some(link) = self.links.get(name) {
                    let address = link.address.clone();
                    self.opaque.entry(name.clone()).or_insert_with(|| (address, link.source.clone()));
                } else {
                    self.unknown(name, source);
                    *found = Type::Any;
                }
            }
            Type::List(inner) | Type::CommaSeparated(inner) | Type::Nullable(inner) => {
                self.names(inner, source);
            }
            Type::Map { key, value } => {
                self.names(key, source);
                self.names(value, source);
            }
            _ => {}
        }
    }

    fn unknown(&mut self, name: &str, source: &Source) {
        // Where hundreds are unknown no slip of the pen is the reason, and each would be compared with all.
        let described = self.described.keys().map(String::as_str);
        let words = described.chain(type_words().map(|word| -> &str { word }));
        let known = Some(words).filter(|_| self.suggestions < MOST_SUGGESTIONS);
        self.suggestions += 1;
        let help = match known.and_then(|known| suggest(name, known)) {
            Some(known) => {
                format!("there is a type `{known}`; if that is meant, say so by a patch in api.toml")
            }
            None => "state the type by a patch in api.toml: set = { type = \"…\" }".to_owned(),
        };
        let diagnostic =
            Diagnostic::new(Code::UnknownType, format!("`{name}` is no type that is known"), help);
        self.scope.diagnostics.push(match self.patched.get(name) {
            Some(patch) => diagnostic.at(patch.clone(), "stated here").and_at(source.clone(), "of this"),
            None => diagnostic.at(source.clone(), "typed here"),
        });
    }
}

fn patched_names(scope: &Scope<'_>) -> BTreeMap<String, Source> {
    let facts =
        scope.config.patch.iter().flat_map(|patch| patch.get_ref().set.iter().chain(&patch.get_ref().add));
    let mut patched = BTreeMap::new();
    for stated in facts.filter_map(|facts| facts.value_type.as_ref()) {
        let mut open: Vec<Type> =
            recognise_type(stated.get_ref()).map(|found| found.value_type).into_iter().collect();
        while let Some(found) = open.pop() {
            match found {
                Type::Named(name) => {
                    patched.entry(name).or_insert_with(|| scope.config_source(stated.span()));
                }
                Type::List(inner) | Type::CommaSeparated(inner) | Type::Nullable(inner) => open.push(*inner),
                Type::Map { key, value } => open.extend([*key, *value]),
                _ => {}
            }
        }
    }
    patched
}

/// The names of all types that a parameter, field or answer has.
pub(super) fn used_types(draft: &Draft) -> HashSet<&str> {
    let mut used = HashSet::new();
    for endpoint in draft.endpoints.iter().map(|draft| &draft.endpoint) {
        let bodies = endpoint.responses.iter().filter_map(|response| response.body.as_ref());
        used.extend(bodies.filter_map(|body| body.value_type.as_ref()).flat_map(Type::names));
        used.extend(endpoint.parameters.iter().flat_map(|parameter| parameter.field.value_type.names()));
    }
    for found in &draft.types {
        if let Definition::Structure { fields, .. } = &found.definition {
            used.extend(fields.iter().flat_map(|field| field.value_type.names()));
        }
    }
    used
}

/// Reports what is described and used nowhere, unless it has been said already where it may belong.
pub(super) fn report_unused(draft: &Draft, scope: &mut Scope<'_>) {
    let used = used_types(draft);
    let reported = scope.diagnostics.iter().filter(|remark| remark.code == Code::OtherTitle);
    let reported: HashSet<String> = reported.filter_map(|remark| remark.subject.clone()).collect();
    let is_unused = |found: &&NamedType| {
        !used.contains(found.name.as_str())
            && !reported.contains(&found.name)
            && matches!(found.definition, Definition::Structure { .. })
    };
    for unused in draft.types.iter().filter(is_unused) {
        let diagnostic = Diagnostic::new(
            Code::UnusedType,
            format!("`{}` is described, but nothing has this type", unused.name),
            "if a parameter or field should have it, say so by a patch in api.toml",
        );
        let diagnostic = diagnostic.at(unused.source.clone(), "described here");
        scope.diagnostics.push(Diagnostic { subject: Some(unused.name.clone()), ..diagnostic });
    }
}

/// One note for each page that types are linked on, not one for each type.
fn report_opaque(opaque: &BTreeMap<String, (String, Source)>, scope: &mut Scope<'_>) {
    let mut pages: BTreeMap<&str, Vec<(&String, &Source)>> = BTreeMap::new();
    for (name, (address, source)) in opaque {
        let page = address.split('#').next().unwrap_or(address);
        pages.entry(page).or_default().push((name, source));
    }
    for (page, types) in pages {
        let first = types.iter().min_by_key(|(_, source)| (source.file.clone(), source.span));
        let count = types.len();
        let mut note = Diagnostic::new(
            Code::OpaqueType,
            format!(
                "{count} types are described on a page that is not among the documents; their values are kept as they are"
            ),
            format!("add the page to api.toml to have them typed: {page}"),
        );
        note.primary = first.map(|(name, source)| Label {
            source: (*source).clone(),
            text: format!("`{name}` is the first of them"),
        });
        scope.diagnostics.push(note);
    }
}
