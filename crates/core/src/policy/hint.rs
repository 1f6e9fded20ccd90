//! What to write instead of a name that does not exist.

use std::fmt;

use super::registry::quoted;

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
        let names: Vec<String> = names
            .into_iter()
            .map(|name| name.as_ref().to_owned())
            .collect();
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
    let distance =
        |name: &str| strsim::damerau_levenshtein(&found, &name.to_lowercase().replace('-', "_"));
    let (away, name) = names
        .iter()
        .map(|name| (distance(name), name))
        .min_by_key(|(away, _)| *away)?;
    let near = found.chars().count().max(name.chars().count()) / 3;
    (away <= near).then_some(name)
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
