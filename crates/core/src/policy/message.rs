//! How each problem is said: one lower-case line that tells what to do.

use std::fmt;

use super::problem::{Caution, FormProblem, KeyProblem, Kind, RuleProblem, TextProblem};
use super::registry::quoted;

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

impl fmt::Display for KeyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyProblem::Unknown { key, table, hint } => {
                write!(f, "unknown key `{key}` in {table}, {hint}")
            }
            KeyProblem::Type {
                key,
                expected,
                found,
            } => write!(f, "`{key}` must be {expected}, not {found}"),
            KeyProblem::Missing { key, table } => write!(f, "missing key `{key}` in {table}"),
            KeyProblem::Range {
                key,
                from,
                to,
                found,
            } => {
                write!(f, "`{key}` must be from {from} to {to}, not {found}")
            }
            KeyProblem::Word { key, found, hint } => {
                write!(f, "`{key}` cannot be `{found}`, {hint}")
            }
            KeyProblem::EmptyList { key } => write!(f, "`{key}` is empty, name at least one"),
        }
    }
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextProblem::Empty { key } => write!(f, "`{key}` is empty, write a text"),
            TextProblem::Missing { key, languages } => {
                write!(f, "`{key}` has no text in {}", quoted(languages))
            }
            TextProblem::Unlisted {
                key,
                language,
                hint,
            } => {
                write!(
                    f,
                    "`{key}` has a text in `{language}`, which `languages` does not list, {hint}"
                )
            }
            TextProblem::NoTag { language } => {
                write!(
                    f,
                    "`{language}` is no language tag, write one such as `en` or `pt-BR`"
                )
            }
            TextProblem::Twice { language } => write!(f, "language `{language}` is listed twice"),
            TextProblem::NoLabels { language, missing } => {
                write!(
                    f,
                    "`{language}` has no built-in labels, give them in `[texts]`: {}",
                    quoted(missing)
                )
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
            FormProblem::Contact { found } => {
                write!(f, "`{found}` is neither a mail address nor a link")
            }
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
            FormProblem::Name { found } => write!(
                f,
                "`{found}` cannot be a name, write one without spaces, `;`, `,` or `=`"
            ),
            FormProblem::Pattern { found } => {
                write!(
                    f,
                    "`{found}` would match everything that the site stores, write more of the name"
                )
            }
            FormProblem::Own { found } => {
                write!(
                    f,
                    "`{found}` would match what portcullis itself stores and declares"
                )
            }
            FormProblem::Scope { found } => write!(
                f,
                "`{found}` is no path of a service worker, write one such as `/push/*`"
            ),
            FormProblem::Stop { found } => write!(
                f,
                "`{found}` cannot be called, write a name such as `tidemark.stop`, 80 characters at most"
            ),
            FormProblem::AllowPath { found } => write!(
                f,
                "leave the path out of `{found}`, `allow` lets in whole hosts"
            ),
        }
    }
}

impl fmt::Display for RuleProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuleProblem::NothingNecessary => {
                f.write_str("no category is necessary, add `necessary = true` to the one that the site needs to work")
            }
            RuleProblem::LongRecord => f.write_str(
                "the answer would not fit one cookie, use fewer services or shorter category ids",
            ),
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
                write!(
                    f,
                    "an answer kept for {days} days is asked for too seldom, regulators say 182"
                )
            }
            Caution::Model { model } => {
                write!(
                    f,
                    "model `{model}` runs optional services without consent, which is unlawful in the eu and the uk"
                )
            }
            Caution::EmptyCategory { category } => {
                write!(
                    f,
                    "category `{category}` has no service, so its switch does nothing"
                )
            }
            Caution::NoPurpose { what } => write!(f, "{what} has no purpose, say what it is for"),
            Caution::OpenDoor { host, service } => write!(
                f,
                "the browser lets in `{host}` whatever the visitor answers, but optional service `{service}` is there, leave it out of `allow`"
            ),
            Caution::SharedHost {
                host,
                first,
                second,
            } => write!(
                f,
                "`{host}` is a host of `{first}` and of `{second}`, so who allows one of them lets in what the other loads from there"
            ),
        }
    }
}
