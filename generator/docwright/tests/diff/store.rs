//! An API with something of everything.

use serde_json::{Value, json};

/// The API that every case starts from.
pub(crate) fn store() -> Value {
    json!({
        "version": "1.0", "description": "All about pets.", "base_url": "https://api.example.com/v1",
        "error_envelope": { "status": "Status", "message": "Message", "failure": { "at_least": 400 }, "message_required": false },
        "security_schemes": [
            { "name": "OAuth 2.0", "id": "oauth2", "kind": { "oauth2": {
                "grants": ["client_credentials"], "token_url": "/token", "scopes": ["read", "write"] } } },
            { "name": "Key", "id": "key", "kind": { "header": { "name": "X-Key" } } },
        ],
        "credential_sets": [{
            "name": "admin", "fields": ["User", "Password"], "methods": [{
                "rust_name": "admin_password",
                "arguments": [{ "rust_name": "user", "secret": false }, { "rust_name": "password", "secret": true }],
                "send": [{ "field": "User", "value": "{user}" }, { "field": "Password", "value": "{password}" }],
            }],
            "session": { "login": "POST /pets", "key": "Key", "send": [{ "field": "User", "value": "kept" }] },
        }],
        "endpoints": [
            {
                "name": "ListPets", "rust_name": "list_pets", "path": "/stores/{store}/pets", "summary": "Lists pets.",
                "security": [{ "scheme": "oauth2", "scopes": ["read"] }, { "scheme": "key", "scopes": [] }],
                "aliases": [{ "method": "GET", "path": "/old/{store}/pets", "name": "GetPets" }],
                "parameters": [
                    { "location": "path", "wire_name": "store", "type": "uuid" },
                    { "location": "query", "wire_name": "kind", "type": { "named": "Kind" }, "requirement": "required" },
                    { "location": "query", "wire_name": "limit", "type": "integer",
                      "constraints": { "minimum": "1", "maximum": "100" }, "default": "10" },
                    { "location": "query", "wire_name": "after", "requirement": "optional" },
                ],
                "responses": [
                    { "status": { "code": 200 }, "description": "The pets.",
                      "body": { "media_type": "application/json", "type": { "list": { "named": "Pet" } } } },
                    { "status": { "code": 404 }, "description": "No such store." },
                ],
                "pagination": { "parameter": "after", "cursor": "paging.after", "cursor_alone": false },
                "examples": [{ "role": "response", "text": "[]" }],
            },
            {
                "name": "AddPet", "rust_name": "add_pet", "method": "POST", "path": "/pets",
                "credentials": { "set": "admin", "others": [], "required": true },
                "request_body": { "media_type": "application/json", "encoding": "json", "rust_name": "AddPet" },
                "parameters": [
                    { "location": "json", "wire_name": "User", "credential": "admin" },
                    { "location": "json", "wire_name": "Password", "credential": "admin" },
                    { "location": "json", "wire_name": "pet", "type": { "named": "NewPet" }, "requirement": "required" },
                    { "location": "json", "wire_name": "name", "constraints": { "max_length": 20 } },
                    { "location": "json", "wire_name": "note", "constraints": { "pattern": "^[a-z]+$" } },
                ],
                "responses": [{ "status": { "code": 204 } }],
            },
            {
                "rust_name": "send_photo", "method": "PUT", "path": "/pets/{id}/photo",
                "parameters": [
                    { "location": "path", "wire_name": "id" },
                    { "location": "header", "wire_name": "X-Title", "rust_name": "caption" },
                ],
                "examples": [{ "role": "response", "text": "{\"id\": 1, \"size\": null}" }],
            },
            {
                "rust_name": "get_photo", "path": "/pets/{id}/photo",
                "parameters": [{ "location": "path", "wire_name": "id" }],
                "responses": [{ "status": { "code": 200 }, "body": { "media_type": "image/png" } }],
            },
        ],
        "types": [
            { "name": "Kind", "definition": { "enumeration": { "base": "integer",
                "values": [
                    { "value": "1", "rust_name": "Dog", "constant": "KIND_DOG" },
                    { "value": "2", "rust_name": "Cat", "constant": "KIND_CAT" },
                ],
                "bounds": [{ "constant": "KIND_MAX", "rust_name": "MAX", "value": "9" }] } } },
            { "name": "Animal", "definition": { "structure": { "fields": [{ "wire_name": "age", "type": "integer" }] } } },
            { "name": "Pet", "description": "A pet.", "definition": { "structure": { "extends": ["Animal"], "fields": [
                { "wire_name": "name", "requirement": "required" },
                { "wire_name": "born", "type": "integer", "unix_time": "seconds" },
                { "wire_name": "weight", "type": "number", "default": "0" },
                { "wire_name": "vendor", "type": { "named": "Vendor" } },
            ] } } },
            { "name": "NewPet", "definition": { "structure": { "fields": [
                { "wire_name": "kind", "type": { "named": "Kind" } },
                { "wire_name": "chip", "constraints": { "min_length": 5 } },
            ] } } },
            { "name": "Vendor", "definition": { "opaque": { "link": "https://docs.example.com/vendor" } } },
            { "name": "Unused", "definition": { "structure": { "fields": [{ "wire_name": "x" }] } } },
        ],
        "constants": [
            { "name": "LIMIT_MAX", "value": "100" },
            { "name": "KIND_DOG", "value": "1", "group": "Kind" },
            { "name": "KIND_CAT", "value": "2", "group": "Kind" },
            { "name": "KIND_MAX", "value": "9", "group": "Kind" },
        ],
    })
}
