//! How a package takes in the clients that its build script makes.

/// Takes in the clients that a build script made with `docwright::Generator::new().generate()`, each as a module by the
/// name of its API: at the root of the crate, or in any module of it.
///
/// ```ignore
/// mod clients {
///     docwright_runtime::include_clients!();
/// }
/// use clients::petstore;
/// ```
#[macro_export]
macro_rules! include_clients {
    () => {
        include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));
    };
}
