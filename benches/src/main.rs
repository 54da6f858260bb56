//! The benchmarks; see the library.

fn main() -> std::process::ExitCode {
    docwright_benches::main()
}
