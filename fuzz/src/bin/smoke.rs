//! Tries every target for some seconds without libFuzzer: `smoke [--seconds N] [--seed N] [TARGET]...`
//!
//! Each runs in a process of its own (`smoke --worker TARGET`), which replays `regressions/`, tries all seeds and then
//! makes input up. Findings are left in `findings/`; any makes this program fail.
#![forbid(unsafe_code)]

use docwright_fuzz::{
    dictionary::read_words,
    findings::{keep_panics, run},
    mutate::Stock,
    seeds::Repository,
    smoke::{Outcome, Plan, Progress, Until, try_out},
    targets::{TARGETS, Target},
};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

/// No input takes longer; it is a thousand times as long as most take.
const SLOWEST: Duration = Duration::from_secs(10);
/// No input takes more memory, in kilobytes.
const MOST_MEMORY: u64 = 2_000_000;
/// The stack that Rust gives a thread unless somebody says otherwise: the least that readers run on.
const STACK: usize = 2 * 1024 * 1024;
/// How the process of a target ends where one input took too much.
const TOO_MUCH: u8 = 3;

struct Arguments {
    seconds: u64,
    seed: u64,
    worker: bool,
    replay: Option<PathBuf>,
    targets: Vec<Target>,
}

fn main() -> ExitCode {
    let Some(arguments) = read_arguments() else {
        eprintln!("usage: smoke [--seconds N] [--seed N] [--replay FILE] [TARGET]...");
        return ExitCode::from(2);
    };
    let ended = match (&arguments.replay, arguments.worker, arguments.targets.as_slice()) {
        (Some(file), _, [target]) => replay(*target, file),
        (Some(_), ..) => Err(io::Error::other("--replay wants one target")),
        (None, true, [target]) => work(*target, &arguments),
        (None, ..) => watch(&arguments),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read_arguments() -> Option<Arguments> {
    let mut read =
        Arguments { seconds: 10, seed: fastrand::u64(..), worker: false, replay: None, targets: Vec::new() };
    let mut given = env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seconds" => read.seconds = given.next()?.parse().ok()?,
            "--seed" => read.seed = given.next()?.parse().ok()?,
            "--replay" => read.replay = Some(given.next()?.into()),
            "--worker" => read.worker = true,
            name => read.targets.push(Target::named(name)?),
        }
    }
    if read.targets.is_empty() {
        read.targets = TARGETS.to_vec();
    }
    Some(read)
}

/// Where the findings of a target are left.
fn folder_of(target: Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("findings").join(target.name)
}

/// Has each target tried by a process of its own, and shows a table.
fn watch(arguments: &Arguments) -> io::Result<bool> {
    let Arguments { seconds, seed, .. } = arguments;
    println!("fuzz smoke: {seconds} seconds for each target; --seed {seed} repeats it");
    println!("{:<20}{:>12}{:>10}{:>10}", "target", "executions", "each s", "findings");
    let mut all_well = true;
    for target in &arguments.targets {
        let folder = folder_of(*target);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let mut worker = Command::new(env::current_exe()?);
        worker.args([
            "--worker",
            "--seconds",
            &seconds.to_string(),
            "--seed",
            &seed.to_string(),
            target.name,
        ]);
        let status = worker.status()?;
        all_well &= status.success();
        let current = folder.join("current");
        if !status.success() && current.exists() {
            let file = folder.join("finding-ended");
            fs::rename(current, &file)?;
            let why = if status.code() == Some(i32::from(TOO_MUCH)) {
                "it took too long or too much memory".to_owned()
            } else {
                format!("the process ended: {status}")
            };
            println!("{:<20}{:>12}{:>10}{:>10}\n  {why}: {}", target.name, "?", "?", 1, file.display());
        } else if status.success() {
            fs::remove_dir_all(&folder)?;
        }
    }
    Ok(all_well)
}

/// Tries one target in this process.
fn work(target: Target, arguments: &Arguments) -> io::Result<bool> {
    let repository = Repository::of_this_package()?;
    let stock = Stock { seeds: (target.seeds)(&repository), words: read_words(target.dictionary) };
    let kept = regressions(target)?;
    let plan = Plan {
        seed: arguments.seed,
        until: Until::Time(Duration::from_secs(arguments.seconds)),
        slowest: SLOWEST,
        folder: folder_of(target),
    };
    let progress = Arc::new(Progress::default());
    let watched = Arc::clone(&progress);
    thread::spawn(move || stop_what_takes_too_much(&watched));
    keep_panics();
    let since = Instant::now();
    let worker = thread::Builder::new().stack_size(STACK);
    let worker = worker.spawn(move || try_out(target.run, &kept, &stock, &plan, &progress))?;
    let outcome = worker.join().map_err(|_| io::Error::other("the thread of the target ended"))??;
    show(target, &outcome, since.elapsed());
    Ok(outcome.found.is_empty())
}

fn show(target: Target, outcome: &Outcome, time: Duration) {
    let Outcome { executions, found } = outcome;
    let each_second = u128::from(*executions) * 1_000 / time.as_millis().max(1);
    println!("{:<20}{executions:>12}{each_second:>10}{:>10}", target.name, found.len());
    for (place, (message, file)) in found {
        println!("  {place}: {message}\n  {}", file.display());
    }
}

/// What once failed, in the order of the files' names.
fn regressions(target: Target) -> io::Result<Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(target.name);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    files.iter().map(fs::read).collect()
}

/// Ends the process when one input takes too much.
fn stop_what_takes_too_much(progress: &Progress) {
    loop {
        thread::sleep(Duration::from_millis(50));
        let is_slow = progress.time().is_some_and(|time| time > SLOWEST * 2);
        if is_slow || resident().is_some_and(|memory| memory > MOST_MEMORY) {
            std::process::exit(i32::from(TOO_MUCH));
        }
    }
}

/// The memory of this process in kilobytes, where the system says it.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Has a target read one file.
fn replay(target: Target, file: &Path) -> io::Result<bool> {
    let data = fs::read(file)?;
    keep_panics();
    let since = Instant::now();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || run(target.run, &data))?;
    let fault = worker.join().map_err(|_| io::Error::other("the thread of the target ended"))?;
    let said = fault.as_ref().map_or_else(|| "fine".to_owned(), ToString::to_string);
    println!("{said}, after {} ms", since.elapsed().as_millis());
    Ok(fault.is_none())
}
