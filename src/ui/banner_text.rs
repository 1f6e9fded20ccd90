//! What the first layer says before its buttons (LAW-14).

use leptos::prelude::*;
use portcullis_core::view::CategoryView;
use portcullis_core::{PolicyView, ServiceId};

use super::labels::{label, reloads};
use crate::manager::use_consent;

/// Where the sentence names what the cookies are for.
const PURPOSES: &str = "{purposes}";

/// Who asks, for what, and that the answer can be changed.
#[component]
pub(crate) fn BannerText() -> impl IntoView {
    let manager = use_consent();
    let policy = manager.policy();
    let added = manager
        .state()
        .with_untracked(|state| state.added().to_vec());
    let (title, (before, told)) = if added.is_empty() {
        ("title", categories(&policy))
    } else {
        ("added_title", services(&policy, &added))
    };
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
                {before} {told} {[" ", policy.label("change_later"), " "].concat()} {privacy}
            </p>
            {reloads(&policy)}
            {gpc}
        </div>
    }
}

/// The beginning of a text, and what follows: something strong with the words after it.
type Told = (String, Vec<AnyView>);

/// The purposes in one sentence; what its title does not say about a category, after it.
fn categories(policy: &PolicyView) -> Told {
    let intro = policy.label("intro");
    let (before, after) = intro.split_once(PURPOSES).unwrap_or((intro, ""));
    let names_them = before.len() < intro.len();
    let mut named: Vec<&CategoryView> = Vec::new();
    let mut explained = Vec::new();
    for (id, it) in policy.categories() {
        if it.necessary || policy.services_of(id).next().is_none() {
            continue;
        }
        if names_them && !it.is_kind {
            named.push(it);
        } else {
            explained.push(entry(&it.title, &it.description));
        }
    }
    let mut told = joined(policy, &named, after);
    told.append(&mut explained);
    (before.to_owned(), told)
}

/// The titles of `categories` as a list in a sentence, and its end.
fn joined(policy: &PolicyView, categories: &[&CategoryView], end: &str) -> Vec<AnyView> {
    let pattern = policy.label("list");
    let between = |from: &str, to: &str| {
        let rest = pattern.split_once(from).map_or("", |(_, rest)| rest);
        rest.split_once(to).map_or(", ", |(text, _)| text)
    };
    let (comma, and) = (between("{a}", "{b}"), between("{b}", "{c}"));
    let mut left = categories.len();
    let mut told = Vec::new();
    for it in categories {
        left -= 1;
        let after = match left {
            0 => end,
            1 => and,
            _ => comma,
        };
        told.push(strong(&it.title, after.to_owned()));
    }
    told
}

fn services(policy: &PolicyView, added: &[ServiceId]) -> Told {
    let mut told = Vec::new();
    for it in added.iter().filter_map(|id| policy.service(*id)) {
        told.push(entry(&it.title, &it.purpose));
    }
    (label(policy, "added_intro"), told)
}

fn entry(title: &str, description: &str) -> AnyView {
    strong(&[" ", title].concat(), [" – ", description].concat())
}

fn strong(title: &str, after: String) -> AnyView {
    view! { <strong>{title.to_owned()}</strong> {after} }.into_any()
}
