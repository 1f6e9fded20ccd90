//! The command line.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks, compiles and previews cookie policies
#[derive(Parser)]
#[command(name = "portcullis", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Whether what is said is in colours; `auto` asks the terminal and `NO_COLOR`
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub(crate) color: Color,
}

/// When what is said is in colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether there are colours, by what `NO_COLOR` holds: <https://no-color.org>.
    pub(crate) fn is_on(self, is_terminal: bool, no_color: &OsStr) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && no_color.is_empty(),
        }
    }
}

/// For whom it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs: one object on standard output
    Json,
}

/// How a command says what it has to say.
#[derive(Args)]
pub(crate) struct Saying {
    /// For whom it is said
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Report every problem of policy files: exit 0 when clean or warnings only, 1 on errors,
    /// 2 when a file is unreadable
    Check(CheckArgs),
    /// Compile a policy into a folder that a site serves
    Build(BuildArgs),
    /// Show a policy on the sample site, or on a site's own pages, and follow every edit
    Preview(PreviewArgs),
    /// Say which service a URL belongs to, what happens to it and why
    Explain(ExplainArgs),
    /// Print the JSON Schema of policy files, for editors
    Schema,
}

/// Arguments of `portcullis check`.
#[derive(Args)]
pub(crate) struct CheckArgs {
    /// Policy files; `-` is standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) saying: Saying,
}

/// Arguments of `portcullis build`.
#[derive(Args)]
pub(crate) struct BuildArgs {
    /// The policy file; `-` is standard input
    #[arg(required_unless_present_any = ["closed", "generic"])]
    pub(crate) file: Option<PathBuf>,
    /// Write a gate that holds everything, for a site whose policy has errors
    #[arg(long, conflicts_with = "file")]
    pub(crate) closed: bool,
    /// Write a gate for any policy, which the browser reads and compiles
    #[arg(long, conflicts_with_all = ["file", "closed"])]
    pub(crate) generic: bool,
    /// The folder to write into
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// A folder with the site's own pages: name the hosts that they ask for and the policy does not name
    #[arg(long, value_name = "DIR", conflicts_with_all = ["closed", "generic"])]
    pub(crate) site: Option<PathBuf>,
    /// A folder with a built `portcullis-ui.js` and `portcullis-ui_bg.wasm`, in place of what this
    /// tool carries; for `--generic` with `portcullis-compile.js` and `portcullis-compile_bg.wasm` too
    #[arg(long)]
    pub(crate) ui: Option<PathBuf>,
    /// Print what each file weighs, as it is and compressed
    #[arg(long)]
    pub(crate) sizes: bool,
    /// Do not say that this tool was built without the interface
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) saying: Saying,
}

/// Arguments of `portcullis preview`.
#[derive(Args)]
pub(crate) struct PreviewArgs {
    /// The policy file; `policy.toml`, or the sample site's where there is none
    pub(crate) file: Option<PathBuf>,
    /// A folder with a site's own pages, which get the gate's tag on the way; the sample site without it
    #[arg(long, value_name = "DIR")]
    pub(crate) site: Option<PathBuf>,
    /// The port to listen on; the first free one from 8080 without it
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Leave the browser alone
    #[arg(long)]
    pub(crate) no_open: bool,
}

/// Arguments of `portcullis explain`.
#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The policy file; `-` is standard input
    pub(crate) file: PathBuf,
    /// The URL that a page requests; it may be relative to the page
    pub(crate) url: String,
    /// The page that requests it
    #[arg(long, default_value = "https://your-site.example/")]
    pub(crate) page: String,
    /// A service or category that the visitor granted; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) grant: Vec<String>,
    #[command(flatten)]
    pub(crate) saying: Saying,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_terminals_that_nobody_has_told_otherwise() {
        let is_on =
            |color: Color, is_terminal, no_color: &str| color.is_on(is_terminal, no_color.as_ref());
        assert!(is_on(Color::Auto, true, ""));
        assert!(!is_on(Color::Auto, true, "1"));
        assert!(!is_on(Color::Auto, false, ""));
        assert!(is_on(Color::Always, false, "1"));
        assert!(!is_on(Color::Never, true, ""));
    }
}
