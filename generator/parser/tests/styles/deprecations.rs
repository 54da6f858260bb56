//! That something should not be used any more, in the words and marks of different pages.

use super::*;

#[test]
fn an_endpoint_is_deprecated_by_its_first_words() {
    let line = |line: &str, expected: &str| {
        let page = format!("# Tasks\n## GET /tasks\n{line}\n\nLists tasks.\n");
        check(&page, &format!("GET /tasks Lists tasks.\n  deprecated{expected}\n"));
    };
    line("**Deprecated.** Use `GET /jobs`.", ": Use `GET /jobs`.");
    line("*Deprecated.* Use other.", ": Use other.");
    line("Deprecated. Use other.", ": Use other.");
    line("**Deprecated**: Use other.", ": Use other.");
    line("> **Deprecated:** Use other.", ": Use other.");
    line("**Deprecated**: yes", "");
    line("**Deprecated**: since 2.1", " since 2.1");
    line("**Deprecated**", "");
    line("This endpoint is deprecated since 2.1.", " since 2.1: This endpoint is deprecated since 2.1.");
    check(
        "# Tasks\n## GET /tasks\nLists tasks. This method is deprecated. Use other.\n",
        "
        GET /tasks Lists tasks. This method is deprecated. Use other.
          deprecated: This method is deprecated.
        ",
    );
    check(
        "# Tasks\n## GET /tasks\n[Deprecated] Lists tasks.\n",
        "GET /tasks [Deprecated] Lists tasks.\n  deprecated\n",
    );
    check("# Tasks\n## GET /tasks\n**Deprecated**: no\n\nLists tasks.\n", "GET /tasks Lists tasks.\n");
    check(
        "# Tasks\n## GET /tasks\nDeprecated tasks are listed.\n",
        "GET /tasks Deprecated tasks are listed.\n",
    );
}

#[test]
fn a_field_is_deprecated_by_its_first_words() {
    check(
        "\
# Tasks
## GET /tasks
Lists tasks.
### Query parameters
| Name | Type | Description |
|------|------|-------------|
| a | string | **Deprecated.** Use b. |
| b | string | *Deprecated*: use c. |
| c | string, deprecated | C. |
| d | string | Deprecated users are listed. |
",
        "
        GET /tasks Lists tasks.
          query a: string deprecated -- **Deprecated.** Use b.
          query b: string deprecated -- *Deprecated*: use c.
          query c: string deprecated -- C.
          query d: string -- Deprecated users are listed.
        ",
    );
}

#[test]
fn names_that_are_struck_out_are_deprecated() {
    let expected = "
        GET /tasks Lists tasks.
          query page: integer deprecated -- The page.
          query limit: integer -- How many.
        ";
    for name in ["~~page~~", "~~`page`~~", "`~~page~~`", "<del>page</del>"] {
        check(
            &format!(
                "# Tasks\n## GET /tasks\nLists tasks.\n### Query parameters\n| Name | Type | Description |\n|---|---|---|\n| {name} | integer | The page. |\n| limit | integer | How many. |\n"
            ),
            expected,
        );
    }
    for [class, name] in
        [["", "<del><code>page</code></del>"], ["", "<s>page</s>"], [" class=\"row deprecated\"", "page"]]
    {
        check_form(
            "p.html",
            &format!(
                "<h1>Tasks</h1>\n<h2>GET /tasks</h2>\n<p>Lists tasks.</p>\n<h3>Query parameters</h3>\n<table>\n<tr><th>Name</th><th>Type</th><th>Description</th></tr>\n<tr{class}><td>{name}</td><td>integer</td><td>The page.</td></tr>\n<tr><td>limit</td><td>integer</td><td>How many.</td></tr>\n</table>\n"
            ),
            expected,
        );
    }
}
