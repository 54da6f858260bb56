//! Dictionaries as libFuzzer reads them: text, in; the words, out. A line is a word in quotes, in which `\"`, `\\` and
//! `\xAB` stand for bytes, or a comment.

/// The words of a dictionary. What is no word is left out.
#[must_use]
pub fn read_words(text: &str) -> Vec<Vec<u8>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| read_word(line.split_once('"')?.1.strip_suffix('"')?)).collect()
}

fn read_word(quoted: &str) -> Option<Vec<u8>> {
    let mut word = Vec::new();
    let mut bytes = quoted.bytes();
    while let Some(byte) = bytes.next() {
        let read = match byte {
            b'\\' => match bytes.next()? {
                b'x' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                escaped => escaped,
            },
            plain => plain,
        };
        word.push(read);
    }
    Some(word).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::TARGETS;

    #[test]
    fn words_in_quotes() {
        let text = "# a comment\n\"a\\\"b\\\\\"\nname=\"\\x00\\xfF\"\n\"\"\nnone\n\"\\x0\"\n";
        assert_eq!(read_words(text), [b"a\"b\\".to_vec(), vec![0, 255]]);
    }

    #[test]
    fn each_line_of_a_dictionary_is_a_word() {
        for target in TARGETS {
            let lines = target.dictionary.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(read_words(target.dictionary).len(), lines, "{}", target.name);
        }
    }
}
