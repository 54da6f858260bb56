//! Requests through the generated client, beside the same requests written by hand with the same HTTP library.

mod by_hand;
mod client;
mod server;

pub(crate) use server::serve;

use super::generation::count;
use crate::Failure;
use crate::cargo::said;
use crate::measure::{in_turn, peak_memory, timed};
use crate::report::{Amount, Budget, Line, Row};
use server::Server;
use std::env;
use std::process::Command;
use tokio::runtime::{Builder, Runtime};

const ROUNDS: usize = 31;

/// Requests in each round, one after the other over one connection.
const REQUESTS: usize = 1_000;

/// Requests whose allocations are counted.
const COUNTED: usize = 100;

/// What is downloaded: 1 GiB.
const DOWNLOAD: u64 = 1 << 30;

/// What becomes of it, how to ask for that, and how often.
const DOWNLOADS: [(&str, &str, usize); 2] =
    [("read and thrown away", "read", 11), ("saved to a file, synced", "save", 5)];

/// What to call a wire failure of any client.
fn wire(error: impl std::fmt::Display) -> Failure {
    Failure::Wire(error.to_string())
}

/// A tokio of one thread, so that what is counted on it is the client's work alone.
fn runtime() -> Result<Runtime, Failure> {
    Builder::new_current_thread().enable_all().build().map_err(wire)
}

pub(crate) fn row() -> Result<Row, Failure> {
    let server = Server::start()?;
    let sender = Sender::new(&server.url)?;
    let counted = allocations(&server.url)?;
    let mut row = Row { title: "Requests", ..Row::default() };
    for (kind, counted) in KINDS.into_iter().zip(counted) {
        let measure = |by_hand: bool| {
            let (seconds, sent) = timed(|| sender.send(kind, by_hand, REQUESTS));
            sent.map(|()| seconds / count(REQUESTS))
        };
        let taken = in_turn(ROUNDS, &mut [&mut || measure(false), &mut || measure(true)])?;
        let [mine, others] = *taken.as_slice() else { continue };
        let what = |of: &str| format!("{}: {of}", kind.name());
        let add =
            |of: &str, mine: Amount, others: Amount| Line::new(what(of), mine).beside("by hand", others);
        #[allow(clippy::cast_precision_loss, reason = "nothing here is counted beyond 2^52")]
        let each = |sum: u64| sum as f64 / COUNTED as f64;
        let [(mine_count, mine_bytes), (others_count, others_bytes)] = counted;
        row.lines.extend([
            add("time of a request", Amount::Seconds(mine), Amount::Seconds(others))
                .budget(Budget::RatioBelow(1.1)),
            add("requests", Amount::PerSecond(1.0 / mine), Amount::PerSecond(1.0 / others)),
            add(
                "allocations of a request",
                Amount::Count(each(mine_count)),
                Amount::Count(each(others_count)),
            ),
            add(
                "allocated for a request",
                Amount::Bytes(each(mine_bytes)),
                Amount::Bytes(each(others_bytes)),
            ),
        ]);
    }
    add_downloads(&mut row, &server.url)?;
    row.notes.push(format!(
        "{ROUNDS} rounds of {REQUESTS} requests, one after the other over one connection, in turn; the server is a \
         process of its own. Each download is made by a process of its own, in turn, 11 times where it is thrown away and 5 \
         where it is saved; by hand, what is saved goes to a temporary file, which is synced and then renamed, as docwright's is."
    ));
    Ok(row)
}

/// Both clients, on a tokio of one thread, so that what is counted on it is the client's work alone.
struct Sender {
    runtime: Runtime,
    ours: client::Clients,
    plain: by_hand::Client,
}

impl Sender {
    fn new(url: &str) -> Result<Self, Failure> {
        // The hand-written client takes the provider of TLS from here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { runtime: runtime()?, ours: client::Clients::new(url)?, plain: by_hand::Client::new(url)? })
    }

    fn send(&self, kind: Kind, by_hand: bool, requests: usize) -> Result<(), Failure> {
        self.runtime.block_on(async {
            for _ in 0..requests {
                if by_hand { self.plain.send(kind).await? } else { self.ours.send(kind).await? }
            }
            Ok(())
        })
    }
}

/// How often each client allocates, and how many bytes in all: ours, then the one by hand.
type Counted = [(u64, u64); 2];

/// What a program of its own counts.
fn allocations(url: &str) -> Result<Vec<Counted>, Failure> {
    let arguments = ["bench", "--quiet", "--bench", "allocations", "--", url];
    let output = said(Command::new("cargo").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")))?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Has the allocations of each kind of request counted, and tells them.
///
/// # Errors
///
/// A request fails.
pub fn tell_allocations(url: &str, count: impl Fn(&mut dyn FnMut()) -> (u64, u64)) -> Result<(), Failure> {
    let sender = Sender::new(url)?;
    let counted = |kind: Kind, by_hand: bool| {
        // What is made once is made before.
        sender.send(kind, by_hand, 10)?;
        let mut sent = Ok(());
        let counted = count(&mut || sent = sender.send(kind, by_hand, COUNTED));
        sent.map(|()| counted)
    };
    let all: Vec<Counted> = KINDS
        .into_iter()
        .map(|kind| Ok([counted(kind, false)?, counted(kind, true)?]))
        .collect::<Result<_, Failure>>()?;
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

/// What is sent and what comes back.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Json,
    Form,
    Large,
}

const KINDS: [Kind; 3] = [Kind::Json, Kind::Form, Kind::Large];

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON body, JSON answer",
            Self::Form => "form, small typed answer",
            Self::Large => "form, typed answer of 10 KB",
        }
    }
}

fn add_downloads(row: &mut Row, url: &str) -> Result<(), Failure> {
    for (what, way, rounds) in DOWNLOADS {
        let (mut ours_peak, mut plain_peak) = (0.0, 0.0);
        let mut ours = || downloaded("docwright", way, url, &mut ours_peak);
        let mut plain = || downloaded("by-hand", way, url, &mut plain_peak);
        let taken = in_turn(rounds, &mut [&mut ours, &mut plain])?;
        let [ours, plain] = *taken.as_slice() else { continue };
        #[allow(clippy::cast_precision_loss, reason = "a power of two")]
        let speed = |seconds: f64| Amount::BytesPerSecond(DOWNLOAD as f64 / seconds);
        let line = |of: &str, mine: Amount, others: Amount| {
            Line::new(format!("1 GiB {what}: {of}"), mine).beside("by hand", others)
        };
        row.lines.extend([
            line("time", Amount::Seconds(ours), Amount::Seconds(plain)).budget(Budget::RatioBelow(1.1)),
            line("throughput", speed(ours), speed(plain)),
            line("peak memory of the process", Amount::Bytes(ours_peak), Amount::Bytes(plain_peak)),
        ]);
    }
    Ok(())
}

/// Has a process of its own download; its seconds, and its peak memory if that is the greatest so far.
fn downloaded(client: &str, way: &str, url: &str, greatest: &mut f64) -> Result<f64, Failure> {
    let spawn = |source| Failure::Spawn { command: "the benchmark itself".to_owned(), source };
    let program = env::current_exe().map_err(spawn)?;
    let output =
        Command::new(program).args(["--role", "download", client, way, url]).output().map_err(spawn)?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::Command { command: format!("download {client}"), told });
    }
    let (seconds, peak): (f64, f64) = serde_json::from_slice(&output.stdout)?;
    *greatest = peak.max(*greatest);
    Ok(seconds)
}

/// Downloads, and tells how long it took and how large the process became.
pub(crate) fn download(client: &str, way: &str, url: &str) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(wire)?;
    let file = folder.path().join("download");
    let Sender { runtime, ours, plain } = Sender::new(url)?;
    let (seconds, size) = timed(|| match (client, way) {
        ("by-hand", "save") => runtime.block_on(plain.save(&file)),
        ("by-hand", _) => runtime.block_on(plain.read()),
        (_, "save") => runtime.block_on(ours.save(&file)),
        _ => runtime.block_on(ours.read()),
    });
    let size = size?;
    if size != DOWNLOAD {
        return Err(wire(format!("{size} bytes arrived")));
    }
    let peak = peak_memory().ok_or_else(|| Failure::Unmeasured("memory".to_owned()))?;
    println!("{}", serde_json::to_string(&(seconds, peak))?);
    Ok(())
}
