//! Calls by methods that are not known: what comes in are sections and blocks, what goes out is what they would call
//! and where. Nothing can be made of them, so that all are reported.

use super::{keys::called_by_keys, statement::statements};
use crate::{
    assemble::{Context, prose::lines},
    diagnostics::{Code, Diagnostic},
    document::{Block, Section},
    recognise::endpoint_line::unknown_method,
};
use docwright_model::{Method, Span};

/// A call by a method that is not known.
#[derive(Debug)]
pub(in crate::assemble) struct UnknownCall {
    pub(in crate::assemble) method: String,
    pub(in crate::assemble) span: Span,
}

/// The call by an unknown method that a section is about.
pub(in crate::assemble) fn unknown_call(section: &Section) -> Option<UnknownCall> {
    let span = section.heading.span();
    let titled = unknown_method(&section.heading.plain())
        .map(|method| UnknownCall { method: method.to_owned(), span });
    titled.or_else(|| unknown_calls(&section.blocks).into_iter().next())
}

/// The calls by unknown methods among blocks.
pub(in crate::assemble) fn unknown_calls(blocks: &[Block]) -> Vec<UnknownCall> {
    let mut found: Vec<UnknownCall> = blocks.iter().flat_map(in_block).collect();
    found.extend(called_by_keys(blocks).map(|(method, span)| UnknownCall { method, span }));
    found
}

fn in_block(block: &Block) -> Vec<UnknownCall> {
    let named = |text: &str, span: Span| {
        unknown_method(text).map(|method| UnknownCall { method: method.to_owned(), span })
    };
    match block {
        Block::Paragraph(text) => {
            lines(text).iter().filter_map(|line| named(&line.plain(), line.span())).collect()
        }
        Block::KeyValue(pair) => {
            let text = format!("{} {}", pair.key.plain(), pair.value.plain());
            named(&text, pair.span).into_iter().collect()
        }
        Block::List(list) => {
            let first = list.items.iter().filter_map(|item| item.blocks.first());
            first
                .flat_map(|block| if let Block::List(_) = block { Vec::new() } else { in_block(block) })
                .collect()
        }
        Block::Code(code) => {
            let mut at = 0;
            let lines = code.text.split_inclusive('\n').map(|line| {
                let start = at;
                at += line.len();
                named(line, code.place(start, start.saturating_add(line.trim_end().len())))
            });
            let is_call = code.text.lines().next().is_some_and(|line| unknown_method(line).is_some());
            if is_call || !statements(block).is_empty() { lines.flatten().collect() } else { Vec::new() }
        }
        Block::Table(_) => Vec::new(),
    }
}

impl Context<'_> {
    /// Reports a call by an unknown method, where what stands in `unread` is not read because of it.
    pub(in crate::assemble) fn report_unknown(&mut self, call: &UnknownCall, unread: Option<Span>) {
        let known: Vec<&str> = Method::ALL.into_iter().map(Method::as_str).collect();
        let message = format!("`{}` is no HTTP method that docwright knows", call.method);
        let help = format!("the methods that a client can send are {}", known.join(", "));
        let help = self.or_acknowledge(Code::UnknownMethod, &help);
        let label = if unread.is_some() { "not read" } else { "kept as prose" };
        let remark = Diagnostic::new(Code::UnknownMethod, message, help).at(self.source(call.span), label);
        let remark = match unread {
            Some(span) => remark.unread(self.source(span)),
            None => remark,
        };
        self.diagnostics.push(Diagnostic { subject: self.subject.clone(), ..remark });
    }
}
