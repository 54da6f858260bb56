//! Rows of a table that stand within another row of it: `items[].sku` and `shipping.method` below `items` and
//! `shipping`, and names that are set in below the name of an object.
//!
//! Comes in: the rows as they were read one by one. Goes out: the rows that stand within none, whose types have the
//! others as fields. A name that looks like a path and leads to no row stays as it is, and is reported. What can hold
//! fields is left to the caller: a query has names with dots and brackets in them.

use super::{FieldRow, assemble_field, declared::owner_of, name_place};
use crate::{
    assemble::{Context, structures},
    diagnostics::Code,
    document::{Cell, Table},
    recognise::{
        place::ParameterPlace,
        table_role::{Column, Columns},
    },
};
use docwright_model::{Evidence, Fact, Field, Span, Type, WireName};
use std::collections::HashMap;

/// What sets a name in, and how far. Readers of documents fold white space, so that it is looked for in the file.
const SPACES: &[(&str, usize)] = &[
    ("&nbsp;", 1),
    ("&#160;", 1),
    ("&#xa0;", 1),
    ("&#xA0;", 1),
    ("\u{a0}", 1),
    ("&ensp;", 1),
    ("\u{2002}", 1),
    ("&emsp;", 2),
    ("\u{2003}", 2),
    (" ", 0),
];
/// Marks and elements that may stand between white space and the name.
const AROUND: &[&str] = &["`", "*", "_", "~", "<code>", "<b>", "<strong>", "<em>", "<i>", "<span>"];
/// What is drawn before a name that stands within the one above it.
pub(super) const BRANCHES: &[char] = &['↳', '└', '├', '│', '─', '╰'];
/// Parts of a path that stand for each element of a list.
const ELEMENTS: &[&str] = &["[]", "[*]", "[n]", "[i]", "[0]"];

/// A row with where it stands among the others.
struct Nested {
    row: FieldRow,
    /// The names from the outermost row to this one.
    path: Vec<String>,
    /// The row that it stands within.
    parent: Option<usize>,
}

/// Reads the rows of a table; `can_nest` says whether a row with this place is one of JSON.
pub(in crate::assemble) fn assemble_rows(
    table: &Table,
    columns: &Columns,
    can_nest: impl Fn(Option<ParameterPlace>) -> bool,
    context: &mut Context<'_>,
) -> Vec<FieldRow> {
    let mut tree = Tree::default();
    for row in &table.rows {
        let cell = columns.index(Column::Name).and_then(|index| row.cells.get(index));
        let indentation = cell.map_or(0, |cell| indentation(context.text, cell));
        let Some(row) = assemble_field(row, columns, context) else { continue };
        if can_nest(row.place) {
            tree.add(row, indentation, context);
        } else {
            tree.rows.push(Nested { row, path: Vec::new(), parent: None });
        }
    }
    tree.finish(context)
}

/// The rows that were read, and those that others may stand within.
#[derive(Default)]
struct Tree {
    rows: Vec<Nested>,
    by_path: HashMap<Vec<String>, usize>,
    /// The rows that the next one may be set in below, with how far each is set in itself.
    open: Vec<(usize, usize)>,
}

impl Tree {
    fn add(&mut self, mut row: FieldRow, indentation: usize, context: &mut Context<'_>) {
        while self.open.pop_if(|(_, known)| *known >= indentation).is_some() {}
        let above = self.open.last().map(|(index, _)| *index);
        let name = row.field.wire_name.as_str().to_owned();
        let path = path_of(&name);
        let is_path = path.as_ref().is_some_and(|(path, is_list)| path.len() > 1 || *is_list);
        let (mut path, is_list) = path.unwrap_or_else(|| (vec![name.clone()], false));
        if is_list && self.is_element(&row, &path) {
            return;
        }
        let outer = path.split_last().and_then(|(_, outer)| self.by_path.get(outer)).copied();
        let parent = if path.len() > 1 { outer } else { above };
        let with_room = parent.filter(|parent| {
            self.rows.get(*parent).is_some_and(|parent| has_room(&parent.row.field.value_type))
        });
        if let (Some(parent), Some(leaf)) = (with_room, path.last().cloned()) {
            path = self.rows.get(parent).map(|parent| parent.path.clone()).unwrap_or_default();
            path.push(leaf.clone());
            row.field.wire_name = WireName::from(leaf.as_str());
        } else if path.len() > 1 || parent.is_some() {
            doubtful(&row.field, is_path, context);
            path = vec![name.clone()];
        } else if let (true, Some(leaf)) = (is_list, path.last()) {
            row.field.wire_name = WireName::from(leaf.as_str());
        }
        if is_list && row.field.wire_name.as_str() != name {
            make_list(&mut row.field);
        }
        let index = self.rows.len();
        self.by_path.entry(path.clone()).or_insert(index);
        self.open.push((index, indentation));
        self.rows.push(Nested { row, path, parent: with_room });
    }

    /// Takes a row for what it is if it describes the elements of a list that has a row itself: `items[]` below
    /// `items`. Gives whether it is such a row.
    fn is_element(&mut self, row: &FieldRow, path: &[String]) -> bool {
        let known = self.by_path.get(path).and_then(|index| self.rows.get_mut(*index));
        let Some(list) = known.map(|known| &mut known.row.field) else { return false };
        let Type::List(inner) = &mut list.value_type else { return false };
        if ![Type::Any, Type::Object].contains(inner) && **inner != row.field.value_type {
            return false;
        }
        if row.field.value_type != Type::Any {
            row.field.value_type.clone_into(inner);
        }
        list.element_description = list.element_description.take().or_else(|| row.field.description.clone());
        for origin in &row.field.origins {
            list.origins.add(Fact::Elements, origin.source.clone(), origin.evidence);
        }
        true
    }

    /// Gives each row the fields that stand within it, the innermost first.
    fn finish(self, context: &mut Context<'_>) -> Vec<FieldRow> {
        let owner = owner_of(context.subject.as_deref());
        let mut inner: HashMap<usize, Vec<Field>> = HashMap::new();
        let mut outermost = Vec::new();
        for (index, Nested { mut row, path, parent }) in self.rows.into_iter().enumerate().rev() {
            if let Some(mut fields) = inner.remove(&index) {
                fields.reverse();
                let span = fields.iter().map(|field| field.source.span).reduce(Span::join);
                let words = Some(owner.clone()).filter(|owner| !owner.is_empty()).into_iter().chain(path);
                let name = words.collect::<Vec<_>>().join("_");
                give_fields(&mut row.field, name, fields, span.unwrap_or_default(), context);
            }
            match parent {
                Some(parent) => inner.entry(parent).or_default().push(row.field),
                None => outermost.push(row),
            }
        }
        outermost.reverse();
        outermost
    }
}

/// The parts of a name that is a path, without marks for elements, and whether it ends in such a mark. `None` if it
/// can't be one, like `@odata.count`.
fn path_of(name: &str) -> Option<(Vec<String>, bool)> {
    let mut path = Vec::new();
    let mut is_list = false;
    for part in name.split('.') {
        let mut bare = part;
        is_list = part == "*" && !path.is_empty();
        while let Some(rest) = ELEMENTS.iter().find_map(|mark| bare.strip_suffix(mark)) {
            (bare, is_list) = (rest, true);
        }
        let is_name = bare.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        match bare {
            "" | "*" if is_list && !path.is_empty() => {}
            _ if is_name => path.push(bare.to_owned()),
            _ => return None,
        }
    }
    Some((path, is_list))
}

/// How far a name is set in.
fn indentation(text: &str, cell: &Cell) -> usize {
    let first = cell.text().runs.into_iter().next();
    let Some(run) = first else { return 0 };
    let mut width = usize::from(run.text.starts_with(BRANCHES));
    let mut before = text.get(..run.span.start).unwrap_or_default();
    while let Some(rest) = AROUND.iter().find_map(|mark| before.strip_suffix(mark)) {
        before = rest;
    }
    let space = |before: &str| {
        SPACES.iter().find_map(|(space, width)| Some((before.strip_suffix(space)?.len(), *width)))
    };
    while let Some((length, more)) = space(before) {
        before = before.get(..length).unwrap_or_default();
        width += more;
    }
    width
}

/// Whether a type says no more than that there are fields, or may be.
fn has_room(found: &Type) -> bool {
    match found {
        Type::List(inner) => [Type::Any, Type::Object].contains(inner),
        other => [Type::Any, Type::Object].contains(other),
    }
}

/// What a path with a mark at its end names is a list, whatever its type says of an element.
fn make_list(field: &mut Field) {
    if !matches!(field.value_type, Type::List(_)) {
        field.value_type = std::mem::replace(&mut field.value_type, Type::Any).list();
    }
}

/// Gives a field the structure that the fields within it make; gives whether its type leaves room for it.
pub(super) fn give_fields(
    field: &mut Field,
    name: String,
    fields: Vec<Field>,
    span: Span,
    context: &mut Context<'_>,
) -> bool {
    if !has_room(&field.value_type) {
        let message = format!("fields are listed below `{}`, whose type has none", field.wire_name);
        let help = "correct the type in the document, or state it by a patch in api.toml: set = { type = \"object\" }";
        context.report_unread(Code::TypeConflict, span, "these fields", message, help);
        return false;
    }
    if !context.can_name(&name, span) {
        return false;
    }
    let source = context.source(span);
    let name = context.draft.own_name(name, source.clone());
    let named = Type::Named(name.clone());
    match &mut field.value_type {
        Type::List(inner) => **inner = named,
        other => *other = named,
    }
    field.origins.add(Fact::Type, source, Evidence::Stated);
    let structure = structures::structure(name, fields, None, span, context);
    context.draft.describe(structure);
    true
}

/// Reports a name that seems to lead to a row that is not there, or holds no fields.
fn doubtful(field: &Field, is_path: bool, context: &mut Context<'_>) {
    let name = field.wire_name.as_str();
    let (message, what) = if is_path {
        let message = format!("`{name}` looks like a path, but no row above it is an object that holds it");
        (message, "add a row for the object or array that it is part of")
    } else {
        (format!("`{name}` is set in below a row that is no object"), "call the row above it an object")
    };
    let help = format!("it is sent and read by that very name; {what}");
    context.report(Code::DoubtfulName, name_place(field).span, "taken as it stands", message, &help);
}
