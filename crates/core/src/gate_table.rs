//! What the gate in the page's head works from.
//!
//! Only what it needs: necessary services are left out but for the rules that
//! keep their requests and their storage from being taken for another's.

use std::cmp::Reverse;

use serde::Serialize;

use crate::policy::{Model, Service, StorageKind};
use crate::record::Asked;
use crate::{CategoryId, Policy, ServiceId};

/// The gate's table, as `src/gate/types.d.ts` describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GateTable {
    /// Fingerprint of everything that is asked.
    pub revision: String,
    /// Days that an answer is kept.
    pub days: u16,
    /// The domain whose subdomains share the answer, or empty.
    pub domain: String,
    /// Whether everything runs until it is refused.
    pub open: bool,
    /// Whether Global Privacy Control counts as a refusal.
    pub gpc: bool,
    /// Whether third-party hosts that no service names wait.
    pub unlisted: bool,
    /// Whether nothing at all is declared.
    pub bare: bool,
    /// Languages in lower case; the first is the fallback.
    pub languages: Vec<String>,
    /// By id of a category or a service: what must be granted before it may run.
    pub ids: Vec<(String, Vec<usize>)>,
    /// Optional categories that have a service.
    pub categories: Vec<String>,
    /// The optional services in the policy's order.
    pub services: Vec<GateService>,
    /// What necessary services store.
    pub stays: Vec<Stored>,
    /// Host, port, path and service, the most specific first; -1 is a necessary service.
    pub hosts: Vec<(String, String, String, i64)>,
}

/// Id, fingerprint and what it stores.
pub type GateService = (String, String, Vec<Stored>);

/// A kind of storage, empty for a cookie, and a name or pattern.
pub type Stored = (&'static str, String);

impl GateTable {
    /// The table of `policy`.
    pub fn new(policy: &Policy) -> GateTable {
        let optional = optional(policy);
        let necessary = policy.services().filter(|(id, _)| !optional.contains(id));
        let stays: Vec<Stored> = necessary.flat_map(|(_, service)| stored(service)).collect();
        GateTable {
            revision: policy.revision(),
            days: policy.consent.days,
            domain: policy.consent.domain.clone().unwrap_or_default(),
            open: policy.consent.model != Model::OptIn,
            gpc: policy.consent.gpc,
            unlisted: policy.gate.hold_unlisted,
            bare: optional.is_empty() && stays.is_empty(),
            languages: policy.languages.iter().map(|language| language.to_lowercase()).collect(),
            ids: ids(policy, &optional),
            categories: categories(policy, &optional),
            services: optional.iter().filter_map(|id| gate_service(policy, *id)).collect(),
            stays,
            hosts: hosts(policy, &optional),
        }
    }

    /// The table as a JavaScript expression that may stand in a `<script>`.
    ///
    /// # Errors
    /// Never in practice: the table holds nothing that JSON cannot say.
    pub fn to_script(&self) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(self)?;
        Ok(json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
    }
}

impl Policy {
    /// What is asked of a visitor, and for how long an answer holds.
    pub fn asked(&self) -> Asked {
        let services = optional(self).into_iter().map(|id| (id, self.fingerprint(id))).collect();
        Asked { days: self.consent.days, services }
    }
}

fn optional(policy: &Policy) -> Vec<ServiceId> {
    policy.optional().map(|(id, _)| id).collect()
}

/// Where `id` stands among the optional services.
fn place(optional: &[ServiceId], id: ServiceId) -> Option<usize> {
    optional.binary_search(&id).ok()
}

fn of_category(policy: &Policy, optional: &[ServiceId], category: CategoryId) -> Vec<usize> {
    let members = policy.services().filter(|(_, service)| service.category == category);
    members.filter_map(|(id, _)| place(optional, id)).collect()
}

/// An optional category without a service is in no list: nothing can grant it.
fn ids(policy: &Policy, optional: &[ServiceId]) -> Vec<(String, Vec<usize>)> {
    let categories = (0..).map(CategoryId).zip(&policy.categories).map(|(id, category)| {
        let services = of_category(policy, optional, id);
        (category.necessary || !services.is_empty()).then(|| (category.id.clone(), services))
    });
    let services = policy.services().map(|(id, service)| (service.id.clone(), place(optional, id).into_iter().collect()));
    categories.flatten().chain(services).collect()
}

fn categories(policy: &Policy, optional: &[ServiceId]) -> Vec<String> {
    let all = (0..).map(CategoryId).zip(&policy.categories);
    let asked = all.filter(|(id, _)| !of_category(policy, optional, *id).is_empty());
    asked.map(|(_, category)| category.id.clone()).collect()
}

fn gate_service(policy: &Policy, id: ServiceId) -> Option<GateService> {
    let service = policy.service(id)?;
    Some((service.id.clone(), policy.fingerprint(id), stored(service).collect()))
}

/// What the page itself can see of what `service` stores: another site's
/// cookies are out of its reach.
fn stored(service: &Service) -> impl Iterator<Item = Stored> {
    let cookies = service.cookies.iter().filter(|cookie| !cookie.third_party).map(|cookie| ("", cookie.name.clone()));
    cookies.chain(service.storage.iter().map(|rule| (kind(rule.kind), rule.name.clone())))
}

fn kind(kind: StorageKind) -> &'static str {
    match kind {
        StorageKind::Local => "local",
        StorageKind::Session => "session",
        StorageKind::IndexedDb => "indexeddb",
        StorageKind::Cache => "cache",
    }
}

fn hosts(policy: &Policy, optional: &[ServiceId]) -> Vec<(String, String, String, i64)> {
    let rules = policy.services().flat_map(|(id, service)| service.hosts.iter().map(move |rule| (id, rule)));
    let mut rules: Vec<_> = rules.collect();
    rules.sort_by_key(|(_, rule)| Reverse((rule.authority().len(), rule.path().len())));
    let row = |(id, rule): (ServiceId, &crate::host::HostRule)| {
        let service = place(optional, id).and_then(|place| i64::try_from(place).ok()).unwrap_or(-1);
        let port = rule.port().map(|port| port.to_string()).unwrap_or_default();
        (rule.host().unwrap_or_default().to_owned(), port, rule.path().to_owned(), service)
    };
    rules.into_iter().map(row).collect()
}
