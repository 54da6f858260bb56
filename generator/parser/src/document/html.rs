//! Web pages. The tree is scraper's, so that malformed pages read as in a browser; since its parser keeps no
//! offsets, a pass beforehand stamps each start tag and each text with its own ([`stamp`]).

mod chrome;
mod elements;
mod stamp;
mod table;
mod walk;

use super::lines::trimmed;
use super::report::Report;
use super::tree::Document;
use docwright_model::Span;
use scraper::Html;

pub(super) fn read(text: &str, content: usize, report: &mut Report<'_>) -> Document {
    let stamped = stamp::stamp(text, content, report);
    let page = Html::parse_document(&stamped.html);
    let root = walk::read(text, &page, &stamped.elements, report);
    Document { front_matter: Vec::new(), root: root.finish(trimmed(text, Span::new(content, text.len()))) }
}
