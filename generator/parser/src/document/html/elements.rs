//! What the names of elements mean to a reader of documents.

use crate::document::tree::Style;

/// How an element is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing in it belongs to the document.
    Dropped,
    /// It ends the paragraph before it and the one in it; beyond that it is only layout.
    Block,
    Heading(usize),
    List {
        ordered: bool,
    },
    Item,
    Table,
    Preformatted,
    /// A list of terms and their definitions.
    Definitions,
    LineBreak,
    Styled(Style),
    Link,
    Image,
    /// Part of a line without meaning of its own.
    Inline,
}

const ROLES: &[(&str, Role)] = &[
    ("script", Role::Dropped),
    ("style", Role::Dropped),
    ("nav", Role::Dropped),
    ("head", Role::Dropped),
    ("noscript", Role::Dropped),
    ("template", Role::Dropped),
    ("iframe", Role::Dropped),
    ("svg", Role::Dropped),
    ("math", Role::Dropped),
    ("button", Role::Dropped),
    ("select", Role::Dropped),
    ("textarea", Role::Dropped),
    ("title", Role::Dropped),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("ul", Role::List { ordered: false }),
    ("menu", Role::List { ordered: false }),
    ("ol", Role::List { ordered: true }),
    ("li", Role::Item),
    ("table", Role::Table),
    ("pre", Role::Preformatted),
    ("dl", Role::Definitions),
    ("br", Role::LineBreak),
    ("strong", Role::Styled(Style::Strong)),
    ("b", Role::Styled(Style::Strong)),
    ("em", Role::Styled(Style::Emphasis)),
    ("i", Role::Styled(Style::Emphasis)),
    ("var", Role::Styled(Style::Emphasis)),
    ("code", Role::Styled(Style::Code)),
    ("kbd", Role::Styled(Style::Code)),
    ("samp", Role::Styled(Style::Code)),
    ("tt", Role::Styled(Style::Code)),
    ("a", Role::Link),
    ("img", Role::Image),
    ("address", Role::Block),
    ("article", Role::Block),
    ("aside", Role::Block),
    ("blockquote", Role::Block),
    ("body", Role::Block),
    ("caption", Role::Block),
    ("center", Role::Block),
    ("dd", Role::Block),
    ("details", Role::Block),
    ("div", Role::Block),
    ("dt", Role::Block),
    ("fieldset", Role::Block),
    ("figcaption", Role::Block),
    ("figure", Role::Block),
    ("footer", Role::Block),
    ("form", Role::Block),
    ("header", Role::Block),
    ("hgroup", Role::Block),
    ("hr", Role::Block),
    ("html", Role::Block),
    ("legend", Role::Block),
    ("main", Role::Block),
    ("p", Role::Block),
    ("search", Role::Block),
    ("section", Role::Block),
    ("summary", Role::Block),
    ("tbody", Role::Block),
    ("td", Role::Block),
    ("tfoot", Role::Block),
    ("th", Role::Block),
    ("thead", Role::Block),
    ("tr", Role::Block),
];

/// How an element of this name is read.
pub(super) fn role(name: &str) -> Role {
    ROLES.iter().find(|(known, _)| *known == name).map_or(Role::Inline, |(_, role)| *role)
}

/// Elements without an end tag.
pub(super) const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose content is text only, and which have nothing to say to a reader.
pub(super) const RAW: &[&str] = &[
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
];

/// Elements that a page may leave open or close in the wrong order; the parser opens them anew in each paragraph.
pub(super) const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that end where another of the same group begins, as far as pages leave their end tags out.
const SELF_ENDING: &[&[&str]] =
    &[&["li"], &["dt", "dd"], &["td", "th"], &["tr"], &["thead", "tbody", "tfoot"], &["option"]];

/// Whether the start tag of `next` ends an element `open` that is still open.
pub(super) fn ends(open: &str, next: &str) -> bool {
    let grouped = SELF_ENDING.iter().any(|group| group.contains(&open) && group.contains(&next));
    let in_row = ["td", "th"].contains(&open) && ["tr", "tbody", "tfoot"].contains(&next);
    let row = open == "tr" && ["tbody", "tfoot"].contains(&next);
    let paragraph = open == "p"
        && !matches!(role(next), Role::Inline | Role::Styled(_) | Role::Link)
        && !matches!(role(next), Role::Image | Role::LineBreak | Role::Dropped);
    grouped || in_row || row || paragraph
}
