//! A first look at documents about which nothing is stated yet.
//!
//! Comes in: a way to read the files of one API's folder, whose `api.toml` may lack what the documents leave out. Goes
//! out: what the documents say, as far as it can be told in spite of errors. Nothing is to be generated from it: it is
//! for those who want to find out what `api.toml` must say.

use crate::{
    Diagnostics, Input, ReadFile, SourceFile, assemble::assemble, document::Document, read_input, resolve,
};
use docwright_model::Api;
use std::sync::Arc;

/// What documents say at first sight.
#[derive(Debug)]
pub struct Survey {
    /// The model so far: nothing has a name in Rust, and what errors are about may be missing.
    pub api: Api,
    /// The documents as trees, by their names.
    pub documents: Vec<(Arc<str>, Document)>,
    /// Remarks about the input, errors among them.
    pub diagnostics: Diagnostics,
    /// The files that were read, `api.toml` among them.
    pub files: Vec<SourceFile>,
}

/// Looks at an API's files. A document that cannot be read is missing from what is given.
///
/// # Errors
///
/// `api.toml` cannot be read or is wrong in itself: the remarks say how.
pub fn survey_api(read: ReadFile<'_>) -> Result<Survey, Diagnostics> {
    let (mut files, mut diagnostics) = (Vec::new(), Diagnostics::default());
    let Some(Input { config, config_file, documents }) = read_input(read, &mut files, &mut diagnostics)
    else {
        return Err(diagnostics);
    };
    let draft = assemble(&documents, &files, &config, &mut diagnostics);
    let mut scope = resolve::Scope {
        config: &config,
        config_file: &config_file,
        files: &files,
        diagnostics: &mut diagnostics,
    };
    let api = resolve::resolve_what_is_there(draft, &mut scope);
    Ok(Survey { api, documents, diagnostics, files })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    /// A page whose endpoint does not say how its parameter travels.
    const PAGE: &str = "# Pets\n\n## POST /pets\n\n| Name | Type |\n|---|---|\n| `name` | string |\n";

    fn survey(config: &str) -> Result<Survey, Diagnostics> {
        survey_api(&|name| match name {
            "api.toml" => Ok(config.into()),
            "page.md" => Ok(PAGE.into()),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        })
    }

    #[test]
    fn what_errors_are_not_about_is_there() {
        let found = survey("name = \"x\"\ntitle = \"X\"\n[[documents]]\nfile = \"page.md\"\n").unwrap();
        let codes: Vec<Code> = found.diagnostics.iter().map(|remark| remark.code).collect();
        assert_eq!(codes, [Code::MissingEncoding]);
        let [endpoint] = found.api.endpoints.as_slice() else { panic!("{:?}", found.api.endpoints) };
        assert_eq!((endpoint.path.as_str(), endpoint.parameters.len()), ("/pets", 0));
        assert_eq!(found.documents.len(), 1);
    }

    #[test]
    fn a_document_that_cannot_be_read_is_missing() {
        let config = "name = \"x\"\ntitle = \"X\"\n[[documents]]\nfile = \"lost.md\"\n[[documents]]\nfile = \"page.md\"\n";
        let found = survey(config).unwrap();
        assert!(found.diagnostics.iter().any(|remark| remark.code == Code::UnreadableFile));
        assert_eq!((found.documents.len(), found.api.endpoints.len()), (1, 1));
    }

    #[test]
    fn a_broken_config_is_an_error() {
        let remarks = survey("name = ").unwrap_err();
        assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), [Code::ConfigSyntax]);
    }
}
