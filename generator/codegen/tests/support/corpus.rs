//! Texts that mean harm, from `tests/hostile/corpus.json` of the repository. In goes the file, out come the texts of its
//! groups; where they are put is for each test to say.

use serde_json::Value;

const CORPUS: &str = include_str!("../../../../tests/hostile/corpus.json");

/// All texts, each once.
#[allow(dead_code, reason = "each test program uses its share")]
pub(crate) fn corpus() -> Vec<String> {
    groups().into_iter().flat_map(|(_, texts)| texts).collect()
}

/// The texts of one group.
#[allow(dead_code, reason = "each test program uses its share")]
pub(crate) fn group(name: &str) -> Vec<String> {
    let (_, texts) = groups().into_iter().find(|(group, _)| group == name).expect(name);
    texts
}

/// The texts by group.
fn groups() -> Vec<(String, Vec<String>)> {
    let groups: Vec<Value> = serde_json::from_str(CORPUS).unwrap();
    groups.iter().map(|group| (group["group"].as_str().unwrap().to_owned(), texts(group))).collect()
}

/// Long texts are written as what they repeat.
fn texts(group: &Value) -> Vec<String> {
    let plain = group["texts"].as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned());
    let repeated = group["repeated"].as_array().into_iter().flatten().map(|repeated| {
        let times = usize::try_from(repeated["times"].as_u64().unwrap()).unwrap();
        repeated["text"].as_str().unwrap().repeat(times)
    });
    plain.chain(repeated).collect()
}
