//! Time and memory.

use std::time::Instant;

/// The seconds that something takes, and what it gives.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let began = Instant::now();
    let made = work();
    (began.elapsed().as_secs_f64(), made)
}

/// The median.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The median seconds of each of these, which take turns, so that what else the machine does falls on all of them.
/// Each does its work and gives the seconds of what is to be measured.
pub(crate) fn in_turn<E>(
    rounds: usize,
    works: &mut [&mut dyn FnMut() -> Result<f64, E>],
) -> Result<Vec<f64>, E> {
    let mut seconds = vec![Vec::with_capacity(rounds); works.len()];
    for round in 0..=rounds {
        for (work, seconds) in works.iter_mut().zip(&mut seconds) {
            let taken = work()?;
            // The first round warms up.
            if round > 0 {
                seconds.push(taken);
            }
        }
    }
    Ok(seconds.into_iter().map(median).collect())
}

/// The greatest resident size of this process so far, in bytes, where the system tells.
pub(crate) fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024.0)
}
