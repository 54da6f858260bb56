//! Which lines of a page are endpoints: each call is one, or an example of one, or reported at its place. Each page
//! here is small, its expectation written by hand from it.

// Tests may fail loudly.
#![allow(clippy::panic, reason = "tests may fail loudly, their helpers too")]

use docwright_model::Endpoint;
use docwright_parser::{
    Parsed, State,
    diagnostics::{Diagnostic, render},
    read_api,
};
use std::io::{Error, ErrorKind};

/// Remarks about fields are other tests' concern.
const OF_FIELDS: &[&str] = &["DW0209", "DW0212", "DW0302", "DW0303"];

fn parse(page: &str) -> Parsed {
    let config =
        "name = \"x\"\ntitle = \"X\"\n[request]\nencoding = \"json\"\n[[documents]]\nfile = \"p.md\"\n";
    read_api(&|name| match name {
        "api.toml" => Ok(config.into()),
        "p.md" => Ok(page.into()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    })
}

fn shown(parsed: &Parsed) -> String {
    let text =
        |name: &str| parsed.files.iter().find(|file| &*file.name == name).map(|file| file.text.as_str());
    render(&parsed.diagnostics, text, "")
}

/// An endpoint in a line: what it calls, its summary or name, its parameters, and the other ways to call it.
fn line(endpoint: &Endpoint) -> String {
    let title = endpoint.summary.as_deref().or(endpoint.name.as_deref()).unwrap_or_default();
    let names: Vec<&str> =
        endpoint.parameters.iter().map(|parameter| parameter.field.wire_name.as_str()).collect();
    let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let aliases: Vec<String> =
        endpoint.aliases.iter().map(|alias| format!(" = {} {}", alias.method, alias.path)).collect();
    format!("{} {}{names}{}: {title}", endpoint.method, endpoint.path, aliases.concat())
}

fn codes(parsed: &Parsed) -> Vec<String> {
    let number = |remark: &Diagnostic| remark.code.entry().number;
    let found = parsed.diagnostics.iter().filter(|remark| !OF_FIELDS.contains(&number(remark)));
    let page = parsed.files.get(1).map(|file| file.text.as_str()).unwrap_or_default();
    let line = |at: usize| page.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let place =
        |remark: &Diagnostic| remark.primary.as_ref().map_or(0, |label| line(label.source.span.start));
    found.map(|remark| format!("{}:{}", number(remark), place(remark))).collect()
}

/// Reads a page, which must have these endpoints and these remarks: `code:line`.
#[track_caller]
fn check(page: &str, endpoints: &[&str], remarks: &[&str]) -> Parsed {
    let parsed = parse(page);
    let shown = shown(&parsed);
    let found: Vec<String> = parsed.api.iter().flat_map(|api| &api.endpoints).map(line).collect();
    let found: Vec<&str> = found.iter().map(|line| line.trim_end_matches([' ', ':'])).collect();
    assert_eq!(found, endpoints, "\n{shown}");
    assert_eq!(codes(&parsed), remarks, "\n{shown}");
    if remarks.is_empty() {
        let lost: usize = parsed.accounts.iter().map(|account| account.count(State::NotUnderstood)).sum();
        assert_eq!(lost, 0, "lines are lost\n{shown}");
    }
    parsed
}

#[test]
fn an_example_above_sections_with_calls_of_their_own_swallows_none_of_them() {
    let sections = "\n## List invoices\n\n`GET /invoices`\n\nLists them.\n\n## Fetch an invoice\n\n`GET /invoices/{id}`\n\nFetches one.\n";
    let both = ["GET /invoices: List invoices", "GET /invoices/{id} (id): Fetch an invoice"];
    for example in ["`GET /invoices/7`\n", "GET /invoices/7\n", "```\nGET /invoices/7\n```\n"] {
        check(&format!("# Invoices\n\nTry it:\n\n{example}{sections}"), &both, &[]);
    }
    let message = "```http\nGET /invoices/7 HTTP/1.1\nHost: api.example.com\n```\n";
    check(&format!("# Invoices\n\nTry it:\n\n{message}{sections}"), &both, &[]);
    // What nothing else describes is an endpoint.
    check(
        &format!(
            "# Invoices\n\n## Quick start\n\nTry it.\n\n```\nGET /ping\n```\n\nIt answers.\n{}",
            sections.replace("## ", "### ")
        ),
        &["GET /ping: It answers.", both[0], both[1]],
        &[],
    );
    check(
        "# Shop\n\n## Customers\n\n`GET /customers`\n\nLists customers.\n\n### Query parameters\n\n- `limit` (integer) — How many.\n\n### Fetch a customer\n\n`GET /customers/{id}`\n",
        &["GET /customers (limit): Lists customers.", "GET /customers/{id} (id): Fetch a customer"],
        &[],
    );
}

#[test]
fn a_section_below_an_endpoint_is_a_part_of_it_unless_it_is_about_another_call() {
    check(
        "# Jobs\n\n## POST /jobs\n\nStarts a job.\n\n### Notes\n\nAsk for it later:\n\n```\nGET /jobs/7\n```\n\n### DELETE /jobs/{id}\n\nStops it.\n\n## GET /jobs/{id}\n\nFetches a job.\n",
        &[
            "POST /jobs: Starts a job.",
            "DELETE /jobs/{id} (id): Stops it.",
            "GET /jobs/{id} (id): Fetches a job.",
        ],
        &[],
    );
    check(
        "# Jobs\n\n## Start a job\n\n`POST /jobs`\n\n### Polling\n\n`GET /jobs/{id}`\n\n## Fetch a job\n\n`GET /jobs/{id}`\n",
        &["POST /jobs: Start a job", "GET /jobs/{id} (id): Fetch a job"],
        &[],
    );
}

#[test]
fn a_part_titled_request_holds_the_call_of_one_endpoint() {
    check(
        "# Pets\n\n## Create a pet\n\n### Request\n\n`POST /pets`\n\n### Response\n\n- `201`: Created.\n",
        &["POST /pets: Create a pet"],
        &[],
    );
    check(
        "# Shop\n\n## Pets\n\n### Request\n\n`POST /pets`\n\nCreates a pet.\n\n### Response\n\n- `201`: Created.\n\n### Request\n\n```\nDELETE /pets/{id}\n```\n\nGives it away.\n\n### Response\n\n- `204`: Gone.\n\n### List pets\n\n`GET /pets`\n",
        &["POST /pets: Creates a pet.", "DELETE /pets/{id} (id): Gives it away.", "GET /pets: List pets"],
        &[],
    );
}

#[test]
fn another_method_or_another_number_of_placeholders_is_no_alias() {
    check(
        "# Shop\n\n## Carts\n\n- `GET /carts` — Lists carts.\n- `POST /carts` — Creates a cart.\n- `DELETE /carts/{id}` — Removes a cart.\n",
        &[
            "GET /carts: Lists carts.",
            "POST /carts: Creates a cart.",
            "DELETE /carts/{id} (id): Removes a cart.",
        ],
        &[],
    );
    check(
        "# Shop\n\n## Carts\n\n- GET /carts - Lists carts.\n- GET /carts/{id}: Fetches a cart.\n- Create a cart: `POST /carts`\n",
        &["GET /carts: Lists carts.", "GET /carts/{id} (id): Fetches a cart.", "POST /carts: Create a cart"],
        &[],
    );
    check("# Shop\n\n## Carts\n\n- `GET /carts`\n- `GET /baskets`\n", &["GET /carts", "GET /baskets"], &[]);
    // The line itself is no other way to call it.
    check(
        "# Shop\n\n## List carts (GET /carts)\n\nLists them. Also:\n\n- `GET /carts`\n- `GET /baskets`\n",
        &["GET /carts = GET /baskets: List carts"],
        &[],
    );
    check(
        "# Shop\n\n## List carts (GET /carts)\n\nLists them. Also:\n\n- `GET /baskets`\n- `DELETE /carts/{id}`\n",
        &["GET /carts = GET /baskets: List carts"],
        &["DW0218:8"],
    );
    // An index of what sections describe adds its words to them.
    check(
        "# Shop\n\n## Endpoints\n\n- `GET /carts` — Lists carts.\n- `POST /carts` — Creates a cart.\n\n## List carts\n\n`GET /carts`\n",
        &["POST /carts: Creates a cart.", "GET /carts: List carts"],
        &[],
    );
}

#[test]
fn every_call_of_a_section_is_an_endpoint() {
    check(
        "# Shop\n\n## Carts\n\nAll about carts.\n\n`GET /carts`\n\nLists carts.\n\n`POST /carts`\n\nCreates a cart.\n\n- `name` (string) — Its name.\n",
        &["GET /carts: Lists carts.", "POST /carts: Creates a cart."],
        &[],
    );
    for calls in [
        "```\nPUT /doors/{id}/lock\nPUT /doors/{id}/unlock\n```\n",
        "`PUT /doors/{id}/lock`\n\n`PUT /doors/{id}/unlock`\n",
        "`PUT /doors/{id}/lock`\n`PUT /doors/{id}/unlock`\n",
    ] {
        check(
            &format!(
                "# House\n\n## Lock or unlock a door\n\n{calls}\n| Name | Type | Description |\n|---|---|---|\n| by | string | Who. |\n"
            ),
            &[
                "PUT /doors/{id}/lock (id, by): Lock or unlock a door",
                "PUT /doors/{id}/unlock (id, by): Lock or unlock a door",
            ],
            &[],
        );
    }
    check(
        "# House\n\n## Doors\n\n```\nGET /doors\nPOST /doors   # Adds a door.\n\nDELETE /doors/:id\n```\n",
        &["GET /doors", "POST /doors: Adds a door.", "DELETE /doors/{id} (id)"],
        &[],
    );
    // Without any heading.
    check(
        "GET /doors\n\nLists doors.\n\nPOST /doors\n\nAdds one.\n",
        &["GET /doors: Lists doors.", "POST /doors: Adds one."],
        &[],
    );
    check("GET /doors\n\nLists doors.\n", &["GET /doors: Lists doors."], &[]);
    // A call below a heading that is one.
    check(
        "# House\n\n## GET /doors\n\nLists doors.\n\nPOST /doors\n\nAdds one.\n",
        &["GET /doors: Lists doors."],
        &["DW0218:7"],
    );
}

#[test]
fn method_and_path_stand_in_two_keys_in_either_order() {
    let expected = ["DELETE /carts/{id} (id): Remove a cart"];
    for keys in [
        "**URL**: /carts/{id}\n\n**Method**: DELETE\n",
        "**Method**: `DELETE`\n\n**URL**: `/carts/{id}`\n",
        "**Method:** delete\n**URL:** https://api.example.com/carts/{id}\n",
        "- **URL**: `/carts/:id`\n- **Method**: `DELETE`\n",
        "- HTTP method: DELETE\n- Route: /carts/{id}\n",
        "| | |\n|---|---|\n| URL | /carts/{id} |\n| Method | DELETE |\n",
        "| Method | DELETE |\n|---|---|\n| URL | `/carts/{id}` |\n",
        "| Property | Value |\n|---|---|\n| HTTP verb | DELETE |\n| URI | /carts/{id} |\n",
        "| Endpoint | `DELETE /carts/{id}` |\n|---|---|\n| Content type | application/json |\n",
        "* **URL**\n\n  /carts/:id\n\n* **Method:**\n\n  `DELETE`\n",
        "### URL\n\n`DELETE /carts/{id}`\n",
        "**Request:** `DELETE /carts/{id}`\n",
    ] {
        check(&format!("# Shop\n\n## Remove a cart\n\n{keys}\nFor good.\n"), &expected, &[]);
    }
    check(
        "# Shop\n\n## Carts\n\n**Method**: GET\n\n**URL**: /carts\n\nLists carts.\n\n**Method**: POST\n\n**URL**: /baskets\n",
        &["GET /carts: Lists carts."],
        &["DW0218:13"],
    );
}

#[test]
fn a_method_that_is_not_known_is_named() {
    let other = "\n## get /cache\n\nShows it.\n";
    let expected = ["GET /cache: Shows it."];
    for section in [
        "## PURGE /cache\n\nEmpties it.\n\n### Notes\n\nBeware.\n",
        "## Empty the cache (PURGE /cache)\n\nEmpties it.\n",
        "## Empty the cache\n\n`PURGE /cache`\n\n| Name | Type | Description |\n|---|---|---|\n| a | string | A. |\n",
        "## TRACE /cache\n\nShows it.\n",
        "## Empty the cache\n\n**URL**: /cache\n\n**Method**: PURGE\n",
    ] {
        let parsed = parse(&format!("# Cache\n\n{section}{other}"));
        let found: Vec<String> = parsed.api.iter().flat_map(|api| &api.endpoints).map(line).collect();
        let (all, shown) = (codes(&parsed), shown(&parsed));
        assert_eq!((found.as_slice(), all.len()), (expected.map(str::to_owned).as_slice(), 1), "{shown}");
        assert!(
            shown.contains("warning[DW0219]: `PURGE` is no")
                || shown.contains("warning[DW0219]: `TRACE` is no"),
            "{shown}"
        );
        assert!(shown.contains("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"), "{shown}");
        let described = parsed.api.as_ref().and_then(|api| api.description.as_deref());
        assert_eq!(described, None, "what the section says is about nothing else");
    }
    check(
        "# Cache\n\n- `GET /cache` — Shows it.\n- `PURGE /cache` — Empties it.\n- `PUT /cache` — Fills it.\n",
        &["GET /cache: Shows it.", "PUT /cache: Fills it."],
        &["DW0219:4"],
    );
    check(
        "# Cache\n\n## GET /cache\n\nShows it.\n\nPURGE /cache\n",
        &["GET /cache: Shows it."],
        &["DW0219:7"],
    );
}

#[test]
fn calls_of_other_servers_are_reported() {
    check(
        "# Shop\n\n**Base URL**: https://api.example.com/v1\n\n## GET /carts\n\nLists carts.\n\n## GET https://api.example.com/v1/pets\n\nLists pets.\n\n## GET https://files.example.net/v1/files\n\nLists files.\n",
        &["GET /carts: Lists carts.", "GET /pets: Lists pets.", "GET /v1/files: Lists files."],
        &["DW0220:13"],
    );
    // Without a base URL, most of them say which server it is.
    check(
        "# Shop\n\n| Method | URL | Description |\n|---|---|---|\n| GET | https://a.example.com/x | X. |\n| GET | https://b.example.com/y | Y. |\n| GET | https://A.example.com/z | Z. |\n| GET | https://a.example.com/w | W. |\n",
        &["GET /x: X.", "GET /y: Y.", "GET /z: Z.", "GET /w: W."],
        &["DW0220:6"],
    );
    check(
        "# Shop\n\n**Base URL**: https://{region}.example.com/v1\n\n## GET https://eu.example.com/v1/carts\n\nLists carts.\n",
        &["GET /carts: Lists carts."],
        &[],
    );
}

#[test]
fn who_else_is_told_a_secret_is_reported() {
    let page = |token: &str| {
        format!(
            "# Shop\n\n**Base URL**: https://api.example.com/v1\n\n## Security\n\n### OAuth 2.0\n\nSupported grant types:\n\n* `client_credentials`\n\nAccess token URI: `{token}`\n\n## GET /carts\n\nLists carts.\n"
        )
    };
    let carts = ["GET /carts: Lists carts."];
    check(&page("/oauth/token"), &carts, &[]);
    check(&page("https://api.example.com/oauth/token"), &carts, &[]);
    check(&page("https://login.example.net/oauth/token"), &carts, &["DW0220:7"]);
}

#[test]
fn a_command_shows_the_call_of_a_section_without_a_line() {
    let parsed = check(
        "# Shop\n\n## List carts\n\nLists carts.\n\n```sh\ncurl -H 'Accept: */*' https://api.example.com/v1/carts?limit=3\n```\n\n## Add a cart\n\nAdds one.\n\n### Example request\n\n```\n$ curl https://api.example.com/v1/carts \\\n  -d name=x\n```\n\n## Fetch a cart\n\nFetches one.\n\n```\ncurl https://api.example.com/v1/carts/7\n```\n",
        &["GET /v1/carts: List carts", "POST /v1/carts: Add a cart"],
        &["DW0221:8", "DW0221:18", "DW0405:22"],
    );
    assert!(shown(&parsed).contains("a command of it calls `GET /v1/carts/7`"));
    // What a line says counts more than a command that shows it.
    check(
        "# Shop\n\n## Quick start\n\nTry it:\n\n```\ncurl https://api.example.com/carts\n```\n\n## List carts\n\n`GET /carts`\n\n```\ncurl https://api.example.com/carts\n```\n",
        &["GET /carts: List carts"],
        &["DW0405:3"],
    );
}

#[test]
fn tables_list_endpoints_whatever_their_headers_are() {
    check(
        "# Tickets\n\n| Resource | Action |\n|---|---|\n| `GET /tickets` | Lists tickets. |\n| `POST /tickets` | Adds one. |\n\n| HTTP | Where | What |\n|---|---|---|\n| GET | /users | Users. |\n| put | `/users/:id` | Change. |\n\n| Verb | Endpoint URL | Description |\n|---|---|---|\n| GET, POST | /comments | Comments. |\n| GET | /a, /b | Both. |\n| DELETE | `comments/{id}` | Gone. |\n| TRACE | /x | No. |\n|  | /y | No method. |\n",
        &[
            "GET /tickets: Lists tickets.",
            "POST /tickets: Adds one.",
            "GET /users: Users.",
            "PUT /users/{id} (id): Change.",
            "GET /comments: Comments.",
            "POST /comments: Comments.",
            "GET /a: Both.",
            "GET /b: Both.",
            "DELETE /comments/{id} (id): Gone.",
        ],
        &["DW0219:18", "DW0211:19"],
    );
}

#[test]
fn an_index_above_the_sections_that_describe_its_calls_swallows_none() {
    check(
        "# Ledger\n\n## Refunds\n\nThey give money back.\n\n```\n  POST /v1/refunds\n   GET /v1/refunds/:id\n```\n\n### Create a refund\n\n#### Parameters\n\n- **charge** string, required. The charge.\n\n```\nPOST /v1/refunds\n```\n\n### Retrieve a refund\n\n```\nGET /v1/refunds/:id\n```\n",
        &["POST /v1/refunds (charge): Create a refund", "GET /v1/refunds/{id} (id): Retrieve a refund"],
        &[],
    );
}

#[test]
fn words_may_stand_on_the_line_of_a_call() {
    let expected = ["GET /carts: lists carts.", "PUT /carts/{id} (id): changes one"];
    for calls in [
        "GET `/carts` lists carts.\n\n**PUT** `/carts/{id}` changes one\n",
        "`GET /carts` lists carts.\n\n`PUT /carts/{id}`: changes one\n",
        "**GET** /carts - lists carts.\n\nPUT /carts/{id}: changes one\n",
        "- GET `/carts` lists carts.\n- **PUT** /carts/{id}: changes one\n",
    ] {
        check(&format!("# Shop\n\n## Carts\n\n{calls}"), &expected, &[]);
    }
}

#[test]
fn a_resource_lends_its_path_to_the_methods_below_it() {
    check(
        "# Polls\n\n## Questions [/questions]\n\nAll of them.\n\n### List questions [GET]\n\nLists them.\n\n### Add a question [POST]\n\nAdds one.\n\n## /questions/{id}\n\n### GET\n\nFetches one.\n\n### DELETE\n\nRemoves one.\n",
        &[
            "GET /questions: List questions",
            "POST /questions: Add a question",
            "GET /questions/{id} (id): Fetches one.",
            "DELETE /questions/{id} (id): Removes one.",
        ],
        &[],
    );
}
