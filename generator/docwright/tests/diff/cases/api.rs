//! The API as a whole, and who calls it.

use super::{Case, case, push, same};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Case> {
    [api(), security()].into_iter().flatten().collect()
}

fn api() -> Vec<Case> {
    vec![
        case(
            "the name",
            |model| model["name"] = json!("shop"),
            &["api-renamed | the API | `store` → `shop`"],
            &["api-renamed | the API | `shop` → `store`"],
        ),
        same("the title", |model| model["title"] = json!("Shop"), &["api-changed | the API | title"]),
        same(
            "sentences",
            |model| model["docs"] = json!("facts"),
            &["api-changed | the API | whether sentences of the documents are emitted"],
        ),
        case(
            "the host",
            |model| model["base_url"] = json!("https://eu.example.com/v1/"),
            &[
                "base-url-changed | the API | base URL `https://api.example.com/v1` → `https://eu.example.com/v1/`",
            ],
            &[
                "base-url-changed | the API | base URL `https://eu.example.com/v1/` → `https://api.example.com/v1`",
            ],
        ),
        case(
            "the path of the address",
            |model| model["base_url"] = json!("https://api.example.com/v2"),
            &[
                "base-path-changed | the API | base URL `https://api.example.com/v1` → `https://api.example.com/v2`",
            ],
            &[
                "base-path-changed | the API | base URL `https://api.example.com/v2` → `https://api.example.com/v1`",
            ],
        ),
        case(
            "an address that nobody states",
            |model| model["base_url"] = Value::Null,
            &["base-url-changed | the API | base URL `https://api.example.com/v1` → none"],
            &["base-url-changed | the API | base URL none → `https://api.example.com/v1`"],
        ),
        same(
            "a document",
            |model| model["documents"] = json!([{ "file": "pages.md", "title": "Other pages" }]),
            &["document-changed | the API | document `pages.md`: changed"],
        ),
        case(
            "all types",
            |model| model["emitted_types"] = json!("all"),
            &[
                "type-added | type `Unused` | reached by an endpoint now",
                "emitted-types-changed | the API | emitted types: reachable → all",
            ],
            &[
                "type-removed | type `Unused` | no longer reached by an endpoint",
                "emitted-types-changed | the API | emitted types: all → reachable",
            ],
        ),
        case(
            "the envelope",
            |model| model["error_envelope"] = Value::Null,
            &["envelope-changed | the API | error envelope: removed"],
            &["envelope-changed | the API | error envelope: added"],
        ),
    ]
}

fn security() -> Vec<Case> {
    vec![
        case(
            "a scheme",
            |model| {
                push(
                    &mut model["security_schemes"],
                    json!({ "name": "Basic", "id": "basic", "kind": "basic" }),
                );
            },
            &["scheme-added | the client | scheme `basic`: added"],
            &["scheme-removed | the client | scheme `basic`: removed"],
        ),
        case(
            "the header of a scheme",
            |model| model["security_schemes"][1]["kind"] = json!({ "header": { "name": "X-Api-Key" } }),
            &["scheme-changed | the client | scheme `key`: header `X-Key` → header `X-Api-Key`"],
            &["scheme-changed | the client | scheme `key`: header `X-Api-Key` → header `X-Key`"],
        ),
        case(
            "how the credential of a scheme travels",
            |model| model["security_schemes"][1]["kind"] = json!("cookie"),
            &["scheme-changed | the client | scheme `key`: header `X-Key` → a cookie"],
            &["scheme-changed | the client | scheme `key`: a cookie → header `X-Key`"],
        ),
        case(
            "the capitals of the header of a scheme",
            |model| model["security_schemes"][1]["kind"] = json!({ "header": { "name": "x-key" } }),
            &["header-respelled | the client | scheme `key`: header `X-Key` → `x-key`"],
            &["header-respelled | the client | scheme `key`: header `x-key` → `X-Key`"],
        ),
        case(
            "the address of tokens",
            |model| model["security_schemes"][0]["kind"]["oauth2"]["token_url"] = json!("/oauth/token"),
            &["scheme-changed | the client | scheme `oauth2`: tokens from `/token` → `/oauth/token`"],
            &["scheme-changed | the client | scheme `oauth2`: tokens from `/oauth/token` → `/token`"],
        ),
        case(
            "a grant",
            |model| push(&mut model["security_schemes"][0]["kind"]["oauth2"]["grants"], json!("password")),
            &["grant-added | the client | scheme `oauth2`: with the grant `password`"],
            &["grant-removed | the client | scheme `oauth2`: without the grant `password`"],
        ),
        same(
            "a documented scope",
            |model| push(&mut model["security_schemes"][0]["kind"]["oauth2"]["scopes"], json!("admin")),
            &["scheme-described | the client | scheme `oauth2`: what is said of it"],
        ),
        case(
            "a credential set",
            |model| {
                push(
                    &mut model["credential_sets"],
                    json!({ "name": "user", "fields": ["Token"], "methods": [] }),
                );
            },
            &["credentials-added | the client | credentials `user`: added"],
            &["credentials-removed | the client | credentials `user`: removed"],
        ),
        case(
            "the header of credentials",
            |model| model["credential_sets"][0]["header"] = json!("X-{field}"),
            &["credentials-changed | the client | credentials `admin`: header none → `X-{field}`"],
            &["credentials-changed | the client | credentials `admin`: header `X-{field}` → none"],
        ),
        same(
            "what credentials are for",
            |model| model["credential_sets"][0]["description"] = json!("An administrator's."),
            &["credentials-described | the client | credentials `admin`: description"],
        ),
        case(
            "a credential method",
            |model| {
                let method = json!({ "rust_name": "admin_token", "arguments": [], "send": [{ "field": "User", "value": "token" }] });
                push(&mut model["credential_sets"][0]["methods"], method);
            },
            &["credential-method-added | the client | credentials `admin`: `admin_token` added"],
            &["credential-method-removed | the client | credentials `admin`: `admin_token` removed"],
        ),
        same(
            "a secret argument",
            |model| model["credential_sets"][0]["methods"][0]["arguments"][0]["secret"] = json!(true),
            &["credential-method-changed | the client | credentials `admin`: arguments of `admin_password`"],
        ),
        case(
            "no session",
            |model| model["credential_sets"][0]["session"] = Value::Null,
            &["session-removed | the client | credentials `admin`: no session"],
            &["session-added | the client | credentials `admin`: a session"],
        ),
        same(
            "another session",
            |model| model["credential_sets"][0]["session"]["key"] = json!("Session.Key"),
            &["session-changed | the client | credentials `admin`: another session"],
        ),
        same(
            "the fields of credentials",
            |model| model["credential_sets"][0]["fields"] = json!(["User", "Password", "Key"]),
            &["credentials-changed | the client | credentials `admin`: other fields"],
        ),
    ]
}
