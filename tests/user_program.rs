//! A program as a user has it: a package of its own that depends on the published crate, and nothing else of ours.

#[path = "support/server.rs"]
mod server;
mod support;

use server::{Seen, Server};
use std::{fs, path::Path};
use support::root;

/// Answers as the three products would, by the paths of their documents.
fn answer(seen: &Seen) -> (u16, &'static str, Vec<u8>) {
    let text = match seen.line.as_str() {
        "POST /api/v1/admin/list-users" => r#"["alice","bob"]"#,
        "POST /api/2/idp/token" => r#"{"access_token":"t0ken","expires_in":3600}"#,
        "GET /api/2/tenants/fa6859a9-f5e1-4faf-a56c-5a0ae866dc4f?embed_path=true" => {
            r#"{"name":"The Qwerty Tenant"}"#
        }
        "POST /obs/api/json/2/UpdateUser.do" => r#"{"Status":"OK"}"#,
        _ => return (404, "text/plain", Vec::new()),
    };
    (200, "application/json", text.as_bytes().to_vec())
}

/// A package whose program is the example of the published crate.
fn package() -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user");
    fs::create_dir_all(folder.join("src")).expect("a writable folder");
    let manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nbackup-apis.path = {:?}\n\
         tokio = {{ version = \"1\", features = [\"full\"] }}\n\n\
         # Until the runtime is on the registry.\n[patch.crates-io]\ndocwright-runtime.path = {:?}\n",
        root().join("generated").display().to_string(),
        root().join("generator/runtime").display().to_string(),
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a writable file");
    fs::copy(root().join("generated/examples/three_clients.rs"), folder.join("src/main.rs"))
        .expect("the example");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a writable file");
    folder
}

#[tokio::test]
async fn ten_lines_reach_three_products() {
    let server = Server::start(answer).await;
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let output = tokio::process::Command::new(env!("CARGO"))
        .current_dir(package())
        .args(["run", "--quiet", "--offline"])
        .env("CARGO_TARGET_DIR", target)
        .env("COMET_URL", &server.url)
        .env("COMET_PASSWORD", "p")
        .env("ACRONIS_URL", format!("{}/api/2", server.url))
        .env("ACRONIS_CLIENT", "id")
        .env("ACRONIS_SECRET", "s")
        .env("ACRONIS_TENANT", "fa6859a9-f5e1-4faf-a56c-5a0ae866dc4f")
        .env("AHSAY_URL", &server.url)
        .env("AHSAY_PASSWORD", "system1")
        .output()
        .await
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Comet users: alice, bob\nAcronis tenant: \"The Qwerty Tenant\"\nAhsayCBS: OK\n"
    );
    let suspended = server.requests().pop().expect("a request").json();
    assert_eq!(suspended["LoginName"], "obm");
    assert_eq!(suspended["Status"], "SUSPENDED");
}
