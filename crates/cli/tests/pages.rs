//! `build --site`: the hosts that a site's own pages ask for and that its policy does not name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use site::{POLICY, SERVICE, folder, run, said};

/// A folder with a policy, and with pages in `www`.
fn shop(name: &str, pages: &[(&str, &str)]) -> PathBuf {
    let folder = folder(&format!("pages-{name}"));
    fs::write(folder.join("policy.toml"), format!("{POLICY}{SERVICE}")).unwrap();
    for (path, page) in pages {
        let path = folder.join("www").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, page).unwrap();
    }
    folder
}

fn build(folder: &Path, more: &[&str]) -> Output {
    let words = ["build", "policy.toml", "--quiet", "--out", "www/portcullis"];
    run(folder, &[&words, more].concat())
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const PAGES: [(&str, &str); 3] = [
    (
        "index.html",
        "<script src=/portcullis/gate.js></script><link rel=stylesheet href=https://fonts.example/a.css>\
         <script type=text/plain data-consent=stats data-src=https://stats.example/a.js></script>\
         <script src=https://www.googletagmanager.com/gtag/js></script>",
    ),
    (
        "about/us.htm",
        "<img alt='' src=//cdn.example:8443/a.png><img alt='' src=//stats.example/a.png>",
    ),
    ("notes.txt", "<img src=//notes.example/a.png>"),
];

#[test]
fn hosts_that_pages_ask_for_and_nobody_names_are_candidates() {
    let folder = shop("named", &PAGES);
    // Twice: the folder that is written lies among the pages.
    for _ in 0..2 {
        let built = build(&folder, &["--site", "www"]);
        assert_eq!(said(&built), "");
        assert_eq!(
            printed(&built),
            "candidates for gate.allow: cdn.example:8443, fonts.example (asked for by pages, named by no service)\n\
             asked for by pages, give each a service: www.googletagmanager.com (Google Tag Manager)\n"
        );
    }
}

#[test]
fn programs_are_told_the_same() {
    let folder = shop("json", &PAGES);
    let built = build(&folder, &["--site", "www", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&built.stdout).unwrap();
    let candidates = serde_json::json!(["cdn.example:8443", "fonts.example"]);
    assert_eq!(told["candidates"], candidates);
    let known =
        serde_json::json!([{ "host": "www.googletagmanager.com", "name": "Google Tag Manager" }]);
    assert_eq!(told["known"], known);
}

#[test]
fn what_the_policy_lets_in_is_no_candidate_any_more() {
    let folder = shop("allowed", &PAGES);
    let allow = "[gate]\nallow = [\"cdn.example\", \"fonts.example\"]\n";
    let policy = format!("{allow}{POLICY}{SERVICE}");
    fs::write(folder.join("policy.toml"), policy).unwrap();
    let built = build(&folder, &["--site", "www"]);
    assert_eq!(
        printed(&built),
        "asked for by pages, give each a service: www.googletagmanager.com (Google Tag Manager)\n"
    );
    assert_eq!(said(&built), "");
}

#[test]
fn nothing_is_said_of_pages_that_ask_nobody_else_or_that_nobody_names() {
    let folder = shop("quiet", &[("index.html", "<img alt='' src=/a.png>")]);
    assert_eq!(printed(&build(&folder, &["--site", "www"])), "");
    let folder = shop("unnamed", &PAGES);
    assert_eq!(printed(&build(&folder, &[])), "");
}

#[test]
fn a_folder_of_pages_that_is_not_there_stops_the_build() {
    let folder = shop("nowhere", &[]);
    let built = build(&folder, &["--site", "pages"]);
    let why = "error: no folder at pages: name one with a site's pages\n";
    assert_eq!((said(&built).as_str(), built.status.code()), (why, Some(2)));
    assert!(!folder.join("www").exists());
}
