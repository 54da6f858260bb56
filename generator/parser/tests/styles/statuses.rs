//! What comes back by its status: numbers, classes of them, and all others.

use super::*;

#[test]
fn classes_and_the_default_are_statuses() {
    let expected = "
        GET /tasks Lists tasks.
          -> 200 The tasks.
          -> 401 Not allowed.
          -> 403 Not allowed.
          -> 4XX The caller is wrong.
          -> 5XX Server error
          -> default An error.
        ";
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Responses
| Status | Description |
|--------|-------------|
| 200 | The tasks. |
| 401, 403 | Not allowed. |
| 4XX | The caller is wrong. |
| 5xx Server error | |
| default | An error. |
",
        expected,
    );
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Responses
- `200`: The tasks.
- `401`: Not allowed.
- `403`: Not allowed.
- `4xx` - The caller is wrong.
- `5XX` Server error
- `default`: An error.
",
        expected,
    );
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Responses
#### 200
| Field | Type | Description |
|-------|------|-------------|
| total | integer | How many. |
#### 4XX
| Field | Type | Description |
|-------|------|-------------|
| error | string | What is wrong. |
#### default
Something else.
",
        "
        GET /tasks Lists tasks.
          -> 200 get_tasksResponse
          -> 4XX get_tasks4XXResponse
          -> default Something else.
        get_tasksResponse:
          total: integer -- How many.
        get_tasks4XXResponse:
          error: string -- What is wrong.
        ",
    );
}

#[test]
fn numbers_that_are_no_statuses_are_reported_where_they_stand() {
    let page = "\
# Tasks
## GET /tasks
Lists tasks.
### Responses
| Status | Description |
|--------|-------------|
| 200 | The tasks. |
| 600 | Odd. |
| 999 | Odder. |
| 99 | Short. |
| 400-499 | A range. |
";
    check_flaw(
        page,
        &[
            ("DW0306", 8, "`600` is no HTTP status"),
            ("DW0306", 9, "`999` is no HTTP status"),
            ("DW0306", 10, "`99` is no HTTP status"),
            ("DW0306", 11, "`400-499` is no HTTP status"),
        ],
    );
    assert_eq!(show(model(&parse("p.md", page))), "GET /tasks Lists tasks.\n  -> 200 The tasks.\n");

    let page = "# Tasks\n## GET /tasks\nLists.\n### Responses\n#### 200\nFine.\n#### 600 Broken\nOdd.\n";
    check_flaw(page, &[("DW0306", 7, "no HTTP status")]);
    assert_eq!(
        show(model(&parse("p.md", page))),
        "GET /tasks Lists.\n  > **600 Broken**\n  > Odd.\n  -> 200 Fine.\n"
    );

    let page = "# Tasks\n## GET /tasks\nLists.\n### Responses\n- 200: Fine.\n- 700: Odd.\n";
    check_flaw(page, &[("DW0306", 6, "no HTTP status")]);
    assert_eq!(show(model(&parse("p.md", page))), "GET /tasks Lists.\n  > - 700: Odd.\n  -> 200 Fine.\n");
}

/// A list of a field that is called so is none of statuses.
#[test]
fn a_field_of_the_name_default_is_no_status() {
    check(
        "# Tasks\n## GET /tasks\nLists.\n### Responses\n- `default` (string): The first.\n",
        "
        GET /tasks Lists.
          -> success get_tasksResponse
        get_tasksResponse:
          default: string -- The first.
        ",
    );
}

/// In plain text nothing marks a list.
#[test]
fn lines_of_statuses_in_plain_text_are_a_list() {
    let page = |errors: &str| format!("Dogs\n\nGET /dogs\n\nLists dogs.\n\n{errors}");
    let two = "GET /dogs Lists dogs.\n  -> 400 a parameter is wrong\n  -> 401 no password\n";
    check_form("p.txt", &page("Errors\n\n400  a parameter is wrong\n401  no password\n"), two);
    check_form("p.txt", &page("Errors:\n400  a parameter is wrong\n401  no password\n"), two);
    let three = format!("{two}  -> 409 conflict\n");
    check_form(
        "p.txt",
        &page("Errors\n\n400  a parameter is wrong\n401  no password\n409  conflict\n"),
        &three,
    );
    check_form(
        "p.txt",
        &page("Errors\n400 - a parameter\n      is wrong\n401 - no password\n409: conflict\n"),
        &three.replace("a parameter is", "a parameter/is"),
    );
}

/// What comes back and with which status may be said in parts of their own.
#[test]
fn the_only_status_of_success_has_the_body() {
    let fields =
        "### Response body\n| Name | Type | Description |\n|---|---|---|\n| id | integer | Its id. |\n";
    let statuses = |code: u16| format!("### Status codes\n- {code}: The task.\n- 404: None.\n");
    let expected = |code: u16| {
        format!(
            "GET /task Fetches.\n  -> {code} get_taskResponse The task.\n  -> 404 None.\nget_taskResponse:\n  id: integer -- Its id.\n"
        )
    };
    let page = |parts: &str| format!("# Tasks\n## GET /task\nFetches.\n{parts}");
    for code in [200, 201] {
        check(&page(&format!("{fields}{}", statuses(code))), &expected(code));
        check(&page(&format!("{}{fields}", statuses(code))), &expected(code));
    }
    // Which of two has the body is not said.
    check(
        &page(&format!("{fields}### Status codes\n- 200: The task.\n- 202: Later.\n")),
        "
        GET /task Fetches.
          -> success get_taskResponse
          -> 200 The task.
          -> 202 Later.
        get_taskResponse:
          id: integer -- Its id.
        ",
    );
}
