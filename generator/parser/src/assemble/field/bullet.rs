//! Fields as items of a list: ``- `name` — What it is. **Type**: String``, ``- `name` (string, required): What it is``,
//! `- name - string, required. What it is.`, items with a heading of their own, and definition lists, whose items are
//! keys with values.

use super::{FieldRow, Reader, declared::owner_of, name::without_mark};
use crate::{
    assemble::{Context, prose},
    document::{Block, Item, List, Run, Style, Text},
    recognise::{
        attribute::{Attribute, recognise_attribute},
        declaration::{Declaration, recognise_declaration},
        marker::recognise_markers,
    },
};
use docwright_model::{Fact, Requirement, Span};

/// What stands between a name, a declaration and a description.
const SEPARATORS: [char; 5] = ['-', '–', '—', ':', ','];
/// What may stand between a name and its declaration.
const DASHES: [char; 3] = ['-', '–', '—'];
/// Words that announce a remark, not a field.
const NO_NAMES: &[&str] = &[
    "attention",
    "caution",
    "example",
    "examples",
    "hint",
    "important",
    "note",
    "notes",
    "remark",
    "see",
    "tip",
    "warning",
];
/// What ends a declaration without brackets.
const ENDS: &[&str] = &[" - ", " – ", " — ", ": ", ". ", "\n"];
/// So many declarations may stand one after the other: ``(string) _required_``.
const MOST_DECLARATIONS: usize = 4;

/// Whether the items of a list are fields, in a part that holds parameters: each begins with a name, and one of them
/// says its type. Names in backticks need no type.
pub(in crate::assemble) fn is_parameter_list(list: &List) -> bool {
    if is_field_list(list) {
        return true;
    }
    // Remarks may stand among the fields, as long as most items are fields.
    let fields = list.items.iter().filter_map(head).filter(|head| head.in_code).count();
    let typed = list.items.iter().filter(|item| head(item).is_some() && is_typed(item)).count();
    let most = fields.max(typed);
    most > 0 && most.saturating_mul(2) >= list.items.len()
}

/// The items of such a list that are no fields, and the others.
pub(in crate::assemble) fn split_remarks(list: &List) -> (List, List) {
    let (fields, remarks) = list.items.iter().cloned().partition(|item| head(item).is_some());
    (List { items: fields, ..list.clone() }, List { items: remarks, ..list.clone() })
}

/// Whether the items of a list are fields: each begins with a name, and one of them says its type.
pub(in crate::assemble) fn is_field_list(list: &List) -> bool {
    let is_attribute = |item: &Item| match item.blocks.first() {
        Some(Block::KeyValue(pair)) => recognise_attribute(&pair.key.plain()).is_some(),
        _ => false,
    };
    !list.items.is_empty()
        && list.items.iter().all(|item| head(item).is_some())
        && !list.items.iter().all(is_attribute)
        && list.items.iter().any(is_typed)
}

/// The fields that stand on lines of their own without markers: `name - string, required. The name.`, `name: string`.
/// Lines that begin none go on with the one before.
pub(in crate::assemble) fn fields_in(block: &Block) -> Option<List> {
    let mut items: Vec<Item> = Vec::new();
    match block {
        Block::KeyValue(pair) if recognise_attribute(&pair.key.plain()).is_none() => {
            items.push(Item { blocks: vec![block.clone()], span: pair.span });
        }
        Block::Paragraph(text) => {
            for line in prose::lines(text) {
                let item = Item { span: line.span(), blocks: vec![Block::Paragraph(line.clone())] };
                match items.last_mut() {
                    Some(last) if !is_typed(&item) => go_on(last, line),
                    _ => items.push(item),
                }
            }
        }
        _ => {}
    }
    let is_all = !items.is_empty() && items.iter().all(is_typed);
    is_all.then(|| List { ordered: false, items, span: block.span() })
}

/// Adds a line to the last paragraph of an item.
fn go_on(item: &mut Item, line: Text) {
    item.span = item.span.join(line.span());
    let Some(Block::Paragraph(text)) = item.blocks.last_mut() else { return };
    for (index, run) in line.runs.into_iter().enumerate() {
        let between = if index == 0 { "\n" } else { "" };
        match text.runs.last_mut() {
            Some(last) if last.style == run.style && last.link == run.link => {
                last.text.push_str(between);
                last.text.push_str(&run.text);
                last.span = last.span.join(run.span);
            }
            _ => text.runs.push(Run { text: format!("{between}{}", run.text), ..run }),
        }
    }
}

fn is_typed(item: &Item) -> bool {
    let stated = |block: &Block| match block {
        Block::KeyValue(pair) => recognise_attribute(&pair.key.plain()) == Some(Attribute::Type),
        _ => false,
    };
    item.blocks.iter().skip(1).any(stated)
        || head(item).is_some_and(|head| {
            let (declared, _) = declarations(head.rest);
            declared.iter().any(|(declared, _)| declared.value_type.is_some())
        })
}

/// Reads an item of such a list.
pub(in crate::assemble) fn assemble_bullet(item: &Item, context: &mut Context<'_>) -> Option<FieldRow> {
    let owner = owner_of(context.subject.as_deref());
    assemble_item(item, &owner, context)
}

/// Reads an item; `owner` is the beginning of the names of structures below it.
pub(super) fn assemble_item(item: &Item, owner: &str, context: &mut Context<'_>) -> Option<FieldRow> {
    let head = head(item)?;
    let mut reader = Reader::new(&head.name, item.span, context);
    owner.clone_into(&mut reader.owner);
    reader.note(Fact::Name, head.span);
    if head.requirement != Requirement::Unstated {
        reader.require(head.requirement, head.span);
    }
    let (declared, rest) = declarations(head.rest);
    for (declared, span) in declared {
        reader.declare(declared, span);
    }
    let rest = Text { runs: rest };
    let (markers, described) = recognise_markers(&rest);
    reader.read_markers(markers, &rest);
    reader.read_prose(&Text { runs: without_separator(described.runs) });
    reader.read_description(item.blocks.get(1..).unwrap_or_default());
    Some(reader.finish(None))
}

/// What an item begins with.
struct Head {
    name: String,
    requirement: Requirement,
    in_code: bool,
    /// Where the first block of the item stands.
    span: Span,
    /// What stands behind the name.
    rest: Vec<Run>,
}

/// Reads the name that an item begins with.
fn head(item: &Item) -> Option<Head> {
    let first = item.blocks.first()?;
    let (text, value): (&Text, &[Run]) = match first {
        Block::Paragraph(text) => (text, &[]),
        Block::KeyValue(pair) => (&pair.key, &pair.value.runs),
        _ => return None,
    };
    let (run, behind) = text.runs.split_first()?;
    let whole = run.text.trim();
    let in_code = run.style == Style::Code;
    let (name, words) = match whole.split_once(char::is_whitespace) {
        // Of a paragraph only what is set apart can be a name, unless a bracket or a dash follows it.
        Some((name, words)) if !in_code && (is_apart(run.style, words) || is_key(first)) => (name, words),
        None if in_code || run.style == Style::Strong || is_key(first) => (whole, ""),
        _ if in_code && !whole.is_empty() => (whole, ""),
        _ => return None,
    };
    let (name, requirement) = without_mark(name);
    if name.is_empty() || !in_code && (!is_name(name) || NO_NAMES.contains(&name.to_lowercase().as_str())) {
        return None;
    }
    let offset = run.text.find(words).filter(|_| !words.is_empty()).unwrap_or(run.text.len());
    let rest = Some(tail(run, offset)).filter(|run| !run.text.is_empty());
    let mut rest: Vec<Run> = rest.into_iter().chain(behind.iter().chain(value).cloned()).collect();
    let requirement = mark_behind(&mut rest).unwrap_or(requirement);
    // A key of more than a name and a declaration is no name: `Rate limits: see below`.
    if !words.is_empty() && declarations(rest.clone()).0.is_empty() {
        return None;
    }
    Some(Head { name: name.to_owned(), requirement, in_code, span: first.span(), rest })
}

/// A mark behind the backticks: `` `name`? ``.
fn mark_behind(rest: &mut [Run]) -> Option<Requirement> {
    let first = rest.first_mut().filter(|run| run.style == Style::Plain)?;
    let found = if first.text.starts_with('?') {
        Requirement::Optional
    } else if first.text.starts_with('*') {
        Requirement::Required
    } else {
        return None;
    };
    *first = tail(first, 1);
    Some(found)
}

/// Whether words behind a name may declare it: `(string)`, `- string`, or all that stands in strong text with it.
fn is_apart(style: Style, words: &str) -> bool {
    let begins = |dash: &char| words.strip_prefix(*dash).is_some_and(|rest| rest.starts_with(' '));
    style == Style::Strong || words.starts_with('(') || DASHES.iter().any(begins)
}

fn is_key(block: &Block) -> bool {
    matches!(block, Block::KeyValue(_))
}

/// Whether a word could be the name of a field.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@'))
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$' | '@'))
}

/// The declarations at the start of a text, each with its place, and what stands behind them.
fn declarations(runs: Vec<Run>) -> (Vec<(Declaration, Span)>, Vec<Run>) {
    let mut found = Vec::new();
    let mut runs = without_separator(runs);
    while found.len() < MOST_DECLARATIONS {
        let Some((declared, span, rest)) = declaration(&runs) else { break };
        found.push((declared, span));
        runs = without_separator(rest);
    }
    (found, runs)
}

/// The declaration that a text begins with: in brackets, set apart, or up to a separator.
fn declaration(runs: &[Run]) -> Option<(Declaration, Span, Vec<Run>)> {
    let (first, behind) = runs.split_first()?;
    if first.style != Style::Plain {
        let text = first.text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']', ':', '.']);
        let declared = recognise_declaration(text).filter(Declaration::is_certain)?;
        return Some((declared, first.span, behind.to_vec()));
    }
    for (open, close) in [('(', ')'), ('<', '>'), ('[', ']')] {
        if first.text.starts_with(open) {
            let (inside, span, rest) = bracketed(runs, close)?;
            let declared = recognise_declaration(&inside).filter(|found| {
                let known =
                    found.value_type.as_ref().is_some_and(|found| found.value_type.names().is_empty());
                found.is_certain() || open == '(' && known
            })?;
            return Some((declared, span, rest));
        }
    }
    let end = ENDS.iter().filter_map(|end| first.text.find(end)).min().unwrap_or(first.text.len());
    let words = first.text.get(..end)?.trim().trim_end_matches('.');
    let declared = recognise_declaration(words).filter(Declaration::is_certain)?;
    let span = Span::new(first.span.start, tail(first, end).span.start);
    let stop = usize::from(first.text.get(end..).is_some_and(|rest| rest.starts_with('.')));
    let rest = [tail(first, end + stop)].into_iter().chain(behind.iter().cloned());
    Some((declared, span, rest.filter(|run| !run.text.is_empty()).collect()))
}

/// What stands in the bracket that a text begins with, over as many runs as it takes.
fn bracketed(runs: &[Run], close: char) -> Option<(String, Span, Vec<Run>)> {
    let mut inside = String::new();
    let start = runs.first()?.span.start;
    for (index, run) in runs.iter().enumerate() {
        let Some(end) = run.text.find(close).filter(|_| run.style == Style::Plain) else {
            inside.push_str(&run.text);
            continue;
        };
        inside.push_str(run.text.get(..end)?);
        let rest = tail(run, end + close.len_utf8());
        let span = Span::new(start, rest.span.start);
        let rest = [rest].into_iter().chain(runs.iter().skip(index + 1).cloned());
        return Some((inside.get(1..)?.to_owned(), span, rest.filter(|run| !run.text.is_empty()).collect()));
    }
    None
}

/// The end of a run. Its span is exact where the run was healed of nothing, and the run's own otherwise.
fn tail(run: &Run, at: usize) -> Run {
    let exact = run.span.end.saturating_sub(run.span.start) == run.text.len();
    let span = if exact { Span::new(run.span.start.saturating_add(at), run.span.end) } else { run.span };
    let text = run.text.get(at..).unwrap_or_default().to_owned();
    Run { text, style: run.style, link: run.link.clone(), span }
}

fn without_separator(mut runs: Vec<Run>) -> Vec<Run> {
    while let Some(first) = runs.first_mut().filter(|run| run.style == Style::Plain) {
        let trimmed = first.text.trim_start().trim_start_matches(SEPARATORS).trim_start().len();
        *first = tail(first, first.text.len() - trimmed);
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    runs
}
