//! Names of endpoints that have none: a verb from the method, resources from the path.
//!
//! | document | name |
//! |---|---|
//! | `GET /tenants` | `list_tenants` |
//! | `GET /tenants/{id}` | `get_tenant` |
//! | `POST /tenants` | `create_tenant` |
//! | `PUT /tenants/{id}/mfa/status` | `update_tenant_mfa_status` |
//! | `POST /tenants/{id}/restore` | `restore_tenant` |

use super::words::{is_plural, singular, split_words};
use docwright_model::{Endpoint, Method, PathTemplate};
use std::collections::BTreeSet;

/// Segments that are an action rather than a resource: the verb of the name when the path ends in them, alone
/// or before an object (`check_login`).
const ACTIONS: &[&str] = &[
    "activate",
    "cancel",
    "check",
    "disable",
    "enable",
    "introspect",
    "login",
    "logout",
    "reset",
    "restore",
    "revoke",
    "search",
    "validate",
    "verify",
];

/// Segments without a name of their own: versions and the like.
fn is_version(segment: &str) -> bool {
    let rest = segment.strip_prefix('v').unwrap_or(segment);
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The paths that other paths continue with a placeholder: collections, whatever their words.
pub(super) fn collections(endpoints: &[Endpoint]) -> BTreeSet<String> {
    let mut collections = BTreeSet::new();
    for endpoint in endpoints {
        let segments: Vec<&str> = endpoint.path.as_str().split('/').filter(|part| !part.is_empty()).collect();
        for pair in segments.windows(2) {
            if let [literal, placeholder] = pair
                && !literal.starts_with('{')
                && placeholder.starts_with('{')
            {
                collections.insert((*literal).to_owned());
            }
        }
    }
    collections
}

/// The words of the name.
pub(super) fn words_of(
    method: Method,
    path: &PathTemplate,
    collections: &BTreeSet<String>,
    kept: &[String],
) -> Vec<String> {
    let segments: Vec<&str> = path
        .as_str()
        .split('/')
        .filter(|part| !part.is_empty() && (part.starts_with('{') || !is_version(part)))
        .collect();
    let mut resources: Vec<String> = Vec::new();
    let mut ends_in_placeholder = false;
    for (index, segment) in segments.iter().enumerate() {
        ends_in_placeholder = segment.starts_with('{');
        if ends_in_placeholder {
            continue;
        }
        let followed = segments.get(index + 1).is_some_and(|next| next.starts_with('{'));
        let words = split_words(segment, kept).join("_");
        resources.push(if followed { singular(&words) } else { words });
    }
    let last = resources.last().cloned().unwrap_or_default();
    let last_literal =
        segments.iter().rev().find(|segment| !segment.starts_with('{')).copied().unwrap_or_default();
    if !ends_in_placeholder && let Some((verb, object)) = action(&last) {
        resources.pop();
        let owner = resources.pop().map(|owner| singular(&owner));
        let words = resources.into_iter().chain(owner).chain(object);
        return [verb].into_iter().chain(words).collect();
    }
    let collection = !ends_in_placeholder && (is_plural(&last) || collections.contains(last_literal));
    let verb = match method {
        Method::Get if collection => "list",
        Method::Get => "get",
        Method::Head => "check",
        Method::Post => "create",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
    };
    if let (Method::Post, Some(last)) = (method, resources.last_mut()) {
        *last = singular(last);
    }
    [verb.to_owned()].into_iter().chain(resources).collect()
}

/// The verb and object of a segment that is an action.
fn action(segment: &str) -> Option<(String, Option<String>)> {
    let (verb, object) =
        segment.split_once('_').map_or((segment, None), |(verb, object)| (verb, Some(object)));
    ACTIONS.contains(&verb).then(|| (verb.to_owned(), object.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: Method, path: &str, expected: &str) {
        let collections = ["infra", "tenants"].map(str::to_owned).into();
        let path = path.parse().expect("a path");
        assert_eq!(words_of(method, &path, &collections, &[]).join("_"), expected);
    }

    #[test]
    fn verbs_come_from_methods_and_resources_from_paths() {
        use Method::{Delete, Get, Post, Put};
        check(Get, "/tenants", "list_tenants");
        check(Get, "/tenants/{tenant_id}", "get_tenant");
        check(Post, "/tenants", "create_tenant");
        check(Put, "/tenants/{tenant_id}", "update_tenant");
        check(Delete, "/tenants/{tenant_id}", "delete_tenant");
        check(Put, "/tenants/{tenant_id}/mfa/status", "update_tenant_mfa_status");
        check(Get, "/tenants/{tenant_id}/mfa/status", "get_tenant_mfa_status");
        check(Get, "/tenants/{tenant_id}/children", "list_tenant_children");
        check(Get, "/tenants/usages", "list_tenants_usages");
        check(Get, "/tenants/{tenant_id}/usages", "list_tenant_usages");
        check(Get, "/infra", "list_infra");
        check(Get, "/infra/{infra_id}", "get_infra");
        check(Get, "/locations/{location_id}/infra", "list_location_infra");
        check(Post, "/tenants/{tenant_id}/restore", "restore_tenant");
        check(Get, "/users/check_login", "check_user_login");
        check(Get, "/search", "search");
        check(Post, "/v2/tenants/{tenant_id}/registration_tokens", "create_tenant_registration_token");
    }
}
