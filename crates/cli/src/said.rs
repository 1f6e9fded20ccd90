//! What a command has to say, as text and as JSON. Commands return it; `main` alone prints.

use std::fmt::Display;

use serde_json::{Map, Value, json};

/// How a command ended, as its exit status says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// 0: it did what it was asked to.
    #[default]
    Fine,
    /// 1: a file is no policy, or what was asked could not be done.
    Failed,
    /// 2: a file cannot be read.
    Unreadable,
}

impl Status {
    /// The exit status.
    pub(crate) fn code(self) -> u8 {
        match self {
            Status::Fine => 0,
            Status::Failed => 1,
            Status::Unreadable => 2,
        }
    }
}

/// What a command has to say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// For standard output: what was asked for.
    pub(crate) out: String,
    /// For standard error: what to know besides.
    pub(crate) err: String,
    pub(crate) status: Status,
    /// The same for programs.
    facts: Box<Map<String, Value>>,
}

impl Said {
    /// Adds a line for standard output.
    pub(crate) fn line(&mut self, line: impl Display) {
        self.out.push_str(&format!("{line}\n"));
    }

    /// Adds a line for standard error.
    pub(crate) fn note(&mut self, line: impl Display) {
        self.err.push_str(&format!("{line}\n"));
    }

    /// Adds a line that says what went wrong; the worst status counts.
    pub(crate) fn fail(&mut self, status: Status, why: impl Display) {
        self.note(format!("error: {why}"));
        self.fact("error", why.to_string());
        self.status = self.status.max(status);
    }

    /// Adds what programs read.
    pub(crate) fn fact(&mut self, name: &str, value: impl Into<Value>) {
        self.facts.insert(name.to_owned(), value.into());
    }

    /// Adds one to a list of what programs read.
    pub(crate) fn add_fact(&mut self, list: &str, value: Value) {
        let list = self.facts.entry(list).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(value);
        }
    }

    /// For programs: one JSON object on standard output, and nothing else.
    pub(crate) fn into_json(self) -> Said {
        Said {
            out: format!("{:#}\n", Value::Object(*self.facts)),
            err: String::new(),
            status: self.status,
            facts: Box::default(),
        }
    }
}
