//! Names and titles as words: `SysPwd`, `api_key`, `X-Api-Key` and `Account Management API` alike.

/// The words in lower case. Letters and digits make words; a capital begins one where a small letter or another
/// word's capital stands before it.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(index + 1);
        let begins = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || (before.is_uppercase() && after.is_some_and(|after| after.is_lowercase()))
            });
        if begins || !character.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            last.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_words() {
        let check = |text: &str, expect: &[&str]| assert_eq!(words(text), expect, "{text}");
        check("SysPwd", &["sys", "pwd"]);
        check("LKey", &["l", "key"]);
        check("TOTP", &["totp"]);
        check("X-Api-Key", &["x", "api", "key"]);
        check("access_token", &["access", "token"]);
        check("Account Management API (v2)", &["account", "management", "api", "v2"]);
        check("…", &[]);
    }
}
