//! What of a policy the gate is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use common::{BASE, policy};
use portcullis_core::GateTable;

/// The table of a valid policy with one more service, which has `keys`.
fn with(keys: &str) -> GateTable {
    let head = "[[service]]\nid = \"x\"\ncategory = \"comfort\"\nvendor = \"X\"\n";
    GateTable::new(&policy(&format!("{BASE}{head}{keys}\n")))
}

const COOKIES: &str = r#"cookies = [
  { name = "seen", duration = "1 day", purpose = "p" },
  { name = "sid_*", duration = "1 day", purpose = "p", http_only = true },
]"#;

#[test]
fn cookies_of_servers_alone_are_left_and_not_stored() {
    // LAW-32: what a page cannot erase is named.
    let table = with(COOKIES);
    assert_eq!(table.left, [vec![], vec![], vec!["sid_*".to_owned()]]);
    let (_, _, stored) = &table.services[2];
    assert_eq!(stored, &[("", "seen".to_owned())]);
    let guards = table.guards_script().unwrap();
    assert!(
        guards.contains("const LEFT = [[],[],[\"sid_*\"]];\n"),
        "{guards}"
    );
}

#[test]
fn cookies_of_third_parties_are_left_too() {
    let src = BASE.replace(
        "purpose = \"Tells visitors apart\"",
        "purpose = \"p\", party = \"third\"",
    );
    let table = GateTable::new(&policy(&src));
    assert_eq!(table.left, [vec![], vec!["_ga".to_owned()]]);
    assert!(table.services[1].2.is_empty());
}

#[test]
fn how_a_service_is_stopped_is_told_to_the_guards() {
    let table = with("on_withdraw = \"reload\"\nstop = \"tidemark.stop\"");
    let guards = table.guards_script().unwrap();
    for line in [
        "const STOP = [\"\",\"\",\"tidemark.stop\"];\n",
        "const RELOAD = [false,false,true];\n",
        "const RELOADS = true;\n",
        "const STOPS = true;\n",
    ] {
        assert!(guards.contains(line), "{line} in {guards}");
    }
    let table = with("on_withdraw = \"stay\"");
    assert!(!table.is("RELOADS") && !table.is("STOPS"));
}

#[test]
fn a_worker_is_stored_by_its_path() {
    let table = with("storage = [{ kind = \"worker\", name = \"/push/*\", purpose = \"p\" }]");
    assert_eq!(table.services[2].2, [("w", "/push/*".to_owned())]);
    assert!(table.is("STORES_WORKERS"));
    assert!(!with("").is("STORES_WORKERS"));
}

#[test]
fn the_guards_come_wherever_something_is_asked_or_held() {
    let (necessary, _) = BASE.split_once("[[category]]\nid = \"comfort\"").unwrap();
    let guarded = |src: &str| GateTable::new(&policy(src)).is("GUARDED");
    assert!(guarded(BASE));
    assert!(!guarded(necessary));
    assert!(guarded(&format!(
        "{necessary}[gate]\nunlisted = \"hold\"\n"
    )));
}
