//! How long something is kept.

use std::fmt;
use std::str::FromStr;

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// Until the browser closes.
    Session,
    /// Until it is erased.
    Unlimited,
    /// A number of units.
    For(u32, Unit),
}

/// Units of a [`Duration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months of 30.44 days.
    Month,
    /// Years of 365.25 days.
    Year,
}

/// A text that is no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError {
    text: String,
}

impl Unit {
    /// All units, the shortest first.
    pub const ALL: [Unit; 7] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Year,
    ];

    /// Its English name in the singular, as written in the file.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    fn from_word(word: &str) -> Option<Unit> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        Unit::ALL.into_iter().find(|unit| unit.word() == singular)
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    /// Reads `2 years`, `30 minutes`, `session`, `unlimited` or `until erased`.
    fn from_str(text: &str) -> Result<Duration, DurationError> {
        match text {
            "session" => return Ok(Duration::Session),
            "unlimited" | "until erased" => return Ok(Duration::Unlimited),
            _ => {}
        }
        count_and_unit(text).ok_or_else(|| DurationError {
            text: text.to_owned(),
        })
    }
}

fn count_and_unit(text: &str) -> Option<Duration> {
    let (count, unit) = text.split_once(' ')?;
    if !count.starts_with(|first: char| ('1'..='9').contains(&first)) {
        return None;
    }
    Some(Duration::For(count.parse().ok()?, Unit::from_word(unit)?))
}

impl fmt::Display for Duration {
    /// The form that [`Duration::from_str`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Duration::Session => f.write_str("session"),
            Duration::Unlimited => f.write_str("unlimited"),
            Duration::For(1, unit) => write!(f, "1 {}", unit.word()),
            Duration::For(count, unit) => write!(f, "{count} {}s", unit.word()),
        }
    }
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        write!(
            f,
            "`{text}` is no duration, write one such as `30 minutes`, `2 years`, `session` or `unlimited`"
        )
    }
}

impl std::error::Error for DurationError {}
