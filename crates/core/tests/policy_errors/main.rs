//! Every mistake in a policy file is reported, at its place and in its words.

#[path = "../common/mod.rs"]
mod common;
mod form;
mod gate;
mod site;
mod stored;
mod structure;

use common::{BASE, problems};

/// Puts `addition` at the end of a valid policy and expects exactly these
/// problems, each as `line:column message` with lines counted from the addition.
#[track_caller]
fn check(addition: &str, expected: &[&str]) {
    let src = format!("{BASE}{addition}");
    assert_eq!(problems(&src, BASE.lines().count()), expected, "{addition}");
}

/// Replaces `written` in a valid policy by `instead` and expects exactly this problem.
#[track_caller]
fn check_changed(written: &str, instead: &str, expected: &[&str]) {
    assert_eq!(BASE.matches(written).count(), 1, "{written}");
    assert_eq!(
        problems(&BASE.replace(written, instead), 0),
        expected,
        "{instead}"
    );
}

/// A service with `keys`, in the third-party category.
#[track_caller]
fn check_service(keys: &str, expected: &[&str]) {
    let head = "[[service]]\nid = \"x\"\ncategory = \"third-party\"\nvendor = \"X\"\n";
    let lines = BASE.lines().count() + head.lines().count();
    let src = format!("{BASE}{head}{keys}");
    assert_eq!(problems(&src, lines), expected, "{keys}");
}

/// A service with one cookie, in `category`.
#[track_caller]
fn check_cookie(category: &str, cookie: &str, expected: &[&str]) {
    let head = format!(
        "[[service]]\nid = \"x\"\ncategory = \"{category}\"\nvendor = \"X\"\nhosts = [\"x.example\"]\n"
    );
    let lines = BASE.lines().count() + head.lines().count();
    let src = format!("{BASE}{head}cookies = [{{ {cookie} }}]\n");
    assert_eq!(problems(&src, lines), expected, "{cookie}");
}
