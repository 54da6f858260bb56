//! Types, constants, and what only the emitted client shows.

use super::{Case, body_field, case, field, push, same};
use serde_json::{Value, json};

pub(super) fn all() -> Vec<Case> {
    [types(), enumerations(), constants(), items()].into_iter().flatten().collect()
}

fn types() -> Vec<Case> {
    vec![
        case(
            "a type that nothing leads to",
            |model| model["types"][5]["definition"]["structure"]["fields"] = json!([{ "wire_name": "y" }]),
            &["unused-type-changed | type `Unused` | changed"],
            &["unused-type-changed | type `Unused` | changed"],
        ),
        case(
            "a type under another name",
            |model| {
                model["types"][3]["name"] = json!("Newcomer");
                body_field(model, "pet")["type"] = json!({ "named": "Newcomer" });
            },
            &["type-renamed | type `Newcomer` | `NewPet` → `Newcomer`"],
            &["type-renamed | type `NewPet` | `Newcomer` → `NewPet`"],
        ),
        same(
            "what is said of a type",
            |model| model["types"][2]["description"] = json!("A pet of the store."),
            &["type-described | type `Pet` | description"],
        ),
        case(
            "a deprecated type",
            |model| model["types"][2]["deprecated"] = json!({}),
            &["type-deprecated | type `Pet` | deprecated"],
            &["type-revived | type `Pet` | no longer deprecated"],
        ),
        case(
            "a type that is described at last",
            |model| model["types"][4]["definition"] = json!({ "structure": { "fields": [] } }),
            &["type-remade | type `Vendor` | any JSON → structure"],
            &["type-remade | type `Vendor` | structure → any JSON"],
        ),
        case(
            "parents",
            |model| model["types"][3]["definition"]["structure"]["extends"] = json!(["Animal"]),
            &["parents-changed | type `NewPet` | has all fields of nothing → `Animal`"],
            &["parents-changed | type `NewPet` | has all fields of `Animal` → nothing"],
        ),
        case(
            "a field",
            |model| {
                let fields = &mut model["types"][2]["definition"]["structure"]["fields"];
                push(fields, json!({ "wire_name": "colour" }));
            },
            &["field-added | type `Pet` | field `colour`: added, String"],
            &["field-removed | type `Pet` | field `colour`: removed"],
        ),
        case(
            "the name of a field",
            |model| field(model, 2, "name")["rust_name"] = json!("called"),
            &["field-renamed | type `Pet` | field `name`: `name` → `called`"],
            &["field-renamed | type `Pet` | field `name`: `called` → `name`"],
        ),
        case(
            "a field that need not come",
            |model| field(model, 2, "name")["requirement"] = json!("optional"),
            &["field-optional | type `Pet` | field `name`: no longer required"],
            &["field-required | type `Pet` | field `name`: required"],
        ),
        same(
            "a requirement of a field that is stated",
            |model| field(model, 2, "born")["requirement"] = json!("optional"),
            &["field-stated | type `Pet` | field `born`: what is said of whether it is there"],
        ),
    ]
}

fn enumerations() -> Vec<Case> {
    vec![
        case(
            "a value of an enumeration",
            |model| {
                let values = &mut model["types"][0]["definition"]["enumeration"]["values"];
                push(values, json!({ "value": "3", "rust_name": "Bird" }));
            },
            &["variant-added | type `Kind` | value `3`: added"],
            &["variant-removed | type `Kind` | value `3`: removed"],
        ),
        case(
            "the name of a variant",
            |model| model["types"][0]["definition"]["enumeration"]["values"][0]["rust_name"] = json!("Hound"),
            &["variant-renamed | type `Kind` | value `1`: `Dog` → `Hound`"],
            &["variant-renamed | type `Kind` | value `1`: `Hound` → `Dog`"],
        ),
        case(
            "the value of a variant",
            |model| model["types"][0]["definition"]["enumeration"]["values"][0]["value"] = json!("4"),
            &["variant-changed | type `Kind` | value `4`: was `1`"],
            &["variant-changed | type `Kind` | value `1`: was `4`"],
        ),
        same(
            "what is said of a value",
            |model| {
                model["types"][0]["definition"]["enumeration"]["values"][0]["description"] = json!("Barks.");
            },
            &["variant-described | type `Kind` | value `1`: what is said of it"],
        ),
        case(
            "a bound",
            |model| {
                let bounds = &mut model["types"][0]["definition"]["enumeration"]["bounds"];
                push(bounds, json!({ "constant": "KIND_TOP", "rust_name": "TOP", "value": "8" }));
            },
            &["bound-added | type `Kind` | bound `KIND_TOP`: added"],
            &["bound-removed | type `Kind` | bound `KIND_TOP`: removed"],
        ),
        case(
            "the value of a bound",
            |model| model["types"][0]["definition"]["enumeration"]["bounds"][0]["value"] = json!("8"),
            &["bound-changed | type `Kind` | bound `KIND_MAX`: `9` → `8`"],
            &["bound-changed | type `Kind` | bound `KIND_MAX`: `8` → `9`"],
        ),
        same(
            "what is said of a bound",
            |model| {
                model["types"][0]["definition"]["enumeration"]["bounds"][0]["description"] =
                    json!("The last.");
            },
            &["bound-described | type `Kind` | bound `KIND_MAX`: description"],
        ),
    ]
}

fn constants() -> Vec<Case> {
    vec![
        case(
            "a constant",
            |model| push(&mut model["constants"], json!({ "name": "LIMIT_MIN", "value": "1" })),
            &["constant-added | constant `LIMIT_MIN` | added"],
            &["constant-removed | constant `LIMIT_MIN` | removed"],
        ),
        case(
            "the name of a constant",
            |model| model["constants"][0]["rust_name"] = json!("MOST"),
            &["constant-renamed | constant `LIMIT_MAX` | `LIMIT_MAX` → `MOST`"],
            &["constant-renamed | constant `LIMIT_MAX` | `MOST` → `LIMIT_MAX`"],
        ),
        case(
            "the value of a constant",
            |model| model["constants"][0]["value"] = json!("200"),
            &["constant-changed | constant `LIMIT_MAX` | `100` → `200`"],
            &["constant-changed | constant `LIMIT_MAX` | `200` → `100`"],
        ),
        same(
            "what is said of a constant",
            |model| model["constants"][0]["description"] = json!("As many as there may be."),
            &["constant-described | constant `LIMIT_MAX` | description"],
        ),
    ]
}

fn items() -> Vec<Case> {
    vec![
        case(
            "a field of a parent",
            |model| {
                let fields = &mut model["types"][1]["definition"]["structure"]["fields"];
                push(fields, json!({ "wire_name": "colour" }));
            },
            &[
                "field-added | type `Animal` | field `colour`: added, String",
                "item-added-to-all | type `Pet` | `Pet.colour` added",
                "item-added | type `Pet` | `Pet::colour` added",
            ],
            &[
                "field-removed | type `Animal` | field `colour`: removed",
                "item-removed | type `Pet` | `Pet.colour` removed",
                "item-removed | type `Pet` | `Pet::colour` removed",
            ],
        ),
        case(
            "the type of a field of a parent",
            |model| field(model, 1, "age")["type"] = json!("number"),
            &[
                "type-of-value-changed | type `Animal` | field `age`: Integer → Number",
                "item-changed | type `Pet` | `Pet.age` changed",
                "item-changed | type `Pet` | `Pet::age` changed",
            ],
            &[
                "type-of-value-changed | type `Animal` | field `age`: Number → Integer",
                "item-changed | type `Pet` | `Pet.age` changed",
                "item-changed | type `Pet` | `Pet::age` changed",
            ],
        ),
        case(
            "what absence stands for",
            |model| field(model, 2, "weight")["default"] = Value::Null,
            &[
                "item-removed | type `Pet` | `Pet::weight_or_default` removed",
                "default-stated | type `Pet` | field `weight`: default `0` → none",
            ],
            &[
                "item-added | type `Pet` | `Pet::weight_or_default` added",
                "default-stated | type `Pet` | field `weight`: default none → `0`",
            ],
        ),
    ]
}
