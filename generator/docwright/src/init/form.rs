//! What a page is written in, when its file's name does not say it: by looking at it.

use docwright_parser::document::Form;

/// Endings of file names that say the form, beside those that the parser knows.
const MORE_ENDINGS: &[(&str, Form)] =
    &[("mdx", Form::Markdown), ("mdown", Form::Markdown), ("mkd", Form::Markdown), ("xhtml", Form::Html)];

/// How files of a form are called.
const ENDINGS: &[(Form, &str)] = &[(Form::Markdown, "md"), (Form::Html, "html"), (Form::Text, "txt")];

/// What a web page begins with.
const HTML_STARTS: &[&str] = &["<!doctype html", "<html", "<head", "<body"];
/// Closing tags that only web pages have.
const HTML_ENDS: &[&str] = &["</h1>", "</h2>", "</p>", "</div>", "</table>", "</ul>"];

/// How lines begin that fence code in Markdown, or stand below the header of a table.
const BLOCK_MARKS: &[&str] = &["```", "~~~", "|--", "|:-", "| -", "| :-"];

/// What a page is written in, as far as a look tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The file's name or the page itself says it.
    Sure(Form),
    /// Markdown or plain text: both can look alike.
    MarkdownOrText,
}

/// Looks at a page. An ending `.txt` says little: pages for language models are Markdown with that ending.
pub(super) fn look(file: Option<&str>, text: &str) -> Look {
    let ending = file.and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let more =
        || MORE_ENDINGS.iter().find(|(known, _)| ending.as_deref() == Some(known)).map(|(_, form)| *form);
    let named = file.and_then(Form::of).filter(|form| *form != Form::Text).or_else(more);
    match named {
        Some(form) => Look::Sure(form),
        None if is_html(text) => Look::Sure(Form::Html),
        None if is_markdown(text) => Look::Sure(Form::Markdown),
        None if has_marks(text) => Look::MarkdownOrText,
        None => Look::Sure(Form::Text),
    }
}

fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let begins =
        |words: &&str| start.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words));
    HTML_STARTS.iter().any(begins)
        || (start.starts_with('<') && HTML_ENDS.iter().filter(|tag| text.contains(**tag)).count() > 1)
}

/// Whether headings stand with tables or blocks of code as only Markdown has them. One kind of marks alone may be
/// anything: a comment in a script, a table of text.
fn is_markdown(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_start);
    lines().any(is_heading) && lines().any(|line| begins_with(line, BLOCK_MARKS))
}

/// Whether a line has one of the marks by which Markdown sets headings, code, tables, links and strong words.
fn has_marks(text: &str) -> bool {
    text.lines().map(str::trim_start).any(|line| {
        is_heading(line)
            || begins_with(line, BLOCK_MARKS)
            || line.contains("](")
            || line.matches("**").count() > 1
    })
}

fn is_heading(line: &str) -> bool {
    let behind = line.trim_start_matches('#');
    behind.len() < line.len() && behind.starts_with(' ')
}

fn begins_with(line: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| line.starts_with(mark))
}

/// How a file of this form is called: its own name, if that says the form to everybody who reads it.
pub(super) fn file_name(file: &str, form: Form) -> String {
    if Form::of(file) == Some(form) {
        return file.to_owned();
    }
    let ending = ENDINGS.iter().find(|(known, _)| *known == form).map_or("txt", |(_, ending)| *ending);
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem.is_empty() { "page" } else { stem };
    if folder.is_empty() { format!("{stem}.{ending}") } else { format!("{folder}/{stem}.{ending}") }
}

/// What people call a form.
pub(super) fn form_name(form: Form) -> &'static str {
    match form {
        Form::Markdown => "Markdown",
        Form::Html => "HTML",
        Form::Text => "plain text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: Option<&str>, text: &str, expect: Look) {
        assert_eq!(look(file, text), expect);
    }

    #[test]
    fn the_ending_tells_before_the_page() {
        check(Some("a.md"), "<html>", Look::Sure(Form::Markdown));
        check(Some("a.MDX"), "import A from 'a'", Look::Sure(Form::Markdown));
        check(Some("a.HTM"), "# Pets", Look::Sure(Form::Html));
    }

    #[test]
    fn a_page_without_a_telling_name_is_looked_at() {
        check(None, "\u{feff}\n<!DOCTYPE HTML>\n<title>Pets</title>", Look::Sure(Form::Html));
        check(Some("saved"), "<section><h1>Pets</h1><p>All.</p></section>", Look::Sure(Form::Html));
        check(Some("llms.txt"), "# Pets\n\n> All pets.\n", Look::MarkdownOrText);
        check(Some("pets.rst"), "Pets\n====\n", Look::Sure(Form::Text));
        check(None, "<petId> is an identifier.", Look::Sure(Form::Text));
        check(None, "#include everything", Look::Sure(Form::Text));
        check(None, "# Pets\n\n| Field |\n|---|\n", Look::Sure(Form::Markdown));
        check(None, "# Pets\n\n```\nGET /pets\n```\n", Look::Sure(Form::Markdown));
        check(None, "Name | Type\n| --- | --- |\n", Look::MarkdownOrText);
    }

    #[test]
    fn a_file_is_called_so_that_its_form_is_known() {
        let check = |file: &str, form, expect: &str| assert_eq!(file_name(file, form), expect);
        check("pets.markdown", Form::Markdown, "pets.markdown");
        check("llms.txt", Form::Markdown, "llms.md");
        check("guide/pets.mdx", Form::Markdown, "guide/pets.md");
        check("a.b/pets", Form::Html, "a.b/pets.html");
        check(".pets", Form::Text, "page.txt");
    }
}
