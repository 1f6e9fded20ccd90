//! The tool `portcullis`: files in, files out, and the only printer.

mod build;
mod check;
mod explain;
mod kit;
mod out;
mod report;
mod schema;
mod size;
mod sizes;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Exit status for a file that is no policy.
const FAILED: u8 = 1;

/// Exit status for a file that cannot be read.
const UNREADABLE: u8 = 2;

/// Checks and compiles cookie policies.
#[derive(Parser)]
#[command(name = "portcullis", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every problem of policy files: exit 0 when clean or warnings only, 1 on errors, 2 when a file is unreadable
    Check(CheckArgs),
    /// Compile a policy into a folder that a site serves
    Build(BuildArgs),
    /// Say which service a URL belongs to, what happens to it and why
    Explain(ExplainArgs),
    /// Print the JSON Schema of policy files, for editors
    Schema,
}

/// Arguments of `portcullis check`.
#[derive(Args)]
struct CheckArgs {
    /// Policy files
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Arguments of `portcullis build`.
#[derive(Args)]
struct BuildArgs {
    /// The policy file
    #[arg(required_unless_present_any = ["closed", "generic"])]
    file: Option<PathBuf>,
    /// Write a gate that holds everything, for a site whose policy has errors
    #[arg(long, conflicts_with = "file")]
    closed: bool,
    /// Write a gate for any policy, which the browser reads and compiles
    #[arg(long, conflicts_with_all = ["file", "closed"])]
    generic: bool,
    /// The folder to write into
    #[arg(long)]
    out: PathBuf,
    /// A folder with a built `portcullis-ui.js` and `portcullis-ui_bg.wasm`, in place of what this tool carries;
    /// for `--generic` with `portcullis-compile.js` and `portcullis-compile_bg.wasm` too
    #[arg(long)]
    ui: Option<PathBuf>,
    /// Print what each file weighs, as it is and compressed
    #[arg(long)]
    sizes: bool,
    /// Do not say that this tool was built without the interface
    #[arg(long)]
    quiet: bool,
}

/// Arguments of `portcullis explain`.
#[derive(Args)]
struct ExplainArgs {
    /// The policy file
    file: PathBuf,
    /// The URL that a page requests; it may be relative to the page
    url: String,
    /// The page that requests it
    #[arg(long, default_value = "https://your-site.example/")]
    page: String,
    /// A service or category that the visitor granted; may be repeated
    #[arg(long, value_name = "ID")]
    grant: Vec<String>,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema => schema::run(),
    }
}
