//! Emitted types as a user works with them: read, changed, asked and written back. `compile.rs` puts this file into the
//! emitted crate and runs it there.

use emitted::described::{self, Clause, Device, Message, Mode, Profile, Security, State, Unreached};
use emitted::enumerations::JobResult;
use emitted::runtime::jiff::Timestamp;
use emitted::runtime::serde_json::{from_str, json, to_string, to_value};
use emitted::runtime::{Base64, Maybe, UnixMilliseconds, UnixSeconds, Value};
use emitted::{letters, named_values};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A profile with all that its document names and more.
const PROFILE: &str = r#"{
    "Status": 200, "Message": "", "Password": "hunter2", "TOTPKey": "t0tp", "type": 7, "Ratio": 0.5, "Active": true,
    "Key": "AQID", "Settings": [null, {"a": 1}], "Labels": {"b": "c"}, "Emails": ["a@example.com"],
    "Devices": {"d1": {"Name": "laptop", "New": 1.10}}, "Main": {"Port": 1, "State": 7}, "Opaque": {"x": 1e400},
    "Mode": "other", "Id": "00000000-0000-0000-0000-000000000000", "Clause": {"Not": {"Rule": "r"}}, "Gone": null,
    "CreateTime": 1714564800, "Since 24.1": {"deep": [123456789012345678901234567890]}
}"#;

/// The fields of an object with the exact text of each, by a reader that knows no structure.
fn fields(text: &str) -> BTreeMap<String, Box<emitted::runtime::serde_json::value::RawValue>> {
    from_str(text).unwrap()
}

#[test]
fn what_is_read_and_written_back_is_the_same() {
    let profile: Profile = from_str(PROFILE).unwrap();
    let written = to_string(&profile).unwrap();
    assert_eq!(fields(&written).len(), 20);
    for (name, text) in fields(PROFILE) {
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(plain(fields(&written)[&name].get()), plain(text.get()), "{name}");
    }
}

#[test]
fn what_was_not_there_is_not_written() {
    for text in ["{}", r#"{"Status":0}"#, r#"{"Message":null,"Emails":null,"Main":null}"#, r#"{"New":[]}"#] {
        let profile: Profile = from_str(text).unwrap();
        assert_eq!(to_value(&profile).unwrap(), from_str::<Value>(text).unwrap(), "{text}");
    }
    let profile: Profile = from_str(r#"{"Main": {"New": 1}}"#).unwrap();
    assert!(profile.extra.was_absent("Status") && profile.status == 0);
    let changed = profile.status(3).emails(["a"]);
    assert_eq!(to_value(&changed).unwrap(), json!({ "Status": 3, "Emails": ["a"], "Main": { "New": 1 } }));
}

#[test]
fn what_is_required_is_a_value_and_the_rest_an_option() {
    let profile = Profile::default()
        .status(1)
        .message("m")
        .r#type(2)
        .ratio(0.5)
        .active(true)
        .key([1, 2])
        .settings(json!(null))
        .emails(["e"])
        .devices([("d".to_owned(), Device::default())])
        .main(Device::default().port(5))
        .mode("other")
        .create_time(5);
    let (_, _): (i64, String) = (profile.status, profile.message.clone());
    let (_, _): (bool, Vec<String>) = (profile.active, profile.emails.clone());
    assert_eq!((profile.mode.clone(), profile.id, &profile.totp_key), (Mode::Other, None, &None));
    assert_eq!(profile.main.port, Some(5));
    let unreached = Unreached::default().status(1).message("of the parent");
    assert_eq!(unreached.message, Message::default().message("of the parent").message);
    let chain = Clause::default().not(Clause::default().rule("inner"));
    assert_eq!(chain.not.unwrap().rule_or_default(), "inner");
}

#[test]
fn absence_stands_for_what_the_document_says() {
    let empty = Device::default();
    assert_eq!(
        (empty.name_or_default(), empty.language_or_default(), empty.quoted_or_default()),
        ("", "en_US", "none")
    );
    assert_eq!(
        (empty.port_or_default(), empty.retries_or_default(), empty.offset_or_default()),
        (8060, 0, -3600)
    );
    assert_eq!((empty.factor_or_default(), empty.share_or_default()), (1.5, 0.0));
    assert_eq!((empty.enabled_or_default(), empty.hidden_or_default()), (true, false));
    assert_eq!((empty.credential_or_default(), empty.tags_or_default()), (&[][..], &[][..]));
    assert!(empty.sizes_or_default().is_empty() && empty.open_or_default().is_empty());
    assert_eq!(empty.rest_or_default().into_owned(), Clause::default());
    assert_eq!((empty.state_or_default(), empty.before_or_default()), (State::Unknown(0), State::Busy));
    assert_eq!((empty.mode_or_default(), empty.fallback_or_default()), (Mode::Unset, Mode::Other));
    assert_eq!(to_string(&empty).unwrap(), "{}");

    let full = Device::default()
        .name("n")
        .port(1)
        .enabled(false)
        .credential(vec![9])
        .tags(["t"])
        .sizes([(1, 2.5)])
        .rest(Clause::default().rule("r"))
        .before(0)
        .fallback("new");
    assert_eq!((full.name_or_default(), full.port_or_default(), full.enabled_or_default()), ("n", 1, false));
    assert_eq!((full.credential_or_default(), full.tags_or_default()), (&[9][..], &["t".to_owned()][..]));
    assert_eq!(full.sizes_or_default().get(&1), Some(&2.5));
    assert!(matches!(full.rest_or_default(), Cow::Borrowed(clause) if clause.rule_or_default() == "r"));
    assert_eq!(
        (full.before_or_default(), full.fallback_or_default()),
        (State::Unknown(0), Mode::from("new"))
    );
}

#[test]
#[allow(deprecated, reason = "what a document deprecates can be read as well")]
fn numbers_are_instants_where_the_document_says_so() {
    let noon: Timestamp = "2024-05-01T12:00:00Z".parse().unwrap();
    let profile = Profile::default().create_time(noon).gone(5);
    assert_eq!((profile.create_time, profile.create_time_timestamp()), (1_714_564_800, Some(noon)));
    assert_eq!(profile.gone_timestamp(), Some(Timestamp::from_second(5).unwrap()));
    assert_eq!(profile.gone(Maybe::Null).create_time(i64::MAX).create_time_timestamp(), None);
    let device = Device::default();
    assert_eq!((device.last_seen_timestamp(), device.last_seen_or_default()), (None, 0));
    let device = device.last_seen(noon);
    assert_eq!((device.last_seen, device.last_seen_timestamp()), (Some(1_714_564_800_000), Some(noon)));

    let client = described::Client::builder("http://127.0.0.1:1").build().unwrap();
    drop(client.get_profile(noon).since(1_714_564_800));
    drop(client.get_profile(UnixMilliseconds(1)).since(UnixSeconds(1)));
    drop(client.set_profile(profile_of("a"), [1, 2, 3]).at(noon));
}

fn profile_of(message: &str) -> Profile {
    Profile::default().message(message)
}

#[test]
fn bytes_are_base64_text() {
    let profile: Profile = from_str(r#"{"Key": "AQID"}"#).unwrap();
    assert_eq!(profile.key[..], [1, 2, 3]);
    let body = described::SetProfile::default().token(b"abc").at(5);
    assert_eq!(to_string(&body).unwrap(), r#"{"At":5,"Token":"YWJj"}"#);
    assert_eq!(Some(Base64::from(b"abc")), body.token);
    assert!(from_str::<Profile>(r#"{"Key": "n?"}"#).is_err());
}

#[test]
fn secrets_that_are_required_do_not_show_either() {
    let shown = format!("{:?}", Security::default().password("hunter2"));
    assert_eq!(shown, r#"Security { password: "[redacted]", totp_key: None, extra: Extra({}) }"#);
    let profile: Profile = from_str(PROFILE).unwrap();
    let shown = format!("{profile:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("t0tp"), "{shown}");
    assert!(shown.contains(r#"password: "[redacted]", totp_key: Some("[redacted]"), type: 7, "#), "{shown}");
}

#[test]
fn enumerations_have_names_for_values_and_ranges() {
    let failed: JobResult = from_str("7003").unwrap();
    assert_eq!(failed, JobResult::Unknown(7003));
    assert!(JobResult::FAILED.contains(&failed.value()) && JobResult::RANGE.contains(&failed.value()));
    assert!(!JobResult::FAILED.contains(&JobResult::Stop.value()));
    assert!(JobResult::STOP_SUCCESS_RANGE.contains(&JobResult::STOP_SUCCESS.value()));
    assert_eq!((JobResult::FAILED_HIGHEST, JobResult::MIN, JobResult::EMPTY_MAX), (7999, -1, 1));
    assert_eq!((JobResult::from(-1), JobResult::Gone.value()), (JobResult::Gone, -1));
    assert_eq!(JobResult::default(), JobResult::Unknown(0));
    assert_eq!(Mode::default(), Mode::Unset);
    let copied = failed;
    assert_eq!(copied, failed);
}

#[test]
fn constants_have_the_types_of_their_values() {
    let (_, _): (&str, i64) = (named_values::constants::APP_VERSION, named_values::constants::NEVER);
    assert_eq!(named_values::constants::STORE_USUAL, 1_125_899_906_842_624);
    assert_eq!(named_values::constants::HUGE, u64::MAX);
    assert_eq!((named_values::constants::RATIO, named_values::constants::LARGE), (1_234_567.123_456_7, 1e3));
    assert_eq!(named_values::constants::QUOTED, "a \"b\" \\ \u{202e}");
    const { assert!(named_values::constants::ENABLED) };
    assert_eq!((named_values::Level::BEST, named_values::Level::MAX), (named_values::Level::High, 9));
}

#[test]
fn types_in_files_by_letter_are_found_in_one_place() {
    let one = letters::A15::default().next(letters::B15::default().next(letters::A16::default()));
    let written = to_string(&one.all([letters::A15::default()])).unwrap();
    assert_eq!(written, r#"{"next":{"next":{},"all":[]},"all":[{"all":[]}]}"#);
}
