//! The tool `portcullis`: files in, files out. Here alone something is printed.

mod args;
mod build;
mod check;
mod explain;
mod kit;
mod out;
mod preview;
mod said;
mod size;
mod sizes;
mod source;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use portcullis_core::policy::schema;
use said::Said;

fn main() -> ExitCode {
    let said = run(&Cli::parse().command, io::stderr().is_terminal());
    print(&said);
    ExitCode::from(said.status.code())
}

fn run(command: &Command, is_colored: bool) -> Said {
    match command {
        Command::Check(args) => check::run(args, is_colored),
        Command::Build(args) => build::run(args, is_colored),
        Command::Preview(args) => preview::run(args, is_colored, print),
        Command::Explain(args) => explain::run(args, is_colored),
        Command::Schema => Said {
            out: format!("{:#}\n", schema()),
            ..Said::default()
        },
    }
}

/// A reader that is gone needs nothing.
fn print(said: &Said) {
    let _ = io::stderr().write_all(said.err.as_bytes());
    let _ = io::stdout().write_all(said.out.as_bytes());
}
