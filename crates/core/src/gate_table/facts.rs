//! Which parts of the gate a policy needs.

use super::rows::{ServiceRow, Stored};
use crate::Policy;
use crate::policy::Service;
use crate::words::{Model, StorageKind, StoredKind};

/// Facts of a policy; the gate's constants of the same names decide what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The policy has errors: everything stays held.
    pub closed: bool,
    /// Nothing at all is declared.
    pub bare: bool,
    /// There is an optional service.
    pub asks: bool,
    /// Everything runs until it is refused (models opt-out and notice).
    pub runs_until_refused: bool,
    /// Global Privacy Control counts as a refusal.
    pub honours_gpc: bool,
    /// Third-party hosts that no service names wait.
    pub holds_unlisted: bool,
    /// Subdomains share the answer.
    pub shared: bool,
    /// Something may be held.
    pub guarded: bool,
    /// Requests are decided by URL.
    pub ruled: bool,
    /// Kinds of storage that some optional service uses, each once.
    pub stores: Vec<StoredKind>,
    /// The browser itself enforces the policy too.
    pub enforced: bool,
    /// Granting some service loads the page again.
    pub reloads_granted: bool,
    /// Withdrawing some service loads the page again.
    pub reloads: bool,
    /// Some service names a function that stops it.
    pub stops: bool,
    /// Some service stands for Consent Mode signals.
    pub signals: bool,
}

impl Facts {
    /// Those of a gate that keeps a page closed.
    pub(super) const CLOSED: Facts = Facts {
        closed: true,
        bare: false,
        asks: false,
        runs_until_refused: false,
        honours_gpc: false,
        holds_unlisted: true,
        shared: false,
        guarded: true,
        ruled: true,
        stores: Vec::new(),
        enforced: false,
        reloads_granted: false,
        reloads: false,
        stops: false,
        signals: false,
    };

    pub(super) fn of(policy: &Policy, services: &[ServiceRow], stays: &[Stored]) -> Facts {
        let any = |has: fn(&Service) -> bool| policy.optional().any(|(_, service)| has(service));
        let holds_unlisted = policy.gate.hold_unlisted;
        let ruled = holds_unlisted || any(|service| !service.hosts.is_empty());
        Facts {
            closed: false,
            bare: services.is_empty() && stays.is_empty(),
            asks: !services.is_empty(),
            runs_until_refused: policy.consent.model != Model::OptIn,
            honours_gpc: policy.consent.gpc,
            holds_unlisted,
            shared: policy.consent.domain.is_some(),
            guarded: ruled || !services.is_empty(),
            ruled,
            stores: kinds(services),
            enforced: policy.gate.enforce,
            reloads_granted: any(|service| service.reloads_granted),
            reloads: any(|service| service.reloads),
            stops: any(|service| !service.stop.is_empty()),
            signals: any(|service| !service.consent_mode.is_empty()),
        }
    }

    /// Each by the gate's name for it.
    pub fn named(&self) -> [(&'static str, bool); 20] {
        let stores = |kind| self.stores.contains(&StoredKind::Storage(kind));
        [
            ("CLOSED", self.closed),
            ("BARE", self.bare),
            ("ASKS", self.asks),
            ("RUNS_UNTIL_REFUSED", self.runs_until_refused),
            ("HONOURS_GPC", self.honours_gpc),
            ("HOLDS_UNLISTED", self.holds_unlisted),
            ("SHARED", self.shared),
            ("GUARDED", self.guarded),
            ("RULED", self.ruled),
            ("STORES_COOKIES", self.stores.contains(&StoredKind::Cookie)),
            ("STORES_LOCAL", stores(StorageKind::Local)),
            ("STORES_SESSION", stores(StorageKind::Session)),
            ("STORES_DATABASES", stores(StorageKind::IndexedDb)),
            ("STORES_CACHES", stores(StorageKind::Cache)),
            ("STORES_WORKERS", stores(StorageKind::Worker)),
            ("ENFORCED", self.enforced),
            ("RELOADS_GRANTED", self.reloads_granted),
            ("RELOADS", self.reloads),
            ("STOPS", self.stops),
            ("SIGNALS", self.signals),
        ]
    }
}

fn kinds(services: &[ServiceRow]) -> Vec<StoredKind> {
    let mut kinds = Vec::new();
    for stored in services.iter().flat_map(|service| &service.stored) {
        if !kinds.contains(&stored.kind) {
            kinds.push(stored.kind);
        }
    }
    kinds
}
