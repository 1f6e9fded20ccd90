//! A switch: a real checkbox, so that it works with everything.

use leptos::prelude::*;

/// What a switch switches: the public hook that it carries.
pub(super) enum Hook {
    /// `data-portcullis-category`
    Category(String),
    /// `data-portcullis-service`
    Service(String),
}

/// A labelled switch.
#[component]
pub(super) fn Switch(
    /// What it switches.
    hook: Hook,
    /// Its name; never changes with its state (A11Y-18).
    title: String,
    /// What explains it.
    note: String,
    /// Whether it is on.
    checked: Signal<bool>,
    /// Whether it is neither on nor off.
    mixed: Signal<bool>,
    /// Cannot be switched off.
    fixed: bool,
    /// What stands beside a switch that cannot be switched off.
    #[prop(optional_no_strip)]
    badge: Option<AnyView>,
    /// Gets the new state.
    on_switch: Callback<bool>,
) -> impl IntoView {
    let (category, service) = match hook {
        Hook::Category(id) => (Some(id), None),
        Hook::Service(id) => (None, Some(id)),
    };
    view! {
        <label class="portcullis-switch">
            <span class="portcullis-switch__text">
                <span class="portcullis-switch__title">{title}</span>
                <span class="portcullis-switch__note">{note}</span>
            </span>
            {badge}
            <input
                type="checkbox"
                role="switch"
                class="portcullis-switch__input"
                data-portcullis-category=category
                data-portcullis-service=service
                disabled=fixed
                prop:checked=checked
                prop:indeterminate=mixed
                on:change:target=move |event| on_switch.run(event.target().checked())
            />
        </label>
    }
}
