//! The page's consent state as Leptos sees it: one signal, everything else is
//! derived, changes are commands. It knows no browser; a [`Keeper`] does.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use portcullis_core::{CategoryId, Choice, ConsentState, Grants, PolicyView, ServiceId};

pub(crate) use crate::held::{Closed, HeldId};
use crate::held::{Held, Keeper};

/// How much of a category is granted.
///
/// ```
/// use portcullis::{CategoryId, Grants, PolicyView, Share, share};
///
/// fn word(policy: &PolicyView, category: CategoryId, grants: &Grants) -> &'static str {
///     match share(policy, category, grants) {
///         Share::None => "nothing",
///         Share::Some => "some",
///         Share::All => "all",
///     }
/// }
/// ```
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
///
/// ```
/// use leptos::prelude::*;
/// use portcullis::use_consent;
///
/// #[component]
/// fn Asked() -> impl IntoView {
///     let consent = use_consent();
///     move || consent.needs_choice().get().then_some("Please choose")
/// }
/// ```
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
///
/// ```
/// use leptos::prelude::*;
/// use portcullis::use_consent;
///
/// #[component]
/// fn Counted() -> impl IntoView {
///     let granted = use_consent().is_granted("statistics");
///     move || if granted.get() { "This visit is counted." } else { "This visit is not counted." }
/// }
/// ```
pub fn use_consent() -> ConsentManager {
    expect_context::<ConsentManager>()
}

impl ConsentManager {
    /// A manager of `policy` that starts from what `keeper` knows.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::{ConsentManager, Keeper, PolicyView};
    /// use std::rc::Rc;
    ///
    /// /// For a test of an app: `keeper` answers in the gate's place.
    /// fn provide(policy: PolicyView, keeper: Rc<dyn Keeper>) {
    ///     provide_context(ConsentManager::new(policy, keeper));
    /// }
    /// ```
    pub fn new(policy: PolicyView, keeper: Rc<dyn Keeper>) -> ConsentManager {
        let state = keeper.state(&policy);
        ConsentManager {
            policy: StoredValue::new(Arc::new(policy)),
            keeper: StoredValue::new_local(keeper),
            state: RwSignal::new(state),
        }
    }

    /// The policy in the page's language.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Who() -> impl IntoView {
    ///     let policy = use_consent().policy();
    ///     policy.site.name.clone()
    /// }
    /// ```
    pub fn policy(self) -> Arc<PolicyView> {
        self.policy.get_value()
    }

    /// Where the visitor stands.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::{ConsentState, use_consent};
    ///
    /// #[component]
    /// fn Since() -> impl IntoView {
    ///     let state = use_consent().state();
    ///     move || match state.get() {
    ///         ConsentState::Decided(decision) => format!("since minute {}", decision.decided_at),
    ///         _ => "not yet".to_owned(),
    ///     }
    /// }
    /// ```
    pub fn state(self) -> Signal<ConsentState> {
        self.state.into()
    }

    /// Whether the visitor still has to choose. Never where nothing is optional (invariant 11).
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Note() -> impl IntoView {
    ///     let asks = use_consent().needs_choice();
    ///     move || asks.get().then_some("Nothing runs until you choose.")
    /// }
    /// ```
    pub fn needs_choice(self) -> Signal<bool> {
        let asks = self.policy().needs_consent();
        Signal::derive(move || asks && self.state.with(ConsentState::needs_choice))
    }

    /// What is granted now.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn HowMany() -> impl IntoView {
    ///     let grants = use_consent().grants();
    ///     move || grants.get().iter().count()
    /// }
    /// ```
    pub fn grants(self) -> Signal<Grants> {
        Signal::derive(move || self.state.with(ConsentState::grants))
    }

    /// Whether the service called `id` may run now. An unknown one may not.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Film() -> impl IntoView {
    ///     let granted = use_consent().is_granted("video");
    ///     move || granted.get().then(|| view! { <p>"The film"</p> })
    /// }
    /// ```
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
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn First() -> impl IntoView {
    ///     let consent = use_consent();
    ///     let first = consent.policy().categories().next().map(|(id, _)| id);
    ///     first.map(|id| {
    ///         let whole = consent.is_category_granted(id);
    ///         move || whole.get().to_string()
    ///     })
    /// }
    /// ```
    pub fn is_category_granted(self, category: CategoryId) -> Signal<bool> {
        let policy = self.policy();
        Signal::derive(move || {
            share(&policy, category, &self.state.with(ConsentState::grants)) == Share::All
        })
    }

    /// Whether a Global Privacy Control signal is honoured.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Signal() -> impl IntoView {
    ///     let honoured = use_consent().gpc();
    ///     honoured.then_some("Your browser asks sites not to sell your data, and we do not.")
    /// }
    /// ```
    pub fn gpc(self) -> bool {
        self.keeper.with_value(|keeper| keeper.gpc())
    }

    /// Grants every optional service.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Accept() -> impl IntoView {
    ///     let consent = use_consent();
    ///     view! { <button on:click=move |_| consent.accept_all()>"Accept all"</button> }
    /// }
    /// ```
    pub fn accept_all(self) {
        self.answer(&Choice::AcceptAll);
    }

    /// Refuses everything that is not necessary.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Reject() -> impl IntoView {
    ///     let consent = use_consent();
    ///     view! { <button on:click=move |_| consent.reject_all()>"Reject all"</button> }
    /// }
    /// ```
    pub fn reject_all(self) {
        self.answer(&Choice::RejectAll);
    }

    /// Grants exactly `grants`.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::{Grants, use_consent};
    ///
    /// #[component]
    /// fn NoneOfIt() -> impl IntoView {
    ///     let consent = use_consent();
    ///     view! { <button on:click=move |_| consent.save(Grants::none())>"None of it"</button> }
    /// }
    /// ```
    pub fn save(self, grants: Grants) {
        self.answer(&Choice::Custom(grants));
    }

    /// Grants `services` as well, and keeps every other answer as it is.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn AlsoTheFilm() -> impl IntoView {
    ///     let consent = use_consent();
    ///     let video = consent.policy().service_id("video");
    ///     view! { <button on:click=move |_| consent.grant_also(video.as_slice())>"Show films"</button> }
    /// }
    /// ```
    pub fn grant_also(self, services: &[ServiceId]) {
        let mut grants = self.state.with_untracked(ConsentState::grants);
        for service in services {
            grants.set(*service, true);
        }
        self.save(grants);
    }

    /// Takes every grant back.
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::use_consent;
    ///
    /// #[component]
    /// fn Withdraw() -> impl IntoView {
    ///     let consent = use_consent();
    ///     view! { <button on:click=move |_| consent.withdraw()>"Take it back"</button> }
    /// }
    /// ```
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
    ///
    /// ```
    /// use leptos::prelude::*;
    /// use portcullis::{HeldId, use_consent};
    ///
    /// #[component]
    /// fn Once(held: HeldId) -> impl IntoView {
    ///     let consent = use_consent();
    ///     view! { <button on:click=move |_| consent.show_once(held)>"Show once"</button> }
    /// }
    /// ```
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
///
/// ```
/// use portcullis::{CategoryId, Grants, PolicyView, Share, share};
///
/// fn is_whole(policy: &PolicyView, category: CategoryId, grants: &Grants) -> bool {
///     share(policy, category, grants) == Share::All
/// }
/// ```
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
