//! What readers are told: nothing that a document says is dropped in silence, each mistake is shown where it was
//! made, with the word that was probably meant, and no input takes longer than its size allows.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_model::{Api, SessionValue};
use docwright_parser::{Parsed, diagnostics::render, read_api};
use std::fmt::Write;
use std::io::{Error, ErrorKind};

const CONFIG: &str =
    "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n[[documents]]\nfile = \"p.md\"\n";
const PAGE: &str = "# T\n\n## POST /a/b\n\nDoes it.\n\n| Name | Type | Description |\n|---|---|---|\n| user | string | Who. |\n";
const TABLE: &str = "| Name | Type | Description |\n|---|---|---|\n";

fn parse(config: &str, page: &str) -> Parsed {
    read_api(&|name| match name {
        "api.toml" => Ok(config.into()),
        "p.md" => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn remarks(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

/// What is remarked about an `api.toml` that goes on like this.
fn config(more: &str) -> String {
    remarks(&parse(&format!("{CONFIG}{more}"), PAGE))
}

fn configs(cases: &[&str]) -> String {
    cases.iter().fold(String::new(), |mut shown, case| {
        let _ = writeln!(shown, "{}\n", config(case));
        shown
    })
}

/// What is read from a page, and what is remarked about it.
fn page(page: &str) -> (Api, String) {
    let parsed = parse(CONFIG, page);
    let remarks = remarks(&parsed);
    (parsed.api.unwrap_or_else(|| panic!("{remarks}")), remarks)
}

#[test]
fn names_that_emitted_code_has_a_use_for_are_refused() {
    let named = |name: &str| remarks(&parse(&CONFIG.replace("\"x\"", &format!("\"{name}\"")), PAGE));
    for name in [
        "aux",
        "blocking",
        "com1",
        "core",
        "crate",
        "default",
        "docwright_runtime",
        "lpt9",
        "nul",
        "runtime",
        "self",
        "std",
        "super",
        "testing",
    ] {
        let shown = named(name);
        assert!(shown.starts_with(&format!("error[DW0502]: `{name}` cannot name a module")), "{shown}");
    }
    assert_eq!(named("runtimes"), "");
    let shown = named(&"x".repeat(65));
    assert!(shown.starts_with("error[DW0502]: a name of 65 bytes cannot name a module"), "{shown}");
    assert_eq!(named(&"x".repeat(64)), "");
    let shown = config("[names.endpoints]\n\"POST /a/b\" = \"__\"\n");
    assert!(shown.starts_with("error[DW0204]: `__` makes no Rust identifier"), "{shown}");
}

#[test]
fn names_that_rust_does_not_write_so_are_refused() {
    let page = format!("{PAGE}\n## Objects\n\n### Size\n\n{TABLE}| size | Size | How large. |\n");
    let check = |table: &str, key: &str, name: &str, better: Option<&str>| {
        let shown = remarks(&parse(&format!("{CONFIG}[names.{table}]\n{key:?} = {name:?}\n"), &page));
        let Some(better) = better else { return assert_eq!(shown, "", "{name}") };
        assert!(
            shown.starts_with(&format!("error[DW0204]: Rust does not write such a name as `{name}`")),
            "{shown}"
        );
        assert!(shown.contains("--> api.toml:") && shown.contains(better), "{shown}");
        assert_eq!(shown.matches("[DW").count(), 1, "{shown}");
    };
    for (name, better) in [
        ("bool", "write it in Rust's form: `Bool`"),
        ("usize", "`Usize`"),
        ("r_size", "`RSize`"),
        ("R_Size", "`RSize`"),
        ("Extent_2", "`Extent2`"),
        // A parameter could have the same name.
        ("大小", "`Type大小`"),
    ] {
        check("types", "Size", name, Some(better));
    }
    for name in ["Extent", "Extent2", "V1_2", "_Size", "Type大小"] {
        check("types", "Size", name, None);
    }
    for (name, better) in
        [("getB", "`get_b`"), ("GetB", "`get_b`"), ("get__b", "`get_b`"), ("GÖSSE", "`gösse`")]
    {
        check("endpoints", "POST /a/b", name, Some(better));
        check("fields", "size", name, Some(better));
    }
    for name in ["get_b", "_get_b", "b2", "größe", "大小"] {
        check("endpoints", "POST /a/b", name, None);
        check("fields", "size", name, None);
    }
}

#[test]
fn no_endpoint_is_called_as_a_method_that_clients_have() {
    for name in ["builder", "call", "clone", "into", "login", "logout", "try_into"] {
        let named = format!("{CONFIG}[names.endpoints]\n\"POST /a/b\" = \"{name}\"\n");
        let (parsed, expected) = (parse(&named, PAGE), format!("{name}_endpoint"));
        assert_eq!(remarks(&parsed), "");
        assert_eq!(parsed.api.unwrap().endpoints[0].rust_name.as_str(), expected);
    }
}

#[test]
fn names_that_are_too_long_for_files_are_refused() {
    let named = |name: &str| config(&format!("[names.endpoints]\n\"POST /a/b\" = \"{name}\"\n"));
    assert_eq!(named(&"x".repeat(200)), "");
    let shown = named(&"x".repeat(201));
    assert!(shown.starts_with("error[DW0204]: a name of 201 bytes is too long for Rust's tools"), "{shown}");
    assert!(shown.contains("--> p.md:3:4"), "{shown}");
    // The type of its call has capitals, each of which takes six bytes instead of two.
    let shown = named(&"\u{390}_".repeat(40));
    assert!(shown.starts_with("error[DW0204]: a name of 240 bytes"), "{shown}");
}

/// A call whose parameters are these rows, in a JSON body.
fn with_body(api_toml: &str, rows: &str) -> String {
    let page = format!(
        "# T\n\n## POST /a/{{id}}\n\n### Path parameters\n\n{TABLE}| `id` | String | (Required) Whose. |\n\n### Request body\n\n**Media type**: application/json\n\n\
         | Name | Type | Description |\n|---|---|---|\n{rows}"
    );
    remarks(&parse(&format!("{CONFIG}{api_toml}"), &page))
}

#[test]
fn required_and_optional_fields_of_a_body_share_its_structure() {
    let rows = "| `user-name` | String | (Required) One. |\n| `user_name` | String | (Optional) Another. |\n";
    let shown = with_body("", rows);
    assert!(shown.contains("error[DW0203]: two items would be called `user_name`"), "{shown}");
    assert!(shown.contains("--> p.md:18:1") && shown.contains("17 | | `user-name`"), "{shown}");
    assert_eq!(with_body("[names.fields]\nuser-name = \"user\"\n", rows), "");
    // Neither has an argument of the path anything to do with the body, nor one of another call.
    let shown = with_body("", "| `id` | String | (Optional) Another. |\n");
    assert_eq!(shown, "");
}

#[test]
fn calls_whose_types_would_have_one_name_are_reported() {
    let page = "# T\n\n## Get pet 2\n\n### GET /a\n\nOne.\n\n## Other\n\n### GET /b\n\nAnother.\n";
    let named = |one: &str, other: &str| {
        let names = format!("[names.endpoints]\n\"GET /a\" = \"{one}\"\n\"GET /b\" = \"{other}\"\n");
        remarks(&parse(&format!("{CONFIG}{names}"), page))
    };
    let shown = named("get_pet_2", "get_pet2");
    assert!(shown.starts_with("error[DW0203]: two items would be called `GetPet2`"), "{shown}");
    // The constants that describe them are `STRASSE`, both of them.
    let shown = named("straße", "strasse");
    assert!(shown.starts_with("error[DW0203]: two items would be called `Strasse`"), "{shown}");
    assert_eq!(named("get_pets", "getpets"), "");
}

/// A page whose parameter has these values.
fn with_values(values: &str) -> String {
    format!(
        "# T\n\n## GET /a\n\n### Query parameters\n\n| Name | Type | Description |\n|---|---|---|\n| `op` | String | One of {values}. |\n"
    )
}

#[test]
fn operators_have_names_in_rust() {
    let (api, remarks) = page(&with_values("`<`, `<=`, `>`, `>=`, `=`, `!=`"));
    assert_eq!(remarks, "");
    let docwright_model::Definition::Enumeration { values, .. } = &api.types[0].definition else { panic!() };
    let names: Vec<&str> = values.iter().map(|value| value.rust_name.as_str()).collect();
    assert_eq!(names, ["LessThan", "LessOrEqual", "GreaterThan", "GreaterOrEqual", "Equal", "NotEqual"]);
}

#[test]
fn no_value_is_called_as_a_method_of_every_enumeration_is() {
    let text = with_values("`a`, `b`");
    let named = page(&text).0.types.remove(0).name;
    let renamed = |name: &str| {
        let parsed = parse(&format!("{CONFIG}[names.values]\n\"{named}.a\" = \"{name}\"\n"), &text);
        (remarks(&parsed), parsed.api)
    };
    for name in ["as_str", "clone", "default", "from", "known", "value"] {
        let (shown, _) = renamed(name);
        assert!(
            shown.starts_with(&format!("error[DW0204]: Rust does not write such a name as `{name}`")),
            "{shown}"
        );
    }
    // Nor as the variant that every enumeration has.
    let docwright_model::Definition::Enumeration { values, .. } =
        &renamed("Unknown").1.unwrap().types[0].definition
    else {
        panic!()
    };
    assert_eq!(values[0].rust_name.as_str(), "UnknownValue");
}

#[test]
fn what_has_no_name_in_rust_is_said_once_and_told_all_the_same() {
    let parsed = parse(CONFIG, &format!("{}\n## GET /a-b\n\n## GET /a_b\n", with_values("`%`, `&&`")));
    let shown = remarks(&parsed);
    let count = |code: &str| shown.matches(&format!("error[{code}]")).count();
    // The two values without a letter are not also two items of one name.
    assert_eq!((count("DW0204"), count("DW0203")), (2, 1), "{shown}");
    assert!(parsed.api.is_none());
    let api = parsed.unnamed.unwrap();
    let names: Vec<&str> = api.endpoints.iter().map(|endpoint| endpoint.rust_name.as_str()).collect();
    assert_eq!(names, ["get_a", "get_a_b", "get_a_b_2"]);
    // Where something else is wrong there is no model at all.
    let stale = "[[acknowledge]]\ncode = \"DW0302\"\nreason = \"none\"\n";
    let parsed = parse(&format!("{CONFIG}\n{stale}"), &with_values("`%`, `&&`"));
    assert!(parsed.unnamed.is_none(), "{}", remarks(&parsed));
}

#[test]
fn a_missing_type_is_told_where_the_field_is() {
    let page = "# T\n\n## POST /a/b\n\n### Request body\n\n| Name | Description |\n|---|---|\n| user | Who. |\n\n### Return values\n\n| Name | Description |\n|---|---|\n| done | When. |\n";
    let shown = remarks(&parse(CONFIG, page));
    let lines: Vec<&str> = shown.lines().map(str::trim_start).collect();
    let lines = lines.join("\n");
    for (name, owner) in [("user", "endpoint = \"POST /a/b\""), ("done", "type = \"post_a_bResponse\"")] {
        let help =
            format!("[[patch]]\n{owner}\nfield = \"{name}\"\nset = {{ type = \"…\" }}\nreason = \"…\"");
        assert!(lines.contains(&help), "{shown}");
    }
}

#[test]
fn a_misspelt_key_or_value_is_suggested() {
    insta::assert_snapshot!(configs(&[
        "[vocabulary]\nname_column = [\"Parametre\"]\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { tpye = \"int\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { requirement = \"requierd\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { type = \"Strng\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nremove = true\n",
        "[[credentials]]\nname = 7\nfields = []\n",
        "[[credentials]]\nname = \"a\"\nfields = [\"user\"]\n[[credentials.method]]\nname = \"m\"\narguments = [{ plian = \"u\" }]\nsend = {}\n",
        "[error_envelope]\nstatus = \"S\"\nfailure = { equal = \"x\" }\n",
    ]));
}

#[test]
fn a_patch_that_can_do_nothing_says_why() {
    insta::assert_snapshot!(configs(&[
        "[[patch]]\nendpoint = \"POST /a/c\"\nfield = \"user\"\nremove = true\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"usr\"\nremove = true\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { type = \"string\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { type = \" \" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nset = { type = \"int\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nfield = \"user\"\nset = { response = \"file\", nullable = true }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nadd = { type = \"int\" }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nset = { credentials = [] }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nset = { credentials = 7 }\nreason = \"r\"\n",
        "[[patch]]\nendpoint = \"*\"\nset = { credentials = [\"admin\", \"admin\", \"usr\"] }\nreason = \"r\"\n[[credentials]]\nname = \"admin\"\nfields = [\"user\"]\n[[credentials]]\nname = \"user\"\nfields = [\"user\"]\n",
        "[[patch]]\nendpoint = \"*\"\nset = { credentials = \"admn\" }\nreason = \"r\"\n[[credentials]]\nname = \"admin\"\nfields = [\"user\"]\n",
    ]));
}

#[test]
fn an_entry_that_says_of_no_endpoint_that_it_reads_is_stale() {
    let reads = |entries: &str| CONFIG.replace("[request]\n", &format!("[request]\nreads = [{entries}]\n"));
    let page = format!("{PAGE}\n## GET /a/c\n\nReads it.\n");
    let parsed = parse(&reads("\"POST /a/*\""), &page);
    let read: Vec<bool> =
        parsed.api.iter().flat_map(|api| &api.endpoints).map(|endpoint| endpoint.reads).collect();
    assert_eq!(read, [true, false], "{}", remarks(&parsed));
    insta::assert_snapshot!(
        ["\"POST /b/*\"", "\"GET*\"", "\"*\", \"POST /a/b\"", "\"PSOT /a/b\""]
            .map(|entries| remarks(&parse(&reads(entries), &page)))
            .join("\n\n")
    );
}

#[test]
fn credentials_that_cannot_be_sent_are_shown() {
    let set = "[[credentials]]\nname = \"admin\"\nfields = [\"user\"]\n[[credentials.method]]\n";
    let method = |rest: &str| format!("{set}{rest}");
    insta::assert_snapshot!(configs(&[
        "[[credentials]]\nname = \"admin\"\nfields = [\"usr\"]\n",
        "[[credentials]]\nname = \"\"\nfields = [\"user\"]\nheader = \"X {bad}\"\n",
        &method("name = \"m\"\narguments = [\"a\"]\nsend = { usr = \"{a}\" }\n"),
        &method("name = \"m\"\narguments = [\"name\"]\nsend = { user = \"{nmae}\" }\n"),
        &method("name = \"m\"\narguments = [\"a\"]\nsend = { user = \"{\" }\n"),
        &method("name = \"build\"\narguments = [\"a\", \"a\"]\nsend = { user = \"{a}\" }\n"),
    ]));
}

#[test]
fn a_session_that_cannot_be_opened_says_why() {
    let page = "# T\n\n## StartIt: Start\n\n- Endpoint: `POST /start`\n\n| Name | Type | Description |\n|---|---|---|\n\
                | user | string | Who. |\n| word | string | What. |\n\n\
                ## POST /other\n\nDoes it.\n\n| Name | Type | Description |\n|---|---|---|\n| id | string | Which. |\n\n\
                ## POST /asks\n\nDoes it.\n\n| Name | Type | Description |\n|---|---|---|\n\
                | user | string | Who. |\n| word | string | What. |\n| id | string | Which. |\n";
    let session = |session: &str| {
        let set = "[[credentials]]\nname = \"admin\"\nfields = [\"user\", \"word\"]\n";
        let config = CONFIG.replace("[request]\n", "[request]\nunmarked = \"required\"\n");
        parse(&format!("{config}{set}session = {{ {session} }}\n"), page)
    };
    let good = session(
        "login = \"StartIt\", logout = \"POST /start\", key = \"a.b\", send = { user = \"{user}\", word = \"{key}\" }",
    );
    let api = good.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(&good)));
    let shown = api.credential_sets.first().and_then(|set| set.session.as_ref()).expect("a session");
    assert_eq!((shown.login.as_str(), shown.logout.as_deref()), ("POST /start", Some("POST /start")));
    let values: Vec<&SessionValue> = shown.send.iter().map(|sent| &sent.value).collect();
    assert_eq!(values, [&SessionValue::Kept, &SessionValue::Key]);
    insta::assert_snapshot!(
        [
            "login = \"StratIt\", key = \"a\", send = { word = \"{key}\" }",
            "login = \"StartIt\", logout = \"POST /other\", key = \"a\", send = { word = \"{key}\" }",
            "login = \"POST /asks\", key = \"a\", send = { word = \"{key}\" }",
            "login = \"StartIt\", key = \"a..b\", send = { word = \"{key}\" }",
            "login = \"StartIt\", key = \"a\", send = { wrod = \"{key}\" }",
            "login = \"StartIt\", key = \"a\", send = { user = \"{word}\", word = \"{key}\" }",
            "login = \"StartIt\", key = \"a\", send = { user = \"{usr}\", word = \"{key}\" }",
            "login = \"StartIt\", key = \"a\", send = { word = \"key\" }",
            "key = \"a\", send = {}",
        ]
        .map(|text| remarks(&session(text)))
        .join("\n\n")
    );
}

#[test]
fn where_pages_hold_their_list_is_said_of_pages() {
    let cursor = "| after | string | The cursor, `paging.next` of the page before. |\n";
    let list = format!("# T\n\n## GET /a/b\n\nLists.\n\n{TABLE}{cursor}");
    let with = |items: &str, page: &str| parse(&format!("{CONFIG}[pagination]\nitems = \"{items}\"\n"), page);
    let found = with("found.things", &list);
    let pages =
        found.api.iter().flat_map(|api| &api.endpoints).find_map(|endpoint| endpoint.pagination.clone());
    assert_eq!(pages.and_then(|pages| pages.items).as_deref(), Some("found.things"), "{}", remarks(&found));
    insta::assert_snapshot!(
        [("items", PAGE), (".", &list)].map(|(items, page)| remarks(&with(items, page))).join("\n\n")
    );
}

#[test]
fn a_word_for_secrets_that_no_name_ends_in_is_stale() {
    let with =
        |words: &str| remarks(&parse(&format!("{CONFIG}[vocabulary]\nsecrets = [\"{words}\"]\n"), PAGE));
    assert_eq!(with("User"), "");
    insta::assert_snapshot!(with("use"));
}

#[test]
fn an_acknowledgement_names_a_warning_and_its_place() {
    let untyped = PAGE.replace("| string |", "| |");
    let acknowledge =
        |entry: &str| remarks(&parse(&format!("{CONFIG}[[acknowledge]]\n{entry}reason = \"r\"\n"), &untyped));
    assert_eq!(acknowledge("code = \"DW0302\"\nabout = \"POST /a/b\"\n"), "");
    insta::assert_snapshot!(
        [
            "code = \"DW302\"\n",
            "code = \"DW0201\"\n",
            "code = \"DW0302\"\n",
            "code = \"DW0302\"\nabout = \"POST /a\"\n",
            "code = \"DW0401\"\n",
        ]
        .map(acknowledge)
        .join("\n\n")
    );
}

#[test]
fn a_section_that_lost_its_endpoint_is_reported() {
    let page_text =
        format!("{PAGE}\n## RemoveThing: Remove a thing\n\nRemoves it.\n\n- Endpoint: `POZT /c`\n");
    insta::assert_snapshot!(page(&page_text).1);
}

#[test]
fn a_row_without_a_name_is_reported() {
    insta::assert_snapshot!(page(&format!("{PAGE}| | string | Nobody. |\n")).1);
}

#[test]
fn types_of_elements_that_contradict_are_reported() {
    let rows = "| a | Array of String | x\n**Array type description**:\n**Type**: Integer |\n\
                | b | String | x\n**Array type description**:\n**Type**: String |\n\
                | c | Array | x\n**Array type description**:\n**Type**: Integer |\n";
    insta::assert_snapshot!(page(&format!("# T\n\n## POST /a\n\nDoes it.\n\n{TABLE}{rows}")).1);
}

#[test]
fn a_scheme_described_twice_is_an_error() {
    let scheme = "### Session\n\n#### Headers\n\n| Name | Description |\n|---|---|\n| `Authorization` | x\n**Pattern**: `^Bearer .*$` |\n\n";
    let parsed = parse(CONFIG, &format!("# T\n\n## Security\n\n{scheme}{scheme}## POST /a\n\nDoes it.\n"));
    assert!(parsed.api.is_none());
    insta::assert_snapshot!(remarks(&parsed));
}

#[test]
fn text_beside_facts_is_kept_or_noted() {
    let security = "### Security\n\nThe endpoint does not require authorization. Except on Sundays.\n";
    let examples = "### Examples\n\nINPUT: the first\n\nSee above.\n\n```json\n{}\n```\n";
    let (_, remarks) = page(&format!("{PAGE}\n{security}\n{examples}"));
    insta::assert_snapshot!(remarks);
}

/// The description of the endpoint of a page, which has nothing to be remarked.
fn description(text: &str) -> String {
    let (api, remarks) = page(text);
    assert_eq!(remarks, "");
    let endpoint = api.endpoints.first().expect("an endpoint");
    let aliases: Vec<String> = endpoint.aliases.iter().map(|alias| format!("alias {}", alias.path)).collect();
    format!(
        "{}\n{}\n{}",
        endpoint.summary.as_deref().unwrap_or_default(),
        endpoint.description.as_deref().unwrap_or_default(),
        aliases.join("\n")
    )
}

#[test]
fn what_stands_beside_an_endpoint_line_is_kept() {
    let line = "- Endpoint: `POST /a` _(>= 1.2)_ on weekdays\n- Endpoint: `POST /b`\n- `POST /c` _(\"Old\")_ for now\n- A remark.\n";
    insta::assert_snapshot!(description(&format!("## Add a thing\n\n{line}")));
    insta::assert_snapshot!(description("## AddThing\n\n```\nPOST /a HTTP/1.1\nX-Trace: on\n```\n"));
}

#[test]
fn what_stands_beside_a_field_is_kept() {
    let rows = "| `user` _(Optional)_ of yours | string | Who.\n**Allowed values**:\n- `a` - the first\n- `b` | always | v1 |\n\
                | kind | string | What.\n**Allowed values**: one or two | maybe | |\n";
    let table =
        format!("| Name | Type | Description | Required | Introduced |\n|---|---|---|---|---|\n{rows}");
    let (api, remarks) = page(&format!("# T\n\n## POST /a\n\nDoes it.\n\n{table}"));
    // Neither word says whether a value must be given.
    assert_eq!(remarks.matches("warning[").count(), 2, "{remarks}");
    assert!(
        ["`always`", "`maybe`"].iter().all(|word| remarks.contains(&format!("[DW0403]: {word}"))),
        "{remarks}"
    );
    let parameters = api.endpoints.iter().flat_map(|endpoint| &endpoint.parameters);
    let shown = parameters.fold(String::new(), |mut shown, parameter| {
        let field = &parameter.field;
        let description = field.description.as_deref().unwrap_or_default();
        let _ = writeln!(shown, "{} {:?}\n{description}\n", field.wire_name, field.requirement);
        shown
    });
    insta::assert_snapshot!(shown);
}

#[test]
fn an_object_in_a_shared_section_is_one_object() {
    let objects = format!("### Objects\n\n#### Thing\n\n{TABLE}| id | string | Its id. |\n");
    let shared = format!("## Parameters\n\n{TABLE}| thing | Thing | It. |\n\n{objects}");
    let (api, remarks) = page(&format!("# T\n\n## POST /a\n\nOne.\n\n## POST /b\n\nTwo.\n\n{shared}"));
    assert_eq!(remarks, "");
    assert_eq!(api.types.len(), 1);
}

// What follows once took minutes. How long it takes now is for a benchmark to say; here it must end, and be right.
const MANY: usize = 4_000;

#[test]
fn many_unknown_types_are_each_reported() {
    let rows = (0..MANY).map(|index| format!("| a{index} | Objecd{index} | x |\n"));
    let objects = (0..MANY).map(|index| format!("### Object{index}\n\n{TABLE}| a | string | x |\n\n"));
    let (rows, objects) = (rows.collect::<String>(), objects.collect::<String>());
    let parsed = parse(CONFIG, &format!("## POST /a\n\nx\n\n{TABLE}{rows}\n## Objects\n\n{objects}"));
    assert_eq!(remarks(&parsed).matches("error[DW0301]").count(), MANY);
}

#[test]
fn many_duplicates_are_each_reported() {
    let parsed = parse(CONFIG, &"## POST /a\n\nx\n\n".repeat(MANY));
    assert_eq!(remarks(&parsed).matches("error[DW0202]").count(), MANY - 1);
}

#[test]
fn many_values_are_one_enumeration() {
    let values: Vec<String> = (0..MANY).map(|index| format!("- `v{index}`")).collect();
    let cell = format!("x\n**Allowed values**:\n{}\n", values.join("\n"));
    let (api, _) = page(&format!("# T\n\n## POST /a\n\nx\n\n{TABLE}| kind | string | {cell} |\n"));
    let [kind] = api.types.as_slice() else { panic!("one type") };
    let docwright_model::Definition::Enumeration { values, .. } = &kind.definition else {
        panic!("{kind:?}")
    };
    assert_eq!(values.len(), MANY);
}

#[test]
fn a_cell_of_many_fences_and_a_paragraph_of_many_lines_are_read() {
    let fences = "``` a\n".repeat(MANY * 4);
    let (api, _) = page(&format!("# T\n\n## POST /a\n\nx\n\n{TABLE}| a | string | {fences} |\n"));
    let description = api.endpoints[0].parameters[0].field.description.as_deref().unwrap_or_default();
    assert_eq!(description.matches("``` a").count(), MANY * 4);
    let (api, _) = page(&format!("# T\n\n## POST /a\n\nOne.\n{}", "a word\n".repeat(MANY * 8)));
    let description = api.endpoints[0].description.as_deref().unwrap_or_default();
    assert_eq!(description.lines().count(), MANY * 8);
}

#[test]
fn a_link_to_a_document_that_is_listed_is_not_said_to_lead_elsewhere() {
    let list =
        format!("# T\n\n## GET /a\n\nOne.\n\n### Query parameters\n\n{TABLE}| b | [Thing](get.md) | B. |\n");
    let config = format!("{CONFIG}[[documents]]\nfile = \"get.md\"\n");
    let parsed = docwright_parser::read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        "get.md" => Ok(b"# T\n\n## GET /a/{id}\n\nTwo.\n".to_vec()),
        _ => Ok(list.clone().into_bytes()),
    });
    let shown = remarks(&parsed);
    assert!(shown.contains("note[DW0303]: `Thing` is not described in `get.md`"), "{shown}");
    assert!(!shown.contains("add the page"), "{shown}");
}
