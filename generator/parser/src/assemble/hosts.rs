//! Addresses and the server that a client calls: what comes in are the targets of calls and the base URL, what goes
//! out are paths below it. Endpoints of other servers, and those that tokens come from, are reported: a client calls one.

use super::{Draft, DraftEndpoint};
use crate::{
    config::Config,
    diagnostics::{Code, Diagnostic, Diagnostics, suggestion::suggest_acknowledgement},
    document::{Block, Document},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        endpoint_line::path_of_address,
    },
};
use docwright_model::{Endpoint, Fact, SchemeKind, SecurityScheme};
use std::{collections::BTreeMap, sync::Arc};

/// The address that paths are appended to: what the documents state, or `api.toml`.
pub(super) fn base_url(documents: &[(Arc<str>, Document)], config: &Config) -> Option<String> {
    let sections = documents.iter().flat_map(|(_, document)| document.root.descendants());
    let stated = sections.flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::KeyValue(pair) if recognise_attribute(&pair.key.plain()) == Some(Attribute::BaseUrl) => {
            Some(pair.value.plain()).filter(|url| path_of_address(url).is_some())
        }
        _ => None,
    });
    stated.or_else(|| config.base_url.as_ref().map(|url| url.get_ref().clone()))
}

/// The path of a target, without the path of the base URL if it stands below that. Its query stays.
pub(super) fn path_below<'a>(target: &'a str, base: Option<&str>) -> &'a str {
    let Some(path) = path_of_address(target) else { return target };
    let below = base.and_then(|base| {
        let prefix = path_of_address(base)?.trim_end_matches('/');
        let is_same = is_same_host(host_of(target)?, host_of(base)?);
        path.strip_prefix(prefix).filter(|rest| is_same && rest.len() > 1 && rest.starts_with('/'))
    });
    below.unwrap_or(path)
}

/// Reports endpoints at another server than the base URL's, or than most of them if none is known.
pub(super) fn report_other_hosts(draft: &Draft, base: Option<&str>, diagnostics: &mut Diagnostics) {
    let endpoints = || draft.endpoints.iter().map(|DraftEndpoint { endpoint, .. }| endpoint);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for host in endpoints().filter_map(own_host) {
        *counts.entry(host).or_default() += 1;
    }
    let most = || counts.iter().max_by_key(|(_, count)| **count).map(|(host, _)| *host);
    let Some(called) = base.and_then(host_of).or_else(most) else { return };
    for endpoint in endpoints() {
        let Some(host) = own_host(endpoint).filter(|host| !is_same_host(host, called)) else { continue };
        let subject = Some(format!("{} {}", endpoint.method, endpoint.path));
        let message = format!(
            "`{} {}` is documented at `{host}`, but a client calls `{called}`",
            endpoint.method, endpoint.path
        );
        let entry = suggest_acknowledgement(Code::OtherHost, subject.as_deref());
        let help = format!(
            "a client that is built with the address of the other server can call it; if that is what you want, acknowledge it in api.toml:\n{entry}"
        );
        let stated = endpoint.origins.of(Fact::Address).map(|origin| origin.source.clone());
        let source = stated.unwrap_or_else(|| endpoint.source.clone());
        let remark = Diagnostic::new(Code::OtherHost, message, help).at(source, "at another server");
        diagnostics.push(Diagnostic { subject, ..remark });
    }
    for scheme in &draft.schemes {
        report_other_issuer(scheme, called, diagnostics);
    }
}

/// Reports a server that issues tokens and is not the one that a client calls: it is told the caller's secret.
fn report_other_issuer(scheme: &SecurityScheme, called: &str, diagnostics: &mut Diagnostics) {
    let SchemeKind::OAuth2 { token_url: Some(address), .. } = &scheme.kind else { return };
    let Some(host) = host_of(address).filter(|host| !is_same_host(host, called)) else { return };
    let subject = Some(scheme.name.clone());
    let message = format!(
        "`{}` has its tokens from `{host}`, which is told the caller's secret, but a client calls `{called}`",
        scheme.name
    );
    let entry = suggest_acknowledgement(Code::OtherHost, subject.as_deref());
    let help = format!("if both are the vendor's, acknowledge it in api.toml:\n{entry}");
    let remark =
        Diagnostic::new(Code::OtherHost, message, help).at(scheme.source.clone(), "at another server");
    diagnostics.push(Diagnostic { subject, ..remark });
}

fn own_host(endpoint: &Endpoint) -> Option<&str> {
    endpoint.address.as_deref().and_then(host_of)
}

/// The server that an address names, with its port.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// Whether two servers are one, as far as can be told: a placeholder may stand for any.
fn is_same_host(one: &str, two: &str) -> bool {
    let is_open = |host: &str| host.contains(['{', '<', '$', '[']);
    is_open(one) || is_open(two) || one.eq_ignore_ascii_case(two)
}
