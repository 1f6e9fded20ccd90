//! What the gate in the page's head works from.
//!
//! Only what it needs: necessary services are left out but for the rules that
//! keep their requests and their storage from being taken for another's.

mod csp;
mod script;

use std::cmp::Reverse;

pub use csp::csp;

use crate::policy::{Model, Service, StorageKind};
use crate::record::Asked;
use crate::{CategoryId, Policy, ServiceId};

/// The gate's table and the facts that decide which parts of the gate a policy
/// needs, as `src/gate/types.d.ts` describes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateTable {
    /// Fingerprint of everything that is asked.
    pub revision: String,
    /// Days that an answer is kept.
    pub days: u16,
    /// The domain whose subdomains share the answer, or empty.
    pub domain: String,
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
    /// By optional service: cookies that no page can erase, by name or pattern.
    pub left: Vec<Vec<String>>,
    /// By optional service: what is called when it is withdrawn, or empty.
    pub stops: Vec<String>,
    /// Consent Mode signals of each optional service (TECH-05).
    pub signals: Vec<Vec<String>>,
    /// By optional service: whether the page loads again when it is withdrawn.
    pub reloads: Vec<bool>,
    /// By optional service: sources of a Content-Security-Policy that let it in.
    pub sources: Vec<Vec<String>>,
    /// Sources of a Content-Security-Policy that stand in every one.
    pub always: Vec<String>,
    /// Constants of the gate by name.
    pub facts: Vec<(&'static str, bool)>,
}

/// Id, fingerprint and what it stores.
pub type GateService = (String, String, Vec<Stored>);

/// A kind of storage by its first letter, empty for a cookie, and a name or pattern.
pub type Stored = (&'static str, String);

impl GateTable {
    /// The table of `policy`.
    pub fn new(policy: &Policy) -> GateTable {
        let optional = optional(policy);
        let necessary = policy.services().filter(|(id, _)| !optional.contains(id));
        let stays: Vec<Stored> = necessary.flat_map(|(_, service)| stored(service)).collect();
        let services: Vec<GateService> = optional
            .iter()
            .filter_map(|id| gate_service(policy, *id))
            .collect();
        let asked = || policy.optional().map(|(_, service)| service);
        GateTable {
            revision: policy.revision(),
            days: policy.consent.days,
            domain: policy.consent.domain.clone().unwrap_or_default(),
            languages: policy
                .languages
                .iter()
                .map(|language| language.to_lowercase())
                .collect(),
            ids: ids(policy, &optional),
            categories: categories(policy, &optional),
            facts: facts(policy, &services, &stays),
            services,
            stays,
            hosts: hosts(policy, &optional),
            left: asked().map(left).collect(),
            stops: asked().map(|service| service.stop.clone()).collect(),
            signals: asked()
                .map(|service| service.consent_mode.clone())
                .collect(),
            reloads: asked().map(|service| service.reloads).collect(),
            sources: asked().map(csp::of_service).collect(),
            always: csp::always(policy),
        }
    }

    /// The table that keeps a page closed: it knows no id, so everything that is marked stays held.
    pub fn closed() -> GateTable {
        GateTable {
            revision: String::new(),
            days: 0,
            domain: String::new(),
            languages: Vec::new(),
            ids: Vec::new(),
            categories: Vec::new(),
            services: Vec::new(),
            stays: Vec::new(),
            hosts: Vec::new(),
            left: Vec::new(),
            stops: Vec::new(),
            signals: Vec::new(),
            reloads: Vec::new(),
            sources: Vec::new(),
            always: Vec::new(),
            facts: FACTS
                .into_iter()
                .map(|name| {
                    (
                        name,
                        ["CLOSED", "HOLDS_UNLISTED", "GUARDED", "RULED"].contains(&name),
                    )
                })
                .collect(),
        }
    }

    /// Whether the fact called `name` holds.
    pub fn is(&self, name: &str) -> bool {
        self.facts.contains(&(name, true))
    }
}

/// The gate's constants, in the order of `src/gate/types.d.ts`.
const FACTS: [&str; 19] = [
    "CLOSED",
    "BARE",
    "ASKS",
    "RUNS_UNTIL_REFUSED",
    "HONOURS_GPC",
    "HOLDS_UNLISTED",
    "SHARED",
    "GUARDED",
    "RULED",
    "STORES_COOKIES",
    "STORES_LOCAL",
    "STORES_SESSION",
    "STORES_DATABASES",
    "STORES_CACHES",
    "STORES_WORKERS",
    "ENFORCED",
    "RELOADS",
    "STOPS",
    "SIGNALS",
];

fn facts(policy: &Policy, services: &[GateService], stays: &[Stored]) -> Vec<(&'static str, bool)> {
    let stores = |kind: &str| {
        services
            .iter()
            .flat_map(|(_, _, stored)| stored)
            .any(|(it, _)| *it == kind)
    };
    let any = |has: fn(&Service) -> bool| policy.optional().any(|(_, service)| has(service));
    let ruled = policy.gate.hold_unlisted || any(|service| !service.hosts.is_empty());
    let reloads = any(|service| service.reloads);
    let stops = any(|service| !service.stop.is_empty());
    let is = [
        false,
        services.is_empty() && stays.is_empty(),
        !services.is_empty(),
        policy.consent.model != Model::OptIn,
        policy.consent.gpc,
        policy.gate.hold_unlisted,
        policy.consent.domain.is_some(),
        ruled || !services.is_empty(),
        ruled,
        stores(""),
        stores("l"),
        stores("s"),
        stores("i"),
        stores("c"),
        stores("w"),
        policy.gate.enforce,
        reloads,
        stops,
        any(|service| !service.consent_mode.is_empty()),
    ];
    FACTS.into_iter().zip(is).collect()
}

impl Policy {
    /// What is asked of a visitor, and for how long an answer holds.
    pub fn asked(&self) -> Asked {
        let services = optional(self)
            .into_iter()
            .map(|id| (id, self.fingerprint(id)))
            .collect();
        Asked {
            days: self.consent.days,
            services,
        }
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
    let members = policy
        .services()
        .filter(|(_, service)| service.category == category);
    members.filter_map(|(id, _)| place(optional, id)).collect()
}

/// An optional category without a service is in no list: nothing can grant it.
fn ids(policy: &Policy, optional: &[ServiceId]) -> Vec<(String, Vec<usize>)> {
    let categories = (0..)
        .map(CategoryId)
        .zip(&policy.categories)
        .map(|(id, category)| {
            let services = of_category(policy, optional, id);
            (category.necessary || !services.is_empty()).then(|| (category.id.clone(), services))
        });
    let services = policy.services().map(|(id, service)| {
        (
            service.id.clone(),
            place(optional, id).into_iter().collect(),
        )
    });
    categories.flatten().chain(services).collect()
}

fn categories(policy: &Policy, optional: &[ServiceId]) -> Vec<String> {
    let all = (0..).map(CategoryId).zip(&policy.categories);
    let asked = all.filter(|(id, _)| !of_category(policy, optional, *id).is_empty());
    asked.map(|(_, category)| category.id.clone()).collect()
}

fn gate_service(policy: &Policy, id: ServiceId) -> Option<GateService> {
    let service = policy.service(id)?;
    Some((
        service.id.clone(),
        policy.fingerprint(id),
        stored(service).collect(),
    ))
}

/// What the page itself can see of what `service` stores: another site's
/// cookies are out of its reach, and those that only servers see.
fn stored(service: &Service) -> impl Iterator<Item = Stored> {
    let cookies = service
        .cookies
        .iter()
        .filter(|cookie| !cookie.is_out_of_reach())
        .map(|cookie| ("", cookie.name.clone()));
    cookies.chain(
        service
            .storage
            .iter()
            .map(|rule| (kind(rule.kind), rule.name.clone())),
    )
}

/// Cookies of `service` that no page can erase.
fn left(service: &Service) -> Vec<String> {
    let cookies = service.cookies.iter();
    let left = cookies.filter(|cookie| cookie.is_out_of_reach());
    left.map(|cookie| cookie.name.clone()).collect()
}

fn kind(kind: StorageKind) -> &'static str {
    match kind {
        StorageKind::Local => "l",
        StorageKind::Session => "s",
        StorageKind::IndexedDb => "i",
        StorageKind::Cache => "c",
        StorageKind::Worker => "w",
    }
}

fn hosts(policy: &Policy, optional: &[ServiceId]) -> Vec<(String, String, String, i64)> {
    let rules = policy
        .services()
        .flat_map(|(id, service)| service.hosts.iter().map(move |rule| (id, rule)));
    let mut rules: Vec<_> = rules.collect();
    rules.sort_by_key(|(_, rule)| Reverse((rule.authority().len(), rule.path().len())));
    let row = |(id, rule): (ServiceId, &crate::host::HostRule)| {
        let service = place(optional, id)
            .and_then(|place| i64::try_from(place).ok())
            .unwrap_or(-1);
        let port = rule.port().map(|port| port.to_string()).unwrap_or_default();
        (
            rule.host().unwrap_or_default().to_owned(),
            port,
            rule.path().to_owned(),
            service,
        )
    };
    rules.into_iter().map(row).collect()
}
