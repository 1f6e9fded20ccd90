//! A service of the second layer, with all that it declares.

use leptos::prelude::*;
use portcullis_core::view::ServiceView;
use portcullis_core::{Grants, PolicyView, ServiceId};

use super::cookie_table::{CookieTable, LEFT};
use super::labels::label;
use super::switch::{Hook, Switch};
use crate::manager::use_consent;

/// A service of the second layer, with all that it declares.
#[component]
pub(super) fn ServiceRow(
    /// The service.
    id: ServiceId,
    /// What the visitor has switched on so far.
    draft: RwSignal<Grants>,
    /// Needs no consent.
    fixed: bool,
) -> impl IntoView {
    let policy = use_consent().policy();
    let service = policy.service(id).cloned().unwrap_or_default();
    view! {
        <li class="portcullis-service">
            <Switch
                hook=Hook::Service(service.id.clone())
                title=service.title.clone()
                note=service.purpose.clone()
                checked=Signal::derive(move || fixed || draft.with(|grants| grants.contains(id)))
                mixed=Signal::derive(|| false)
                fixed
                on_switch=Callback::new(move |on| draft.update(|grants| grants.set(id, on)))
            />
            <details class="portcullis-details">
                <summary>{label(&policy, "details")} <span class="portcullis-hidden">" – "{service.title.clone()}</span></summary>
                <dl class="portcullis-facts">
                    {fact(&policy, "vendor", &service.vendor)}
                    {fact(&policy, "purpose", &service.purpose)}
                    {fact(&policy, "hosts", &service.hosts.join(", "))}
                    {fact(&policy, "left", &left(&service))}
                </dl>
                <CookieTable cookies=service.cookies.clone() vendor=service.vendor.clone()/>
                {links(&policy, &service)}
            </details>
        </li>
    }
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
