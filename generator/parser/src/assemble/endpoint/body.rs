//! Where parameters travel, and the body that they travel in.

use super::{
    Assembly, BodyEncoding, Code, Evidence, ExampleRole, Location, Method, RequestBody, ResponseStatus,
    RustName, Span, Type,
};
use crate::recognise::file::{FileWords, recognise_file_words};
use docwright_model::{Field, Serialization};

/// What a table or example in a part of an endpoint's section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing said yet: parameters travel as the endpoint's encoding or method has it.
    Undecided,
    /// The part is about the request; nothing says where its parameters travel.
    Request,
    Path,
    Query,
    Header,
    Body,
    Response,
    /// Statuses and what they mean.
    Statuses,
    /// The answer with this status.
    Status(ResponseStatus),
    RequestExample,
    ResponseExample,
}

impl Place {
    /// Whether prose in the part is about the endpoint as a whole.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::Undecided | Self::Request)
    }

    /// Whether the part is about an answer.
    pub(super) fn is_response(self) -> bool {
        matches!(self, Self::Response | Self::Statuses | Self::Status(_) | Self::ResponseExample)
    }

    /// Whether the part is nothing but an example.
    pub(super) fn is_example(self) -> bool {
        matches!(self, Self::RequestExample | Self::ResponseExample)
    }

    /// Whether lists in the part may be statuses.
    pub(super) fn lists_statuses(self) -> bool {
        matches!(self, Self::Response | Self::Statuses)
    }

    /// Whether lists in the part may be parameters.
    pub(super) fn holds_parameters(self) -> bool {
        !matches!(self, Self::Undecided | Self::Statuses | Self::RequestExample | Self::ResponseExample)
    }

    /// What a block of code in the part is an example of.
    pub(super) fn example_role(self) -> Option<ExampleRole> {
        match self {
            Self::Body | Self::RequestExample => Some(ExampleRole::Request),
            Self::Response | Self::Status(_) | Self::ResponseExample => Some(ExampleRole::Response),
            _ => None,
        }
    }
}

/// What the rows of a table of names are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Parameters that travel there.
    In(Location),
    /// A body that is not made of fields.
    OfWholeBody,
    /// The fields of an answer, by its status if one is known.
    OfResponse(Option<ResponseStatus>),
}

/// How a body of this media type is made.
pub(super) fn encoding_of(media_type: &str) -> BodyEncoding {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    match essence.as_str() {
        "application/json" => BodyEncoding::Json,
        "application/x-www-form-urlencoded" => BodyEncoding::Form,
        "multipart/form-data" => BodyEncoding::Multipart,
        _ if essence.ends_with("+json") => BodyEncoding::Json,
        _ => BodyEncoding::Raw,
    }
}

/// The media type of bodies that are made this way.
pub(super) fn media_type_of(encoding: BodyEncoding) -> &'static str {
    match encoding {
        BodyEncoding::Json => "application/json",
        BodyEncoding::Form => "application/x-www-form-urlencoded",
        BodyEncoding::Multipart => "multipart/form-data",
        BodyEncoding::Raw => "application/octet-stream",
    }
}

/// Whether requests by this method have their parameters in a body.
pub(super) fn needs_body(method: Method) -> bool {
    matches!(method, Method::Post | Method::Put | Method::Patch)
}

/// Lets a part of a multipart body be a file: its type says bytes, or it is text whose description says that the
/// contents of a file travel.
pub(super) fn make_file(field: &mut Field) {
    let described = || recognise_file_words(field.description.as_deref().unwrap_or_default());
    let is_file = field.value_type == Type::Bytes
        || field.value_type == Type::String && described() == Some(FileWords::Contents);
    if is_file {
        field.serialization = Serialization::File;
        field.value_type = Type::Bytes;
    }
}

impl Assembly<'_, '_> {
    pub(super) fn set_body(&mut self, media_type: &str, evidence: Evidence, span: Span) {
        self.endpoint.request_body = Some(RequestBody {
            media_type: media_type.to_owned(),
            encoding: encoding_of(media_type),
            rust_name: RustName::default(),
            evidence,
            source: self.context.source(span),
        });
    }

    /// Makes a body of parts of what a heading calls a form, if it holds files: no form has any.
    pub(super) fn make_parts(&mut self) {
        let is_open =
            |body: &&mut RequestBody| body.evidence == Evidence::Prose && body.encoding == BodyEncoding::Form;
        let Some(body) = self.endpoint.request_body.as_mut().filter(is_open) else { return };
        let form = self.endpoint.parameters.iter_mut().filter(|found| found.location == Location::Form);
        let mut fields: Vec<_> = form.collect();
        if fields.iter().all(|found| found.field.value_type != Type::Bytes) {
            return;
        }
        body.encoding = BodyEncoding::Multipart;
        media_type_of(body.encoding).clone_into(&mut body.media_type);
        for found in &mut fields {
            found.location = Location::Multipart;
            make_file(&mut found.field);
        }
    }

    /// Whether what travels in the body is JSON.
    pub(super) fn has_json_body(&self) -> bool {
        let stated = self.endpoint.request_body.as_ref().map(|body| body.encoding);
        stated.or(self.context.config.request.encoding) == Some(BodyEncoding::Json)
    }

    /// What the rows of a table are about; `None` if nothing says it, which is reported.
    pub(super) fn rows(&mut self, place: Place, span: Span) -> Option<Rows> {
        match place {
            Place::Path => return Some(Rows::In(Location::Path)),
            Place::Query => return Some(Rows::In(Location::Query)),
            Place::Header => return Some(Rows::In(Location::Header)),
            Place::Response | Place::ResponseExample => return Some(Rows::OfResponse(None)),
            // Neither tables of names nor fields are read there.
            Place::Statuses => return None,
            Place::Status(status) => return Some(Rows::OfResponse(Some(status))),
            Place::Undecided | Place::Request if !needs_body(self.endpoint.method) => {
                self.context.report(
                    Code::AssumedPlace,
                    span,
                    "taken for the query",
                    format!("nothing says where the parameters of `{}` travel", self.endpoint.path),
                    "name the place in a heading above them, such as `Query parameters`",
                );
                return Some(Rows::In(Location::Query));
            }
            Place::Undecided | Place::Request | Place::Body | Place::RequestExample => {}
        }
        if self.endpoint.request_body.is_none() {
            let Some(encoding) = self.context.config.request.encoding else {
                self.context.report(
                    Code::MissingEncoding,
                    span,
                    "these parameters",
                    format!("nothing says how the parameters of `{}` travel", self.endpoint.path),
                    "add `encoding = \"json\"`, `\"form\"` or `\"multipart\"` under [request] in api.toml",
                );
                return None;
            };
            self.set_body(media_type_of(encoding), Evidence::Patch, span);
        }
        Some(match self.endpoint.request_body.as_ref().map(|body| body.encoding) {
            Some(BodyEncoding::Json) => Rows::In(Location::Json),
            Some(BodyEncoding::Form) => Rows::In(Location::Form),
            Some(BodyEncoding::Multipart) => Rows::In(Location::Multipart),
            Some(BodyEncoding::Raw) | None => Rows::OfWholeBody,
        })
    }
}
