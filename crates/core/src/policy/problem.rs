//! What can be wrong with a policy file, and how it is said.

use std::fmt;

use super::diagnostic::Severity;
use super::duration::DurationError;
use super::registry::quoted;
use crate::host::HostError;

/// What a diagnostic is about. Private: callers read its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The file is no TOML.
    Syntax(String),
    /// The file is larger than any policy.
    TooLarge,
    /// A list is longer than any policy needs.
    TooMany { what: &'static str, most: usize },
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
    Unknown { key: String, table: String, hint: Hint },
    Type { key: String, expected: &'static str, found: &'static str },
    Missing { key: &'static str, table: String },
    Range { key: String, from: i64, to: i64, found: String },
    Word { key: String, found: String, hint: Hint },
    EmptyList { key: &'static str },
}

/// A text or a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextProblem {
    Empty { key: String },
    Missing { key: String, languages: Vec<String> },
    Unlisted { key: String, hint: Hint, language: String },
    NoTag { language: String },
    Twice { language: String },
    NoLabels { language: String, missing: Vec<&'static str> },
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
}

/// Parts that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RuleProblem {
    NothingNecessary,
    CategoryTwice { id: String },
    ServiceTwice { id: String },
    SameId { id: String },
    Unclassified,
    UnknownCategory { service: String, category: String, hint: Hint },
    OutlivesSession { what: String, duration: String, category: String },
    EndsWithSession { what: String, category: String },
    ForeignCookie { cookie: String, category: String, kind: &'static str },
    NoThirdParty { service: String, category: String },
    SessionStorage { name: String, duration: String },
    CookieTwice { cookie: String },
    TwoPurposes { cookie: String, first: String, second: String },
}

/// What does not stop a policy, yet may bring its owner trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caution {
    NecessaryCookie { cookie: String, known: &'static str },
    NecessaryHost { host: String, known: &'static str },
    ManyDays { days: u16 },
    QuietReject,
    Model { model: &'static str },
    EmptyCategory { category: String },
    NoPurpose { what: String },
}

/// What to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// This one is near.
    Near(String),
    /// None is near: these exist.
    OneOf(Vec<String>),
}

impl Hint {
    /// The name that is nearest to `found`, or all of them.
    pub(super) fn new<S: AsRef<str>>(found: &str, names: impl IntoIterator<Item = S>) -> Hint {
        let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
        match nearest(found, &names) {
            Some(name) => Hint::Near(name.to_owned()),
            None => Hint::OneOf(names),
        }
    }
}

/// Longer words than this are not misspelt names.
const LONGEST_GUESS: usize = 48;

fn nearest<'a>(found: &str, names: &'a [String]) -> Option<&'a str> {
    if found.len() > LONGEST_GUESS {
        return None;
    }
    let found = found.to_lowercase().replace('-', "_");
    let distance = |name: &str| strsim::damerau_levenshtein(&found, &name.to_lowercase().replace('-', "_"));
    let (away, name) = names.iter().map(|name| (distance(name), name)).min_by_key(|(away, _)| *away)?;
    let near = found.chars().count().max(name.chars().count()) / 3;
    (away <= near).then_some(name)
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

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Syntax(message) => f.write_str(message),
            Kind::TooLarge => f.write_str("the file is larger than 1 MiB, which no policy needs"),
            Kind::TooMany { what, most } => write!(f, "too many {what}, {most} are the most"),
            Kind::Key(problem) => problem.fmt(f),
            Kind::Text(problem) => problem.fmt(f),
            Kind::Form(problem) => problem.fmt(f),
            Kind::Host(problem) => problem.fmt(f),
            Kind::Duration(problem) => problem.fmt(f),
            Kind::Rule(problem) => problem.fmt(f),
            Kind::Caution(caution) => caution.fmt(f),
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hint::Near(name) => write!(f, "did you mean `{name}`"),
            Hint::OneOf(names) => match names.as_slice() {
                [] => f.write_str("and there is none to choose from"),
                [only] => write!(f, "expected `{only}`"),
                many => write!(f, "expected one of {}", quoted(many)),
            },
        }
    }
}

impl fmt::Display for KeyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyProblem::Unknown { key, table, hint } => write!(f, "unknown key `{key}` in {table}, {hint}"),
            KeyProblem::Type { key, expected, found } => write!(f, "`{key}` must be {expected}, not {found}"),
            KeyProblem::Missing { key, table } => write!(f, "missing key `{key}` in {table}"),
            KeyProblem::Range { key, from, to, found } => {
                write!(f, "`{key}` must be from {from} to {to}, not {found}")
            }
            KeyProblem::Word { key, found, hint } => write!(f, "`{key}` cannot be `{found}`, {hint}"),
            KeyProblem::EmptyList { key } => write!(f, "`{key}` is empty, name at least one"),
        }
    }
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextProblem::Empty { key } => write!(f, "`{key}` is empty, write a text"),
            TextProblem::Missing { key, languages } => write!(f, "`{key}` has no text in {}", quoted(languages)),
            TextProblem::Unlisted { key, language, hint } => {
                write!(f, "`{key}` has a text in `{language}`, which `languages` does not list, {hint}")
            }
            TextProblem::NoTag { language } => {
                write!(f, "`{language}` is no language tag, write one such as `en` or `pt-BR`")
            }
            TextProblem::Twice { language } => write!(f, "language `{language}` is listed twice"),
            TextProblem::NoLabels { language, missing } => {
                write!(f, "`{language}` has no built-in labels, give them in `[texts]`: {}", quoted(missing))
            }
        }
    }
}

impl fmt::Display for FormProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormProblem::Link { key, found } => write!(
                f,
                "`{key}` cannot lead to `{found}`, write an http or https address or one that starts with `/` or `#`"
            ),
            FormProblem::Contact { found } => write!(f, "`{found}` is neither a mail address nor a link"),
            FormProblem::Domain { found } => {
                write!(f, "`{found}` is no domain, write one such as `example.com`")
            }
            FormProblem::Theme { token } => write!(
                f,
                "`{token}` must be one plain css value without `;`, braces, `<`, `>`, `@`, backslash, comment, `url()` or open quotes"
            ),
            FormProblem::Id { found } => write!(
                f,
                "`{found}` cannot be an id, use `a-z`, `0-9` and `-`, a letter first, 40 characters at most"
            ),
            FormProblem::Name { found } => write!(f, "`{found}` cannot be a name, write one without spaces, `;`, `,` or `=`"),
            FormProblem::Pattern { found } => {
                write!(f, "`{found}` would match everything that the site stores, write more of the name")
            }
            FormProblem::Own { found } => {
                write!(f, "`{found}` would match what portcullis itself stores and declares")
            }
        }
    }
}

impl fmt::Display for RuleProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuleProblem::NothingNecessary => {
                f.write_str("no category is necessary, add `necessary = true` to the one that the site needs to work")
            }
            RuleProblem::CategoryTwice { id } => write!(f, "category `{id}` is defined twice"),
            RuleProblem::ServiceTwice { id } => write!(f, "service `{id}` is defined twice"),
            RuleProblem::SameId { id } => write!(f, "service `{id}` has the id of a category, choose another"),
            RuleProblem::Unclassified => f.write_str("a category cannot be `unclassified`, say what it is for"),
            RuleProblem::UnknownCategory { service, category, hint } => {
                write!(f, "service `{service}` names unknown category `{category}`, {hint}")
            }
            RuleProblem::OutlivesSession { what, duration, category } => write!(
                f,
                "{what} is kept for `{duration}`, but category `{category}` has kind `session`"
            ),
            RuleProblem::EndsWithSession { what, category } => write!(
                f,
                "{what} ends with the session, but category `{category}` has kind `persistent`"
            ),
            RuleProblem::ForeignCookie { cookie, category, kind } => write!(
                f,
                "cookie `{cookie}` is a third party's, but category `{category}` has kind `{kind}`"
            ),
            RuleProblem::NoThirdParty { service, category } => write!(
                f,
                "service `{service}` has no third-party host or cookie, but category `{category}` has kind `third-party`"
            ),
            RuleProblem::SessionStorage { name, duration } => write!(
                f,
                "session storage `{name}` ends with the session, it cannot be kept for `{duration}`"
            ),
            RuleProblem::CookieTwice { cookie } => write!(f, "cookie `{cookie}` is declared twice in one service"),
            RuleProblem::TwoPurposes { cookie, first, second } => write!(
                f,
                "cookie `{cookie}` is declared in category `{second}` and in `{first}`, one name has one purpose"
            ),
        }
    }
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Caution::NecessaryCookie { cookie, known } => write!(
                f,
                "cookie `{cookie}` is known from {known}, which is not necessary, declare it in an optional category"
            ),
            Caution::NecessaryHost { host, known } => write!(
                f,
                "host `{host}` is known from {known}, which is not necessary, declare it in an optional category"
            ),
            Caution::ManyDays { days } => {
                write!(f, "an answer kept for {days} days is asked for too seldom, regulators say 182")
            }
            Caution::QuietReject => {
                f.write_str("a quieter reject button is harder to press than accept, regulators ask for equal ones")
            }
            Caution::Model { model } => {
                write!(f, "model `{model}` runs optional services without consent, which is unlawful in the eu and the uk")
            }
            Caution::EmptyCategory { category } => {
                write!(f, "category `{category}` has no service, so its switch does nothing")
            }
            Caution::NoPurpose { what } => write!(f, "{what} has no purpose, say what it is for"),
        }
    }
}
