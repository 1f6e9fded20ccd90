//! A build that fails, or is stopped, leaves the folder that was there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use site::{POLICY, SERVICE, build, folder, interface, run, said, site};

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
    fs::write(folder.join("policy.toml"), format!("{POLICY}{SERVICE}")).unwrap();
    let words = ["build", "policy.toml", "--quiet", "--out", "site"];
    let refused = run(&folder, &words);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(
        said,
        "error: site holds other files, name a folder of its own for --out\n"
    );
    assert_eq!(site(&folder)["index.html"], b"mine");
}

#[test]
fn an_interface_that_cannot_be_read_leaves_the_old_folder_as_it_was() {
    let folder = folder("no-module");
    build(&folder, &format!("{POLICY}{SERVICE}"));
    let before = site(&folder);
    interface(&folder, b"module");
    fs::remove_file(folder.join("ui/portcullis-ui_bg.wasm")).unwrap();
    let words = ["build", "policy.toml", "--out", "site", "--ui", "ui"];
    let failed = run(&folder, &words);
    assert_eq!(failed.status.code(), Some(1));
    let why = "No such file or directory (os error 2)";
    assert_eq!(
        said(&failed),
        format!("error: cannot read ui/portcullis-ui_bg.wasm: {why}\n")
    );
    assert_eq!(site(&folder), before);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = folder("unwritable");
    build(&folder, POLICY);
    let before = site(&folder);
    let words = [
        "build",
        "policy.toml",
        "--quiet",
        "--out",
        "policy.toml/site",
    ];
    let failed = run(&folder, &words);
    assert_eq!(failed.status.code(), Some(1));
    let start = "error: cannot write policy.toml/site: ";
    assert!(said(&failed).contains(start), "{}", said(&failed));
    assert_eq!(site(&folder), before);
}

#[test]
fn what_an_interrupted_build_left_is_cleared_away_by_the_next() {
    let folder = folder("leftovers");
    build(&folder, POLICY);
    let expected = site(&folder);
    for left in ["site.portcullis-new", "site.portcullis-old"] {
        fs::create_dir(folder.join(left)).unwrap();
        fs::write(folder.join(left).join("gate.js"), "half").unwrap();
    }
    build(&folder, POLICY);
    assert_eq!(site(&folder), expected);
    assert_eq!(entries(&folder), ["policy.toml", "site"]);
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_build_that_is_killed_leaves_the_old_folder_or_the_new_one_whole() {
    let folder = folder("killed");
    build(&folder, &format!("{POLICY}{SERVICE}"));
    let asks = site(&folder);
    let start = Instant::now();
    build(&folder, POLICY);
    let whole: [BTreeMap<_, _>; 2] = [asks, site(&folder)];
    // Nothing is written before most of the time is over.
    let delays = (0..12_u32).map(|step| start.elapsed() * (60 + 4 * step) / 100);
    for (step, delay) in delays.collect::<Vec<_>>().into_iter().enumerate() {
        let other = if step % 2 == 0 { SERVICE } else { "" };
        fs::write(folder.join("policy.toml"), format!("{POLICY}{other}")).unwrap();
        killed_after(&folder, delay);
        assert!(whole.contains(&site(&folder)), "after {delay:?}");
    }
}

/// Starts a build and ends it the hard way.
fn killed_after(folder: &Path, delay: Duration) {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    tool.args(["build", "policy.toml", "--quiet", "--out", "site"]);
    tool.current_dir(folder).stderr(Stdio::null());
    let mut running = tool.spawn().unwrap();
    std::thread::sleep(delay);
    // It may be done already.
    let _ = running.kill();
    running.wait().unwrap();
}
