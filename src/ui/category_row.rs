//! A category of the second layer, with its services folded away.

use leptos::prelude::*;
use portcullis_core::{CategoryId, Grants};

use super::labels::label;
use super::service_row::service_row;
use super::switch::{Hook, row, switch};
use crate::manager::{share, use_consent};

/// The category `id`, with its services folded away; `draft` is what the visitor has switched on so far.
pub(super) fn category_row(id: CategoryId, draft: RwSignal<Grants>) -> AnyView {
    let policy = use_consent().policy();
    let category = policy.category(id).cloned().unwrap_or_default();
    let fixed = category.necessary;
    let mut rows = Vec::new();
    for (service, it) in policy.services_of(id) {
        rows.push(service_row(&policy, service, it, fixed, draft));
    }
    let control = if fixed {
        view! { <span class="portcullis-badge">{label(&policy, "always_on")}</span> }.into_any()
    } else {
        let policy = policy.clone();
        switch(
            Hook::Category(&category.id),
            &category.title,
            Signal::derive(move || draft.with(|grants| share(&policy, id, grants))),
            Callback::new(move |on| switch_all(id, draft, on)),
        )
    };
    let title = title(category.title, category.services);
    view! {
        <li class="portcullis-category">
            {row(title, &category.id, category.description, Some(control))}
            <ul class="portcullis-services">{rows}</ul>
        </li>
    }
    .into_any()
}

/// The title, which unfolds the services (the style looks at it), and how many there are.
fn title(title: String, count: String) -> AnyView {
    let expanded = RwSignal::new("false");
    let turn = move |_| expanded.update(|it| *it = if *it == "true" { "false" } else { "true" });
    view! {
        <div class="portcullis-row__head">
            <h3 class="portcullis-row__title">
                <button
                    type="button"
                    class="portcullis-toggle"
                    aria-expanded=expanded
                    on:click=turn
                >
                    {title}
                </button>
            </h3>
            <span class="portcullis-row__count">{count}</span>
        </div>
    }
    .into_any()
}

fn switch_all(category: CategoryId, draft: RwSignal<Grants>, on: bool) {
    let policy = use_consent().policy();
    draft.update(|grants| {
        for (service, _) in policy.services_of(category) {
            grants.set(service, on);
        }
    });
}
