//! The Content-Security-Policy of browser-enforced mode (`gate.enforce`).
//!
//! `src/gate` builds the same text from SOURCES and ALWAYS; the cases in
//! `data/csp-cases.json` run against both.

use std::net::Ipv4Addr;

use crate::host::HostRule;
use crate::policy::Service;
use crate::{Grants, Policy};

/// What code and style are let in by besides hosts: other directives have no use for these words.
const INLINE: &str = "'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'";

/// The value of a Content-Security-Policy header that lets in what `grants`
/// names, what is necessary and the page's own host.
///
/// Scripts, styles, frames, pictures, workers and the rest have no directive of
/// their own: a browser takes `default-src` for them. `connect-src` differs by
/// its sockets, and `form-action` falls back on nothing. No host can be named to
/// `webrtc`, so it blocks until everything is granted.
pub fn csp(policy: &Policy, grants: &Grants) -> String {
    let granted = policy.optional().filter(|(id, _)| grants.contains(*id));
    let granted = granted.flat_map(|(_, service)| of_service(service));
    let sources = once(always(policy).into_iter().chain(granted));
    // A source without a scheme does not stand for a socket everywhere.
    let (hosts, sockets) = (list(&sources, ""), list(&sources, "ws://"));
    let holds = policy.optional().any(|(id, _)| !grants.contains(id));
    let calls = if holds { "; webrtc 'block'" } else { "" };
    format!(
        "default-src 'self' {INLINE} data: blob:{hosts}; \
         connect-src 'self' data: blob:{hosts}{sockets}; form-action 'self'{hosts}{calls}"
    )
}

fn list(sources: &[String], scheme: &str) -> String {
    let prefixed = sources.iter().map(|source| format!(" {scheme}{source}"));
    prefixed.collect()
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
