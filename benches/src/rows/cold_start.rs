//! A fresh clone built with an empty target folder, from packages that cargo has fetched before.

use super::generation::count;
use crate::Failure;
use crate::cargo::{cargo, said, scratch};
use crate::inputs::checkout;
use crate::report::{Amount, Budget, Line, Row};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// How many packages are listed by what they cost.
const LISTED: usize = 20;

pub(crate) fn row() -> Result<Row, Failure> {
    let clone = fresh_clone()?;
    let mut build = cargo(&clone, &["build", "--locked", "--offline", "--timings", "--quiet"]);
    let (seconds, peak) = watched(build.stdin(Stdio::null()).stdout(Stdio::null()))?;
    let units = units(&clone)?;
    let mut row = Row {
        title: "Cold start",
        lines: vec![
            Line::new("fresh clone, `cargo build`", Amount::Seconds(seconds))
                .budget(Budget::Below(Amount::Seconds(120.0))),
            Line::new("peak memory of all its processes", Amount::Bytes(peak)),
            Line::new("packages that are compiled", Amount::Count(count(packages(&units).len()))),
        ],
        notes: vec![costs(&units)],
    };
    row.notes.push(published()?);
    Ok(row)
}

/// Where the clone is.
pub(super) fn folder() -> PathBuf {
    scratch().join("checkout")
}

fn fresh_clone() -> Result<PathBuf, Failure> {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    let mut clone = Command::new("git");
    said(clone.args(["clone", "--quiet"]).arg(checkout()).arg(&folder))?;
    Ok(folder)
}

/// The clone, built.
pub(super) fn built_clone() -> Result<PathBuf, Failure> {
    let folder = clone()?;
    said(&mut cargo(&folder, &["build", "--locked", "--offline", "--quiet"]))?;
    Ok(folder)
}

/// The clone; a new one if the one that is there is of another commit.
pub(super) fn clone() -> Result<PathBuf, Failure> {
    let head = |folder: &Path| -> Option<String> {
        let mut head = Command::new("git");
        let output = head.args(["rev-parse", "HEAD"]).current_dir(folder).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let folder = folder();
    if head(&folder).is_none() || head(&folder) != head(&checkout()) {
        fresh_clone()?;
    }
    Ok(folder)
}

/// The seconds of a command, and the most memory that it and all processes below it had at once.
fn watched(command: &mut Command) -> Result<(f64, f64), Failure> {
    let shown = format!("{command:?}");
    let failed = |source| Failure::Spawn { command: shown.clone(), source };
    let began = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let (mut system, mut peak) = (System::new().map_err(Failure::System)?, 0);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        peak = peak.max(resident(&mut system, &child));
        thread::sleep(Duration::from_millis(50));
    };
    let seconds = began.elapsed().as_secs_f64();
    if !status.success() {
        return Err(Failure::Command { command: shown, told: status.to_string() });
    }
    #[allow(clippy::cast_precision_loss, reason = "memory is below 2^52 bytes")]
    Ok((seconds, peak as f64))
}

/// The memory of a process and of all below it.
fn resident(system: &mut System, child: &Child) -> u64 {
    let what = ProcessRefreshKind::nothing().with_memory().without_tasks();
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, what);
    let root = Pid::from_u32(child.id());
    let is_below = |mut pid: Pid| loop {
        if pid == root {
            return true;
        }
        match system.process(pid).and_then(sysinfo::Process::parent) {
            Some(parent) => pid = parent,
            None => return false,
        }
    };
    system.processes().iter().filter(|(pid, _)| is_below(**pid)).map(|(_, process)| process.memory()).sum()
}

/// Something that cargo did, as its report of timings lists it.
#[derive(Debug, Deserialize)]
struct Unit {
    name: String,
    version: String,
    duration: f64,
}

/// What cargo did. It tells so in the script of a page.
fn units(clone: &Path) -> Result<Vec<Unit>, Failure> {
    let path = clone.join("target/cargo-timings/cargo-timing.html");
    let page = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let missing = || Failure::Unmeasured("cargo's page of timings".to_owned());
    let (_, data) = page.split_once("const UNIT_DATA = ").ok_or_else(missing)?;
    serde_json::Deserializer::from_str(data).into_iter().next().ok_or_else(missing)?.map_err(Failure::from)
}

/// The seconds that each package takes, compiling and running its build script together.
fn packages(units: &[Unit]) -> BTreeMap<(&str, &str), f64> {
    let mut packages = BTreeMap::new();
    for unit in units {
        *packages.entry((unit.name.as_str(), unit.version.as_str())).or_default() += unit.duration;
    }
    packages
}

/// What the packages cost, those first that cost most.
fn costs(units: &[Unit]) -> String {
    let packages = packages(units);
    let sum: f64 = packages.values().sum();
    let mut sorted: Vec<_> = packages.iter().collect();
    sorted.sort_by(|one, other| other.1.total_cmp(one.1));
    let listed = sorted
        .iter()
        .take(LISTED)
        .map(|((name, version), seconds)| format!("{name} {version}: {}", Amount::Seconds(**seconds)));
    let listed: Vec<String> = listed.collect();
    format!(
        "Seconds of one core, by `cargo build --timings`: {} in all, of which {} packages take most: {}. Versions that \
         are there twice: {}.",
        Amount::Seconds(sum),
        listed.len(),
        listed.join(", "),
        twice(&packages)
    )
}

/// The packages that are there in two versions.
fn twice(packages: &BTreeMap<(&str, &str), f64>) -> String {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, version) in packages.keys() {
        versions.entry(name).or_default().push(version);
    }
    let twice = versions.iter().filter(|(_, versions)| versions.len() > 1);
    let twice: Vec<String> =
        twice.map(|(name, versions)| format!("{name} {}", versions.join(" and "))).collect();
    if twice.is_empty() { "none".to_owned() } else { twice.join(", ") }
}

/// What a user of the published crate has to compile.
fn published() -> Result<String, Failure> {
    let runtime = format!(
        "patch.crates-io.docwright-runtime.path=\"{}\"",
        checkout().join("generator/runtime").display()
    );
    let arguments =
        ["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--config"];
    let mut tree = cargo(&checkout().join("generated"), &arguments);
    let output = said(tree.arg(runtime))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut packages: Vec<&str> = text.lines().filter_map(|line| line.split(' ').next()).collect();
    packages.sort_unstable();
    packages.dedup();
    Ok(format!("The published crate with all its dependencies is {} packages.", packages.len()))
}
