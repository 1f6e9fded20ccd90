//! Where a visitor stands.

use crate::{Grants, Method, ServiceId};

/// Where a visitor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConsentState {
    /// No answer yet, or none that can be read.
    #[default]
    Undecided,
    /// Answered, and nothing new has come since.
    Decided(Decision),
    /// Answered, but the answer no longer covers everything.
    Stale {
        /// What still holds of the answer.
        decision: Decision,
        /// Why the visitor is asked again.
        reason: StaleReason,
    },
}

/// The outcome of a visitor's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was granted.
    pub grants: Grants,
    /// How it came about.
    pub method: Method,
    /// When, in minutes since 1970.
    pub decided_at: u64,
}

/// Why a visitor is asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaleReason {
    /// These services are new or materially changed since the answer (LAW-22).
    Revision(Vec<ServiceId>),
    /// The answer is older than the policy allows (LAW-21).
    Expired,
}

impl ConsentState {
    /// Whether the visitor still has to choose.
    pub fn needs_choice(&self) -> bool {
        !matches!(self, ConsentState::Decided(_))
    }

    /// What is granted now. Without an answer that holds: nothing.
    pub fn grants(&self) -> Grants {
        match self {
            ConsentState::Undecided | ConsentState::Stale { reason: StaleReason::Expired, .. } => Grants::none(),
            ConsentState::Decided(decision) | ConsentState::Stale { decision, .. } => decision.grants.clone(),
        }
    }

    /// The word that the script API uses.
    pub fn word(&self) -> &'static str {
        match self {
            ConsentState::Undecided => "undecided",
            ConsentState::Decided(_) => "decided",
            ConsentState::Stale { .. } => "stale",
        }
    }

    /// Services that are new or materially changed since the answer.
    pub fn added(&self) -> &[ServiceId] {
        match self {
            ConsentState::Stale { reason: StaleReason::Revision(added), .. } => added,
            _ => &[],
        }
    }
}
