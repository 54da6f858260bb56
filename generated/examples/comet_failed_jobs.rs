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

use backup_apis::comet::{BackupJobDetail, Client, JobStatus, UserProfileConfig};
use backup_apis::runtime::{Error, jiff::Timestamp};
use std::collections::BTreeMap;
use std::{env, process::ExitCode};

const USAGE: &str = "usage: comet_failed_jobs [HOURS]
Environment: COMET_URL, COMET_ADMIN, COMET_PASSWORD";

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
    let mut jobs = client.admin_get_jobs_for_date_range(start, end).await?;
    let total = jobs.len();
    // Whatever is neither success nor running is shown: a status of a newer server should not hide here.
    jobs.retain(|job| {
        let status = job.status.value();
        !JobStatus::STOP_SUCCESS.contains(&status) && !JobStatus::RUNNING.contains(&status)
    });
    jobs.sort_by(|one, other| (one.start_time, &one.username).cmp(&(other.start_time, &other.username)));

    let mut profiles: BTreeMap<&str, UserProfileConfig> = BTreeMap::new();
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

/// What a user calls devices and protected items. A user that was removed since has none.
async fn profile(client: &Client, user: &str) -> Result<UserProfileConfig, Error> {
    match client.admin_get_user_profile(user).await {
        Err(Error::Api(_) | Error::Status(_)) => Ok(UserProfileConfig::default()),
        answer => answer,
    }
}

fn row(job: &BackupJobDetail, profile: Option<&UserProfileConfig>) -> [String; 6] {
    let device = profile.and_then(|profile| profile.devices.get(&job.device_id));
    let source = profile.and_then(|profile| profile.sources.get(&job.source_guid));
    let started = job.start_time_timestamp().map(|time| time.strftime("%Y-%m-%d %H:%M").to_string());
    [
        job.username.clone(),
        device.map_or(&job.device_id, |device| &device.friendly_name).clone(),
        source.map_or(&job.source_guid, |source| &source.description).clone(),
        started.unwrap_or_else(|| job.start_time.to_string()),
        took(job),
        words(job.status),
    ]
}

/// A status in words; one that a newer server knows is a number.
fn words(status: JobStatus) -> String {
    let words = match status {
        JobStatus::FailedTimeout => "timed out",
        JobStatus::FailedWarning => "ended with warnings",
        JobStatus::FailedError => "failed with an error",
        JobStatus::FailedQuota => "over quota",
        JobStatus::FailedScheduleMissed => "missed its schedule",
        JobStatus::FailedCancelled => "cancelled",
        JobStatus::FailedSkipAlreadyRunning => "skipped, another was running",
        JobStatus::FailedAbandoned => "abandoned",
        other => return format!("status {}", other.value()),
    };
    words.to_owned()
}

/// Hours and minutes. A job that was never completed has no end.
fn took(job: &BackupJobDetail) -> String {
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
