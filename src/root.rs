//! What an app mounts: here gate, manager and runtime are joined.

#![allow(unreachable_pub, reason = "the component macro writes public props")]

use std::rc::Rc;

use leptos::prelude::*;

use crate::gate::{Gate, PageKeeper};
use crate::manager::{Closed, ConsentManager, use_consent};
use crate::{PolicyView, browser, runtime};

/// Puts the first layer, the second layer, declarations and placeholders into
/// the page, and provides [`use_consent`] to its children.
///
/// Without a gate on the page it says so on the console and shows its children
/// only: nothing optional is granted then. With an empty policy the same, and
/// the gate's own interface stays the one that is shown.
///
/// ```
/// use leptos::prelude::*;
/// use portcullis::{ConsentRoot, PolicyView};
///
/// #[component]
/// fn App(policy: PolicyView) -> impl IntoView {
///     view! {
///         <ConsentRoot policy>
///             <button data-portcullis="preferences">"Cookie settings"</button>
///         </ConsentRoot>
///     }
/// }
/// ```
#[component]
pub fn ConsentRoot(
    /// The policy in the page's language.
    policy: PolicyView,
    /// Who keeps the answer; the page's gate unless given.
    #[prop(optional)]
    keeper: Option<Rc<dyn PageKeeper>>,
    /// The rest of the app, if it lives inside.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let is_known = !policy.categories.is_empty();
    match keeper.or_else(page_gate).filter(|_| is_known) {
        Some(keeper) => {
            let manager = ConsentManager::new(policy, Rc::clone(&keeper) as _);
            provide_context(manager);
            runtime::start(manager, keeper);
        }
        None => provide_context(ConsentManager::new(policy, Rc::new(Closed { gpc: false }))),
    }
    children.map(|children| children())
}

/// Shows its children while `service` is granted, and nothing otherwise.
///
/// ```
/// use leptos::prelude::*;
/// use portcullis::ConsentGate;
///
/// #[component]
/// fn Film() -> impl IntoView {
///     view! {
///         <ConsentGate service="video">
///             <iframe src="https://film.example/player.html" title="A film"></iframe>
///         </ConsentGate>
///     }
/// }
/// ```
#[component]
pub fn ConsentGate(
    /// Id of the service.
    #[prop(into)]
    service: String,
    /// What needs the service.
    children: ChildrenFn,
) -> impl IntoView {
    let granted = use_consent().is_granted(&service);
    move || granted.get().then(|| children())
}

fn page_gate() -> Option<Rc<dyn PageKeeper>> {
    match Gate::find() {
        Ok(gate) => Some(Rc::new(gate)),
        Err(error) => {
            browser::console::error(error);
            None
        }
    }
}
