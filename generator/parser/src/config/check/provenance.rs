//! What `api.toml` says of the product and of where its documents came from: a title, addresses, days, files.

use super::{Checker, Config};
use std::collections::HashSet;
use toml::value::Datetime;

impl Checker<'_> {
    pub(super) fn provenance(&mut self, config: &Config) {
        if config.title.get_ref().trim().is_empty() {
            let help = "write what people call the product: `title = \"Petstore\"`";
            self.bad(&config.title.span(), "no title", "the product has an empty title", help);
        }
        if let Some(url) = &config.base_url {
            let text = url.get_ref();
            if !is_web_address(text) {
                let help = "write the address that paths are appended to: `base_url = \"https://api.example.com/v1\"`";
                self.bad(&url.span(), "no address", format!("`{text}` is no address of the web"), help);
            } else if text.contains(['?', '#']) {
                let help = "end it before the `?` or `#`: paths are appended to it";
                self.bad(&url.span(), "not an end", format!("nothing can be appended to `{text}`"), help);
            }
        }
        let mut files = HashSet::new();
        for document in &config.documents {
            let (file, span) = (document.file.get_ref(), document.file.span());
            if let Some(below) = file.strip_prefix("./") {
                let help =
                    format!("write it without the dot: `file = \"{}\"`", below.trim_start_matches("./"));
                self.bad(&span, "this path", format!("`{file}` does not begin with a name"), &help);
            } else if !files.insert(file) {
                let help = "list each document once";
                self.bad(&span, "the second time", format!("`{file}` is listed twice"), help);
            }
            if let Some(url) = document.url.as_ref().filter(|url| !is_web_address(url.get_ref())) {
                let help = "write the address that people read the document at: `url = \"https://…\"`";
                let message = format!("`{}` is no address of the web", url.get_ref());
                self.bad(&url.span(), "no address", message, help);
            }
            if let Some(day) = document.retrieved.as_ref().filter(|day| !is_day(day.get_ref())) {
                let help = "write the day on which the document was taken as `YYYY-MM-DD`: `2026-01-31`";
                self.bad(&day.span(), "no day", format!("`{}` is no day", day.get_ref()), help);
            }
        }
    }
}

/// Whether a text is an address of `http` or `https` with a host. What stands for a host of the reader's own, such as
/// `{server}`, is one.
fn is_web_address(text: &str) -> bool {
    let scheme = |name: &str| {
        text.get(..name.len())
            .filter(|start| start.eq_ignore_ascii_case(name))
            .and_then(|_| text.get(name.len()..))
    };
    let rest = scheme("https://").or_else(|| scheme("http://")).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_named =
        host.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '{' | '<' | '$' | '%'));
    is_named && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a text is a day of the calendar as `YYYY-MM-DD`, which TOML writes the same way.
fn is_day(text: &str) -> bool {
    let read = text.parse::<Datetime>();
    read.is_ok_and(|read| read.date.is_some() && read.time.is_none() && read.offset.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_has_a_host() {
        for text in
            ["https://pets.example", "HTTP://localhost:8080/v1", "https://{host}/api", "https://[::1]/"]
        {
            assert!(is_web_address(text), "{text}");
        }
        for text in
            ["javascript://x", "https://", "https:///v1", "https:pets", "pets.example", "https://a b", ""]
        {
            assert!(!is_web_address(text), "{text}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for text in ["2026-01-31", "2024-02-29", "2000-02-29"] {
            assert!(is_day(text), "{text}");
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "YYYY-MM-DD",
            "+026-01-01",
            "",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
