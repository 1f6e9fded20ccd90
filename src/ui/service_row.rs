//! A service of the second layer, with all that it declares.

use leptos::prelude::*;
use portcullis_core::view::ServiceView;
use portcullis_core::{Grants, PolicyView, ServiceId};

use super::cookie_table::{LEFT, cookie_table};
use super::labels::label;
use super::switch::{Hook, id_of, row, switch};
use crate::manager::Share;

/// The service at `id`, with all that it declares; `fixed` where it needs no consent, and `draft` is what
/// the visitor has switched on so far.
pub(super) fn service_row(
    policy: &PolicyView,
    id: ServiceId,
    service: &ServiceView,
    fixed: bool,
    draft: RwSignal<Grants>,
) -> AnyView {
    let dot = if service.purpose.is_empty() {
        ""
    } else {
        " · "
    };
    let note = [&service.purpose, dot, &service.vendor].concat();
    let control = (!fixed).then(|| {
        let share = move |grants: &Grants| {
            if grants.contains(id) {
                Share::All
            } else {
                Share::None
            }
        };
        switch(
            Hook::Service(&service.id),
            &service.title,
            Signal::derive(move || draft.with(share)),
            Callback::new(move |on| draft.update(|grants| grants.set(id, on))),
        )
    });
    let title = view! {
        <label class="portcullis-row__title" for=id_of(&service.id, "")>
            {service.title.clone()}
        </label>
    };
    view! {
        <li class="portcullis-service">
            {row(title.into_any(), &service.id, note, control)}
            <details class="portcullis-details">
                <summary>{label(policy, "details")} <span class="portcullis-hidden">" – "{service.title.clone()}</span></summary>
                <dl class="portcullis-facts">
                    {fact(policy, "hosts", &service.hosts.join(", "))}
                    {fact(policy, "left", &left(service))}
                </dl>
                {cookie_table(policy, service)}
                {links(policy, service)}
            </details>
        </li>
    }
    .into_any()
}

fn fact(policy: &PolicyView, key: &str, value: &str) -> Option<AnyView> {
    let value = (!value.is_empty()).then(|| value.to_owned())?;
    Some(view! { <div><dt>{label(policy, key)}</dt><dd>{value}</dd></div> }.into_any())
}

/// Cookies that stay after a refusal, marked as in the table.
fn left(service: &ServiceView) -> String {
    let left = service.cookies.iter().filter(|it| it.left);
    let names: Vec<&str> = left.map(|it| it.name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    [&names.join(", "), LEFT].concat()
}

fn links(policy: &PolicyView, service: &ServiceView) -> AnyView {
    let link = |address: &String, key| {
        let address = (!address.is_empty()).then(|| address.clone())?;
        Some(
            view! { <a href=address rel="noopener" target="_blank">{label(policy, key)}</a> }
                .into_any(),
        )
    };
    let links = [
        link(&service.privacy, "vendor_privacy"),
        link(&service.opt_out, "opt_out"),
    ];
    view! { <p class="portcullis-links">{links.into_iter().flatten().collect::<Vec<_>>()}</p> }
        .into_any()
}
