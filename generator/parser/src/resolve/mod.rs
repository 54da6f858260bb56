//! From the draft to the model, one pass a file.
//!
//! Comes in: the draft and `api.toml`. Goes out: the [`Api`], or diagnostics. Each pass trusts those before it;
//! the order is the order of the calls below.

mod checks;
mod constants;
mod contradictions;
mod credentials;
mod enumerations;
mod evidence;
mod inheritance;
mod names;
mod no_endpoint;
mod pagination;
mod patches;
mod pattern;
mod placeholders;
mod reads;
mod references;
mod refine;
mod secrets;
mod security;
mod sessions;
mod untyped;
mod unused;

use crate::{assemble::Draft, config::Config, diagnostics::Diagnostics, input::SourceFile};
use docwright_model::{
    Api, DocumentInfo, Endpoint, EnvelopeFailure, ErrorEnvelope, Fact, Field, MODEL_VERSION, Source, Span,
    WireName,
};
use std::sync::Arc;

use crate::config::{EnvelopeConfig, EnvelopeFailureConfig};

/// What every pass needs besides the draft.
pub(crate) struct Scope<'a> {
    pub(crate) config: &'a Config,
    /// The name of `api.toml`, for places in it.
    pub(crate) config_file: &'a Arc<str>,
    /// The files that were read, for places inside what the draft keeps as text.
    pub(crate) files: &'a [SourceFile],
    pub(crate) diagnostics: &'a mut Diagnostics,
}

impl Scope<'_> {
    /// A place in `api.toml`.
    pub(crate) fn config_source(&self, range: std::ops::Range<usize>) -> Source {
        Source { file: self.config_file.clone(), span: Span::new(range.start, range.end) }
    }

    /// Where these words of a fact stand: the only origin of the fact that holds them, in any case, or else the
    /// whole field.
    pub(crate) fn words_of(&self, field: &Field, fact: Fact, words: &str) -> Source {
        let holds = |place: &Source| {
            let file = self.files.iter().find(|file| file.name == place.file);
            let text = file.and_then(|file| file.text.get(place.span.start..place.span.end));
            text.is_some_and(|text| text.to_lowercase().contains(&words.to_lowercase()))
        };
        let origins = field.origins.iter().filter(|origin| origin.fact == fact);
        let mut holding = origins.map(|origin| &origin.source).filter(|place| holds(place));
        match (holding.next(), holding.next()) {
            (Some(only), None) => only.clone(),
            _ => field.source.clone(),
        }
    }
}

/// Runs all passes. `None` if one of them reported an error, but for the last: names in Rust are for clients alone, and
/// of what has none all else can be told.
pub(crate) fn resolve(mut draft: Draft, scope: &mut Scope<'_>) -> Option<Api> {
    resolve_draft(&mut draft, scope);
    if scope.diagnostics.has_errors() {
        return None;
    }
    let mut api = api(draft, scope.config);
    enumerations::resolve_enumerations(&mut api);
    let merged = enumerations::merge_enumerations(&mut api, &scope.config.names.types);
    names::resolve_names(&mut api, &merged, scope);
    Some(api)
}

/// What can be told in spite of errors: nothing has a name in Rust, and what an error is about may be missing.
pub(crate) fn resolve_what_is_there(mut draft: Draft, scope: &mut Scope<'_>) -> Api {
    resolve_draft(&mut draft, scope);
    api(draft, scope.config)
}

/// The passes that work on the draft.
fn resolve_draft(draft: &mut Draft, scope: &mut Scope<'_>) {
    patches::resolve_patches(draft, scope);
    reads::resolve_reads(draft, scope);
    pagination::resolve_pagination(draft, scope);
    untyped::resolve_untyped(draft, scope);
    refine::refine_types(draft);
    let shifted = evidence::structure::resolve_shifted_rows(draft);
    references::resolve_references(draft, scope);
    inheritance::resolve_inheritance(draft, scope);
    constants::resolve_constants(draft, scope);
    evidence::examples::resolve_examples(draft, scope);
    evidence::structure::resolve_structure(draft, shifted, scope);
    unused::report_unused(draft, scope);
    security::resolve_security(draft, scope);
    credentials::resolve_credentials(draft, scope);
    sessions::check_sessions(draft, scope);
    evidence::prose::resolve_prose(draft, scope);
    placeholders::resolve_placeholders(draft, scope);
    secrets::resolve_secrets(draft, scope);
    contradictions::report_contradictions(draft, scope);
    checks::check(draft, scope);
}

fn api(draft: Draft, config: &Config) -> Api {
    let documents = config.documents.iter().zip(draft.documents);
    let endpoints: Vec<Endpoint> = draft.endpoints.into_iter().map(|draft| draft.endpoint).collect();
    let sets = config.credentials.iter().map(|set| credentials::credential_set(set, &endpoints));
    Api {
        model_version: MODEL_VERSION,
        name: config.name.get_ref().clone(),
        title: config.title.get_ref().clone(),
        version: config.version.clone(),
        description: (!draft.paragraphs.is_empty()).then(|| draft.paragraphs.join("\n\n")),
        base_url: draft.base_url.or_else(|| config.base_url.as_ref().map(|url| url.get_ref().clone())),
        docs: config.docs,
        emitted_types: config.types,
        documents: documents
            .map(|(document, facts)| DocumentInfo {
                file: Arc::from(document.file.get_ref().as_str()),
                title: facts.title,
                metadata: facts.metadata,
                url: document.url.as_ref().map(|url| url.get_ref().clone()),
                retrieved: document.retrieved.as_ref().map(|day| day.get_ref().clone()),
                notice: document.notice.clone(),
            })
            .collect(),
        security_schemes: draft.schemes,
        credential_sets: sets.collect(),
        error_envelope: config.error_envelope.as_ref().map(envelope),
        endpoints,
        types: draft.types,
        constants: draft.constants,
        origins: draft.origins,
    }
}

fn envelope(config: &EnvelopeConfig) -> ErrorEnvelope {
    ErrorEnvelope {
        status: WireName::from(config.status.get_ref().as_str()),
        message: config.message.as_deref().map(WireName::from),
        kind: config.kind.as_deref().map(WireName::from),
        failure: match &config.failure {
            EnvelopeFailureConfig::AtLeast(number) => EnvelopeFailure::AtLeast(*number),
            EnvelopeFailureConfig::Equals(text) => EnvelopeFailure::Equals(text.clone()),
        },
        message_required: config.message_required,
    }
}

/// All parameters of endpoints and fields of structures.
fn fields_mut(draft: &mut Draft) -> impl Iterator<Item = &mut Field> {
    let parameters = draft.endpoints.iter_mut().flat_map(|draft| &mut draft.endpoint.parameters);
    let fields = draft.types.iter_mut().flat_map(|found| match &mut found.definition {
        docwright_model::Definition::Structure { fields, .. } => fields.as_mut_slice(),
        _ => Default::default(),
    });
    parameters.map(|parameter| &mut parameter.field).chain(fields)
}
