//! Counts the allocations of requests, and tells them as JSON: `allocations URL`, with the address of the server.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let count = |work: &mut dyn FnMut()| {
        let counted = allocation_counter::measure(work);
        (counted.count_total, counted.bytes_total)
    };
    let url = env::args().nth(1).unwrap_or_default();
    match docwright_benches::tell_allocations(&url, count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
