//! What the first layer says before its buttons (LAW-14).

use leptos::prelude::*;
use portcullis_core::{PolicyView, ServiceId};

use super::labels::{label, reloads};
use crate::manager::use_consent;

/// Who asks, for what, and that the answer can be changed.
#[component]
pub(crate) fn BannerText() -> impl IntoView {
    let manager = use_consent();
    let policy = manager.policy();
    let added = manager
        .state()
        .with_untracked(|state| state.added().to_vec());
    let (title, intro) = if added.is_empty() {
        ("title", "intro")
    } else {
        ("added_title", "added_intro")
    };
    let asked = if added.is_empty() {
        categories(&policy)
    } else {
        services(&policy, &added)
    };
    let gpc = manager
        .gpc()
        .then(|| view! { <p class="portcullis-banner__note portcullis-banner__gpc">{label(&policy, "gpc_honoured")}</p> });
    view! {
        <div class="portcullis-banner__text">
            <h2 class="portcullis-banner__title" id="portcullis-banner-title" tabindex="-1">
                {label(&policy, title)}
            </h2>
            <p>{label(&policy, intro)}</p>
            <ul class="portcullis-banner__asked">{asked}</ul>
            <p class="portcullis-banner__note">{label(&policy, "change_later")}</p>
            {reloads(&policy)}
            {gpc}
            <Links/>
        </div>
    }
}

#[component]
fn Links() -> impl IntoView {
    let policy = use_consent().policy();
    let address = policy.site.privacy_policy.clone();
    let privacy = (!address.is_empty())
        .then(|| view! { <a href=address>{label(&policy, "privacy_policy")}</a> });
    let count = [
        policy.label("optional_services"),
        ": ",
        &policy.optional().count().to_string(),
    ]
    .concat();
    view! {
        <p class="portcullis-banner__links">
            {privacy}
            <span>{count}</span>
        </p>
    }
}

fn categories(policy: &PolicyView) -> Vec<AnyView> {
    let optional = policy
        .categories()
        .filter(|(id, it)| !it.necessary && policy.services_of(*id).next().is_some());
    optional
        .map(|(_, it)| entry(it.title.clone(), it.description.clone()))
        .collect()
}

fn services(policy: &PolicyView, added: &[ServiceId]) -> Vec<AnyView> {
    let services = added.iter().filter_map(|id| policy.service(*id));
    services
        .map(|it| entry(it.title.clone(), it.purpose.clone()))
        .collect()
}

fn entry(title: String, description: String) -> AnyView {
    view! {
        <li>
            <strong>{title}</strong>
            " "
            {description}
        </li>
    }
    .into_any()
}
