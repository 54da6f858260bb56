//! Where an answer that points elsewhere leads.
//!
//! In come a request and the head of its answer; out goes the next request, or the reason why there is none. A
//! redirect never carries credentials to another origin, in headers or in a body.

use crate::prepare::{PreparedBody, PreparedRequest};
use http::{
    HeaderMap, Method, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, USER_AGENT},
};
use reqwest::Url;

/// How often one answer may point to the next.
const LONGEST_CHAIN: usize = 10;

/// The headers that may go to another origin. Any other may carry a credential.
const HARMLESS: [http::HeaderName; 3] = [ACCEPT, ACCEPT_ENCODING, USER_AGENT];

/// Where a client goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Redirects {
    /// Whether addresses without encryption are gone to.
    pub(crate) allow_http: bool,
    /// Whether other origins are gone to at all. They are not if the HTTP client may add headers of its own, which
    /// nobody here can take away.
    pub(crate) leave_origin: bool,
}

/// What to do with an answer.
pub(crate) enum Step {
    /// It is the answer.
    Arrived,
    /// Send this.
    Follow(Box<PreparedRequest>),
    /// It points where the client does not go.
    Refused(&'static str),
}

/// The step behind an answer. `followed` says how many there were before it.
pub(crate) fn step(
    request: &PreparedRequest,
    status: StatusCode,
    headers: &HeaderMap,
    followed: usize,
    rules: Redirects,
) -> Step {
    let Some(location) = headers.get(LOCATION).filter(|_| is_redirect(status)) else { return Step::Arrived };
    let target = location.to_str().ok().and_then(|location| request.url.join(location).ok());
    let Some(target) = target else { return Step::Refused("the server points to an address that is none") };
    match check(request, status, &target, followed, rules) {
        Err(reason) => Step::Refused(reason),
        Ok(()) => Step::Follow(Box::new(next(request, status, target))),
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Whether the same request is made again at the new place, rather than what it led to fetched from there.
fn repeats(status: StatusCode) -> bool {
    matches!(status.as_u16(), 307 | 308)
}

fn only_fetches(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn check(
    request: &PreparedRequest,
    status: StatusCode,
    target: &Url,
    followed: usize,
    rules: Redirects,
) -> Result<(), &'static str> {
    let (same_origin, fetches) = (is_same_origin(&request.url, target), only_fetches(&request.method));
    match () {
        () if followed >= LONGEST_CHAIN => Err("the server points on and on"),
        () if !matches!(target.scheme(), "https" | "http") => {
            Err("the server points to no address of the web")
        }
        () if !target.username().is_empty() || target.password().is_some() => {
            Err("the server points to an address with a password in it")
        }
        () if !rules.allow_http && (is_downgrade(&request.url, target) || !is_private(target, false)) => {
            Err("the server points to an address without encryption")
        }
        () if !same_origin && !rules.leave_origin => Err(
            "the server points to another origin, where the settings of the HTTP client may carry credentials",
        ),
        () if request.once.is_some() => {
            Err("the server points elsewhere, and a one-time code is sent only once")
        }
        () if repeats(status) && !same_origin => {
            Err("the server points to another origin, where neither credentials nor a body may go")
        }
        () if repeats(status) && !request.body.can_be_sent() => {
            Err("the server points elsewhere, and the stream in the body was sent already")
        }
        () if !repeats(status) && status != StatusCode::SEE_OTHER && !fetches => Err(
            "the server points elsewhere without saying whether to send the body again: is the base URL right?",
        ),
        () => Ok(()),
    }
}

fn next(request: &PreparedRequest, status: StatusCode, target: Url) -> PreparedRequest {
    let mut next = request.clone();
    if !is_same_origin(&request.url, &target) {
        next.headers = HARMLESS
            .iter()
            .filter_map(|name| Some((name.clone(), request.headers.get(name)?.clone())))
            .collect();
    }
    if !repeats(status) {
        if !only_fetches(&next.method) {
            next.method = Method::GET;
        }
        next.body = PreparedBody::Empty;
        next.headers.remove(CONTENT_TYPE);
        next.headers.remove(CONTENT_LENGTH);
    }
    next.url = target;
    next
}

/// Whether encryption would be given up, be it towards this machine.
fn is_downgrade(from: &Url, to: &Url) -> bool {
    from.scheme() == "https" && to.scheme() != "https"
}

fn is_same_origin(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin()
}

/// Whether nobody on the way can read what is sent there, or the caller does not mind.
pub(crate) fn is_private(url: &Url, allow_http: bool) -> bool {
    url.scheme() == "https" || allow_http || is_loopback(url)
}

/// Whether the address is one of this machine.
fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    }
}

#[cfg(test)]
mod tests;
