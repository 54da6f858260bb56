//! What commands call: `curl -X POST https://api.example.com/tasks -d '{}'`.
//!
//! Comes in: the text of a block of code. Goes out: the method and the address of each curl command in it, where both
//! are certain: an address that a shell would have to put together is none.

use super::endpoint_line::{is_address, method_named};
use docwright_model::Method;

/// A call that a command makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CommandCall {
    pub method: Method,
    pub address: String,
    /// Where the command begins and ends in the text.
    pub start: usize,
    pub end: usize,
}

/// Options that name the method.
const METHODS: &[&str] = &["-X", "--request"];
/// Options that make a call one of another method, unless one is named.
const IMPLIED: &[(&str, Method)] = &[
    ("-d", Method::Post),
    ("--data", Method::Post),
    ("--data-ascii", Method::Post),
    ("--data-binary", Method::Post),
    ("--data-raw", Method::Post),
    ("--data-urlencode", Method::Post),
    ("--json", Method::Post),
    ("-F", Method::Post),
    ("--form", Method::Post),
    ("--form-string", Method::Post),
    ("-T", Method::Put),
    ("--upload-file", Method::Put),
];
/// Options without a value that say the method.
const ALONE: &[(&str, Method)] =
    &[("-I", Method::Head), ("--head", Method::Head), ("-G", Method::Get), ("--get", Method::Get)];
/// What a command begins with.
const COMMAND: &str = "curl";
/// Marks of a shell before a command.
const PROMPTS: &[&str] = &["$", ">", "%"];

/// Reads the calls that commands make.
#[must_use]
pub(crate) fn recognise_commands(text: &str) -> Vec<CommandCall> {
    commands(text).iter().filter_map(|words| read_command(words)).collect()
}

/// How many curl commands a text holds.
#[must_use]
pub(crate) fn count_commands(text: &str) -> usize {
    commands(text).len()
}

fn read_command(words: &[Word]) -> Option<CommandCall> {
    let (mut stated, mut implied, mut alone, mut address) = (None, None, None, None);
    let mut rest = words.iter().skip(1).peekable();
    while let Some(word) = rest.next() {
        let text = word.text.as_str();
        if METHODS.contains(&text) {
            stated = Some(method_named(&rest.next()?.text)?);
        } else if let Some(name) = text.strip_prefix("-X").or_else(|| text.strip_prefix("--request=")) {
            stated = Some(method_named(name)?);
        } else if let Some((_, method)) = IMPLIED.iter().find(|(option, _)| *option == text) {
            implied = implied.or(Some(*method));
            rest.next();
        } else if let Some((_, method)) = ALONE.iter().find(|(option, _)| *option == text) {
            alone = Some(*method);
        } else if is_address(text) && address.is_none() {
            // A value of another option is hardly an address; a second one is.
            address = Some(text.to_owned());
        }
    }
    let address = address.filter(|address| !address.contains(['$', '`', '(']))?;
    let method = stated.or(alone).or(implied).unwrap_or(Method::Get);
    Some(CommandCall { method, address, start: words.first()?.start, end: words.last()?.end })
}

/// A word of a command, without its quotes.
#[derive(Debug)]
struct Word {
    text: String,
    start: usize,
    end: usize,
}

/// The words of each curl command. A command ends with its line, unless that ends in `\`, or with `|`, `;` or `&`.
fn commands(text: &str) -> Vec<Vec<Word>> {
    let mut found = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut word: Option<Word> = None;
    let mut quote = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert(Word { text: String::new(), start: at, end }).end = end;
            }
            (None | Some('"'), '\\') => {
                // At the end of a line the command goes on.
                let next = chars.next_if(|(_, next)| *next != '\r').map(|(_, next)| next);
                if let Some(next) = next.filter(|next| *next != '\n') {
                    word.get_or_insert(Word { text: String::new(), start: at, end }).text.push(next);
                }
            }
            (None, '\n' | '|' | ';') => {
                words.extend(word.take());
                finish(&mut words, &mut found);
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            _ => {
                let open = word.get_or_insert(Word { text: String::new(), start: at, end });
                open.text.push(c);
                open.end = end;
            }
        }
    }
    words.extend(word);
    finish(&mut words, &mut found);
    found
}

fn finish(words: &mut Vec<Word>, found: &mut Vec<Vec<Word>>) {
    let mut command = std::mem::take(words);
    if command.first().is_some_and(|word| PROMPTS.contains(&word.text.as_str())) {
        command.remove(0);
    }
    if command.first().is_some_and(|word| word.text == COMMAND) {
        found.push(command);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_name_a_method_and_an_address() {
        let check = |text: &str, expected: &[&str]| {
            let found = recognise_commands(text);
            let found: Vec<String> =
                found.iter().map(|call| format!("{} {}", call.method, call.address)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("curl https://a.example/v1/x", &["GET https://a.example/v1/x"]);
        check(
            "$ curl -X POST \\\n  'https://a.example/x' \\\n  -d '{\"a\": 1}'",
            &["POST https://a.example/x"],
        );
        check("curl https://a.example/x -u key: -d a=https://b.example/y", &["POST https://a.example/x"]);
        check("curl -XDELETE https://a.example/x/{id}", &["DELETE https://a.example/x/{id}"]);
        check("curl -G https://a.example/x -d limit=3", &["GET https://a.example/x"]);
        check("curl -F file=@a.png https://a.example/x", &["POST https://a.example/x"]);
        check("curl -T a.png \"https://a.example/x\"", &["PUT https://a.example/x"]);
        check(
            "curl https://a.example/x | jq .\ncurl https://a.example/y",
            &["GET https://a.example/x", "GET https://a.example/y"],
        );
        check("curl $HOST/x\ncurl https://a.example/$ID\necho curl https://a.example/x", &[]);
        check("curl 'https://a.example/x", &["GET https://a.example/x"]);
    }
}
