//! Each guard is left out in turn: what it holds leaks then, so that each row of `tests/gate/ways` that says
//! `guarded` has a canary that can sing, and the guard that it names is the one that keeps it quiet.

use super::engines::early;
use super::modes::{Mode, walk};
use super::pages::{OWN, site};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine::Chromium;
use portcullis_e2e::gate::Gate;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, root};
use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::process::Command;

/// A guard, the text of the gate that puts it in place, and what stands there without it.
type Guard = [&'static str; 3];

const PROPERTIES: Guard = ["guardProperties", "  guardProperties,\n", ""];
const INSERTION: Guard = ["guardInsertion", "  guardInsertion,\n", ""];
const INNER: Guard = ["guardInner", "  guardInner(realm);\n", ""];
const READING: Guard = ["guardReading", "  guardReading(realm);\n", ""];
const WRITING: Guard = ["guardWriting", "  guardWriting,\n", ""];
const FRAMES: Guard = ["guardFrames", "  guardFrames,\n", ""];
const ASKING: Guard = ["guardAsking", "  guardAsking,\n", ""];
const STREAMS: Guard = ["guardStreams", "  guardStreams,\n", ""];
const WINDOWS: Guard = ["guardWindows", "  guardWindows,\n", ""];
const PARSER: Guard = ["guardParser", "    guardParser();\n", ""];
const SRCDOC: Guard = [
    "srcdoc",
    "apply(native, self, [inFrame(value)]),",
    "apply(native, self, [value]),",
];
const NEW_FRAMES: Guard = [
    "guardNewFrames",
    "if (!known.has(it)) attempt",
    "if (false) attempt",
];

/// Guards that are left out together, and the families that they hold, by the file that a family names.
/// Where there are two, either holds alone.
const OUT: [(&[Guard], &[&str]); 25] = [
    (&[PROPERTIES], &["setting"]),
    (
        &[["guardSetting", "  guardSetting(realm);\n", ""]],
        &["setting"],
    ),
    (
        &[["guardAnimated", "  guardAnimated(realm);\n", ""]],
        &["setting"],
    ),
    (
        &[["guardNodes", "  guardNodes(realm);\n", ""]],
        &["setting"],
    ),
    (&[PROPERTIES, INSERTION], &["setting"]),
    (&[SRCDOC], &["setting"]),
    // Addresses in markup: of the page's HTML, and in strings.
    (&[PARSER], &["setting"]),
    (&[INNER], &["setting", "html"]),
    (&[INSERTION], &["insertion"]),
    (&[["guardBeside", "  guardBeside(realm);\n", ""]], &["html"]),
    (&[READING], &["html", "insertion"]),
    (
        &[["guardFragments", "  guardFragments(realm);\n", ""]],
        &["html"],
    ),
    (&[WRITING], &["html"]),
    (
        &[["guardConnections", "  guardConnections,\n", ""]],
        &["requests", "setting"],
    ),
    (&[["guardFetch", "  guardFetch,\n", ""]], &["requests"]),
    (&[["guardXhr", "  guardXhr,\n", ""]], &["requests"]),
    (&[["guardForms", "  guardForms,\n", ""]], &["forms"]),
    (&[ASKING], &["connections", "requests"]),
    (&[STREAMS], &["connections"]),
    (&[["guardSheets", "  guardSheets,\n", ""]], &["sheets"]),
    (&[WINDOWS], &["windows"]),
    (&[WINDOWS, NEW_FRAMES], &["windows"]),
    (&[NEW_FRAMES], &["realms"]),
    (&[FRAMES, NEW_FRAMES], &["realms"]),
    (
        &[["ping", "  a: ['ping'],\n  area: ['ping'],\n", ""]],
        &["addresses"],
    ),
];

/// Tests that are canaries themselves, each with a guard without which it fails.
const TESTS: [(&str, Guard); 8] = [
    (
        "storage::what_a_refused_service_declares_cannot_be_written",
        ["guardCookies", "[guardCookies]", "[]"],
    ),
    (
        "storage::what_a_refused_service_declares_cannot_be_written",
        ["guardKeys", "[guardKeys]", "[]"],
    ),
    (
        "storage::what_a_refused_service_declares_is_not_opened",
        ["guardDatabases", "[guardDatabases]", "[]"],
    ),
    (
        "more::connections_that_wait_end_as_the_platform_ends_them",
        STREAMS,
    ),
    (
        "more::connections_that_wait_end_as_the_platform_ends_them",
        ASKING,
    ),
    ("more::windows_that_code_opens_are_guarded", WINDOWS),
    (
        "more::rules_for_pages_that_wait_are_held_and_let_go",
        ["guardRules", "    guardRules();\n", ""],
    ),
    (
        "more::rules_for_pages_that_wait_are_held_and_let_go",
        ["vetSpeculation", "  each(args, vetSpeculation);\n", ""],
    ),
];

fn without(gate: Gate, guards: &[Guard]) -> Gate {
    let out = |gate: Gate, [_, from, to]: &Guard| gate.with(from, to);
    guards.iter().fold(gate, out)
}

fn lines(list: &str) -> Vec<String> {
    let text = read_to_string(root().join("tests/gate/ways").join(list)).unwrap();
    let lines = text
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// Each guarded row's canary, with the file of the gate that its family names.
fn guarded() -> BTreeSet<[String; 2]> {
    let families: Vec<String> = lines("families.txt");
    let family = |name: &str| {
        let cells = families
            .iter()
            .map(|it| it.split('|').map(str::trim).collect::<Vec<_>>());
        let cells = cells.into_iter().find(|it| it[1] == name).unwrap();
        let file = cells[4].rsplit('/').next().unwrap().trim_end_matches(".js");
        (cells[0] == "guarded").then(|| file.to_owned())
    };
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("tests/gate/ways")).unwrap() {
        let list = entry.unwrap().file_name().into_string().unwrap();
        if list == "families.txt" {
            continue;
        }
        let mut file = None;
        for line in lines(&list) {
            match (line.strip_prefix("= "), &file) {
                (Some(name), _) => file = family(name),
                (None, Some(file)) => {
                    let canary = line.rsplit(' ').next().unwrap().to_owned();
                    found.insert([file.clone(), canary]);
                }
                (None, None) => {}
            }
        }
    }
    found
}

/// Those of them that a page asks for; the others are tests.
fn on_pages() -> BTreeSet<[String; 2]> {
    let mut all = guarded();
    all.retain(|[_, canary]| canary.contains('.'));
    all
}

fn is_long() -> bool {
    std::env::var_os("PORTCULLIS_LONG").is_some()
}

#[test]
fn what_each_guard_holds_leaks_without_it() {
    // Later than the parser, which is a guard of its own; its pages as they are.
    let early_pages = [
        "libraries",
        "parser-scripts",
        "parser-frames",
        "parser-media",
        "parser-write",
    ];
    let mut pages = [Mode::Late.pages(&[]), Mode::Parsing.pages(&early_pages)].concat();
    let mut out = OUT.to_vec();
    let mut quiet = on_pages();
    let all = quiet.len();
    if !is_long() {
        pages.retain(|(name, _)| *name == "requests");
        out.retain(|(guards, _)| guards[0][0] == "guardFetch");
        quiet.retain(|[_, canary]| canary == "rq-fetch.txt");
    }
    let wish = Wish {
        secure: true,
        only: &[Chromium],
        ..Wish::default()
    };
    let policy = format!("{POLICY}{OWN}");
    visit_with(site(&policy), wish, async |page| {
        for (guards, files) in out {
            page.site
                .serve_gate(without(Gate::new(&policy), guards).script());
            let [asked, ran] = walk(page, &pages).await;
            let early = early();
            let leaks =
                |it: &str| ran.contains_key(it) || (asked.contains_key(it) && !early.contains(&it));
            let before = quiet.len();
            quiet.retain(|[file, canary]| !files.contains(&file.as_str()) || !leaks(canary));
            let names: Vec<_> = guards.iter().map(|it| it[0]).collect();
            eprintln!(
                "without {}: {} leak, {} of them not before",
                names.join(" and "),
                asked.len(),
                before - quiet.len()
            );
            assert!(quiet.len() < before, "{names:?} hold nothing");
        }
        eprintln!("{all} canaries: {} never leaked", quiet.len());
        assert_eq!(
            quiet,
            BTreeSet::new(),
            "these leak without none of the guards of their family"
        );
    });
}

/// Runs one test in a process of its own with a gate that is changed so; whether it passes.
fn passes(name: &str, [_, from, to]: Guard) -> bool {
    let change = serde_json::to_string(&[from, to]).unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args([&format!("guards::{name}"), "--exact"])
        .env("PORTCULLIS_CHANGE", change)
        .env_remove("PORTCULLIS_TALLY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(said.contains("running 1 test"), "{name}: {said}");
    ran.status.success()
}

#[test]
fn what_is_a_test_of_its_own_fails_without_its_guard() {
    let wish = Wish {
        only: &[Chromium],
        ..Wish::default()
    };
    visit_with(site(POLICY), wish, async |_| {
        let known: BTreeSet<_> = TESTS
            .iter()
            .map(|(name, _)| name.rsplit("::").next().unwrap().to_owned())
            .collect();
        let tests: BTreeSet<_> = guarded()
            .into_iter()
            .map(|[_, it]| it)
            .filter(|it| !it.contains('.'))
            .collect();
        assert_eq!(known, tests);
        if !is_long() {
            return;
        }
        for (name, guard) in TESTS {
            assert!(
                passes(name, ["", guard[1], guard[1]]),
                "{name} fails as it is"
            );
            assert!(!passes(name, guard), "{name} passes without {}", guard[0]);
            eprintln!("{name}: fails without {}", guard[0]);
        }
    });
}
