//! Parameters that carry credentials: the same ones, at the head of what many endpoints take.
//!
//! Where the documents describe how callers authorize, they are taken at their word and nothing is looked for.

mod methods;
mod roles;

use super::{Evidence, counted, structures};
use crate::init::entries::{Entry, Standing, Table, pair, quoted};
use crate::init::look::place;
use crate::init::words::words;
use docwright_model::{Endpoint, Field, Location, Parameter, Response, Type};
use methods::methods;
use roles::{Role, role};
use std::collections::{BTreeSet, HashMap};

/// A set of credentials as many endpoints take it.
struct Set<'a> {
    fields: Vec<&'a Field>,
    endpoints: Vec<&'a Endpoint>,
}

/// One endpoint in so many takes the credentials, or they are not the API's.
const SHARE: usize = 5;

/// `[[credentials]]` for each set.
pub(super) fn credentials(evidence: Evidence<'_>) -> Vec<Entry> {
    if !evidence.assumed.api.security_schemes.is_empty() {
        return Vec::new();
    }
    let mut names = BTreeSet::new();
    let sets = sets(&evidence.assumed.api.endpoints);
    if sets.is_empty() {
        return vec![unknown(evidence)];
    }
    sets.iter().map(|set| entry(set, evidence, &mut names)).collect()
}

/// Words by which pages speak of who calls.
const SPEAKING: &[&str] = &[
    "authorization:",
    "bearer ",
    "api key",
    "api-key",
    "api token",
    "access token",
    "basic auth",
    "authenticat",
    "authoriz",
    "credential",
];

/// The header by which a line has callers prove who they are: `Authorization`, or one whose name ends like a secret,
/// in `X-Api-Key: …` or in "the header `X-Api-Key`".
fn named_header(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || "`'\"*<>()|,;".contains(c)).collect();
    let is_header = |index: usize| {
        let near = words.get(index.saturating_sub(3)..words.len().min(index + 4)).unwrap_or_default();
        words.get(index).is_some_and(|word| word.ends_with(':'))
            || near.iter().any(|word| word.trim_end_matches(['.', 's']).eq_ignore_ascii_case("header"))
    };
    let beside = words.iter().enumerate().filter(|(index, _)| is_header(*index));
    let mut names = beside.map(|(_, word)| word.trim_end_matches([':', '.']));
    let is_named = |name: &&str| {
        let lower = name.to_ascii_lowercase();
        lower == "authorization" || lower.contains('-') && SECRETS.iter().any(|end| lower.ends_with(end))
    };
    names.find(is_named).map(str::to_owned)
}

/// What the names of headers end in that hold a secret.
const SECRETS: &[&str] = &["-key", "-token", "-secret", "-auth"];

/// Where nothing was found: the first line that speaks of it, if there is one.
fn unknown(evidence: Evidence<'_>) -> Entry {
    let speaks = |line: &str| {
        let line = line.to_lowercase();
        SPEAKING.iter().any(|words| line.contains(words))
    };
    let named = evidence.pages.iter().find_map(|page| {
        let mut lines = page.text.lines().enumerate();
        lines.find_map(|(index, line)| Some((named_header(line)?, page, index + 1)))
    });
    let spoken =
        || evidence.pages.iter().find_map(|page| Some((page, page.text.lines().position(speaks)? + 1)));
    let because = match named {
        Some((header, page, line)) => format!(
            "The pages have callers send the header `{header}` ({}:{line}), but describe neither a scheme that docwright can read nor a parameter of that name. A hook of the client's builder can send it.",
            page.file
        ),
        None => spoken().map_or_else(String::new, |(page, line)| format!(
            "The pages speak of who may call ({}:{line}), but describe neither a scheme in a section of its own nor parameters that docwright takes for credentials. A header that they leave to callers can be sent by a hook of the client's builder.",
            page.file
        )),
    };
    let lines = vec!["[[credentials]]".to_owned(), pair("name", "…"), "fields = [\"…\"]".to_owned()];
    Entry { table: Table::Own, standing: Standing::Open, about: "credentials", because, lines }
}

/// The sets, the one that most endpoints take first.
fn sets(endpoints: &[Endpoint]) -> Vec<Set<'_>> {
    let mut sets: Vec<Set<'_>> = Vec::new();
    let mut known: HashMap<Vec<&str>, usize> = HashMap::new();
    for endpoint in endpoints {
        let Some(fields) = carriers(endpoint) else { continue };
        let names = fields.iter().map(|field| field.wire_name.as_str()).collect();
        let index = *known.entry(names).or_insert(sets.len());
        match sets.get_mut(index) {
            Some(set) => set.endpoints.push(endpoint),
            None => sets.push(Set { fields, endpoints: vec![endpoint] }),
        }
    }
    let least = (endpoints.len() / SHARE).max(2);
    sets.retain(|set| set.endpoints.len() >= least);
    sets.sort_by_key(|set| std::cmp::Reverse(set.endpoints.len()));
    sets
}

/// The fields at the head of an endpoint's parameters that carry credentials; its headers that do, if there are none.
fn carriers(endpoint: &Endpoint) -> Option<Vec<&Field>> {
    let fields = |is_there: fn(&Parameter) -> bool| {
        endpoint.parameters.iter().filter(move |found| is_there(found)).map(|found| &found.field)
    };
    let sent = fields(|found| !matches!(found.location, Location::Path | Location::Header));
    let mut run: Vec<&Field> = Vec::new();
    for field in sent {
        let has = |role| run.iter().any(|field| self::role(field) == Some(role));
        match role(field) {
            // A second name, or one behind a secret, is that of somebody the call is about.
            Some(Role::Name) if !has(Role::Name) && !has(Role::Secret) => run.push(field),
            Some(Role::Secret | Role::Kind) => run.push(field),
            Some(Role::Beside) if has(Role::Secret) => run.push(field),
            _ => break,
        }
    }
    let has_secret = |run: &[&Field]| run.iter().any(|field| role(field) == Some(Role::Secret));
    if has_secret(&run) {
        return Some(run);
    }
    let headers: Vec<&Field> =
        fields(|found| found.location == Location::Header).filter(|field| role(field).is_some()).collect();
    has_secret(&headers).then_some(headers)
}

fn entry(set: &Set<'_>, evidence: Evidence<'_>, names: &mut BTreeSet<String>) -> Entry {
    let name = free(&set_name(set), names);
    let fields: Vec<String> = set.fields.iter().map(|field| quoted(field.wire_name.as_str())).collect();
    let mut lines =
        vec!["[[credentials]]".to_owned(), pair("name", &name), format!("fields = [{}]", fields.join(", "))];
    lines.extend(header(set, evidence).map(|format| pair("header", &format)));
    for method in methods(set, &name, names) {
        lines.extend([String::new(), "[[credentials.method]]".to_owned()]);
        lines.extend(method);
    }
    let first = set.fields.first().map(|field| place(&field.source, &evidence.assumed.files));
    let because = format!(
        "{} of {} these parameters first, at {} for one: they seem to say who calls, so that the client can hold them.{}",
        set.endpoints.len(),
        counted(evidence.assumed.api.endpoints.len(), "endpoint")
            + if set.endpoints.len() == 1 { " takes" } else { " take" },
        first.unwrap_or_default(),
        session(set, evidence).unwrap_or_default()
    );
    Entry { table: Table::Own, standing: Standing::Proposed, about: "credentials", because, lines }
}

/// A name that no set or method has yet.
fn free(wanted: &str, names: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let name = std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !names.contains(name));
    let name = name.unwrap_or_default();
    names.insert(name.clone());
    name
}

/// What a set is called: the word that its fields begin with, the one that the names of its endpoints begin with, or
/// whose credentials any are.
fn set_name(set: &Set<'_>) -> String {
    let first = |text: &str| words(text).into_iter().next();
    let of_endpoints = set.endpoints.iter().map(|endpoint| endpoint.name.as_deref().and_then(first));
    let of_fields = set.fields.iter().map(|field| first(field.wire_name.as_str()));
    let shared = common(of_fields).filter(|_| set.fields.len() > 1).or_else(|| common(of_endpoints));
    shared.filter(|word| is_snake(word)).unwrap_or_else(|| "caller".to_owned())
}

/// The word that all but a few have.
fn common(found: impl Iterator<Item = Option<String>>) -> Option<String> {
    let found: Vec<Option<String>> = found.collect();
    let first = found.iter().flatten().next()?;
    let count = found.iter().filter(|word| word.as_ref() == Some(first)).count();
    (count * 10 >= found.len() * 9).then(|| first.clone())
}

fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The header that carries a field where an endpoint takes the set as headers: `X-Admin-{field}`.
fn header(set: &Set<'_>, evidence: Evidence<'_>) -> Option<String> {
    let start_of = |endpoint: &Endpoint| {
        let mut starts = set.fields.iter().map(|field| {
            let headers = endpoint.parameters_in(Location::Header);
            let starts = headers.filter_map(|found| {
                found.field.wire_name.as_str().strip_suffix(field.wire_name.as_str()).map(str::to_owned)
            });
            starts.into_iter().find(|start| !start.is_empty())
        });
        let first = starts.next()??;
        starts.all(|start| start.as_ref() == Some(&first)).then_some(first)
    };
    let start = evidence.assumed.api.endpoints.iter().find_map(start_of)?;
    Some(format!("{start}{{field}}"))
}

/// A sentence about an endpoint whose answer has one of the fields: it may give a session in return for the others.
fn session(set: &Set<'_>, evidence: Evidence<'_>) -> Option<String> {
    let structures = structures(evidence);
    let fields_of =
        |response: &Response| match response.body.as_ref().and_then(|body| body.value_type.as_ref()) {
            Some(Type::Named(name)) => structures.get(name.as_str()).copied().unwrap_or_default(),
            _ => &[],
        };
    let is_key = |field: &&Field| {
        set.fields.iter().any(|known| known.wire_name == field.wire_name && role(known) != Some(Role::Name))
    };
    let (login, key) = set.endpoints.iter().find_map(|endpoint| {
        let mut answered =
            endpoint.responses.iter().filter(|found| found.status.is_success()).flat_map(fields_of);
        Some((endpoint, answered.find(is_key)?))
    })?;
    let login = login.name.clone().unwrap_or_else(|| format!("{} {}", login.method, login.path));
    Some(format!(
        " `{login}` answers a `{}`, which may be the key of a session: see `session` among the keys of `[[credentials]]`.",
        key.wire_name
    ))
}
