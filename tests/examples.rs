//! The published crate's examples as their users meet them: programs with arguments, an environment, output and an
//! exit status, against a server on this machine. Answers are cut out of the documents where these have any; the others
//! are written by hand from what the documents say.

mod support;

use docwright_runtime::testing::{Reply, Seen, Server, json};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::root;

const TENANT: &str = "fa6859a9-f5e1-4faf-a56c-5a0ae866dc4f";
const BASIC: &str = "Basic Y2xpZW50OnMzY3JldA==";

/// The programs by name. Cargo builds examples with all tests, but not with a single one.
fn program(name: &str) -> &'static Path {
    static PROGRAMS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
        let built = Command::new(env!("CARGO"))
            .current_dir(root())
            .args(["build", "--examples", "--quiet", "--offline", "--message-format=json"])
            .env("CARGO_TARGET_DIR", target)
            .output()
            .expect("cargo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8(built.stdout).expect("cargo writes UTF-8");
        messages.lines().filter_map(example).collect()
    });
    programs.get(name).unwrap_or_else(|| panic!("no example {name} among {programs:?}"))
}

/// The name and the program of an example, if this is what cargo tells of.
fn example(message: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let target = &message["target"];
    let is_example = target["kind"] == json!(["example"]);
    let name = target["name"].as_str().filter(|_| is_example)?;
    Some((name.to_owned(), message["executable"].as_str()?.into()))
}

/// Runs a program with these arguments and nothing else in its environment that it reads, and compares what it says
/// and how it ends.
#[track_caller]
fn check(name: &str, arguments: &[&str], environment: &[(&str, &str)], expected: (i32, &str, &str)) {
    let mut command = Command::new(program(name));
    for (variable, _) in std::env::vars_os() {
        let known = ["ACRONIS_", "AHSAY_", "COMET_"];
        if known.iter().any(|prefix| variable.to_string_lossy().starts_with(prefix)) {
            command.env_remove(variable);
        }
    }
    let ended = command.args(arguments).envs(environment.iter().copied()).output().expect("the program runs");
    let [stdout, stderr] = [ended.stdout, ended.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
    assert_eq!(
        (ended.status.code(), stdout.as_str(), stderr.as_str()),
        (Some(expected.0), expected.1, expected.2)
    );
}

fn header<'a>(seen: &'a Seen, name: &str) -> &'a str {
    seen.headers.get(name).map_or("", |value| value.to_str().expect("headers here are ASCII"))
}

/// An address on this machine at which nobody listens, and what the system says of it.
fn nobody() -> (String, std::io::Error) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    (format!("http://{address}"), TcpStream::connect(address).expect_err("nobody listens"))
}

/// What is said of an address at which everybody could read along.
const NO_TLS: &str = "the base URL must begin with https://, or else anybody on the way can read what is sent; \
    `allow_http()` allows it all the same\n";

mod acronis {
    use super::*;

    const USAGE: &str = "usage: acronis_tenant_tree TENANT_ID\n\
        Environment: ACRONIS_URL, ACRONIS_CLIENT_ID, ACRONIS_CLIENT_SECRET\n";

    #[track_caller]
    fn run(address: &str, expected: (i32, &str, &str)) {
        let url = format!("{address}/api/2");
        let environment = [
            ("ACRONIS_URL", url.as_str()),
            ("ACRONIS_CLIENT_ID", "client"),
            ("ACRONIS_CLIENT_SECRET", "s3cret"),
        ];
        check("acronis_tenant_tree", &[TENANT], &environment, expected);
    }

    fn token() -> Reply {
        Reply::json(r#"{"access_token":"t0ken","expires_in":3600,"token_type":"bearer"}"#)
    }

    /// A page of `GET /tenants` with `lod=basic`, which the document describes in sentences: its fields, and the
    /// cursor at `paging.cursors.after`. Of a tenant: last digit of its ID, that of its parent, name, kind, enabled.
    fn page(after: Option<&str>, tenants: &[(u32, u32, &str, &str, bool)]) -> Reply {
        let id = |digit: u32| match digit {
            0 => TENANT.to_owned(),
            digit => format!("c4878582-6e14-451e-9bda-3ff899b3f70{digit}"),
        };
        let items = tenants.iter().map(|(own, parent, name, kind, enabled)| {
            json!({
                "id": id(*own), "parent_id": id(*parent), "version": 1, "created_at": "2017-06-22T18:25:16",
                "name": name, "kind": kind, "enabled": enabled, "not_in_the_document": { "x": [1] },
            })
        });
        let cursors = after.map_or_else(|| json!({}), |after| json!({ "after": after }));
        Reply::json(
            json!({ "items": items.collect::<Vec<_>>(), "paging": { "cursors": cursors } }).to_string(),
        )
    }

    fn answer(seen: &Seen) -> Reply {
        match (seen.operation().as_str(), seen.query.as_deref()) {
            ("POST /api/2/idp/token", None) => token(),
            ("GET /api/2/tenants", Some("after=b%2B2")) => page(
                Some("c"),
                &[(3, 1, "Köln", "unit", true), (4, 1, "Bonn", "unit", false), (5, 2, "Z", "cosmos", true)],
            ),
            ("GET /api/2/tenants", Some("after=c")) => page(None, &[(6, 4, "Night shift", "unit", true)]),
            // The root has a parent that the client may not see.
            ("GET /api/2/tenants", Some(_)) => page(
                Some("b+2"),
                &[
                    (0, 9, "The Qwerty Tenant", "partner", true),
                    (1, 0, "Rhine", "customer", true),
                    (2, 0, "A folder", "folder", true),
                ],
            ),
            _ => Reply::status(404),
        }
    }

    #[test]
    fn tenants_of_all_pages_are_a_tree() {
        let server = Server::answering(answer).expect("a server");
        let tree = "\
The Qwerty Tenant (partner, enabled)
├── A folder (folder, enabled)
│   └── Z (cosmos, enabled)
└── Rhine (customer, enabled)
    ├── Bonn (unit, disabled)
    │   └── Night shift (unit, enabled)
    └── Köln (unit, enabled)
7 tenants, 1 disabled
";
        run(server.address(), (0, tree, ""));
        let requests = server.requests();
        let seen: Vec<_> = requests
            .iter()
            .map(|seen| {
                (seen.operation(), seen.query.as_deref().unwrap_or(""), header(seen, "authorization"))
            })
            .collect();
        let first = format!("subtree_root_id={TENANT}&lod=basic");
        let tenants = || "GET /api/2/tenants".to_owned();
        assert_eq!(
            seen,
            [
                ("POST /api/2/idp/token".to_owned(), "", BASIC),
                (tenants(), first.as_str(), "Bearer t0ken"),
                (tenants(), "after=b%2B2", "Bearer t0ken"),
                (tenants(), "after=c", "Bearer t0ken"),
            ]
        );
        assert_eq!(requests[0].form(&[]).expect("a form"), json!({ "grant_type": "client_credentials" }));
        assert!(requests[1..].iter().all(|seen| seen.body.is_empty()));
    }

    #[test]
    fn a_wrong_secret_is_said_in_one_line() {
        let refused = Reply::new(401, "application/json", r#"{"error":"invalid_client"}"#);
        let server = Server::start(refused).expect("a server");
        let line = "error: GET /tenants: the server refused to give a token (401 Unauthorized): \
            {\"error\":\"invalid_client\"}\n";
        run(server.address(), (1, "", line));
        assert_eq!(server.requests().len(), 1);
    }

    #[test]
    fn a_missing_scope_is_named_as_the_document_names_it() {
        let server = Server::answering(|seen| match seen.path.as_str() {
            "/api/2/idp/token" => token(),
            _ => Reply::status(403),
        });
        let server = server.expect("a server");
        let line = "error: GET /tenants: 403 Forbidden: Current user is not authorized to access this endpoint or its \
            method. (documented scopes: `urn:acronis.com::account-server::tenant_viewer`)\n";
        run(server.address(), (1, "", line));
    }

    #[test]
    fn a_tenant_of_another_shape_is_pointed_at() {
        let server = Server::answering(|seen| match seen.path.as_str() {
            "/api/2/idp/token" => token(),
            _ => Reply::json(json!({ "items": [{ "id": TENANT, "name": 1 }] }).to_string()),
        });
        let server = server.expect("a server");
        let line = "error: GET /tenants: the answer is not what was expected at `items[0].name`: invalid type: integer \
            `1`, expected a string at line 1 column 53\n";
        run(server.address(), (1, "", line));
    }

    #[test]
    fn a_server_that_is_not_there_is_said_in_one_line() {
        let (address, cause) = nobody();
        let line = format!("error: GET /tenants: no token could be asked for: {cause} (3 attempts)\n");
        run(&address, (1, "", &line));
    }

    #[test]
    fn nothing_is_sent_without_tls() {
        run("http://cloud.example.com", (1, "", &format!("error: {NO_TLS}")));
    }

    #[test]
    fn wrong_use_is_told_with_what_is_needed() {
        let program = "acronis_tenant_tree";
        let all = [
            ("ACRONIS_URL", "https://a"),
            ("ACRONIS_CLIENT_ID", "client"),
            ("ACRONIS_CLIENT_SECRET", "s3cret"),
        ];
        let wrong = |arguments: &[&str], environment: &[(&str, &str)], problem: &str| {
            check(program, arguments, environment, (2, "", &format!("error: {problem}\n{USAGE}")));
        };
        wrong(&[], &all, "one argument is needed");
        wrong(&[TENANT, TENANT], &all, "one argument is needed");
        wrong(&["qwerty"], &all, "`qwerty` is no ID of a tenant, which is a UUID");
        wrong(
            &[TENANT],
            &[],
            "ACRONIS_URL is not set; it holds the address, such as https://eu2-cloud.acronis.com/api/2",
        );
        wrong(&[TENANT], &all[..1], "ACRONIS_CLIENT_ID is not set; it holds the ID of an API client");
        wrong(
            &[TENANT],
            &all[..2],
            "ACRONIS_CLIENT_SECRET is not set; it holds the secret of that API client",
        );
    }
}

mod comet {
    use super::*;

    const USAGE: &str =
        "usage: comet_failed_jobs [HOURS]\nEnvironment: COMET_URL, COMET_ADMIN, COMET_PASSWORD\n";

    #[track_caller]
    fn run(address: &str, arguments: &[&str], expected: (i32, &str, &str)) {
        let environment = [("COMET_URL", address), ("COMET_ADMIN", "admin"), ("COMET_PASSWORD", "p&ss wörd")];
        check("comet_failed_jobs", arguments, &environment, expected);
    }

    /// A `BackupJobDetail`; times are minutes after midnight of 2023-11-15 (UTC).
    fn job(user: &str, device: &str, item: &str, times: (i64, i64), status: i64) -> Value {
        let unix = |minutes: i64| if minutes == 0 { 0 } else { 1_700_006_400 + minutes * 60 };
        json!({
            "GUID": "d3a2", "Username": user, "Classification": 4001, "Status": status,
            "StartTime": unix(times.0), "EndTime": unix(times.1), "SourceGUID": item, "DestinationGUID": "5ba0",
            "DeviceID": device, "ClientVersion": "22.6.2", "TotalSize": 12, "NotInTheDocument": { "x": [1] },
        })
    }

    fn answer(seen: &Seen) -> Reply {
        match (seen.operation().as_str(), seen.form(&[]).expect("a form")["TargetUser"].as_str()) {
            ("POST /api/v1/admin/get-jobs-for-date-range", None) => {
                let jobs = [
                    job("bob", "dev-9", "item-9", (95, 0), 7007),
                    job("alice", "dev-1", "item-1", (90, 155), 7002),
                    job("alice", "dev-1", "item-1", (10, 20), 5000),
                    job("alice", "dev-1", "item-2", (30, 31), 7001),
                    job("alice", "dev-2", "item-3", (91, 0), 6001),
                    job("carol", "dev-3", "item-4", (95, 1600), 7042),
                    job("alice", "dev-1", "item-9", (100, 100), 8123),
                ];
                Reply::json(json!(jobs).to_string())
            }
            ("POST /api/v1/admin/get-user-profile", Some("alice")) => Reply::json(
                json!({
                    "Username": "alice",
                    "Devices": { "dev-1": { "FriendlyName": "LAPTOP-Ä" }, "dev-2": { "FriendlyName": "NAS" } },
                    "Sources": {
                        "item-1": { "Description": "Documents", "Engine": "engine1/file" },
                        "item-2": { "Description": "Mail" },
                    },
                })
                .to_string(),
            ),
            ("POST /api/v1/admin/get-user-profile", Some("carol")) => {
                Reply::json(r#"{"Username":"carol","Devices":{},"Sources":{}}"#)
            }
            // As the server says of a user who is gone: under status 200.
            _ => Reply::json(r#"{"Status":404,"Message":"User does not exist"}"#),
        }
    }

    #[test]
    fn failed_jobs_are_a_table_by_time() {
        let server = Server::answering(answer).expect("a server");
        let table = "\
USER   DEVICE    PROTECTED ITEM  STARTED (UTC)     TOOK   STATUS
alice  LAPTOP-Ä  Mail            2023-11-15 00:30  0:01   ended with warnings
alice  LAPTOP-Ä  Documents       2023-11-15 01:30  1:05   failed with an error
bob    dev-9     item-9          2023-11-15 01:35  -      abandoned
carol  dev-3     item-4          2023-11-15 01:35  25:05  status 7042
alice  LAPTOP-Ä  item-9          2023-11-15 01:40  0:00   status 8123
5 of 7 jobs failed in the last 24 hours
";
        run(server.address(), &[], (0, table, ""));
        let requests = server.requests();
        let seen: Vec<_> = requests.iter().map(|seen| (seen.operation(), &seen.query)).collect();
        let profile = ("POST /api/v1/admin/get-user-profile".to_owned(), &None);
        let jobs = ("POST /api/v1/admin/get-jobs-for-date-range".to_owned(), &None);
        assert_eq!(seen, [jobs, profile.clone(), profile.clone(), profile]);
        for (seen, user) in requests[1..].iter().zip(["alice", "bob", "carol"]) {
            let form = json!({
                "Username": "admin", "AuthType": "Password", "Password": "p&ss wörd", "TargetUser": user,
            });
            assert_eq!(seen.form(&[]).expect("a form"), form);
        }
    }

    #[test]
    fn a_job_of_another_shape_is_an_error() {
        let server = Server::start(Reply::json(r#"[{"Username":["alice"]}]"#)).expect("a server");
        let line = "error: POST /api/v1/admin/get-jobs-for-date-range: the answer is not what was expected at \
            `[0].Username`: invalid type: sequence, expected a string at line 1 column 13\n";
        run(server.address(), &[], (1, "", line));
    }

    #[test]
    fn hours_are_counted_back_from_now() {
        for (arguments, hours) in [(&[][..], 24), (&["72"][..], 72)] {
            let server = Server::start(Reply::json("[]")).expect("a server");
            let now = || docwright_runtime::jiff::Timestamp::now().as_second();
            let before = now();
            run(
                server.address(),
                arguments,
                (0, &format!("0 of 0 jobs failed in the last {hours} hours\n"), ""),
            );
            let [seen] = server.requests().try_into().expect("one request");
            let mut form = seen.form(&["Start", "End"]).expect("a form");
            let [start, end] = ["Start", "End"].map(|name| form[name].take().as_i64().expect("a number"));
            assert!((before..=now()).contains(&end));
            assert_eq!(end - start, hours * 3600);
            assert_eq!(
                form,
                json!({ "Username": "admin", "AuthType": "Password", "Password": "p&ss wörd", "Start": null, "End": null })
            );
        }
    }

    #[test]
    fn a_wrong_password_is_said_in_one_line() {
        let refused = r#"{"Status":403,"Message":"Access denied"}"#;
        for status in [200, 403] {
            let server = Server::start(Reply::new(status, "application/json", refused)).expect("a server");
            let line = format!(
                "error: POST /api/v1/admin/get-jobs-for-date-range: Access denied (status 403, HTTP {status})\n"
            );
            run(server.address(), &[], (1, "", &line));
            assert_eq!(server.requests().len(), 1);
        }
    }

    #[test]
    fn a_server_that_is_not_there_is_said_in_one_line() {
        let (address, cause) = nobody();
        let line = format!(
            "error: POST /api/v1/admin/get-jobs-for-date-range: no connection to the server: {cause} (3 attempts)\n"
        );
        run(&address, &[], (1, "", &line));
    }

    #[test]
    fn nothing_is_sent_without_tls() {
        run("http://backup.example.com", &[], (1, "", &format!("error: {NO_TLS}")));
    }

    #[test]
    fn wrong_use_is_told_with_what_is_needed() {
        let all = [("COMET_URL", "https://a"), ("COMET_ADMIN", "admin"), ("COMET_PASSWORD", "p")];
        let wrong = |arguments: &[&str], environment: &[(&str, &str)], problem: &str| {
            check(
                "comet_failed_jobs",
                arguments,
                environment,
                (2, "", &format!("error: {problem}\n{USAGE}")),
            );
        };
        wrong(&["1", "2"], &all, "there are too many arguments");
        wrong(&["yesterday"], &all, "`yesterday` is no number of hours");
        wrong(&["-1"], &all, "`-1` is no number of hours");
        wrong(
            &[],
            &[],
            "COMET_URL is not set; it holds the address of the server, such as https://backup.example.com",
        );
        wrong(&[], &all[..1], "COMET_ADMIN is not set; it holds the name of an administrator");
        wrong(&[], &all[..2], "COMET_PASSWORD is not set; it holds the password of that administrator");
        wrong(
            &[],
            &[all[0], all[1], ("COMET_PASSWORD", "")],
            "COMET_PASSWORD is not set; it holds the password of that administrator",
        );
    }
}

mod ahsay {
    use super::*;

    const USAGE: &str = "usage: ahsay_suspend_user [--enable] LOGIN_NAME\nEnvironment: AHSAY_URL, AHSAY_USER, AHSAY_PASSWORD\n";

    /// What the document sends and is answered in an example with this title.
    fn documented(title: &str) -> (Value, String) {
        let page = std::fs::read_to_string(root().join("specs/ahsay/update-user.txt")).expect("the document");
        let (_, example) = page.split_once(&format!("\n{title}\nINPUT\n")).expect("the example");
        let (input, rest) = example.split_once("\nOUTPUT\n").expect("its answer");
        let output = rest.split("\nExample ").next().expect("a beginning");
        (json(input).expect("JSON"), output.to_owned())
    }

    #[track_caller]
    fn run(address: &str, arguments: &[&str], expected: (i32, &str, &str)) {
        let environment = [("AHSAY_URL", address), ("AHSAY_USER", "system"), ("AHSAY_PASSWORD", "system1")];
        check("ahsay_suspend_user", arguments, &environment, expected);
    }

    #[test]
    fn a_user_is_suspended_and_enabled_and_nothing_else_is_sent() {
        let (input, output) = documented("Example 1");
        let told = [
            (&["obm"][..], "SUSPENDED", "obm: status set to SUSPENDED\n"),
            (&["--enable", "obm"], "ENABLE", "obm: status set to ENABLE\n"),
            (&["obm", "--enable"], "ENABLE", "obm: status set to ENABLE\n"),
        ];
        for (arguments, status, stdout) in told {
            let server = Server::start(Reply::json(output.as_str())).expect("a server");
            run(server.address(), arguments, (0, stdout, ""));
            let [seen] = server.requests().try_into().expect("one request");
            assert_eq!(
                (seen.operation().as_str(), &seen.query),
                ("POST /obs/api/json/2/UpdateUser.do", &None)
            );
            let expected = json!({
                "SysUser": input["SysUser"], "SysPwd": input["SysPwd"], "LoginName": input["LoginName"],
                "Status": status,
            });
            assert_eq!(seen.json().expect("JSON"), expected);
        }
    }

    #[test]
    fn what_the_server_refuses_is_said_in_one_line() {
        let documented = |title| documented(title).1;
        let duplicate = documented("Example 5: Append contacts with duplication (AppendContact (Y))");
        let silent = documented("Example 4 - Delete contact (ChangeContact (Y))");
        let password = r#"{"Status":"Error","Message":"[UpdateUser] Incorrect password.","ExptType":"com.example.Denied"}"#;
        for (answer, line) in [
            (
                duplicate.as_str(),
                "[UpdateUserProfile.checkDuplicatedEmail] Contact already exists <oldcontact1@example.com> (com.ahsay.obs.core.dbs.DbsException, status Error, HTTP 200)",
            ),
            (&silent, "the server reports a failure (status Error, HTTP 200)"),
            (password, "[UpdateUser] Incorrect password. (com.example.Denied, status Error, HTTP 200)"),
        ] {
            let server = Server::start(Reply::json(answer)).expect("a server");
            run(
                server.address(),
                &["obm"],
                (1, "", &format!("error: obm: POST /obs/api/json/2/UpdateUser.do: {line}\n")),
            );
            assert_eq!(server.requests().len(), 1);
        }
    }

    #[test]
    fn success_is_claimed_only_where_the_server_says_it() {
        for (answer, said) in [(r#"{"Status":"Queued","Ticket":7}"#, "Queued"), ("{}", "without a status")] {
            let server = Server::start(Reply::json(answer)).expect("a server");
            let line = format!(
                "error: obm: whether the status is SUSPENDED is not known: the server answers {said}\n"
            );
            run(server.address(), &["obm"], (1, "", &line));
        }
    }

    #[test]
    fn a_server_that_is_not_there_is_said_in_one_line() {
        let (address, cause) = nobody();
        let line = "error: obm: POST /obs/api/json/2/UpdateUser.do: no connection to the server";
        run(&address, &["obm"], (1, "", &format!("{line}: {cause} (3 attempts)\n")));
    }

    #[test]
    fn nothing_is_sent_without_tls() {
        run("http://cbs.example.com", &["obm"], (1, "", &format!("error: obm: {NO_TLS}")));
    }

    #[test]
    fn wrong_use_is_told_with_what_is_needed() {
        let all = [("AHSAY_URL", "https://a"), ("AHSAY_USER", "system"), ("AHSAY_PASSWORD", "p")];
        let wrong = |arguments: &[&str], environment: &[(&str, &str)], problem: &str| {
            check(
                "ahsay_suspend_user",
                arguments,
                environment,
                (2, "", &format!("error: {problem}\n{USAGE}")),
            );
        };
        wrong(&[], &all, "one name of a user is needed");
        wrong(&["obm", "acb"], &all, "one name of a user is needed");
        wrong(&["--help"], &all, "there is no option `--help`");
        wrong(
            &["obm"],
            &[],
            "AHSAY_URL is not set; it holds the address of the server, such as https://cbs.example.com",
        );
        wrong(
            &["obm"],
            &all[..1],
            "AHSAY_USER is not set; it holds the name of a system user with the Admin or API role",
        );
        wrong(&["obm"], &all[..2], "AHSAY_PASSWORD is not set; it holds the password of that system user");
    }
}
