//! A name made of what pages say: of the title, of a file's name, or of the host of the base URL.

use super::{ApiName, NamedAfter, TAKEN};
use crate::init::words::words;

/// Words of titles and file names that say nothing about the product.
const GENERIC: &[&str] = &[
    "a",
    "an",
    "and",
    "api",
    "apis",
    "doc",
    "docs",
    "documentation",
    "developer",
    "developers",
    "endpoint",
    "endpoints",
    "for",
    "full",
    "guide",
    "http",
    "https",
    "in",
    "index",
    "introduction",
    "llms",
    "manual",
    "md",
    "method",
    "methods",
    "of",
    "our",
    "overview",
    "page",
    "pages",
    "public",
    "readme",
    "reference",
    "rest",
    "restful",
    "spec",
    "specification",
    "the",
    "to",
    "txt",
    "untitled",
    "using",
    "v1",
    "v2",
    "v3",
    "v4",
    "version",
    "web",
    "welcome",
];
/// Parts of hosts that say nothing about the product.
const GENERIC_HOSTS: &[&str] =
    &["api", "app", "cloud", "dev", "developer", "docs", "gateway", "sandbox", "staging", "test", "www"];
/// A title of more words is a sentence or a list.
const WORDS: usize = 3;

/// Makes a name of what the pages say.
pub(in crate::init) fn propose(
    title: Option<&str>,
    file: Option<&str>,
    base_url: Option<&str>,
) -> (ApiName, NamedAfter) {
    let stem = file
        .map(|file| file.rsplit('/').next().unwrap_or(file))
        .map(|file| file.split('.').next().unwrap_or(file));
    let host = base_url.and_then(host_name);
    let title_words = title.map(telling).unwrap_or_default();
    let short = if title_words.len() <= WORDS { title_words.clone() } else { Vec::new() };
    let candidates = [
        (short, NamedAfter::Title),
        (stem.map(telling).unwrap_or_default(), NamedAfter::File),
        (host.map(telling).unwrap_or_default(), NamedAfter::Host),
        (title_words, NamedAfter::Title),
        (title.map(ascii_words).unwrap_or_default(), NamedAfter::Title),
    ];
    let named = candidates.into_iter().find_map(|(found, after)| Some((made_of(&found)?, after)));
    named.unwrap_or_else(|| (ApiName("api".to_owned()), NamedAfter::Nothing))
}

/// The words that a name can be made of. One with letters beyond ASCII would lose half of itself.
fn ascii_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| word.is_ascii()).collect()
}

fn telling(text: &str) -> Vec<String> {
    ascii_words(text).into_iter().filter(|word| !GENERIC.contains(&word.as_str())).collect()
}

fn made_of(found: &[String]) -> Option<ApiName> {
    let mut name = found.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join("_");
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "api_");
    }
    let name = if TAKEN.contains(&name.as_str()) { format!("{name}_api") } else { name };
    name.parse().ok()
}

/// The part of a base URL's host that names its owner: `petstore` of `https://api.petstore.example.com/v2`.
fn host_name(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', ':', '?']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let owners = labels.split_last()?.1;
    owners.iter().rev().copied().find(|label| {
        !label.is_empty()
            && !GENERIC_HOSTS.contains(label)
            && !["com", "co", "org", "example"].contains(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: Option<&str>, file: Option<&str>, base_url: Option<&str>, expect: (&str, NamedAfter)) {
        let (name, after) = propose(title, file, base_url);
        assert_eq!((name.as_str(), after), expect);
        assert_eq!(name.as_str().parse(), Ok(name));
    }

    #[test]
    fn a_name_is_made_of_what_says_most() {
        check(Some("Account Management API"), None, None, ("account_management", NamedAfter::Title));
        check(Some("API Methods"), Some("pets/petstore-api.md"), None, ("petstore", NamedAfter::File));
        check(
            Some("API Reference"),
            Some("index.html"),
            Some("https://api.pets.io/v2"),
            ("pets", NamedAfter::Host),
        );
        check(Some("API Methods"), Some("reference.md"), None, ("api_methods", NamedAfter::Title));
        check(Some("AddPet (v1), RemovePet (v2)"), Some("pets.txt"), None, ("pets", NamedAfter::File));
        check(Some("Überblick über 宠物"), None, None, ("api", NamedAfter::Nothing));
    }

    #[test]
    fn a_name_is_always_a_module() {
        check(Some("Default"), None, None, ("default_api", NamedAfter::Title));
        check(Some("Type"), None, None, ("type_api", NamedAfter::Title));
        check(Some("2 Checkout"), None, None, ("api_2_checkout", NamedAfter::Title));
        check(None, Some("../../etc/passwd"), None, ("passwd", NamedAfter::File));
    }
}
