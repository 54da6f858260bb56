//! Get, change, set: a user profile goes back to the server as it came, but for what was changed.

use crate::{
    json::{Entropy, Extent, differences, text_of},
    page::Page,
    server::Server,
};
use backup_apis::comet::{Client, DefaultSettingMode, JobStatus};
use docwright_runtime::{serde_json, testing::Reply};

/// A profile with every field of every structure that it is made of, and at each level one that the page does not know.
fn large_profile(page: &Page) -> String {
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    text_of("UserProfileConfig", page, Extent::Full, &mut Entropy(bytes.iter()))
}

/// A server that has one profile, and takes whatever it is sent.
fn server_with(profile: String) -> Server {
    Server::answering(move |seen| {
        Reply::json(if seen.line.ends_with("get-user-profile") {
            profile.clone()
        } else {
            r#"{"Status":200,"Message":"OK"}"#.to_owned()
        })
    })
}

/// The profile in the form that a client sent.
fn sent_profile(server: &Server) -> String {
    let set = server.requests().into_iter().find(|seen| seen.line.ends_with("set-user-profile"));
    let set = set.expect("the profile was set");
    let mut pairs = form_urlencoded::parse(&set.body);
    pairs.find(|(name, _)| name == "ProfileData").expect("a profile").1.into_owned()
}

fn client(server: &Server) -> Client {
    Client::builder(&server.url).admin_password("admin", "secret").build().expect("a client")
}

#[tokio::test]
async fn one_changed_setting_is_the_only_change_on_the_wire() {
    let page = Page::read();
    let profile = large_profile(&page);
    assert!(profile.len() > 50_000, "{} bytes", profile.len());
    assert!(profile.matches("NotYetKnown").count() > 10, "fields that the page does not know");
    let server = server_with(profile.clone());
    let client = client(&server);

    let mut changed = client.admin_get_user_profile("alice").await.expect("a profile");
    changed.account_name = "Alice A.".to_owned();
    client.admin_set_user_profile("alice", changed).await.expect("an answer");

    let differences = differences("UserProfileConfig", &page, &profile, &sent_profile(&server));
    let [(place, _, after)] = differences.as_slice() else { panic!("{differences:?}") };
    assert_eq!((place.as_str(), after.as_str()), (".AccountName", r#""Alice A.""#));
}

#[tokio::test]
async fn a_setting_deep_in_the_profile_can_be_set_and_taken_away() {
    let page = Page::read();
    let profile = large_profile(&page);
    let server = server_with(profile.clone());
    let client = client(&server);

    let mut changed = client.admin_get_user_profile("alice").await.expect("a profile");
    changed.policy.mode_admin_reset_password = Some(DefaultSettingMode::EnforcedOff);
    let source = changed.sources.values_mut().next().expect("a protected item");
    source.override_destination_retention = None;
    client.admin_set_user_profile("alice", changed).await.expect("an answer");

    let differences = differences("UserProfileConfig", &page, &profile, &sent_profile(&server));
    let places: Vec<(&str, &str)> =
        differences.iter().map(|(place, _, after)| (place.as_str(), after.as_str())).collect();
    assert_eq!(
        places,
        [(".Policy.ModeAdminResetPassword", "4"), (".Sources.key 1.OverrideDestinationRetention", "absent"),]
    );
}

/// As a server of another version would answer: fields are missing that this version requires.
#[tokio::test]
async fn a_profile_of_another_version_is_not_filled_up() {
    let profile =
        r#"{"Username":"alice","Emails":null,"Policy":{"PreventRequestStorageVault":true},"New":1e400}"#;
    let server = server_with(profile.to_owned());
    let client = client(&server);

    let mut changed = client.admin_get_user_profile("alice").await.expect("a profile");
    assert_eq!((changed.account_name.as_str(), changed.extra.was_absent("AccountName")), ("", true));
    assert_eq!((changed.emails.len(), changed.extra.was_null("Emails")), (0, true));
    changed.language_code = "de_DE".to_owned();
    client.admin_set_user_profile("alice", changed).await.expect("an answer");

    let expected = r#"{"Username":"alice","Emails":null,"LanguageCode":"de_DE","Policy":{"PreventRequestStorageVault":true},"New":1e400}"#;
    assert_eq!(differences("UserProfileConfig", &Page::read(), expected, &sent_profile(&server)), []);
}

#[tokio::test]
async fn jobs_say_what_became_of_them() {
    let jobs = r#"[{"GUID":"a","Status":7002,"StartTime":1600000000},{"GUID":"b","Status":7999},{"GUID":"c","Status":5000}]"#;
    let server = Server::json(jobs);
    let jobs = client(&server).admin_get_jobs_for_user("alice").await.expect("jobs");
    let failed = jobs.iter().filter(|job| JobStatus::FAILED.contains(&job.status.value()));
    assert_eq!(failed.map(|job| job.guid.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(jobs[0].status, JobStatus::FailedError);
    assert_eq!(jobs[1].status, JobStatus::Unknown(7999));
    assert_eq!(serde_json::to_string(&jobs[1].status).expect("JSON"), "7999");
}
