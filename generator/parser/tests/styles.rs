//! The ways in which pages state the same thing. Each page here is small, its expectation written by hand from it: a
//! line for each endpoint, and one for each parameter, body and answer. No line of a page may be lost, and nothing may
//! be remarked but what the expectation lists.

// Tests may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use docwright_model::{
    Api, BodyEncoding, Constraints, Definition, Endpoint, Evidence, ExampleRole, Field, Location,
    Requirement, ResponseStatus, Type,
};
use docwright_parser::{Parsed, State, diagnostics::render, read_api};
use std::{
    fmt::Write,
    io::{Error, ErrorKind},
};

const CONFIG: &str = "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n";

fn parse(file: &str, page: &str) -> Parsed {
    let config = format!("{CONFIG}[[documents]]\nfile = \"{file}\"\n");
    read_api(&|name| match name {
        "api.toml" => Ok(config.as_bytes().to_vec()),
        _ if name == file => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn remarks(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

fn model(parsed: &Parsed) -> &Api {
    parsed.api.as_ref().unwrap_or_else(|| panic!("{}", remarks(parsed)))
}

/// The model in a line for each thing that a page can state.
fn show(api: &Api) -> String {
    let mut shown = String::new();
    for endpoint in &api.endpoints {
        show_endpoint(endpoint, &mut shown);
    }
    for found in &api.types {
        match &found.definition {
            Definition::Structure { fields, .. } => {
                let _ = writeln!(shown, "{}:", found.name);
                for field in fields {
                    show_field("  ", field, &mut shown);
                }
            }
            Definition::Enumeration { values, .. } => {
                let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
                let _ = writeln!(shown, "{}: {}", found.name, values.join(" | "));
            }
            Definition::Opaque { .. } => {
                let _ = writeln!(shown, "{}", found.name);
            }
        }
    }
    shown
}

fn show_endpoint(endpoint: &Endpoint, shown: &mut String) {
    let summary = endpoint.summary.as_deref().or(endpoint.name.as_deref()).unwrap_or_default();
    let _ = writeln!(shown, "{} {} {summary}", endpoint.method, endpoint.path);
    for line in endpoint.description.iter().flat_map(|text| text.lines()).filter(|line| !line.is_empty()) {
        let _ = writeln!(shown, "  > {line}");
    }
    for parameter in &endpoint.parameters {
        let location = match parameter.location {
            Location::Path => "path ",
            Location::Query => "query ",
            Location::Header => "header ",
            Location::Form => "form ",
            Location::Multipart => "part ",
            Location::Json => "json ",
        };
        show_field(&format!("  {location}"), &parameter.field, shown);
    }
    if let Some(body) = endpoint.request_body.as_ref().filter(|body| body.evidence != Evidence::Patch) {
        let encoding = if body.encoding == BodyEncoding::Raw { " raw" } else { "" };
        let _ = writeln!(shown, "  body {}{encoding}", body.media_type);
    }
    for response in &endpoint.responses {
        let status = match response.status {
            ResponseStatus::Code(code) => code.to_string(),
            ResponseStatus::Success => "success".to_owned(),
            ResponseStatus::Failure => "failure".to_owned(),
        };
        let body = response.body.as_ref().map(|body| match &body.value_type {
            Some(found) => format!(" {}", show_type(found)),
            None => format!(" {}", body.media_type),
        });
        let words = response.description.as_deref().map(|words| format!(" {}", words.replace('\n', "/")));
        let _ = writeln!(shown, "  -> {status}{}{}", body.unwrap_or_default(), words.unwrap_or_default());
    }
    for example in &endpoint.examples {
        let role = if example.role == ExampleRole::Request { "request" } else { "response" };
        let _ = writeln!(shown, "  example {role} {}", example.text.replace(['\n', ' '], ""));
    }
}

fn show_field(start: &str, field: &Field, shown: &mut String) {
    let mark = match field.requirement {
        Requirement::Required => "!",
        Requirement::Optional => "?",
        Requirement::Unstated => "",
    };
    let null = if field.nullable { " or null" } else { "" };
    let default = field.default.as_deref().map(|default| format!(" = {default}")).unwrap_or_default();
    let words = field.description.as_deref().map(|words| format!(" -- {}", words.replace('\n', "/")));
    let _ = writeln!(
        shown,
        "{start}{}{mark}: {}{null}{default}{}{}",
        field.wire_name,
        show_type(&field.value_type),
        limits(&field.constraints),
        words.unwrap_or_default()
    );
}

fn limits(constraints: &Constraints) -> String {
    let mut shown = String::new();
    for (name, value) in [("min", &constraints.minimum), ("max", &constraints.maximum)] {
        shown.extend(value.iter().map(|value| format!(" {name} {value}")));
    }
    shown.extend(constraints.max_length.map(|length| format!(" length {length}")));
    if !constraints.allowed_values.is_empty() {
        let _ = write!(shown, " of {}", constraints.allowed_values.join("/"));
    }
    shown
}

fn show_type(found: &Type) -> String {
    match found {
        Type::List(inner) => format!("[{}]", show_type(inner)),
        Type::CommaSeparated(inner) => format!("{},…", show_type(inner)),
        Type::Map { value, .. } => format!("map of {}", show_type(value)),
        Type::Named(name) => name.clone(),
        Type::Nullable(inner) => format!("{} or null", show_type(inner)),
        scalar => format!("{scalar:?}").to_lowercase(),
    }
}

/// The first lines of remarks: code, severity and what is said.
fn codes(parsed: &Parsed) -> Vec<String> {
    let quiet = ["DW0209"];
    parsed
        .diagnostics
        .iter()
        .map(|remark| {
            let entry = remark.code.entry();
            let place = remark.primary.as_ref().map(|label| line_of(parsed, label.source.span.start));
            (entry.number, format!("{}:{} {}", entry.number, place.unwrap_or_default(), remark.message))
        })
        .filter(|(number, text)| !quiet.contains(number) || text.contains("may be left out"))
        .map(|(_, text)| text)
        .collect()
}

fn line_of(parsed: &Parsed, at: usize) -> usize {
    let page = parsed.files.get(1).map(|file| file.text.as_str()).unwrap_or_default();
    page.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// Reads a page, which must become this model, with no line lost and nothing remarked.
#[track_caller]
fn check(page: &str, expected: &str) {
    check_form("p.md", page, expected);
}

#[track_caller]
fn check_form(file: &str, page: &str, expected: &str) {
    let parsed = parse(file, page);
    assert_eq!(show(model(&parsed)), unindented(expected), "{}", remarks(&parsed));
    assert_eq!(codes(&parsed), Vec::<String>::new(), "{}", remarks(&parsed));
    let lost = parsed.accounts.iter().map(|account| account.count(State::NotUnderstood)).sum::<usize>();
    assert_eq!(lost, 0, "lines are lost");
    survive(file, page);
}

/// Reads a page without each of its lines, and without some of its characters: whatever comes of it, nothing panics.
fn survive(file: &str, page: &str) {
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    for left_out in 0..lines.len() {
        let rest = lines.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, line)| *line);
        let _ = parse(file, &rest.collect::<String>());
    }
    for (at, character) in page.char_indices().step_by(3) {
        let rest = page.get(..at).into_iter().chain(page.get(at + character.len_utf8()..));
        let _ = parse(file, &rest.collect::<String>());
    }
}

/// Reads a page with a flaw, which must be remarked like this: code, line, and a part of what is said.
#[track_caller]
fn check_flaw(page: &str, expected: &[(&str, usize, &str)]) {
    let parsed = parse("p.md", page);
    let found = codes(&parsed);
    assert_eq!(found.len(), expected.len(), "{}", remarks(&parsed));
    for (found, (code, line, words)) in found.iter().zip(expected) {
        assert!(
            found.starts_with(&format!("{code}:{line} ")) && found.contains(words),
            "{}",
            remarks(&parsed)
        );
    }
}

/// Expectations stand indented in the tests.
fn unindented(text: &str) -> String {
    let margin = text.lines().find(|line| !line.trim().is_empty());
    let margin = margin.map_or(0, |line| line.len() - line.trim_start().len());
    let lines = text.lines().map(|line| line.get(margin..).unwrap_or_default());
    lines.filter(|line| !line.is_empty()).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

/// A model without places, so that two pages can be compared.
fn without_places(api: &Api) -> serde_json::Value {
    fn forget(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.retain(|key, _| !["source", "origins"].contains(&key.as_str()));
                map.values_mut().for_each(forget);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(forget),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(api).expect("a model is JSON");
    forget(&mut value);
    value
}

const NEW_PAGE: &str = "\
# Tasks API
## Endpoints
### Create a task (POST /tasks)
Everybody may do so.
#### Request parameters
##### Query parameters
- `dry_run` (Optional) — Only checks the task. **Type**: Boolean
##### Request body
**Media type**: application/json
- `name` (Required) — The name of the task,
  which may be shown. **Type**: String
  **Max length**: 20
- `kind` — What the task does.
  **Type**: String
  **Allowed values**:
  - `backup`
  - `restore`
- `retries` — How often. **Type**: Integer
  **Default**: `3`
#### Responses
| Code | Description |
|------|-------------|
| `201` | Created. |
";

const OLD_PAGE: &str = "\
# Tasks API
## Endpoints
### POST /tasks
Create a task

Everybody may do so.
#### Request parameters
##### Query parameters
| Name | Description |
|------|-------------|
| `dry_run` | (Optional) Only checks the task. **Type**: Boolean |
##### Request body
**Media type**: application/json
| Name | Description |
|------|-------------|
| `name` | (Required) The name of the task,
which may be shown. **Type**: String
**Max length**: 20 |
| `kind` | What the task does.
**Type**: String
**Allowed values**:
- `backup`
- `restore` |
| `retries` | How often. **Type**: Integer
**Default**: `3` |
#### Responses
| Code | Description |
|------|-------------|
| `201` | Created. |
";

#[test]
fn two_generations_of_a_page_give_the_same_model() {
    let (new, old) = (parse("p.md", NEW_PAGE), parse("p.md", OLD_PAGE));
    assert_eq!(without_places(model(&new)), without_places(model(&old)));
    check(
        NEW_PAGE,
        "
        POST /tasks Create a task
          > Everybody may do so.
          query dry_run?: boolean -- Only checks the task.
          json name!: string length 20 -- The name of the task,/which may be shown.
          json kind: TaskKind -- What the task does.
          json retries: integer = 3 -- How often.
          body application/json
          -> 201 Created.
        TaskKind: backup | restore
        ",
    );
}

#[test]
fn bullets_nest_and_make_objects() {
    check(
        "\
# Tasks
## Create a task (POST /tasks)
### Request body
**Media type**: application/json
- `schedule` — When it runs. **Type**: Object
  - `start` (Required) — The first time. **Type**: DateTime
  - `days` — On these days. **Type**: Array of String
- `steps` — What it does. **Type**: Array of Object
  - `command` — The command. **Type**: String
",
        "
        POST /tasks Create a task
          json schedule: post_tasks_schedule -- When it runs.
          json steps: [post_tasks_steps] -- What it does.
          body application/json
        post_tasks_schedule:
          start!: datetime -- The first time.
          days: [string] -- On these days.
        post_tasks_steps:
          command: string -- The command.
        ",
    );
    check_flaw(
        "# Tasks\n## Create a task (POST /tasks)\n### Request body\n- `when` — When. **Type**: String\n  - `start` — The first time. **Type**: DateTime\n",
        &[("DW0308", 5, "fields are listed below `when`")],
    );
}

#[test]
fn labels_do_the_work_of_headings() {
    let expected = "
        GET /tasks/{id} Fetch a task
          > Fetches one task.
          path id!: uuid -- Which task.
          query full?: boolean -- Whether to add its runs.
          -> 200 The task.
          -> 404 No such task.
        ";
    check(
        "\
# Tasks
## Fetch a task (GET /tasks/{id})
Fetches one task.

**Path parameters**:

- `id` — Which task. **Type**: UUID

**Query parameters**:

- `full` (Optional) — Whether to add its runs. **Type**: Boolean

**Responses**

- `200`: The task.
- `404`: No such task.
",
        expected,
    );
    check(
        "\
# Tasks
## Fetch a task (GET /tasks/{id})
Fetches one task.

Path parameters:

| Name | Type | Description |
|------|------|-------------|
| id | uuid | Which task. |

**Query parameters**

| Name | Type | Description |
|------|------|-------------|
| full? | boolean | Whether to add its runs. |

**200**

The task.

**404**

No such task.
",
        expected,
    );
    check_flaw(
        "# Tasks\n## Fetch tasks (GET /tasks)\n**Query parameters**:\n\n**Responses**\n\n- 200: The tasks.\n",
        &[("DW0407", 3, "`Query parameters` is empty")],
    );
}

#[test]
fn a_table_lists_endpoints() {
    check(
        "\
# Tasks
All that can be done.

| Method | Path | Description |
|--------|------|-------------|
| GET | /tasks | List tasks. |
| DELETE | /tasks/:id | Delete a task. |
",
        "
        GET /tasks List tasks.
        DELETE /tasks/{id} Delete a task.
          path id!: string
        ",
    );
    check(
        "\
# Tasks
## Overview
| Endpoint | Description |
|----------|-------------|
| `GET /tasks` | Lists tasks. |
| `GET /tasks/<id>` | Only its owner may do so. |
| `DELETE /tasks/<id>` | Deletes a task. |
## List tasks (GET /tasks)
Lists tasks.
## Fetch a task (GET /tasks/{task_id})
",
        "
        DELETE /tasks/{id} Deletes a task.
          path id!: string
        GET /tasks List tasks
          > Lists tasks.
        GET /tasks/{task_id} Fetch a task
          > Only its owner may do so.
          path task_id!: string
        ",
    );
    check_flaw(
        "# Tasks\n| Method | Path | Description |\n|---|---|---|\n| GET | /tasks | List. |\n| FETCH | /tasks/:id | Fetch. |\n",
        &[("DW0211", 5, "names no method or no path")],
    );
}

#[test]
fn placeholders_and_queries_of_addresses() {
    check(
        "\
# Tasks
## GET /tasks/:task_id/runs/<run_id>
Fetches a run.
",
        "
        GET /tasks/{task_id}/runs/{run_id} Fetches a run.
          path task_id!: string
          path run_id!: string
        ",
    );
    let page = "# Tasks\n## GET /tasks?limit=10&after={cursor}\nLists tasks.\n### Query parameters\n| Name | Type | Description |\n|---|---|---|\n| limit | integer | How many. |\n";
    let parsed = parse("p.md", page);
    assert_eq!(
        show(model(&parsed)),
        "GET /tasks Lists tasks.\n  query limit: integer -- How many.\n  query after: string -- Stands in the documented address as `after={cursor}`.\n"
    );
    check_flaw(page, &[("DW0209", 2, "`after` is not described")]);
    check_flaw("# Tasks\n## GET /tasks/<id\nLists tasks.\n", &[("DW0201", 2, "cannot be used")]);
}

#[test]
fn marks_at_names_and_words_beside_types() {
    check(
        "\
# Tasks
## POST /tasks
Creates a task.
### Request body
| Name | Type | Description |
|------|------|-------------|
| name* | string | Its name. |
| `note`? | string | A note. |
| `owner` required | string (uuid) | Who. |
| a | string, required | A. |
| b | integer (optional) | B. |
| c | string or null | C. |
| d | string[] | D. |
| e | array of strings | E. |
| f | object[] | F. |
| g | integer <int64> | G. |
| h | string <date-time>, optional, default: now | H. |
| i | string (email) | I. |
| j | enum: low, high | J. |
| k | string | Required. The end. (default: 10) |
",
        "
        POST /tasks Creates a task.
          json name!: string -- Its name.
          json note?: string -- A note.
          json owner!: uuid -- Who.
          json a!: string -- A.
          json b?: integer -- B.
          json c: string or null -- C.
          json d: [string] -- D.
          json e: [string] -- E.
          json f: [object] -- F.
          json g: integer -- G.
          json h?: datetime = now -- H.
          json i: string -- Format: email//I.
          json j: TaskJ -- J.
          json k!: string = 10 -- The end. (default: 10)
        TaskJ: low | high
        ",
    );
    check_flaw(
        "# Tasks\n## POST /tasks\nCreates.\n### Request body\n| Name | Type | Description |\n|---|---|---|\n| a | string, shiny | A. |\n| | string | B. |\n",
        &[("DW0403", 7, "`shiny`"), ("DW0211", 8, "names no parameter")],
    );
}

#[test]
fn bullets_declare_in_brackets_and_in_emphasis() {
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Query parameters
- `limit` (integer, default `10`): How many.
- **after** (string, optional) - The cursor.
- `state` _string_ **required** — Which ones.
- sort (string): The order.
- `page` integer — The page.
- `all`? boolean
",
        "
        GET /tasks Lists tasks.
          query limit: integer = 10 -- How many.
          query after?: string -- The cursor.
          query state!: string -- Which ones.
          query sort: string -- The order.
          query page: integer -- The page.
          query all?: boolean
        ",
    );
    check_flaw(
        "# Tasks\n## GET /tasks\nLists.\n### Query parameters\n- `limit` (integer, shiny): How many.\n- `after`: The cursor.\n",
        &[("DW0403", 5, "`shiny`"), ("DW0302", 6, "`after` has no type")],
    );
}

#[test]
fn definition_lists_are_parameters() {
    let expected = "
        GET /tasks Lists tasks.
          query limit?: integer -- How many.
          query after: string -- The cursor/of the next page.
        ";
    check(
        "\
# Tasks

## GET /tasks

Lists tasks.

### Query parameters

`limit`
: integer, optional. How many.

`after`
: string. The cursor
  of the next page.
",
        expected,
    );
    check_form(
        "p.html",
        "<h1>Tasks</h1>\n<h2>GET /tasks</h2>\n<p>Lists tasks.</p>\n<h3>Query parameters</h3>\n<dl>\n<dt><code>limit</code></dt>\n<dd>integer, optional. How many.</dd>\n<dt><code>after</code></dt>\n<dd>string. The cursor<br>of the next page.</dd>\n</dl>\n",
        expected,
    );
    check_flaw(
        "# Tasks\n\n## GET /tasks\n\nLists.\n\n### Query parameters\n\n`limit`\n: integer, shiny. How many.\n",
        &[("DW0302", 9, "`limit` has no type")],
    );
}

#[test]
fn fenced_messages_are_lines_and_examples() {
    check(
        "\
# Tasks
## Create a task
```http
POST /tasks HTTP/1.1
Host: api.example.com
Content-Type: application/json

{ \"name\": \"a\" }
```
### Request body
| Name | Type | Description |
|------|------|-------------|
| name | string | Its name. |

```http
HTTP/1.1 201 Created
Location: /tasks/1

{ \"id\": 1 }
```
```bash
curl -X POST https://api.example.com/tasks
```
",
        "
        POST /tasks Create a task
          > ```bash
          > curl -X POST https://api.example.com/tasks
          > ```
          json name: string -- Its name.
          body application/json
          -> 201
          example request {\"name\":\"a\"}
          example response {\"id\":1}
        ",
    );
    check_flaw(
        "# Tasks\n## Create a task\n```http\nPOST /tasks HTTP/1.1\nno header\n\n{\n```\n",
        &[("DW0401", 7, "no JSON"), ("DW0404", 5, "`no header`")],
    );
}

#[test]
fn answers_have_parts_of_their_own() {
    check(
        "\
# Tasks
## GET /tasks/{id}
Fetches a task.
### Responses
#### 200 OK
| Field | Type | Description |
|-------|------|-------------|
| id | integer | Its id. |
| name | string | Its name. |

```json
{ \"id\": 1, \"name\": \"a\" }
```
#### 404 Not Found
No such task.

```json
{ \"error\": \"gone\" }
```
",
        "
        GET /tasks/{id} Fetches a task.
          path id!: integer
          -> 200 get_tasks_idResponse OK
          -> 404 Not Found//No such task.//```json/{ \"error\": \"gone\" }/```
          example response {\"id\":1,\"name\":\"a\"}
        get_tasks_idResponse:
          id: integer -- Its id.
          name: string -- Its name.
        ",
    );
    check(
        "\
# Tasks
## ListTasks
`GET /tasks`

Lists tasks.

**Response fields**

| Field | Type | Description |
|-------|------|-------------|
| total | integer | How many. |
",
        "
        GET /tasks Lists tasks.
          -> success ListTasksResponse
        ListTasksResponse:
          total: integer -- How many.
        ",
    );
    check_flaw(
        "# Tasks\n## GET /tasks\nLists.\n### Responses\n#### 200 OK\n| Field | Type | Description |\n|---|---|---|\n| | string | B. |\n",
        &[("DW0211", 8, "names no parameter")],
    );
}

#[test]
fn lines_that_say_what_to_call() {
    let line = |line: &str, summary: &str| {
        let expected = format!("GET /tasks {summary}\n");
        check(&format!("# Tasks\n## {line}\n"), &expected);
    };
    line("`GET /tasks` List tasks", "List tasks");
    line("List tasks [GET /tasks]", "List tasks");
    line("List tasks: GET /tasks", "List tasks");
    line("GET /tasks - List tasks", "List tasks");
    line("List tasks `GET /tasks`", "List tasks");
    let below = |line: &str| {
        check(
            &format!("# Tasks\n## List tasks\n{line}\n\nSorted by name.\n"),
            "GET /tasks List tasks\n  > Sorted by name.\n",
        );
    };
    below("`GET /tasks`");
    below("**GET** `/tasks`");
    below("[GET] /tasks");
    below("GET: /tasks");
    below("**GET**: /tasks");
    below("```\nGET /tasks\n```");
    below("**HTTP request**\n\n`GET /tasks`");
    below("**Endpoint**:\n\n```\nGET /tasks\n```");
    below("- Method: GET\n- Path: /tasks");
    below("**Method**: GET\n**URL**: `/tasks`");
    check(
        "# Tasks\n## List tasks\n`GET /tasks` — Sorted by name.\n",
        "GET /tasks List tasks\n  > Sorted by name.\n",
    );
    check(
        "# Tasks\n## List tasks\nSorted by name.\n### HTTP request\n`GET /tasks`\n",
        "GET /tasks List tasks\n  > Sorted by name.\n",
    );
}

#[test]
fn columns_of_places_and_values() {
    check(
        "\
# Tasks
## PUT /tasks/{id}
Changes a task.
### Parameters
| Parameter | In | Required | Type | Values | Description |
|-----------|----|----------|------|--------|-------------|
| id | path | yes | integer | | Its id. |
| force | query | no | boolean | | Whether to wait. |
| X-Trace | header | no | string | | A trace. |
| state | body | no | string | `open`, `done` | Its state. |
",
        "
        PUT /tasks/{id} Changes a task.
          path id!: integer -- Its id.
          query force?: boolean -- Whether to wait.
          header X-Trace?: string -- A trace.
          json state?: TaskState -- Its state.
        TaskState: open | done
        ",
    );
    check_flaw(
        "# Tasks\n## GET /tasks\nLists.\n### Parameters\n| Name | In | Type | Description |\n|---|---|---|---|\n| | query | string | B. |\n",
        &[("DW0211", 7, "names no parameter")],
    );
}

#[test]
fn a_table_of_one_row_is_the_line_of_its_section() {
    check(
        "\
# Tasks
## List tasks
| Method | URL | Description |
|--------|-----|-------------|
| GET | /tasks | Sorted by name. |
### Query parameters
| Name | Type | Description |
|------|------|-------------|
| limit | integer | How many. |
",
        "
        GET /tasks List tasks
          > Sorted by name.
          query limit: integer -- How many.
        ",
    );
}

#[test]
fn commands_are_shown_and_no_endpoints() {
    check_flaw(
        "# Tasks\n## GET /tasks\nLists.\n## Try it\n```bash\ncurl https://api.example.com/v1/tasks\n```\n",
        &[("DW0405", 4, "`Try it` is about nothing")],
    );
}

/// However a page is written, a hundred times of it take a hundred times as long, and not much more.
#[test]
fn time_grows_with_the_page_and_no_faster() {
    let pages = [
        "### Query parameters\n- `limit` (integer, default `10`): How many.\n".to_owned()
            + &"  - `a` (string): A.\n".repeat(20_000),
        "### Responses\n".to_owned() + &"#### 200 OK\nThe tasks.\n".repeat(20_000),
        "| Method | Path |\n|---|---|\n".to_owned() + &"| GET | /other/:id |\n".repeat(20_000),
        "**Query parameters**:\n\n".repeat(20_000),
        "### Request body\n- `a` ".to_owned() + &"(".repeat(50_000) + "\n",
        "### Request body\n| Name | Type | Description |\n|---|---|---|\n| a | string".to_owned()
            + &", or".repeat(50_000)
            + " | A. |\n",
        "`a`\n: b\n\n".repeat(20_000),
        "```http\nGET /tasks HTTP/1.1\n".to_owned() + &"A: b\n".repeat(50_000) + "```\n",
        format!("### List [GET /tasks?{}]\n", "a=b&".repeat(50_000)),
    ];
    for page in pages {
        let started = std::time::Instant::now();
        let _ = parse("p.md", &format!("# Tasks\n## GET /tasks\nLists.\n{page}"));
        let taken = started.elapsed();
        assert!(taken.as_secs() < 20, "{taken:?} for {:?}…", page.get(..60));
    }
}
