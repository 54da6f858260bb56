//! Where and when it was measured.

use crate::Failure;
use crate::inputs::checkout;
use std::process::Command;
use sysinfo::System;

/// The machine, the tools, the day and the commit, in Markdown.
pub(crate) fn described() -> Result<String, Failure> {
    let system = System::new_all().map_err(Failure::System)?;
    let processor = system.cpus().first().map(|cpu| cpu.brand().trim().to_owned()).unwrap_or_default();
    #[allow(clippy::cast_precision_loss, reason = "a figure for people")]
    let memory = system.total_memory() as f64 / f64::from(1 << 30);
    let [kernel, rust, day, commit] = [
        said("uname", &["-sr"])?,
        said("rustc", &["--version"])?,
        said("date", &["-u", "+%Y-%m-%d"])?,
        said("git", &["describe", "--always", "--dirty", "--abbrev=10"])?,
    ];
    let cores = system.cpus().len();
    Ok(format!(
        "Measured on {day} at commit `{commit}`: {cores} cores of {processor}, {memory:.0} GiB, {kernel}, {rust}."
    ))
}

fn said(program: &str, arguments: &[&str]) -> Result<String, Failure> {
    let spawn = |source| Failure::Spawn { command: program.to_owned(), source };
    let output = Command::new(program).args(arguments).current_dir(checkout()).output().map_err(spawn)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
