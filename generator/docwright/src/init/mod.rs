//! Begins a new API: pages in, a folder with the pages and an `api.toml` out.
//!
//! The pages are read as they are and under assumptions, in memory. What they state is written out; what much speaks
//! for is proposed in comments, each with its evidence, after it was tried; what nothing tells is left open. Then the
//! folder appears on the disk, all of it or nothing. What the pages mean is left to `docwright-parser`.

mod entries;
mod error;
mod evidence;
mod form;
mod look;
mod name;
mod page;
mod report;
mod seen;
mod trial;
mod words;
mod write;

pub use entries::Standing;
pub use error::InitError;
pub use name::{ApiName, BadName, NamedAfter};
pub use page::PageSource;
pub use report::{Begun, BegunEntry, BegunPage, Figures};
pub use seen::Seen;

use crate::{Activity, Findings, Observe};
use docwright_parser::diagnostics::{Code, Severity};
use docwright_parser::{CONFIG_FILE, Survey};
use entries::{Entry, Proposals, write_entries};
use evidence::{Evidence, Stated};
use look::{ASSUMED, NamedPage, name_pages, survey};
use std::path::PathBuf;
use write::{NewFile, require_absent, write_folder};

/// Nothing but what must be stated of any API.
const BARE: &str = "name = \"x\"\ntitle = \"x\"\n";

/// As many errors tell why no endpoint was found.
const REMARKS: usize = 5;

/// A new API to begin.
#[derive(Debug, Clone)]
pub struct Init {
    sources: Vec<PageSource>,
    name: Option<ApiName>,
    specs: PathBuf,
}

impl Init {
    /// An API that these pages document, to begin in the folder `specs`.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = PageSource>) -> Self {
        Self { sources: sources.into_iter().collect(), name: None, specs: PathBuf::from("specs") }
    }

    /// The name of the API and of its folder; without one it is made of what the pages say.
    #[must_use]
    pub fn name(mut self, name: Option<ApiName>) -> Self {
        self.name = name;
        self
    }

    /// The folder around the folders of APIs.
    #[must_use]
    pub fn specs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs = folder.into();
        self
    }

    /// Reads the pages and writes the folder.
    ///
    /// # Errors
    ///
    /// A page cannot be read, no page documents an endpoint, there is a folder of this name, or the disk refuses. In
    /// each case nothing was written.
    pub fn run(&self) -> Result<Begun, crate::Error> {
        self.run_with(&|_| {})
    }

    /// The same, with somebody told of what is being done.
    ///
    /// # Errors
    ///
    /// As for [`run`](Self::run).
    pub fn run_with(&self, observe: Observe<'_>) -> Result<Begun, crate::Error> {
        observe(Activity::Trying);
        Ok(self.begin()?)
    }

    fn begin(&self) -> Result<Begun, InitError> {
        let (pages, left_out) = page::read_pages(&self.sources)?;
        let pages = name_pages(pages);
        let Looks { bare, assumed, vocabulary } = look_at(&pages)?;
        let title = evidence::title(&bare, &pages);
        let (name, named_after) = self.name_of(&pages, &bare, title.as_ref());
        // Said before anything is tried: it is the first thing to mend.
        require_absent(&self.specs.join(name.as_str()))?;
        let evidence = Evidence { pages: &pages, bare: &bare, assumed: &assumed };
        let mut entries = evidence::top(evidence, &name, title);
        entries.extend(vocabulary);
        entries.extend(evidence::gather(evidence));
        entries.sort_by_key(|entry| entry.table);
        let tried = trial::try_out(entries, &pages, &assumed);
        let written = write_entries(&tried.entries, Proposals::Commented);
        let config = NewFile { path: CONFIG_FILE, contents: &written.text };
        let files = pages.iter().map(|page| NewFile { path: &page.file, contents: &page.text });
        let files: Vec<NewFile<'_>> = std::iter::once(config).chain(files).collect();
        let folder = write_folder(&self.specs, name.as_str(), &files)?;
        let left_out = left_out.iter().map(|folder| folder.display().to_string()).collect();
        Ok(Begun { left_out, ..report::begun((&name, named_after), &folder, &pages, &written, tried) })
    }

    /// The name that was chosen, or one that is made of what the pages say.
    fn name_of(&self, pages: &[NamedPage], bare: &Survey, title: Option<&Stated>) -> (ApiName, NamedAfter) {
        if let Some(name) = &self.name {
            return (name.clone(), NamedAfter::Choice);
        }
        let file = pages.iter().find(|page| page.is_named).map(|page| page.file.as_str());
        name::propose(title.map(|title| title.text.as_str()), file, bare.api.base_url.as_deref())
    }
}

/// What the pages give, with nothing stated beside them and under assumptions.
struct Looks {
    bare: Survey,
    assumed: Survey,
    /// The words that both needed to see all that there is.
    vocabulary: Option<Entry>,
}

fn look_at(pages: &[NamedPage]) -> Result<Looks, InitError> {
    let look = |head: &str| {
        survey(head, pages)
            .ok_or_else(|| InitError::NoEndpoint { seen: Seen::default(), remarks: Vec::new() })
    };
    let assumed = look(ASSUMED)?;
    if assumed.api.endpoints.is_empty() {
        let seen = Seen::of(assumed.documents.iter().map(|(_, document)| document));
        let mut findings = Findings::new(String::new(), assumed.diagnostics, assumed.files);
        findings.retain(|remark| remark.code != Code::NoEndpoint);
        return Err(InitError::NoEndpoint {
            seen,
            remarks: findings.lines(Severity::Error).take(REMARKS).collect(),
        });
    }
    let vocabulary = evidence::vocabulary(&assumed, pages);
    let Some(words) = &vocabulary else { return Ok(Looks { bare: look(BARE)?, assumed, vocabulary }) };
    let with_words = |head: &str| format!("{head}[vocabulary]\n{}\n", words.lines.join("\n"));
    let (bare, assumed) = (look(&with_words(BARE))?, look(&with_words(ASSUMED))?);
    Ok(Looks { bare, assumed, vocabulary })
}
