//! Writes the seeds of all targets into `corpus/`, where cargo-fuzz looks for them.
#![forbid(unsafe_code)]

use docwright_fuzz::{seeds::Repository, targets::TARGETS};
use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let repository = Repository::of_this_package()?;
    for target in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name);
        fs::create_dir_all(&folder)?;
        let seeds = (target.seeds)(&repository);
        for (index, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{index:04}")), seed)?;
        }
        println!("{:<20}{:>6} seeds", target.name, seeds.len());
    }
    Ok(())
}
