//! Reading a policy file, and what is wrong with it in words.

use std::io::{self, Read};
use std::path::Path;
use std::{fs, str};

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use portcullis_core::Policy;
use portcullis_core::policy::{Checked, Diagnostic, Diagnostics, Severity, render};
use serde_json::{Value, json};

use crate::said::{Said, Status};

/// In place of a file: standard input.
const STANDARD: &str = "-";

/// A policy file as it was read.
pub(crate) struct Source {
    name: String,
    text: String,
}

/// How many errors and warnings were found.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Source {
    /// Of a text that is in no file.
    pub(crate) fn new(name: &str, text: &str) -> Source {
        let [name, text] = [name, text].map(str::to_owned);
        Source { name, text }
    }

    /// Reads the file at `path`, or standard input where that is `-`.
    ///
    /// # Errors
    /// One line that says why it cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Source, String> {
        let is_standard = path.as_os_str() == STANDARD;
        let name = match is_standard {
            true => "standard input".to_owned(),
            false => path.display().to_string(),
        };
        let bytes = if is_standard {
            standard()
        } else {
            fs::read(path)
        };
        let bytes = bytes.map_err(|why| format!("cannot read {name}: {why}"))?;
        match text(&bytes) {
            Ok(text) => Ok(Source::new(&name, text)),
            Err(why) => Err(format!("cannot read {name}: {why}")),
        }
    }

    /// What the file is called.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Checks it: the policy, where it has no error, and all that was found.
    pub(crate) fn check(&self) -> (Option<Policy>, Diagnostics) {
        match Policy::parse(&self.text) {
            Ok(Checked { policy, warnings }) => (Some(policy), warnings),
            Err(found) => (None, found),
        }
    }

    /// What was found, drawn at its places.
    pub(crate) fn draw(&self, found: &Diagnostics, is_colored: bool) -> String {
        let renderer = if is_colored {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let drawn = found.iter();
        drawn
            .map(|it| render(&renderer, &self.name, &self.text, it) + "\n\n")
            .collect()
    }

    /// What was found, for programs.
    pub(crate) fn problems(&self, found: &Diagnostics) -> Vec<Value> {
        found.iter().map(|it| self.problem(it)).collect()
    }

    fn problem(&self, it: &Diagnostic) -> Value {
        let (place, span) = (it.position(&self.text), it.span());
        let severity = match it.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        json!({
            "file": self.name,
            "severity": severity,
            "message": it.to_string(),
            "line": place.line,
            "column": place.column,
            "bytes": [span.start, span.end],
        })
    }
}

fn standard() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file, without the mark that some editors put first.
///
/// # Errors
/// What it is instead, and what to do about it.
fn text(bytes: &[u8]) -> Result<&str, String> {
    let utf_16 = [&[0xff, 0xfe][..], &[0xfe, 0xff]];
    if utf_16.iter().any(|mark| bytes.starts_with(mark)) || bytes.contains(&0) {
        return Err("it is UTF-16, save it as UTF-8".to_owned());
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}')),
        Err(why) => {
            let before = bytes.get(..why.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(format!(
                "it is not UTF-8 in line {line}, most likely Latin-1, save it as UTF-8"
            ))
        }
    }
}

/// Reads and checks the policy at `path`; what is wrong with it goes into `said`.
///
/// # Errors
/// All that there is to say of a file that is unreadable or has errors.
pub(crate) fn load(path: &Path, is_colored: bool) -> Result<(Policy, Said), Said> {
    let mut said = Said::default();
    let source = match Source::read(path) {
        Ok(source) => source,
        Err(why) => {
            said.fail(Status::Unreadable, why);
            return Err(said);
        }
    };
    let (policy, found) = source.check();
    said.err = source.draw(&found, is_colored);
    said.fact("problems", source.problems(&found));
    match policy {
        Some(policy) => Ok((policy, said)),
        None => {
            said.note(summary(Count::of(&found), 1));
            said.status = Status::Failed;
            Err(said)
        }
    }
}

impl Count {
    /// Of what was found.
    pub(crate) fn of(found: &Diagnostics) -> Count {
        let is_error = |severity| severity == Severity::Error;
        let errors = found.iter().filter(|it| is_error(it.severity())).count();
        let warnings = found.len() - errors;
        Count { errors, warnings }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

/// One line for all files.
pub(crate) fn summary(found: Count, files: usize) -> String {
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let files = counted(files, "file");
    if found.errors + found.warnings == 0 {
        return format!("{files} checked, no problems");
    }
    let errors = counted(found.errors, "error");
    let warnings = counted(found.warnings, "warning");
    format!("{files} checked, {errors}, {warnings}")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_file_in_another_encoding_is_named_as_such() {
        let utf_16 = "it is UTF-16, save it as UTF-8".to_owned();
        assert_eq!(text(b"\xff\xfea\0"), Err(utf_16.clone()));
        assert_eq!(text(b"\xfe\xff\0a"), Err(utf_16.clone()));
        assert_eq!(text(b"a\0b\0"), Err(utf_16));
        let latin_1 = "it is not UTF-8 in line 2, most likely Latin-1, save it as UTF-8";
        assert_eq!(text(b"a\nK\xf6p"), Err(latin_1.to_owned()));
    }

    #[test]
    fn the_mark_that_some_editors_put_first_is_no_text() {
        assert_eq!(text("\u{feff}days = 1".as_bytes()), Ok("days = 1"));
    }
}
