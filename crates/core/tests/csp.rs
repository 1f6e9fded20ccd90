//! The corpus of browser-enforced mode: here core answers it, in `tests/e2e`
//! the gate may.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

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

/// The directives of a policy with their sources.
fn directives(csp: &str) -> BTreeMap<&str, Vec<&str>> {
    let words = csp.split("; ").map(|it| it.split(' '));
    words
        .map(|mut it| (it.next().unwrap(), it.collect()))
        .collect()
}

/// Where a browser looks for each directive, besides in `default-src`.
const GOVERNED: [(&str, &[&str]); 10] = [
    ("script-src", &[]),
    ("style-src", &[]),
    ("frame-src", &["child-src"]),
    ("img-src", &[]),
    ("connect-src", &[]),
    ("font-src", &[]),
    ("media-src", &[]),
    ("worker-src", &["child-src", "script-src"]),
    ("object-src", &[]),
    ("manifest-src", &[]),
];

/// What governs `name` by the rules of the standard.
fn governs<'a>(csp: &'a str, name: &str, besides: &[&str]) -> Vec<&'a str> {
    let written = directives(csp);
    let mut places = [name].into_iter().chain(besides.iter().copied());
    let found = places.find_map(|it| written.get(it));
    found.unwrap_or(&written["default-src"]).clone()
}

#[test]
fn each_kind_of_request_is_let_in_by_the_same_hosts() {
    let (policy, cases) = (policy(), cases());
    for case in &cases.cases {
        let named = |id| &cases.sources[id];
        let granted = policy
            .optional()
            .filter(|(_, it)| case.granted.contains(&it.id));
        let mut hosts: Vec<String> = cases.always.clone();
        hosts.extend(granted.flat_map(|(_, it)| named(&it.id).clone()));
        for (name, besides) in GOVERNED {
            let mut found = governs(&case.csp, name, besides);
            let sockets = hosts.iter().map(|it| format!("ws://{it}"));
            let sockets: Vec<String> = sockets.filter(|_| name == "connect-src").collect();
            let mut expected: Vec<&str> = vec!["'self'", "data:", "blob:"];
            expected.extend(hosts.iter().chain(&sockets).map(String::as_str));
            if ["script-src", "style-src"].contains(&name) {
                assert!(found.contains(&"'unsafe-inline'"), "{name}: {}", case.name);
            }
            found.retain(|it| !it.contains("unsafe"));
            expected.sort_unstable();
            expected.dedup();
            found.sort_unstable();
            assert_eq!(found, expected, "{name}: {}", case.name);
        }
    }
}

#[test]
fn connections_are_no_place_for_code() {
    for case in cases().cases {
        assert!(!governs(&case.csp, "connect-src", &[]).contains(&"'unsafe-eval'"));
    }
}

#[test]
fn forms_go_where_requests_go() {
    // `form-action` falls back on nothing.
    for case in cases().cases {
        let mut hosts = governs(&case.csp, "default-src", &[]);
        hosts.retain(|it| !it.contains("unsafe") && !["data:", "blob:"].contains(it));
        assert_eq!(directives(&case.csp)["form-action"], hosts, "{}", case.name);
    }
}

#[test]
fn calls_are_blocked_until_everything_is_granted() {
    let blocks = |grants: &Grants| csp(&policy(), grants).contains("; webrtc 'block'");
    let all: Vec<_> = policy().optional().map(|(id, _)| id).collect();
    for left_out in &all {
        let grants: Grants = all.iter().copied().filter(|it| it != left_out).collect();
        assert!(blocks(&grants), "{left_out:?}");
    }
    assert!(!blocks(&all.into_iter().collect()));
    let nothing_optional = include_str!("../../../bench/weights/nothing.toml");
    let checked = Policy::parse(nothing_optional).unwrap();
    assert!(!csp(&checked.policy, &Grants::none()).contains("webrtc"));
}

#[test]
fn no_host_can_add_a_directive_of_its_own() {
    // A `;` in a path is written as the header's grammar wants it; a host that holds one is left out.
    for case in cases().cases {
        let names: Vec<&str> = directives(&case.csp).into_keys().collect();
        let blocks = case.csp.ends_with("; webrtc 'block'");
        let expected = ["connect-src", "default-src", "form-action", "webrtc"];
        assert_eq!(names, expected[..3 + usize::from(blocks)], "{}", case.name);
        assert_eq!(
            case.csp.matches(';').count(),
            names.len() - 1,
            "{}",
            case.name
        );
        assert!(!case.csp.contains(','), "{}", case.name);
    }
}
