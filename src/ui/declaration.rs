//! The table of everything that the site stores.

use leptos::prelude::*;
use portcullis_core::view::ServiceView;
use portcullis_core::{CategoryId, PolicyView};

use super::cookie_table::{row, table};
use super::words::{direction, kind, word};
use crate::manager::use_consent;

const COLUMNS: [&str; 7] = ["category", "service", "vendor", "name", "kind", "duration", "purpose"];

/// The table of everything that the site stores, or the sentence that there is nothing.
#[component]
pub(crate) fn Declaration() -> impl IntoView {
    let policy = use_consent().policy();
    let mut rows = own_rows(&policy);
    for service in &policy.services {
        service_rows(&policy, service, &mut rows);
    }
    let body = if rows.is_empty() {
        view! { <p>{word(&policy, "no_cookies")}</p> }.into_any()
    } else {
        table(COLUMNS.map(|key| word(&policy, key)).to_vec(), rows)
    };
    view! {
        <div class="portcullis-declaration" lang=policy.language.clone() dir=direction(&policy)>
            {body}
        </div>
    }
}

/// What Portcullis itself stores; it stands with the necessary things.
fn own_rows(policy: &PolicyView) -> Vec<AnyView> {
    let necessary = policy.categories.iter().find(|it| it.necessary);
    let category = necessary.map(|it| it.title.clone()).unwrap_or_default();
    let rows = policy.own.iter().map(|it| {
        let (name, purpose) = (it.name.clone(), it.purpose.clone());
        let site = policy.site.name.clone();
        row(vec![category.clone(), "Portcullis".into(), site, name, kind(policy, &it.kind), it.duration.clone(), purpose])
    });
    rows.collect()
}

fn service_rows(policy: &PolicyView, service: &ServiceView, rows: &mut Vec<AnyView>) {
    let category = policy.category(CategoryId(service.category)).map(|it| it.title.clone()).unwrap_or_default();
    for it in &service.cookies {
        let purpose = if it.purpose.is_empty() { &service.purpose } else { &it.purpose };
        rows.push(row(vec![
            category.clone(),
            service.title.clone(),
            service.vendor.clone(),
            it.name.clone(),
            kind(policy, &it.kind),
            it.duration.clone(),
            purpose.clone(),
        ]));
    }
}
