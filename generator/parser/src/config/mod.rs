//! `api.toml`: what the documents of an API leave out, and nothing else.
//!
//! Comes in: the text of the file. Goes out: a [`Config`] whose values know where they stand, or a diagnostic
//! with a suggestion. What the values mean for the model is for the assembler and the resolver.

mod check;
mod misplaced;
mod read;
mod schema;
mod spanned;

pub(crate) use check::SESSION_KEY;
pub(crate) use read::read_config;
pub(crate) use schema::{
    AcknowledgeConfig, ConditionConfig, Config, CredentialArgumentConfig, CredentialConfig,
    CredentialMethodConfig, EnvelopeConfig, EnvelopeFailureConfig, PatchConfig, PatchFacts, PatchTarget,
    SessionConfig,
};
pub(crate) use spanned::Spanned;
