//! Where the parts of a page stand: bullets and tables, labels and headings, indexes.

use super::*;

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
        &[("DW0219", 5, "`FETCH` is no HTTP method")],
    );
}

#[test]
fn labels_may_say_more_than_what_their_part_is() {
    check(
        "\
# Tasks
## POST /tasks/{id}
Changes a task.

**Path parameters**
| Name | Type | Description |
|------|------|-------------|
| id | integer | Its id. |

**Query parameters** (all optional)
| Name | Type | Description |
|------|------|-------------|
| dry | boolean | Whether to try. |

**Request body** `application/x-www-form-urlencoded`
| Name | Type | Description |
|------|------|-------------|
| name | string | Its name. |
",
        "
        POST /tasks/{id} Changes a task.
          > **Query parameters (all optional)**
          path id!: integer -- Its id.
          query dry: boolean -- Whether to try.
          form name: string -- Its name.
          body application/x-www-form-urlencoded
        ",
    );
    check(
        "\
# Tasks
## POST /tasks
Creates a task.
### Query
| Name | Type | Description |
|------|------|-------------|
| dry | boolean | Whether to try. |
### Body (JSON)
| Name | Type | Description |
|------|------|-------------|
| name | string | Its name. |
",
        "
        POST /tasks Creates a task.
          query dry: boolean -- Whether to try.
          json name: string -- Its name.
          body application/json
        ",
    );
}

#[test]
fn a_mark_on_the_only_line_of_a_cell_begins_no_list() {
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Query parameters
| Name | Type | Default | Description |
|------|------|---------|-------------|
| sort | string | - name | By what. |
| part | string | 1. half | Which. |
",
        "
        GET /tasks Lists tasks.
          query sort: string = - name -- By what.
          query part: string = 1. half -- Which.
        ",
    );
}

#[test]
fn a_plain_line_announces_an_example() {
    let page =
        "# X\n## Create\n`POST /items`\nCreates one.\n\n| Field | Type |\n|---|---|\n| a | integer |\n\n";
    for words in
        ["Example request:", "Example:", "Request example:", "Sample request:", "**Example request:**"]
    {
        let parsed = parse("p.md", &format!("{page}{words}\n\n```json\n{{\"a\": 1}}\n```\n"));
        let endpoint = &model(&parsed).endpoints[0];
        let texts: Vec<&str> = endpoint.examples.iter().map(|example| example.text.trim()).collect();
        assert_eq!(
            (texts.as_slice(), endpoint.description.as_deref()),
            (&["{\"a\": 1}"][..], None),
            "{words}"
        );
    }
}

/// API Blueprint has items of lists where others have headings.
#[test]
fn items_announce_parts() {
    check(
        "\
# Polls
## Questions [/questions{?page,per_page}]
Questions of a poll.
### List [GET]
Lists questions.

+ Parameters
    + page: 1 (number, optional) - The page to show.
    + per_page (number, optional) - So many a page.

+ Response 200 (application/json)

        {\"id\": 1}

## Question [/questions/{question_id}]
One question.

+ Parameters
    + question_id: `1` (number, required) - Its number.

### Change [PUT]
Changes it.

+ Response 201
+ Response 204
+ Response 422 (application/json)

### Delete [DELETE]
Removes it.

+ Response 204
",
        "
        GET /questions List
          > Lists questions.
          query page?: number -- The page to show. Example: `1`.
          query per_page?: number -- So many a page.
          -> 200
          example response {\"id\":1}
        PUT /questions/{question_id} Change
          > Changes it.
          path question_id!: number -- Its number. Example: `1`.
          -> 201
          -> 204
          -> 422
        DELETE /questions/{question_id} Delete
          > Removes it.
          path question_id!: number -- Its number. Example: `1`.
          -> 204
        ",
    );
}

/// Notes, warnings and tips are for people.
#[test]
fn remarks_are_prose() {
    for word in ["Note", "Warning", "Tip", "Important", "Caution", "Hint", "Info"] {
        check(
            &format!("# Tasks\n## GET /tasks\nLists.\n\n> **{word}:** It is slow.\n\n**{word}**: Really.\n"),
            &format!("GET /tasks Lists.\n  > {word}: It is slow.\n  > {word}: Really.\n"),
        );
    }
    check(
        "\
# Tasks
## GET /tasks
Lists.
### Query parameters
- `limit` (integer): How many.

  **Note:** It is slow.
",
        "
        GET /tasks Lists.
          query limit: integer -- How many.//Note: It is slow.
        ",
    );
    // What is no such word may state a fact.
    check_flaw(
        "# Tasks\n## GET /tasks\nLists.\n\n> **Quota:** 10.\n",
        &[("DW0403", 5, "`Quota` is no attribute")],
    );
}

#[test]
fn cells_over_several_columns_and_rows_are_read_as_they_look() {
    let page = |rows: &str| {
        format!(
            "<h1>Tasks</h1>\n<h2>GET /tasks</h2>\n<p>Lists tasks.</p>\n<h3>Query parameters</h3>\n<table>\n<tr><th>Name</th><th>Type</th><th>Description</th></tr>\n{rows}</table>\n"
        )
    };
    check_form(
        "p.html",
        &page(
            "<tr><td colspan=\"3\">Paging</td></tr>\n<tr><td>limit</td><td rowspan=\"2\">integer</td><td>How many.</td></tr>\n<tr><td>page</td><td>The page.</td></tr>\n<tr><td>q</td><td>string</td><td>Words.</td></tr>\n",
        ),
        "
        GET /tasks Lists tasks.
          > Paging
          query limit: integer -- How many.
          query page: integer -- The page.
          query q: string -- Words.
        ",
    );
    let parsed = parse("p.html", &page("<tr><td>limit</td></tr>\n"));
    assert!(remarks(&parsed).contains("write 3 `<td>` elements"), "{}", remarks(&parsed));
    // Cells may be said to go over more than there is.
    let _ = parse(
        "p.html",
        &page("<tr><td rowspan=\"99999\" colspan=\"99999\">limit</td></tr>\n<tr><td>a</td></tr>\n"),
    );
}

#[test]
fn what_a_site_puts_around_a_page_is_said_of_no_endpoint() {
    check_form(
        "p.html",
        "<header><a href=\"/\">Quillpad</a></header>\n<aside class=\"left-sidebar\"><p>Guides</p></aside>\n<div>\n<header><h1>Tasks</h1></header>\n<h2>GET /tasks</h2>\n<p>Lists tasks.</p>\n<aside>Slow.</aside>\n</div>\n<footer>v3.2, © Quillpad</footer>\n",
        "
        GET /tasks Lists tasks.
          > Slow.
        ",
    );
}
