//! Makes `generated/` from `specs/` whenever a document changes, before the package's library is compiled.

use std::process::ExitCode;

fn main() -> ExitCode {
    docwright::Generator::new().specs("specs").out("generated").run_as_build_script()
}
