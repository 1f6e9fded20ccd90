//! A category of the second layer, with its services.

use leptos::prelude::*;
use portcullis_core::{CategoryId, Grants};

use super::labels::label;
use super::service_row::ServiceRow;
use super::switch::{Hook, Switch};
use crate::manager::{Share, share, use_consent};

/// A category of the second layer, with its services.
#[component]
pub(super) fn CategoryRow(
    /// The category.
    id: CategoryId,
    /// What the visitor has switched on so far.
    draft: RwSignal<Grants>,
) -> impl IntoView {
    let policy = use_consent().policy();
    let category = policy.category(id).cloned().unwrap_or_default();
    let fixed = category.necessary;
    let rows: Vec<AnyView> = policy
        .services_of(id)
        .map(|(service, _)| view! { <ServiceRow id=service draft fixed/> }.into_any())
        .collect();
    let badge = fixed.then(|| {
        view! { <span class="portcullis-badge">{label(&policy, "always_on")}</span> }.into_any()
    });
    let whole = Memo::new(move |_| draft.with(|grants| share(&policy, id, grants)));
    view! {
        <li class="portcullis-category">
            <Switch
                hook=Hook::Category(category.id)
                title=category.title
                note=category.description
                checked=Signal::derive(move || fixed || whole.get() == Share::All)
                mixed=Signal::derive(move || !fixed && whole.get() == Share::Some)
                fixed
                badge
                on_switch=Callback::new(move |on| switch_all(id, draft, on))
            />
            <ul class="portcullis-services">{rows}</ul>
        </li>
    }
}

fn switch_all(category: CategoryId, draft: RwSignal<Grants>, on: bool) {
    let policy = use_consent().policy();
    draft.update(|grants| {
        for (service, _) in policy.services_of(category) {
            grants.set(service, on);
        }
    });
}
