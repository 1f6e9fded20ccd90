//! What waits for a grant, and who keeps the answer: what the gate and the
//! manager speak of with each other.

use portcullis_core::{Choice, ConsentState, PolicyView, ServiceId};

/// Who keeps the answer: the gate on a page, a memory twin in tests.
///
/// ```
/// use portcullis::{Choice, ConsentState, Held, HeldId, Keeper, PolicyView};
///
/// /// Of a visitor who never answers.
/// struct Silent;
///
/// impl Keeper for Silent {
///     fn state(&self, _: &PolicyView) -> ConsentState {
///         ConsentState::Undecided
///     }
///     fn answer(&self, _: &Choice, _: &PolicyView) -> ConsentState {
///         ConsentState::Undecided
///     }
///     fn withdraw(&self, _: &PolicyView) -> ConsentState {
///         ConsentState::Undecided
///     }
///     fn held(&self, _: &PolicyView) -> Vec<Held> {
///         Vec::new()
///     }
///     fn show_once(&self, _: HeldId) {}
///     fn gpc(&self) -> bool {
///         false
///     }
///     fn record(&self) -> String {
///         String::new()
///     }
/// }
/// ```
pub trait Keeper {
    /// Where the visitor stands now.
    fn state(&self, view: &PolicyView) -> ConsentState;
    /// Keeps `choice`, lifts or lowers the gate accordingly, and says where the visitor stands then.
    fn answer(&self, choice: &Choice, view: &PolicyView) -> ConsentState;
    /// Takes every grant back, and says where the visitor stands then (LAW-31).
    fn withdraw(&self, view: &PolicyView) -> ConsentState;
    /// What waits for a grant now, in document order.
    fn held(&self, view: &PolicyView) -> Vec<Held>;
    /// Releases one held embed for this page view; stores nothing.
    fn show_once(&self, held: HeldId);
    /// Whether a Global Privacy Control signal is present and honoured (LAW-42).
    fn gpc(&self) -> bool;
    /// The answer as it is stored, or an empty text.
    fn record(&self) -> String;
}

/// An element that waits for a grant.
///
/// ```
/// use portcullis::{Held, HeldId};
///
/// let frame = Held { id: HeldId(0), services: Vec::new(), leaves_hole: true };
/// assert!(frame.leaves_hole);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its number on this page view.
    pub id: HeldId,
    /// The services that it still needs.
    pub services: Vec<ServiceId>,
    /// Whether it is an embed that leaves a hole where it is held: a frame, a
    /// player, or a template with one inside.
    pub leaves_hole: bool,
}

/// One held element of this page view.
///
/// ```
/// use portcullis::HeldId;
///
/// assert_ne!(HeldId(0), HeldId(1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldId(pub u32);

/// The keeper where there is no gate: everything stays refused.
pub(crate) struct Closed {
    /// Whether a layer is to speak of Global Privacy Control.
    pub(crate) gpc: bool,
}

impl Keeper for Closed {
    fn state(&self, _: &PolicyView) -> ConsentState {
        ConsentState::Undecided
    }

    fn answer(&self, _: &Choice, _: &PolicyView) -> ConsentState {
        ConsentState::Undecided
    }

    fn withdraw(&self, _: &PolicyView) -> ConsentState {
        ConsentState::Undecided
    }

    fn held(&self, _: &PolicyView) -> Vec<Held> {
        Vec::new()
    }

    fn show_once(&self, _: HeldId) {}

    fn gpc(&self) -> bool {
        self.gpc
    }

    fn record(&self) -> String {
        String::new()
    }
}
