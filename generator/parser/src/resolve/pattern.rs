//! How `api.toml` refers to endpoints. In come a pattern and an endpoint; out goes whether the one names the other, or
//! the name that was probably meant.

use crate::{
    assemble::{Draft, DraftEndpoint},
    suggest::suggest,
};
use docwright_model::Endpoint;
use std::collections::HashMap;

/// What stands for any run of characters in a pattern.
const ANY: char = '*';

/// What no other endpoint of an API is called: `METHOD /path`.
pub(super) fn key(endpoint: &Endpoint) -> String {
    format!("{} {}", endpoint.method, endpoint.path)
}

/// What an endpoint can be called by: its documented name, and `METHOD /path`.
fn keys(endpoint: &Endpoint) -> impl Iterator<Item = String> {
    endpoint.name.clone().into_iter().chain([key(endpoint)])
}

/// Whether an endpoint is called so: by documented name or by `METHOD /path`.
pub(super) fn is_called(name: &str, endpoint: &Endpoint) -> bool {
    keys(endpoint).any(|key| key == name)
}

/// Whether a pattern names the endpoint: by documented name or by `METHOD /path`, with `*` for any text.
pub(super) fn names(pattern: &str, endpoint: &Endpoint) -> bool {
    keys(endpoint).any(|name| fits(pattern, &name))
}

/// The endpoints of an API by what they can be called. Without it, each entry of `api.toml` would be compared with each
/// endpoint.
pub(super) struct Called(HashMap<String, Vec<usize>>);

impl Called {
    /// Finds out what the endpoints can be called.
    pub(super) fn of(endpoints: &[DraftEndpoint]) -> Self {
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, draft) in endpoints.iter().enumerate() {
            for key in keys(&draft.endpoint) {
                let indexes = called.entry(key).or_default();
                if indexes.last() != Some(&index) {
                    indexes.push(index);
                }
            }
        }
        Self(called)
    }

    /// The indexes of the endpoints that a pattern names, in their order.
    pub(super) fn named(&self, pattern: &str, endpoints: &[DraftEndpoint]) -> Vec<usize> {
        if pattern.contains(ANY) {
            let fitting = endpoints.iter().enumerate().filter(|(_, draft)| names(pattern, &draft.endpoint));
            return fitting.map(|(index, _)| index).collect();
        }
        self.0.get(pattern).cloned().unwrap_or_default()
    }
}

/// The name of an endpoint that is most like a pattern.
pub(super) fn nearest(pattern: &str, draft: &Draft) -> Option<String> {
    let keys: Vec<String> = draft.endpoints.iter().flat_map(|draft| keys(&draft.endpoint)).collect();
    suggest(pattern, keys.iter().map(String::as_str)).map(str::to_owned)
}

/// Whether a text is what a pattern describes. Each piece between two `*` is looked for behind the one before it, which
/// takes one walk over the text.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once(ANY) else { return pattern == text };
    let (pieces, end) = rest.rsplit_once(ANY).unwrap_or(("", rest));
    let Some(text) = text.strip_prefix(start).and_then(|text| text.strip_suffix(end)) else { return false };
    pieces.split(ANY).try_fold(text, |text, piece| text.split_once(piece).map(|(_, rest)| rest)).is_some()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_is_any_run_of_characters() {
        for (pattern, text, expect) in [
            ("GetPet", "GetPet", true),
            ("GetPet", "GetPets", false),
            ("Get*", "GetPet", true),
            ("Get*", "Get", true),
            ("Get*", "UserGet", false),
            ("*", "", true),
            ("*List*", "PetListFull", true),
            ("POST /pets/*", "POST /pets/{id}/find", true),
            ("POST /*/find", "POST /pets/{id}/find", true),
            ("POST /*/find", "POST /find", false),
            // A letter that two pieces want belongs to one of them.
            ("Pets*sold", "Petsold", false),
            ("a*b*b", "ab", false),
            ("a*b*b", "abb", true),
            ("**", "any", true),
            ("ä*ö", "äö", true),
        ] {
            assert_eq!(fits(pattern, text), expect, "{pattern} {text}");
        }
    }
}
