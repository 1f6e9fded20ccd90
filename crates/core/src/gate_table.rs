//! What the gate in the page's head works from.
//!
//! Only what it needs: necessary services are left out but for the rules that
//! keep their requests and their storage from being taken for another's.

mod csp;
mod facts;
mod rows;
mod script;

use std::cmp::Reverse;

pub use csp::csp;
pub use facts::Facts;
pub use rows::{HostRow, IdRow, ServiceRow, Stored};
pub use script::fixed_script;

use crate::host::HostRule;
use crate::policy::Service;
use crate::record::Asked;
use crate::{CategoryId, ConsentRecord, Grants, Method, Policy, ServiceId};

/// The gate's table and the facts that decide which parts of the gate a policy
/// needs, as `src/gate/table.d.ts` describes them. A service is named by its
/// place among the optional ones. The default is the table that keeps a page closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GateTable {
    /// Fingerprint of everything that is asked.
    pub revision: String,
    /// Days that an answer is kept.
    pub days: u16,
    /// The domain whose subdomains share the answer, or empty.
    pub domain: String,
    /// Languages in lower case; the first is the fallback.
    pub languages: Vec<String>,
    /// What must be granted before what is marked may run.
    pub ids: Vec<IdRow>,
    /// Optional categories that have a service.
    pub categories: Vec<String>,
    /// The optional services in the policy's order.
    pub services: Vec<ServiceRow>,
    /// What necessary services store.
    pub stays: Vec<Stored>,
    /// Host rules, the most specific first.
    pub hosts: Vec<HostRow>,
    /// Sources of a Content-Security-Policy that stand in every one.
    pub always: Vec<String>,
    /// Which parts of the gate are needed.
    pub facts: Facts,
}

impl GateTable {
    /// The table of `policy`.
    pub fn new(policy: &Policy) -> GateTable {
        let optional: Vec<ServiceId> = policy.optional().map(|(id, _)| id).collect();
        let necessary = policy.services().filter(|(id, _)| !optional.contains(id));
        let stays: Vec<Stored> = necessary.flat_map(|(_, it)| rows::stored(it)).collect();
        let services: Vec<ServiceRow> = policy
            .optional()
            .map(|(id, service)| ServiceRow::new(service, policy.fingerprint(id)))
            .collect();
        GateTable {
            revision: policy.revision(),
            days: policy.consent.days,
            domain: policy.consent.domain.clone().unwrap_or_default(),
            languages: policy
                .languages
                .iter()
                .map(|it| it.to_lowercase())
                .collect(),
            ids: ids(policy, &optional),
            categories: categories(policy, &optional),
            facts: Facts::of(policy, &services, &stays),
            services,
            stays,
            hosts: hosts(policy, &optional),
            always: csp::always(policy),
        }
    }

    /// The table that keeps a page closed: it knows no id, so everything that is marked stays held.
    pub fn closed() -> GateTable {
        GateTable {
            facts: Facts::CLOSED,
            ..GateTable::default()
        }
    }
}

impl Policy {
    /// The answer that grants `grants`, as the gate writes it at `at`, in
    /// minutes since 1970.
    pub fn record(&self, grants: &Grants, method: Method, at: u64) -> ConsentRecord {
        let is_whole = |id: CategoryId| {
            let mut members = self
                .optional()
                .filter(|(_, service)| service.category == id)
                .peekable();
            members.peek().is_some() && members.all(|(id, _)| grants.contains(id))
        };
        let whole = self.categories().filter(|(id, _)| is_whole(*id));
        let prints = |wanted: bool| {
            let services = self
                .optional()
                .filter(|(id, _)| grants.contains(*id) == wanted);
            services.map(|(id, _)| self.fingerprint(id)).collect()
        };
        ConsentRecord {
            decided_at: at,
            method,
            categories: whole.map(|(_, category)| category.id.clone()).collect(),
            granted: prints(true),
            refused: prints(false),
        }
    }

    /// What is asked of a visitor, and for how long an answer holds.
    pub fn asked(&self) -> Asked {
        let services = self
            .optional()
            .map(|(id, _)| (id, self.fingerprint(id)))
            .collect();
        Asked {
            days: self.consent.days,
            services,
        }
    }
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
fn ids(policy: &Policy, optional: &[ServiceId]) -> Vec<IdRow> {
    let categories = policy.categories().filter_map(|(id, category)| {
        let services = of_category(policy, optional, id);
        let is_known = category.necessary || !services.is_empty();
        is_known.then(|| IdRow {
            id: category.id.clone(),
            services,
        })
    });
    let services = policy.services().map(|(id, service)| IdRow {
        id: service.id.clone(),
        services: place(optional, id).into_iter().collect(),
    });
    categories.chain(services).collect()
}

fn categories(policy: &Policy, optional: &[ServiceId]) -> Vec<String> {
    let asked = policy
        .categories()
        .filter(|(id, _)| !of_category(policy, optional, *id).is_empty());
    asked.map(|(_, category)| category.id.clone()).collect()
}

fn hosts(policy: &Policy, optional: &[ServiceId]) -> Vec<HostRow> {
    let of_service = |(id, service): (ServiceId, &'_ Service)| {
        let place = place(optional, id);
        let rules = service.hosts.iter().cloned();
        rules.map(move |rule| (place, rule)).collect::<Vec<_>>()
    };
    let mut rules: Vec<(Option<usize>, HostRule)> =
        policy.services().flat_map(of_service).collect();
    rules.sort_by_key(|(_, rule)| Reverse((rule.authority().len(), rule.path().len())));
    let mut rows: Vec<HostRow> = Vec::new();
    let mut seen: Vec<&HostRule> = Vec::new();
    for (_, rule) in &rules {
        if seen.contains(&rule) {
            continue;
        }
        seen.push(rule);
        let owners = rules.iter().filter(|(_, other)| other == rule);
        let places: Option<Vec<usize>> = owners.map(|(place, _)| *place).collect();
        rows.push(HostRow::new(rule, places.unwrap_or_default()));
    }
    rows
}
