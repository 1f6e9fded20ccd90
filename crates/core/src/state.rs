//! Where a visitor stands.

use crate::record::{AHEAD, Asked};
use crate::words::StateWord;
use crate::{ConsentRecord, Grants, Method, ServiceId};

/// Minutes in a day.
const DAY: u64 = 24 * 60;

/// Where a visitor stands.
///
/// ```
/// use portcullis_core::ConsentState;
///
/// assert!(ConsentState::default().needs_choice());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConsentState {
    /// No answer yet, or none that can be read.
    #[default]
    Undecided,
    /// No answer yet, and these run until they are refused (models opt-out and notice).
    Presumed(Grants),
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
///
/// ```
/// use portcullis_core::state::Decision;
/// use portcullis_core::{ConsentState, Grants, Method};
///
/// let refused = Decision { grants: Grants::none(), method: Method::RejectAll, decided_at: 0 };
/// assert!(!ConsentState::Decided(refused).needs_choice());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was granted.
    pub grants: Grants,
    /// How it came about.
    pub method: Method,
    /// When, in minutes since 1970.
    pub decided_at: u64,
}

impl Decision {
    /// What `record` says about the services that are asked today. A service
    /// named both ways is refused.
    fn from_record(record: &ConsentRecord, asked: &Asked) -> Decision {
        let granted =
            |print: &String| record.granted.contains(print) && !record.refused.contains(print);
        Decision {
            grants: asked
                .services
                .iter()
                .filter(|(_, print)| granted(print))
                .map(|(id, _)| *id)
                .collect(),
            method: record.method,
            decided_at: record.decided_at,
        }
    }
}

fn unanswered(record: &ConsentRecord, asked: &Asked) -> impl Iterator<Item = ServiceId> {
    let known = |print: &String| record.granted.contains(print) || record.refused.contains(print);
    asked
        .services
        .iter()
        .filter(move |(_, print)| !known(print))
        .map(|(id, _)| *id)
}

/// Why a visitor is asked again.
///
/// ```
/// use portcullis_core::StaleReason;
///
/// assert_ne!(StaleReason::Expired, StaleReason::Revision(Vec::new()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaleReason {
    /// These services are new or materially changed since the answer (LAW-22).
    Revision(Vec<ServiceId>),
    /// The answer is older than the policy allows (LAW-21).
    Expired,
}

impl ConsentState {
    /// No answer yet, while `running` runs.
    ///
    /// ```
    /// use portcullis_core::{ConsentState, Grants};
    ///
    /// assert_eq!(ConsentState::undecided(Grants::none()), ConsentState::Undecided);
    /// ```
    pub fn undecided(running: Grants) -> ConsentState {
        if running.is_empty() {
            ConsentState::Undecided
        } else {
            ConsentState::Presumed(running)
        }
    }

    /// Where the visitor who stored `record` stands at `now`, in minutes since 1970.
    ///
    /// A record from more than ten minutes ahead is no answer. An old one grants
    /// nothing (LAW-21). A service that the record names neither as granted nor
    /// as refused is new: it is refused until asked (LAW-22).
    pub fn at(record: Option<&ConsentRecord>, asked: &Asked, now: u64) -> ConsentState {
        let Some(record) = record.filter(|record| record.decided_at <= now.saturating_add(AHEAD))
        else {
            return ConsentState::Undecided;
        };
        let decision = Decision::from_record(record, asked);
        if now.saturating_sub(record.decided_at) >= u64::from(asked.days) * DAY {
            return ConsentState::Stale {
                decision,
                reason: StaleReason::Expired,
            };
        }
        let added: Vec<ServiceId> = unanswered(record, asked).collect();
        if added.is_empty() {
            return ConsentState::Decided(decision);
        }
        ConsentState::Stale {
            decision,
            reason: StaleReason::Revision(added),
        }
    }

    /// Whether the visitor still has to choose.
    ///
    /// ```
    /// use portcullis_core::ConsentState;
    ///
    /// assert!(ConsentState::Undecided.needs_choice());
    /// ```
    pub fn needs_choice(&self) -> bool {
        !matches!(self, ConsentState::Decided(_))
    }

    /// What may run now. Without an answer that holds: nothing, under model opt-in.
    ///
    /// ```
    /// use portcullis_core::ConsentState;
    ///
    /// assert!(ConsentState::Undecided.grants().is_empty());
    /// ```
    pub fn grants(&self) -> Grants {
        match self {
            ConsentState::Undecided
            | ConsentState::Stale {
                reason: StaleReason::Expired,
                ..
            } => Grants::none(),
            ConsentState::Presumed(running) => running.clone(),
            ConsentState::Decided(decision) | ConsentState::Stale { decision, .. } => {
                decision.grants.clone()
            }
        }
    }

    /// The word that the script API uses.
    ///
    /// ```
    /// use portcullis_core::ConsentState;
    /// use portcullis_core::words::StateWord;
    ///
    /// assert_eq!(ConsentState::Undecided.word(), StateWord::Undecided);
    /// ```
    pub fn word(&self) -> StateWord {
        match self {
            ConsentState::Undecided | ConsentState::Presumed(_) => StateWord::Undecided,
            ConsentState::Decided(_) => StateWord::Decided,
            ConsentState::Stale { .. } => StateWord::Stale,
        }
    }

    /// Services that are new or materially changed since the answer.
    ///
    /// ```
    /// use portcullis_core::ConsentState;
    ///
    /// assert!(ConsentState::Undecided.added().is_empty());
    /// ```
    pub fn added(&self) -> &[ServiceId] {
        match self {
            ConsentState::Stale {
                reason: StaleReason::Revision(added),
                ..
            } => added,
            _ => &[],
        }
    }
}
