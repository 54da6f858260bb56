//! What a generated crate depends on, as its manifest says it.

use crate::write::{Dependency, Dependent};
use toml_edit::{Array, InlineTable, Value};

/// The crate that all generated code leans on.
pub(crate) const RUNTIME: &str = "docwright-runtime";

/// The least version of tokio that the tests of documented examples need.
const TOKIO: &str = "1.44";

/// What sources need, with the folder of the runtime if it is not the registry's.
pub(crate) fn of_sources(runtime: Option<&str>) -> Vec<Dependency> {
    vec![Dependency { name: RUNTIME, of: Dependent::Sources, value: from(runtime, &[]) }]
}

/// What tests of documented examples need beside that.
pub(crate) fn of_tests(runtime: Option<&str>) -> Vec<Dependency> {
    let mut tokio = InlineTable::new();
    tokio.insert("version", TOKIO.into());
    tokio.insert("default-features", false.into());
    tokio.insert("features", list(&["macros", "rt"]));
    vec![
        Dependency { name: RUNTIME, of: Dependent::Tests, value: from(runtime, &["testing"]) },
        Dependency { name: "tokio", of: Dependent::Tests, value: Value::InlineTable(tokio) },
    ]
}

/// The runtime as a dependency.
fn from(path: Option<&str>, features: &[&str]) -> Value {
    // The two are published together.
    let version = env!("CARGO_PKG_VERSION");
    if path.is_none() && features.is_empty() {
        return version.into();
    }
    let mut table = InlineTable::new();
    table.insert("version", version.into());
    if let Some(path) = path {
        table.insert("path", path.into());
    }
    if !features.is_empty() {
        table.insert("features", list(features));
    }
    Value::InlineTable(table)
}

fn list(names: &[&str]) -> Value {
    Value::Array(names.iter().copied().collect::<Array>())
}
