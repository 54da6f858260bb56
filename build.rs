//! Makes `generated/` from `specs/` whenever a document changes, before the package's library is compiled.

fn main() -> Result<(), docwright::Error> {
    docwright::Generator::new().specs("specs").out("generated").generate().map(drop)
}
