//! What can be wrong with a policy file.

use super::duration::DurationError;
use super::hint::Hint;
use crate::host::HostError;

/// How bad a [`Diagnostic`](super::Diagnostic) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The file is not a policy.
    Error,
    /// The file is a policy that may bring its owner trouble.
    Warning,
}

/// What a diagnostic is about. Private: callers read its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The file is no TOML.
    Syntax(String),
    /// The file is larger than any policy.
    TooLarge,
    /// A list is longer than any policy needs.
    TooMany {
        what: &'static str,
        most: usize,
    },
    Key(KeyProblem),
    Text(TextProblem),
    Form(FormProblem),
    Host(HostError),
    Duration(DurationError),
    Rule(RuleProblem),
    Caution(Caution),
}

/// A key that does not fit the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyProblem {
    Unknown {
        key: String,
        table: String,
        hint: Hint,
    },
    Type {
        key: String,
        expected: &'static str,
        found: &'static str,
    },
    Missing {
        key: &'static str,
        table: String,
    },
    Range {
        key: String,
        from: i64,
        to: i64,
        found: String,
    },
    Word {
        key: String,
        found: String,
        hint: Hint,
    },
    EmptyList {
        key: &'static str,
    },
}

/// A text or a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextProblem {
    Empty {
        key: String,
    },
    Missing {
        key: String,
        languages: Vec<String>,
    },
    Unlisted {
        key: String,
        hint: Hint,
        language: String,
    },
    NoTag {
        language: String,
    },
    Twice {
        language: String,
    },
    NoLabels {
        language: String,
        missing: Vec<&'static str>,
    },
}

/// A string of the wrong form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormProblem {
    Link { key: &'static str, found: String },
    Contact { found: String },
    Domain { found: String },
    Theme { token: String },
    Id { found: String },
    Name { found: String },
    Pattern { found: String },
    Own { found: String },
    Scope { found: String },
    Stop { found: String },
    AllowPath { found: String },
}

/// Parts that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RuleProblem {
    NothingNecessary,
    LongRecord,
    CategoryTwice {
        id: String,
    },
    ServiceTwice {
        id: String,
    },
    SameId {
        id: String,
    },
    Unclassified,
    UnknownCategory {
        service: String,
        category: String,
        hint: Hint,
    },
    OutlivesSession {
        what: String,
        duration: String,
        category: String,
    },
    EndsWithSession {
        what: String,
        category: String,
    },
    ForeignCookie {
        cookie: String,
        category: String,
        kind: &'static str,
    },
    NoThirdParty {
        service: String,
        category: String,
    },
    SessionStorage {
        name: String,
        duration: String,
    },
    CookieTwice {
        cookie: String,
    },
    TwoPurposes {
        cookie: String,
        first: String,
        second: String,
    },
}

/// What does not stop a policy, yet may bring its owner trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caution {
    NecessaryCookie {
        cookie: String,
        known: &'static str,
    },
    NecessaryHost {
        host: String,
        known: &'static str,
    },
    ManyDays {
        days: u16,
    },
    Model {
        model: &'static str,
    },
    EmptyCategory {
        category: String,
    },
    NoPurpose {
        what: String,
    },
    OpenDoor {
        host: String,
        service: String,
    },
    SharedHost {
        host: String,
        first: String,
        second: String,
    },
}

impl Kind {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Kind::Caution(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether it may only follow from a part of the file that could not be read.
    pub(super) fn needs_whole_file(&self) -> bool {
        matches!(
            self,
            Kind::Key(KeyProblem::Missing { .. })
                | Kind::Rule(
                    RuleProblem::NothingNecessary
                        | RuleProblem::UnknownCategory { .. }
                        | RuleProblem::NoThirdParty { .. }
                )
                | Kind::Caution(Caution::EmptyCategory { .. } | Caution::NoPurpose { .. })
        )
    }
}

macro_rules! kind_from {
    ($($variant:ident($problem:ty)),+) => {
        $(impl From<$problem> for Kind {
            fn from(problem: $problem) -> Kind {
                Kind::$variant(problem)
            }
        })+
    };
}

kind_from!(
    Key(KeyProblem),
    Text(TextProblem),
    Form(FormProblem),
    Host(HostError),
    Duration(DurationError),
    Rule(RuleProblem),
    Caution(Caution)
);
