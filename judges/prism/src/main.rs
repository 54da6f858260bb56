//! Calls every endpoint of an API at an address and prints what became of each call, as a line of JSON.
//!
//! `prism-judge API ADDRESS`. Each request says by `User-Agent` which call it belongs to. It judges nothing: `run` does, which starts it.

use docwright_runtime::Error;
use docwright_runtime::serde_json::json;
use docwright_runtime::testing::SampleCall;
use std::env;
use std::process::ExitCode;

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(api), Some(address), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: prism-judge API ADDRESS");
        return ExitCode::from(2);
    };
    macro_rules! call_all {
        ($api:ident) => {
            call_all($api::SAMPLE_CALLS, |name| {
                backup_apis::$api::Client::builder(address.as_str()).check_patterns(true).user_agent(name)
            })
            .await
        };
    }
    match api.as_str() {
        "acronis" => call_all!(acronis),
        "ahsay" => call_all!(ahsay),
        "comet" => call_all!(comet),
        _ => {
            eprintln!("no API is called `{api}`");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// One after the other, each with a client of its own.
async fn call_all<B: 'static>(calls: &'static [SampleCall<B>], builder: impl Fn(&'static str) -> B) {
    for call in calls {
        // A task of its own: one that panics is told like one that fails.
        let outcome = tokio::spawn(call.send(builder(call.name))).await;
        let (outcome, detail) = match &outcome {
            Ok(Ok(())) => ("answered", String::new()),
            Ok(Err(error)) => (told(error), error.to_string()),
            Err(error) => ("broken", error.to_string()),
        };
        println!(
            "{}",
            json!({ "endpoint": call.endpoint, "call": call.name, "outcome": outcome, "detail": detail })
        );
    }
}

/// What kind of failure it is for a server that invents its answers.
fn told(error: &Error) -> &'static str {
    match error {
        Error::Status(_) => "refused",
        Error::Api(_) => "failed",
        Error::Decode(_) => "unreadable",
        _ => "unsent",
    }
}
