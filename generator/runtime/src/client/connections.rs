//! The connections of a client, by the runtime's own rules.

use super::builder::Configure;
use crate::{Error, Result, tls};
use std::time::Duration;

/// For ever, as far as anybody waits: the HTTP library's own timeouts can be set, but not taken back.
const NEVER: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// An HTTP client that follows no redirects and repeats nothing. The system's proxy is used only if the feature for it
/// is on, or the caller says one.
pub(super) fn open(configure: Option<Configure>, connect: Option<Duration>) -> Result<reqwest::Client> {
    let builder = reqwest::Client::builder();
    let builder = if cfg!(feature = "system-proxy") { builder } else { builder.no_proxy() };
    let builder = match configure {
        None => builder.tls_backend_preconfigured(tls::configuration()?),
        Some(configure) => {
            tls::install_provider();
            configure(builder)
                .tls_version_min(reqwest::tls::Version::TLS_1_2)
                .tls_danger_accept_invalid_certs(false)
                .tls_danger_accept_invalid_hostnames(false)
                .connection_verbose(false)
                .timeout(NEVER)
                .read_timeout(NEVER)
        }
    };
    let builder = builder.redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never());
    let builder = builder.referer(false).connect_timeout(connect.unwrap_or(NEVER));
    builder.build().map_err(|error| Error::connections(error.without_url()))
}
