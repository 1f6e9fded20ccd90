//! The corpus of browser-enforced mode: here core answers it, in `tests/e2e`
//! the gate may.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

use std::collections::{BTreeMap, BTreeSet};

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

/// What lets requests of the kind `name` in, where `case` is granted.
fn sources(case: &Case, cases: &Cases, name: &str) -> BTreeSet<String> {
    let granted = case.granted.iter().flat_map(|id| &cases.sources[id]);
    let hosts: Vec<&String> = cases.always.iter().chain(granted).collect();
    let sockets = hosts.iter().map(|it| format!("ws://{it}"));
    let sockets = sockets.filter(|_| name == "connect-src");
    let fixed = ["'self'", "data:", "blob:"].map(str::to_owned);
    let whole = hosts.iter().map(ToString::to_string);
    fixed.into_iter().chain(whole).chain(sockets).collect()
}

#[test]
fn each_kind_of_request_is_let_in_by_the_same_hosts() {
    let cases = cases();
    for case in &cases.cases {
        for (name, besides) in GOVERNED {
            let found = governs(&case.csp, name, besides);
            let is_host = |it: &&str| !it.contains("unsafe");
            let hosts = found.iter().copied().filter(is_host).map(str::to_owned);
            let expected = sources(case, &cases, name);
            assert_eq!(
                hosts.collect::<BTreeSet<_>>(),
                expected,
                "{name}: {}",
                case.name
            );
        }
    }
}

#[test]
fn code_in_the_page_runs_as_before() {
    let words = ["'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'"];
    for case in cases().cases {
        let scripts = governs(&case.csp, "script-src", &[]);
        assert!(words.iter().all(|it| scripts.contains(it)), "{}", case.name);
        let styles = governs(&case.csp, "style-src", &[]);
        assert!(styles.contains(&words[0]), "{}", case.name);
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
