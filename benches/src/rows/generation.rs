//! Documents to files in memory, beside the floor of any such generator and beside progenitor.

use crate::Failure;
use crate::inputs::{Folder, emitted, specs};
use crate::measure::{in_turn, median, timed};
use crate::phases::{Phases, phases};
use crate::progenitor::{Reduced, STYLES};
use crate::report::{Amount, Budget, Line, Row};
use docwright_codegen::File;
use docwright_model::Api;
use proc_macro2::TokenStream;
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use std::hint::black_box;

const ROUNDS: usize = 11;

/// The phases, in their order, and what each does.
const PHASES: [(&str, &str); 6] = [
    ("document", "document: bytes to trees"),
    ("recognise", "recognise and assemble: trees to a draft"),
    ("resolve", "resolve: draft to model"),
    ("account", "account: what became of each line"),
    ("emit", "emit: model to tokens"),
    ("format", "format: tokens to text"),
];

pub(crate) fn row() -> Result<Row, Failure> {
    let folders = specs()?;
    let apis: Vec<Api> = folders.iter().map(Folder::read).collect::<Result<_, _>>()?;
    let files = emitted(&apis)?;
    let reduced: Vec<Reduced> = apis.iter().map(Reduced::new).collect::<Result<_, _>>()?;

    let mut ours = || {
        let (seconds, files) = timed(|| generate(&folders));
        files.map(|_| seconds)
    };
    let mut floor = || floor(&folders, &files);
    let mut peers = STYLES.iter().map(|(_, style)| {
        || {
            let (seconds, made) = timed(|| reduced.iter().try_for_each(|api| api.generated(style).map(drop)));
            made.map(|()| seconds)
        }
    });
    let (Some(mut builder), Some(mut positional)) = (peers.next(), peers.next()) else {
        return Ok(Row::default());
    };
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let mut alone = || {
        let (seconds, files) = one_thread.install(|| timed(|| generate(&folders)));
        files.map(|_| seconds)
    };
    let taken = in_turn(ROUNDS, &mut [&mut ours, &mut alone, &mut floor, &mut builder, &mut positional])?;
    let [ours, alone, floor, builder, positional] = *taken.as_slice() else { return Ok(Row::default()) };

    let total = || Line::new("three APIs: documents to files in memory", Amount::Seconds(ours));
    let alone_line = || Line::new("the same on one thread", Amount::Seconds(alone));
    let mut row = Row {
        title: "Generation",
        lines: vec![
            total().beside("floor", Amount::Seconds(floor)).budget(Budget::RatioBelow(2.5)),
            total().beside("progenitor, builder", Amount::Seconds(builder)).budget(Budget::Ahead(5.0)),
            total().beside("progenitor, positional", Amount::Seconds(positional)).budget(Budget::Ahead(5.0)),
            total().budget(Budget::Below(Amount::Seconds(0.15))),
            alone_line().beside("floor", Amount::Seconds(floor)),
            alone_line().beside("progenitor, builder", Amount::Seconds(builder)),
        ],
        notes: Vec::new(),
    };
    let phases = one_thread.install(|| of_phases(&folders))?;
    row.lines.extend(PHASES.into_iter().map(|(name, what)| {
        let seconds = phases.get(name).copied().unwrap_or(f64::NAN);
        Line::new(what, Amount::Seconds(seconds)).beside("in all, on one thread", Amount::Seconds(alone))
    }));
    row.notes = notes(&apis, &files, &reduced);
    Ok(row)
}

fn generate(folders: &[Folder]) -> Result<Vec<File>, Failure> {
    let apis: Vec<Api> = folders.par_iter().map(Folder::read).collect::<Result<_, _>>()?;
    Ok(emitted(&apis)?)
}

/// What no generator of this output from these documents does without: the events of the Markdown, and the output
/// from tokens to text.
fn floor(folders: &[Folder], files: &[File]) -> Result<f64, Failure> {
    let is_markdown = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    let pages = folders.iter().flat_map(|folder| &folder.files).filter(|(name, _)| is_markdown(name));
    let (reading, ()) = timed(|| {
        for (_, text) in pages {
            black_box(Parser::new_ext(text, Options::ENABLE_TABLES).count());
        }
    });
    let mut seconds = reading;
    for file in files {
        let tokens: TokenStream = file.contents.parse().map_err(|_| Failure::Tokens(file.path.clone()))?;
        let (taken, text) = timed(|| syn::parse2(tokens).map(|file| prettyplease::unparse(&file)));
        black_box(text?);
        seconds += taken;
    }
    Ok(seconds)
}

/// The median of each phase.
fn of_phases(folders: &[Folder]) -> Result<Phases, Failure> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let (taken, files) = phases(|| generate(folders));
        files?;
        rounds.push(taken);
    }
    let of = |name| median(rounds.iter().filter_map(|round: &Phases| round.get(name).copied()).collect());
    Ok(PHASES.into_iter().map(|(name, _)| (name, of(name))).collect())
}

fn notes(apis: &[Api], files: &[File], reduced: &[Reduced]) -> Vec<String> {
    let endpoints: usize = apis.iter().map(|api| api.endpoints.len()).sum();
    let read: usize = reduced.iter().map(|api| api.endpoints).sum();
    let bytes: usize = files.iter().map(|file| file.contents.len()).sum();
    let left_out: Vec<String> = reduced.iter().flat_map(Reduced::left_out).collect();
    vec![format!(
        "{endpoints} endpoints, {} files of {}. docwright reads APIs and writes files on all threads of the machine; the floor and \
         progenitor use one, and the phases are those of one thread. progenitor reads {read} of them; left out: {}.",
        files.len(),
        Amount::Bytes(count(bytes)),
        left_out.join(", ")
    )]
}

/// A count as a figure.
#[allow(clippy::cast_precision_loss, reason = "nothing here is counted beyond 2^52")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}
