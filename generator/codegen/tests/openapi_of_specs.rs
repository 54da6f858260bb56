//! The three documents of `specs/` as OpenAPI: as many facts as were counted by hand in the pages, and each fact of the
//! model at its place. Model and document are walked as JSON, by tables of this file.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails should fail loudly"
)]

use docwright_codegen::{OpenApiVersion, openapi};
use docwright_model::Api;
use serde_json::{Value, json};
use std::path::Path;

const VERSIONS: [OpenApiVersion; 2] = [OpenApiVersion::V3_0, OpenApiVersion::V3_1];
const METHODS: [&str; 7] = ["get", "head", "post", "put", "patch", "delete", "options"];

fn api(name: &str) -> Api {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(name);
    docwright_parser::read_api(&|file| std::fs::read(folder.join(file))).api.unwrap()
}

fn document(api: &Api, version: OpenApiVersion) -> Value {
    serde_json::to_value(openapi(api, version).unwrap()).unwrap()
}

/// All operations with their methods and paths.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |method| Some((*method, path.as_str(), item.get(*method)?)))
        })
        .collect()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn members<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.get(name).and_then(Value::as_object).into_iter().flatten()
}

/// The schema that a reference leads to, or the schema itself.
fn resolved<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").or_else(|| schema.get("allOf")?.get(0)?.get("$ref"));
    match reference.and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
        None => schema,
    }
}

/// The schema of an operation's body, whatever its media type.
fn body<'a>(operation: &'a Value, document: &'a Value) -> Option<&'a Value> {
    let (_, content) = members(operation.get("requestBody")?, "content").next()?;
    Some(resolved(content.get("schema")?, document))
}

#[test]
fn acronis_has_what_its_page_lists() {
    for version in VERSIONS {
        let document = document(&api("acronis"), version);
        let operations = operations(&document);
        let parameters = |place: &str| {
            let all = operations.iter().flat_map(|(_, _, operation)| list(operation, "parameters"));
            all.filter(|parameter| parameter["in"] == place).count()
        };
        assert_eq!(operations.len(), 88);
        // The two headers of the page are `Authorization`, of which OpenAPI takes no parameter.
        let headers = operations.iter().flat_map(|(_, _, operation)| list(operation, "x-docwright-headers"));
        assert_eq!([parameters("path"), parameters("query"), parameters("header")], [66, 95, 0]);
        assert_eq!(headers.inspect(|told| assert_eq!(told["name"], "Authorization")).count(), 2);
        let bodies = operations.iter().filter_map(|(_, _, operation)| body(operation, &document));
        assert_eq!(bodies.flat_map(|body| members(body, "properties")).count(), 144 + 30);
        assert_eq!(
            operations.iter().flat_map(|(_, _, operation)| members(operation, "responses")).count(),
            355
        );
        // Each line of scopes names one, and one of them suffices.
        let requirements = operations.iter().flat_map(|(_, _, operation)| list(operation, "security"));
        let scopes: Vec<usize> =
            requirements.filter_map(|named| Some(named.get("oauth2")?.as_array()?.len())).collect();
        assert_eq!(scopes.iter().filter(|count| **count == 1).count(), 150);
        assert!(scopes.iter().all(|count| *count <= 1));
        let schemes = &document["components"]["securitySchemes"];
        let kinds: Vec<&Value> =
            ["oauth2", "x-api-key", "basic"].iter().map(|id| &schemes[id]["type"]).collect();
        assert_eq!(kinds, ["oauth2", "apiKey", "http"]);
        assert_eq!(schemes["x-api-key"]["name"], "Cookie");
        // The page says `/api/2/idp/token`, below a base URL that ends in `/api/2` already.
        let token = &schemes["oauth2"]["flows"]["clientCredentials"]["tokenUrl"];
        assert_eq!(token, "https://dev-cloud.acronis.com/api/2/idp/token");
        assert_eq!(
            operations.iter().filter(|(_, _, operation)| operation["security"] == json!([])).count(),
            6
        );
        let flawed = operations.iter().flat_map(|(_, _, operation)| list(operation, "x-docwright-examples"));
        assert!(flawed.inspect(|example| assert_eq!(example["text"], "[object Object]")).count() == 5);
        let contents =
            operations.iter().flat_map(|(_, _, operation)| members(&operation["requestBody"], "content"));
        assert_eq!(contents.flat_map(|(_, content)| members(content, "examples")).count(), 30);
    }
}

#[test]
fn comet_has_what_its_pages_list() {
    for version in VERSIONS {
        let document = document(&api("comet"), version);
        let operations = operations(&document);
        assert_eq!(operations.len(), 181);
        let gets: Vec<&str> =
            operations.iter().filter(|(method, ..)| *method == "get").map(|(_, path, _)| *path).collect();
        assert_eq!(gets, ["/gen/branding.props"]);
        let fields = operations.iter().filter_map(|(_, _, operation)| body(operation, &document));
        let fields = fields.flat_map(|body| members(body, "properties")).map(|(_, field)| field);
        let headers = operations.iter().flat_map(|(_, _, operation)| list(operation, "parameters"));
        // One that the page forgets is patched in; what methods take without listing it is no row.
        let rows = fields.chain(headers).filter(|field| field.get("x-docwright-unstated").is_none());
        assert_eq!(rows.count(), 1225 + 1);
        assert_eq!(
            operations
                .iter()
                .filter(|(_, _, operation)| operation.get("x-docwright-since").is_some())
                .count(),
            98
        );
        let aliases =
            || operations.iter().map(|(_, _, operation)| list(operation, "x-docwright-aliases").count());
        assert_eq!((aliases().sum::<usize>(), aliases().filter(|count| *count > 0).count()), (27, 25));
        let schemas = || members(&document["components"], "schemas").map(|(_, schema)| schema);
        // Of the 182 structures of the page the 168 that methods reach.
        assert_eq!(schemas().filter(|schema| schema["type"] == "object").count(), 168);
        assert_eq!(list(&document, "x-docwright-constants").count(), 275);
    }
}

#[test]
fn ahsay_has_what_its_page_lists() {
    for version in VERSIONS {
        let document = document(&api("ahsay"), version);
        let operations = operations(&document);
        assert_eq!(operations.len(), 2);
        for (_, path, operation) in operations {
            // 27 rows of the table, and one that is described and sent without a row.
            assert_eq!(members(body(operation, &document).unwrap(), "properties").count(), 27 + 1, "{path}");
            let shown = |content: &Value| {
                members(content, "content").flat_map(|(_, shown)| members(shown, "examples")).count()
            };
            assert_eq!(shown(&operation["requestBody"]), 11);
            assert_eq!(shown(&operation["responses"]["2XX"]), 11);
            // The page names a host that is none.
            assert!(operation.get("servers").is_none());
        }
    }
}

#[test]
fn every_fact_of_the_model_is_told() {
    for name in ["acronis", "ahsay", "comet"] {
        let api = api(name);
        let model = serde_json::to_value(&api).unwrap();
        for version in VERSIONS {
            let document = document(&api, version);
            Walk { model: &model, document: &document, is_new: version == OpenApiVersion::V3_1 }.all();
        }
    }
}

/// What a fact of the model is called in the document; one that is false, empty or absent is not told.
const FACTS: [(&str, &str); 12] = [
    ("required_when", "x-docwright-required-when"),
    ("excludes", "x-docwright-excludes"),
    ("requires", "x-docwright-requires"),
    ("secret", "x-docwright-secret"),
    ("credential", "x-docwright-credential"),
    ("constants", "x-docwright-constants"),
    ("unix_time", "x-docwright-unix-time"),
    ("since", "x-docwright-since"),
    ("name", "x-docwright-name"),
    ("group", "x-docwright-group"),
    ("address", "x-docwright-address"),
    ("disabled", "x-docwright-disabled"),
];

/// What a limit is called.
const LIMITS: [(&str, &[&str]); 7] = [
    ("min_length", &["minLength"]),
    ("max_length", &["maxLength"]),
    ("minimum", &["minimum"]),
    ("maximum", &["maximum"]),
    ("min_items", &["minItems"]),
    ("max_items", &["maxItems"]),
    ("pattern", &["pattern", "x-docwright-pattern"]),
];

/// Where a schema tells limits.
const TOLD_IN: [&str; 3] = ["", "/x-docwright-limits", "/x-docwright-limits-of-text"];

/// The model and the document that is to tell all of it.
struct Walk<'a> {
    model: &'a Value,
    document: &'a Value,
    is_new: bool,
}

impl Walk<'_> {
    fn all(&self) {
        for endpoint in list(self.model, "endpoints") {
            self.endpoint(endpoint);
        }
        for named in list(self.model, "types") {
            self.named(named);
        }
        assert_eq!(
            list(self.model, "constants").count(),
            list(self.document, "x-docwright-constants").count()
        );
        assert_eq!(
            list(self.model, "credential_sets").count(),
            list(self.document, "x-docwright-credentials").count()
        );
        for (told, known) in list(self.document, "x-docwright-documents").zip(list(self.model, "documents")) {
            assert_eq!([&told["file"], &told["notice"]], [&known["file"], &known["notice"]]);
        }
        assert_eq!(
            self.model["error_envelope"].is_null(),
            self.document.get("x-docwright-error-envelope").is_none()
        );
    }

    fn endpoint(&self, endpoint: &Value) {
        let (path, method) = (endpoint["path"].as_str().unwrap(), endpoint["method"].as_str().unwrap());
        let operation = &self.document["paths"][path][method.to_lowercase()];
        assert_eq!(operation["operationId"], endpoint["rust_name"], "{method} {path}");
        facts(endpoint, operation);
        if let Some(Value::String(text)) = endpoint.get("description") {
            assert_says(operation, text);
        }
        assert_eq!(list(operation, "x-docwright-aliases").count(), list(endpoint, "aliases").count());
        assert_eq!(list(operation, "x-docwright-set-aside").count(), list(endpoint, "set_aside").count());
        assert_eq!(operation.get("x-docwright-pagination").is_some(), !endpoint["pagination"].is_null());
        assert_eq!(operation.get("security").is_some(), !endpoint["security"].is_null());
        let body = body(operation, self.document);
        for field in list(endpoint, "parameters") {
            let (name, place) = (field["wire_name"].as_str().unwrap(), field["location"].as_str().unwrap());
            let is_required = field["requirement"] == "required";
            if matches!(place, "path" | "query" | "header") {
                let all = list(operation, "parameters").chain(list(operation, "x-docwright-headers"));
                let told = all.into_iter().find(|told| told["name"] == name && told["in"] == place);
                let told = told.unwrap_or_else(|| panic!("no {name} in {path}"));
                let is_first_only = told.get("x-docwright-required-without").is_some();
                assert_eq!(told.get("required").is_some() || is_first_only, is_required, "{name}");
                let content = told.pointer("/content/application~1json/schema");
                let place = if content.is_some() { "json" } else { "text" };
                self.field(field, told, content.unwrap_or_else(|| &told["schema"]), place);
            } else {
                let body = body.unwrap();
                let told = &body["properties"][name];
                assert_eq!(list(body, "required").any(|required| required == name), is_required, "{name}");
                self.field(field, told, told, if place == "json" { "json" } else { "text" });
            }
        }
        for response in list(endpoint, "responses") {
            self.response(response, operation);
        }
    }

    fn response(&self, response: &Value, operation: &Value) {
        let status = match &response["status"] {
            Value::String(word) if word == "success" => "2XX".to_owned(),
            Value::String(_) => "default".to_owned(),
            code => code["code"].to_string(),
        };
        let told = &operation["responses"][status];
        if let Some(Value::String(text)) = response.get("description") {
            assert_says(told, text);
        }
        let Some(media_type) = response["body"]["media_type"].as_str() else { return };
        let content = &told["content"][media_type];
        assert!(content.is_object(), "{media_type} of {told}");
        if !response["body"]["type"].is_null() {
            self.has_type(&content["schema"], &response["body"]["type"], "json");
        }
    }

    fn named(&self, named: &Value) {
        let Some(schema) = self.document["components"]["schemas"].get(named["rust_name"].as_str().unwrap())
        else {
            // One that no endpoint reaches, which the client does not have either.
            assert_eq!(self.model["emitted_types"], "reachable");
            return;
        };
        let definition = &named["definition"];
        for field in list(&definition["structure"], "fields") {
            let name = field["wire_name"].as_str().unwrap();
            let told = &schema["properties"][name];
            let is_required = field["requirement"] == "required";
            assert_eq!(
                list(schema, "required").any(|required| required == name),
                is_required,
                "{name} of {named}"
            );
            self.field(field, told, told, "json");
        }
        for parent in list(&definition["structure"], "extends") {
            let parent = list(self.model, "types").find(|named| named["name"] == *parent);
            let inherited = list(&parent.unwrap()["definition"]["structure"], "fields");
            for field in inherited {
                assert!(schema["properties"].get(field["wire_name"].as_str().unwrap()).is_some());
            }
        }
        for value in list(&definition["enumeration"], "values") {
            let text = value["value"].as_str().unwrap();
            let told = list(&schema["anyOf"][0], "enum")
                .map(|told| told.as_str().map_or(told.to_string(), str::to_owned));
            assert!(told.into_iter().any(|told| told == text), "{text} of {schema}");
        }
        assert_eq!(
            list(&definition["enumeration"], "bounds").count(),
            list(schema, "x-docwright-bounds").count()
        );
    }

    /// A field, what is told of it, and its schema, which may be the same.
    fn field(&self, field: &Value, told: &Value, schema: &Value, place: &str) {
        facts(field, told);
        if let Some(Value::String(text)) = field.get("description") {
            assert_says(told, text);
        }
        let is_unstated = field["requirement"] == "unstated";
        assert_eq!(told.get("x-docwright-requirement").is_some(), is_unstated, "{told}");
        assert_eq!(
            told["x-docwright-source"]["bytes"],
            json!([field["source"]["span"]["start"], field["source"]["span"]["end"]])
        );
        if !field["default"].is_null() {
            assert!(
                schema.get("default").is_some() || schema.get("x-docwright-default") == field.get("default"),
                "{told}"
            );
        }
        if field["read_only"] == true {
            assert_eq!(told["readOnly"], true);
        }
        let inner = match (field["serialization"].as_str(), self.is_new) {
            (Some("file"), false) => return assert_eq!(schema["format"], "binary"),
            (Some("file"), true) => {
                return assert_eq!(schema["contentMediaType"], "application/octet-stream");
            }
            (Some("json"), false) if place == "text" => &schema["x-docwright-content-schema"],
            (Some("json"), true) if place == "text" => &schema["contentSchema"],
            _ => schema,
        };
        if !std::ptr::eq(inner, schema) {
            assert_eq!(schema["type"], "string");
        }
        let place = if std::ptr::eq(inner, schema) { place } else { "json" };
        self.has_type(inner, &field["type"], place);
        limits(inner, &field["constraints"]);
        let list = inner.get("x-docwright-list").unwrap_or(inner);
        limits(&list["items"], &field["element_constraints"]);
    }

    /// Whether a schema says what a type of the model is.
    fn has_type(&self, schema: &Value, value_type: &Value, place: &str) {
        let (kind, inner) = match value_type {
            Value::String(kind) => (kind.as_str(), &Value::Null),
            other => {
                other.as_object().unwrap().iter().next().map(|(kind, inner)| (kind.as_str(), inner)).unwrap()
            }
        };
        let is = |name: &str, format: Option<&str>| {
            let told = schema.get("type").or_else(|| schema["anyOf"][0].get("type"));
            let first = |told: &Value| told.get(0).unwrap_or(told).clone();
            assert_eq!(told.map(first), Some(json!(name)), "{schema}");
            assert!(format.is_none() || schema["format"].as_str() == format, "{schema}");
        };
        match kind {
            "string" | "bytes" => is("string", None),
            "integer" => is("integer", Some("int64")),
            "number" => is("number", None),
            "boolean" => is("boolean", None),
            "uuid" => is("string", Some("uuid")),
            "date" => is("string", Some("date")),
            "date_time" => is("string", Some("date-time")),
            "object" => is("object", None),
            "any" => assert!(schema.get("type").is_none() && schema.get("$ref").is_none(), "{schema}"),
            "comma_separated" if place == "json" => is("string", None),
            "list" if schema.get("x-docwright-list").is_some() => {
                assert_ne!(place, "json");
                is("string", None);
                self.has_type(&schema["x-docwright-list"]["items"], inner, place);
            }
            "list" | "comma_separated" => {
                is("array", None);
                self.has_type(&schema["items"], inner, place);
            }
            "map" => {
                is("object", None);
                self.has_type(&schema["additionalProperties"], &inner["value"], "json");
            }
            "nullable" => self.has_type(schema, inner, place),
            "named" => {
                let named = list(self.model, "types").find(|named| named["name"] == *inner).unwrap();
                assert_eq!(
                    resolved(schema, self.document)["x-docwright-source"]["file"],
                    named["source"]["file"]
                );
                let text = schema.to_string();
                assert!(
                    text.contains(&format!("/schemas/{}\"", named["rust_name"].as_str().unwrap())),
                    "{schema}"
                );
            }
            other => panic!("{other} is not known here"),
        }
    }
}

fn facts(item: &Value, told: &Value) {
    for (known, called) in FACTS {
        let nothing = [Value::Null, json!(false), json!([]), json!("")];
        let Some(value) = item.get(known).filter(|value| !nothing.contains(value)) else { continue };
        assert_eq!(told.get(called), Some(value), "{called} of {told}");
    }
    assert_eq!(
        told.get("deprecated").is_some(),
        item.get("deprecated").is_some_and(Value::is_object),
        "{told}"
    );
    let since = item.pointer("/deprecated/since").filter(|since| !since.is_null());
    assert_eq!(told.get("x-docwright-deprecated-since"), since);
}

/// Each word of a text of the documents stands in the description, if letters are all that is in it.
fn assert_says(told: &Value, text: &str) {
    let description = told["description"].as_str().unwrap_or_default();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3) {
        assert!(description.contains(word), "{word} in {description:?}");
    }
}

fn limits(schema: &Value, limits: &Value) {
    for (known, names) in LIMITS {
        let Some(limit) = limits.get(known) else { continue };
        let told = TOLD_IN.iter().flat_map(|place| {
            names.iter().filter_map(move |name| schema.pointer(&format!("{place}/{name}")))
        });
        // Numbers keep their digits in the model.
        let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let told: Vec<String> = told.map(text).collect();
        assert!(told.contains(&text(limit)), "{known} {limit} in {schema}");
    }
}
