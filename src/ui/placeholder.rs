//! What stands where an embed is held.

use leptos::prelude::*;
use portcullis_core::ServiceId;

use super::labels::{direction, label, label_with, titles};
use crate::manager::{HeldId, use_consent};

/// What stands where an embed is held: who it comes from, what it needs, and
/// the ways to see it (LAW-20).
#[component]
pub(crate) fn Placeholder(
    /// Which embed.
    held: HeldId,
    /// The services that it waits for.
    services: Vec<ServiceId>,
) -> impl IntoView {
    let manager = use_consent();
    let policy = manager.policy();
    let needs = titles(&policy, &services);
    let facts: Vec<AnyView> = services
        .iter()
        .filter_map(|id| policy.service(*id))
        .map(|it| {
            view! { <p><strong>{it.vendor.clone()}</strong>" "{it.purpose.clone()}</p> }.into_any()
        })
        .collect();
    view! {
        <div class="portcullis portcullis-placeholder" role="group" aria-label=needs.clone() lang=policy.language.clone() dir=direction(&policy)>
            <p class="portcullis-placeholder__title">{label_with(&policy, "held_title", &needs)}</p>
            {facts}
            <p>{label_with(&policy, "held_text", &needs)}</p>
            <div class="portcullis-placeholder__actions">
                <button type="button" class="portcullis-button" on:click=move |_| manager.show_once(held)>
                    {label(&policy, "show_once")}
                </button>
                <button type="button" class="portcullis-button" on:click=move |_| manager.grant_also(&services)>
                    {label_with(&policy, "always_show", &needs)}
                </button>
                <button type="button" class="portcullis-choose" data-portcullis="preferences">
                    {label(&policy, "choose")}
                </button>
            </div>
        </div>
    }
}
