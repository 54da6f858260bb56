//! What the sentences of a page state: what is certain becomes a fact with the place it comes from, what is only
//! likely stays in the description and is noted, and prose is left alone.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use docwright_model::{
    Api, Definition, Endpoint, EnumerationValue, Evidence, Fact, Field, NamedType, Requirement, Type,
};
use docwright_parser::{Parsed, diagnostics::Code, read_api};
use std::io::{Error, ErrorKind};

const CONFIG: &str =
    "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n[[documents]]\nfile = \"p.md\"\n";
const TABLE: &str = "| Name | Type | Description |\n|---|---|---|\n";

/// A page about one endpoint, its table, and what is noted about its sentences.
struct Page {
    text: String,
    api: Api,
    notes: Vec<String>,
    help: Vec<String>,
}

/// Reads an endpoint whose table has these rows.
fn page(rows: &[&str]) -> Page {
    configured("", rows)
}

fn configured(more: &str, rows: &[&str]) -> Page {
    document(more, &format!("# T\n\n## POST /a\n\nx\n\n{TABLE}{}\n", rows.join("\n")))
}

fn document(more: &str, text: &str) -> Page {
    let Parsed { api, diagnostics, .. } = read_api(&|name| match name {
        "api.toml" => Ok(format!("{CONFIG}{more}").into()),
        "p.md" => Ok(text.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    let notes = || diagnostics.iter().filter(|remark| remark.code == Code::LikelyFact);
    Page {
        text: text.to_owned(),
        notes: notes().map(|note| note.message.clone()).collect(),
        help: notes().map(|note| note.help.clone()).collect(),
        api: api.unwrap_or_else(|| panic!("{:?}", diagnostics.iter().collect::<Vec<_>>())),
    }
}

impl Page {
    fn field(&self, name: &str) -> &Field {
        field(&self.api.endpoints[0], name)
    }

    /// The enumeration of a field, and how its values are known.
    fn enumeration(&self, name: &str) -> (&NamedType, Vec<&str>) {
        let found = enumeration(&self.api, self.field(name)).unwrap_or_else(|| panic!("{name}"));
        (found, values(found).iter().map(|value| value.value.as_str()).collect())
    }

    /// The text that a fact of a field is known by.
    fn known_by(&self, name: &str, fact: Fact) -> &str {
        let origin = self.field(name).origins.of(fact).unwrap_or_else(|| panic!("{name} has no {fact:?}"));
        assert_eq!(origin.evidence, Evidence::Prose);
        let span = origin.source.span;
        self.text.get(span.start..span.end).expect("a place in the page")
    }

    fn no_notes(&self) {
        assert_eq!(self.notes, [""; 0]);
    }
}

fn field<'a>(endpoint: &'a Endpoint, name: &str) -> &'a Field {
    let mut fields = endpoint.parameters.iter().map(|parameter| &parameter.field);
    fields.find(|field| field.wire_name.as_str() == name).unwrap_or_else(|| panic!("no {name}"))
}

fn enumeration<'a>(api: &'a Api, field: &Field) -> Option<&'a NamedType> {
    let name = field.value_type.names().first().copied().unwrap_or_default();
    let found = api.types.iter().find(|found| found.name == name);
    found.filter(|found| matches!(found.definition, Definition::Enumeration { .. }))
}

fn values(found: &NamedType) -> &[EnumerationValue] {
    match &found.definition {
        Definition::Enumeration { values, .. } => values,
        other => panic!("{other:?}"),
    }
}

#[test]
fn values_in_a_sentence_are_an_enumeration_known_by_it() {
    let page = page(&[
        "| kind | string | What it is. Either SMALL or LARGE. |",
        "| level | int | One of 0, 1 or 2. |",
        "| parts | Array of String | Must be `a` or `b`. |",
        "| keep | string | \"Y\" or \"N\" to keep it. |",
    ]);
    for (name, expected) in [
        ("kind", &["SMALL", "LARGE"][..]),
        ("level", &["0", "1", "2"]),
        ("parts", &["a", "b"]),
        ("keep", &["Y", "N"]),
    ] {
        let (found, values) = page.enumeration(name);
        assert_eq!((found.evidence, values.as_slice()), (Evidence::Prose, expected));
        assert_eq!(found.origins.of(Fact::Values), page.field(name).origins.of(Fact::Values));
    }
    assert_eq!(page.known_by("kind", Fact::Values), "What it is. Either SMALL or LARGE.");
    assert_eq!(page.field("kind").description.as_deref(), Some("What it is. Either SMALL or LARGE."));
    page.no_notes();
}

#[test]
fn values_that_a_table_states_are_not_changed() {
    let page = page(&[
        "| kind | string | Either A or B.\n**Allowed values**:\n- `A`\n- `B` |",
        "| mode | string | Either A or C.\n**Allowed values**:\n- `A`\n- `B` |",
    ]);
    assert_eq!(page.enumeration("kind").0.evidence, Evidence::Stated);
    assert_eq!(page.enumeration("mode").1, ["A", "B"]);
    assert_eq!(page.notes, ["`mode` has other documented values than a sentence lists: “Either A or C.”"]);
}

#[test]
fn values_say_what_the_description_says_of_them() {
    let page = page(&[
        "| status | int | A filter.\n1 - active\n0 - not active |",
        "| lod | string | One of these values:\n- `basic` — names only\n- `full` — everything |",
        "| size | string | The size.\n**Allowed values**:\n- `s` - small\n- `l` - large |",
        "| kind | string | The kind.\n- `a`, `b` are alike\n- `a` is first\n**Allowed values**:\n- `a`\n- `b`\n- `c` |",
    ]);
    let meanings = |name: &str| -> Vec<Option<&str>> {
        values(page.enumeration(name).0).iter().map(|value| value.description.as_deref()).collect()
    };
    assert_eq!(page.enumeration("status").1, ["1", "0"]);
    assert_eq!(meanings("status"), [Some("active"), Some("not active")]);
    assert_eq!(meanings("lod"), [Some("names only"), Some("everything")]);
    assert_eq!(
        meanings("kind"),
        [Some("`a`, `b` are alike\n\n`a` is first"), Some("`a`, `b` are alike"), None]
    );
    // The words stay where they were.
    assert!(page.field("status").description.as_deref().is_some_and(|text| text.ends_with("0 - not active")));
    page.no_notes();
}

#[test]
fn one_name_makes_one_type_of_the_same_values() {
    let rows = ["| append_it | string | Y or N |", "| change_it | string | Y or N |"];
    let page = configured(
        "[names.types]\nAppendIt = \"YesNo\"\nChangeIt = \"YesNo\"\n[names.values]\n\"AppendIt.Y\" = \"Yes\"\n",
        &rows,
    );
    let [only] = page.api.types.as_slice() else { panic!("{:?}", page.api.types) };
    assert_eq!(only.rust_name.as_str(), "YesNo");
    assert_eq!(values(only)[0].rust_name.as_str(), "Yes");
    assert_eq!(only.description.as_deref(), Some("The values of `append_it`, `change_it`."));
    assert_eq!(page.field("append_it").value_type, page.field("change_it").value_type);
}

#[test]
fn a_default_in_a_sentence_is_one_of_its_type() {
    let page = page(&[
        "| on | boolean | Whether. Default value is \"False\". |",
        "| size | int | How many. Defaults to 10 if not specified. |",
        "| kind | string | Either A or B. Default to A if omitted. |",
    ]);
    for (name, default) in [("on", "false"), ("size", "10"), ("kind", "A")] {
        assert_eq!(page.field(name).default.as_deref(), Some(default));
    }
    assert_eq!(page.known_by("on", Fact::Default), "Whether. Default value is \"False\".");
    page.no_notes();
}

#[test]
fn a_default_that_is_doubtful_is_noted() {
    let page = page(&[
        "| size | int | Defaults to `all`. |",
        "| sort | string | Defaults to ascending. |",
        "| a | int | Default value is 5.\n**Default**: 6 |",
        "| b | int | Default value is 5.\n**Default**: 5 |",
    ]);
    assert_eq!(
        page.notes,
        [
            "`size` seems to have a default: “Defaults to `all`.”",
            "`sort` seems to have a default: “Defaults to ascending.”",
            "`a` has another documented default than a sentence names: “Default value is 5.”",
        ]
    );
    assert!(page.help[1].contains(
        "[[patch]]\nendpoint = \"POST /a\"\nfield = \"sort\"\nset = { default = \"ascending\" }\nreason = \"…\""
    ));
    assert_eq!(page.field("size").default, None);
    assert_eq!(page.field("a").default.as_deref(), Some("6"));
    assert_eq!(
        page.field("b").origins.of(Fact::Default).map(|origin| origin.evidence),
        Some(Evidence::Stated)
    );
}

#[test]
fn a_limit_is_one_of_what_the_type_can_have() {
    let page = page(&[
        "| ids | string | A comma-separated list. Maximum of 100 UUIDs. |",
        "| tags | Array of String | At least 2 tags. |",
        "| name | string | Must be no more than 64 characters. |",
        "| size | int | Maximum is 50. |",
        "| level | int | Must be between 1 and 5. |",
    ]);
    assert_eq!(page.field("ids").constraints.max_items, Some(100));
    assert_eq!(page.field("tags").constraints.min_items, Some(2));
    assert_eq!(page.field("name").constraints.max_length, Some(64));
    assert_eq!(page.field("size").constraints.maximum.as_deref(), Some("50"));
    assert_eq!(page.known_by("size", Fact::Constraint), "Maximum is 50.");
    let level = &page.field("level").constraints;
    assert_eq!((level.minimum.as_deref(), level.maximum.as_deref()), (Some("1"), Some("5")));
    page.no_notes();
}

#[test]
fn a_limit_that_is_doubtful_is_noted() {
    let page = page(&[
        "| ttl | int | Seconds. Should be less than or equal to one year. |",
        "| quota | int | Fixed at 10. |",
        "| disk | int | Maximum of 5 GB. |",
        "| name | string | Maximum of 5 characters.\n**Max length**: 6 |",
        "| seed | int | How much seed, between 10 and 2000. |",
    ]);
    assert_eq!(
        page.notes,
        [
            "`ttl` seems to be limited: “Should be less than or equal to one year.”",
            "`quota` seems to be limited: “Fixed at 10.”",
            "`disk` seems to be limited: “Maximum of 5 GB.”",
            "`name` has another documented limit than a sentence names: “Maximum of 5 characters.”",
            "`seed` seems to be limited: “How much seed, between 10 and 2000.”",
        ]
    );
    assert!(page.help[1].contains("set = { minimum = \"10\", maximum = \"10\" }"));
    assert!(page.help[4].contains("set = { minimum = \"10\", maximum = \"2000\" }"));
    assert_eq!(page.field("disk").constraints.maximum, None);
    assert_eq!(page.field("name").constraints.max_length, Some(6));
}

#[test]
fn parameters_exclude_and_require_each_other_as_documented() {
    let page = page(&[
        "| uuids | string | Is mutually exclusive with `root_id` and `parent_id`. |",
        "| root_id | string | The root. |",
        "| parent_id | string | The parent. It requires 'root_id' to be set. |",
    ]);
    assert_eq!(page.field("uuids").excludes, ["root_id".into(), "parent_id".into()]);
    // The other way round is not documented.
    assert!(page.field("root_id").excludes.is_empty());
    assert_eq!(page.field("parent_id").requires, ["root_id".into()]);
    assert_eq!(
        page.known_by("uuids", Fact::Relation),
        "Is mutually exclusive with `root_id` and `parent_id`."
    );
    page.no_notes();
}

#[test]
fn a_tie_to_what_is_no_parameter_is_noted_with_what_was_meant() {
    let page = page(&[
        "| uuids | string | Is mutually exclusive with `root_ids`. |",
        "| root_id | string | The root. |",
    ]);
    assert!(page.field("uuids").excludes.is_empty());
    assert_eq!(
        page.notes,
        [
            "`uuids` is tied to `root_ids`, which is not documented beside it: “Is mutually exclusive with `root_ids`.”"
        ]
    );
    assert!(page.help[0].contains("set = { excludes = [\"root_id\"] }"));
}

const GRANT: &str = "| grant_type | string | The grant.\n**Allowed values**:\n- `password`\n- `code` |";

#[test]
fn a_condition_on_known_values_is_a_fact() {
    let page = page(&[
        GRANT,
        "| user | string | Required for the `password` grant type. |",
        "| id | string | Required if `grant_type` is `password` or `code`. |",
    ]);
    for (name, values) in [("user", &["password"][..]), ("id", &["password", "code"])] {
        let [condition] = page.field(name).required_when.as_slice() else { panic!("{name}") };
        assert_eq!(condition.parameter.as_str(), "grant_type");
        assert_eq!(condition.values, values);
        assert_eq!(page.field(name).requirement, Requirement::Unstated);
    }
    assert_eq!(page.known_by("user", Fact::Requirement), "Required for the `password` grant type.");
    page.no_notes();
}

#[test]
fn a_condition_on_anything_else_is_noted() {
    let page = page(&[
        GRANT,
        "| otp | string | Required for the `password` grant type with a second factor. |",
        "| key | string | Required for the `token` grant type. |",
        "| id | string | Required for public clients. |",
        "| old | string | Old ones. It is used if \"grant_type\" is \"code\". |",
        "| new | string | If \"grant_type\" is \"code\", all are replaced. |",
        "| self | boolean | If `self` is set to `true`, nothing happens. |",
    ]);
    assert_eq!(
        page.notes,
        [
            "`otp` seems to depend on a condition: “Required for the `password` grant type with a second factor.”",
            "`key` seems to depend on a condition: “Required for the `token` grant type.”",
            "`id` seems to depend on a condition: “Required for public clients.”",
            "`old` seems to depend on a condition: “It is used if \"grant_type\" is \"code\".”",
            "`new` seems to depend on another parameter: “If \"grant_type\" is \"code\", all are replaced.”",
        ]
    );
    assert!(
        page.help[0].contains("required_when = [{ parameter = \"grant_type\", values = [\"password\"] }]")
    );
    assert!(
        page.api.endpoints[0].parameters.iter().all(|parameter| parameter.field.required_when.is_empty())
    );
}

#[test]
fn what_only_the_server_sets_and_versions_are_facts() {
    let page = page(&[
        "| id | int | Not applicable by API. |",
        "| a | int | The first. Available since version 9.5. |",
        "| b | int | The brand. Deprecated since v8.5, use `a`. |",
        "| c | int | The quota. Only works on pre-v9.13 servers. |",
    ]);
    assert!(page.field("id").read_only);
    assert_eq!(page.field("a").since.as_deref(), Some("9.5"));
    let deprecated = page.field("b").deprecated.as_ref().expect("deprecated");
    assert_eq!(deprecated.since.as_deref(), Some("8.5"));
    assert_eq!(deprecated.note.as_deref(), Some("Deprecated since v8.5, use `a`."));
    for (name, fact) in [("id", Fact::ReadOnly), ("a", Fact::Since), ("b", Fact::Deprecated)] {
        page.known_by(name, fact);
    }
    assert_eq!(page.notes, ["`c` seems to work with some versions only: “Only works on pre-v9.13 servers.”"]);
}

#[test]
fn prose_states_nothing() {
    let page = page(&[
        "| a | string | Client status - either enabled or disabled. |",
        "| b | string | Either an administrator or end-user account. |",
        "| c | int | If set to 1, keep a code. |",
        "| d | string | Optional description of it. |",
        "| e | int | Allow a size at least as new as the timestamp. |",
        "| f | string | It will default to that of the user otherwise |",
        "| g | boolean | True / False |",
        "| h | string | A filter. If \"*\" is provided, all are returned. |",
        "| i | string | Either `a` or `b` must be given. |",
        "| j | string | This command is understood by version 18.6.0 and newer. |",
        "| k | string | Patterns are available:\n- `urn:{id}:a` - one\n- `urn:{id}:b` - two |",
        "| l | string | Can be used together with `a` or separately. |",
    ]);
    page.no_notes();
    assert!(page.api.types.is_empty());
    for parameter in &page.api.endpoints[0].parameters {
        let prose = parameter.field.origins.iter().filter(|origin| origin.evidence == Evidence::Prose);
        assert_eq!(prose.count(), 0, "{}", parameter.field.wire_name);
    }
}

#[test]
fn a_list_is_limited_only_by_a_number_of_its_elements() {
    let page = page(&[
        "| delays | Array of String | At most 5 seconds. |",
        "| hours_list | Array of String | Up to 24 minutes. |",
        "| sizes | Array of String | Maximum of 10 MB. |",
        "| prices | Array of String | Maximum of 20 dollars |",
        "| calls | Array of String | Up to 3 retries. |",
        "| queries | Array of String | Maximum of 100 requests. |",
        "| texts | Array of String | Up to 5 words. |",
        "| times | Array of String | From 1 to 3 hours. |",
        "| tags | Array of String | At most 7 tags. |",
        "| retry_codes | Array of String | At most 8 codes. |",
        "| others | Array of String | At most 9 users' UUIDs. |",
    ]);
    for name in ["delays", "hours_list", "sizes", "prices", "calls", "queries", "texts", "times"] {
        let constraints = &page.field(name).constraints;
        assert_eq!((constraints.min_items, constraints.max_items), (None, None), "{name}");
    }
    for (name, count) in [("tags", 7), ("retry_codes", 8), ("others", 9)] {
        assert_eq!(page.field(name).constraints.max_items, Some(count), "{name}");
    }
    // The two ends of the range are noted once.
    assert_eq!(page.notes.len(), 8);
    assert_eq!(page.notes[0], "`delays` seems to be limited: “At most 5 seconds.”");
    assert!(page.help[0].contains("set = { max_items = 5 }"));
}

#[test]
fn limits_in_other_words_are_facts_or_noted() {
    let page = page(&[
        "| name | string | Maximum length is 40 characters. |",
        "| count | int | At most 1,000. |",
        "| disk | int | Maximum value is 100 kilobytes. |",
        "| age | int | Cannot be more than 2 weeks. |",
        "| key | int | Read-only when `name` is set. |",
    ]);
    assert_eq!(page.field("name").constraints.max_length, Some(40));
    assert_eq!(
        page.notes,
        [
            "`count` seems to be limited: “At most 1,000.”",
            "`disk` seems to be limited: “Maximum value is 100 kilobytes.”",
            "`age` seems to be limited: “Cannot be more than 2 weeks.”",
            "`key` seems to be read-only in some cases: “Read-only when `name` is set.”",
        ]
    );
    for name in ["count", "disk", "age"] {
        assert_eq!(page.field(name).constraints.maximum, None, "{name}");
    }
    assert!(!page.field("key").read_only);
}

#[test]
fn a_sentence_that_negates_states_nothing() {
    let page = page(&[
        "| a | string | Is not mutually exclusive with `b`. |",
        "| b | string | No longer defaults to `x`. |",
        "| c | string | Must not be one of `x` or `y`. |",
        "| d | string | Deprecated: no. |",
        "| e | string | Deprecated values are refused. |",
    ]);
    page.no_notes();
    assert!(page.field("a").excludes.is_empty());
    assert_eq!(page.field("b").default, None);
    assert!(page.api.types.is_empty());
    assert_eq!((&page.field("d").deprecated, &page.field("e").deprecated), (&None, &None));
}

#[test]
fn a_default_that_names_another_parameter_is_noted() {
    let page = page(&[
        "| a | string | Defaults to `b`. |",
        "| b | string | The other. |",
        "| sort | string | Either `a` or `z`. Defaults to `a`. |",
    ]);
    assert_eq!(page.field("a").default, None);
    assert_eq!(page.notes, ["`a` seems to have a default: “Defaults to `b`.”"]);
    assert_eq!(page.field("sort").default.as_deref(), Some("a"));
}

#[test]
fn credentials_are_left_to_the_client() {
    let page = configured(
        "[[credentials]]\nname = \"admin\"\nfields = [\"AuthType\"]\n",
        &["| AuthType | string | Either 'Password', or 'Key' |", "| Mode | string | Either 'A' or 'B' |"],
    );
    assert_eq!(page.field("AuthType").value_type, Type::String);
    assert_eq!(page.enumeration("Mode").1, ["A", "B"]);
}

#[test]
fn a_patch_states_the_fact_and_silences_the_note() {
    let patch = |field: &str, set: &str| {
        format!("[[patch]]\nendpoint = \"*\"\nfield = \"{field}\"\nset = {{ {set} }}\nreason = \"r\"\n")
    };
    let patches = [
        patch("ttl", "maximum = \"31536000\""),
        patch("order", "allowed_values = [\"a\", \"b\"]"),
        patch("old", "excludes = [\"ttl\"], requires = [\"order\"], read_only = true"),
        patch("id", "required_when = [{ parameter = \"order\", values = [\"a\"] }]"),
        patch("list", "min_items = 1, max_items = 9"),
        patch("name", "min_length = 1, max_length = 9"),
    ];
    let page = configured(
        &patches.concat(),
        &[
            "| ttl | int | Should be less than or equal to one year. |",
            "| order | string | One of parameters: `a`, `b`. |",
            "| old | string | Mutually exclusive with the others. |",
            "| id | string | Required for new ones. |",
            "| list | Array of String | Takes up to 9 of them. |",
            "| name | string | Names have up to 9 of them. |",
        ],
    );
    page.no_notes();
    assert_eq!(page.field("ttl").constraints.maximum.as_deref(), Some("31536000"));
    let (order, values) = page.enumeration("order");
    assert_eq!((order.evidence, values.as_slice()), (Evidence::Patch, &["a", "b"][..]));
    let old = page.field("old");
    assert_eq!((&old.excludes[..], &old.requires[..]), (&["ttl".into()][..], &["order".into()][..]));
    assert!(old.read_only);
    assert_eq!(page.field("id").required_when[0].parameter.as_str(), "order");
    assert_eq!(page.field("list").constraints.max_items, Some(9));
    assert_eq!(page.field("name").constraints.max_length, Some(9));
}

#[test]
fn a_patch_that_states_no_number_or_no_field_is_an_error() {
    let refused = |patch: &str| {
        let config = format!("{CONFIG}[[patch]]\nendpoint = \"*\"\n{patch}\nreason = \"r\"\n");
        let parsed = read_api(&|name| match name {
            "api.toml" => Ok(config.clone().into()),
            _ => Ok(format!("# T\n\n## POST /a\n\nx\n\n{TABLE}| a | int | x |\n").into()),
        });
        parsed.diagnostics.iter().map(|remark| remark.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(refused("field = \"a\"\nset = { maximum = \"many\" }"), ["`many` is no number"]);
    assert_eq!(
        refused("set = { excludes = [\"b\"] }"),
        ["a patch states of an endpoint what only fields have"]
    );
    assert_eq!(
        refused("field = \"a\"\nset = { read_only = false }"),
        ["this patch states what is so already"]
    );
}

#[test]
fn an_exact_place_is_known_where_the_description_has_several_parts() {
    let page = page(&["| a | string | One thing.\n\n- a list\n- of words |", "| b | int | x |"]);
    page.no_notes();
    let text = format!(
        "# T\n\n## POST /a\n\nx\n\n### Fields\n\n{TABLE}| a | string | About it.<br><br>Either A or B. |\n"
    );
    let page = document("", &text);
    assert!(page.known_by("a", Fact::Values).ends_with("Either A or B."));
}

// How long it takes is for a benchmark to say; here it must end, and be right.
const MANY: usize = 5_000;

#[test]
fn long_descriptions_are_read_to_their_end() {
    let sentences = [
        "Either A or B. ",
        "Mutually exclusive with `x`. ",
        "Required for `a` clients. ",
        "Defaults to first. ",
        "Maximum of 5 GB. ",
        "Either “a or \"b or 'c ",
        "`a` ",
    ];
    let rows: Vec<String> = sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| format!("| a{index} | string | {} |", sentence.repeat(MANY)))
        .collect();
    let page = page(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(page.enumeration("a0").1, ["A", "B"]);
    // The same sentence at the same place is noted once.
    assert_eq!(page.notes.len(), 4);
}
