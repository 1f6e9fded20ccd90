//! The tool `portcullis`: files in, files out. Here alone something is printed.

mod args;
mod build;
mod check;
mod explain;
mod kit;
mod markup;
mod out;
mod pages;
mod preview;
mod said;
mod size;
mod sizes;
mod source;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use args::{Cli, Command, Format};
use clap::Parser;
use portcullis_core::policy::schema;
use said::Said;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let no_color = std::env::var_os("NO_COLOR").unwrap_or_default();
    let is_colored = cli.color.is_on(io::stderr().is_terminal(), &no_color);
    let said = run(&cli.command, is_colored);
    let status = ExitCode::from(said.status.code());
    print(&match format(&cli.command) {
        Format::Text => said,
        Format::Json => said.into_json(),
    });
    status
}

fn format(command: &Command) -> Format {
    match command {
        Command::Check(args) => args.saying.format,
        Command::Build(args) => args.saying.format,
        Command::Explain(args) => args.saying.format,
        Command::Preview(_) | Command::Schema => Format::Text,
    }
}

fn run(command: &Command, is_colored: bool) -> Said {
    match command {
        Command::Check(args) => check::run(args, is_colored),
        Command::Build(args) => build::run(args, is_colored),
        Command::Preview(args) => preview::run(args, is_colored, print),
        Command::Explain(args) => explain::run(args, is_colored),
        Command::Schema => {
            let mut said = Said::default();
            said.line(format!("{:#}", schema()));
            said
        }
    }
}

/// A reader that is gone needs nothing.
fn print(said: &Said) {
    let _ = io::stderr().write_all(said.err.as_bytes());
    let _ = io::stdout().write_all(said.out.as_bytes());
}
