//! What a site puts around its pages: a footer with a version and a copyright, a head with a logo, a bar beside the
//! text. Comes in: an element. Goes out: whether it is such a frame, so that nothing in it is said of the last endpoint
//! above it. Frames of parts of the page, and those that hold what references hold, belong to the document.

use scraper::ElementRef;

/// Elements that stand around the text of a page.
const FRAMES: &[&str] = &["footer", "header", "aside"];
/// Elements that have frames of their own.
const PARTS: &[&str] = &["article", "main", "section"];
/// What no frame of a site holds.
const CONTENT: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "dl", "code"];
/// An aside may be a remark in the text, unless its class says that it is a bar.
const ASIDE: &str = "aside";
/// Words for that.
const BARS: &[&str] = &["sidebar", "toc", "menu", "navigation"];
/// An address may be that of the API.
const ADDRESS: &str = "://";

/// Whether an element is what a site puts around its pages.
pub(super) fn is_chrome(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if !FRAMES.contains(&name) {
        return false;
    }
    let is_bar = || {
        let mut classes = element.value().classes();
        classes.any(|class| BARS.iter().any(|bar| class.to_ascii_lowercase().contains(bar)))
    };
    let mut outer = element.ancestors().filter_map(ElementRef::wrap);
    let mut inner = element.descendants().filter_map(ElementRef::wrap);
    (name != ASIDE || is_bar())
        && !outer.any(|outer| PARTS.contains(&outer.value().name()))
        && !inner.any(|inner| CONTENT.contains(&inner.value().name()))
        && !element.text().any(|text| text.contains(ADDRESS))
}
