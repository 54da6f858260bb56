//! Words within names: how `TOTPCode`, `targetURI` and `offering_items` come apart, and how they are joined.

use docwright_model::{PathTemplate, Segment};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Splits a name into words in lower case.
///
/// Words end at anything that is no letter or digit, at a capital behind a small letter or digit (`targetUri`),
/// and before the last capital of a run that a small letter follows (`TOTPCode`, `HTTPSPort`). Digits belong to
/// the word before them. Each of `kept` is one word wherever it stands: `MySQL`. Letters that are others in another
/// dress, as `ｘ` and `𝑥` are, are those others.
pub(crate) fn split_words(name: &str, kept: &[String]) -> Vec<String> {
    let name = if name.is_ascii() { Cow::from(name) } else { Cow::from(name.nfkc().to_string()) };
    let mut words = Vec::new();
    if kept.is_empty() {
        split_plain(&name, &mut words);
        return words;
    }
    let mut rest = &*name;
    let mut plain = String::new();
    while let Some(first) = rest.chars().next() {
        let kept = kept.iter().filter(|word| rest.starts_with(word.as_str()));
        if let Some(word) = kept.max_by_key(|word| word.len()).filter(|word| !word.is_empty()) {
            split_plain(&std::mem::take(&mut plain), &mut words);
            words.push(word.to_lowercase());
            rest = rest.get(word.len()..).unwrap_or_default();
            // Digits behind a kept word belong to it, as they do to any other.
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            rest = rest.get(digits.len()..).unwrap_or_default();
            if let Some(last) = words.last_mut() {
                last.push_str(&digits);
            }
        } else {
            plain.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    split_plain(&plain, &mut words);
    words
}

fn split_plain(name: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut previous: Option<char> = None;
    let mut characters = name.chars();
    while let Some(current) = characters.next() {
        if !current.is_alphanumeric() {
            finish(&mut word, words);
            previous = None;
            continue;
        }
        let next_is_small = begins_word(characters.as_str());
        let behind = previous.is_some_and(|previous| {
            current.is_uppercase()
                && (previous.is_lowercase() || (!previous.is_alphabetic() && !is_acronym(&word)))
        });
        let before = current.is_uppercase() && next_is_small && word.chars().count() > 0;
        if behind || before {
            finish(&mut word, words);
        }
        word.push(current);
        previous = Some(current);
    }
    finish(&mut word, words);
}

/// Whether a small letter follows that makes a word of the capital before it. The `s` of `IDs` does not.
fn begins_word(rest: &str) -> bool {
    let mut rest = rest.chars();
    match (rest.next(), rest.next()) {
        (Some('s'), next) => next.is_some_and(char::is_lowercase),
        (first, _) => first.is_some_and(char::is_lowercase),
    }
}

/// A run of capitals and digits such as `U2`, which a further capital continues: `U2F`.
fn is_acronym(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(word.to_lowercase());
        word.clear();
    }
}

/// Words as `snake_case`.
pub(crate) fn snake(words: &[String]) -> String {
    words.join("_")
}

/// Words as `PascalCase`.
pub(crate) fn pascal(words: &[String]) -> String {
    words
        .iter()
        .flat_map(|word| {
            let mut characters = word.chars();
            let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
            [first, characters.collect()]
        })
        .collect()
}

const IRREGULAR: &[(&str, &str)] = &[("children", "child"), ("people", "person"), ("indices", "index")];
const ALWAYS_SINGULAR: &[&str] =
    &["status", "address", "access", "process", "alias", "bus", "news", "series", "mfa_status"];

/// The singular of an English word; a word that is singular stays as it is.
pub(crate) fn singular(word: &str) -> String {
    let last = word.rsplit('_').next().unwrap_or(word);
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == last) {
        return word.strip_suffix(last).map_or_else(|| (*one).to_owned(), |start| format!("{start}{one}"));
    }
    if ALWAYS_SINGULAR.contains(&last) || last.ends_with("ss") || last.ends_with("us") || last.ends_with("is")
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|_| last.len() > 4) {
        return format!("{stem}y");
    }
    if let Some(stem) = word
        .strip_suffix("es")
        .filter(|stem| stem.ends_with(['x', 'z']) || stem.ends_with("ch") || stem.ends_with("ss"))
    {
        return stem.to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Whether a word is a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// The resource that a path is about: its last literal segment, in the singular.
pub(crate) fn resource_of(path: &PathTemplate) -> String {
    let literals = path.segments().filter_map(|segment| match segment {
        Segment::Literal(text) => text.split('/').rfind(|part| !part.is_empty()).map(str::to_owned),
        Segment::Placeholder(_) => None,
    });
    literals.last().map(|last| singular(&last)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(snake(&split_words(name, &[])), expected);
    }

    #[test]
    fn names_come_apart_at_capitals_and_marks() {
        check("TargetUser", "target_user");
        check("TOTPCode", "totp_code");
        check("targetURI", "target_uri");
        check("JobID", "job_id");
        check("SnapshotIDs", "snapshot_ids");
        check("URLsAndIDsOf", "urls_and_ids_of");
        check("AsUser", "as_user");
        check("includeUserGroupPolicies", "include_user_group_policies");
        check("offering_items", "offering_items");
        check("X-Request-Id", "x_request_id");
        check("Office365Credential", "office365_credential");
        check("U2FVersion", "u2f_version");
        check("AdminAccountU2fSubmit", "admin_account_u2f_submit");
        check("S3View", "s3_view");
        check("WindowsX8664Zip", "windows_x8664_zip");
        check("MobileQuotaV2", "mobile_quota_v2");
        check("WebAuthnSign", "web_authn_sign");
        check("größeÄndern", "größe_ändern");
        check("--", "");
    }

    #[test]
    fn kept_words_stay_whole_with_the_digits_behind_them() {
        let kept = ["MySQL".to_owned(), "HyperV".to_owned(), "VMware".to_owned()];
        assert_eq!(snake(&split_words("MySQLBackupEnabled", &kept)), "mysql_backup_enabled");
        assert_eq!(snake(&split_words("MSHyperVVMQuota", &kept)), "ms_hyperv_vm_quota");
        assert_eq!(snake(&split_words("VMwareVMQuota", &kept)), "vmware_vm_quota");
        assert_eq!(snake(&split_words("UseMySQL8Dump", &kept)), "use_mysql8_dump");
    }

    #[test]
    fn plurals_are_known_from_singulars() {
        for (many, one) in
            [("tenants", "tenant"), ("policies", "policy"), ("children", "child"), ("boxes", "box")]
        {
            assert_eq!(singular(many), one);
            assert!(is_plural(many));
        }
        for one in ["status", "brand", "access", "infra", "default_idp", "pricing"] {
            assert!(!is_plural(one), "{one}");
        }
    }
}
