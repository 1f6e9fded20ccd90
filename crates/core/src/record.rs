//! The stored choice.

/// The stored choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {}
