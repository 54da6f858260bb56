//! The smoke test of one target: what once failed, all seeds, and then made-up input until the time is over.
//!
//! Comes in: the target, its seeds and words, a number that everything is drawn by. Goes out: how much was tried, and each
//! finding in a file. It runs in a process of its own, because a stack that overflows ends the process, and nothing else
//! stops a reader that does not come to its end. Starting these processes is left to the program `smoke`.

use crate::{
    findings::{self, Fault},
    mutate::{Stock, make_up},
};
use fastrand::Rng;
use std::{
    collections::BTreeMap,
    fs, io,
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

/// When made-up input has been tried for long enough.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After this time, which begins when all that is kept was tried.
    Time(Duration),
    /// After so many executions.
    Executions(u64),
}

/// What to do, and where to leave what comes of it.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What everything is drawn by.
    pub seed: u64,
    /// When it ends.
    pub until: Until,
    /// No input may take longer.
    pub slowest: Duration,
    /// The folder for findings, which exists.
    pub folder: PathBuf,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How often the target was run.
    pub executions: u64,
    /// What went wrong, with the file that shows it; one for each place.
    pub found: BTreeMap<String, (String, PathBuf)>,
}

impl Plan {
    /// The file that holds the input which is being tried.
    #[must_use]
    pub fn current(&self) -> PathBuf {
        self.folder.join("current")
    }

    fn goes_on(&self, since: Instant, executions: u64) -> bool {
        match self.until {
            Until::Time(time) => since.elapsed() < time,
            Until::Executions(most) => executions < most,
        }
    }
}

/// What is being tried, for whoever watches over it.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Option<Instant>>);

impl Progress {
    /// How long the input has been tried that is being tried.
    #[must_use]
    pub fn time(&self) -> Option<Duration> {
        self.0.lock().ok()?.map(|since| since.elapsed())
    }

    fn set(&self, since: Option<Instant>) {
        if let Ok(mut begun) = self.0.lock() {
            *begun = since;
        }
    }
}

/// Tries a target: first `kept` one by one, then what is made up of the stock.
///
/// # Errors
///
/// A file cannot be written.
pub fn try_out(
    target: fn(&[u8]),
    kept: &[Vec<u8>],
    stock: &Stock,
    plan: &Plan,
    progress: &Progress,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    for data in kept.iter().chain(&stock.seeds) {
        outcome.try_one(target, data, plan, progress)?;
    }
    let mut random = Rng::with_seed(plan.seed);
    let since = Instant::now();
    while plan.goes_on(since, outcome.executions) {
        outcome.try_one(target, &make_up(stock, &mut random), plan, progress)?;
    }
    fs::remove_file(plan.current()).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(outcome)
}

impl Outcome {
    fn try_one(
        &mut self,
        target: fn(&[u8]),
        data: &[u8],
        plan: &Plan,
        progress: &Progress,
    ) -> io::Result<()> {
        fs::write(plan.current(), data)?;
        let since = Instant::now();
        progress.set(Some(since));
        let fault = findings::run(target, data);
        progress.set(None);
        self.executions += 1;
        let time = since.elapsed();
        let fault = fault.or_else(|| (time > plan.slowest).then(|| slow(time)));
        let Some(fault) = fault.filter(|fault| !self.found.contains_key(&fault.place)) else { return Ok(()) };
        let data = findings::minimised(target, &fault.place, data);
        let file = plan.folder.join(format!("finding-{}", self.found.len() + 1));
        fs::write(&file, data)?;
        self.found.insert(fault.place, (fault.message, file));
        Ok(())
    }
}

fn slow(time: Duration) -> Fault {
    Fault { place: "slow".to_owned(), message: format!("it took {} seconds", time.as_secs()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does not stand a word that no seed has.
    fn fragile(data: &[u8]) {
        assert!(!data.windows(4).any(|window| window == b"boom"), "it broke");
    }

    fn plan(folder: &tempfile::TempDir) -> Plan {
        Plan {
            seed: 1,
            until: Until::Executions(20_000),
            slowest: Duration::from_secs(60),
            folder: folder.path().to_owned(),
        }
    }

    /// `keep_panics` is left out: it would take the hook of all tests away.
    #[test]
    fn what_a_target_does_not_stand_is_found_and_kept_as_small_as_it_can_be() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let stock =
            Stock { seeds: vec![b"one\ntwo\nthree\n".to_vec()], words: vec![b"bo".to_vec(), b"om".to_vec()] };
        let outcome = try_out(fragile, &[], &stock, &plan(&folder), &Progress::default())?;
        assert_eq!(outcome.found.len(), 1, "{outcome:?}");
        for (_, file) in outcome.found.values() {
            assert_eq!(fs::read(file)?, b"boom");
        }
        Ok(())
    }

    #[test]
    fn what_was_kept_is_tried_first() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let plan = Plan { until: Until::Executions(1), ..plan(&folder) };
        let outcome = try_out(fragile, &[b"boom".to_vec()], &Stock::default(), &plan, &Progress::default())?;
        assert_eq!((outcome.executions, outcome.found.len()), (1, 1));
        Ok(())
    }

    #[test]
    fn what_takes_too_long_is_a_finding() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let plan = Plan { slowest: Duration::ZERO, until: Until::Executions(1), ..plan(&folder) };
        let outcome = try_out(|_| {}, &[b"x".to_vec()], &Stock::default(), &plan, &Progress::default())?;
        assert_eq!(outcome.found.keys().collect::<Vec<_>>(), ["slow"]);
        Ok(())
    }
}
