//! Messages, answers, the lines that say what to call, and pages of any size.

use super::*;

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
fn words_for_answers_are_no_parameters() {
    let fields = "| Name | Type | Description |\n|------|------|-------------|\n| id | integer | Its id. |\n";
    let gives = |part: &str, status: &str| {
        let page = format!("# Tasks\n## GET /tasks\nLists.\n\n{part}\n\n{fields}");
        let expected = "GET /tasks Lists.\n  -> STATUS get_tasksResponse\nget_tasksResponse:\n  id: integer -- Its id.\n";
        check(&page, &expected.replace("STATUS", status));
        check(
            &page.replace("GET", "POST"),
            &expected.replace("STATUS", status).replace("GET", "POST").replace("get", "post"),
        );
    };
    for part in [
        "### Output",
        "### Result",
        "### Returned fields",
        "### Response",
        "**Output**",
        "**Output**:",
        "**Result**",
    ] {
        gives(part, "success");
    }
    gives("### Success 200", "200");
}

/// Nothing reads the headers of an answer, so that they are for people.
#[test]
fn headers_of_an_answer_are_described() {
    let page = "\
# Tasks
## POST /tasks
Makes a task.
### Response headers
| Name | Type | Description |
|------|------|-------------|
| Location | string | Where it is. |
### Output
| Name | Type | Description |
|------|------|-------------|
| id | integer | Its id. |
";
    check(
        page,
        "
        POST /tasks Makes a task.
          > **Response headers**
          > | Name | Type | Description |
          > | --- | --- | --- |
          > | Location | string | Where it is. |
          -> success post_tasksResponse
        post_tasksResponse:
          id: integer -- Its id.
        ",
    );
    check(
        "\
# Tasks
## POST /tasks
Makes a task.
### Responses
#### 201 Created
##### Response headers
- `Location` (string): Where it is.
##### Body
- `id` (integer): Its id.
",
        "
        POST /tasks Makes a task.
          -> 201 post_tasksResponse Created//**Response headers**//- `Location` (string): Where it is.
        post_tasksResponse:
          id: integer -- Its id.
        ",
    );
}

/// As apiDoc writes them: a heading for each place and status, and the names of errors below that of failures.
#[test]
fn names_of_errors_are_no_fields() {
    let page = "\
# Parcels
## GET /parcels
Lists parcels.
#### Header
| Name | Type | Description |
|------|------|-------------|
| X-Api-Key | string | The key. |
#### Parameter
| Name | Type | Description |
|------|------|-------------|
| limit | integer | How many. |
#### Success 200
| Name | Type | Description |
|------|------|-------------|
| id | integer | Its id. |
#### Error 4xx
| Name | Description |
|------|-------------|
| ParcelNotFound | No such parcel. |
| NOT_ALLOWED | Not for you. |
";
    let parsed = parse("p.md", page);
    assert_eq!(
        show(model(&parsed)),
        unindented(
            "
        GET /parcels Lists parcels.
          header X-Api-Key: string -- The key.
          query limit: integer -- How many.
          -> 200 get_parcelsResponse
          -> 4XX | Name | Description |/| --- | --- |/| ParcelNotFound | No such parcel. |/| NOT_ALLOWED | Not for you. |
        get_parcelsResponse:
          id: integer -- Its id.
        "
        )
    );
    check_flaw(page, &[("DW0212", 9, "nothing says where the parameters")]);
    // With a type they are fields.
    let typed = page.replace(
        "| Name | Description |\n|------|-------------|\n| ParcelNotFound |",
        "| Name | Type | Description |\n|------|------|-------------|\n| ParcelNotFound | string |",
    );
    let typed = typed.replace("| NOT_ALLOWED |", "| NOT_ALLOWED | string |");
    assert!(show(model(&parse("p.md", &typed))).contains("  ParcelNotFound: string -- No such parcel."));
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

/// Pages of so many repeats would keep a reader that goes over them again and again busy for hours.
#[test]
fn pages_of_many_repeats_are_read_to_their_end() {
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
        let parsed = parse("p.md", &format!("# Tasks\n## GET /tasks\nLists.\n{page}"));
        assert!(parsed.api.is_some() || parsed.diagnostics.has_errors());
    }
}
