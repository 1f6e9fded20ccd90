//! The page's consent state as Leptos sees it: one signal, everything else is
//! derived, changes are commands. It knows no browser; a [`Keeper`] does.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use portcullis_core::{CategoryId, Choice, ConsentState, Grants, PolicyView, ServiceId};

pub use crate::held::HeldId;
use crate::held::{Held, Keeper};

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

/// How much of a category is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// None of its services.
    None,
    /// Some of its services.
    Some,
    /// Every one of its services.
    All,
}

/// The page's consent state. Cheap to copy; provided as context.
#[derive(Clone, Copy)]
pub struct ConsentManager {
    policy: StoredValue<Arc<PolicyView>>,
    keeper: StoredValue<Rc<dyn Keeper>, LocalStorage>,
    state: RwSignal<ConsentState>,
}

/// The manager that the nearest [`ConsentRoot`](crate::ConsentRoot) provides.
///
/// # Panics
/// Outside a `ConsentRoot`, like every Leptos context.
pub fn use_consent() -> ConsentManager {
    expect_context::<ConsentManager>()
}

impl ConsentManager {
    /// A manager of `policy` that starts from what `keeper` knows.
    pub fn new(policy: PolicyView, keeper: Rc<dyn Keeper>) -> ConsentManager {
        let state = keeper.state(&policy);
        ConsentManager {
            policy: StoredValue::new(Arc::new(policy)),
            keeper: StoredValue::new_local(keeper),
            state: RwSignal::new(state),
        }
    }

    /// The policy in the page's language.
    pub fn policy(self) -> Arc<PolicyView> {
        self.policy.get_value()
    }

    /// Where the visitor stands.
    pub fn state(self) -> Signal<ConsentState> {
        self.state.into()
    }

    /// Whether the visitor still has to choose. Never where nothing is optional (invariant 11).
    pub fn needs_choice(self) -> Signal<bool> {
        let asks = self.policy().needs_consent();
        Signal::derive(move || asks && self.state.with(ConsentState::needs_choice))
    }

    /// What is granted now.
    pub fn grants(self) -> Signal<Grants> {
        Signal::derive(move || self.state.with(ConsentState::grants))
    }

    /// Whether the service called `id` may run now. An unknown one may not.
    pub fn is_granted(self, id: &str) -> Signal<bool> {
        let policy = self.policy();
        let Some(service) = policy.service_id(id) else {
            return Signal::derive(|| false);
        };
        if policy
            .service(service)
            .is_some_and(|it| policy.is_necessary(it))
        {
            return Signal::derive(|| true);
        }
        Signal::derive(move || self.state.with(|state| state.grants().contains(service)))
    }

    /// Whether every optional service of `category` is granted now.
    pub fn is_category_granted(self, category: CategoryId) -> Signal<bool> {
        let policy = self.policy();
        Signal::derive(move || {
            share(&policy, category, &self.state.with(ConsentState::grants)) == Share::All
        })
    }

    /// Whether a Global Privacy Control signal is honoured.
    pub fn gpc(self) -> bool {
        self.keeper.with_value(|keeper| keeper.gpc())
    }

    /// Grants every optional service.
    pub fn accept_all(self) {
        self.answer(&Choice::AcceptAll);
    }

    /// Refuses everything that is not necessary.
    pub fn reject_all(self) {
        self.answer(&Choice::RejectAll);
    }

    /// Grants exactly `grants`.
    pub fn save(self, grants: Grants) {
        self.answer(&Choice::Custom(grants));
    }

    /// Grants `services` as well, and keeps every other answer as it is.
    pub fn grant_also(self, services: &[ServiceId]) {
        let mut grants = self.state.with_untracked(ConsentState::grants);
        for service in services {
            grants.set(*service, true);
        }
        self.save(grants);
    }

    /// Takes every grant back.
    pub fn withdraw(self) {
        let policy = self.policy();
        self.follow(self.keeper.with_value(|keeper| keeper.withdraw(&policy)));
    }

    /// What waits for a grant now, in document order.
    pub(crate) fn held(self) -> Vec<Held> {
        let policy = self.policy();
        self.keeper.with_value(|keeper| keeper.held(&policy))
    }

    /// Shows one held embed for this page view; stores nothing.
    pub fn show_once(self, held: HeldId) {
        self.keeper.with_value(|keeper| keeper.show_once(held));
    }

    /// The answer as it is stored, or an empty text.
    pub(crate) fn record(self) -> String {
        self.keeper.with_value(|keeper| keeper.record())
    }

    /// Reads the keeper again, after the page or another tab changed the answer.
    pub(crate) fn refresh(self) {
        let policy = self.policy();
        self.follow(self.keeper.with_value(|keeper| keeper.state(&policy)));
    }

    fn answer(self, choice: &Choice) {
        let policy = self.policy();
        self.follow(
            self.keeper
                .with_value(|keeper| keeper.answer(choice, &policy)),
        );
    }

    fn follow(self, state: ConsentState) {
        if self.state.with_untracked(|now| *now != state) {
            self.state.set(state);
        }
    }
}

/// How much of `category` is in `grants`.
pub fn share(policy: &PolicyView, category: CategoryId, grants: &Grants) -> Share {
    let (mut on, mut off) = (false, false);
    for (service, _) in policy.services_of(category) {
        if grants.contains(service) {
            on = true;
        } else {
            off = true;
        }
    }
    match (on, off) {
        (true, true) => Share::Some,
        (true, false) => Share::All,
        (false, _) => Share::None,
    }
}
