//! Rust names for everything: from documented names and paths by rule, or from `[names]` in `api.toml`.

mod constants;
mod endpoints;
mod identifier;
mod stale;
pub(crate) mod words;

use super::Scope;
use crate::{
    config::Spanned,
    diagnostics::{Code, Diagnostic},
};
use docwright_model::{Api, BodyEncoding, Definition, Field, Location, Requirement, RustName, Source};
use identifier::{is_identifier, type_identifier, value_identifier};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use words::{pascal, split_words};

/// Methods that clients have besides the documented ones.
const CLIENT_METHODS: &[&str] = &["builder", "call", "clone", "login", "logout"];
/// Names that fields of structures and arguments of methods do not have.
const FIELD_NAMES: &[&str] = &["body", "clone", "default", "extra", "into_future", "request", "send"];
/// Names that setters of calls do not have: those of the methods that calls have besides.
const CALL_METHODS: &[&str] = &[
    "body",
    "clone",
    "default",
    "extra",
    "into_future",
    "into_iter",
    "into_pages",
    "into_stream",
    "json",
    "raw",
    "request",
    "send",
    "with_options",
];
/// Types that emitted modules import or define.
const TYPES: &[&str] = &[
    "Api",
    "Async",
    "BTreeMap",
    "Base64",
    "Call",
    "Client",
    "ClientBuilder",
    "CommaSeparated",
    "Core",
    "Date",
    "Download",
    "Endpoint",
    "Error",
    "Extra",
    "Json",
    "JsonObject",
    "Maybe",
    "Method",
    "NoContent",
    "Opaque",
    "Option",
    "Parameter",
    "Place",
    "Requirement",
    "Result",
    "SecretString",
    "Streamed",
    "String",
    "Timestamp",
    "Transport",
    "Typed",
    "Untyped",
    "Upload",
    "UnixMilliseconds",
    "UnixSeconds",
    "Uuid",
    "Value",
    "Vec",
];
/// Types that are part of Rust itself; those that documents name have a capital.
const BUILT_IN_TYPES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32",
    "u64", "u8", "usize",
];
/// The variant and the methods that every enumeration has.
const VARIANTS: &[&str] = &["Unknown", "as_str", "clone", "default", "from", "known", "value"];

type Renames = BTreeMap<String, Spanned<String>>;

/// What is called so has no name that Rust allows, which was reported.
const UNNAMED: &str = "unnamed";

/// Names everything, and reports what has no name, a bad one, or another's: each item once. Whatever is reported gets a
/// name that nothing else has, so that what needs no client can be told all the same. `merged` are the places of entries of
/// `[names]` that have been heeded already.
pub(super) fn resolve_names(api: &mut Api, merged: &[usize], scope: &mut Scope<'_>) {
    let kept: Vec<String> = scope.config.names.words.iter().map(|word| word.get_ref().clone()).collect();
    let mut namer = Namer { kept, used: merged.iter().copied().collect(), scope };
    namer.endpoints(api);
    namer.types(api);
    namer.constants(&mut api.constants);
    name_bodies(api);
    for endpoint in &mut api.endpoints {
        let place = format!("{} {}", endpoint.method, endpoint.path);
        // Arguments of a method and setters of its call do not get in each other's way.
        let (arguments, setters): (Vec<_>, Vec<_>) = endpoint
            .parameters
            .iter_mut()
            .partition(|parameter| parameter.field.requirement == Requirement::Required);
        for (group, reserved) in [(arguments, FIELD_NAMES), (setters, CALL_METHODS)] {
            let fields = group.into_iter().map(|found| (suffix(found.location), &mut found.field));
            namer.fields(fields, &place, reserved);
        }
    }
    namer.stale(api);
}

/// A name that something has.
struct Taken {
    /// Where what had it last is documented.
    by: Source,
    /// The number of the next name like it.
    next: u64,
}

struct Namer<'a, 'b> {
    kept: Vec<String>,
    /// The entries of `[names]` that named something, by the place of their value in the file.
    used: BTreeSet<usize>,
    scope: &'a mut Scope<'b>,
}

impl Namer<'_, '_> {
    fn endpoints(&mut self, api: &mut Api) {
        let collections = endpoints::collections(&api.endpoints);
        let renames = &self.scope.config.names.endpoints;
        let mut taken = HashMap::new();
        for endpoint in &mut api.endpoints {
            let key = format!("{} {}", endpoint.method, endpoint.path);
            let documented = endpoint.name.as_deref();
            let words = match documented {
                Some(name) => split_words(name, &self.kept),
                None => endpoints::words_of(endpoint.method, &endpoint.path, &collections, &self.kept),
            };
            let rule = value_identifier(&words, "n");
            let name = self.renamed(renames, &[documented.unwrap_or_default(), &key], rule, &endpoint.source);
            let name = free(name, CLIENT_METHODS, "_endpoint");
            let hint = format!("[names.endpoints] \"{}\" = \"…\"", documented.unwrap_or(&key));
            endpoint.rust_name = self.claim(&mut taken, name, &endpoint.source, &hint);
        }
    }

    fn types(&mut self, api: &mut Api) {
        let renames = &self.scope.config.names.types;
        let mut taken = HashMap::new();
        let constants = api.constants.iter();
        let constants = constants.map(|constant| (constant.name.clone(), constant.source.clone())).collect();
        for found in &mut api.types {
            self.refuse_built_in(renames.get(&found.name));
            let words = split_words(&found.name, &self.kept);
            let rule = type_identifier(&words, "Type");
            let name = free(self.renamed(renames, &[&found.name], rule, &found.source), TYPES, "Type");
            let hint = format!("[names.types] \"{}\" = \"…\"", found.name);
            let name = self.claim(&mut taken, name, &found.source, &hint);
            match &mut found.definition {
                Definition::Structure { fields, .. } => {
                    self.fields(fields.iter_mut().map(|field| ("", field)), &found.name, FIELD_NAMES);
                }
                Definition::Enumeration { values, bounds, .. } => {
                    self.values(&found.name, values, bounds, &found.source, &constants);
                }
                Definition::Opaque { .. } => {}
            }
            found.rust_name = name;
        }
    }

    /// Names fields, each with the suffix that tells it from one of the same name in another place.
    fn fields<'f>(
        &mut self,
        fields: impl Iterator<Item = (&'static str, &'f mut Field)>,
        place: &str,
        reserved: &[&str],
    ) {
        let mut taken = HashMap::new();
        let mut suffixes: HashMap<String, &str> = HashMap::new();
        for (suffix, field) in fields {
            let renames = &self.scope.config.names.fields;
            let rule = value_identifier(&split_words(field.wire_name.as_str(), &self.kept), "n");
            let qualified = format!("{place}.{}", field.wire_name);
            let name = self.renamed(renames, &[&qualified, field.wire_name.as_str()], rule, &field.source);
            let mut name = free(name, reserved, "_value");
            if suffixes.get(&name).is_some_and(|first| *first != suffix) {
                name.push_str(suffix);
            }
            suffixes.insert(name.clone(), suffix);
            if field.credential.is_none() {
                let hint = format!("[names.fields] \"{qualified}\" = \"…\"");
                field.rust_name = self.claim(&mut taken, name, &field.source, &hint);
            } else {
                field.rust_name = RustName::from(name);
            }
        }
    }

    /// The name that `api.toml` gives to one of the keys, or the one by rule; what cannot be a name is reported.
    fn renamed(&mut self, renames: &Renames, keys: &[&str], rule: Option<String>, source: &Source) -> String {
        if let Some(name) = keys.iter().find_map(|key| renames.get(*key)) {
            self.used.insert(name.span().start);
            if !is_identifier(name.get_ref()) {
                let source = self.scope.config_source(name.span());
                self.bad_name(name.get_ref(), source);
                return UNNAMED.to_owned();
            }
            return name.get_ref().clone();
        }
        rule.unwrap_or_else(|| {
            self.bad_name(keys.last().copied().unwrap_or_default(), source.clone());
            UNNAMED.to_owned()
        })
    }

    /// Reports a type that `api.toml` calls by a name which emitted code needs for one of Rust's own.
    fn refuse_built_in(&mut self, rename: Option<&Spanned<String>>) {
        let Some(name) = rename.filter(|name| BUILT_IN_TYPES.contains(&name.get_ref().as_str())) else {
            return;
        };
        let source = self.scope.config_source(name.span());
        let message = format!("`{}` is a type of Rust itself", name.get_ref());
        let help = "give the type another name under [names.types] in api.toml";
        self.scope.diagnostics.push(Diagnostic::new(Code::BadName, message, help).at(source, "named here"));
    }

    fn bad_name(&mut self, name: &str, source: Source) {
        self.scope.diagnostics.push(
            Diagnostic::new(
                Code::BadName,
                format!("`{name}` makes no Rust identifier"),
                "give it a name of letters, digits and `_` under [names] in api.toml",
            )
            .at(source, "named here"),
        );
    }

    /// The name, or one like it where another has it already. Of those without a name that has been said.
    fn claim(
        &mut self,
        taken: &mut HashMap<String, Taken>,
        name: String,
        source: &Source,
        hint: &str,
    ) -> RustName {
        let Some(known) = taken.get_mut(&name) else {
            taken.insert(name.clone(), Taken { by: source.clone(), next: 2 });
            return RustName::from(name);
        };
        if name != UNNAMED {
            let diagnostic = Diagnostic::new(
                Code::NameCollision,
                format!("two items would be called `{name}`"),
                format!("name one of them in api.toml: {hint}"),
            );
            let diagnostic = diagnostic.at(source.clone(), "the second one");
            self.scope.diagnostics.push(diagnostic.and_at(known.by.clone(), "the first one"));
        }
        known.by = source.clone();
        let mut number = known.next;
        let like_it = |number: u64| format!("{name}_{number}");
        while taken.contains_key(&like_it(number)) {
            number = number.saturating_add(1);
        }
        if let Some(known) = taken.get_mut(&name) {
            known.next = number.saturating_add(1);
        }
        let name = like_it(number);
        taken.insert(name.clone(), Taken { by: source.clone(), next: 2 });
        RustName::from(name)
    }
}

/// A JSON body is a structure of the endpoint's name, unless a documented type has that name.
fn name_bodies(api: &mut Api) {
    let taken: BTreeSet<String> = api.types.iter().map(|found| found.rust_name.as_str().to_owned()).collect();
    for endpoint in &mut api.endpoints {
        let Some(body) = endpoint.request_body.as_mut().filter(|body| body.encoding == BodyEncoding::Json)
        else {
            continue;
        };
        let name = pascal(&split_words(endpoint.rust_name.as_str(), &[]));
        let name = free(name, TYPES, "Body");
        body.rust_name = RustName::from(if taken.contains(&name) { format!("{name}Body") } else { name });
    }
}

/// What tells a parameter from one of the same name in another place.
fn suffix(location: Location) -> &'static str {
    match location {
        Location::Path => "_in_path",
        Location::Query => "_in_query",
        Location::Header => "_in_header",
        Location::Form | Location::Multipart | Location::Json => "_in_body",
    }
}

/// The name, or the name with a suffix if emitted code has another use for it.
fn free(name: String, reserved: &[&str], suffix: &str) -> String {
    if reserved.contains(&name.as_str()) { format!("{name}{suffix}") } else { name }
}
