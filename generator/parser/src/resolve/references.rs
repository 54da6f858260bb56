//! What type names refer to: structures of the documents, or types that are linked but not described.

use super::Scope;
use crate::{
    assemble::{Draft, Link},
    diagnostics::{Code, Diagnostic, Label},
    recognise::type_expression::{recognise_type, type_words},
    suggest::suggest,
};
use docwright_model::{Definition, Evidence, Field, NamedType, Origins, RustName, Source, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Resolves every name, adds the opaque types, and reports what has a name and no description.
pub(super) fn resolve_references(draft: &mut Draft, scope: &mut Scope<'_>) {
    let described: BTreeSet<String> = draft.types.iter().map(|found| found.name.clone()).collect();
    let patched = patched_names(scope);
    let mut used = BTreeSet::new();
    let mut opaque = BTreeMap::new();
    let mut resolver = Resolver {
        described: &described,
        links: &draft.links,
        used: &mut used,
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
    report_unused(&draft.types, &used, scope);
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
    described: &'a BTreeSet<String>,
    links: &'a BTreeMap<String, Link>,
    used: &'a mut BTreeSet<String>,
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
        if self.described.contains(name) {
            let named = Type::Named(name.to_owned());
            let refined = match &field.value_type {
                Type::Object => Some(named),
                Type::List(inner) if **inner == Type::Any || **inner == Type::Object => Some(named.list()),
                _ => None,
            };
            if let Some(refined) = refined {
                field.value_type = refined;
                field.evidence = Evidence::Prose;
            }
        }
        let source = field.source.clone();
        self.names(&mut field.value_type, &source);
    }

    fn names(&mut self, found: &mut Type, source: &Source) {
        match found {
            Type::Named(name) => {
                if self.described.contains(name) {
                    self.used.insert(name.clone());
                } else if let Some(link) = self.links.get(name) {
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
        let described = self.described.iter().map(String::as_str);
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

fn report_unused(types: &[NamedType], used: &BTreeSet<String>, scope: &mut Scope<'_>) {
    for unused in types.iter().filter(|found| !used.contains(&found.name)) {
        scope.diagnostics.push(
            Diagnostic::new(
                Code::UnusedType,
                format!("`{}` is described, but nothing has this type", unused.name),
                "if a parameter or field should have it, say so by a patch in api.toml",
            )
            .at(unused.source.clone(), "described here"),
        );
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
