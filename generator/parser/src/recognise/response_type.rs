//! Return types: `Widget (JSON), or ErrorMessage (JSON) on failure`, ``Body in `text/plain` encoding``.

use super::type_expression::recognise_type;
use docwright_model::{ResponseBody, ResponseStatus};

/// Reads what an endpoint answers, one entry for success and one for each documented failure.
#[must_use]
pub(crate) fn recognise_response_types(text: &str) -> Vec<(ResponseStatus, ResponseBody)> {
    text.split(", or ").filter_map(one).collect()
}

fn one(text: &str) -> Option<(ResponseStatus, ResponseBody)> {
    let text = text.trim().trim_end_matches('.');
    let (status, text) = match text.strip_suffix("on failure") {
        Some(rest) => (ResponseStatus::Failure, rest.trim()),
        None => (ResponseStatus::Success, text),
    };
    if let Some(media_type) = text.strip_prefix("Body in ").and_then(|rest| rest.strip_suffix(" encoding")) {
        return Some((status, ResponseBody { media_type: media_type.trim().to_owned(), value_type: None }));
    }
    let value_type = recognise_type(text)?.value_type;
    Some((status, ResponseBody { media_type: "application/json".to_owned(), value_type: Some(value_type) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use docwright_model::Type;

    #[test]
    fn success_and_failure_are_told_apart_and_bodies_have_media_types() {
        let json = |name: &str| ResponseBody {
            media_type: "application/json".to_owned(),
            value_type: Some(Type::Named(name.to_owned())),
        };
        assert_eq!(
            recognise_response_types("Widget (JSON), or Problem (JSON) on failure"),
            [(ResponseStatus::Success, json("Widget")), (ResponseStatus::Failure, json("Problem"))]
        );
        assert_eq!(
            recognise_response_types("Body in text/plain encoding, or Problem (JSON) on failure"),
            [
                (
                    ResponseStatus::Success,
                    ResponseBody { media_type: "text/plain".to_owned(), value_type: None }
                ),
                (ResponseStatus::Failure, json("Problem"))
            ]
        );
    }
}
