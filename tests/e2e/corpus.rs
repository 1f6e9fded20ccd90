//! The corpora that core and gate both answer: here the gate does, in a
//! browser. `crates/core/tests/{gate_cases,csp}.rs` feed the same files to core.

use crate::page::{Page, visit};
use portcullis_core::{GateTable, Policy};
use serde_json::{Value, json};

const CASES: &str = include_str!("../../crates/core/data/gate-cases.json");
const POLICY: &str = include_str!("../../crates/core/data/gate-cases.toml");
const DECIDE: &str = include_str!("../../src/gate/decide.js");
const MATCH: &str = include_str!("../../src/gate/guards/match.js");

/// Answers each case as the gate does: what it says, beside what is expected.
const RUN: &str = "
    const { parseRecord, standing, waitsFor } = gate;
    const names = (list) => [...list].map((service) => services[service]);
    return {
      records: cases.records.map((it) => {
        const here = standing(parseRecord(it.record ?? ''), it.now);
        return [it.name, [here.state, names(here.granted), names(here.added)], [it.state, it.granted, it.added]];
      }),
      requests: cases.requests.filter((it) => it.unlisted === unlisted).map((it) => {
        const granted = new Set(it.granted.map((id) => services.indexOf(id)));
        const waits = waitsFor(granted, it.url, it.page);
        return [it.name, waits === null ? null : waits < 0 ? 'unlisted' : services[waits], it.waits];
      }),
    };";

fn policy(unlisted: &str) -> Policy {
    let source = format!("{POLICY}\n[gate]\nunlisted = \"{unlisted}\"\n");
    Policy::parse(&source).unwrap().policy
}

/// `{analytics}` stands for the fingerprint of a service, `{20000000}` for minutes.
fn cases(policy: &Policy) -> Value {
    let minutes = CASES.replace("{20000000}", "bwo3k");
    let cases = policy.services().fold(minutes, |text, (id, service)| {
        text.replace(&format!("{{{}}}", service.id), &policy.fingerprint(id))
    });
    serde_json::from_str(&cases).unwrap()
}

async fn answers(page: &Page, unlisted: &str) -> Value {
    let policy = policy(unlisted);
    let table = GateTable::new(&policy);
    let services: Vec<_> = table.services.iter().map(|(id, _, _)| id).collect();
    let constants = [table.to_script(), table.guards_script()].map(Result::unwrap);
    let [gate, guards] = constants;
    let known = json!({ "cases": cases(&policy), "services": services, "unlisted": unlisted });
    let script = format!(
        "const {{ cases, services, unlisted }} = {known};
         const gate = {{
           ...(() => {{ 'use strict'; {gate} {DECIDE} return {{ parseRecord, standing }}; }})(),
           ...(() => {{ 'use strict'; {guards} {MATCH} return {{ waitsFor }}; }})(),
         }}; {RUN}"
    );
    page.eval(&script).await
}

fn agree(rows: &Value, count: usize) {
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), count, "count the cases when you add one");
    for row in rows {
        assert_eq!(row[1], row[2], "{}", row[0]);
    }
}

#[test]
fn the_gate_agrees_with_every_case_of_the_corpus() {
    visit(async |page| {
        page.open("/").await;
        let allowing = answers(page, "allow").await;
        let holding = answers(page, "hold").await;
        agree(&allowing["records"], 41);
        agree(&allowing["requests"], 54);
        agree(&holding["requests"], 8);
    });
}

const CSP: &str = include_str!("../../src/gate/csp.js");
const CSP_CASES: &str = include_str!("../../crates/core/data/csp-cases.json");
const CSP_POLICY: &str = include_str!("../../crates/core/data/csp-cases.toml");

#[test]
fn the_gate_writes_every_content_security_policy_of_the_corpus() {
    visit(async |page| {
        page.open("/").await;
        let table = GateTable::new(&Policy::parse(CSP_POLICY).unwrap().policy);
        let constants = table.to_script().unwrap();
        let script = format!(
            "{constants} {CSP}
             const places = (ids) => new Set(ids.map((id) => SERVICES.findIndex((it) => it[0] === id)));
             return {CSP_CASES}.cases.map((it) => [it.name, csp(places(it.granted)), it.csp]);"
        );
        let rows: Value = page.eval(&script).await;
        agree(&rows, 5);
    });
}
