//! A row of the second layer and its switch: a real checkbox, so that it works with everything.

use leptos::prelude::*;

use crate::manager::Share;

/// The id of what belongs to the row of the category or service `id`.
pub(super) fn id_of(id: &str, part: &str) -> String {
    ["portcullis-", id, part].concat()
}

/// What a switch switches: the public hook that it carries.
pub(super) enum Hook<'a> {
    /// `data-portcullis-category`
    Category(&'a str),
    /// `data-portcullis-service`
    Service(&'a str),
}

/// A row: its title, the words that explain what `id` stands for, and its control.
pub(super) fn row(title: AnyView, id: &str, note: String, control: Option<AnyView>) -> AnyView {
    view! {
        <div class="portcullis-row">
            {title}
            <p class="portcullis-row__note" id=id_of(id, "-note")>{note}</p>
            {control}
        </div>
    }
    .into_any()
}

/// A switch that is on, off, or mixed, which the role `switch` could not be. Its name is the row's
/// title and never changes with its state (A11Y-18); what explains it stands in the row's note.
pub(super) fn switch(
    hook: Hook<'_>,
    title: &str,
    state: Signal<Share>,
    on_switch: Callback<bool>,
) -> AnyView {
    let (id, category, service) = match hook {
        Hook::Category(id) => (id, Some(id.to_owned()), None),
        Hook::Service(id) => (id, None, Some(id.to_owned())),
    };
    view! {
        <input
            type="checkbox"
            class="portcullis-switch"
            id=id_of(id, "")
            aria-label=title.to_owned()
            aria-describedby=id_of(id, "-note")
            data-portcullis-category=category
            data-portcullis-service=service
            prop:checked=move || state.get() == Share::All
            prop:indeterminate=move || state.get() == Share::Some
            on:change:target=move |event| on_switch.run(event.target().checked())
        />
    }
    .into_any()
}
