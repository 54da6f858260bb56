//! Parts of an endpoint's section: what comes in is a subsection, or a label with what follows it; its heading says what
//! it is, and so what its blocks are about. What the blocks themselves state is left to [`super::Assembly`].

use super::{
    Assembly, Block, BodyEncoding, Evidence, ExampleRole, SchemeName, Section, answers,
    body::{self, Place},
    shared,
};
use crate::{
    assemble::{examples::assemble_examples, structures},
    recognise::{
        authorization::recognise_authorization,
        media_type::media_type_of,
        section_role::{SectionRole, recognise_part},
        status::is_no_status,
    },
};
use docwright_model::Fact;

impl Assembly<'_, '_> {
    /// Reads a subsection by what its heading says that it is.
    pub(super) fn read_part(&mut self, part: &Section, place: Place) {
        let words = part.heading.plain();
        if let Some(status) = answers::status_of_part(&words, place) {
            return self.read_status(part, &status);
        }
        if place.is_response() && is_no_status(&words) {
            return self.read_no_status(part);
        }
        let (role, aside) = recognise_part(&words).unzip();
        let place = match (role, place) {
            (Some(SectionRole::Security), _) => return self.read_security(part),
            (Some(SectionRole::Examples), _) => {
                let role = Some(ExampleRole::Response).filter(|_| place.is_response());
                let role = role.unwrap_or(ExampleRole::Request);
                let examples = assemble_examples(part, role, self.context);
                return self.endpoint.examples.extend(examples);
            }
            (Some(SectionRole::Objects), _) => return structures::assemble_structures(part, self.context),
            (Some(SectionRole::ReturnValues), Place::Undecided) if is_plain_table(part) => {
                return self.read_return_values(part);
            }
            (Some(SectionRole::ResponseHeaders), place) => return self.describe_headers(part, place),
            (Some(SectionRole::Headers), place) if place.is_response() => {
                return self.describe_headers(part, place);
            }
            (Some(SectionRole::Statuses), _) => Place::Statuses,
            // Parts of an answer stay parts of it.
            (
                Some(SectionRole::Body | SectionRole::ReturnValues | SectionRole::ResponseExample),
                place @ Place::Status(_),
            ) => place,
            (Some(SectionRole::ReturnValues | SectionRole::Responses), _)
            | (Some(SectionRole::Body), Place::Response) => Place::Response,
            (Some(SectionRole::ResponseExample), _) => Place::ResponseExample,
            (Some(SectionRole::RequestExample), _) => Place::RequestExample,
            (Some(SectionRole::Headers), _) => Place::Header,
            (Some(SectionRole::Query), _) => Place::Query,
            (Some(SectionRole::Path), _) => Place::Path,
            (Some(SectionRole::Body), _) => Place::Body,
            (Some(SectionRole::Form), _) => self.read_form(BodyEncoding::Form, part),
            (Some(SectionRole::Multipart), _) => self.read_form(BodyEncoding::Multipart, part),
            (Some(SectionRole::Request), _) => Place::Request,
            (Some(SectionRole::Address), _) => Place::Undecided,
            (_, place) => {
                self.describe(format!("**{words}**"), part.heading.span());
                place
            }
        };
        if let Some(aside) = aside.flatten() {
            self.read_aside(aside, part, place);
        }
        if part.blocks.is_empty() && part.sections.is_empty() {
            self.context.empty(part);
        }
        self.read_blocks(&part.blocks, place);
        for inner in &part.sections {
            self.read_part(inner, place);
        }
    }

    /// Reads what the heading of a part says besides what the part is: how the body is made, or words for people.
    fn read_aside(&mut self, aside: &str, part: &Section, place: Place) {
        let span = part.heading.span();
        match media_type_of(aside).filter(|_| matches!(place, Place::Body | Place::Request)) {
            Some(found) => {
                let known = self.endpoint.request_body.as_ref().map(|body| body.media_type.as_str());
                if known != Some(found) {
                    self.read_media_type(found, span);
                }
            }
            None => self.describe(format!("**{}**", part.heading.plain()), span),
        }
    }

    /// Takes over how the heading of a part calls the body, unless its media type is stated.
    fn read_form(&mut self, encoding: BodyEncoding, part: &Section) -> Place {
        let known = self.endpoint.request_body.as_ref().map(|body| body.evidence);
        if known.is_none_or(|evidence| evidence == Evidence::Patch) {
            let span = part.heading.span();
            self.note_as(Fact::Body, span, Evidence::Prose);
            self.set_body(body::media_type_of(encoding), Evidence::Prose, span);
        }
        Place::Body
    }

    /// Keeps a part as documentation.
    pub(super) fn describe_part(&mut self, part: &Section) {
        self.describe(format!("**{}**", part.heading.plain()), part.heading.span());
        for block in &part.blocks {
            self.describe_block(block);
        }
        for inner in &part.sections {
            self.describe_part(inner);
        }
    }

    /// Keeps headers of an answer as documentation: of the answer, where it is known which.
    fn describe_headers(&mut self, part: &Section, place: Place) {
        let Place::Status(status) = place else { return self.describe_part(part) };
        let span = part.heading.span();
        let words = format!("**{}**", part.heading.plain());
        self.describe_answer(status, words, Fact::Description, span);
        for block in part.descendants().flat_map(|section| &section.blocks) {
            self.describe_in(block, place);
        }
    }

    fn read_security(&mut self, part: &Section) {
        if part.blocks.is_empty() {
            self.context.empty(part);
        }
        let found = recognise_authorization(&part.blocks);
        for span in found.used {
            self.note(Fact::Security, span);
        }
        let name = |(name, span)| SchemeName { name, source: self.context.source(span) };
        self.schemes = found.schemes.map(|names| names.into_iter().map(name).collect());
        self.scopes = found.scopes;
        for span in found.unused {
            self.context.unused_text(span);
        }
        for inner in &part.sections {
            self.context.unused_section(inner);
        }
    }

    fn read_return_values(&mut self, part: &Section) {
        let fields = self.context.unpatchable(|context| structures::fields_of(&part.blocks, context));
        structures::unused_prose(part, self.context);
        let name = self.name.clone().unwrap_or_else(|| shared::type_name(&self.endpoint));
        self.endpoint.responses.extend(shared::response(&name, fields, part.heading.span(), self.context));
    }
}

/// Whether nothing but tables stands in a part.
fn is_plain_table(part: &Section) -> bool {
    part.sections.is_empty() && part.blocks.iter().all(|block| matches!(block, Block::Table(_)))
}
