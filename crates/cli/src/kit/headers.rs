//! The browser-enforced policy as response headers, for sites that can vary a
//! header by the choice cookie. They judge an answer by the fingerprints in it,
//! as the gate does: what was granted to a service that has changed since lets
//! nothing in.

use portcullis_core::gate_table::ServiceRow;
use portcullis_core::policy::Model;
use portcullis_core::record::{FINGERPRINT_LENGTH, OWN_NAMES};
use portcullis_core::{GateTable, Grants, Policy, csp};

/// The header for no grant and that for all, and what each service adds to the first.
pub(crate) fn text(policy: &Policy) -> String {
    let all: Grants = policy.optional().map(|(id, _)| id).collect();
    let [nothing, everything] = when(policy);
    let header = |when: &str, grants: &Grants| {
        let value = csp(policy, grants);
        format!("\n# {when}\nContent-Security-Policy: {value}\n")
    };
    let headers = header(nothing, &Grants::none()) + &header(everything, &all);
    let services = GateTable::new(policy).services;
    let added: String = services.iter().map(added).collect();
    introduction(policy) + &headers + &added
}

fn introduction(policy: &Policy) -> String {
    let [secure, plain] = OWN_NAMES;
    let cookie = match policy.consent().domain {
        Some(_) => format!("`{plain}`"),
        None => format!("`{secure}` (`{plain}` on plain http)"),
    };
    format!(
        "\
# Written by `portcullis build` for your server's settings; no page reads it.
# What a visitor granted stands between the fourth dot and the fifth of the cookie {cookie}:
# {FINGERPRINT_LENGTH} characters for each service. Read them in steps of {FINGERPRINT_LENGTH}.
# A service that has changed has others, so that an earlier grant lets nothing in: take these lines
# over after each build.
# Send `Vary: Cookie` and one of these headers with each page. For some of the services put their hosts
# at the end of `default-src`, `connect-src` and `form-action` of the first, then their sockets at the
# end of `connect-src`.
"
    )
}

/// When the header for no grant is sent, and when that for all.
fn when(policy: &Policy) -> [&'static str; 2] {
    let consent = policy.consent();
    match (consent.model, consent.gpc) {
        (Model::OptIn, _) => ["no cookie, or no service", "every service"],
        (_, false) => ["no service", "no cookie, or every service"],
        (_, true) => [
            "no service, or no cookie but `Sec-GPC: 1`",
            "no cookie and no `Sec-GPC: 1`, or every service",
        ],
    }
}

/// What a grant of `service` adds to the header for no grant.
fn added(service: &ServiceRow) -> String {
    let list = |scheme: &str| -> String {
        let prefixed = service.sources.iter().map(|it| format!(" {scheme}{it}"));
        prefixed.collect()
    };
    let (hosts, sockets) = (list(""), list("ws://"));
    let ServiceRow {
        id, fingerprint, ..
    } = service;
    format!("\n# `{fingerprint}`: {id}\nhosts:{hosts}\nsockets:{sockets}\n")
}
