//! The first layer.

use leptos::prelude::*;
use portcullis_core::PolicyView;

use super::banner_text::banner_text;
use super::labels::{direction, label};
use super::layers::Layers;
use crate::manager::use_consent;

/// The first layer while the visitor has to choose, unless the gate shows it.
#[component]
pub(crate) fn FirstLayer() -> impl IntoView {
    let layers = Layers::expect();
    let asks = layers.asks(use_consent());
    move || asks.get().then(|| view! { <Banner nudge=layers.nudge()/> })
}

/// The first layer: a pure view. The gate acts on its buttons.
#[component]
pub(crate) fn Banner(
    /// Changes twice, so that a late banner is noticed.
    #[prop(into)]
    nudge: Signal<&'static str>,
) -> impl IntoView {
    let policy = use_consent().policy();
    view! {
        <section
            class="portcullis portcullis-banner"
            role="dialog"
            aria-modal="false"
            aria-labelledby="portcullis-banner-title"
            lang=policy.language.clone()
            dir=direction(&policy)
            data-layout=policy.banner.layout.word()
            data-position=policy.banner.position.word()
            data-nudge=nudge
        >
            {banner_text()}
            <div class="portcullis-banner__actions">
                <button type="button" class="portcullis-button" data-portcullis="accept-all">
                    {label(&policy, "accept_all")}
                </button>
                <button type="button" class="portcullis-button" data-portcullis="reject-all">
                    {label(&policy, "reject_all")}
                </button>
                <button type="button" class="portcullis-choose" data-portcullis="preferences">
                    {label(&policy, "choose")}
                </button>
            </div>
            {policy.banner.close_button.then(|| close_rejects(&policy))}
        </section>
    }
}

/// The × that rejects and says so (LAW-17). The style draws it.
fn close_rejects(policy: &PolicyView) -> AnyView {
    view! {
        <button
            type="button"
            class="portcullis-close"
            data-portcullis="reject-all"
            aria-label=label(policy, "close_rejects")
        ></button>
    }
    .into_any()
}
