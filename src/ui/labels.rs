//! The interface's words, in the page's language.

use leptos::prelude::*;
use portcullis_core::words::StoredKind;
use portcullis_core::{PolicyView, ServiceId};

/// `dir` of everything that speaks the policy's language.
pub(crate) fn direction(policy: &PolicyView) -> &'static str {
    if policy.rtl { "rtl" } else { "ltr" }
}

/// The label for `key`.
pub(super) fn label(policy: &PolicyView, key: &str) -> String {
    policy.label(key).to_owned()
}

/// The label for `key` with `value` in the place that `{…}` marks.
pub(super) fn label_with(policy: &PolicyView, key: &str, value: &str) -> String {
    let text = policy.label(key);
    let Some((before, rest)) = text.split_once('{') else {
        return text.to_owned();
    };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    [before, value, after].concat()
}

/// That the page loads once more, where it does.
pub(super) fn reloads(policy: &PolicyView) -> Option<AnyView> {
    let text = policy.reloads.then(|| label(policy, "reloads"))?;
    Some(view! { <p>{text}</p> }.into_any())
}

/// The label of a kind of storage.
pub(super) fn kind(policy: &PolicyView, kind: StoredKind) -> String {
    label(policy, &["kind_", kind.word()].concat())
}

/// Titles of `services`, joined as a list.
pub(super) fn titles(policy: &PolicyView, services: &[ServiceId]) -> String {
    let titles: Vec<&str> = services
        .iter()
        .filter_map(|id| policy.service(*id))
        .map(|it| it.title.as_str())
        .collect();
    titles.join(", ")
}
