//! `docwright explain`: what a code means.

use super::{Failure, Format, show_json, stdout};
use docwright::{Code, Explanation, Heading, Style, codes, explain};
use std::io::{self, Write};

/// Explains a diagnostic by its code.
///
/// Tells when it is reported and what to do, and shows an example. Without a code, all of them are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// The code: `DW0302`; `dw302` and `302` do as well.
    #[arg(value_name = "CODE")]
    code: Option<Code>,
    /// As text, or as JSON.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

const AFTER_HELP: &str = "\
Examples:
  docwright explain
  docwright explain DW0302

Exit status: 0, or 2 if there is no such code.";

/// How wide text is.
const WIDTH: usize = 80;

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut output = stdout();
    match (arguments.code, arguments.format) {
        (None, Format::Text) => show_list(&mut output, &codes())?,
        (None, Format::Json) => show_json(&mut output, &codes())?,
        (Some(code), Format::Text) => show(&mut output, &explain(code, Style::Coloured))?,
        (Some(code), Format::Json) => show_json(&mut output, &explain(code, Style::Plain))?,
    }
    output.flush()?;
    Ok(())
}

fn show_list(output: &mut impl Write, codes: &[Heading]) -> io::Result<()> {
    for Heading { code, severity, title, .. } in codes {
        writeln!(output, "{code}  {:<7}  {title}", severity.to_string())?;
    }
    Ok(())
}

fn show(output: &mut impl Write, explained: &Explanation) -> io::Result<()> {
    let Explanation { heading, explanation, example, .. } = explained;
    let Heading { code, severity, title, .. } = heading;
    writeln!(output, "{code} ({severity}): {title}\n")?;
    write_wrapped(output, explanation)?;
    writeln!(output)?;
    write_wrapped(output, &format!("Example. {}", example.case))?;
    for file in &example.files {
        writeln!(output, "\n--- {}", file.name)?;
        let end = if file.text.ends_with('\n') || file.text.is_empty() { "" } else { "\n" };
        write!(output, "{}{end}", file.text)?;
    }
    match &example.output {
        Some(printed) => writeln!(output, "\n--- docwright prints\n{}", printed.trim_end()),
        None => Ok(()),
    }
}

/// Writes a paragraph in lines of no more than [`WIDTH`] characters, as far as its words allow.
fn write_wrapped(output: &mut impl Write, text: &str) -> io::Result<()> {
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        let between = match column {
            0 => "",
            column if column + 1 + length <= WIDTH => " ",
            _ => "\n",
        };
        column = if between == " " { column + 1 + length } else { length };
        write!(output, "{between}{word}")?;
    }
    writeln!(output)
}
