//! The table of everything that the site stores.

use leptos::prelude::*;
use portcullis_core::view::ServiceView;
use portcullis_core::words::Kind;
use portcullis_core::{CategoryId, PolicyView};

use super::cookie_table::{row, table};
use super::labels::{direction, label};
use crate::manager::use_consent;

/// The table of everything that the site stores, category by category, or the
/// sentence that there is nothing.
#[component]
pub(crate) fn Declaration() -> impl IntoView {
    let policy = use_consent().policy();
    let mut rows = Vec::new();
    let own = own_category(&policy);
    for (id, _) in policy.categories() {
        let mut mine = if own == Some(id) {
            own_rows(&policy)
        } else {
            Vec::new()
        };
        mine.extend(
            policy
                .services_of(id)
                .flat_map(|(_, service)| service_rows(&policy, service)),
        );
        if !mine.is_empty() {
            rows.push(group(&policy, id));
            rows.append(&mut mine);
        }
    }
    let body = if rows.is_empty() {
        view! { <p>{label(&policy, "no_cookies")}</p> }.into_any()
    } else {
        table(&policy, "declaration_title", "vendor", rows)
    };
    view! {
        <div class="portcullis portcullis-declaration" lang=policy.language.clone() dir=direction(&policy)>
            {body}
        </div>
    }
}

/// The line above a category's cookies.
fn group(policy: &PolicyView, id: CategoryId) -> AnyView {
    let title = policy.category(id).map(|it| it.title.clone());
    view! {
        <tr>
            <th scope="colgroup" colspan="5" class="portcullis-group">
                {title}
            </th>
        </tr>
    }
    .into_any()
}

/// Where Portcullis's own cookie stands: with the necessary things, and among
/// those that stay after a visit where there are such.
fn own_category(policy: &PolicyView) -> Option<CategoryId> {
    let necessary = || policy.categories().filter(|(_, it)| it.necessary);
    let lasting = necessary().find(|(_, it)| it.kind == Kind::Persistent);
    lasting.or_else(|| necessary().next()).map(|(id, _)| id)
}

/// What Portcullis itself stores.
fn own_rows(policy: &PolicyView) -> Vec<AnyView> {
    policy
        .own
        .iter()
        .map(|it| row(policy, it.clone(), "vendor", policy.site.name.clone()))
        .collect()
}

fn service_rows(policy: &PolicyView, service: &ServiceView) -> Vec<AnyView> {
    let provider = if service.title == service.vendor {
        service.vendor.clone()
    } else {
        [&service.title, " · ", &service.vendor].concat()
    };
    let rows = service.cookies.iter().map(|it| {
        let mut cookie = it.clone();
        if cookie.purpose.is_empty() {
            cookie.purpose.clone_from(&service.purpose);
        }
        row(policy, cookie, "vendor", provider.clone())
    });
    rows.collect()
}
