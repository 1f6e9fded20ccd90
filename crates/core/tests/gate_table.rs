//! What of a policy the gate is told.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use common::{BASE, policy};
use portcullis_core::GateTable;
use portcullis_core::gate_table::Stored;
use portcullis_core::words::{StorageKind, StoredKind};

/// The table of a valid policy with one more service, which has `keys`.
fn with(keys: &str) -> GateTable {
    let head = "[[service]]\nid = \"x\"\ncategory = \"comfort\"\nvendor = \"X\"\n";
    GateTable::new(&policy(&format!("{BASE}{head}{keys}\n")))
}

fn stored(kind: StoredKind, pattern: &str) -> Stored {
    let pattern = pattern.to_owned();
    Stored { kind, pattern }
}

const COOKIES: &str = r#"cookies = [
  { name = "seen", duration = "1 day", purpose = "p" },
  { name = "sid_*", duration = "1 day", purpose = "p", http_only = true },
]"#;

#[test]
fn cookies_of_servers_alone_are_left_and_not_stored() {
    // LAW-32: what a page cannot erase is named.
    let table = with(COOKIES);
    let left = table.services.iter().map(|it| it.left.join(" "));
    assert_eq!(left.collect::<Vec<_>>(), ["", "", "sid_*"]);
    assert_eq!(
        table.services[2].stored,
        [stored(StoredKind::Cookie, "seen")]
    );
    let script = table.to_script().unwrap();
    let line = "const LEFT = [[],[],[\"sid_*\"]];\n";
    assert!(script.contains(line), "{script}");
}

#[test]
fn cookies_of_third_parties_are_left_too() {
    let src = BASE.replace(
        "purpose = \"Tells visitors apart\"",
        "purpose = \"p\", party = \"third\"",
    );
    let table = GateTable::new(&policy(&src));
    assert_eq!(table.services[1].left, ["_ga"]);
    assert!(table.services[1].stored.is_empty());
}

#[test]
fn how_a_service_is_stopped_is_told_to_the_guards() {
    let table = with("on_withdraw = \"reload\"\nstop = \"tidemark.stop\"");
    let script = table.to_script().unwrap();
    for line in [
        "const STOP = [\"\",\"\",\"tidemark.stop\"];\n",
        "const RELOAD = [false,false,true];\n",
        "const RELOADS = true;\n",
        "const STOPS = true;\n",
    ] {
        assert!(script.contains(line), "{line} in {script}");
    }
    let table = with("on_withdraw = \"stay\"");
    assert!(!table.facts.reloads && !table.facts.stops);
}

#[test]
fn what_loads_the_page_again_when_it_is_granted_is_told_to_the_gate() {
    let script = with("on_grant = \"reload\"").to_script().unwrap();
    for line in [
        "const RELOAD_GRANTED = [false,false,true];\n",
        "const RELOADS_GRANTED = true;\n",
    ] {
        assert!(script.contains(line), "{line} in {script}");
    }
    assert!(!with("on_grant = \"run\"").facts.reloads_granted);
}

#[test]
fn a_worker_is_stored_by_its_path() {
    let table = with("storage = [{ kind = \"worker\", name = \"/push/*\", purpose = \"p\" }]");
    let worker = StoredKind::Storage(StorageKind::Worker);
    assert_eq!(table.services[2].stored, [stored(worker, "/push/*")]);
    assert_eq!(table.facts.stores.last(), Some(&worker));
    assert!(!with("").facts.stores.contains(&worker));
}

#[test]
fn the_guards_come_wherever_something_is_asked_or_held() {
    let (necessary, _) = BASE.split_once("[[category]]\nid = \"comfort\"").unwrap();
    let guarded = |src: &str| GateTable::new(&policy(src)).facts.guarded;
    assert!(guarded(BASE));
    assert!(!guarded(necessary));
    assert!(guarded(&format!(
        "{necessary}[gate]\nunlisted = \"hold\"\n"
    )));
}
