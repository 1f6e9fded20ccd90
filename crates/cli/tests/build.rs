//! `portcullis build` as a site owner meets it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const POLICY: &str = r#"
[site]
name = "Corner Shop"
privacy_policy = "/privacy"

[[category]]
id = "session"
kind = "session"
necessary = true
title = "Session"
description = "Kept while you browse."

[[category]]
id = "measuring"
kind = "persistent"
title = "Measuring"
description = "Counts visits."
"#;
const SERVICE: &str = r#"
[[service]]
id = "stats"
category = "measuring"
vendor = "Corner Shop"
purpose = "Counts visits."
hosts = ["stats.example"]
"#;

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn build(folder: &Path, policy: &str) -> Output {
    fs::write(folder.join("policy.toml"), policy).unwrap();
    let words = ["build", "policy.toml", "--out", "site"];
    run(folder, &words)
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    tool.current_dir(folder).args(words).output().unwrap()
}

/// Each file of the built site, by name.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.join("site")).unwrap();
    let named = entries.map(|entry| entry.unwrap().path());
    let named = named.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(&path).unwrap())
    });
    named.collect()
}

#[track_caller]
fn check_files(name: &str, policy: &str, expected: &[&str]) {
    let folder = folder(name);
    let built = build(&folder, policy);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    assert_eq!(names(&folder), expected);
}

/// The names of the built site's files, `*` for the build's mark.
fn names(folder: &Path) -> Vec<String> {
    let is_mark = |part: &str| part.len() == 6 && part.chars().all(|it| it.is_ascii_hexdigit());
    let name = |name: String| {
        let parts = name
            .split('.')
            .map(|part| if is_mark(part) { "*" } else { part });
        parts.collect::<Vec<_>>().join(".")
    };
    let mut names: Vec<String> = site(folder).into_keys().map(name).collect();
    names.sort();
    names
}

#[test]
fn a_site_that_asks_gets_guards_and_one_that_does_not_gets_none() {
    let asks = [
        "embed.html",
        "first.en.*.js",
        "first.en.html",
        "gate.js",
        "guards.*.js",
        "portcullis.*.css",
        "portcullis.d.ts",
        "second.en.*.js",
        "show.*.js",
        "texts.en.*.json",
        "watch.js",
    ];
    let asks_nothing = [
        "embed.html",
        "gate.js",
        "portcullis.*.css",
        "portcullis.d.ts",
        "show.*.js",
        "texts.en.*.json",
        "watch.js",
    ];
    check_files("asks", &format!("{POLICY}{SERVICE}"), &asks);
    check_files("asks-nothing", POLICY, &asks_nothing);
}

#[test]
fn the_same_policy_builds_the_same_bytes() {
    let [one, other] = ["bytes-one", "bytes-other"].map(folder);
    let policy = format!("{POLICY}{SERVICE}");
    build(&one, &policy);
    build(&other, &policy);
    assert_eq!(site(&one), site(&other));
}

#[test]
fn a_policy_with_errors_leaves_the_old_folder_as_it_was() {
    let folder = folder("errors");
    build(&folder, POLICY);
    let before = site(&folder);
    let failed = build(
        &folder,
        &POLICY.replace("kind = \"session\"", "kind = \"sesion\""),
    );
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(site(&folder), before);
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let folder = folder("foreign");
    fs::create_dir(folder.join("site")).unwrap();
    fs::write(folder.join("site/index.html"), "mine").unwrap();
    let refused = build(&folder, &format!("{POLICY}{SERVICE}"));
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(
        said,
        "error: site holds other files, name a folder of its own for --out\n"
    );
    assert_eq!(site(&folder)["index.html"], b"mine");
}

#[test]
fn a_closed_gate_knows_no_service_and_brings_its_guards() {
    let folder = folder("closed");
    let built = run(&folder, &["build", "--closed", "--out", "site"]);
    assert!(built.status.success());
    assert_eq!(names(&folder), ["gate.js", "guards.*.js"]);
}
