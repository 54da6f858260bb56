//! Patterns that refuse what the document itself gives as values: they are kept, and never checked.
//!
//! Comes in: the draft and what examples show. Goes out: the draft with doubtful patterns marked, and a remark for
//! each. A value counts as the document's own if it stands in an example of the same endpoint, is the default, is
//! listed, or is a documented scope where the parameter takes scopes.

use super::examples::{
    collect::{Observations, is_in_body},
    shape::Shape,
};
use crate::{
    assemble::Draft,
    diagnostics::{Code, Diagnostic, suggestion::suggest_acknowledgement},
    resolve::{
        Scope,
        refine::{MAX_COMPILED, MAX_PATTERN},
    },
};
use docwright_model::{Constraints, Definition, Endpoint, Fact, Field, SchemeKind, Source};
use regex_lite::{Regex, RegexBuilder};
use std::collections::{HashMap, HashSet};

/// The parameter of a token endpoint that takes scopes, and one that shows that it is such an endpoint: the names
/// are those of RFC 6749.
const SCOPE_PARAMETER: (&str, &str) = ("scope", "grant_type");
/// Longer values are not matched: no page has them, and matching takes time with their length.
const MAX_VALUE: usize = 4096;
/// How many patterns are kept compiled, for their next field: each may take a thousand times its text.
const MOST_COMPILED: usize = 64;

/// Marks and reports the patterns of all parameters and fields.
pub(super) fn resolve_patterns(draft: &mut Draft, observations: &Observations<'_>, scope: &mut Scope<'_>) {
    let scopes = documented_scopes(draft);
    let mut judge =
        Judge { compiled: HashMap::new(), refused_scopes: HashMap::new(), reported: HashSet::new(), scope };
    for (draft, observed) in draft.endpoints.iter_mut().zip(&observations.requests) {
        let endpoint = &mut draft.endpoint;
        let subject = format!("{} {}", endpoint.method, endpoint.path);
        let takes_scopes = takes_scopes(endpoint);
        for parameter in &mut endpoint.parameters {
            let name = parameter.field.wire_name.as_str();
            let shape = observed.get(name).filter(|_| is_in_body(parameter.location));
            let scopes: &[Given] = if takes_scopes && name == SCOPE_PARAMETER.0 { &scopes } else { &[] };
            judge.field(&mut parameter.field, shape.map(|found| &found.shape), scopes, &subject);
        }
    }
    for found in &mut draft.types {
        let Definition::Structure { fields, .. } = &mut found.definition else { continue };
        let observed = observations.structures.get(&found.name);
        for field in fields {
            let shape = observed.and_then(|observed| observed.get(field.wire_name.as_str()));
            judge.field(field, shape.map(|found| &found.shape), &[], &found.name);
        }
    }
}

/// A value that the document gives, what it is there, and where.
#[derive(Debug)]
struct Given {
    text: String,
    what: &'static str,
    source: Source,
}

/// Whose pattern is judged.
struct About<'a> {
    name: &'a str,
    /// The row of the field.
    row: &'a Source,
    /// Where the pattern stands.
    at: Source,
    subject: &'a str,
}

fn takes_scopes(endpoint: &Endpoint) -> bool {
    let has = |name: &str| endpoint.parameters.iter().any(|found| found.field.wire_name.as_str() == name);
    has(SCOPE_PARAMETER.0) && has(SCOPE_PARAMETER.1)
}

fn documented_scopes(draft: &Draft) -> Vec<Given> {
    let schemes = draft.schemes.iter().filter_map(|scheme| match &scheme.kind {
        SchemeKind::OAuth2 { scopes, .. } => Some((scheme, scopes)),
        _ => None,
    });
    let given = |text: &String, source: &Source| Given {
        text: text.clone(),
        what: "the documented scope",
        source: source.clone(),
    };
    schemes.flat_map(|(scheme, scopes)| scopes.iter().map(|scope| given(scope, &scheme.source))).collect()
}

struct Judge<'a, 'b> {
    /// The last patterns: an expression, or why it is none.
    compiled: HashMap<String, Result<Regex, String>>,
    /// For each pattern the number of the first documented scope that it refuses.
    refused_scopes: HashMap<String, Option<usize>>,
    /// The rows that were reported: endpoints of one page share them.
    reported: HashSet<(Source, String)>,
    scope: &'a mut Scope<'b>,
}

impl Judge<'_, '_> {
    fn field(&mut self, field: &mut Field, shape: Option<&Shape<'_>>, scopes: &[Given], subject: &str) {
        let name = field.wire_name.as_str();
        let place = |fact| field.origins.of(fact).map_or(&field.source, |origin| &origin.source).clone();
        let own = |text: &String, what, fact| Given { text: text.clone(), what, source: place(fact) };
        let listed = |text: &String| own(text, "the listed value", Fact::Values);
        if let Some(pattern) = &field.constraints.pattern {
            let mut given: Vec<Given> =
                field.default.iter().map(|text| own(text, "the default", Fact::Default)).collect();
            given.extend(field.constraints.allowed_values.iter().map(listed));
            given.extend(texts(shape));
            let at = self.scope.words_of(field, Fact::Constraint, pattern);
            let about = About { name, row: &field.source, at, subject };
            self.constraints(&mut field.constraints, &given, scopes, &about);
        }
        if let Some(pattern) = &field.element_constraints.pattern {
            let listed = field.element_constraints.allowed_values.iter().map(listed);
            let elements = shape.and_then(|shape| shape.elements.as_deref());
            let given: Vec<Given> = listed.chain(texts(elements)).collect();
            let at = self.scope.words_of(field, Fact::Constraint, pattern);
            let about = About { name, row: &field.source, at, subject };
            self.constraints(&mut field.element_constraints, &given, &[], &about);
        }
    }

    fn constraints(
        &mut self,
        constraints: &mut Constraints,
        given: &[Given],
        scopes: &[Given],
        about: &About<'_>,
    ) {
        let About { name, row, at, subject } = about;
        let Some(pattern) = constraints.pattern.clone() else { return };
        if self.compiled.len() >= MOST_COMPILED && !self.compiled.contains_key(&pattern) {
            self.compiled.clear();
        }
        let compiled = self.compiled.entry(pattern.clone()).or_insert_with_key(|pattern| compile(pattern));
        let (message, refused) = match compiled {
            Err(why) => (format!("the pattern of `{name}` cannot be checked: {why}"), None),
            Ok(regex) => {
                let allows = |given: &Given| given.text.len() > MAX_VALUE || regex.is_match(&given.text);
                let scope = || {
                    // Once for each pattern: there may be many scopes, and many endpoints that take them.
                    let known = self.refused_scopes.entry(pattern.clone());
                    scopes.get((*known.or_insert_with(|| scopes.iter().position(|given| !allows(given))))?)
                };
                let Some(refused) = given.iter().find(|given| !allows(given)).or_else(scope) else { return };
                let Given { what, text, .. } = refused;
                (format!("the pattern `{pattern}` of `{name}` refuses {what} `{text}`"), Some(refused))
            }
        };
        constraints.pattern_is_doubtful = true;
        if !self.reported.insert(((*row).clone(), pattern)) {
            return;
        }
        let help = format!(
            "it stays documentation and is never checked; say why in api.toml:\n{}",
            suggest_acknowledgement(Code::DoubtfulPattern, Some(subject))
        );
        let diagnostic = Diagnostic::new(Code::DoubtfulPattern, message, help);
        let diagnostic = diagnostic.at(at.clone(), "its pattern stands here");
        let diagnostic = match refused.filter(|refused| refused.source != *at) {
            Some(refused) => diagnostic.and_at(refused.source.clone(), "and the value here"),
            None => diagnostic,
        };
        self.scope.diagnostics.push(Diagnostic { subject: Some((*subject).to_owned()), ..diagnostic });
    }
}

/// The texts of examples.
fn texts<'s>(shape: Option<&'s Shape<'_>>) -> impl Iterator<Item = Given> + 's {
    shape.into_iter().flat_map(|shape| &shape.texts).map(|(text, source)| Given {
        text: (*text).to_owned(),
        what: "the example",
        source: (*source).clone(),
    })
}

/// The expression of a pattern, which may match anywhere in a value as in JSON Schema.
fn compile(pattern: &str) -> Result<Regex, String> {
    if pattern.len() > MAX_PATTERN {
        return Err(format!("it is longer than {MAX_PATTERN} bytes"));
    }
    RegexBuilder::new(pattern).size_limit(MAX_COMPILED).build().map_err(|error| error.to_string())
}
