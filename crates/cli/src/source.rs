//! Reading a policy file, and what is wrong with it in words.

use std::fs;
use std::path::Path;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use portcullis_core::Policy;
use portcullis_core::policy::{Checked, Diagnostics, Severity, render};

use crate::said::{Said, Status};

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

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// One line that says why it cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Source, String> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok(Source { name, text }),
            Err(why) => Err(format!("cannot read {name}: {why}")),
        }
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
