//! Texts and other values that proptest makes up.

use docwright_runtime::Value;
use proptest::{
    collection::{btree_map, vec},
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    test_runner::{Config, RngSeed, TestRunner},
};
use std::{collections::BTreeMap, fmt::Debug};

/// What means something to somebody on the way, and some letters between; with the space that is between them.
const HOSTILE: &str = "% / \\ . .. \r \n \r\n \0 ; & = + \t ? # : @ \" ' < > { } [ ] | ^ ` ~ - _ $ , ! * ( ) %2F %2e %00 %25 \
                       %0d%0a -- a Z 0 ü € \u{7f} \u{85} \u{a0} \u{2028} \u{feff} \u{202e} 𝄞 🐕 \u{10ffff}";

pub(crate) fn text() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = HOSTILE.split(' ').chain([" "]).collect();
    let hostile = vec(select(pieces), 0..12).prop_map(|pieces| pieces.concat());
    let any = vec(any::<char>(), 0..8).prop_map(String::from_iter);
    prop_oneof![3 => hostile, 1 => any]
}

pub(crate) fn values() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(text(), text(), 1..4)
}

/// Checks so many cases, the same in each run.
#[track_caller]
pub(crate) fn check<S: Strategy<Value: Debug>>(cases: u32, strategy: S, test: impl Fn(S::Value)) {
    let mut config = Config::default();
    config.cases = if std::env::var_os("PROPTEST_CASES").is_some() { config.cases } else { cases };
    config.failure_persistence = None;
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(4);
    }
    let outcome = TestRunner::new(config).run(&strategy, |value| {
        test(value);
        Ok(())
    });
    outcome.unwrap();
}

pub(crate) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(text(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
