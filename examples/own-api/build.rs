//! Makes the clients of all APIs in `specs/`, whenever a page changes.

fn main() -> Result<(), docwright::Error> {
    docwright::Generator::new().specs("specs").generate()?;
    Ok(())
}
