//! `headers.txt`: what the browser enforces, as response headers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn data(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "data", name]
        .iter()
        .collect()
}

/// Builds `policy` and gives `headers.txt`, where there is one.
fn headers(name: &str, policy: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("policy.toml"), policy).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .current_dir(&folder)
        .args(["build", "policy.toml", "--out", "out"])
        .status()
        .unwrap();
    assert!(built.success());
    fs::read_to_string(folder.join("out/headers.txt")).ok()
}

fn enforced() -> String {
    fs::read_to_string(data("enforced.toml")).unwrap()
}

/// The lines that say when each header is sent.
fn when(text: &str) -> Vec<&str> {
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("# "));
    lines.by_ref().take(4).for_each(drop);
    lines.collect()
}

#[test]
fn the_headers_are_these() {
    let expected = fs::read_to_string(data("enforced.headers.txt")).unwrap();
    assert_eq!(headers("these", &enforced()).unwrap(), expected);
}

#[test]
fn a_policy_that_the_browser_does_not_enforce_has_none() {
    let policy = enforced().replace("\"csp\"", "\"off\"");
    assert_eq!(headers("off", &policy), None);
}

#[test]
fn one_category_is_everything() {
    let policy = enforced().replace("category = \"media\"", "category = \"statistics\"");
    assert_eq!(
        when(&headers("one", &policy).unwrap()),
        [
            "no cookie, or the field is empty",
            "the field is `statistics`: everything"
        ]
    );
}

#[test]
fn where_things_run_until_they_are_refused_no_cookie_means_everything() {
    let policy = enforced().replace("[gate]", "[consent]\nmodel = \"opt-out\"\n[gate]");
    assert_eq!(
        when(&headers("opt-out", &policy).unwrap()),
        [
            "the field is empty",
            "no cookie, or the field is `statistics~media`: everything",
            "the field is `statistics`",
            "the field is `media`"
        ]
    );
}

#[test]
fn a_shared_answer_has_another_cookie() {
    let policy = enforced().replace("[gate]", "[consent]\ndomain = \"example.com\"\n[gate]");
    let text = headers("shared", &policy).unwrap();
    assert!(text.contains("of the cookie `portcullis` has"), "{text}");
}
