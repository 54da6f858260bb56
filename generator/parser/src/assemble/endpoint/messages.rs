//! Blocks of code in an endpoint's section: its own line, examples, messages as they go over the wire, commands.

use super::{Assembly, BodyEncoding, Place, body::encoding_of, line, prose};
use crate::{
    assemble::examples::assemble_example,
    diagnostics::Code as Remark,
    document::{Block, Code},
    recognise::{
        endpoint_line::EndpointLine,
        http_message::{HttpMessage, StartLine, is_command, recognise_http_message},
    },
};
use docwright_model::{Evidence, ExampleRole, Fact, ResponseBody, ResponseStatus, Span};

impl Assembly<'_, '_> {
    /// Reads a block of code; `role` is what a label above it says.
    pub(super) fn read_code(&mut self, code: &Code, role: Option<ExampleRole>, place: Place) {
        let block = Block::Code(code.clone());
        if let Some(message) = recognise_http_message(&code.text)
            && self.read_message(&message, code)
        {
            return;
        }
        let braced = code.text.trim_start().starts_with(['{', '[']);
        let role = role.or(place.example_role());
        let role = role.or((place == Place::Request && braced).then_some(ExampleRole::Request));
        match (role, place) {
            _ if is_command(code.language.as_deref(), &code.text) => self.describe_block(&block),
            // What fails has no type, so that an example of it is for people to read.
            (Some(ExampleRole::Response), Place::Status(status)) if !status.is_success() => {
                self.describe_answer(status, prose::block_markdown(&block), Fact::Description, code.span);
            }
            (Some(role), _) => {
                let made = assemble_example(&block, role, None, self.context);
                self.endpoint.examples.push(made);
            }
            (None, _) if line::is_line(&block, &self.line) => self.note(Fact::Address, code.span),
            (None, _) => self.describe_block(&block),
        }
    }

    /// Reads a message; gives whether it is about this endpoint.
    fn read_message(&mut self, message: &HttpMessage<'_>, code: &Code) -> bool {
        let at = |from: usize, length: usize| {
            Span::new(code.at.saturating_add(from), code.at.saturating_add(from).saturating_add(length))
        };
        match &message.start {
            StartLine::Answer(status) => self.read_answer(*status, message, code),
            StartLine::Request(method, target) => {
                let line = EndpointLine {
                    method: Some(*method),
                    target: target.clone(),
                    title: None,
                    span: code.span,
                };
                let is_message = message.has_headers || message.body.is_some() || !message.strange.is_empty();
                if !is_message || !self.line.calls_the_same(&line) {
                    return false;
                }
                let first = message.head.lines().next().unwrap_or_default();
                self.note(Fact::Address, at(0, first.len()));
                self.read_request(message, code);
            }
        }
        for (from, line) in &message.strange {
            self.context.report_unread(
                Remark::UnusedText,
                at(*from, line.len()),
                "no header",
                format!("`{line}` stands among the headers of a message and is none"),
                "put an empty line before the body, or correct the header",
            );
        }
        true
    }

    fn read_request(&mut self, message: &HttpMessage<'_>, code: &Code) {
        if message.has_headers && message.body.is_none() {
            self.describe(fenced(message.head, code), head_span(message, code));
        }
        let Some(body) = message.body else { return };
        let media_type = message.media_type.unwrap_or("application/json");
        if self.endpoint.request_body.is_none() && message.media_type.is_some() {
            self.note_as(Fact::Body, head_span(message, code), Evidence::Example);
            self.set_body(media_type, Evidence::Example, code.span);
        }
        self.read_body(body, ExampleRole::Request, message, code);
    }

    fn read_answer(&mut self, status: ResponseStatus, message: &HttpMessage<'_>, code: &Code) {
        let head = head_span(message, code);
        let source = self.context.source(head);
        let is_success = status.is_success();
        let shown = message.media_type.filter(|_| is_success);
        let Some(response) = self.answer(status, code.span) else { return };
        response.origins.add(Fact::Status, source.clone(), Evidence::Example);
        if let (None, Some(media_type)) =
            (&response.body, shown.filter(|found| encoding_of(found) != BodyEncoding::Json))
        {
            response.body = Some(ResponseBody { media_type: media_type.to_owned(), value_type: None });
            response.origins.add(Fact::Type, source, Evidence::Example);
        }
        match message.body {
            Some(body) if is_success => self.read_body(body, ExampleRole::Response, message, code),
            _ => {
                self.describe_answer(
                    status,
                    fenced(code.text.trim_end(), code),
                    Fact::Description,
                    code.span,
                );
            }
        }
    }

    /// Keeps the body of a message as an example, and its head as what the document says of it.
    fn read_body(&mut self, body: &str, role: ExampleRole, message: &HttpMessage<'_>, code: &Code) {
        let start = code.at.saturating_add(message.body_at);
        let span = Span::new(start, code.span.end);
        let json = message.media_type.is_none_or(|media_type| encoding_of(media_type) == BodyEncoding::Json);
        if !json {
            return self.describe(fenced(code.text.trim_end(), code), code.span);
        }
        let inner = Code {
            language: Some("json".to_owned()),
            text: body.to_owned(),
            at: start,
            span,
            pieces: Vec::new(),
            links: Vec::new(),
        };
        let mut example = assemble_example(&Block::Code(inner), role, None, self.context);
        if message.has_headers {
            let source = self.context.source(head_span(message, code));
            example.description = Some(fenced(message.head, code));
            example.origins.add(Fact::Description, source, Evidence::Stated);
        }
        self.endpoint.examples.push(example);
    }
}

/// Where the start line and the headers of a message stand.
fn head_span(message: &HttpMessage<'_>, code: &Code) -> Span {
    Span::new(code.at, code.at.saturating_add(message.head.len()))
}

/// Text as a block of the same language.
fn fenced(text: &str, code: &Code) -> String {
    let language = code.language.as_deref().unwrap_or("text");
    format!("```{language}\n{text}\n```")
}
