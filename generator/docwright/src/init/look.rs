//! Reads pages with an `api.toml` that is not on the disk: what would become of them, were it so.

use super::form::{Look, file_name, look};
use super::page::Page;
use docwright_model::{Endpoint, Source};
use docwright_parser::document::Form;
use docwright_parser::{CONFIG_FILE, Parsed, SourceFile, Survey, read_api, survey_api};
use std::collections::HashSet;
use std::io::{self, ErrorKind};

/// A page with the name that it gets in the new folder.
#[derive(Debug, Clone)]
pub(super) struct NamedPage {
    /// What people call it.
    pub shown: String,
    /// Its path below the new folder.
    pub file: String,
    pub form: Form,
    /// Whether its file had a name to begin with.
    pub is_named: bool,
    pub text: String,
}

/// Gives each page a name that says its form, and that no other page has.
pub(super) fn name_pages(pages: Vec<Page>) -> Vec<NamedPage> {
    let mut taken = HashSet::new();
    // A page may not take the place of what is written beside it.
    taken.insert(CONFIG_FILE.to_owned());
    let named = pages.into_iter().map(|page| {
        let Page { shown, file, text } = page;
        let is_named = file.is_some();
        let form = form_of(file.as_deref(), &text);
        let wanted = file_name(file.as_deref().unwrap_or("page"), form);
        let file = free(&wanted, &taken);
        // Some file systems do not tell capitals from small letters.
        taken.insert(file.to_lowercase());
        NamedPage { shown, file, form, is_named, text }
    });
    named.collect()
}

/// The name, or with a number behind its stem if it is taken.
fn free(wanted: &str, taken: &HashSet<String>) -> String {
    let (stem, ending) = wanted.rsplit_once('.').unwrap_or((wanted, "txt"));
    let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

/// What a page is written in. What could be Markdown or text is read as both: the form that more can be made of is
/// the right one.
fn form_of(file: Option<&str>, text: &str) -> Form {
    match look(file, text) {
        Look::Sure(form) => form,
        Look::MarkdownOrText => {
            let gained = |form| {
                let page = NamedPage {
                    shown: String::new(),
                    file: file_name("page", form),
                    form,
                    is_named: false,
                    text: text.to_owned(),
                };
                survey(ASSUMED, std::slice::from_ref(&page)).map_or((0, 0), |survey| gain(&survey))
            };
            if gained(Form::Text) > gained(Form::Markdown) { Form::Text } else { Form::Markdown }
        }
    }
}

/// Assumptions under which a page shows all that it has: they are not kept.
pub(super) const ASSUMED: &str =
    "name = \"x\"\ntitle = \"x\"\n[request]\nmethod = \"POST\"\nencoding = \"json\"\n";

/// How much was understood: endpoints, and what they take, give and show.
fn gain(survey: &Survey) -> (usize, usize) {
    let facts =
        |endpoint: &Endpoint| endpoint.parameters.len() + endpoint.responses.len() + endpoint.examples.len();
    (survey.api.endpoints.len(), survey.api.endpoints.iter().map(facts).sum())
}

/// An `api.toml` that begins like this, with all documents behind it.
pub(super) fn with_documents(head: &str, pages: &[NamedPage]) -> String {
    let mut config = head.to_owned();
    for page in pages {
        config.push_str("[[documents]]\n");
        config.push_str(&super::entries::exact_pair("file", &page.file));
        config.push('\n');
    }
    config
}

/// Looks at the pages under assumptions. `None` if even the assumptions make no sense.
pub(super) fn survey(head: &str, pages: &[NamedPage]) -> Option<Survey> {
    let config = with_documents(head, pages);
    survey_api(&|name| file(name, &config, pages)).ok()
}

/// Reads the pages with a whole `api.toml`.
pub(super) fn read(config: &str, pages: &[NamedPage]) -> Parsed {
    read_api(&|name| file(name, config, pages))
}

fn file(name: &str, config: &str, pages: &[NamedPage]) -> io::Result<Vec<u8>> {
    let text = match name {
        CONFIG_FILE => Some(config),
        _ => pages.iter().find(|page| page.file == name).map(|page| page.text.as_str()),
    };
    text.map(|text| text.as_bytes().to_vec()).ok_or_else(|| ErrorKind::NotFound.into())
}

/// A place as people write it: `page.md:12`.
pub(super) fn place(source: &Source, files: &[SourceFile]) -> String {
    let text = files.iter().find(|file| file.name == source.file).map_or("", |file| file.text.as_str());
    let line = text.get(..source.span.start).map_or(1, |before| before.matches('\n').count() + 1);
    format!("{}:{line}", source.file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: Option<&str>, text: &str) -> Page {
        Page { shown: String::new(), file: file.map(str::to_owned), text: text.to_owned() }
    }

    #[track_caller]
    fn check(pages: &[(Option<&str>, &str)], expect: &[&str]) {
        let pages = pages.iter().map(|(file, text)| page(*file, text)).collect();
        let names: Vec<String> = name_pages(pages).into_iter().map(|page| page.file).collect();
        assert_eq!(names, expect);
    }

    #[test]
    fn no_two_pages_have_one_name() {
        check(
            &[(Some("index.md"), "# a"), (Some("Index.md"), "# b"), (None, "# c"), (Some("page.md"), "# d")],
            &["index.md", "Index-2.md", "page.md", "page-2.md"],
        );
        check(&[(Some("api.toml"), "x")], &["api.txt"]);
    }

    #[test]
    fn a_page_that_could_be_both_is_what_more_can_be_made_of() {
        let markdown =
            "# Pets\n\n## List pets\n\n`GET /pets`\n\n| Name | Type |\n|---|---|\n| `limit` | int |\n";
        check(&[(Some("llms.txt"), markdown)], &["llms.md"]);
        let text = "Pets\nList pets\nURL\nhttps://pets.example.com/pets\nParameters\nKey | Type | Description |\n---|---|---|\nLimit | Long | How many. |\n\n# curl example, see [1](2)\n";
        check(&[(Some("pets.txt"), text)], &["pets.txt"]);
    }
}
