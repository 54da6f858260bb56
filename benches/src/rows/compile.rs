//! What the generated crate takes to compile, its dependencies built, beside what progenitor writes for the same
//! endpoints with the same schemas.

use super::{cold_start::clone, generation::count};
use crate::Failure;
use crate::cargo::{cargo, said, scratch};
use crate::inputs::specs;
use crate::measure::{in_turn, timed};
use crate::progenitor::{Reduced, STYLES};
use crate::report::{Amount, Budget, Line, Row};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How cargo is asked, and how often for all APIs together. Each API by itself is measured once.
const BUILDS: [(&str, &[&str], usize); 3] =
    [("check", &["check"], 3), ("debug", &["build"], 3), ("release", &["build", "--release"], 2)];

/// A crate that is compiled over and over.
struct Compiled {
    folder: PathBuf,
    /// What cargo is told of its dependencies.
    config: Option<String>,
}

pub(crate) fn row() -> Result<Row, Failure> {
    let clone = clone()?;
    let runtime = clone.join("generator/runtime");
    let ours = Compiled {
        folder: clone.join("generated"),
        config: Some(format!("patch.crates-io.docwright-runtime.path=\"{}\"", runtime.display())),
    };
    let (names, peer) = peer()?;
    let mut sets: Vec<(String, String, bool)> =
        names.iter().map(|name| (name.clone(), name.clone(), false)).collect();
    sets.push(("all".to_owned(), names.join(","), true));

    let mut row = Row { title: "Compile time", ..Row::default() };
    for (build, arguments, rounds) in BUILDS {
        for (set, features, is_all) in &sets {
            let rounds = if *is_all { rounds } else { 1 };
            let (mut mine, mut others) =
                (|| ours.seconds(arguments, features), || peer.seconds(arguments, features));
            let taken = in_turn(rounds, &mut [&mut mine, &mut others])?;
            let [mine, others] = *taken.as_slice() else { continue };
            let line = Line::new(format!("{build}, {set}"), Amount::Seconds(mine))
                .beside("progenitor, builder", Amount::Seconds(others));
            row.lines.push(if *is_all && build == "release" {
                line.budget(Budget::RatioBelow(0.5))
            } else {
                line
            });
        }
    }
    row.notes.push(format!(
        "The library alone, `cargo build --lib` and the like after its root was touched, incremental compilation off: \
         {} files of ours, one of progenitor's for each API.",
        count(sources(&ours.folder.join("src"))?)
    ));
    Ok(row)
}

/// The crate of what progenitor writes: a module behind a feature for each API.
fn peer() -> Result<(Vec<String>, Compiled), Failure> {
    let folder = scratch().join("progenitor");
    let source = folder.join("src");
    fs::create_dir_all(&source).map_err(Failure::file(&source))?;
    let write = |path: PathBuf, text: &str| fs::write(&path, text).map_err(Failure::file(&path));
    let (mut names, mut root) = (Vec::new(), String::new());
    let mut manifest = judge_progenitor::manifest("progenitor-clients") + "\n[features]\n";
    for api in specs()? {
        let Some((_, style)) = STYLES.iter().find(|(name, _)| *name == "builder") else { continue };
        let code = Reduced::new(&api.read()?)?.generated(style)?;
        write(source.join(format!("{}.rs", api.name)), &code)?;
        let name = api.name.as_str();
        root.extend(["#[cfg(feature = \"", name, "\")]\npub mod ", name, ";\n"]);
        manifest.extend([name, " = []\n"]);
        names.push(api.name);
    }
    write(source.join("lib.rs"), &root)?;
    write(folder.join("Cargo.toml"), &manifest)?;
    Ok((names, Compiled { folder, config: None }))
}

impl Compiled {
    /// Compiles the crate again, and tells how long it takes.
    fn seconds(&self, arguments: &[&str], features: &str) -> Result<f64, Failure> {
        let root = self.folder.join("src/lib.rs");
        let touch = || File::options().append(true).open(&root)?.set_modified(SystemTime::now());
        // Once, so that what it depends on is there with these features.
        self.build(arguments, features)?;
        touch().map_err(Failure::file(&root))?;
        let (seconds, built) = timed(|| self.build(arguments, features));
        built.map(|()| seconds)
    }

    fn build(&self, arguments: &[&str], features: &str) -> Result<(), Failure> {
        let mut build = cargo(&self.folder, arguments);
        build.args(["--lib", "--quiet", "--no-default-features", "--features", features]);
        build.arg("--target-dir").arg(scratch().join("compile"));
        if let Some(config) = &self.config {
            build.args(["--config", config]);
        }
        // Its own warnings are progenitor's affair.
        build.env("RUSTFLAGS", "-Awarnings").env("CARGO_INCREMENTAL", "0");
        said(&mut build).map(drop)
    }
}

/// How many files are below a folder.
fn sources(folder: &Path) -> Result<usize, Failure> {
    let mut files = 0;
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        files += if path.is_dir() { sources(&path)? } else { 1 };
    }
    Ok(files)
}
