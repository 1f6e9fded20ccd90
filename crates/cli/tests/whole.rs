//! A build that fails, or is stopped, leaves the folder that was there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

mod site;

use std::fs;
use std::path::Path;

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
    // As a build leaves it that is killed in the middle.
    let left = folder.join("site.portcullis-4711-0");
    fs::create_dir(&left).unwrap();
    for name in ["portcullis.json", "gate.js"] {
        fs::copy(folder.join("site").join(name), left.join(name)).unwrap();
    }
    fs::write(left.join("show.js"), "half").unwrap();
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

/// Elsewhere there is a moment without a folder.
#[cfg(target_os = "linux")]
mod killed {
    use std::collections::BTreeMap;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use serde_json::Value;

    use super::*;

    #[test]
    fn a_build_that_is_killed_while_it_writes_leaves_the_old_folder_or_the_new_one_whole() {
        let folder = folder("killed");
        build(&folder, &format!("{POLICY}{SERVICE}"));
        let asks = newest(&folder);
        build(&folder, POLICY);
        let whole: [BTreeMap<_, _>; 2] = [asks, newest(&folder)];
        for step in 0..16 {
            let other = if step % 2 == 0 { SERVICE } else { "" };
            fs::write(folder.join("policy.toml"), format!("{POLICY}{other}")).unwrap();
            killed_while_writing(&folder, Duration::from_micros(step * 100));
            assert!(whole.contains(&newest(&folder)), "step {step}");
        }
    }

    /// The files of the newest build; whatever else is there is named too.
    fn newest(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut site = site(folder);
        let manifest: Value =
            serde_json::from_slice(&site.remove("portcullis.json").unwrap()).unwrap();
        let earlier = manifest["earlier"].as_array().cloned().unwrap_or_default();
        let is_earlier = |name: &str| earlier.iter().any(|it| !it["files"][name].is_null());
        site.retain(|name, _| {
            let is_new = !manifest["files"][name].is_null();
            assert!(is_new || is_earlier(name), "{name} is not in the manifest");
            is_new
        });
        site
    }

    /// Starts a build and ends it the hard way, `later` than the first sign that it writes.
    fn killed_while_writing(folder: &Path, later: Duration) {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        tool.args(["build", "policy.toml", "--quiet", "--out", "site"]);
        tool.current_dir(folder).stderr(Stdio::null());
        let mut running = tool.spawn().unwrap();
        let fresh = folder.join(format!("site.portcullis-{}-0", running.id()));
        while !fresh.exists() && running.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        std::thread::sleep(later);
        // It may be done already.
        let _ = running.kill();
        running.wait().unwrap();
    }
}
