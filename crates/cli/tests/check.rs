//! The tool as its user meets it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::path::PathBuf;
use std::process::{Command, Output};

/// Runs `portcullis` among the test files, so that paths in its output are short.
fn portcullis(args: &[&str]) -> Output {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "data"]
        .iter()
        .collect();
    Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap()
}

#[track_caller]
fn check(args: &[&str], status: i32, stdout: &str, stderr: &str) {
    let output = portcullis(args);
    assert_eq!(String::from_utf8_lossy(&output.stderr), stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn eight_mistakes_print_eight_diagnostics_at_their_places() {
    check(
        &["check", "eight-mistakes.toml"],
        1,
        "",
        include_str!("data/eight-mistakes.stderr"),
    );
}

#[test]
fn warnings_alone_do_not_fail() {
    check(
        &["check", "warnings.toml"],
        0,
        "",
        include_str!("data/warnings.stderr"),
    );
}

#[test]
fn a_clean_file_says_so() {
    check(
        &["check", "clean.toml"],
        0,
        "",
        "1 file checked, no problems\n",
    );
}

#[test]
fn an_unreadable_file_does_not_hide_the_others() {
    let output = portcullis(&["check", "none.toml", "eight-mistakes.toml"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.starts_with("error: cannot read none.toml: "),
        "{stderr}"
    );
    assert!(
        stderr.ends_with("1 file checked, 8 errors, 0 warnings\n"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn explain_says_which_service_and_why() {
    let url = "https://www.googletagmanager.com/gtag/js?id=1";
    let rule = "rule: www.googletagmanager.com/gtag/js\n";
    let held =
        format!("hold: service `analytics` of category `third-party` is not granted\n{rule}");
    check(&["explain", "clean.toml", url], 0, &held, "");
    let granted =
        format!("allow: service `analytics` of category `third-party` is granted\n{rule}");
    check(
        &["explain", "clean.toml", url, "--grant", "third-party"],
        0,
        &granted,
        "",
    );
    check(
        &["explain", "clean.toml", url, "--grant", "analytics"],
        0,
        &granted,
        "",
    );
    check(
        &["explain", "clean.toml", "/app.js"],
        0,
        "allow: it goes to the site itself\n",
        "",
    );
    check(
        &["explain", "clean.toml", "data:,x"],
        0,
        "allow: it is no network request\n",
        "",
    );
    let unlisted = "allow: no service names it, and `gate.unlisted` is `allow`\n";
    check(
        &["explain", "clean.toml", "https://a.example/"],
        0,
        unlisted,
        "",
    );
    let refused = format!(
        "{unlisted}browser: refuses it, for `gate.enforce` is `csp` and `gate.allow` does not name it\n"
    );
    check(
        &["explain", "enforced.toml", "https://a.example/"],
        0,
        &refused,
        "",
    );
    check(
        &["explain", "enforced.toml", "https://cdn.example.net/"],
        0,
        unlisted,
        "",
    );
    let unknown = "error: the policy has no service or category `x`\n";
    check(
        &["explain", "clean.toml", url, "--grant", "x"],
        1,
        "",
        unknown,
    );
}

#[test]
fn the_schema_is_printed() {
    let schema = include_str!("../../../policy.schema.json");
    check(&["schema"], 0, schema, "");
}
