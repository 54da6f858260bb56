//! Cargo, run as a user runs it.

use crate::Failure;
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for what is built only to be measured.
pub(crate) fn scratch() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target")).join("measured")
}

/// Cargo in a folder, with nothing in its environment that the benchmarks' own build put there.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(folder);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let is_home =
            matches!(&*text, "CARGO_HOME" | "CARGO_NET_OFFLINE") || text.starts_with("CARGO_REGISTR");
        if text.starts_with("CARGO") && !is_home || text.starts_with("RUST") && !text.starts_with("RUSTUP_") {
            command.env_remove(name);
        }
    }
    command
}

/// What a command that has to succeed says.
pub(crate) fn said(command: &mut Command) -> Result<Output, Failure> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|source| Failure::Spawn { command: shown.clone(), source })?;
    if output.status.success() {
        return Ok(output);
    }
    Err(Failure::Command { command: shown, told: String::from_utf8_lossy(&output.stderr).into_owned() })
}

/// What cargo compiled or ran, of what it told by `--message-format json`.
pub(crate) fn compiled(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let built = messages.filter(|message| message.get("fresh") == Some(&Value::Bool(false)));
    let name = |message: Value| {
        let name = message.pointer("/target/name")?.as_str()?.to_owned();
        let kind = message.pointer("/target/kind/0")?.as_str()?.to_owned();
        Some(format!("{name} ({kind})"))
    };
    built.filter_map(name).collect()
}
