//! What `docwright diff` says of the real documents, edited as vendors edit theirs. Lines of the old side are those of
//! the documents as published.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

use docwright::diff::{ApiComparison, Comparison, Place, ShownChange, Side, Totals};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An edit: the file, what stands there once, and what stands there afterwards.
type Edit<'a> = (&'a str, &'a str, &'a str);

fn specs(api: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(api)
}

/// A copy of the folder of an API with these edits.
fn edited(api: &str, edits: &[Edit<'_>]) -> TempDir {
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(specs(api)).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    for (file, before, after) in edits {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(before).count(), 1, "{before:?} does not stand once in {file}");
        fs::write(path, text.replace(before, after)).unwrap();
    }
    copy
}

/// A change on a line, with the lines of both documents: `breaking parameter-required GET /users: … | 2461 → 2461`.
fn line(change: &ShownChange) -> String {
    let place = |place: &Option<Place>| {
        let shown = place.as_ref().map(ToString::to_string);
        let name = shown.as_deref().map(|shown| shown.rsplit('/').next().unwrap().to_owned());
        name.unwrap_or_else(|| "-".to_owned())
    };
    let ShownChange { verdict, rule, item, detail, old, new, .. } = change;
    format!("{verdict} {rule} {item}: {detail} | {} → {}", place(old), place(new))
}

#[track_caller]
fn check(api: &str, edits: &[Edit<'_>], expected: &[&str]) {
    let copy = edited(api, edits);
    let (old, new) = (Side::read(specs(api).as_os_str()), Side::read(copy.path().as_os_str()));
    let (old, new) = (old.unwrap(), new.map_err(|error| error.render()).unwrap());
    let comparison = Comparison::of(&old, &new).unwrap();
    let [ApiComparison { changes, .. }] = comparison.apis.as_slice() else { panic!("not one API") };
    assert_eq!(changes.iter().map(line).collect::<Vec<_>>(), expected);

    // The way back has as many changes, and what came goes.
    let back = Comparison::of(&new, &old).unwrap();
    let count = |comparison: &Comparison, end: &str| {
        let changes = comparison.apis.iter().flat_map(|api| &api.changes);
        changes.filter(|change| change.rule.ends_with(end)).count()
    };
    assert_eq!(count(&comparison, "endpoint-added"), count(&back, "endpoint-removed"));
    assert_eq!(count(&comparison, "endpoint-removed"), count(&back, "endpoint-added"));
    assert_eq!(comparison.totals.all(), back.totals.all());
}

#[test]
fn a_page_of_endpoints_without_names() {
    let file = "account-management.md";
    let edits = [
        (file, "# Account Management API\n", "# Account Management API, second edition\n"),
        // A filter that must be given, one that is gone, and a limit that is lower.
        (
            file,
            "| `origin_id` | (Optional) A filter by specific origin ID\n",
            "| `origin_id` | (Required) A filter by specific origin ID\n",
        ),
        (
            file,
            "| `updated_since` | (Optional) A filter by users that were updated after the specified RFC3339 timestamp in UTC time zone.\n**Type**: DateTime |\n",
            "",
        ),
        (
            file,
            "| `limit` | (Optional) Number of elements in current users page of the response.\n**Type**: Integer\n**Minimum**: 1\n",
            "| `limit` | (Optional) Number of elements in current users page of the response.\n**Type**: Integer\n**Minimum**: 1\n**Maximum**: 500\n",
        ),
        (file, "### GET /users/me\n", "### GET /users/myself\n"),
        ("api.toml", "\"GET /users/me\" = ", "\"GET /users/myself\" = "),
        (file, "- `user_login`\n- `verify` |", "- `user_login`\n- `verify`\n- `reset` |"),
    ];
    // Of the two lines that one edit takes away and the two that others add, those before a place move it.
    check(
        "acronis",
        &edits,
        &[
            "breaking parameter-removed GET /users: query parameter `updated_since`: removed | account-management.md:2476:3 → -",
            "breaking parameter-required GET /users: query parameter `origin_id`: required | account-management.md:2461:17 → account-management.md:2462:17",
            "breaking limit-narrowed GET /users: query parameter `limit`: greatest value none → `500` | account-management.md:2480:3 → account-management.md:2480:3",
            "breaking endpoint-moved GET /users/myself: was GET /users/me | account-management.md:2668:5 → account-management.md:2668:5",
            "compatible variant-added type `OttPurpose`: value `reset`: added | account-management.md:533:3 → account-management.md:536:4",
            "documentation only document-changed the API: document `account-management.md`: changed | - → -",
        ],
    );
}

#[test]
fn pages_of_methods_and_of_types() {
    let (methods, types, constants) = ("api-methods.md", "data-structures.md", "constants.md");
    let edits = [
        (
            methods,
            "\n## AdminDisableUserTotp: ",
            "| `Force`          | bool                                                                                                                       | Also while it is in use _(Optional)_ |\n\n## AdminDisableUserTotp: ",
        ),
        (
            methods,
            "- Endpoint: `POST /api/v1/admin/branding/generate-client/linuxgeneric`\n",
            "- Endpoint: `POST /api/v1/update-software/linuxgeneric`\n",
        ),
        (
            methods,
            "- `POST /api/v1/update-software/linuxgeneric` _(\"UpdateSoftwareLinuxgeneric\")_\n",
            "- `POST /api/v1/admin/branding/generate-client/linuxgeneric` _(\"UpdateSoftwareLinuxgeneric\")_\n",
        ),
        (types, "version 22.6.2\n", "version 22.9.0\n"),
        (types, "## AdminEmailOptions\n", "## SenderOptions\n"),
        (types, "**Extends**: `AdminEmailOptions`\n", "**Extends**: `SenderOptions`\n"),
        (
            types,
            "| `CircularLoggingEnabled` | `bool`   | no             |\n",
            "| `CircularLoggingEnabled` | `bool`   | no             |\n| `Size`                   | `int`    | no             |\n",
        ),
        (
            constants,
            "| `CLIENTBRANDINGBUILD_PREBUILT` | `int` | `1`   | ClientBrandingBuildMode: |\n",
            "| `CLIENTBRANDINGBUILD_PREBUILT` | `int` | `1`   | ClientBrandingBuildMode: |\n| `CLIENTBRANDINGBUILD_HOSTED`   | `int` | `2`   | ClientBrandingBuildMode: |\n",
        ),
        (
            constants,
            "| `APPLICATION_VERSION`          | `string` | `\"22.6.2\"` |",
            "| `APPLICATION_VERSION`          | `string` | `\"22.9.0\"` |",
        ),
    ];
    check(
        "comet",
        &edits,
        &[
            "breaking call-moved POST /api/v1/update-software/linuxgeneric: `admin_branding::AdminBrandingGenerateClientLinuxgenericCall` → `update_software::AdminBrandingGenerateClientLinuxgenericCall` | api-methods.md:333:14 → api-methods.md:333:14",
            "breaking type-renamed type `SenderOptions`: `AdminEmailOptions` → `SenderOptions` | data-structures.md:20:4 → data-structures.md:20:4",
            "breaking field-added type `EDBFileInfo`: field `Size`: added, Integer | - → data-structures.md:538:3",
            "breaking constant-changed constant `APPLICATION_VERSION`: `\"22.6.2\"` → `\"22.9.0\"` | constants.md:12:1 → constants.md:12:1",
            "compatible parameter-added POST /api/v1/admin/delete-user: form field `Force`: added, Boolean | - → api-methods.md:643:3",
            "compatible endpoint-moved-kept POST /api/v1/update-software/linuxgeneric: was POST /api/v1/admin/branding/generate-client/linuxgeneric | api-methods.md:333:14 → api-methods.md:333:14",
            "compatible variant-added type `ClientBrandingBuildMode`: value `2`: added | constants.md:30:1 → constants.md:32:4",
            "documentation only document-changed the API: document `data-structures.md`: changed | - → -",
            "documentation only constant-described constant `CLIENTBRANDINGBUILD_HOSTED`: added | - → constants.md:32:1",
        ],
    );
}

#[test]
fn nothing_differs_from_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (folder, least) in [("specs", 3), ("tests/pages", 25)] {
        let side = Side::read(root.join(folder).as_os_str()).map_err(|error| error.render()).unwrap();
        let comparison = Comparison::of(&side, &side).map_err(|error| error.render()).unwrap();
        assert!(comparison.apis.len() >= least, "{folder}: {}", comparison.apis.len());
        assert_eq!(comparison.totals, Totals::default(), "{folder}");
    }
}

/// Each place is the line that changed; where a side has nothing there, it is where the list begins.
#[test]
fn a_change_in_a_list_is_told_at_its_own_line() {
    let page = "account-management.md";
    let of = |edit: Edit<'_>, expected: &[&str]| check("acronis", &[edit], expected);
    of(
        (page, "* `client_credentials`\n* `authorization_code`\n", "* `client_credentials`\n"),
        &[
            "breaking grant-removed the client: scheme `oauth2`: without the grant `authorization_code` | account-management.md:7:4 → account-management.md:5:1",
        ],
    );
    let methods = "The endpoint supports the following authorization methods: `x-api-key`, `Basic Authentication`, `OAuth 2.0`";
    let around = |methods: &str| {
        format!(
            "### GET /applications/{{application_id}}\nFetches the information about the application by ID.\n#### Security\n{methods}\n"
        )
    };
    let (before, after) = (around(methods), around(&methods.replace("`x-api-key`, ", "")));
    of(
        (page, &before, &after),
        &[
            "breaking security-tightened GET /applications/{application_id}: no longer by `x-api-key` | account-management.md:109:61 → account-management.md:109:1",
        ],
    );
    of(
        (
            page,
            "**Allowed values**:\n- `count`\n- `feature`\n",
            "**Allowed values**:\n- `count`\n- `features`\n",
        ),
        &[
            "breaking variant-removed type `OfferingItemType`: value `feature`: removed | account-management.md:1731:4 → account-management.md:1729:3",
            "compatible variant-added type `OfferingItemType`: value `features`: added | account-management.md:1729:3 → account-management.md:1731:4",
        ],
    );
}

/// What is added to the documents, and the word above an address, did not change.
#[test]
fn a_change_is_told_where_the_document_changed() {
    let tenants =
        |name: &str| format!("| `{name}` | (Optional) Cursor to fetch the next tenants page. The cursor");
    check(
        "acronis",
        &[("account-management.md", &tenants("after"), &tenants("next"))],
        &[
            "breaking parameter-removed GET /tenants: query parameter `after`: removed | account-management.md:1345:3 → -",
            "breaking pages-changed GET /tenants: pages by `next` | account-management.md:1345:13 → account-management.md:1345:12",
            "compatible parameter-added GET /tenants: query parameter `next`: added, String | - → account-management.md:1345:3",
        ],
    );
    check(
        "ahsay",
        &[("update-user.txt", "json/2/UpdateUser.do", "json/3/UpdateUser.do")],
        &[
            "breaking endpoint-moved POST /obs/api/json/3/UpdateUser.do: was POST /obs/api/json/2/UpdateUser.do | update-user.txt:12:1 → update-user.txt:12:1",
            "documentation only endpoint-described POST /obs/api/json/3/UpdateUser.do: address | update-user.txt:12:1 → update-user.txt:12:1",
        ],
    );
}
