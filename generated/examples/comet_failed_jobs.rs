//! Prints last night's failed jobs of a Comet Server as a table, for a look in the morning.
//!
//! ```text
//! comet_failed_jobs [HOURS]
//! ```
//!
//! "Last night" is the last 24 hours, or as many as the argument says, up to now: no time zone has a say in that.
//! Times are shown in UTC. A job counts if it began or ended in these hours.
//!
//! The environment says where and as whom: `COMET_URL`, `COMET_ADMIN`, `COMET_PASSWORD`. The exit status is 0 whether
//! jobs failed or not, 1 if that could not be found out, or 2 if the program was called wrongly.

use backup_apis::comet::{BackupJobDetail, Client};
use backup_apis::runtime::{Error, jiff::Timestamp, serde};
use std::collections::{BTreeMap, HashMap};
use std::{env, process::ExitCode};

const USAGE: &str = "usage: comet_failed_jobs [HOURS]
Environment: COMET_URL, COMET_ADMIN, COMET_PASSWORD";

/// The numbers of statuses are the server's. They come in blocks: 5000 and on is success, 6000 running, 7000 failure.
const STATUSES: [(i64, &str); 8] = [
    (7000, "timed out"),
    (7001, "ended with warnings"),
    (7002, "failed with an error"),
    (7003, "over quota"),
    (7004, "missed its schedule"),
    (7005, "cancelled"),
    (7006, "skipped, another was running"),
    (7007, "abandoned"),
];

/// What the table shows of a job. Names of fields are the server's; those that are not listed are passed over.
#[derive(serde::Deserialize)]
#[serde(crate = "serde", rename_all = "PascalCase")]
struct Job {
    username: String,
    #[serde(rename = "DeviceID")]
    device_id: String,
    #[serde(rename = "SourceGUID")]
    source_guid: String,
    start_time: i64,
    end_time: i64,
    status: i64,
}

/// What people call the devices and protected items of a user, by their IDs.
#[derive(Default, serde::Deserialize)]
#[serde(crate = "serde", rename_all = "PascalCase")]
struct Profile {
    devices: HashMap<String, Device>,
    sources: HashMap<String, Source>,
}

#[derive(serde::Deserialize)]
#[serde(crate = "serde", rename_all = "PascalCase")]
struct Device {
    friendly_name: String,
}

#[derive(serde::Deserialize)]
#[serde(crate = "serde", rename_all = "PascalCase")]
struct Source {
    description: String,
}

struct Settings {
    url: String,
    admin: String,
    password: String,
    hours: u32,
}

impl Settings {
    fn read() -> Result<Self, String> {
        let mut arguments = env::args().skip(1);
        let hours = arguments.next().unwrap_or_else(|| "24".to_owned());
        if arguments.next().is_some() {
            return Err("there are too many arguments".to_owned());
        }
        Ok(Self {
            url: variable("COMET_URL", "the address of the server, such as https://backup.example.com")?,
            admin: variable("COMET_ADMIN", "the name of an administrator")?,
            password: variable("COMET_PASSWORD", "the password of that administrator")?,
            hours: hours.parse().map_err(|_| format!("`{hours}` is no number of hours"))?,
        })
    }
}

fn variable(name: &str, holds: &str) -> Result<String, String> {
    let value = env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("{name} is not set; it holds {holds}"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match report(settings).await {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        // One line: the endpoint, what happened and why.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn report(settings: Settings) -> Result<String, Box<dyn std::error::Error>> {
    let Settings { url, admin, password, hours } = settings;
    let client = Client::builder(url).admin_password(admin, password).build()?;
    let end = Timestamp::now().as_second();
    let start = end - i64::from(hours) * 3600;
    let answer = client.admin_get_jobs_for_date_range(start, end).await?;
    let jobs: Result<Vec<Job>, _> = answer.iter().map(BackupJobDetail::json).collect();
    let mut jobs = jobs.map_err(|error| format!("a job is not what was expected: {error}"))?;
    let total = jobs.len();
    // Whatever is neither success nor running is shown: a status of a newer server should not hide here.
    jobs.retain(|job| !(5000..7000).contains(&job.status));
    jobs.sort_by(|one, other| (one.start_time, &one.username).cmp(&(other.start_time, &other.username)));

    let mut profiles: BTreeMap<&str, Profile> = BTreeMap::new();
    for job in &jobs {
        if !profiles.contains_key(job.username.as_str()) {
            profiles.insert(&job.username, profile(&client, &job.username).await?);
        }
    }
    let mut rows =
        vec![["USER", "DEVICE", "PROTECTED ITEM", "STARTED (UTC)", "TOOK", "STATUS"].map(str::to_owned)];
    rows.extend(jobs.iter().map(|job| row(job, profiles.get(job.username.as_str()))));
    let table = if jobs.is_empty() { String::new() } else { table(&rows) };
    Ok(format!("{table}{} of {total} jobs failed in the last {hours} hours\n", jobs.len()))
}

/// The names of a user's devices and items. A user that was removed since has none.
async fn profile(client: &Client, user: &str) -> Result<Profile, Box<dyn std::error::Error>> {
    match client.admin_get_user_profile(user).await {
        Ok(profile) => profile
            .json()
            .map_err(|error| format!("the profile of {user} is not what was expected: {error}").into()),
        Err(Error::Api(_) | Error::Status(_)) => Ok(Profile::default()),
        Err(error) => Err(error.into()),
    }
}

fn row(job: &Job, profile: Option<&Profile>) -> [String; 6] {
    let device = profile.and_then(|profile| profile.devices.get(&job.device_id));
    let source = profile.and_then(|profile| profile.sources.get(&job.source_guid));
    let started =
        Timestamp::from_second(job.start_time).map(|time| time.strftime("%Y-%m-%d %H:%M").to_string());
    let status = STATUSES.iter().find(|(number, _)| *number == job.status);
    [
        job.username.clone(),
        device.map_or(&job.device_id, |device| &device.friendly_name).clone(),
        source.map_or(&job.source_guid, |source| &source.description).clone(),
        started.unwrap_or_else(|_| job.start_time.to_string()),
        took(job),
        status.map_or_else(|| format!("status {}", job.status), |(_, words)| (*words).to_owned()),
    ]
}

/// Hours and minutes. A job that was never completed has no end.
fn took(job: &Job) -> String {
    if job.end_time == 0 {
        return "-".to_owned();
    }
    let minutes = job.end_time.saturating_sub(job.start_time).max(0) / 60;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Columns as wide as their widest cell.
fn table(rows: &[[String; 6]]) -> String {
    let mut widths = [0; 6];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        text += line.trim_end();
        text.push('\n');
    }
    text
}
