//! The table's rows: names in here, short arrays on the wire.

use serde::{Serialize, Serializer};

use super::csp;
use crate::host::HostRule;
use crate::policy::Service;
use crate::words::StoredKind;

/// What must be granted before what is marked with `id` may run: nothing for what is necessary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdRow {
    /// Of a category or a service.
    pub id: String,
    /// Optional services by their place.
    pub services: Vec<usize>,
}

impl Serialize for IdRow {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        (&self.id, &self.services).serialize(out)
    }
}

/// Where a service is recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRow {
    /// Empty for the page's own host.
    pub host: String,
    /// Any where there is none.
    pub port: Option<u16>,
    /// Empty for any.
    pub path: String,
    /// Optional services by their places, of which one is enough; none where a necessary one has it.
    pub services: Vec<usize>,
}

impl HostRow {
    pub(super) fn new(rule: &HostRule, services: Vec<usize>) -> HostRow {
        HostRow {
            host: rule.host().unwrap_or_default().to_owned(),
            port: rule.port(),
            path: rule.path().to_owned(),
            services,
        }
    }
}

/// The port as a text or `""`; one service as its place, several as a list, a necessary one as -1.
impl Serialize for HostRow {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let port = self.port.map(|it| it.to_string()).unwrap_or_default();
        match self.services[..] {
            [] => (&self.host, port, &self.path, -1).serialize(out),
            [one] => (&self.host, port, &self.path, one).serialize(out),
            _ => (&self.host, port, &self.path, &self.services).serialize(out),
        }
    }
}

/// What the gate knows of an optional service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// Its id.
    pub id: String,
    /// What a grant names.
    pub fingerprint: String,
    /// What it stores within the page's reach.
    pub stored: Vec<Stored>,
    /// Cookies that no page can erase, by name or pattern.
    pub left: Vec<String>,
    /// What is called when it is withdrawn, or empty.
    pub stop: String,
    /// Whether the page loads again when it is granted.
    pub reloads_granted: bool,
    /// Whether the page loads again when it is withdrawn.
    pub reloads: bool,
    /// Consent Mode signals that it stands for (TECH-05).
    pub signals: Vec<String>,
    /// Sources of a Content-Security-Policy that let it in.
    pub sources: Vec<String>,
}

impl ServiceRow {
    pub(super) fn new(service: &Service, fingerprint: String) -> ServiceRow {
        let left = service.cookies.iter().filter(|it| it.is_out_of_reach());
        ServiceRow {
            id: service.id.clone(),
            fingerprint,
            stored: stored(service).collect(),
            left: left.map(|cookie| cookie.name.clone()).collect(),
            stop: service.stop.clone(),
            reloads_granted: service.reloads_granted,
            reloads: service.reloads,
            signals: service.consent_mode.clone(),
            sources: csp::of_service(service),
        }
    }
}

/// Something that a service stores, by name or pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where.
    pub kind: StoredKind,
    /// Its name; a `*` stands for any characters.
    pub pattern: String,
}

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        (letter(self.kind), &self.pattern).serialize(out)
    }
}

/// What the gate calls a kind: its first letter, nothing for a cookie.
fn letter(kind: StoredKind) -> &'static str {
    match kind {
        StoredKind::Cookie => "",
        StoredKind::Storage(kind) => kind.word().get(..1).unwrap_or_default(),
    }
}

/// What the page itself can see of what `service` stores: another site's
/// cookies are out of its reach, and those that only servers see.
pub(super) fn stored(service: &Service) -> impl Iterator<Item = Stored> {
    let cookies = service.cookies.iter().filter(|it| !it.is_out_of_reach());
    let cookies = cookies.map(|cookie| Stored {
        kind: StoredKind::Cookie,
        pattern: cookie.name.clone(),
    });
    let storage = service.storage.iter().map(|rule| Stored {
        kind: StoredKind::Storage(rule.kind),
        pattern: rule.name.clone(),
    });
    cookies.chain(storage)
}
