//! Tables of constants: named values, with the groups that they belong to.

use super::Context;
use crate::{
    diagnostics::{Code, Diagnostic},
    document::{Block, Cell, Row, Table},
    recognise::{
        constant_value::{ConstantValue, is_of_type, recognise_constant_value},
        sentence::constants::is_constant,
        table_role::{Column, Columns},
        type_expression::recognise_type,
    },
};
use docwright_model::{Constant, Evidence, Fact, Origins, RustName, Span, Type, WireName};

/// Words before a colon that are no group.
const NO_GROUPS: &[&str] = &[
    "Attention",
    "Caution",
    "Default",
    "Deprecated",
    "Example",
    "Important",
    "Note",
    "Notes",
    "See",
    "Since",
    "TODO",
    "Tip",
    "Unused",
    "Warning",
];

/// Reads a table of constants.
pub(super) fn assemble_constants(table: &Table, columns: &Columns, context: &mut Context<'_>) {
    for row in &table.rows {
        if let Some(constant) = constant(row, columns, context) {
            add(constant, context);
        }
    }
}

/// Reads a row. One whose name or value can't be read is reported.
fn constant(row: &Row, columns: &Columns, context: &mut Context<'_>) -> Option<Constant> {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let name = cell(Column::Name).map(Cell::plain).unwrap_or_default();
    let name_place = cell(Column::Name).map_or(row.span, |cell| cell.span);
    if !is_name(&name) {
        if row.cells.iter().any(|cell| !cell.blocks.is_empty()) {
            let message = "this row of a table of constants names none".to_owned();
            unread(row, place(name_place, row.span), "no name here", message, context);
        }
        return None;
    }
    let value_place = cell(Column::Value).map_or(row.span, |cell| cell.span);
    let text = cell(Column::Value).map(Cell::plain).unwrap_or_default();
    let Some(value) = recognise_constant_value(&text) else {
        let message = format!("the value of `{name}` cannot be read");
        unread(row, place(value_place, row.span), "no value", message, context);
        return None;
    };
    let stated = cell(Column::Type).map(Cell::plain).unwrap_or_default();
    let fits = |value: &serde_json::Value| {
        recognise_type(&stated).is_none_or(|found| is_of_type(value, &found.value_type))
    };
    let is_scalar = || {
        recognise_type(&stated).is_none_or(|found| {
            matches!(found.value_type, Type::String | Type::Integer | Type::Number | Type::Boolean)
        })
    };
    let is_typed = match &value {
        ConstantValue::Json(value) => fits(value),
        ConstantValue::SameAs(_) => is_scalar(),
    };
    if !is_typed {
        let message = format!("`{name}` has the type `{stated}`, and a value of another");
        unread(row, place(value_place, row.span), "this value", message, context);
        return None;
    }
    let mut origins = Origins::default();
    origins.add(Fact::Name, context.source(name_place), Evidence::Stated);
    origins.add(Fact::Values, context.source(value_place), Evidence::Stated);
    let (value, same_as) = match value {
        ConstantValue::Json(value) => (value.to_string(), None),
        ConstantValue::SameAs(other) => (String::new(), Some(WireName::from(other.as_str()))),
    };
    let mut constant = Constant {
        name: WireName::from(name.as_str()),
        rust_name: RustName::default(),
        value,
        same_as,
        group: None,
        section: None,
        description: None,
        source: context.source(row.span),
        origins,
    };
    describe(&mut constant, row, columns, context);
    Some(constant)
}

/// Reads the group and the words of a row.
fn describe(constant: &mut Constant, row: &Row, columns: &Columns, context: &Context<'_>) {
    let cell = |column| columns.index(column).and_then(|index| row.cells.get(index));
    let group = cell(Column::Constants).map(|cell| (cell.plain(), cell.span));
    if let Some((group, span)) = group.filter(|(group, _)| is_constant(group)) {
        constant.group = Some(group);
        constant.origins.add(Fact::Type, context.source(span), Evidence::Stated);
    }
    let mut words = Vec::new();
    if let Some(cell) = cell(Column::Description) {
        let text: Vec<String> = cell.blocks.iter().map(super::prose::block_markdown).collect();
        let text = text.join("\n\n");
        let (group, rest) = split_group(&text);
        let span = cell.blocks.iter().map(Block::span).reduce(Span::join).unwrap_or(cell.span);
        if let Some(group) = group {
            if constant.group.is_none() {
                constant.group = Some(group.to_owned());
            }
            constant.origins.add(Fact::Type, context.source(span), Evidence::Stated);
        }
        if !rest.is_empty() {
            constant.origins.add(Fact::Description, context.source(span), Evidence::Stated);
            words.push(rest.to_owned());
        }
    }
    for (index, header) in columns.others() {
        let Some(cell) = row.cells.get(index).filter(|cell| !cell.text().is_empty()) else { continue };
        constant.origins.add(Fact::Description, context.source(cell.span), Evidence::Stated);
        words.push(format!("{}: {}", header.markdown(), cell.text().markdown()));
    }
    constant.description = super::prose::join(&words);
}

/// The group that a comment begins with, and the rest: `JobStatus: Running`.
fn split_group(comment: &str) -> (Option<&str>, &str) {
    let Some((group, rest)) = comment.split_once(':') else { return (None, comment) };
    let group = group.trim().trim_matches('`');
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    if is_apart && is_constant(group) && !NO_GROUPS.contains(&group) {
        (Some(group), rest.trim())
    } else {
        (None, comment)
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
}

/// The place of a cell, or of its row if nothing stands in the cell.
fn place(cell: Span, row: Span) -> Span {
    if cell.start < cell.end { cell } else { row }
}

fn unread(row: &Row, span: Span, label: &str, message: String, context: &mut Context<'_>) {
    let help = "a constant is a name and a value: a number, a text in quotes, `true`, `false`, or the name of another constant";
    let help = context.or_acknowledge(Code::BadConstant, help);
    let (at, whole) = (context.source(span), context.source(row.span));
    let remark = Diagnostic::new(Code::BadConstant, message, help).at(at, label).unread(whole);
    context.diagnostics.push(Diagnostic { subject: context.subject.clone(), ..remark });
}

/// Adds a constant. The same one may be listed twice, but not with two values.
fn add(constant: Constant, context: &mut Context<'_>) {
    let name = constant.name.clone();
    let source = constant.source.clone();
    let Some(first) = context.draft.add_constant(constant) else { return };
    let message = format!("the constant `{name}` is listed twice, with two values");
    let help = "the first one is used";
    let help = context.or_acknowledge(Code::DuplicateConstant, help);
    let remark = Diagnostic::new(Code::DuplicateConstant, message, help).unread(source.clone());
    let remark = remark.at(source, "another value").and_at(first, "listed here");
    context.diagnostics.push(Diagnostic { subject: context.subject.clone(), ..remark });
}
