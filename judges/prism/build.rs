//! Writes the calls of every endpoint from the documents in `specs/`, as modules of this program.

use docwright::load;
use docwright_codegen::emit_sample_calls;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The folders of `specs/`, each a module.
const APIS: [&str; 3] = ["acronis", "ahsay", "comet"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    let mut apis = Vec::new();
    for name in APIS {
        let folder = Path::new("../../specs").join(name);
        println!("cargo::rerun-if-changed={}", folder.display());
        apis.push(load(&folder)?.api);
    }
    let folder = Path::new(&out).join("sample_calls");
    fs::create_dir_all(&folder)?;
    for file in emit_sample_calls(&apis, "backup_apis")? {
        fs::write(Path::new(&out).join(file.path), file.contents)?;
    }
    let mut modules = String::new();
    for name in APIS {
        writeln!(modules, "#[path = {:?}]\nmod {name};", folder.join(format!("{name}.rs")))?;
    }
    fs::write(Path::new(&out).join("modules.rs"), modules)?;
    Ok(())
}
