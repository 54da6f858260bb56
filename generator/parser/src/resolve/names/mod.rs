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
use identifier::{Form, is_identifier, type_identifier, value_identifier};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Arguments,
};
use words::{pascal, split_words};

/// Methods that clients have besides the documented ones. Of two methods `into`, a client itself, not lent, calls that of
/// the trait.
const CLIENT_METHODS: &[&str] = &["builder", "call", "clone", "into", "login", "logout", "try_into"];
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
/// The variant that every enumeration has.
const VARIANTS: &[&str] = &["Unknown"];

type Renames = BTreeMap<String, Spanned<String>>;

/// What is called so has no name that Rust allows, which was reported.
const UNNAMED: &str = "unnamed";

/// Longer names are refused: rustdoc writes a file for each type, and file systems take 255 bytes for its name.
const MOST_NAME_BYTES: usize = 200;

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
        // Arguments of a method and setters of its call do not get in each other's way, but within a JSON body.
        let mut members = Vec::new();
        let (arguments, setters): (Vec<_>, Vec<_>) = endpoint
            .parameters
            .iter_mut()
            .partition(|parameter| parameter.field.requirement == Requirement::Required);
        for (group, reserved) in [(arguments, FIELD_NAMES), (setters, CALL_METHODS)] {
            let fields = group.into_iter().map(|found| (Some(found.location), &mut found.field));
            namer.fields(fields, &place, reserved, &mut members);
        }
    }
    namer.stale(api);
}

/// The names that the items of one namespace have, by what must differ.
struct Claims {
    key: fn(&str) -> String,
    taken: HashMap<String, Taken>,
}

/// A name that something has.
struct Taken {
    name: String,
    /// Where what had it last is documented.
    by: Source,
    /// The number of the next name like it.
    next: u64,
}

impl Claims {
    fn new(key: fn(&str) -> String) -> Self {
        Self { key, taken: HashMap::new() }
    }

    /// Notes whose a name is, unless it is somebody's.
    fn take(&mut self, name: &str, by: &Source) {
        let taken = || Taken { name: name.to_owned(), by: by.clone(), next: 2 };
        self.taken.entry((self.key)(name)).or_insert_with(taken);
    }
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
        let mut taken = Claims::new(call_name);
        for endpoint in &mut api.endpoints {
            let key = format!("{} {}", endpoint.method, endpoint.path);
            let documented = endpoint.name.as_deref();
            let words = match documented {
                Some(name) => split_words(name, &self.kept),
                None => endpoints::words_of(endpoint.method, &endpoint.path, &collections, &self.kept),
            };
            let rule = value_identifier(&words);
            let keys = [documented.unwrap_or_default(), &key];
            let name = self.renamed(renames, &keys, Form::Value, rule, &endpoint.source);
            let name = free(name, CLIENT_METHODS, "_endpoint");
            let hint = format_args!("[names.endpoints] \"{}\" = \"…\"", documented.unwrap_or(&key));
            endpoint.rust_name = self.claim(&mut taken, name, &endpoint.source, hint);
        }
    }

    fn types(&mut self, api: &mut Api) {
        let renames = &self.scope.config.names.types;
        let mut taken = Claims::new(str::to_owned);
        let constants = api.constants.iter();
        let constants = constants.map(|constant| (constant.name.clone(), constant.source.clone())).collect();
        for found in &mut api.types {
            let words = split_words(&found.name, &self.kept);
            let rule = type_identifier(&words);
            let name = self.renamed(renames, &[&found.name], Form::Type, rule, &found.source);
            let name = free(name, TYPES, "Type");
            let hint = format_args!("[names.types] \"{}\" = \"…\"", found.name);
            let name = self.claim(&mut taken, name, &found.source, hint);
            match &mut found.definition {
                Definition::Structure { fields, .. } => {
                    let fields = fields.iter_mut().map(|field| (None, field));
                    self.fields(fields, &found.name, FIELD_NAMES, &mut Vec::new());
                }
                Definition::Enumeration { values, bounds, .. } => {
                    self.values(&found.name, values, bounds, &found.source, &constants);
                }
                Definition::Opaque { .. } => {}
            }
            found.rust_name = name;
        }
    }

    /// Names fields, those of endpoints by their locations: of one name in two of them, the second is told by its own.
    /// In `members` are those of the same JSON body that have been named, and those that are named here.
    fn fields<'f>(
        &mut self,
        fields: impl Iterator<Item = (Option<Location>, &'f mut Field)>,
        place: &str,
        reserved: &[&str],
        members: &mut Vec<(String, Source)>,
    ) {
        let mut taken = Claims::new(str::to_owned);
        let mut others: HashMap<String, Source> = members.iter().cloned().collect();
        let mut suffixes: HashMap<String, &str> = HashMap::new();
        for (location, field) in fields {
            let renames = &self.scope.config.names.fields;
            let rule = value_identifier(&split_words(field.wire_name.as_str(), &self.kept));
            let qualified = format!("{place}.{}", field.wire_name);
            let keys = [qualified.as_str(), field.wire_name.as_str()];
            let name = self.renamed(renames, &keys, Form::Value, rule, &field.source);
            let mut name = free(name, reserved, "_value");
            if let Some(suffix) = location.map(suffix) {
                if suffixes.get(&name).is_some_and(|first| *first != suffix) {
                    name.push_str(suffix);
                }
                suffixes.insert(name.clone(), suffix);
            }
            if field.credential.is_none() {
                let is_member = location == Some(Location::Json);
                if is_member && others.contains_key(&name) {
                    for (name, by) in others.drain() {
                        taken.take(&name, &by);
                    }
                }
                let hint = format_args!("[names.fields] \"{qualified}\" = \"…\"");
                field.rust_name = self.claim(&mut taken, name, &field.source, hint);
                if is_member {
                    members.push((field.rust_name.to_string(), field.source.clone()));
                }
            } else {
                field.rust_name = RustName::from(name);
            }
        }
    }

    /// The name that `api.toml` gives to one of the keys, or the one by rule; what cannot be a name is reported.
    fn renamed(
        &mut self,
        renames: &Renames,
        keys: &[&str],
        form: Form,
        rule: Option<String>,
        source: &Source,
    ) -> String {
        if let Some(found) = keys.iter().find_map(|key| renames.get(*key)) {
            self.used.insert(found.span().start);
            let (name, source) = (found.get_ref(), self.scope.config_source(found.span()));
            if !is_identifier(name) {
                self.bad_name(name, source);
                return UNNAMED.to_owned();
            }
            if !form.is_of(name) {
                let message = format!("Rust does not write such a name as `{name}`");
                let better = form.of(&split_words(name, &self.kept)).filter(|better| form.is_of(better));
                let better = better.map_or_else(String::new, |better| format!(": `{better}`"));
                let help = format!("write it in Rust's form{better}");
                let diagnostic = Diagnostic::new(Code::BadName, message, help).at(source, "named here");
                self.scope.diagnostics.push(diagnostic);
            }
            return name.clone();
        }
        rule.unwrap_or_else(|| {
            self.bad_name(keys.last().copied().unwrap_or_default(), source.clone());
            UNNAMED.to_owned()
        })
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
    fn claim(&mut self, claims: &mut Claims, name: String, source: &Source, hint: Arguments<'_>) -> RustName {
        let key = (claims.key)(&name);
        let length = key.len().max(name.len());
        if length > MOST_NAME_BYTES {
            let message = format!("a name of {length} bytes is too long for Rust's tools");
            let help = format!("give it one of at most {MOST_NAME_BYTES} under [names] in api.toml");
            let diagnostic = Diagnostic::new(Code::BadName, message, help).at(source.clone(), "named here");
            self.scope.diagnostics.push(diagnostic);
            return self.claim(claims, UNNAMED.to_owned(), source, hint);
        }
        let Some(known) = claims.taken.get_mut(&key) else {
            claims.take(&name, source);
            return RustName::from(name);
        };
        if name != UNNAMED {
            let diagnostic = Diagnostic::new(
                Code::NameCollision,
                format!("two items would be called `{}`", if known.name == name { &name } else { &key }),
                format!("name one of them in api.toml: {hint}"),
            );
            let diagnostic = diagnostic.at(source.clone(), "the second one");
            self.scope.diagnostics.push(diagnostic.and_at(known.by.clone(), "the first one"));
        }
        known.by = source.clone();
        let mut number = known.next;
        let like_it = |number: u64| format!("{name}_{number}");
        while claims.taken.contains_key(&(claims.key)(&like_it(number))) {
            number = number.saturating_add(1);
        }
        if let Some(known) = claims.taken.get_mut(&key) {
            known.next = number.saturating_add(1);
        }
        let name = like_it(number);
        claims.take(&name, source);
        RustName::from(name)
    }
}

/// What the call of an endpoint is named after: `GetPet2` for both `get_pet_2` and `get_pet2`. Letters of which the
/// capital is that of others count as those: what describes an endpoint has its name in capitals.
fn call_name(name: &str) -> String {
    let words: Vec<String> = name.split('_').map(|word| word.to_uppercase().to_lowercase()).collect();
    pascal(&words)
}

/// A JSON body is a structure of the endpoint's name, unless a documented type has that name.
fn name_bodies(api: &mut Api) {
    let mut taken: BTreeSet<String> =
        api.types.iter().map(|found| found.rust_name.as_str().to_owned()).collect();
    for endpoint in &mut api.endpoints {
        let Some(body) = endpoint.request_body.as_mut().filter(|body| body.encoding == BodyEncoding::Json)
        else {
            continue;
        };
        let name = pascal(&split_words(endpoint.rust_name.as_str(), &[]));
        let mut name = free(name, TYPES, "Body");
        while !taken.insert(name.clone()) {
            name.push_str("Body");
        }
        body.rust_name = RustName::from(name);
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
