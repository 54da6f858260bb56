//! Parameters, values and limits.

use super::{Case, body_field, case, field, parameter, push, same};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Case> {
    [parameters(), credentials(), values(), limits()].into_iter().flatten().collect()
}

fn parameters() -> Vec<Case> {
    vec![
        case(
            "an optional parameter",
            |model| {
                push(
                    &mut model["endpoints"][0]["parameters"],
                    json!({ "location": "query", "wire_name": "sort" }),
                );
            },
            &["parameter-added | GET /stores/{store}/pets | query parameter `sort`: added, String"],
            &["parameter-removed | GET /stores/{store}/pets | query parameter `sort`: removed"],
        ),
        case(
            "a required parameter",
            |model| {
                let sort = json!({ "location": "query", "wire_name": "sort", "requirement": "required" });
                push(&mut model["endpoints"][0]["parameters"], sort);
            },
            &["parameter-added-required | GET /stores/{store}/pets | query parameter `sort`: added, String"],
            &["parameter-removed | GET /stores/{store}/pets | query parameter `sort`: removed"],
        ),
        case(
            "an optional field of a body",
            |model| {
                push(
                    &mut model["endpoints"][1]["parameters"],
                    json!({ "location": "json", "wire_name": "tag" }),
                );
            },
            &["parameter-added-to-body | POST /pets | body field `tag`: added, String"],
            &["parameter-removed | POST /pets | body field `tag`: removed"],
        ),
        case(
            "the name of a setter",
            |model| parameter(model, "limit")["rust_name"] = json!("at_most"),
            &["parameter-renamed | GET /stores/{store}/pets | query parameter `limit`: `limit` → `at_most`"],
            &["parameter-renamed | GET /stores/{store}/pets | query parameter `limit`: `at_most` → `limit`"],
        ),
        case(
            "the name of a placeholder",
            |model| {
                model["endpoints"][0]["path"] = json!("/stores/{store_id}/pets");
                let store = parameter(model, "store");
                store["wire_name"] = json!("store_id");
                store["rust_name"] = json!("store_id");
            },
            &[
                "argument-renamed | GET /stores/{store_id}/pets | path parameter `store_id`: `store` → `store_id`",
            ],
            &["argument-renamed | GET /stores/{store}/pets | path parameter `store`: `store_id` → `store`"],
        ),
        case(
            "the capitals of a header",
            |model| model["endpoints"][2]["parameters"][1]["wire_name"] = json!("x-title"),
            &["header-respelled | PUT /pets/{id}/photo | header `x-title`: was `X-Title`"],
            &["header-respelled | PUT /pets/{id}/photo | header `X-Title`: was `x-title`"],
        ),
        case(
            "the place of a parameter",
            |model| parameter(model, "limit")["location"] = json!("header"),
            &["parameter-moved | GET /stores/{store}/pets | query parameter `limit` → header `limit`"],
            &["parameter-moved | GET /stores/{store}/pets | header `limit` → query parameter `limit`"],
        ),
        case(
            "a parameter that must be given",
            |model| parameter(model, "limit")["requirement"] = json!("required"),
            &["parameter-required | GET /stores/{store}/pets | query parameter `limit`: required"],
            &["parameter-optional | GET /stores/{store}/pets | query parameter `limit`: no longer required"],
        ),
        same(
            "a requirement that is stated",
            |model| parameter(model, "limit")["requirement"] = json!("optional"),
            &[
                "requirement-stated | GET /stores/{store}/pets | query parameter `limit`: what is said of whether it is required",
            ],
        ),
        case(
            "the order of arguments",
            |model| model["endpoints"][0]["parameters"].as_array_mut().unwrap().swap(0, 1),
            &["arguments-reordered | GET /stores/{store}/pets | arguments `store`, `kind` → `kind`, `store`"],
            &["arguments-reordered | GET /stores/{store}/pets | arguments `kind`, `store` → `store`, `kind`"],
        ),
        case(
            "the order of setters is nothing",
            |model| model["endpoints"][0]["parameters"].as_array_mut().unwrap().swap(2, 3),
            // The files differ: setters stand in the order of the document.
            &["text-changed | the client | documentation"],
            &["text-changed | the client | documentation"],
        ),
    ]
}

fn values() -> Vec<Case> {
    vec![
        case(
            "the type of a parameter",
            |model| parameter(model, "after")["type"] = json!("uuid"),
            &["type-of-value-changed | GET /stores/{store}/pets | query parameter `after`: String → UUID"],
            &["type-of-value-changed | GET /stores/{store}/pets | query parameter `after`: UUID → String"],
        ),
        same(
            "what a number counts",
            |model| field(model, 2, "born")["unix_time"] = json!("milliseconds"),
            &["type-of-value-changed | type `Pet` | field `born`: what its number counts"],
        ),
        case(
            "how a value is written",
            |model| parameter(model, "after")["serialization"] = json!("json"),
            &["value-encoded-otherwise | GET /stores/{store}/pets | query parameter `after`: plain → json"],
            &["value-encoded-otherwise | GET /stores/{store}/pets | query parameter `after`: json → plain"],
        ),
        case(
            "null in a body",
            |model| body_field(model, "name")["nullable"] = json!(true),
            &["null-allowed | POST /pets | body field `name`: may be `null`"],
            &["null-forbidden | POST /pets | body field `name`: may no longer be `null`"],
        ),
        case(
            "null in a query",
            |model| parameter(model, "after")["nullable"] = json!(true),
            &["null-described | GET /stores/{store}/pets | query parameter `after`: may be `null`"],
            &["null-described | GET /stores/{store}/pets | query parameter `after`: may not be `null`"],
        ),
        case(
            "a default",
            |model| parameter(model, "limit")["default"] = json!("20"),
            &["default-changed | GET /stores/{store}/pets | query parameter `limit`: default `10` → `20`"],
            &["default-changed | GET /stores/{store}/pets | query parameter `limit`: default `20` → `10`"],
        ),
        case(
            "a default that nobody states",
            |model| parameter(model, "limit")["default"] = Value::Null,
            &["default-stated | GET /stores/{store}/pets | query parameter `limit`: default `10` → none"],
            &["default-stated | GET /stores/{store}/pets | query parameter `limit`: default none → `10`"],
        ),
        case(
            "a parameter that excludes another",
            |model| parameter(model, "limit")["excludes"] = json!(["after"]),
            &[
                "relation-added | GET /stores/{store}/pets | query parameter `limit`: not together with `after`",
            ],
            &[
                "relation-removed | GET /stores/{store}/pets | query parameter `limit`: may be together with `after`",
            ],
        ),
        case(
            "a condition",
            |model| {
                parameter(model, "limit")["required_when"] =
                    json!([{ "parameter": "kind", "values": ["1"] }]);
            },
            &["relation-added | GET /stores/{store}/pets | query parameter `limit`: required if `kind = 1`"],
            &[
                "relation-removed | GET /stores/{store}/pets | query parameter `limit`: not required if `kind = 1`",
            ],
        ),
        case(
            "what only the server sets",
            |model| body_field(model, "name")["read_only"] = json!(true),
            &["value-read-only | POST /pets | body field `name`: only the server sets it"],
            &["value-writable | POST /pets | body field `name`: not only the server sets it"],
        ),
        case(
            "a secret",
            |model| field(model, 3, "chip")["secret"] = json!(true),
            &["secrecy-changed | type `NewPet` | field `chip`: a secret"],
            &["secrecy-changed | type `NewPet` | field `chip`: no secret"],
        ),
        case(
            "a deprecated parameter",
            |model| parameter(model, "limit")["deprecated"] = json!({ "since": "2" }),
            &["value-deprecated | GET /stores/{store}/pets | query parameter `limit`: deprecated"],
            &["value-revived | GET /stores/{store}/pets | query parameter `limit`: no longer deprecated"],
        ),
        case(
            "a deprecated argument, which nobody names",
            |model| parameter(model, "kind")["deprecated"] = json!({}),
            &["value-described | GET /stores/{store}/pets | query parameter `kind`: deprecated"],
            &["value-described | GET /stores/{store}/pets | query parameter `kind`: no longer deprecated"],
        ),
        same(
            "what is said of a parameter",
            |model| parameter(model, "limit")["description"] = json!("How many."),
            &["value-described | GET /stores/{store}/pets | query parameter `limit`: description"],
        ),
    ]
}

fn limits() -> Vec<Case> {
    vec![
        case(
            "another pattern, which may take all that the other took",
            |model| body_field(model, "note")["constraints"]["pattern"] = json!("^[a-z0-9]+$"),
            &["pattern-changed | POST /pets | body field `note`: pattern `^[a-z]+$` → `^[a-z0-9]+$`"],
            &["pattern-changed | POST /pets | body field `note`: pattern `^[a-z0-9]+$` → `^[a-z]+$`"],
        ),
        case(
            "a lower maximum",
            |model| parameter(model, "limit")["constraints"]["maximum"] = json!("50"),
            &[
                "limit-narrowed | GET /stores/{store}/pets | query parameter `limit`: greatest value `100` → `50`",
            ],
            &[
                "limit-widened | GET /stores/{store}/pets | query parameter `limit`: greatest value `50` → `100`",
            ],
        ),
        case(
            "a limit of a field that is sent",
            |model| field(model, 3, "chip")["constraints"]["min_length"] = json!(4),
            &["limit-widened | type `NewPet` | field `chip`: least length `5` → `4`"],
            &["limit-narrowed | type `NewPet` | field `chip`: least length `4` → `5`"],
        ),
        case(
            "a limit of a field that only comes",
            |model| field(model, 2, "name")["constraints"]["max_length"] = json!(9),
            &["limit-described | type `Pet` | field `name`: greatest length none → `9`"],
            &["limit-described | type `Pet` | field `name`: greatest length `9` → none"],
        ),
        case(
            "a pattern",
            |model| parameter(model, "after")["constraints"] = json!({ "pattern": "^[a-z]+$" }),
            &[
                "limit-narrowed | GET /stores/{store}/pets | query parameter `after`: pattern none → `^[a-z]+$`",
            ],
            &[
                "limit-widened | GET /stores/{store}/pets | query parameter `after`: pattern `^[a-z]+$` → none",
            ],
        ),
    ]
}

fn credentials() -> Vec<Case> {
    vec![
        case(
            "a field of credentials",
            |model| {
                let code = json!({ "location": "json", "wire_name": "Code", "credential": "admin" });
                push(&mut model["endpoints"][1]["parameters"], code);
            },
            &["credential-field-changed | POST /pets | body field `Code`: added, String"],
            &["credential-field-changed | POST /pets | body field `Code`: removed"],
        ),
        case(
            "a field of credentials that must be given",
            |model| body_field(model, "User")["requirement"] = json!("required"),
            &["credential-field-required | POST /pets | body field `User`: required"],
            &["credential-field-optional | POST /pets | body field `User`: no longer required"],
        ),
        case(
            "a field of credentials that comes and must be given",
            |model| {
                let code = json!({ "location": "json", "wire_name": "Code", "credential": "admin", "requirement": "required" });
                push(&mut model["endpoints"][1]["parameters"], code);
            },
            &["credential-field-required | POST /pets | body field `Code`: added, String"],
            &["credential-field-changed | POST /pets | body field `Code`: removed"],
        ),
        case(
            "the credentials of a field",
            |model| {
                let mut other = model["credential_sets"][0].clone();
                other["name"] = json!("other");
                other["session"] = Value::Null;
                other["methods"][0]["rust_name"] = json!("other_password");
                push(&mut model["credential_sets"], other);
                body_field(model, "User")["credential"] = json!("other");
            },
            &[
                "credential-of-another | POST /pets | body field `User`: `admin` → `other`",
                "credentials-added | the client | credentials `other`: added",
            ],
            &[
                "credentials-removed | the client | credentials `other`: removed",
                "credential-of-another | POST /pets | body field `User`: `other` → `admin`",
            ],
        ),
        case(
            "how a field of credentials is written",
            |model| body_field(model, "User")["type"] = json!("uuid"),
            &["type-of-value-changed | POST /pets | body field `User`: String → UUID"],
            &["type-of-value-changed | POST /pets | body field `User`: UUID → String"],
        ),
    ]
}
