//! Marks that are there to be linked to, and say nothing: `## Widget {#widget}`, `<a id="widget"></a>`.

use crate::document::tree::{Section, Text};

/// Takes the names of headings for links out of the headings below a section.
pub(super) fn take_from_headings(root: &mut Section) {
    let mut open = vec![root];
    while let Some(section) = open.pop() {
        take_from(&mut section.heading);
        open.extend(&mut section.sections);
    }
}

fn take_from(heading: &mut Text) {
    let Some(run) = heading.runs.last_mut() else { return };
    let Some((words, name)) = run.text.rsplit_once("{#") else { return };
    let is_name = |name: &str| !name.is_empty() && !name.contains([' ', '{', '}']);
    if !name.strip_suffix('}').is_some_and(is_name) {
        return;
    }
    let words = words.trim_end().to_owned();
    // Where the text is not what stands in the file, the place of its end is not known.
    if run.span.end.saturating_sub(run.span.start) == run.text.len() {
        run.span.end = run.span.start.saturating_add(words.len());
    }
    run.text = words;
    if run.text.is_empty() {
        heading.runs.pop();
    }
}

/// Whether a tag within text begins an element that is only there to be linked to.
pub(super) fn is_anchor(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let names = tag.contains(" id=") || tag.contains(" name=");
    tag.starts_with("<a ") && names && !tag.contains(" href=")
}
