//! Tables of cookies and other storage.

use leptos::prelude::*;
use portcullis_core::PolicyView;
use portcullis_core::view::CookieView;

use super::labels::{kind, label};
use crate::manager::use_consent;

/// Marks what stays after a refusal.
pub(super) const LEFT: &str = " †";

/// What one service stores; nothing where it stores nothing.
#[component]
pub(super) fn CookieTable(
    /// Its cookies and other storage.
    cookies: Vec<CookieView>,
    /// The company behind the service.
    vendor: String,
) -> impl IntoView {
    let policy = use_consent().policy();
    let rows: Vec<AnyView> = cookies
        .into_iter()
        .map(|mut it| {
            if it.left {
                it.name.push_str(LEFT);
            }
            let provider = if it.third_party {
                vendor.clone()
            } else {
                label(&policy, "first_party")
            };
            row(&policy, it, provider)
        })
        .collect();
    (!rows.is_empty()).then(|| table(&policy, "cookies", "cookie_provider", rows))
}

/// A table of cookies called `title`, whose last column is called `provider`.
pub(super) fn table(
    policy: &PolicyView,
    title: &str,
    provider: &str,
    rows: Vec<AnyView>,
) -> AnyView {
    let columns = [
        "cookie_name",
        "cookie_kind",
        "cookie_duration",
        "cookie_purpose",
        provider,
    ];
    let head: Vec<AnyView> = columns
        .into_iter()
        .map(|key| view! { <th scope="col">{label(policy, key)}</th> }.into_any())
        .collect();
    view! {
        <div class="portcullis-scroll" tabindex="0" role="group" aria-label=label(policy, title)>
            <table class="portcullis-table">
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One cookie.
pub(super) fn row(policy: &PolicyView, cookie: CookieView, provider: String) -> AnyView {
    let cells = [
        cookie.name,
        kind(policy, cookie.kind),
        cookie.duration,
        cookie.purpose,
        provider,
    ];
    let cells: Vec<AnyView> = cells
        .into_iter()
        .map(|it| view! { <td>{it}</td> }.into_any())
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}
