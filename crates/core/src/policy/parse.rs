//! From text to [`Policy`], or to every problem in it.

use serde::Deserialize;
use toml::de::{DeTable, Deserializer};

use super::Policy;
use super::diagnostic::Diagnostics;
use super::problem::Kind;
use super::raw::RawPolicy;
use super::read;
use super::registry::POLICY;
use super::structure::prune;

/// A policy without errors, and what may still bring its owner trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The policy.
    pub policy: Policy,
    /// Warnings only.
    pub warnings: Diagnostics,
}

/// No policy needs more; TOML's own nesting limit guards the depth.
const MOST_BYTES: usize = 1 << 20;

impl Policy {
    /// Reads and checks `policy.toml`.
    ///
    /// # Errors
    ///
    /// Every problem of the file, warnings among them, when one of them is an error.
    pub fn parse(src: &str) -> Result<Checked, Diagnostics> {
        let mut found = Diagnostics::default();
        if src.len() > MOST_BYTES {
            found.push(Kind::TooLarge, 0..0);
            return Err(found);
        }
        let policy = read_all(src, &mut found);
        let found = found.finish();
        match policy {
            Some(policy) if !found.has_errors() => Ok(Checked {
                policy,
                warnings: found,
            }),
            _ => Err(found),
        }
    }
}

fn read_all(src: &str, found: &mut Diagnostics) -> Option<Policy> {
    let (mut tree, errors) = DeTable::parse_recoverable(src);
    for error in &errors {
        found.push(
            Kind::Syntax(error.message().to_owned()),
            error.span().unwrap_or(0..0),
        );
    }
    prune(tree.get_mut(), 0..0, &POLICY, found);
    let policy = match RawPolicy::deserialize(Deserializer::from(tree)) {
        Ok(raw) => Some(read::policy(raw, found)),
        Err(error) => {
            found.push(
                Kind::Syntax(error.message().to_owned()),
                error.span().unwrap_or(0..0),
            );
            None
        }
    };
    if !errors.is_empty() {
        found.retain(|it| !it.kind().needs_whole_file());
    }
    policy
}
