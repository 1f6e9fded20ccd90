//! What the first layer says before its buttons (LAW-14).

use super::labels::{label, reloads};
use crate::manager::use_consent;
use leptos::prelude::*;

/// Who asks, for what, and that the answer can be changed.
pub(super) fn banner_text() -> impl IntoView {
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
    let mut told = Vec::new();
    if added.is_empty() {
        for it in &policy.asked {
            told.push(strong(&it.title, it.text.clone()));
        }
    }
    for it in added.iter().filter_map(|id| policy.service(*id)) {
        told.push(strong(
            &[" ", &it.title].concat(),
            [" – ", &it.purpose].concat(),
        ));
    }
    let address = policy.site.privacy_policy.clone();
    let privacy = (!address.is_empty())
        .then(|| view! { <a href=address>{label(&policy, "privacy_policy")}</a> });
    let gpc = manager
        .gpc()
        .then(|| view! { <p class="portcullis-banner__gpc">{label(&policy, "gpc_honoured")}</p> });
    view! {
        <div class="portcullis-banner__text">
            <h2 class="portcullis-banner__title" id="portcullis-banner-title" tabindex="-1">
                {label(&policy, title)}
            </h2>
            <p class="portcullis-banner__asked">
                {label(&policy, intro)} {told} {[" ", policy.label("change_later"), " "].concat()} {privacy}
            </p>
            {reloads(&policy)}
            {gpc}
        </div>
    }
}

fn strong(title: &str, text: String) -> AnyView {
    view! { <strong>{title.to_owned()}</strong> {text} }.into_any()
}
