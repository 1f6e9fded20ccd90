//! The second layer.

use leptos::html;
use leptos::prelude::*;
use portcullis_core::{ConsentState, Grants, PolicyView};

use super::category_row::category_row;
use super::labels::{direction, label, reloads};
use super::layers::Layers;
use crate::manager::use_consent;

/// The second layer while it is open, and the line that says an answer was saved.
#[component]
pub(crate) fn SecondLayer() -> impl IntoView {
    let layers = Layers::expect();
    let policy = use_consent().policy();
    view! {
        {move || layers.is_open().then(|| view! { <Preferences/> })}
        <p
            class="portcullis-status"
            role="status"
            data-portcullis-interface
            lang=policy.language.clone()
            dir=direction(&policy)
        >
            {move || layers.said()}
        </p>
    }
}

/// The second layer. Each opening starts from what is granted now; the draft
/// dies with the dialog.
#[component]
pub(super) fn Preferences() -> impl IntoView {
    let manager = use_consent();
    let layers = Layers::expect();
    let policy = manager.policy();
    let granted = manager.state().with_untracked(ConsentState::grants);
    let draft = RwSignal::new(granted.clone());
    let changed = Signal::derive(move || {
        if draft.with(|it| *it == granted) {
            ""
        } else {
            "1"
        }
    });
    let (dialog, heading) = (NodeRef::new(), NodeRef::new());
    Effect::new(move || layers.opened(dialog, heading));
    let rows: Vec<AnyView> = policy
        .categories()
        .map(|(id, _)| category_row(id, draft))
        .collect();
    view! {
        <dialog
            class="portcullis portcullis-preferences"
            aria-labelledby="portcullis-preferences-title"
            lang=policy.language.clone()
            dir=direction(&policy)
            node_ref=dialog
            on:close=move |_| layers.close()
        >
            {header(layers, &policy, heading)}
            <div class="portcullis-preferences__body">
                <p class="portcullis-preferences__intro">{label(&policy, "preferences_intro")}</p>
                {reloads(&policy)}
                <ul class="portcullis-categories">{rows}</ul>
                {colophon(&policy)}
            </div>
            {actions(layers, &policy, draft, changed)}
        </dialog>
    }
}

fn header(
    layers: Layers,
    policy: &PolicyView,
    heading: NodeRef<html::H2>,
) -> impl IntoView + use<> {
    view! {
        <div class="portcullis-preferences__header">
            <h2
                class="portcullis-preferences__title"
                id="portcullis-preferences-title"
                tabindex="-1"
                node_ref=heading
            >
                {label(policy, "preferences_title")}
            </h2>
            <button
                type="button"
                class="portcullis-close"
                aria-label=label(policy, "close")
                on:click=move |_| layers.close()
            ></button>
        </div>
    }
}

/// The gate acts on "accept all" and "reject all", as on the first layer.
/// `changed` says so where the draft is something else than what holds.
fn actions(
    layers: Layers,
    policy: &PolicyView,
    draft: RwSignal<Grants>,
    changed: Signal<&'static str>,
) -> impl IntoView + use<> {
    let manager = use_consent();
    let save = move |_| {
        manager.save(draft.get_untracked());
        layers.close();
    };
    view! {
        <div class="portcullis-preferences__actions">
            <button type="button" class="portcullis-button" data-portcullis="accept-all" on:click=move |_| layers.close()>
                {label(policy, "accept_all")}
            </button>
            <button type="button" class="portcullis-button" data-portcullis="reject-all" on:click=move |_| layers.close()>
                {label(policy, "reject_all")}
            </button>
            <button type="button" class="portcullis-button portcullis-save" data-portcullis="save" data-changed=changed on:click=save>
                {label(policy, "save")}
            </button>
        </div>
    }
}

/// Who answers for it, and who to complain to.
fn colophon(policy: &PolicyView) -> AnyView {
    let site = &policy.site;
    let contact = (!site.contact.is_empty()).then(|| {
        let at = site.contact.contains('@') && !site.contact.contains(':');
        let address = [if at { "mailto:" } else { "" }, &site.contact].concat();
        entry(policy, "contact", address, &site.contact)
    });
    let authority = site
        .authority
        .as_ref()
        .map(|it| entry(policy, "authority", it.url.clone(), &it.name));
    view! {
        <dl class="portcullis-facts portcullis-colophon">
            {contact} {authority}
        </dl>
    }
    .into_any()
}

fn entry(policy: &PolicyView, key: &str, address: String, text: &str) -> AnyView {
    let (key, text) = (label(policy, key), text.to_owned());
    view! { <div><dt>{key}</dt><dd><a href=address rel="noopener">{text}</a></dd></div> }.into_any()
}
