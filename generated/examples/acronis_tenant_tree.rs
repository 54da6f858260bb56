//! Prints a tenant and all tenants below it as a tree, with their kinds and whether they are enabled.
//!
//! ```text
//! acronis_tenant_tree TENANT_ID
//! ```
//!
//! The environment says where and as whom: `ACRONIS_URL`, `ACRONIS_CLIENT_ID`, `ACRONIS_CLIENT_SECRET`. The API client
//! needs the scope `urn:acronis.com::account-server::tenant_viewer`. The exit status is 0, 1 if the tenants could not
//! be read, or 2 if the program was called wrongly.

use backup_apis::acronis::{Client, TenantKind, TenantLod};
use backup_apis::runtime::{Result, serde, uuid::Uuid};
use futures_util::TryStreamExt;
use std::collections::{BTreeMap, BTreeSet};
use std::{env, process::ExitCode};

const USAGE: &str = "usage: acronis_tenant_tree TENANT_ID
Environment: ACRONIS_URL, ACRONIS_CLIENT_ID, ACRONIS_CLIENT_SECRET";

/// What the tree shows of a tenant. The document does not type its answers, so a program says itself what it reads;
/// what else an answer holds is passed over.
#[derive(serde::Deserialize)]
#[serde(crate = "serde")]
struct Tenant {
    id: Uuid,
    parent_id: Option<Uuid>,
    name: String,
    kind: TenantKind,
    enabled: bool,
}

struct Settings {
    url: String,
    client_id: String,
    client_secret: String,
    root: Uuid,
}

impl Settings {
    fn read() -> std::result::Result<Self, String> {
        let mut arguments = env::args().skip(1);
        let (Some(root), None) = (arguments.next(), arguments.next()) else {
            return Err("one argument is needed".to_owned());
        };
        Ok(Self {
            url: variable("ACRONIS_URL", "the address, such as https://eu2-cloud.acronis.com/api/2")?,
            client_id: variable("ACRONIS_CLIENT_ID", "the ID of an API client")?,
            client_secret: variable("ACRONIS_CLIENT_SECRET", "the secret of that API client")?,
            root: root.parse().map_err(|_| format!("`{root}` is no ID of a tenant, which is a UUID"))?,
        })
    }
}

fn variable(name: &str, holds: &str) -> std::result::Result<String, String> {
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
    match tenants(settings).await {
        Ok(tenants) => {
            print!("{}", tree(tenants));
            ExitCode::SUCCESS
        }
        // One line: the endpoint, what happened and why.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The tenant and all below it. The server gives them by pages; the stream asks for one after the other.
async fn tenants(settings: Settings) -> Result<Vec<Tenant>> {
    let client = Client::builder(settings.url)
        .client_credentials(settings.client_id, settings.client_secret)
        .build()?;
    // `basic` has all that the tree shows; without it the server sends every detail.
    let call = client.list_tenants().subtree_root_id(settings.root).lod(TenantLod::Basic);
    call.into_stream().json().try_collect().await
}

/// The tree as text. It begins at each tenant whose parent is not there: at the one that was asked for.
fn tree(tenants: Vec<Tenant>) -> String {
    let (total, disabled) = (tenants.len(), tenants.iter().filter(|tenant| !tenant.enabled).count());
    let ids: BTreeSet<Uuid> = tenants.iter().map(|tenant| tenant.id).collect();
    let mut below: BTreeMap<Option<Uuid>, Vec<Tenant>> = BTreeMap::new();
    for tenant in tenants {
        below.entry(tenant.parent_id.filter(|parent| ids.contains(parent))).or_default().push(tenant);
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|one, other| one.name.cmp(&other.name));
    }
    let mut text = String::new();
    for top in below.remove(&None).unwrap_or_default() {
        text += &line(&top);
        branches(top.id, "", &mut below, &mut text);
    }
    text + &format!("{total} tenants, {disabled} disabled\n")
}

/// The lines of all tenants below one, behind what the lines of its own branch begin with.
fn branches(parent: Uuid, indent: &str, below: &mut BTreeMap<Option<Uuid>, Vec<Tenant>>, text: &mut String) {
    let mut children = below.remove(&Some(parent)).unwrap_or_default().into_iter().peekable();
    while let Some(child) = children.next() {
        let (corner, side) =
            if children.peek().is_some() { ("├── ", "│   ") } else { ("└── ", "    ") };
        *text += &[indent, corner, &line(&child)].concat();
        branches(child.id, &format!("{indent}{side}"), below, text);
    }
}

fn line(tenant: &Tenant) -> String {
    let state = if tenant.enabled { "enabled" } else { "disabled" };
    format!("{} ({}, {state})\n", tenant.name, tenant.kind)
}
