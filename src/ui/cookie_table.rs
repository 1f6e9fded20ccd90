//! What one service stores.

use leptos::prelude::*;
use portcullis_core::view::CookieView;

use super::words::{kind, word};
use crate::manager::use_consent;

const COLUMNS: [&str; 5] = ["name", "kind", "duration", "purpose", "provider"];

/// What one service stores; nothing where it stores nothing.
#[component]
pub(super) fn CookieTable(
    /// Its cookies and other storage.
    cookies: Vec<CookieView>,
    /// Who sets them.
    provider: String,
) -> impl IntoView {
    let policy = use_consent().policy();
    if cookies.is_empty() {
        return None;
    }
    let rows = cookies.into_iter().map(|it| {
        row(vec![it.name, kind(&policy, &it.kind), it.duration, it.purpose, provider.clone()])
    });
    Some(table(COLUMNS.map(|key| word(&policy, key)).to_vec(), rows.collect()))
}

/// A table; the first cell of each row names the row.
pub(super) fn table(columns: Vec<String>, rows: Vec<AnyView>) -> AnyView {
    let head: Vec<AnyView> = columns.into_iter().map(|it| view! { <th scope="col">{it}</th> }.into_any()).collect();
    view! {
        <div class="portcullis-scroll" tabindex="0" role="group">
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

/// A row of texts.
pub(super) fn row(cells: Vec<String>) -> AnyView {
    let cells: Vec<AnyView> = cells.into_iter().map(|it| view! { <td>{it}</td> }.into_any()).collect();
    view! { <tr>{cells}</tr> }.into_any()
}
