//! What examples and the structure of a document tell beyond its tables: the small pages show one thing each; at
//! the end stand facts that were counted in the real documents.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_model::{Api, Definition, Evidence, Field, Type};
use docwright_parser::diagnostics::{Code, Diagnostic, Severity, render};
use docwright_parser::{Parsed, read_api};
use std::fmt::Write;
use std::io::{Error, ErrorKind};
use std::path::Path;

const CONFIG: &str =
    "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n[[documents]]\nfile = \"p.md\"\n";

fn parse(config: &str, page: &str) -> Parsed {
    read_api(&|name| match name {
        "api.toml" => Ok(format!("{CONFIG}{config}").into_bytes()),
        "p.md" => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

/// A page with one endpoint for each of these: its address, the rows of its table, its examples.
fn page(endpoints: &[(&str, &str, &[&str])]) -> String {
    let mut page = "# T\n".to_owned();
    for (address, rows, examples) in endpoints {
        let _ = writeln!(page, "\n## {address}\n\nDoes it.\n\n### Request body\n");
        page.push_str("| Name | Type | Description |\n|---|---|---|\n");
        for row in rows.lines() {
            let _ = writeln!(page, "| {} |", row.trim());
        }
        for example in *examples {
            let _ = writeln!(page, "\n**Example**:\n\n```json\n{example}\n```");
        }
    }
    page
}

fn show(found: &Type) -> String {
    match found {
        Type::List(inner) => format!("[{}]", show(inner)),
        Type::Nullable(inner) => format!("{}?", show(inner)),
        Type::Named(name) => name.clone(),
        other => format!("{other:?}"),
    }
}

fn show_field(field: &Field) -> String {
    let null = if field.nullable { "?" } else { "" };
    let mark = if field.evidence == Evidence::Example { " (example)" } else { "" };
    format!("{}: {}{null}{mark}", field.wire_name, show(&field.value_type))
}

/// The fields of all bodies, and of all structures.
fn types(api: &Api) -> String {
    let mut shown = String::new();
    for endpoint in &api.endpoints {
        let fields: Vec<String> = endpoint.parameters.iter().map(|found| show_field(&found.field)).collect();
        let _ = writeln!(shown, "{} {}  {}", endpoint.method, endpoint.path, fields.join(", "));
    }
    for found in &api.types {
        if let Definition::Structure { fields, .. } = &found.definition {
            let fields: Vec<String> = fields.iter().map(show_field).collect();
            let _ = writeln!(shown, "{} {{ {} }}", found.name, fields.join(", "));
        }
    }
    shown
}

fn remarks(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

/// What one endpoint with these rows and examples becomes.
fn check(rows: &str, examples: &[&str], expected: &str) {
    check_all(&[("POST /widgets", rows, examples)], expected);
}

fn check_all(endpoints: &[(&str, &str, &[&str])], expected: &str) {
    let parsed = parse("", &page(endpoints));
    let api = parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&parsed)));
    let expected: String = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(types(api), expected);
}

#[test]
fn keys_that_no_row_lists_become_fields_in_the_order_of_the_example() {
    check(
        "size | integer | S.",
        &[r#"{"zeta": "text", "size": 1, "alpha": true}"#],
        "POST /widgets  size: Integer, zeta: String (example), alpha: Boolean (example)",
    );
}

#[test]
fn a_scalar_shows_its_kind_and_no_more() {
    check(
        "",
        &[
            r#"{"id": "0bb386ae-e66d-4e7b-84fb-cddcf60002de", "day": "2017-05-08", "price": "0.05", "empty": "",
              "big": 1486479690324, "part": 1.5, "power": 1e3, "on": false, "gone": null, "none": [], "open": {}}"#,
        ],
        "POST /widgets  id: String (example), day: String (example), price: String (example), \
         empty: String (example), big: Integer (example), part: Number (example), power: Number (example), \
         on: Boolean (example), gone: Any? (example), none: [Any] (example), open: Object (example)",
    );
}

#[test]
fn open_types_are_filled_from_examples() {
    check(
        "colours | array | C.\nparts | array of object | P.\nmaker | object | M.\nsizes | array | S.",
        &[r#"{"colours": ["red"], "maker": {"name": "n", "address": {"street": "s"}},
              "parts": [{"label": "l", "count": 1}, {"label": null, "weight": 2}], "sizes": [1, 2.5, null]}"#],
        "POST /widgets  colours: [String], parts: [WidgetPart], maker: WidgetMaker, sizes: [Number?]
         WidgetMaker { name: String (example), address: WidgetMakerAddress (example) }
         WidgetMakerAddress { street: String (example) }
         WidgetPart { label: String? (example), count: Integer (example), weight: Integer (example) }",
    );
}

#[test]
fn what_says_any_or_free_form_stays_open() {
    check(
        "data | object | Additional metadata, like agentType.\nvalue | any | V.\nmaker | object | The customer.\n\
         money | any | This field can have a null value.\ntag | any | This field can have a null value.",
        &[r#"{"data": {"a": 1}, "value": "v", "maker": {"a": 1}, "money": "EUR", "tag": null}"#],
        "POST /widgets  data: Object, value: Any, maker: WidgetMaker, money: String?, tag: Any?
         WidgetMaker { a: Integer (example) }",
    );
}

#[test]
fn a_type_that_a_row_forgets_is_the_one_of_the_example() {
    let parsed = parse("", &page(&[("POST /widgets", "x | | X.\ny | | Y.", &[r#"{"x": 1}"#])]));
    let api = parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&parsed)));
    assert_eq!(types(api), "POST /widgets  x: Integer, y: Any\n");
    assert_eq!(warnings(&parsed), ["DW0302"], "of `y` alone: {}", remarks(&parsed));
}

#[test]
fn keys_that_are_data_make_no_structure() {
    check(
        "by_id | object | B.\nby_year | object | B.\nsame | object | S.",
        &[r#"{"by_id": {"abb386ae-e66d-4e7b-84fb-cddcf60002de": 1}, "by_year": {"2017": 1},
              "same": {"fooBar": 1, "foo_bar": 2}}"#],
        "POST /widgets  by_id: Object, by_year: Object, same: Object",
    );
}

#[test]
fn several_examples_show_parts_of_one_thing() {
    check(
        "maker | object | M.",
        &[r#"{"maker": {"name": "n", "age": 1}}"#, r#"{"maker": {"name": null, "age": 1.5, "city": "c"}}"#],
        "POST /widgets  maker: WidgetMaker
         WidgetMaker { name: String? (example), age: Number (example), city: String (example) }",
    );
}

#[test]
fn one_collection_has_one_thing_under_one_name() {
    check_all(
        &[
            ("POST /tenants", "contact | object | C.", &[r#"{"contact": {"email": "e"}}"#]),
            ("PUT /tenants/{id}", "contact | object | C.", &[r#"{"contact": {"city": "c"}}"#]),
            ("POST /users", "contact | object | C.", &[r#"{"contact": {"email": "e", "age": 1}}"#]),
            ("PUT /users/{id}", "contact | object | C.", &[]),
        ],
        "POST /tenants  contact: TenantContact
         PUT /tenants/{id}  id: String, contact: TenantContact
         POST /users  contact: UserContact
         PUT /users/{id}  id: String, contact: Object
         TenantContact { email: String (example), city: String (example) }
         UserContact { email: String (example), age: Integer (example) }",
    );
}

#[test]
fn the_same_shape_under_the_same_name_is_one_type() {
    check_all(
        &[
            ("POST /a/parts", "spare_part | object | P.", &[r#"{"spare_part": {"x": 1, "y": "t"}}"#]),
            ("POST /b/parts", "spare_part | object | P.", &[r#"{"spare_part": {"y": "u", "x": 2}}"#]),
            ("POST /c/things", "spare_part | object | P.", &[r#"{"spare_part": {"x": "1"}}"#]),
        ],
        "POST /a/parts  spare_part: SparePart
         POST /b/parts  spare_part: SparePart
         POST /c/things  spare_part: ThingSparePart
         SparePart { x: Integer (example), y: String (example) }
         ThingSparePart { x: String (example) }",
    );
}

const OBJECTS: &str = "\n## JSON Objects\n\n### Contact\n\n| Name | Type | Description |\n|---|---|---|\n\
     | email | string | E. |\n| phone | string | P. |\n";

#[test]
fn objects_with_the_fields_of_a_described_structure_are_that_structure() {
    let endpoints: &[(&str, &str, &[&str])] = &[(
        "POST /widgets",
        "Contact | object | C.\nold | array | O.\nother | array | O.",
        &[r#"{"Contact": {"email": "e", "fax": "f"}, "old": [{"email": "e", "fax": "f"}],
              "other": [{"email": 1, "phone": "p"}]}"#],
    )];
    let parsed = parse("", &(page(endpoints) + OBJECTS));
    let api = parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&parsed)));
    assert_eq!(
        types(api),
        "POST /widgets  Contact: Contact, old: [Contact], other: [WidgetOther]\n\
         Contact { email: String, phone: String, fax: String (example) }\n\
         WidgetOther { email: Integer (example), phone: String (example) }\n"
    );
}

#[test]
fn facts_from_examples_know_their_place() {
    let text = page(&[("POST /widgets", "size | object | S.", &[r#"{"size": {"w": 1}, "name": "n"}"#])]);
    let api = parse("", &text).api.expect("a model");
    let [size, name] = api.endpoints[0].parameters.as_slice() else { panic!("two parameters") };
    let at = |field: &Field, fact| {
        let origin = field.origins.of(fact).expect("an origin");
        assert_eq!(origin.evidence, Evidence::Example);
        text.get(origin.source.span.start..origin.source.span.end).expect("a place").to_owned()
    };
    assert_eq!(at(&size.field, docwright_model::Fact::Type), "\"size\"");
    assert_eq!(size.field.evidence, Evidence::Stated);
    assert_eq!(at(&name.field, docwright_model::Fact::Name), "\"name\"");
    assert_eq!(at(&name.field, docwright_model::Fact::Type), "\"name\"");
    assert_eq!(api.types[0].evidence, Evidence::Example);
}

#[test]
fn readers_are_told_once_for_each_endpoint() {
    let text = page(&[(
        "POST /widgets",
        "size | object | S.\nparts | array | P.",
        &[r#"{"size": {"w": 1}, "name": "n", "parts": ["a"], "mark": 1}"#, r#"{"mark": "m"}"#],
    )]);
    insta::assert_snapshot!("told", remarks(&parse("", &text)));
}

#[test]
fn a_body_that_only_an_example_shows_is_a_body() {
    let text = "# T\n\n## POST /widgets\n\nDoes it.\n\n### Request body\n\n**Example**:\n\n```json\n{\"name\": \"n\"}\n```\n";
    let api = parse("", text).api.expect("a model");
    assert_eq!(types(&api), "POST /widgets  name: String (example)\n");
    assert!(api.endpoints[0].request_body.is_some());
}

/// The patch that the only warning of this code suggests, and what is remarked when it is applied.
fn suggestion(parsed: &Parsed, code: Code) -> String {
    let of_code: Vec<&Diagnostic> = parsed.diagnostics.iter().filter(|remark| remark.code == code).collect();
    let [remark] = of_code.as_slice() else { panic!("not one of {code}:\n{}", remarks(parsed)) };
    let start = remark.help.find("[[patch]]").unwrap_or_else(|| panic!("no patch in {}", remark.help));
    remark.help.get(start..).unwrap_or_default().to_owned()
}

fn warnings(parsed: &Parsed) -> Vec<&'static str> {
    let serious = parsed.diagnostics.iter().filter(|remark| remark.severity != Severity::Note);
    serious.map(|remark| remark.code.entry().number).collect()
}

#[test]
fn an_example_that_contradicts_the_table_is_reported_with_the_patch_that_settles_it() {
    let cases = [
        ("x | object | X.", r#"{"x": [1]}"#, "List<Integer>"),
        ("x | array | X.", r#"{"x": {"a": 1}}"#, "Object"),
        ("x | string | X.", r#"{"x": 1}"#, "Integer"),
        ("x | integer | X.", r#"{"x": "1"}"#, "String"),
        ("x | integer | X.", r#"{"x": 1.5}"#, "Number"),
        ("x | boolean | X.", r#"{"x": 0}"#, "Integer"),
        ("x | number | X.", r#"{"x": true}"#, "Boolean"),
        ("x | array of string | X.", r#"{"x": [1]}"#, "List<Integer>"),
        ("x | array of string | X.", r#"{"x": ["a", 1]}"#, "List<Any>"),
        ("x | string | X.", r#"{"x": ["a"]}"#, "List<String>"),
        ("x | date | X.", r#"{"x": []}"#, "Array"),
        ("Contact | object | X.", r#"{"Contact": [{"email": "e"}]}"#, "List<Contact>"),
        ("Contact | array | X.", r#"{"Contact": {"email": "e", "phone": "p"}}"#, "Contact"),
    ];
    for (row, example, wanted) in cases {
        let text = page(&[("POST /widgets", row, &[example])]) + OBJECTS;
        let parsed = parse("", &text);
        let patch = suggestion(&parsed, Code::TypeConflict);
        assert!(patch.contains(&format!("set = {{ type = \"{wanted}\" }}")), "{row}: {patch}");
        let patched = parse(&patch, &text);
        assert!(!warnings(&patched).contains(&"DW0308"), "{}", remarks(&patched));
        assert!(patched.api.is_some(), "{}", remarks(&patched));
    }
}

#[test]
fn an_example_that_the_table_allows_is_no_conflict() {
    for (row, example) in [
        ("x | number | X.", r#"{"x": 1}"#),
        ("x | date | X.", r#"{"x": "yesterday"}"#),
        ("x | uuid | X.", r#"{"x": ""}"#),
        ("x | string | X.", r#"{"x": null}"#),
        ("x | array of string | X.", r#"{"x": []}"#),
        ("x | any | X.", r#"{"x": [1, "a"]}"#),
        ("x | string | A comma-separated list.", r#"{"x": "a,b"}"#),
    ] {
        let parsed = parse("", &page(&[("POST /widgets", row, &[example])]));
        assert_eq!(warnings(&parsed), Vec::<&str>::new(), "{}", remarks(&parsed));
    }
}

#[test]
fn a_conflict_names_both_places() {
    let text = page(&[
        ("POST /widgets", "x | object | X.", &[r#"{"x": [1]}"#]),
        ("PUT /widgets", "x | object | X.", &["[1]"]),
    ]);
    insta::assert_snapshot!("conflict", remarks(&parse("", &text)));
}

#[test]
fn a_patched_type_is_compared_as_well() {
    let patch = "[[patch]]\nendpoint = \"*\"\nfield = \"x\"\nset = { type = \"int\" }\nreason = \"r\"\n";
    let parsed = parse(patch, &page(&[("POST /widgets", "x | object | X.", &[r#"{"x": "t"}"#])]));
    assert_eq!(warnings(&parsed), ["DW0308"]);
    assert!(remarks(&parsed).contains("api.toml says that `x` is an integer, but an example sends a string"));
}

/// A page that is flawed in its structure is reported, and the suggested patch mends it.
fn check_flaw(name: &str, code: Code, text: &str, mended: &str) {
    let parsed = parse("", text);
    insta::assert_snapshot!(name, remarks(&parsed));
    let patched = parse(&suggestion(&parsed, code), text);
    assert_eq!(warnings(&patched), Vec::<&str>::new(), "{}", remarks(&patched));
    let api = patched.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&patched)));
    assert_eq!(types(api), mended);
}

#[test]
fn a_row_that_lost_its_name_is_found() {
    let endpoints: &[(&str, &str, &[&str])] = &[(
        "POST /widgets",
        "Contact | object | C.",
        &[r#"{"Contact": {"email": "e", "phone": "p", "fax": "f"}}"#],
    )];
    let text = page(endpoints) + OBJECTS + "| String | The number of the fax. | |\n";
    check_flaw(
        "shifted",
        Code::ShiftedRow,
        &text,
        "POST /widgets  Contact: Contact\nContact { email: String, phone: String, fax: String }\n",
    );
}

#[test]
fn an_object_that_is_described_and_sent_but_not_listed_is_found() {
    let endpoints: &[(&str, &str, &[&str])] =
        &[("POST /widgets", "size | integer | S.", &[r#"{"size": 1, "Contact": {"email": "e"}}"#])];
    check_flaw(
        "unlisted",
        Code::UnlistedParameter,
        &(page(endpoints) + OBJECTS),
        "POST /widgets  size: Integer, Contact: Contact\nContact { email: String, phone: String }\n",
    );
}

#[test]
fn an_object_under_another_title_is_found() {
    let endpoints: &[(&str, &str, &[&str])] = &[("POST /widgets", "main_contact | object | C.", &[])];
    check_flaw(
        "other_title",
        Code::OtherTitle,
        &(page(endpoints) + OBJECTS),
        "POST /widgets  main_contact: Contact\nContact { email: String, phone: String }\n",
    );
}

#[test]
fn where_two_objects_could_be_meant_none_is_suggested() {
    let endpoints: &[(&str, &str, &[&str])] = &[("POST /widgets", "a | object | A.\nb | object | B.", &[])];
    assert_eq!(warnings(&parse("", &(page(endpoints) + OBJECTS))), ["DW0304"]);
    // A row without a type is no object for certain.
    let endpoints: &[(&str, &str, &[&str])] = &[("POST /widgets", "a | | A.", &[])];
    assert_eq!(warnings(&parse("", &(page(endpoints) + OBJECTS))), ["DW0302", "DW0304"]);
}

#[test]
fn a_description_of_another_type_is_noted() {
    let rows = "flag | string | If true, all are sent.\nlevel | integer | True or false.\nok | boolean | If true.\n\
         text | string | Sent as is.\ntruth | string | Whether if trueness matters.";
    insta::assert_snapshot!("doubtful", remarks(&parse("", &page(&[("GET /widgets", rows, &[])]))));
}

#[test]
fn patterns_that_refuse_the_documents_own_values_are_doubtful() {
    let rows = "a | string | A. **Pattern**: `^[a-z]+$`\nb | string | B. **Pattern**: `^[a-z]+$`\n\
         c | string | C. **Pattern**: `(unclosed`\nd | string | D. **Pattern**: `^x` **Default**: y\n\
         e | string | E. **Pattern**: `b`";
    let rows = rows.replace(" **", "<br>**");
    let text = page(&[("POST /widgets", &rows, &[r#"{"a": "A1", "b": "ok", "e": "abc"}"#])]);
    let parsed = parse("", &text);
    insta::assert_snapshot!("patterns", remarks(&parsed));
    let api = parsed.api.expect("a model");
    let fields = api.endpoints[0].parameters.iter().map(|parameter| &parameter.field);
    let doubtful: Vec<&str> = fields
        .filter(|field| field.constraints.pattern_is_doubtful)
        .map(|field| field.wire_name.as_str())
        .collect();
    assert_eq!(doubtful, ["a", "c", "d"]);
}

#[test]
fn strange_examples_are_no_trouble() {
    let deep = format!("{{\"x\": {}1{}}}", "{\"a\": ".repeat(100), "}".repeat(100));
    let deeper = format!("{{\"x\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    for example in [
        "{}",
        "[]",
        "1",
        "null",
        r#"{"x": 1, "x": "a", "x": null}"#,
        r#"{"x": {"": 1, "é": 2, "a\"b": 3}}"#,
        &deep,
        &deeper,
    ] {
        let parsed = parse("", &page(&[("POST /widgets", "x | object | X.", &[example])]));
        assert!(parsed.api.is_some(), "{example}: {}", remarks(&parsed));
    }
}

/// The documents of an API, with its `api.toml` changed.
fn real(api: &str, change: impl Fn(String) -> String) -> Parsed {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(api);
    read_api(&|name| {
        let text = std::fs::read_to_string(folder.join(name))?;
        Ok(if name == "api.toml" { change(text) } else { text }.into_bytes())
    })
}

/// The file without the patches that hold all of these words.
fn without(config: &str, words: &[&str]) -> String {
    let mut parts = config.split("\n[[").map(str::to_owned);
    let first = parts.next().unwrap_or_default();
    let kept =
        parts.filter(|part| !(part.starts_with("patch]]") && words.iter().all(|word| part.contains(word))));
    kept.fold(first, |all, part| all + "\n[[" + &part)
}

fn field<'a>(api: &'a Api, endpoint: &str, name: &str) -> &'a Field {
    let mut endpoints = api.endpoints.iter();
    let found = endpoints.find(|found| format!("{} {}", found.method, found.path) == endpoint);
    let parameters = &found.unwrap_or_else(|| panic!("no {endpoint}")).parameters;
    let field = parameters.iter().map(|parameter| &parameter.field);
    field.into_iter().find(|field| field.wire_name.as_str() == name).unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn the_accounts_document_shows_types_in_its_examples() {
    let parsed = real("acronis", |config| config);
    let api = parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&parsed)));
    let brand = api.endpoints.iter().find(|found| {
        found.method.as_str() == "PUT" && found.path.to_string() == "/tenants/{tenant_id}/brand"
    });
    let brand = brand.expect("the endpoint of brands");
    let shown: Vec<&str> = brand
        .parameters
        .iter()
        .filter(|parameter| parameter.field.evidence == Evidence::Example)
        .map(|parameter| parameter.field.wire_name.as_str())
        .collect();
    assert_eq!(shown.len(), 30);
    assert_eq!((shown[0], shown[29]), ("smtp_encryption", "router_url"));
    for (endpoint, name, expected) in [
        ("POST /tenants", "contact", "TenantContact"),
        ("PUT /tenants/{tenant_id}", "contact", "TenantContact"),
        ("POST /users", "contact", "UserContact"),
        ("PUT /users/{user_id}", "contact", "UserContact"),
        ("POST /tenants", "settings", "TenantSettings"),
        ("PUT /tenants/usages", "items", "[UsageItem]"),
        ("PUT /tenants/{tenant_id}/offering_items/pricing", "items", "[PricingItem]"),
        ("PUT /users/{user_id}/access_policies", "items", "[AccessPolicyItem]"),
        ("PUT /tenants/{tenant_id}/offering_items", "offering_items", "[OfferingItem]"),
        ("POST /reports", "parameters", "ReportParameters"),
        ("PUT /reports/{report_id}", "parameters", "ReportParameters"),
        ("POST /reports", "schedule", "ReportSchedule"),
        ("PUT /tenants/{tenant_id}/pricing", "currency", "String"),
        // Free by their words.
        ("POST /clients", "data", "Object"),
        ("PUT /clients/{client_id}", "data", "Object"),
        // In no example.
        ("POST /tenants", "update_lock", "Object"),
        ("PUT /tenants/{tenant_id}", "update_lock", "Object"),
        ("POST /tenants", "company_billing_contact", "Object"),
        ("PUT /users/{user_id}/access_policies", "paging", "Object"),
        ("PUT /reports/{report_id}", "schedule", "Object"),
        // Any, in so many words.
        ("POST /infra", "backend_type", "Any"),
        ("PUT /tenants/{tenant_id}", "brand_id", "Any"),
        ("PUT /tenants/{tenant_id}", "customer_id", "Any"),
    ] {
        assert_eq!(show(&field(api, endpoint, name).value_type), expected, "{endpoint} {name}");
    }
    assert!(field(api, "PUT /tenants/{tenant_id}/pricing", "currency").nullable);
    assert!(field(api, "POST /idp/token", "scope").constraints.pattern_is_doubtful);
    let types = types(api);
    for expected in [
        "ReportParametersPeriod { start: String (example), end: String (example) }",
        "OfferingItemQuota { value: Integer (example), overage: Integer (example), version: Integer (example) }",
        "deleted_at: Any? (example)",
        "price: String (example)",
    ] {
        assert!(types.contains(expected), "{expected}\n{types}");
    }
    assert_eq!(warnings(&parsed), Vec::<&str>::new(), "{}", remarks(&parsed));
}

#[test]
fn the_contacts_of_the_users_page_are_the_described_ones() {
    let parsed = real("ahsay", |config| config);
    let api = parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&parsed)));
    for endpoint in ["POST /obs/api/json/UpdateUserProfile.do", "POST /obs/api/json/2/UpdateUser.do"] {
        for name in ["Contact", "OldContact", "NewContact"] {
            assert_eq!(show(&field(api, endpoint, name).value_type), "[Contact]", "{endpoint} {name}");
        }
    }
    assert!(!types(api).contains("(example)"), "every key of its examples is listed:\n{}", types(api));
    assert_eq!(warnings(&parsed), Vec::<&str>::new(), "{}", remarks(&parsed));
}

#[test]
fn each_flaw_of_the_users_page_is_found_and_its_suggested_patch_mends_it() {
    for (words, code, suggested) in [
        (["endpoint", "\"QuotaList\""], Code::TypeConflict, "set = { type = \"List<QuotaList>\" }"),
        (["UserSuspendSettings", "\"Date\""], Code::TypeConflict, "set = { type = \"Integer\" }"),
        (
            ["Contact", "\"Email\""],
            Code::ShiftedRow,
            "set = { name = \"Email\", type = \"String\", description = \"Contact email address.\" }",
        ),
        (
            ["add", "\"UserSuspendSettings\""],
            Code::UnlistedParameter,
            "endpoint = \"*\"\nadd = { name = \"UserSuspendSettings\", type = \"UserSuspendSettings\" }",
        ),
        (["\"SecuritySettings\"", "SystemSettings"], Code::OtherTitle, "set = { type = \"SystemSettings\" }"),
    ] {
        let parsed = real("ahsay", |config| without(&config, &words));
        assert_eq!(warnings(&parsed), [code.entry().number], "{}", remarks(&parsed));
        let patch = suggestion(&parsed, code);
        assert!(patch.contains(suggested), "{patch}");
        // Before the others, which may build on it.
        let mended = real("ahsay", |config| {
            without(&config, &words).replacen("\n[[patch]]", &format!("\n{patch}\n\n[[patch]]"), 1)
        });
        assert_eq!(warnings(&mended), Vec::<&str>::new(), "{}", remarks(&mended));
    }
}
