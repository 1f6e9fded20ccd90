//! The kit for a site without a build.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    tool.current_dir(folder).args(words).output().unwrap()
}

/// The built kit's files by name, `*` for the build's mark.
fn kit(name: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = folder(name);
    let built = run(&folder, &["build", "--generic", "--out", "site"]);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let is_mark = |part: &str| part.len() == 6 && part.chars().all(|it| it.is_ascii_hexdigit());
    let entries = fs::read_dir(folder.join("site")).unwrap();
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parts = name
            .split('.')
            .map(|part| if is_mark(part) { "*" } else { part });
        (
            parts.collect::<Vec<_>>().join("."),
            fs::read(&path).unwrap(),
        )
    });
    files.collect()
}

#[test]
fn the_kit_holds_one_gate_and_nothing_of_a_policy() {
    let kit = kit("generic-files");
    for name in [
        "gate.js",
        "show.*.js",
        "portcullis.*.css",
        "watch.js",
        "embed.html",
    ] {
        assert!(kit.contains_key(name), "{name} in {:?}", kit.keys());
    }
    let of_a_policy = |name: &&String| name.starts_with("texts.") || name.starts_with("first.");
    assert_eq!(kit.keys().find(of_a_policy), None);
    let embed = String::from_utf8_lossy(&kit["embed.html"]).into_owned();
    assert!(embed.contains("data-policy=\"/policy.toml\""), "{embed}");
}

#[test]
fn the_kit_is_the_same_bytes_each_time() {
    assert_eq!(kit("generic-one"), kit("generic-other"));
}

#[test]
fn a_gate_that_is_built_for_its_policy_waits_for_no_table() {
    let kit = kit("generic-late");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(text(&kit["gate.js"]).contains("portcullis:later"));
    let folder = folder("generic-built");
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy.toml");
    let words = ["build", policy.to_str().unwrap(), "--out", "site"];
    assert!(run(&folder, &words).status.success());
    for entry in fs::read_dir(folder.join("site")).unwrap() {
        let path = entry.unwrap().path();
        let built = text(&fs::read(&path).unwrap());
        for late in ["portcullis:later", "portcullis:table"] {
            assert!(!built.contains(late), "{late} in {}", path.display());
        }
    }
}

#[test]
fn a_policy_has_no_place_in_a_generic_kit() {
    let folder = folder("generic-policy");
    let refused = run(
        &folder,
        &["build", "policy.toml", "--generic", "--out", "site"],
    );
    assert_eq!(refused.status.code(), Some(2));
    assert!(!folder.join("site").exists());
}
