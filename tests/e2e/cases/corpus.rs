//! The corpora that core and gate both answer: here the gate's modules do, in a
//! browser. `crates/core/tests/{gate_cases,csp}.rs` feed the same files to core,
//! and `tests/gate` feeds them to the modules without a browser.

use portcullis_core::{GateTable, Policy};
use portcullis_e2e::page::{Page, visit};
use portcullis_e2e::site::root;
use serde_json::{Value, json};

const CASES: &str = include_str!("../../../crates/core/data/gate-cases.json");
const POLICY: &str = include_str!("../../../crates/core/data/gate-cases.toml");
/// Answers each case as the gate does: what it says, beside what is expected.
const RUN: &str = include_str!("../../gate/corpus.js");

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

/// Serves the gate's modules as they are, in a folder of the shop's, with `table` and the page given.
pub(crate) fn serve_modules(page: &Page, folder: &str, table: &GateTable) {
    let site = &page.site;
    let modules = root().join("src/gate");
    site.copy_folder(&modules, folder);
    let late = "export const LATE = false, UNDOES = true;\nexport const STAMP = '';\n";
    let table = format!("{late}{}", table.to_module().unwrap());
    site.write(&format!("{folder}/table.js"), &table);
    // The window itself: a driver's own scripts have another global in Firefox.
    let world = "const { document } = globalThis;\nconst window = document.defaultView;\n\
                 const now = () => 20000000;\nexport { window, document, now };\n";
    site.write(&format!("{folder}/world.js"), world);
}

async fn answers(page: &Page, unlisted: &str) -> Value {
    let policy = policy(unlisted);
    let table = GateTable::new(&policy);
    serve_modules(page, unlisted, &table);
    page.site.write(&format!("{unlisted}/corpus.js"), RUN);
    let services: Vec<_> = table.services.iter().map(|it| &it.id).collect();
    let known = json!({ "cases": cases(&policy), "services": services, "unlisted": unlisted });
    let script = format!(
        "const {{ answers }} = await import('/{unlisted}/corpus.js');
         return answers({known}, (name) => import('/{unlisted}/' + name));"
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
        agree(&allowing["records"], 42);
        agree(&allowing["copies"], 17);
        agree(&allowing["requests"], 62);
        agree(&holding["requests"], 8);
        agree(&allowing["written"], 7);
        agree(&allowing["patterns"], 33);
        agree(&allowing["languages"], 17);
    });
}

const CSP_CASES: &str = include_str!("../../../crates/core/data/csp-cases.json");
const CSP_POLICY: &str = include_str!("../../../crates/core/data/csp-cases.toml");

#[test]
fn the_gate_writes_every_content_security_policy_of_the_corpus() {
    visit(async |page| {
        page.open("/").await;
        let table = GateTable::new(&Policy::parse(CSP_POLICY).unwrap().policy);
        serve_modules(page, "csp", &table);
        let script = format!(
            "const {{ csp }} = await import('/csp/csp.js');
             const {{ SERVICES }} = await import('/csp/table.js');
             const places = (ids) => new Set(ids.map((id) => SERVICES.findIndex((it) => it[0] === id)));
             return {CSP_CASES}.cases.map((it) => [it.name, csp(places(it.granted)), it.csp]);"
        );
        let rows: Value = page.eval(&script).await;
        agree(&rows, 5);
    });
}
