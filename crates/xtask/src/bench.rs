//! Measurements in a browser: no test waits for them, and none fails by them.

use crate::browser::Browser;
use crate::process::{self, Outcome, cargo};
use crate::{peers, tool};
use std::process::Command;

/// Measures what the gate costs a page, and prints a table.
///
/// # Errors
/// A tool is missing, or a page could not be measured.
pub(crate) fn gate() -> Outcome {
    process::run(&mut prepared("bench-gate")?)
}

/// Measures the other consent tools beside Portcullis, and rewrites the tables in docs/benchmarks.md
/// and README.md; `rounds` turns each.
///
/// # Errors
/// A tool or a package is missing, or a page could not be measured.
pub(crate) fn peers(rounds: Option<usize>) -> Outcome {
    let peers = peers::set_up()?;
    let mut bench = prepared("bench-peers")?;
    bench.env("PORTCULLIS_PEERS", peers);
    bench.envs(rounds.map(|rounds| ("PORTCULLIS_ROUNDS", rounds.to_string())));
    process::run(&mut bench)
}

/// The measurement `name`, with all that it needs built.
fn prepared(name: &str) -> Result<Command, String> {
    let browser = Browser::set_up()?;
    let tool = tool::build()?;
    let mut bench = cargo(&["run", "--package=portcullis-bench", "--bin", name]);
    bench.env("PORTCULLIS_BIN", tool.program);
    browser.lend(&mut bench);
    Ok(bench)
}
