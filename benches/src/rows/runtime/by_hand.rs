//! The same requests as somebody writes them who needs just these: the same HTTP library, timeouts, structures for what
//! goes out and comes back, and an error for a status that is none of success.

use super::{Kind, wire};
use crate::Failure;
use reqwest::{RequestBuilder, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{hint::black_box, path::Path, time::Duration};
use tokio::{fs::File, io::AsyncWriteExt as _};

pub(super) struct Client {
    url: String,
    http: reqwest::Client,
}

#[derive(Serialize)]
struct UpdateTenant<'a> {
    name: &'a str,
    version: i64,
    language: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "decoded to be timed")]
struct Message {
    status: i64,
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, clippy::struct_field_names, reason = "decoded to be timed; the server's names")]
struct Size {
    size: i64,
    measure_started: i64,
    measure_completed: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "decoded to be timed")]
struct Progress {
    counter: i64,
    sent_time: i64,
    recieved_time: i64,
    bytes_done: i64,
    items_done: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "decoded to be timed")]
struct Job {
    #[serde(rename = "GUID")]
    guid: String,
    username: String,
    classification: i64,
    status: i64,
    start_time: i64,
    end_time: i64,
    #[serde(rename = "SourceGUID")]
    source_guid: String,
    #[serde(rename = "DestinationGUID")]
    destination_guid: String,
    #[serde(rename = "DeviceID")]
    device_id: String,
    #[serde(rename = "SnapshotID")]
    snapshot_id: Option<String>,
    client_version: String,
    total_directories: i64,
    total_files: i64,
    total_size: i64,
    total_chunks: i64,
    upload_size: i64,
    download_size: i64,
    total_vm_count: Option<i64>,
    total_mails_count: Option<i64>,
    total_sites_count: Option<i64>,
    total_accounts_count: Option<i64>,
    total_licensed_mails_count: Option<i64>,
    total_unlicensed_mails_count: Option<i64>,
    #[serde(rename = "CancellationID")]
    cancellation_id: Option<String>,
    progress: Option<Progress>,
    destination_size_start: Option<Size>,
    destination_size_end: Option<Size>,
}

const CREDENTIALS: [(&str, &str); 3] =
    [("Username", "admin"), ("AuthType", "Password"), ("Password", "password")];

impl Client {
    pub(super) fn new(url: &str) -> Result<Self, Failure> {
        let builder = reqwest::Client::builder().no_proxy().connect_timeout(Duration::from_secs(10));
        let builder = builder.read_timeout(Duration::from_mins(1)).timeout(Duration::from_mins(10));
        Ok(Self { url: url.to_owned(), http: builder.build().map_err(wire)? })
    }

    pub(super) async fn send(&self, kind: Kind) -> Result<(), Failure> {
        match kind {
            Kind::Json => {
                let tenant = "00000000-0000-0000-0000-000000000001";
                let body = UpdateTenant { name: "New name", version: 3, language: "en" };
                let request =
                    self.http.put(format!("{}/api/2/tenants/{tenant}", self.url)).bearer_auth("t0ken");
                let request = request.header(header::CONTENT_TYPE, "application/json");
                let request = request.body(serde_json::to_vec(&body)?);
                black_box(answer::<serde_json::Value>(request).await?);
            }
            Kind::Form => {
                let fields = [("TargetUser", "alice"), ("NewPassword", "a new password")];
                black_box(self.form::<Message>("reset-user-password", &fields).await?);
            }
            Kind::Large => {
                let fields = [("TargetUser", "alice")];
                let jobs: Vec<Job> = self.form("get-jobs-for-user", &fields).await?;
                if jobs.len() != 13 {
                    return Err(wire("jobs are missing"));
                }
                black_box(jobs);
            }
        }
        Ok(())
    }

    fn posted(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields).extend_pairs(CREDENTIALS);
        let request = self.http.post(format!("{}/api/v1/admin/{path}", self.url));
        request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.finish())
    }

    async fn form<T: DeserializeOwned>(&self, path: &str, fields: &[(&str, &str)]) -> Result<T, Failure> {
        answer(self.posted(path, fields)).await
    }

    async fn streamed(&self) -> Result<reqwest::Response, Failure> {
        let request = self.posted("branding/generate-client/by-platform", &[("Platform", "7")]);
        request.send().await.map_err(wire)?.error_for_status().map_err(wire)
    }

    pub(super) async fn save(&self, file: &Path) -> Result<u64, Failure> {
        let mut answer = self.streamed().await?;
        let temporary = file.with_extension("part");
        let mut part = File::create(&temporary).await.map_err(wire)?;
        let mut size = 0;
        while let Some(chunk) = answer.chunk().await.map_err(wire)? {
            part.write_all(&chunk).await.map_err(wire)?;
            size += chunk.len() as u64;
        }
        part.sync_all().await.map_err(wire)?;
        tokio::fs::rename(&temporary, file).await.map_err(wire)?;
        Ok(size)
    }

    pub(super) async fn read(&self) -> Result<u64, Failure> {
        let mut answer = self.streamed().await?;
        let mut size = 0;
        while let Some(chunk) = answer.chunk().await.map_err(wire)? {
            size += black_box(chunk).len() as u64;
        }
        Ok(size)
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Failure> {
    let answer = request.send().await.map_err(wire)?.error_for_status().map_err(wire)?;
    Ok(serde_json::from_slice(&answer.bytes().await.map_err(wire)?)?)
}
