//! What the visitor did.

use crate::Grants;

/// What the visitor did.
///
/// ```
/// use portcullis_core::{Choice, Grants};
///
/// assert_ne!(Choice::RejectAll, Choice::Custom(Grants::none()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One click on "accept all".
    AcceptAll,
    /// One click on "reject all".
    RejectAll,
    /// Switches set one by one, then saved.
    Custom(Grants),
}
