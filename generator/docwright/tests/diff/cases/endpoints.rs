//! Endpoints, their bodies and their answers.

use super::{Case, case, push, remove, same};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Case> {
    [endpoints(), permissions(), requests(), answers(), statuses(), formats(), shown_answers()]
        .into_iter()
        .flatten()
        .collect()
}

fn endpoints() -> Vec<Case> {
    vec![
        case(
            "an endpoint",
            |model| push(&mut model["endpoints"], json!({ "rust_name": "list_stores", "path": "/stores" })),
            &["endpoint-added | GET /stores | `list_stores` added"],
            &["endpoint-removed | GET /stores | `list_stores` removed"],
        ),
        case(
            "another path with the same documented name",
            |model| model["endpoints"][0]["path"] = json!("/v2/stores/{store}/pets"),
            &["endpoint-moved | GET /v2/stores/{store}/pets | was GET /stores/{store}/pets"],
            &["endpoint-moved | GET /stores/{store}/pets | was GET /v2/stores/{store}/pets"],
        ),
        case(
            "an alias that becomes the address, which becomes an alias",
            |model| {
                model["endpoints"][0]["name"] = Value::Null;
                model["endpoints"][0]["path"] = json!("/old/{store}/pets");
                model["endpoints"][0]["aliases"][0]["path"] = json!("/stores/{store}/pets");
            },
            &[
                "endpoint-moved-kept | GET /old/{store}/pets | was GET /stores/{store}/pets",
                "endpoint-described | GET /old/{store}/pets | documented name",
            ],
            &[
                "endpoint-moved-kept | GET /stores/{store}/pets | was GET /old/{store}/pets",
                "endpoint-described | GET /stores/{store}/pets | documented name",
            ],
        ),
        case(
            "the name of a method",
            |model| model["endpoints"][0]["rust_name"] = json!("get_pets"),
            &["endpoint-renamed | GET /stores/{store}/pets | `list_pets` → `get_pets`"],
            &["endpoint-renamed | GET /stores/{store}/pets | `get_pets` → `list_pets`"],
        ),
        same(
            "what is said",
            |model| {
                model["endpoints"][0]["summary"] = json!("Lists all pets.");
                model["endpoints"][0]["since"] = json!("1.1");
            },
            &["endpoint-described | GET /stores/{store}/pets | summary, since"],
        ),
        case(
            "deprecation",
            |model| model["endpoints"][0]["deprecated"] = json!({ "note": "Use another." }),
            &["endpoint-deprecated | GET /stores/{store}/pets | deprecated"],
            &["endpoint-revived | GET /stores/{store}/pets | no longer deprecated"],
        ),
        case(
            "a switch",
            |model| model["endpoints"][0]["disabled"] = json!("Endpoint is disabled."),
            &["endpoint-disabled | GET /stores/{store}/pets | disabled"],
            &["endpoint-enabled | GET /stores/{store}/pets | no longer disabled"],
        ),
        case(
            "what may be repeated",
            |model| model["endpoints"][1]["reads"] = json!(true),
            &["endpoint-reads-changed | POST /pets | changes nothing"],
            &["endpoint-reads-changed | POST /pets | may change something"],
        ),
        case(
            "an alias",
            |model| {
                push(
                    &mut model["endpoints"][0]["aliases"],
                    json!({ "method": "GET", "path": "/older/{store}/pets" }),
                );
            },
            &["alias-added | GET /stores/{store}/pets | alias GET /older/{store}/pets: added"],
            &["alias-removed | GET /stores/{store}/pets | alias GET /older/{store}/pets: removed"],
        ),
        same(
            "the name of an alias",
            |model| model["endpoints"][0]["aliases"][0]["name"] = json!("Pets"),
            &["alias-described | GET /stores/{store}/pets | alias GET /old/{store}/pets: what is said of it"],
        ),
    ]
}

fn permissions() -> Vec<Case> {
    vec![
        case(
            "a scope",
            |model| push(&mut model["endpoints"][0]["security"][0]["scopes"], json!("write")),
            &["security-loosened | GET /stores/{store}/pets | `oauth2` also with `write`"],
            &["security-tightened | GET /stores/{store}/pets | `oauth2` no longer with `write`"],
        ),
        case(
            "a scheme of an endpoint",
            |model| remove(&mut model["endpoints"][0]["security"], 1),
            &["security-tightened | GET /stores/{store}/pets | no longer by `key`"],
            &["security-loosened | GET /stores/{store}/pets | also by `key`"],
        ),
        case(
            "the first scope that is asked for",
            |model| model["endpoints"][0]["security"][1]["scopes"] = json!(["read"]),
            &["security-tightened | GET /stores/{store}/pets | `key` with a scope: `read`"],
            &["security-loosened | GET /stores/{store}/pets | `key` with any scope"],
        ),
        case(
            "open to all",
            |model| model["endpoints"][0]["security"] = json!([]),
            &["security-loosened | GET /stores/{store}/pets | no authorization is needed"],
            &["security-tightened | GET /stores/{store}/pets | authorization by `oauth2`, `key`"],
        ),
        case(
            "who may call, where a client can hold several credentials",
            |model| model["endpoints"][0]["security"] = Value::Null,
            &["security-unstated | GET /stores/{store}/pets | who may call is no longer said"],
            &["security-tightened | GET /stores/{store}/pets | authorization by `oauth2`, `key`"],
        ),
        case(
            "credentials that can be left out",
            |model| model["endpoints"][1]["credentials"]["required"] = json!(false),
            &["security-loosened | POST /pets | credentials are not needed"],
            &["security-tightened | POST /pets | credentials are needed"],
        ),
        case(
            "an eleventh endpoint",
            |model| {
                for number in 0..7 {
                    let (name, path) = (format!("ping_{number}"), format!("/ping/{number}"));
                    push(&mut model["endpoints"], json!({ "rust_name": name, "path": path }));
                }
            },
            &[
                "call-moved | GET /stores/{store}/pets | `operations::ListPetsCall` → `stores::ListPetsCall`",
                "call-moved | POST /pets | `operations::AddPetCall` → `pets::AddPetCall`",
                "call-moved | PUT /pets/{id}/photo | `operations::SendPhotoCall` → `pets::SendPhotoCall`",
                "call-moved | GET /pets/{id}/photo | `operations::GetPhotoCall` → `pets::GetPhotoCall`",
                "endpoint-added | GET /ping/0 | `ping_0` added",
                "endpoint-added | GET /ping/1 | `ping_1` added",
                "endpoint-added | GET /ping/2 | `ping_2` added",
                "endpoint-added | GET /ping/3 | `ping_3` added",
                "endpoint-added | GET /ping/4 | `ping_4` added",
                "endpoint-added | GET /ping/5 | `ping_5` added",
                "endpoint-added | GET /ping/6 | `ping_6` added",
            ],
            &[
                "endpoint-removed | GET /ping/0 | `ping_0` removed",
                "endpoint-removed | GET /ping/1 | `ping_1` removed",
                "endpoint-removed | GET /ping/2 | `ping_2` removed",
                "endpoint-removed | GET /ping/3 | `ping_3` removed",
                "endpoint-removed | GET /ping/4 | `ping_4` removed",
                "endpoint-removed | GET /ping/5 | `ping_5` removed",
                "endpoint-removed | GET /ping/6 | `ping_6` removed",
                "call-moved | GET /stores/{store}/pets | `stores::ListPetsCall` → `operations::ListPetsCall`",
                "call-moved | POST /pets | `pets::AddPetCall` → `operations::AddPetCall`",
                "call-moved | PUT /pets/{id}/photo | `pets::SendPhotoCall` → `operations::SendPhotoCall`",
                "call-moved | GET /pets/{id}/photo | `pets::GetPhotoCall` → `operations::GetPhotoCall`",
            ],
        ),
    ]
}

fn requests() -> Vec<Case> {
    vec![
        case(
            "bytes as a body",
            |model| {
                model["endpoints"][2]["request_body"] =
                    json!({ "media_type": "image/png", "encoding": "raw" });
            },
            &["raw-body-added | PUT /pets/{id}/photo | body `image/png`: added"],
            &["body-removed | PUT /pets/{id}/photo | body `image/png`: removed"],
        ),
        case(
            "a form",
            |model| {
                model["endpoints"][2]["request_body"] =
                    json!({ "media_type": "application/x-www-form-urlencoded", "encoding": "form" });
                let title = json!({ "location": "form", "wire_name": "title" });
                push(&mut model["endpoints"][2]["parameters"], title);
            },
            &[
                "body-added | PUT /pets/{id}/photo | body `application/x-www-form-urlencoded`: added",
                "parameter-added | PUT /pets/{id}/photo | form field `title`: added, String",
            ],
            &[
                "body-removed | PUT /pets/{id}/photo | body `application/x-www-form-urlencoded`: removed",
                "parameter-removed | PUT /pets/{id}/photo | form field `title`: removed",
            ],
        ),
        case(
            "the media type of a body",
            |model| {
                model["endpoints"][1]["request_body"]["media_type"] = json!("application/merge-patch+json");
            },
            &["body-changed | POST /pets | body `application/json` → body `application/merge-patch+json`"],
            &["body-changed | POST /pets | body `application/merge-patch+json` → body `application/json`"],
        ),
        case(
            "the name of the structure of a body",
            |model| model["endpoints"][1]["request_body"]["rust_name"] = json!("Addition"),
            &["body-renamed | POST /pets | body `application/json`: `AddPet` → `Addition`"],
            &["body-renamed | POST /pets | body `application/json`: `Addition` → `AddPet`"],
        ),
        same(
            "an example",
            |model| model["endpoints"][0]["examples"][0]["text"] = json!("[{}]"),
            &["examples-changed | GET /stores/{store}/pets | examples: another text"],
        ),
        same(
            "a row that is no parameter",
            |model| {
                let source = json!({ "file": "pages.md", "span": { "start": 0, "end": 0 } });
                let row =
                    json!({ "wire_name": "Content-Length", "reason": "the transport's", "source": source });
                model["endpoints"][0]["set_aside"] = json!([row]);
            },
            &["rows-set-aside | GET /stores/{store}/pets | rows that are no parameters"],
        ),
    ]
}

fn answers() -> Vec<Case> {
    vec![
        case(
            "the type of an answer",
            |model| model["endpoints"][0]["responses"][0]["body"]["type"] = json!({ "named": "Pet" }),
            &["answer-changed | GET /stores/{store}/pets | gives List<Pet> → Pet"],
            &["answer-changed | GET /stores/{store}/pets | gives Pet → List<Pet>"],
        ),
        case(
            "nothing to answer",
            |model| model["endpoints"][2]["responses"] = json!([{ "status": { "code": 204 } }]),
            &["answer-changed | PUT /pets/{id}/photo | gives JSON that is not described → nothing"],
            &["answer-changed | PUT /pets/{id}/photo | gives nothing → JSON that is not described"],
        ),
        same(
            "the meaning of a status",
            |model| model["endpoints"][0]["responses"][1]["description"] = json!("Unknown store."),
            &["answers-described | GET /stores/{store}/pets | answer 404: description"],
        ),
        case(
            "no pages",
            |model| model["endpoints"][0]["pagination"] = Value::Null,
            &["pages-removed | GET /stores/{store}/pets | no pages by `after`"],
            &["pages-added | GET /stores/{store}/pets | pages by `after`"],
        ),
        same(
            "another cursor",
            |model| model["endpoints"][0]["pagination"]["cursor"] = json!("next"),
            &["pages-changed | GET /stores/{store}/pets | pages by `after`"],
        ),
        case(
            "the list in the pages",
            |model| model["endpoints"][0]["pagination"]["items"] = json!("items"),
            &["pages-added | GET /stores/{store}/pets | pages by `after`"],
            &["pages-changed | GET /stores/{store}/pets | pages by `after`"],
        ),
    ]
}

fn statuses() -> Vec<Case> {
    vec![
        case(
            "another success",
            |model| model["endpoints"][0]["responses"][0]["status"] = json!({ "code": 203 }),
            &[
                "success-changed | GET /stores/{store}/pets | answer 200: removed",
                "success-changed | GET /stores/{store}/pets | answer 203: added",
            ],
            &[
                "success-changed | GET /stores/{store}/pets | answer 203: removed",
                "success-changed | GET /stores/{store}/pets | answer 200: added",
            ],
        ),
        case(
            "a success before the work is done",
            |model| model["endpoints"][0]["responses"][0]["status"] = json!({ "code": 202 }),
            &[
                "answer-deferred | GET /stores/{store}/pets | answer 202: added",
                "success-changed | GET /stores/{store}/pets | answer 200: removed",
            ],
            &[
                "success-changed | GET /stores/{store}/pets | answer 202: removed",
                "success-changed | GET /stores/{store}/pets | answer 200: added",
            ],
        ),
        case(
            "a success whose status is said",
            |model| model["endpoints"][0]["responses"][0]["status"] = json!("success"),
            &[
                "answers-described | GET /stores/{store}/pets | answer 200: removed",
                "answers-described | GET /stores/{store}/pets | answer of success: added",
            ],
            &[
                "answers-described | GET /stores/{store}/pets | answer of success: removed",
                "answers-described | GET /stores/{store}/pets | answer 200: added",
            ],
        ),
        case(
            "another failure",
            |model| model["endpoints"][0]["responses"][1]["status"] = json!({ "code": 410 }),
            &[
                "answers-described | GET /stores/{store}/pets | answer 404: removed",
                "answers-described | GET /stores/{store}/pets | answer 410: added",
            ],
            &[
                "answers-described | GET /stores/{store}/pets | answer 410: removed",
                "answers-described | GET /stores/{store}/pets | answer 404: added",
            ],
        ),
    ]
}

fn formats() -> Vec<Case> {
    vec![
        case(
            "JSON by another name",
            |model| {
                model["endpoints"][0]["responses"][0]["body"]["media_type"] = json!("application/hal+json");
            },
            &[
                "answer-still-json | GET /stores/{store}/pets | gives `application/json` → `application/hal+json`",
            ],
            &[
                "answer-still-json | GET /stores/{store}/pets | gives `application/hal+json` → `application/json`",
            ],
        ),
        same(
            "what a media type says besides",
            |model| {
                model["endpoints"][0]["responses"][0]["body"]["media_type"] =
                    json!("application/json; charset=utf-8");
            },
            &["answers-described | GET /stores/{store}/pets | answer 200: body"],
        ),
        case(
            "a format that bytes come in besides",
            |model| {
                let png = json!({ "status": { "code": 200 }, "body": { "media_type": "image/png" } });
                let webp = json!({ "status": { "code": 203 }, "body": { "media_type": "image/webp" } });
                model["endpoints"][3]["responses"] = json!([png, webp]);
            },
            &[
                "answer-format-changed | GET /pets/{id}/photo | gives `image/png` → `image/png`, `image/webp`",
                "success-changed | GET /pets/{id}/photo | answer 203: added",
            ],
            &[
                "answer-format-gone | GET /pets/{id}/photo | gives `image/png`, `image/webp` → `image/png`",
                "success-changed | GET /pets/{id}/photo | answer 203: removed",
            ],
        ),
    ]
}

fn shown_answers() -> Vec<Case> {
    vec![
        case(
            "what an example alone shows",
            |model| {
                model["endpoints"][2]["examples"][0]["text"] =
                    json!("{\"id\": 1, \"tags\": [], \"size\": null}");
            },
            &["shown-besides | PUT /pets/{id}/photo | the shown answer is also with `/tags`"],
            &["shown-no-longer | PUT /pets/{id}/photo | the shown answer is without `/tags`"],
        ),
        case(
            "the kind of what an example alone shows",
            |model| model["endpoints"][2]["examples"][0]["text"] = json!("{\"id\": \"1\", \"size\": null}"),
            &[
                "shown-otherwise | PUT /pets/{id}/photo | the shown answer has values of another kind at `/id` (whole number → text)",
            ],
            &[
                "shown-otherwise | PUT /pets/{id}/photo | the shown answer has values of another kind at `/id` (text → whole number)",
            ],
        ),
        case(
            "a value where an example alone showed that there was none",
            |model| model["endpoints"][2]["examples"][0]["text"] = json!("{\"id\": 1, \"size\": {\"b\": 1}}"),
            &["examples-changed | PUT /pets/{id}/photo | examples: another text"],
            &[
                "shown-otherwise | PUT /pets/{id}/photo | the shown answer has values of another kind at `/size` (object → null)",
            ],
        ),
        case(
            "a fraction where an example alone showed a whole number",
            |model| model["endpoints"][2]["examples"][0]["text"] = json!("{\"id\": 1.5, \"size\": null}"),
            &[
                "shown-otherwise | PUT /pets/{id}/photo | the shown answer has values of another kind at `/id` (whole number → fraction)",
            ],
            // What reads fractions reads whole numbers.
            &["examples-changed | PUT /pets/{id}/photo | examples: another text"],
        ),
        same(
            "other values in an example that alone shows an answer",
            |model| model["endpoints"][2]["examples"][0]["text"] = json!("{\"id\": 3, \"size\": null}"),
            &["examples-changed | PUT /pets/{id}/photo | examples: another text"],
        ),
    ]
}
