//! The values that structures are made of: base64, instants as numbers, enumerations.

use crate::widget::{Kind, Mood, Profile};
use docwright_runtime::{
    Base64, Opaque, Parameter, UnixMilliseconds, UnixSeconds,
    jiff::Timestamp,
    serde_json::{self, json},
};
use std::{cmp::Ordering, collections::BTreeMap};

/// Checks which bytes a text is read as, and that it is written as it came.
#[track_caller]
fn check_base64(text: &str, bytes: &[u8]) {
    let json = json!(text).to_string();
    let value: Base64 = serde_json::from_str(&json).unwrap();
    assert_eq!(&value[..], bytes);
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!((value.to_text(), value.clone()), (text.into(), Base64::from(bytes)));
}

#[track_caller]
fn check_no_base64(json: &str, reason: &str) {
    let error = serde_json::from_str::<Base64>(json).unwrap_err().to_string();
    assert!(error.contains(reason), "{error}");
}

#[test]
fn base64_text_is_bytes() {
    // The first three are of RFC 4648, section 10; what follows differs from them in form alone.
    check_base64("", b"");
    check_base64("Zm9v", b"foo");
    check_base64("Zm9vYg==", b"foob");
    check_base64("+/+/", &[0xfb, 0xff, 0xbf]);
    check_base64("Zm9vYg", b"foob");
    check_base64("-_-_", &[0xfb, 0xff, 0xbf]);
    check_base64("-_+/", &[0xfb, 0xff, 0xbf]);
    check_base64("Zm9v\r\nYg==\r\n", b"foob");
    check_base64("Zm9vYh", b"foob");
    check_base64(" \n", b"");
    assert_eq!(serde_json::to_string(&Base64::from(b"foob")).unwrap(), r#""Zm9vYg==""#);
}

#[test]
fn what_is_not_base64_is_refused_without_being_shown() {
    for text in ["secret!", "Zm9vY", "Zg==Zg==", "=", "ZmZ\u{e9}", "Zm9v===", "\u{a0}"] {
        check_no_base64(&json!(text).to_string(), "the text is not base64");
    }
    check_no_base64("[1,2]", "expected bytes as base64 text");
    check_no_base64("12", "expected bytes as base64 text");
    check_no_base64("null", "expected bytes as base64 text");
    assert!(!serde_json::from_str::<Base64>(r#""secret!""#).unwrap_err().to_string().contains("secret"));
}

#[test]
fn bytes_come_from_what_holds_bytes_and_show_their_number() {
    let key = Base64::from(vec![1, 2, 3]);
    assert_eq!((&key, &key), (&Base64::from([1, 2, 3]), &Base64::from(&[1, 2, 3][..])));
    assert_eq!((key.len(), key.as_ref()), (3, &[1, 2, 3][..]));
    assert_eq!(format!("{key:?}"), "Base64(3 bytes)");
    assert_eq!(Vec::from(key), [1, 2, 3]);
    assert!(Base64::default().is_empty());
}

#[test]
fn a_number_of_seconds_is_an_instant() {
    let instant: Timestamp = "2024-05-01T12:00:00.75Z".parse().unwrap();
    assert_eq!(UnixSeconds::from(instant), UnixSeconds(1_714_564_800));
    assert_eq!(UnixMilliseconds::from(instant), UnixMilliseconds(1_714_564_800_750));
    assert_eq!(UnixMilliseconds(1_714_564_800_750).timestamp(), Some(instant));
    assert_eq!(UnixSeconds::from(0).timestamp(), Some(Timestamp::UNIX_EPOCH));
    assert_eq!(UnixSeconds(i64::MAX).timestamp(), None);
    assert_eq!(UnixMilliseconds(i64::MIN).timestamp(), None);
    assert_eq!(serde_json::from_str::<[UnixSeconds; 2]>("[-1,5]").unwrap(), [UnixSeconds(-1), 5.into()]);
    assert_eq!(serde_json::to_string(&UnixMilliseconds(7)).unwrap(), "7");
    assert_eq!((UnixSeconds(-7).to_text(), i64::from(UnixSeconds(9))), ("-7".into(), 9));
}

#[test]
fn the_default_is_what_a_server_sends_where_nothing_is_set() {
    assert_eq!((Mood::default(), Kind::default()), (Mood::Calm, Kind::Unknown(String::new())));
    assert_eq!((Opaque::default().text(), Profile::default().text()), ("null", "null"));
    assert_eq!((UnixSeconds::default().0, UnixMilliseconds::default().0), (0, 0));
}

#[test]
fn values_of_enumerations_may_be_negative() {
    let moods = [Mood::Invalid, Mood::Lowest, Mood::Calm, Mood::Cross, Mood::Unknown(-2)];
    let json = "[-1,-9223372036854775808,0,7000001,-2]";
    assert_eq!(serde_json::to_string(&moods).unwrap(), json);
    assert_eq!(serde_json::from_str::<[Mood; 5]>(json).unwrap(), moods);
    assert_eq!((Mood::Invalid.value(), Mood::Invalid.to_string()), (-1, "-1".to_owned()));
}

#[test]
fn values_of_enumerations_stand_in_the_order_of_what_is_on_the_wire() {
    let mut moods =
        [Mood::Cross, Mood::Unknown(5), Mood::Calm, Mood::Unknown(-2), Mood::Invalid, Mood::Lowest];
    moods.sort();
    let sorted = [Mood::Lowest, Mood::Unknown(-2), Mood::Invalid, Mood::Calm, Mood::Unknown(5), Mood::Cross];
    assert_eq!(moods, sorted);
    let counted = BTreeMap::from([(Kind::from("newt"), 3), (Kind::Dog, 2), (Kind::Cat, 1)]);
    assert_eq!(counted.into_values().collect::<Vec<_>>(), [1, 2, 3]);
    // Made by hand, it is another value than the one with a name.
    assert_ne!(Mood::Calm.cmp(&Mood::Unknown(0)), Ordering::Equal);
    assert_ne!(Kind::Cat.cmp(&Kind::Unknown("cat".to_owned())), Ordering::Equal);
}
