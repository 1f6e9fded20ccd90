//! What is reported about a policy file.

use std::fmt;
use std::ops::Range;

use super::problem::{KeyProblem, Kind, Severity};

/// One problem in a policy file.
///
/// Its [`Display`](fmt::Display) is one lower-case line without a full stop
/// that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    kind: Kind,
    span: Range<usize>,
}

/// A place in a file: line and column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Diagnostic {
    pub(super) fn new(kind: Kind, span: Range<usize>) -> Diagnostic {
        Diagnostic { kind, span }
    }

    pub(super) fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Whether it says that the value of `key` had the wrong type, so was not read.
    pub(super) fn is_wrong_type_of(&self, key: &str) -> bool {
        matches!(&self.kind, Kind::Key(KeyProblem::Type { key: wrong, .. }) if wrong == key)
    }

    /// Whether it is an error or a warning.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// The bytes of the file that it is about.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where it starts in `src`, the text that was parsed.
    pub fn position(&self, src: &str) -> Position {
        let before = src.get(..self.span.start).unwrap_or(src);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line, whatever the file holds: control characters are escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.kind.to_string();
        for c in message.chars().take(LONGEST) {
            match c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c) {
                true => write!(f, "{}", c.escape_default())?,
                false => write!(f, "{c}")?,
            }
        }
        if message.chars().nth(LONGEST).is_some() {
            f.write_str("...")?;
        }
        Ok(())
    }
}

/// Characters of a message; only a hostile or broken file has more to say.
const LONGEST: usize = 2000;

/// Every problem found in one file, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// More than this many tell nobody anything, and a hostile file could hold millions.
const MOST: usize = 1000;

impl Diagnostics {
    pub(super) fn push(&mut self, kind: impl Into<Kind>, span: Range<usize>) {
        self.list.push(Diagnostic::new(kind.into(), span));
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Sorts by place and drops what is past the limit, errors last.
    pub(super) fn finish(mut self) -> Diagnostics {
        if self.list.len() > MOST {
            self.list
                .sort_by_key(|it| it.severity() == Severity::Warning);
            self.list.truncate(MOST);
        }
        self.list.sort_by_key(|it| it.span.start);
        self
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|it| it.severity() == Severity::Error)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// All of them, in the file's order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, diagnostic) in self.list.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
