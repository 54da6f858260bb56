//! The documents repeated: whether time and memory grow as the input does, and no faster.

use super::generation::count;
use crate::Failure;
use crate::inputs::{Folder, emitted, specs};
use crate::measure::{median, peak_memory, timed};
use crate::repeat::repeated;
use crate::report::{Amount, Budget, Line, Row};
use docwright_model::Api;
use serde::{Deserialize, Serialize};
use std::env;
use std::process::Command;

/// How many copies are read, and how often each is measured in each round.
const STEPS: [(usize, usize); 3] = [(1, 5), (10, 3), (100, 1)];
/// Rounds, so that whatever else the machine does falls on all steps.
const ROUNDS: usize = 3;

/// What a process of its own tells of one step.
#[derive(Debug, Serialize, Deserialize)]
struct Step {
    bytes: usize,
    endpoints: usize,
    read: f64,
    emit: f64,
    peak: f64,
}

pub(crate) fn row() -> Result<Row, Failure> {
    let mut row = Row { title: "Growth", ..Row::default() };
    let mut first: Option<(f64, f64, f64, usize)> = None;
    let mut taken: [Vec<Step>; STEPS.len()] = Default::default();
    for _ in 0..ROUNDS {
        for (steps, (copies, times)) in taken.iter_mut().zip(STEPS) {
            for _ in 0..times {
                steps.push(step(copies)?);
            }
        }
    }
    for (steps, (copies, _)) in taken.iter().zip(STEPS) {
        let of = |figure: fn(&Step) -> f64| median(steps.iter().map(figure).collect());
        let (read, emit, peak) = (of(|step| step.read), of(|step| step.emit), of(|step| step.peak));
        let Some(Step { bytes, endpoints, .. }) = steps.first() else { continue };
        let what = |of: &str| format!("{copies} × the documents: {of}");
        let size = count(*bytes);
        row.notes.push(format!("{copies} ×: {} of documents, {endpoints} endpoints.", Amount::Bytes(size)));
        let (read_once, emit_once, _, bytes_once) = *first.get_or_insert((read, emit, peak, *bytes));
        let times = size / count(bytes_once);
        // Of 100 times the input, at most 110 times the time.
        let allowed = Budget::RatioBelow(times * 1.1);
        let grown = |what: String, seconds: f64, once: f64| {
            let line = Line::new(what, Amount::Seconds(seconds)).beside("1 ×", Amount::Seconds(once));
            if copies > 1 { line.budget(allowed) } else { line }
        };
        row.lines.extend([
            grown(what("read"), read, read_once),
            grown(what("emit"), emit, emit_once),
            grown(what("both"), read + emit, read_once + emit_once),
        ]);
        let memory = Line::new(what("peak memory"), Amount::Bytes(peak)).beside("input", Amount::Bytes(size));
        row.lines.push(if copies > 1 { memory.budget(Budget::RatioBelow(30.0)) } else { memory });
    }
    Ok(row)
}

/// Has a process of its own take the step: the greatest memory is that of a whole process.
fn step(copies: usize) -> Result<Step, Failure> {
    let spawn = |source| Failure::Spawn { command: "the benchmark itself".to_owned(), source };
    let program = env::current_exe().map_err(spawn)?;
    let output =
        Command::new(program).args(["--role", "growth", &copies.to_string()]).output().map_err(spawn)?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::Command { command: format!("growth {copies}"), told });
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Takes a step, and tells of it.
pub(crate) fn play(copies: &str) -> Result<(), Failure> {
    let copies: usize = copies.parse().map_err(|_| Failure::Unmeasured(format!("growth {copies}")))?;
    let folders: Vec<Folder> =
        specs()?.iter().map(|folder| repeated(folder, copies)).collect::<Result<_, _>>()?;
    let bytes = folders.iter().map(Folder::bytes).sum();
    // The memory is that of doing it once; the time that of doing it again, as it is for every step.
    emitted(&read(&folders)?)?;
    let peak = peak_memory().ok_or_else(|| Failure::Unmeasured("memory".to_owned()))?;
    let (read, apis) = timed(|| read(&folders));
    let apis = apis?;
    let (emit, files) = timed(|| emitted(&apis));
    files?;
    let endpoints = apis.iter().map(|api| api.endpoints.len()).sum();
    println!("{}", serde_json::to_string(&Step { bytes, endpoints, read, emit, peak })?);
    Ok(())
}

fn read(folders: &[Folder]) -> Result<Vec<Api>, Failure> {
    folders.iter().map(Folder::read).collect()
}
