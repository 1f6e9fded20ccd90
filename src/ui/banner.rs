//! The first layer.

use leptos::prelude::*;

use super::banner_text::BannerText;
use super::words::{direction, word};
use crate::browser::dom::find_all;
use crate::browser::timer;
use crate::manager::use_consent;
use crate::runtime::keep;

/// The first layer while the visitor has to choose, unless the gate shows it.
#[component]
pub(crate) fn FirstLayer() -> impl IntoView {
    let needed = use_consent().needs_choice();
    let stands = !find_all(".portcullis-banner").is_empty();
    move || (needed.get() && !stands).then(|| view! { <NudgedBanner/> })
}

/// Tools that reject on a visitor's behalf look again only when something
/// changes, and a late banner would escape them (CLI-05).
#[component]
fn NudgedBanner() -> impl IntoView {
    let nudge = RwSignal::new("0");
    keep(timer::after(700, move || nudge.set("1")));
    keep(timer::after(1400, move || nudge.set("2")));
    view! { <Banner nudge/> }
}

/// The first layer: a pure view. The gate acts on its buttons.
#[component]
pub(crate) fn Banner(
    /// Changes twice, so that a late banner is noticed.
    #[prop(into)]
    nudge: Signal<&'static str>,
) -> impl IntoView {
    let policy = use_consent().policy();
    let reject = if policy.banner.quiet_reject {
        "portcullis-choose"
    } else {
        "portcullis-button"
    };
    view! {
        <section
            class="portcullis portcullis-banner"
            role="dialog"
            aria-modal="false"
            aria-labelledby="portcullis-banner-title"
            lang=policy.language.clone()
            dir=direction(&policy)
            data-layout=policy.banner.layout.clone()
            data-position=policy.banner.position.clone()
            data-nudge=nudge
        >
            <BannerText/>
            <div class="portcullis-banner__actions">
                <button type="button" class="portcullis-button" data-portcullis="accept-all">
                    {word(&policy, "accept_all")}
                </button>
                <button type="button" class=reject data-portcullis="reject-all">
                    {word(&policy, "reject_all")}
                </button>
                <button type="button" class="portcullis-choose" data-portcullis="preferences">
                    {word(&policy, "choose")}
                </button>
            </div>
            {policy.banner.close_button.then(|| view! { <CloseRejects/> })}
        </section>
    }
}

/// The × that rejects and says so (LAW-17).
#[component]
fn CloseRejects() -> impl IntoView {
    let policy = use_consent().policy();
    view! {
        <button
            type="button"
            class="portcullis-close"
            data-portcullis="reject-all"
            aria-label=word(&policy, "close_rejects")
        >
            "×"
        </button>
    }
}
