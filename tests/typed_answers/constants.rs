//! Constants: values of enumerations, ends of ranges, and those that stand alone.

use backup_apis::comet::{
    self, CompressMode, DestinationType, EmailDeliveryType, JobClassification, JobStatus, ReplicatorState,
    RestoreType, RetentionRangeType, SearchClauseType, WebAuthnDeviceType, constants,
};
use docwright_runtime::serde_json;
use std::collections::BTreeMap;

/// The rows of the page: name, and value as it stands there.
fn rows() -> BTreeMap<String, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/comet/constants.md");
    let text = std::fs::read_to_string(path).expect("the page of constants");
    let rows = text.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        (cells[1].to_owned(), cells[3].to_owned())
    });
    rows.collect()
}

#[test]
fn every_constant_of_the_page_is_in_the_emitted_module() {
    let rows = rows();
    assert_eq!(rows.len(), 275);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/generated/src/comet");
    let mut code = std::fs::read_to_string(format!("{folder}/constants.rs")).expect("the constants");
    for file in std::fs::read_dir(format!("{folder}/types/enumerations")).expect("the enumerations") {
        code += &std::fs::read_to_string(file.expect("a file").path()).expect("an enumeration");
    }
    // Each stands in the documentation of what it became, by its name on the page and once.
    for name in rows.keys() {
        let documented = code.lines().filter(|line| {
            let start = format!("/// `{name}`");
            line.trim_start().strip_prefix(&start).is_some_and(|rest| rest.starts_with([':', ' ', ',', '.']))
        });
        assert_eq!(documented.count(), 1, "{name}");
    }
}

#[test]
fn constants_are_the_values_of_their_enumeration() {
    let wire = |value| serde_json::to_string(&value).expect("JSON");
    assert_eq!(wire(JobStatus::FailedQuota), rows()["JOB_STATUS_FAILED_QUOTA"]);
    assert_eq!(JobStatus::from(7003), JobStatus::FailedQuota);
    assert_eq!(JobStatus::from(7998), JobStatus::Unknown(7998));
    assert_eq!(RestoreType::Invalid.value(), -1);
    assert_eq!(SearchClauseType::from("not_and"), SearchClauseType::NotAnd);
    assert_eq!(SearchClauseType::default(), SearchClauseType::Rule, "the empty text has a name");
    assert_eq!(SearchClauseType::from("xor").as_str(), "xor");
    assert_eq!(DestinationType::S3.value(), 1000);
    assert_eq!(ReplicatorState::WorkersStarted.value(), 8);
    // The page's own word for it, beside what no version knows.
    assert_eq!(WebAuthnDeviceType::UnknownValue.value(), 0);
    assert_eq!(JobClassification::UnknownValue.value(), 4000);
}

#[test]
fn a_second_name_for_a_value_is_the_same_value() {
    assert_eq!(RestoreType::PROCESS_TARBALL, RestoreType::ProcessArchive);
    assert_eq!(CompressMode::MAX, CompressMode::Lvl5);
    assert_eq!(CompressMode::DEFAULT, CompressMode::Lvl4);
    assert_eq!(EmailDeliveryType::BUILTIN, EmailDeliveryType::MxDirect);
}

#[test]
fn ends_of_ranges_are_constants() {
    assert_eq!((JobStatus::FAILED_MIN, JobStatus::FAILED_MAX), (7000, 7999));
    assert!(JobStatus::RUNNING.contains(&JobStatus::RunningRevived.value()));
    assert_eq!((JobClassification::MIN, JobClassification::MAX), (4000, 4999));
    assert_eq!((RetentionRangeType::LOWEST, RetentionRangeType::HIGHEST), (900, 909));
}

#[test]
fn constants_of_no_enumeration_stand_alone() {
    assert_eq!(constants::APPLICATION_VERSION, "22.6.2");
    assert_eq!(constants::SCHEDULE_MAXINT, 1_125_899_906_842_624);
    assert_eq!(comet::constants::TOTP_REQUIRED_ERROR, "ERR_TOTP_REQUIRED");
}
