//! Tables of cookies and other storage.

use leptos::prelude::*;
use portcullis_core::PolicyView;
use portcullis_core::view::{CookieView, ServiceView};

use super::labels::{kind, label};

/// Marks what stays after a refusal.
pub(super) const LEFT: &str = " †";

/// What one service stores; nothing where it stores nothing.
pub(super) fn cookie_table(policy: &PolicyView, service: &ServiceView) -> Option<AnyView> {
    let mut rows = Vec::new();
    for it in &service.cookies {
        let mut cookie = it.clone();
        if cookie.left {
            cookie.name.push_str(LEFT);
        }
        let provider = if cookie.third_party {
            service.vendor.clone()
        } else {
            label(policy, "first_party")
        };
        rows.push(row(policy, cookie, "cookie_provider", provider));
    }
    (!rows.is_empty()).then(|| table(policy, "cookies", "cookie_provider", rows))
}

/// What the columns are called, the last of them as `provider`.
fn columns(provider: &'static str) -> [&'static str; 5] {
    [
        "cookie_name",
        "cookie_kind",
        "cookie_duration",
        "cookie_purpose",
        provider,
    ]
}

/// A table of cookies called `title`, whose last column is called `provider`.
pub(super) fn table(
    policy: &PolicyView,
    title: &str,
    provider: &'static str,
    rows: Vec<AnyView>,
) -> AnyView {
    let head: Vec<AnyView> = columns(provider)
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

/// One cookie, whose last cell is called `last`. Where the table is narrow each cell says what it is.
pub(super) fn row(
    policy: &PolicyView,
    cookie: CookieView,
    last: &'static str,
    provider: String,
) -> AnyView {
    let cells = [
        cookie.name,
        kind(policy, cookie.kind),
        cookie.duration,
        cookie.purpose,
        provider,
    ];
    let cells: Vec<AnyView> = cells
        .into_iter()
        .zip(columns(last))
        .map(|(it, key)| view! { <td data-label=label(policy, key)>{it}</td> }.into_any())
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}
