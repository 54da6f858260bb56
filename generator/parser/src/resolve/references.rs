//! What type names refer to: structures of the documents, groups of their constants, or types that are linked but not
//! described.

use super::Scope;
use crate::{
    assemble::{Draft, Link},
    diagnostics::{
        Code, Diagnostic, Label,
        suggestion::{Place, quoted, suggest_patch},
    },
    input::SourceFile,
    recognise::type_expression::{recognise_type, type_words},
    suggest::suggest,
};
use docwright_model::{
    Constant, Definition, Evidence, Fact, Field, NamedType, Origins, RustName, Source, Type,
};
use std::collections::BTreeMap;

/// Resolves every name, adds the opaque types, and reports what has a name and no description.
pub(super) fn resolve_references(draft: &mut Draft, scope: &mut Scope<'_>) {
    let described: BTreeMap<String, Source> =
        draft.types.iter().map(|found| (found.name.clone(), found.source.clone())).collect();
    let listed = listed_groups(&draft.constants);
    let patched = patched_names(scope);
    let mut opaque = BTreeMap::new();
    let mut resolver = Resolver {
        described: &described,
        listed: &listed,
        links: &draft.links,
        opaque: &mut opaque,
        patched: &patched,
        suggestions: 0,
        scope,
    };
    for endpoint in &mut draft.endpoints {
        let subject = format!("{} {}", endpoint.endpoint.method, endpoint.endpoint.path);
        for parameter in &mut endpoint.endpoint.parameters {
            resolver.field(&mut parameter.field, &subject);
        }
        for response in &mut endpoint.endpoint.responses {
            if let Some(found) = response.body.as_mut().and_then(|body| body.value_type.as_mut()) {
                resolver.names(found, &User { subject: &subject, source: &response.source, field: None });
            }
        }
    }
    for structure in &mut draft.types {
        if let Definition::Structure { fields, .. } = &mut structure.definition {
            for field in fields {
                resolver.field(field, &structure.name);
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
    /// The groups of constants, each with the type of their values.
    listed: &'a BTreeMap<String, Type>,
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
    fn field(&mut self, field: &mut Field, subject: &str) {
        self.group(field);
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
        let mut found = std::mem::replace(&mut field.value_type, Type::Any);
        let whole = found.clone();
        let user = User { subject, source: &field.source, field: Some((field, &whole)) };
        self.names(&mut found, &user);
        field.value_type = found;
    }

    /// A field whose type is the name of a group of constants has their values.
    fn group(&self, field: &mut Field) {
        let values = match &mut field.value_type {
            Type::List(inner) | Type::Nullable(inner) => &mut **inner,
            other => other,
        };
        let Type::Named(name) = values else { return };
        if let Some(base) = self.listed.get(name).filter(|_| !self.described.contains_key(name)) {
            field.constants.get_or_insert_with(|| name.clone());
            *values = base.clone();
        }
    }

    fn names(&mut self, found: &mut Type, user: &User<'_>) {
        match found {
            Type::Named(name) => {
                if self.described.contains_key(name) {
                    return;
                }
                if let Some(link) = self.links.get(name) {
                    let address = link.address.clone();
                    self.opaque.entry(name.clone()).or_insert_with(|| (address, link.source.clone()));
                } else {
                    self.unknown(name, user);
                    *found = Type::Any;
                }
            }
            Type::List(inner) | Type::CommaSeparated(inner) | Type::Nullable(inner) => {
                self.names(inner, user);
            }
            Type::Map { key, value } => {
                self.names(key, user);
                self.names(value, user);
            }
            _ => {}
        }
    }

    fn unknown(&mut self, name: &str, user: &User<'_>) {
        // Where hundreds are unknown no slip of the pen is the reason, and each would be compared with all.
        let described = self.described.keys().map(String::as_str);
        let words = described.chain(type_words().map(|word| -> &str { word }));
        let known = Some(words).filter(|_| self.suggestions < MOST_SUGGESTIONS);
        self.suggestions += 1;
        let known = known.and_then(|known| suggest(name, known));
        let patch = self.patched.get(name);
        let known_words = known.map(|known| format!("there is a type `{known}`; if that is meant, "));
        let known_words = known_words.unwrap_or_default();
        let help = match user.field.filter(|_| patch.is_none()) {
            Some((field, whole)) => {
                let wanted = known.and_then(|known| written(whole, name, known));
                let facts = format!("set = {{ type = {} }}", quoted(wanted.as_deref().unwrap_or("…")));
                let place = Place::of(Some(user.subject));
                let patch = suggest_patch(&place, Some(field.wire_name.as_str()), &facts, "…");
                let verb = if known.is_some() { "add to" } else { "state the type in" };
                format!("{known_words}{verb} api.toml:\n{patch}")
            }
            None => {
                format!("{known_words}correct the {}", if patch.is_some() { "patch" } else { "document" })
            }
        };
        let diagnostic =
            Diagnostic::new(Code::UnknownType, format!("`{name}` is no type that is known"), help);
        let diagnostic = match patch {
            Some(patch) => diagnostic.at(patch.clone(), "stated here").and_at(user.source.clone(), "of this"),
            None => diagnostic.at(self.place_of(name, user), "typed here"),
        };
        let subject = Some(user.subject.to_owned());
        self.scope.diagnostics.push(Diagnostic { subject, ..diagnostic });
    }

    /// Where the name of a type stands.
    fn place_of(&self, name: &str, user: &User<'_>) -> Source {
        let Some((field, _)) = user.field else { return user.source.clone() };
        let places = [Fact::Elements, Fact::Type].map(|fact| self.scope.words_of(field, fact, name));
        let exact = places.into_iter().find(|place| *place != field.source);
        exact.unwrap_or_else(|| field.source.clone())
    }
}

/// The groups of constants, each with the type of its first value.
fn listed_groups(constants: &[Constant]) -> BTreeMap<String, Type> {
    let mut groups = BTreeMap::new();
    for constant in constants.iter().filter(|constant| !constant.value.is_empty()) {
        let Some(group) = &constant.group else { continue };
        let is_text = constant.value.starts_with('"');
        groups.entry(group.clone()).or_insert(if is_text { Type::String } else { Type::Integer });
    }
    groups
}

/// What has a type.
struct User<'a> {
    /// The endpoint or structure, as `api.toml` refers to it.
    subject: &'a str,
    source: &'a Source,
    /// The field with its whole type; an answer has none.
    field: Option<(&'a Field, &'a Type)>,
}

/// A type as a patch would state it, with one name in the place of another.
fn written(found: &Type, name: &str, instead: &str) -> Option<String> {
    match found {
        Type::Named(known) => Some(if known == name { instead.to_owned() } else { known.clone() }),
        Type::List(inner) => written(inner, name, instead).map(|inner| format!("List<{inner}>")),
        _ => None,
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

/// One note for each page that types are linked on, not one for each type.
fn report_opaque(opaque: &BTreeMap<String, (String, Source)>, scope: &mut Scope<'_>) {
    let mut pages: BTreeMap<&str, Vec<(&String, &Source)>> = BTreeMap::new();
    for (name, (address, source)) in opaque {
        let page = address.split('#').next().unwrap_or(address);
        pages.entry(page).or_default().push((name, source));
    }
    for (page, types) in pages {
        let first = types.iter().min_by_key(|(_, source)| (source.file.clone(), source.span));
        let known = first.and_then(|(_, source)| document_at(page, &source.file, scope.files));
        let elsewhere = match known {
            Some(document) => format!("not described in `{document}`, where the links of the name lead"),
            None => "described on a page that is not among the documents".to_owned(),
        };
        let (message, whose, what) = match types.as_slice() {
            [(name, _)] => (
                format!("`{name}` is {elsewhere}; its values are kept as they are"),
                "its",
                format!("`{name}`"),
            ),
            types => {
                let message =
                    format!("{} types are {elsewhere}; their values are kept as they are", types.len());
                (message, "their", "each".to_owned())
            }
        };
        let help = match known {
            Some(_) => format!(
                "to have {whose} values typed, describe {what} there by a table of fields below a heading of that very name, or state the type of what has it by a patch in api.toml"
            ),
            None => format!("to have {whose} values typed, add the page to api.toml: {page}"),
        };
        let mut note = Diagnostic::new(Code::OpaqueType, message, help);
        note.primary = first.map(|(name, source)| Label {
            source: (*source).clone(),
            text: match types.len() {
                1 => "linked here".to_owned(),
                _ => format!("`{name}` is the first of them"),
            },
        });
        scope.diagnostics.push(note);
    }
}

/// The document that a link in another leads to; a link within the page names no file.
fn document_at<'a>(page: &str, from: &str, files: &'a [SourceFile]) -> Option<&'a str> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in page.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    let wanted = if page.is_empty() { from.to_owned() } else { parts.join("/") };
    let mut names = files.iter().map(|file| &*file.name);
    names.find(|name| *name == wanted || name.rsplit_once('.').is_some_and(|(stem, _)| stem == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_documents_from_where_they_stand() {
        let file = |name: &str| SourceFile { name: name.into(), text: String::new() };
        let files = ["api.toml", "list.md", "objects/get.md"].map(file);
        let check = |page: &str, from: &str, expected: Option<&str>| {
            assert_eq!(document_at(page, from, &files), expected, "{page} in {from}");
        };
        check("objects/get.md", "list.md", Some("objects/get.md"));
        check("./get", "objects/other.md", Some("objects/get.md"));
        check("../list.md", "objects/get.md", Some("list.md"));
        check("", "list.md", Some("list.md"));
        check("https://x.example/list.md", "list.md", None);
        check("other.md", "list.md", None);
    }
}
