//! What stands beside the fields of a structure: what it extends, that it is deprecated, what it is for.

use super::is_attribute;
use crate::{
    assemble::{Context, prose, sentences::without_sentences},
    diagnostics::Code,
    document::{Block, KeyValue, Parts, Style, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        remark::deprecation_of,
        sentence::{
            Sentence,
            product::{recognise_deprecated, version},
            version::{VersionSentence, recognise_version},
        },
    },
};
use docwright_model::{Definition, Deprecation, Evidence, Fact, NamedType, Span};

/// What stands in the place of a name or version where there is none.
const NOTHING: &[&str] = &["", "-", "–", "—", "no", "none", "n/a"];

/// Reads the blocks beside the fields of a structure: attribute lines and deprecations become facts, the rest its
/// description.
pub(in crate::assemble) fn describe_structure(
    structure: &mut NamedType,
    blocks: Vec<Block>,
    context: &mut Context<'_>,
) {
    let mut prose = Vec::new();
    for block in blocks {
        for block in attribute_lines(block) {
            match block {
                Block::KeyValue(pair) if read_attribute(&pair, structure, context) => {}
                Block::Paragraph(text) => {
                    let rest = read_deprecation(&text, structure, context);
                    prose.extend(Some(Block::Paragraph(rest)).filter(|_| !text.is_empty()));
                }
                other => prose.push(other),
            }
        }
    }
    prose.retain(|block| !matches!(block, Block::Paragraph(text) if text.is_empty()));
    for block in &prose {
        structure.origins.add(Fact::Description, context.source(block.span()), Evidence::Stated);
    }
    structure.description = prose::markdown(&prose);
}

/// Whether a block says what a structure extends.
pub(super) fn states_parents(block: &Block) -> bool {
    let is_extends = |pair: &KeyValue| {
        recognise_attribute(&pair.key.plain()) == Some(Attribute::Extends) && are_names(&pair.value)
    };
    match block {
        Block::KeyValue(pair) => is_extends(pair),
        Block::Paragraph(text) => prose::lines(text).iter().filter_map(pair_of).any(|pair| is_extends(&pair)),
        _ => false,
    }
}

/// Whether a text is names with commas between them, and no sentence.
fn are_names(text: &Text) -> bool {
    let is_name = |part: &str| {
        NOTHING.contains(&part.to_lowercase().as_str())
            || part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.')) && !part.ends_with('.')
    };
    text.plain().split(',').map(str::trim).all(is_name)
}

/// A paragraph with each line that is an attribute of a structure, such as `Extends: A, B`, as a block of its own.
fn attribute_lines(block: Block) -> Vec<Block> {
    let Block::Paragraph(text) = &block else { return vec![block] };
    let lines = prose::lines(text);
    let pairs: Vec<Option<KeyValue>> = lines.iter().map(pair_of).collect();
    if pairs.iter().all(Option::is_none) {
        return vec![block];
    }
    let lines = lines.into_iter().zip(pairs);
    lines.map(|(line, pair)| pair.map_or(Block::Paragraph(line), Block::KeyValue)).collect()
}

/// A line as a key of a structure with its value.
fn pair_of(line: &Text) -> Option<KeyValue> {
    let whole = line.concatenated();
    let (key, value) = whole.split_once(':')?;
    is_attribute(key).then(|| KeyValue {
        key: line.part(0, key.len()).trimmed(),
        value: line.part(whole.len() - value.len(), whole.len()).trimmed(),
        span: line.span(),
    })
}

/// Takes over what an attribute line states; gives whether it is one.
fn read_attribute(pair: &KeyValue, structure: &mut NamedType, context: &mut Context<'_>) -> bool {
    let value = pair.value.plain();
    match recognise_attribute(&pair.key.plain()) {
        Some(Attribute::Extends) if are_names(&pair.value) => {
            structure.origins.add(Fact::Type, context.source(pair.span), Evidence::Stated);
            if NOTHING.contains(&value.to_lowercase().as_str()) {
                if value.is_empty() {
                    no_parent(pair.span, context);
                }
                return true;
            }
            let whole = pair.value.concatenated();
            if whole.split(',').all(|parent| extends(structure, parent.trim())) {
                context.repeated(&pair.key.plain(), pair.span);
                return true;
            }
            let parts = Parts::of(&pair.value);
            let mut from = 0;
            for part in whole.split(',') {
                let parent = parts.part(from, from + part.len()).trimmed();
                from += part.len() + 1;
                if parent.is_empty() {
                    no_parent(pair.span, context);
                } else {
                    extend(structure, &parent, context);
                }
            }
            true
        }
        Some(Attribute::DeprecatedSince) => {
            if NOTHING.contains(&value.to_lowercase().as_str()) {
                return !value.is_empty();
            }
            let Some(since) = version(&value) else { return false };
            if structure.deprecated.is_some() {
                context.repeated(&pair.key.plain(), pair.span);
                return true;
            }
            deprecate(
                structure,
                Deprecation { since: Some(since.to_owned()), note: None },
                pair.span,
                context,
            );
            true
        }
        Some(Attribute::Deprecated) => {
            if let Some(found) = deprecation_of(&pair.value).filter(|_| structure.deprecated.is_none()) {
                deprecate(structure, found, pair.span, context);
            }
            true
        }
        _ => false,
    }
}

/// Whether a structure is known to extend another.
fn extends(structure: &NamedType, parent: &str) -> bool {
    matches!(&structure.definition, Definition::Structure { extends, .. } if extends.iter().any(|known| known == parent))
}

fn no_parent(span: Span, context: &mut Context<'_>) {
    let message = "nothing stands where the name of a structure should".to_owned();
    let help = "name the structures in the document, with commas between them, or remove the line";
    context.report(Code::BadClass, span, "a name is missing", message, help);
}

/// Adds a parent, with where its name leads.
pub(in crate::assemble) fn extend(structure: &mut NamedType, parent: &Text, context: &mut Context<'_>) {
    context.add_links(parent);
    if let Definition::Structure { extends, .. } = &mut structure.definition {
        extends.push(parent.plain());
    }
}

fn deprecate(structure: &mut NamedType, found: Deprecation, span: Span, context: &Context<'_>) {
    structure.deprecated = Some(found);
    structure.origins.add(Fact::Deprecated, context.source(span), Evidence::Stated);
}

/// Takes the sentence that deprecates the structure out of a text: one that names it, or one that is set apart.
fn read_deprecation(text: &Text, structure: &mut NamedType, context: &Context<'_>) -> Text {
    let filled = text.runs.iter().filter(|run| !run.text.trim().is_empty());
    let is_set_apart = filled.clone().all(|run| run.style == Style::Emphasis);
    without_sentences(text, |sentence, span| {
        let found = deprecation(sentence, &structure.name, is_set_apart);
        let Some(found) = found.filter(|_| structure.deprecated.is_none()) else { return false };
        deprecate(structure, found, span, context);
        true
    })
}

fn deprecation(sentence: &Sentence<'_>, name: &str, is_set_apart: bool) -> Option<Deprecation> {
    let since = if let Some(found) = recognise_deprecated(&sentence.words) {
        let is_own = found.is_structure(name) || is_set_apart && found.is_this();
        if !is_own {
            return None;
        }
        found.since
    } else {
        match recognise_version(&sentence.words).filter(|_| is_set_apart || sentence.is_first) {
            Some(VersionSentence::Deprecated(since)) => since,
            _ => return None,
        }
    };
    Some(Deprecation { since: since.map(str::to_owned), note: Some(sentence.text.to_owned()) })
}
