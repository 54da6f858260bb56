//! What is said of fields: placeholders, marks, words beside types, declarations, definition lists.

use super::*;

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
fn items_with_headings_are_parameters() {
    check_form(
        "p.html",
        "\
<h1>Tasks</h1>
<h2>POST /tasks</h2>
<p>Creates a task.</p>
<h3>Body parameters</h3>
<ul>
<li><h4>email <span>string</span></h4><p>Whose it is.</p></li>
<li><h4>name <span>string</span> <span>Required</span></h4><p>Its name.</p></li>
<li><h4><span>owner</span><span>integer</span></h4><div><p>Its owner.</p></div></li>
<li><h4>steps <span>array of objects</span></h4><p>Its steps.</p>
<ul><li><h5>id <span>string</span></h5><p>Its id.</p></li></ul></li>
</ul>
",
        "
        POST /tasks Creates a task.
          json email: string -- Whose it is.
          json name!: string -- Its name.
          json owner: integer -- Its owner.
          json steps: [post_tasks_steps] -- Its steps.
        post_tasks_steps:
          id: string -- Its id.
        ",
    );
    check(
        "# Tasks\n## POST /tasks\nCreates.\n### Body\n- #### email string\n  Whose it is.\n- **name string required** Its name.\n",
        "
        POST /tasks Creates.
          json email: string -- Whose it is.
          json name!: string -- Its name.
        ",
    );
}

#[test]
fn names_and_declarations_on_a_line_are_parameters() {
    let expected = "
        POST /tasks Creates a task.
          json name!: string -- The name.
          json limit?: integer -- How many/of them there are.
          json tag: string -- A tag.
        ";
    let head = "# Tasks\n## POST /tasks\nCreates a task.\n### Body parameters\n";
    check(
        &format!(
            "{head}- name - string, required. The name.\n- limit - integer, optional. How many\n  of them there are.\n- tag – string. A tag.\n"
        ),
        expected,
    );
    check(
        &format!(
            "{head}name - string, required. The name.\nlimit - integer, optional. How many\nof them there are.\ntag - string. A tag.\n"
        ),
        expected,
    );
    check(
        &format!(
            "{head}- name: string, required. The name.\n- limit: integer, optional. How many of them there are.\n- tag: string. A tag.\n"
        ),
        &expected.replace("many/of", "many of"),
    );
    check_form(
        "p.txt",
        "\
Tasks
POST /tasks
Creates a task.

Body parameters:

name: string, required. The name.
tag - string. A tag.
",
        "
        POST /tasks Creates a task.
          json name!: string -- The name.
          json tag: string -- A tag.
        ",
    );
    // Words with a dash between them declare nothing.
    check(
        &format!("{head}- name - string, required. The name.\n\nA task - or more - is created.\n"),
        "
        POST /tasks Creates a task.
          > A task - or more - is created.
          json name!: string -- The name.
        ",
    );
}

/// Only that the contents of a file travel is said with certainty.
#[test]
fn a_text_that_speaks_of_a_file_is_a_text() {
    let page = "\
# Files
## POST /files
Sends a file.
### Request body (multipart/form-data)
| Name | Type | Required | Description |
|------|------|----------|-------------|
| name | string | no | Name of the file |
| path | string | no | Where the file is |
| data | file | yes | The report. |
| more | string | yes | The uploaded file contents, as a part. |
";
    let expected = "
        POST /files Sends a file.
          part name?: string -- Name of the file
          part path?: string -- Where the file is
          part data!: bytes -- The report.
          part more!: bytes -- The uploaded file contents, as a part.
          body multipart/form-data
        ";
    check(page, expected);
    let doubtful = page.replace("Where the file is", "The file.");
    check_flaw(&doubtful, &[("DW0316", 8, "calls it a file")]);
    let found = parse("p.md", &doubtful);
    assert_eq!(show(model(&found)), unindented(expected).replace("Where the file is", "The file."));
}

/// A stated media type wins; a heading says how a body is made where none is stated.
#[test]
fn forms_are_forms() {
    let reads = |parts: &str, expected: &str| {
        check(
            &format!("# Tasks\n## POST /tasks\nMakes a task.\n\n{parts}"),
            &format!("POST /tasks Makes a task.\n{expected}"),
        );
    };
    let name = "- `name` (string, required): Its name.\n";
    let file = "- `plan` (file, required): Its plan.\n";
    let form = "  form name!: string -- Its name.\n  body application/x-www-form-urlencoded\n";
    let parts =
        "  part name!: string -- Its name.\n  part plan!: bytes -- Its plan.\n  body multipart/form-data\n";
    let one_part = "  part name!: string -- Its name.\n  body multipart/form-data\n";
    reads(&format!("### Form parameters\n{name}"), form);
    reads(&format!("### Form parameters\n{name}{file}"), parts);
    reads(&format!("### Multipart form parameters\n{name}"), one_part);
    reads(&format!("### Form parameters (multipart/form-data)\n{name}"), one_part);
    reads(&format!("Content-Type: `multipart/form-data`\n\n**Form parameters**\n\n{name}"), one_part);
    reads(&format!("**Form parameters**\n\nContent-Type: `multipart/form-data`\n\n{name}"), one_part);
    reads(&format!("**Content-Type**: multipart/form-data\n\n### Body\n{name}"), one_part);
    reads(&format!("Content-Type: application/x-www-form-urlencoded\n\n### Parameters\n{name}"), form);
    reads(
        "### Form parameters\n| Name | Type | Required | Description |\n|---|---|---|---|\n| name | string | yes | Its name. |\n| plan | file | yes | Its plan. |\n",
        parts,
    );
    for line in ["Content-Type: application/json", "**Content-Type**: application/json"] {
        let page = format!("# Tasks\n## GET /tasks\nLists.\n\n{line}\n\n### Query parameters\n{name}");
        check(
            &page,
            "GET /tasks Lists.\n  > Content-Type: application/json\n  query name!: string -- Its name.\n",
        );
    }
}

#[test]
fn whether_a_value_must_be_given_is_asked_and_answered_in_many_ways() {
    let head = "# Tasks\n## POST /tasks\nCreates.\n### Request body\n";
    let answers = |header: &str, cells: [&str; 3]| {
        let [a, b, c] = cells;
        format!(
            "{head}| Name | Type | {header} | Description |\n|---|---|---|---|\n| a | string | {a} | A. |\n| b | string | {b} | B. |\n| c | string | {c} | C. |\n"
        )
    };
    let expected = "
        POST /tasks Creates.
          json a!: string -- A.
          json b?: string -- B.
          json c: string -- C.
        ";
    check(&answers("Required?", ["yes", "no", ""]), expected);
    check(&answers("Required ?", ["✓", "✗", ""]), expected);
    check(&answers("Required", ["✔️", "❌", ""]), expected);
    check(&answers("Mandatory", ["M", "O", ""]), expected);
    check(&answers("Optional", ["No", "Yes", ""]), expected);
    check(&answers("Optional?", ["required", "optional", "-"]), expected);
    check(
        &answers("Nullable", ["yes", "no", ""]),
        "
        POST /tasks Creates.
          json a: string or null -- A.
          json b: string -- B.
          json c: string -- C.
        ",
    );
    check(
        &format!(
            "{head}| Name | Type | Description |\n|---|---|---|\n| a | string | The colour. Required. |\n| b | string | The size. Optional. In metres. |\n| c | string | The shape (optional) |\n"
        ),
        "
        POST /tasks Creates.
          json a!: string -- The colour.
          json b?: string -- The size. In metres.
          json c: string -- The shape (optional)
        ",
    );
    check_flaw(&answers("Required", ["yes", "perhaps", "if `a` is"]), &[("DW0403", 8, "`perhaps`")]);
}

#[test]
fn names_that_are_paths_stand_within_the_rows_that_they_lead_through() {
    let head = "# Orders\n## POST /orders\nCreates an order.\n### Request body\n";
    let rows = "\
| Name | Type | Required | Description |
|------|------|----------|-------------|
| `items` | array | yes | The lines. |
| `items[].sku` | string | yes | The article. |
| `items[].parts` | array of objects | no | Its parts. |
| `items[].parts[].id` | integer | yes | The part. |
| `shipping` | object | no | Where to. |
| `shipping.method` | string | yes | How. |
| `tags[]` | string | no | Labels. |
";
    check(
        &format!("{head}{rows}### Responses\n#### 201\n{rows}"),
        "
        POST /orders Creates an order.
          json items!: [post_orders_items] -- The lines.
          json shipping?: post_orders_shipping -- Where to.
          json tags?: [string] -- Labels.
          -> 201 post_ordersResponse
        post_orders_shipping:
          method!: string -- How.
        post_orders_items_parts:
          id!: integer -- The part.
        post_orders_items:
          sku!: string -- The article.
          parts?: [post_orders_items_parts] -- Its parts.
        post_orders_shipping_2:
          method!: string -- How.
        post_orders_items_parts_2:
          id!: integer -- The part.
        post_orders_items_2:
          sku!: string -- The article.
          parts?: [post_orders_items_parts_2] -- Its parts.
        post_ordersResponse:
          items!: [post_orders_items_2] -- The lines.
          shipping?: post_orders_shipping_2 -- Where to.
          tags?: [string] -- Labels.
        ",
    );
    check_flaw(
        &format!(
            "{head}| Name | Type | Description |\n|---|---|---|\n| a | string | A. |\n| a.b | string | B. |\n| c.d | string | D. |\n"
        ),
        &[("DW0326", 8, "`a.b` looks like a path"), ("DW0326", 9, "`c.d`")],
    );
    // A query has such names themselves.
    check(
        "# Orders\n## GET /orders\nLists orders.\n### Query parameters\n| Name | Type | Description |\n|---|---|---|\n| filter | object | A filter. |\n| filter.name | string | A name. |\n| ids[] | string | Of these. |\n",
        "
        GET /orders Lists orders.
          query filter: object -- A filter.
          query filter.name: string -- A name.
          query ids[]: string -- Of these.
        ",
    );
}

#[test]
fn names_that_are_set_in_stand_within_the_row_above() {
    let expected = "
        POST /orders Creates an order.
          json receiver: post_orders_receiver -- Whose.
          json note: string -- A note.
        post_orders_receiver_address:
          city: string -- The city.
        post_orders_receiver:
          name: string -- Called so.
          address: post_orders_receiver_address -- Where.
        ";
    for [one, two] in
        [["&nbsp;&nbsp;", "&nbsp;&nbsp;&nbsp;&nbsp;"], ["&emsp;", "&emsp;&emsp;"], ["↳ ", "&nbsp;↳ "]]
    {
        check(
            &format!(
                "# Orders\n## POST /orders\nCreates an order.\n### Request body\n| Name | Type | Description |\n|---|---|---|\n| receiver | object | Whose. |\n| {one}name | string | Called so. |\n| {one}`address` | object | Where. |\n| {two}city | string | The city. |\n| note | string | A note. |\n"
            ),
            expected,
        );
    }
    check_form(
        "p.html",
        "<h1>Orders</h1>\n<h2>POST /orders</h2>\n<p>Creates an order.</p>\n<h3>Request body</h3>\n<table>\n<tr><th>Name</th><th>Type</th><th>Description</th></tr>\n<tr><td>receiver</td><td>object</td><td>Whose.</td></tr>\n<tr><td>&nbsp;&nbsp;name</td><td>string</td><td>Called so.</td></tr>\n<tr><td>&nbsp;&nbsp;<code>address</code></td><td>object</td><td>Where.</td></tr>\n<tr><td>&nbsp;&nbsp;&nbsp;&nbsp;city</td><td>string</td><td>The city.</td></tr>\n<tr><td>note</td><td>string</td><td>A note.</td></tr>\n</table>\n",
        expected,
    );
}

#[test]
fn values_and_defaults_are_read_for_what_they_mean() {
    let page = |rows: &str| {
        format!(
            "# Tasks\n## GET /tasks\nLists tasks.\n### Query parameters\n| Name | Type | Allowed values | Default | Description |\n|---|---|---|---|---|\n{rows}"
        )
    };
    check(
        &page(
            "\
| a | string | \"x\", \"y\" | \"x\" | A. |
| b | string | 'x', 'z' | none | B. |
| c | integer | 1–99 | 10 | C. |
| d | number | -1.5 to 2 | | D. |
| e | boolean | true/false | `false` | E. |
| f | string | any | `all of them` | F. |
| g | string | `none`, `some` | none | G. |
",
        ),
        "
        GET /tasks Lists tasks.
          query a: TaskA = x -- A.
          query b: TaskB -- B.
          query c: integer = 10 min 1 max 99 -- C.
          query d: number min -1.5 max 2 -- D.
          query e: boolean = false -- E.
          query f: string = all of them -- F.
          query g: TaskG = none -- G.
        TaskA: x | y
        TaskB: x | z
        TaskG: none | some
        ",
    );
    check_flaw(
        &page(
            "| a | string | x, y, ... | | A. |\n| b | string | | (empty) | B. |\n| c | string | | all of them | C. |\n",
        ),
        &[
            ("DW0403", 7, "the values of `a` go on"),
            ("DW0306", 8, "`(empty)`"),
            ("DW0306", 9, "`all of them`"),
        ],
    );
}
