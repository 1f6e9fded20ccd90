//! The corpus of browser-enforced mode: here core answers it, in `tests/e2e`
//! the gate may.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::collections::BTreeMap;

use portcullis_core::policy::Checked;
use portcullis_core::{GateTable, Grants, Policy, csp};
use serde::Deserialize;

const CASES: &str = include_str!("../data/csp-cases.json");
const POLICY: &str = include_str!("../data/csp-cases.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    always: Vec<String>,
    sources: BTreeMap<String, Vec<String>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    granted: Vec<String>,
    csp: String,
}

fn cases() -> Cases {
    serde_json::from_str(CASES).unwrap()
}

fn policy() -> Policy {
    let Checked { policy, warnings } = Policy::parse(POLICY).unwrap();
    assert!(
        warnings
            .iter()
            .all(|it| it.to_string().contains("has no purpose")),
        "{warnings}"
    );
    policy
}

#[test]
fn the_policy_is_the_corpus_to_the_letter() {
    let policy = policy();
    for case in cases().cases {
        let granted = case.granted.iter().map(|id| policy.service_id(id).unwrap());
        let grants: Grants = granted.collect();
        assert_eq!(csp(&policy, &grants), case.csp, "{}", case.name);
    }
}

#[test]
fn the_gate_gets_the_sources_of_the_corpus() {
    let policy = policy();
    let (table, cases) = (GateTable::new(&policy), cases());
    assert_eq!(table.always, cases.always);
    for service in &table.services {
        assert_eq!(
            service.sources, cases.sources[&service.id],
            "{}",
            service.id
        );
    }
    assert_eq!(table.services.len(), cases.sources.len());
}

#[test]
fn the_gate_enforces_where_the_policy_says_so() {
    let on = GateTable::new(&policy());
    let off = Policy::parse(&POLICY.replace("\"csp\"", "\"off\"")).unwrap();
    assert!(on.facts.enforced);
    assert!(!GateTable::new(&off.policy).facts.enforced);
}

#[test]
fn no_host_can_add_a_directive_of_its_own() {
    // A `;` in a path is written as the header's grammar wants it; a host that holds one is left out.
    for case in cases().cases {
        assert_eq!(case.csp.matches(';').count(), 9, "{}", case.name);
        assert!(!case.csp.contains(','), "{}", case.name);
    }
}
