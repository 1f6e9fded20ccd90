//! How diagnostics look in a terminal.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use portcullis_core::Policy;
use portcullis_core::policy::{Checked, Diagnostics, Severity, render};

use crate::{FAILED, UNREADABLE};

/// Reads a policy and prints what is wrong with it.
///
/// # Errors
///
/// The exit status for an unreadable file or one with errors, all of them printed.
pub(crate) fn load(path: &Path) -> Result<Policy, ExitCode> {
    let src = read(path).map_err(|()| ExitCode::from(UNREADABLE))?;
    match Policy::parse(&src) {
        Ok(Checked { policy, warnings }) => {
            print(path, &src, &warnings);
            Ok(policy)
        }
        Err(found) => {
            print(path, &src, &found);
            eprintln!("{}", summary(count(&found), 1));
            Err(ExitCode::from(FAILED))
        }
    }
}

/// Reads a file; says why where it cannot.
pub(crate) fn read(path: &Path) -> Result<String, ()> {
    fs::read_to_string(path).map_err(|error| {
        eprintln!("error: cannot read {}: {error}", path.display());
    })
}

/// Prints diagnostics of one file to standard error.
pub(crate) fn print(path: &Path, src: &str, found: &Diagnostics) {
    let stderr = io::stderr();
    let renderer = if stderr.is_terminal() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let path = path.display().to_string();
    let mut out = stderr.lock();
    for diagnostic in found {
        // A terminal that is gone needs no diagnostics.
        let _ = writeln!(out, "{}\n", render(&renderer, &path, src, diagnostic));
    }
}

/// Prints a line to standard output; a reader that is gone needs none.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Errors and warnings.
pub(crate) fn count(found: &Diagnostics) -> (usize, usize) {
    let errors = found
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .count();
    (errors, found.len() - errors)
}

/// One line for all files.
pub(crate) fn summary((errors, warnings): (usize, usize), files: usize) -> String {
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let files = counted(files, "file");
    match (errors, warnings) {
        (0, 0) => format!("{files} checked, no problems"),
        _ => format!(
            "{files} checked, {}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}
