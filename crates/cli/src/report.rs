//! How diagnostics look in a terminal.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use portcullis_core::Policy;
use portcullis_core::policy::{Checked, Diagnostic, Diagnostics, Severity};

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

fn render(renderer: &Renderer, path: &str, src: &str, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = diagnostic.to_string();
    let title = level.primary_title(&message);
    let place = diagnostic.position(src);
    let (line, span) = first_line(src, diagnostic);
    if line.len() > LONGEST_LINE {
        let origin = Origin::path(path)
            .line(place.line)
            .char_column(place.column);
        return renderer.render(&[title.element(origin)]);
    }
    let mark = AnnotationKind::Primary.span(span);
    let snippet = Snippet::source(line)
        .path(path)
        .line_start(place.line)
        .annotation(mark);
    renderer.render(&[title.element(snippet)])
}

/// Longer lines are named, not shown: nobody reads them, and drawing them takes long.
const LONGEST_LINE: usize = 2000;

/// The line where the diagnostic starts, and its part of that line: a table may span many.
fn first_line<'a>(src: &'a str, diagnostic: &Diagnostic) -> (&'a str, Range<usize>) {
    let span = diagnostic.span();
    let (before, after) = src.split_at_checked(span.start).unwrap_or((src, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after
        .find(['\n', '\r'])
        .map_or(src.len(), |length| span.start + length);
    let line = src.get(start..end).unwrap_or_default();
    (line, span.start - start..span.end.min(end) - start)
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
