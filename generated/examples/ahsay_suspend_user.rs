//! Suspends a backup user of an AhsayCBS server, or enables it again.
//!
//! ```text
//! ahsay_suspend_user [--enable] LOGIN_NAME
//! ```
//!
//! The environment says where and as whom: `AHSAY_URL`, `AHSAY_USER`, `AHSAY_PASSWORD`. The exit status is 0, 1 if the
//! server did not do it, or 2 if the program was called wrongly.
//!
//! The program makes one call and ends, so it uses the blocking client (feature `blocking`).

use backup_apis::ahsay::{Client, UpdateUserResponseStatus, UserStatus};
use backup_apis::runtime::Result;
use std::{env, process::ExitCode};

const USAGE: &str = "usage: ahsay_suspend_user [--enable] LOGIN_NAME
Environment: AHSAY_URL, AHSAY_USER, AHSAY_PASSWORD";

struct Settings {
    url: String,
    user: String,
    password: String,
    login_name: String,
    status: UserStatus,
}

impl Settings {
    fn read() -> std::result::Result<Self, String> {
        let (options, names): (Vec<String>, Vec<String>) =
            env::args().skip(1).partition(|argument| argument.starts_with('-'));
        let mut status = UserStatus::Suspended;
        for option in options {
            match option.as_str() {
                "--enable" => status = UserStatus::Enable,
                other => return Err(format!("there is no option `{other}`")),
            }
        }
        let [login_name] =
            <[String; 1]>::try_from(names).map_err(|_| "one name of a user is needed".to_owned())?;
        Ok(Self {
            url: variable("AHSAY_URL", "the address of the server, such as https://cbs.example.com")?,
            user: variable("AHSAY_USER", "the name of a system user with the Admin or API role")?,
            password: variable("AHSAY_PASSWORD", "the password of that system user")?,
            login_name,
            status,
        })
    }
}

fn variable(name: &str, holds: &str) -> std::result::Result<String, String> {
    let value = env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("{name} is not set; it holds {holds}"))
}

fn main() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let (login_name, status) = (settings.login_name.clone(), settings.status.clone());
    match set_status(settings) {
        Ok(Some(UpdateUserResponseStatus::Ok)) => {
            println!("{login_name}: status set to {status}");
            ExitCode::SUCCESS
        }
        // The document knows `OK` and `Error`, and the client has made an error of the latter.
        Ok(other) => {
            let answer = other.map_or_else(|| "without a status".to_owned(), |other| other.to_string());
            eprintln!(
                "error: {login_name}: whether the status is {status} is not known: the server answers {answer}"
            );
            ExitCode::FAILURE
        }
        // One line: the endpoint, what happened and why.
        Err(error) => {
            eprintln!("error: {login_name}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Sets the status of the user and nothing else: what is not sent stays as it is.
fn set_status(settings: Settings) -> Result<Option<UpdateUserResponseStatus>> {
    let client =
        Client::builder(settings.url).system_user(settings.user, settings.password).build_blocking()?;
    let answer = client.update_user(settings.login_name).status(settings.status).send()?;
    Ok(answer.status)
}
