//! Lists the users of a Comet server, reads an Acronis tenant and suspends an AhsayCBS user.
//!
//! Addresses and credentials come from the environment: `COMET_URL`, `COMET_PASSWORD`, `ACRONIS_URL`,
//! `ACRONIS_CLIENT`, `ACRONIS_SECRET`, `ACRONIS_TENANT`, `AHSAY_URL`, `AHSAY_PASSWORD`.

use backup_apis::{acronis, ahsay, comet};
use std::{env::var, error::Error};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let comet =
        comet::Client::builder(var("COMET_URL")?).admin_password("admin", var("COMET_PASSWORD")?).build()?;
    println!("Comet users: {}", comet.admin_list_users().await?.join(", "));

    let acronis = acronis::Client::builder(var("ACRONIS_URL")?)
        .client_credentials(var("ACRONIS_CLIENT")?, var("ACRONIS_SECRET")?)
        .build()?;
    let tenant = acronis.get_tenant(var("ACRONIS_TENANT")?.parse()?).embed_path(true).await?;
    println!("Acronis tenant: {}", tenant.value()?["name"]);

    let ahsay =
        ahsay::Client::builder(var("AHSAY_URL")?).system_user("system", var("AHSAY_PASSWORD")?).build()?;
    let answer = ahsay.update_user("obm").status(ahsay::UserStatus::Suspended).await?;
    println!("AhsayCBS: {}", answer.status.map_or_else(String::new, |status| status.to_string()));
    Ok(())
}
