//! What a newcomer types: `cargo xtask preview`, `cargo xtask test`.
//!
//! Finds or installs the tools the project needs, then starts them. It decides
//! nothing about consent.

mod args;
mod axe;
mod bench;
mod browser;
mod ci;
mod dist;
mod e2e;
mod engines;
mod esbuild;
mod frameworks;
mod fuzz;
mod gate;
mod leptos_app;
mod libraries;
mod lockfile;
mod msrv;
mod notices;
mod npm;
mod peers;
mod prepare;
mod preview;
mod process;
mod recipes;
mod shipped;
#[path = "../../cli/src/size.rs"]
mod size;
mod system;
mod tally;
mod test;
mod tool;
mod tools;
mod weighing;
mod weight;

use args::Task;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match Task::parse(&words).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> process::Outcome {
    match task {
        Task::Help(text) => help(text),
        Task::Preview(words) => preview::serve(&words),
        Task::PreviewBuild => preview::build(),
        Task::Test(options) => test::run_alone(&options),
        Task::Ci => ci::run_all(),
        Task::Lint => ci::lint(),
        Task::Prepare => prepare::run(),
        Task::Size => weighing::run(),
        Task::Dist => dist::run_alone(),
        Task::BenchGate => bench::gate(),
        Task::BenchPeers { rounds } => bench::peers(rounds),
    }
}

fn help(text: &str) -> process::Outcome {
    print!("{text}");
    Ok(())
}
