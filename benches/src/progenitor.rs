//! What progenitor makes of our OpenAPI 3.0, reduced to what it reads by the judge's filter.

use crate::Failure;
use docwright_codegen::{OpenApiVersion, openapi};
use docwright_model::Api;
use judge_progenitor::{Report, reduce};
use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use serde_json::Value;
use std::panic;

/// The two kinds of clients that it writes.
pub(crate) const STYLES: [(&str, InterfaceStyle); 2] =
    [("builder", InterfaceStyle::Builder), ("positional", InterfaceStyle::Positional)];

/// A document that progenitor reads, as JSON.
pub(crate) struct Reduced {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) endpoints: usize,
    report: Report,
}

impl Reduced {
    pub(crate) fn new(api: &Api) -> Result<Self, Failure> {
        let document = openapi(api, OpenApiVersion::V3_0)?;
        let mut value: Value = serde_json::from_str(&document.to_json())?;
        let report = reduce(&mut value);
        let endpoints = report.endpoints - report.left_out.len();
        Ok(Self { name: api.name.clone(), text: value.to_string(), endpoints, report })
    }

    /// What was left out, for people.
    pub(crate) fn left_out(&self) -> impl Iterator<Item = String> {
        self.report.left_out.iter().map(|left| format!("`{}` ({})", left.endpoint, left.reason))
    }

    /// The Rust that progenitor writes, formatted as its own build script does.
    pub(crate) fn generated(&self, style: &InterfaceStyle) -> Result<String, Failure> {
        let document: OpenAPI = serde_json::from_str(&self.text)?;
        let tokens = panic::catch_unwind(|| {
            let mut settings = GenerationSettings::default();
            settings.with_interface(style.clone());
            Generator::new(&settings).generate_tokens(&document)
        });
        let refused = |told: String| Failure::Progenitor { api: self.name.clone(), told };
        let tokens = tokens.map_err(|_| refused("it panicked".to_owned()))?;
        let tokens = tokens.map_err(|error| refused(error.to_string()))?;
        Ok(prettyplease::unparse(&syn::parse2(tokens)?))
    }
}
