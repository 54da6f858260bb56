//! A program as a new user has it: the commands and the program on the front page of the published crate's
//! documentation or in its README, and nothing else of ours.

mod support;

use docwright_runtime::testing::{Reply, Seen, Server, json};
use serde_json::json;
use std::{fmt::Write, fs, path::Path, process::Command};
use support::root;

/// An answer of `GET /applications`; the document does not describe it.
const APPLICATIONS: &str = r#"{"items":[{"id":"6e6d758d-8e74-3ae3-ac84-50eb0dff12eb","type":"backup"}]}"#;

fn answer(seen: &Seen) -> Reply {
    match seen.operation().as_str() {
        "POST /api/v1/admin/list-users" => Reply::json(r#"["alice","bob"]"#),
        "POST /api/2/idp/token" => Reply::json(r#"{"access_token":"t0ken","expires_in":3600}"#),
        "GET /api/2/applications" => Reply::json(APPLICATIONS),
        _ => Reply::status(404),
    }
}

/// The front page as Markdown.
fn front_page() -> String {
    let source = fs::read_to_string(root().join("generated/src/lib.rs")).expect("the crate's root");
    let lines = source.lines().filter_map(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n").collect()
}

fn readme() -> String {
    fs::read_to_string(root().join("generated/README.md")).expect("the README")
}

/// The first block of code with this fence, as a reader sees it.
fn shown(page: &str, fence: &str) -> String {
    let (_, block) = page.split_once(&format!("```{fence}\n")).expect("a block");
    let (block, _) = block.split_once("```").expect("its end");
    block.lines().filter(|line| !line.starts_with("# ")).map(|line| line.to_owned() + "\n").collect()
}

/// The lines of a manifest that a command adds: `cargo add tokio --features macros,rt`.
fn dependency(command: &str) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    match words[..] {
        // Until it is on the registry.
        ["cargo", "add", "backup-apis"] => {
            format!("backup-apis.path = {:?}\n", root().join("generated").display().to_string())
        }
        ["cargo", "add", name, "--features", features] => {
            let features: Vec<&str> = features.split(',').collect();
            format!("{name} = {{ version = \"1\", features = {features:?} }}\n")
        }
        _ => panic!("a command of another kind: {command}"),
    }
}

/// Makes a package by these commands and runs this program in it, at the address of this server in place of that in the
/// program.
fn run(
    name: &str,
    commands: &str,
    program: &str,
    address: (&str, &str),
    environment: &[(&str, &str)],
) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut manifest =
        format!("[package]\nname = {name:?}\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n");
    commands.lines().for_each(|command| manifest += &dependency(command));
    let runtime = root().join("generator/runtime").display().to_string();
    write!(manifest, "\n[patch.crates-io]\ndocwright-runtime.path = {runtime:?}\n").expect("a text grows");
    assert_eq!(program.matches(address.0).count(), 1, "{program}");
    fs::create_dir_all(folder.join("src")).expect("a writable folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a writable file");
    fs::write(folder.join("src/main.rs"), program.replace(address.0, address.1)).expect("a writable file");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a writable file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args(["run", "--quiet", "--offline"])
        .envs(environment.iter().copied())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_front_page_leads_to_a_first_answer() {
    let (server, page) = (Server::answering(answer).expect("a server"), front_page());
    let (commands, rest) = page.split_once("cargo run").expect("how the program is run");
    assert!(commands.ends_with("```text\nACRONIS_ID=… ACRONIS_SECRET=… ") && !rest.contains("cargo run"));
    let address = ("https://dev-cloud.acronis.com/api/2", &*format!("{}/api/2", server.address()));
    let environment = [("ACRONIS_ID", "client"), ("ACRONIS_SECRET", "s3cret")];
    let printed = run("front_page", &shown(&page, "text"), &shown(&page, "no_run"), address, &environment);
    assert_eq!(json(&printed).expect("JSON"), json(APPLICATIONS).expect("JSON"));
    let [token, applications] = server.requests().try_into().expect("two requests");
    assert_eq!(token.headers["authorization"], "Basic Y2xpZW50OnMzY3JldA==");
    assert_eq!(token.form(&[]).expect("a form"), json!({ "grant_type": "client_credentials" }));
    assert_eq!(applications.headers["authorization"], "Bearer t0ken");
}

#[test]
fn so_does_the_readme() {
    let (server, page) = (Server::answering(answer).expect("a server"), readme());
    let commands = shown(&page, "console").replace("$ ", "");
    let address = ("https://backup.example.com", server.address());
    let environment = [("COMET_ADMIN", "admin"), ("COMET_PASSWORD", "p&ss")];
    let printed = run("readme", &commands, &shown(&page, "rust,ignore"), address, &environment);
    assert_eq!(printed, "alice\nbob\n");
    let [seen] = server.requests().try_into().expect("one request");
    let form = json!({ "Username": "admin", "AuthType": "Password", "Password": "p&ss" });
    assert_eq!(seen.form(&[]).expect("a form"), form);
}
