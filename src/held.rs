//! What waits for a grant, and who keeps the answer: what the gate and the
//! manager speak of with each other.

use portcullis_core::{Choice, ConsentState, PolicyView, ServiceId};

/// Who keeps the answer: the gate on a page, a memory twin in tests.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldId(pub u32);
