//! The Content-Security-Policy of browser-enforced mode (`gate.enforce`).
//!
//! `src/gate` builds the same text from SOURCES and ALWAYS; the cases in
//! `data/csp-cases.json` run against both.

use std::net::Ipv4Addr;

use crate::host::HostRule;
use crate::policy::Service;
use crate::{Grants, Policy};

/// What the policy governs, with what each lets in besides hosts. The first is
/// for what has no directive of its own, such as prefetching.
const DIRECTIVES: [(&str, &str); 10] = [
    ("default-src", ""),
    (
        "script-src",
        " 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
    ),
    ("frame-src", ""),
    ("img-src", ""),
    ("connect-src", ""),
    ("style-src", " 'unsafe-inline'"),
    ("font-src", ""),
    ("media-src", ""),
    ("worker-src", ""),
    ("object-src", ""),
];

/// The value of a Content-Security-Policy header that lets in what `grants`
/// names, what is necessary and the page's own host.
pub fn csp(policy: &Policy, grants: &Grants) -> String {
    let granted = policy.optional().filter(|(id, _)| grants.contains(*id));
    let granted = granted.flat_map(|(_, service)| of_service(service));
    let sources = once(always(policy).into_iter().chain(granted));
    let hosts: String = sources.iter().map(|source| format!(" {source}")).collect();
    // A source without a scheme does not stand for a socket everywhere.
    let sockets: String = sources
        .iter()
        .map(|source| format!(" ws://{source}"))
        .collect();
    let directive = |(name, besides): &(&str, &str)| {
        let sockets = if *name == "connect-src" { &sockets } else { "" };
        format!("{name} 'self'{besides} data: blob:{hosts}{sockets}")
    };
    let directives: Vec<String> = DIRECTIVES.iter().map(directive).collect();
    directives.join("; ")
}

/// What is let in whatever the visitor answers, each once.
pub(super) fn always(policy: &Policy) -> Vec<String> {
    let domain = policy.consent.domain.iter();
    let domain = domain.flat_map(|domain| [domain.clone(), format!("*.{domain}")]);
    let necessary = policy
        .services
        .iter()
        .filter(|service| policy.is_necessary(service))
        .flat_map(of_service);
    let allow = policy.gate.allow.iter().flat_map(of_rule);
    once(domain.chain(necessary).chain(allow))
}

/// What lets `service` in, each once.
pub(super) fn of_service(service: &Service) -> Vec<String> {
    once(service.hosts.iter().flat_map(of_rule))
}

/// A host with its subdomains, and a path both as it is and as a folder. None
/// for a path on the page's own host, which `'self'` lets in, and for a host
/// that the header's grammar cannot say.
fn of_rule(rule: &HostRule) -> Vec<String> {
    let authority = rule.authority();
    let Some(host) = rule.host().filter(|host| is_sayable(host)) else {
        return Vec::new();
    };
    let path = rule.path().replace(';', "%3B").replace(',', "%2C");
    let mut hosts = vec![authority.clone()];
    if host != "localhost" && host.parse::<Ipv4Addr>().is_err() {
        hosts.push(format!("*.{authority}"));
    }
    if path.is_empty() {
        return hosts;
    }
    let both = |host: String| [format!("{host}{path}"), format!("{host}{path}/")];
    hosts.into_iter().flat_map(both).collect()
}

fn is_sayable(host: &str) -> bool {
    host.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

/// `sources` in their order, each once.
fn once(sources: impl Iterator<Item = String>) -> Vec<String> {
    let mut listed = Vec::new();
    for source in sources {
        if !listed.contains(&source) {
            listed.push(source);
        }
    }
    listed
}
