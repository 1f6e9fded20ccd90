//! What the visitor did.

use crate::Grants;

/// What the visitor did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One click on "accept all".
    AcceptAll,
    /// One click on "reject all".
    RejectAll,
    /// Switches set one by one, then saved.
    Custom(Grants),
}
