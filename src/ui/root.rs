//! What an embedder mounts.

use std::rc::Rc;

use leptos::prelude::*;

use crate::gate::Gate;
use crate::manager::{Closed, ConsentManager, Keeper, use_consent};
use crate::{PolicyView, browser, runtime};

/// Puts the first layer, the second layer, declarations and placeholders into
/// the page, and provides [`use_consent`] to its children.
///
/// Without a gate on the page it says so on the console and shows its children
/// only: nothing optional is granted then.
#[component]
pub fn ConsentRoot(
    /// The policy in the page's language.
    policy: PolicyView,
    /// Who keeps the answer; the page's gate unless given.
    #[prop(optional)]
    keeper: Option<Rc<dyn Keeper>>,
    /// The rest of the app, if it lives inside.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let keeper = keeper.or_else(page_gate);
    let asks = keeper.is_some();
    let manager = ConsentManager::new(
        policy,
        keeper.unwrap_or_else(|| Rc::new(Closed { gpc: false })),
    );
    provide_context(manager);
    if asks {
        runtime::start(manager);
    }
    children.map(|children| children())
}

/// Shows its children while `service` is granted, and nothing otherwise.
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

fn page_gate() -> Option<Rc<dyn Keeper>> {
    match Gate::find() {
        Ok(gate) => Some(Rc::new(gate)),
        Err(error) => {
            browser::console::error(error);
            None
        }
    }
}
