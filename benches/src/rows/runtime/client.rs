//! The requests through the generated client.

use super::{Kind, wire};
use crate::Failure;
use backup_apis::{acronis, comet, runtime::uuid::Uuid};
use std::{hint::black_box, path::Path};

pub(super) struct Clients {
    acronis: acronis::Client,
    comet: comet::Client,
}

impl Clients {
    pub(super) fn new(url: &str) -> Result<Self, Failure> {
        Ok(Self {
            acronis: acronis::Client::builder(format!("{url}/api/2"))
                .bearer_token("t0ken")
                .build()
                .map_err(wire)?,
            comet: comet::Client::builder(url).admin_password("admin", "password").build().map_err(wire)?,
        })
    }

    pub(super) async fn send(&self, kind: Kind) -> Result<(), Failure> {
        match kind {
            Kind::Json => {
                let call =
                    self.acronis.update_tenant(Uuid::from_u128(1)).name("New name").version(3).language("en");
                black_box(call.await.map_err(wire)?.value().map_err(wire)?);
            }
            Kind::Form => {
                let call = self.comet.admin_reset_user_password("alice", "a new password");
                black_box(call.await.map_err(wire)?);
            }
            Kind::Large => {
                let jobs = self.comet.admin_get_jobs_for_user("alice").await.map_err(wire)?;
                if jobs.len() != 13 {
                    return Err(wire("jobs are missing"));
                }
                black_box(jobs);
            }
        }
        Ok(())
    }

    pub(super) async fn save(&self, file: &Path) -> Result<u64, Failure> {
        let call = self.comet.admin_branding_generate_client_by_platform(7);
        call.await.map_err(wire)?.save_to(file).await.map_err(wire)
    }

    pub(super) async fn read(&self) -> Result<u64, Failure> {
        let mut answer = self.comet.admin_branding_generate_client_by_platform(7).await.map_err(wire)?;
        let mut size = 0;
        while let Some(chunk) = answer.chunk().await.map_err(wire)? {
            size += black_box(chunk).len() as u64;
        }
        Ok(size)
    }
}
