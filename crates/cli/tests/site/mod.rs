//! A folder of a test's own, and what the tool makes of it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) const POLICY: &str = r#"
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
pub(crate) const SERVICE: &str = r#"
[[service]]
id = "stats"
category = "measuring"
vendor = "Corner Shop"
purpose = "Counts visits."
hosts = ["stats.example"]
"#;

/// A folder of this test's own, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn build(folder: &Path, policy: &str) -> Output {
    fs::write(folder.join("policy.toml"), policy).unwrap();
    let words = ["build", "policy.toml", "--out", "site"];
    run(folder, &words)
}

pub(crate) fn run(folder: &Path, words: &[&str]) -> Output {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    tool.current_dir(folder).args(words).output().unwrap()
}

/// Each file of the built site, by name.
pub(crate) fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.join("site")).unwrap();
    let named = entries.map(|entry| entry.unwrap().path());
    let named = named.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(&path).unwrap())
    });
    named.collect()
}

fn is_stamp(part: &str) -> bool {
    part.len() == 6 && part.chars().all(|it| it.is_ascii_hexdigit())
}

/// Whether a name carries its build's stamp.
pub(crate) fn is_stamped(name: &str) -> bool {
    name.split('.').any(is_stamp)
}

/// The names of the built site's files, `*` for the build's stamp.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let name = |name: String| {
        let parts = name
            .split('.')
            .map(|part| if is_stamp(part) { "*" } else { part });
        parts.collect::<Vec<_>>().join(".")
    };
    let mut names: Vec<String> = site(folder).into_keys().map(name).collect();
    names.sort();
    names
}

/// A folder with what passes for a built interface.
pub(crate) fn interface(folder: &Path, module: &[u8]) {
    let ui = folder.join("ui");
    fs::create_dir_all(&ui).unwrap();
    let script = "export default function start() { return 'started'; }\n";
    fs::write(ui.join("portcullis-ui.js"), script).unwrap();
    fs::write(ui.join("portcullis-ui_bg.wasm"), module).unwrap();
}

/// What the tool printed to standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
