//! What the tool answers, to the letter: help, errors, exit statuses, JSON. Each stands in
//! `tests/data/answers`; `UPDATE=1 cargo test -p portcullis-cli --test answers` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod site;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use site::{POLICY, SERVICE, folder};

/// A folder with a policy that is fine, one that is not, and files that are none.
fn files(name: &str) -> PathBuf {
    let folder = folder(&format!("answers-{name}"));
    let fine = format!("{POLICY}{SERVICE}");
    let broken = fine.replace("kind = \"session\"", "kind = \"sesion\"");
    fs::write(folder.join("fine.toml"), &fine).unwrap();
    fs::write(folder.join("broken.toml"), broken).unwrap();
    fs::write(folder.join("latin-1.toml"), b"[site]\nname = \"K\xf6p\"\n").unwrap();
    let utf_16: Vec<u8> = fine.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(
        folder.join("utf-16.toml"),
        [&[0xff, 0xfe][..], &utf_16].concat(),
    )
    .unwrap();
    folder
}

/// As it would look in a terminal: the command, what it printed where, and how it ended.
fn answer(folder: &Path, line: &str, input: &str) -> String {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    tool.current_dir(folder).args(line.split_whitespace());
    tool.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = tool.stderr(Stdio::piped()).spawn().unwrap();
    // One that reads nothing may have ended.
    let _ = running.stdin.take().unwrap().write_all(input.as_bytes());
    let ended = running.wait_with_output().unwrap();
    let [out, err] =
        [&ended.stdout, &ended.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
    let code = ended.status.code().unwrap();
    format!("$ portcullis {line}\n{out}--- standard error\n{err}--- exit status {code}\n")
}

#[track_caller]
fn check(name: &str, line: &str, input: &str) {
    let said = without_sizes(&answer(&files(name), line, input));
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    let place = place.join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, &said).unwrap();
    }
    let expected = fs::read_to_string(&place).unwrap_or_default();
    assert!(said == expected, "{} is not:\n{said}", place.display());
}

/// What files weigh and the marks in their names change with every change of the gate.
fn without_sizes(said: &str) -> String {
    let shown = said.lines().map(|line| {
        if let Some((before, _)) = line
            .split_once("\"bytes\": ")
            .filter(|(_, it)| !it.starts_with('['))
        {
            return format!("{before}\"bytes\": …,");
        }
        let parts = line.split('.').map(|part| {
            let is_mark = part.len() == 6 && part.bytes().all(|it| it.is_ascii_hexdigit());
            if is_mark { "MARK" } else { part }
        });
        parts.collect::<Vec<_>>().join(".")
    });
    shown.map(|line| line + "\n").collect()
}

#[test]
fn help() {
    check("help", "--help", "");
    for command in ["check", "build", "preview", "explain", "schema"] {
        check(&format!("help-{command}"), &format!("{command} -h"), "");
    }
}

#[test]
fn a_policy_is_checked_for_people_and_for_programs() {
    check("check", "check fine.toml broken.toml", "");
    check(
        "check-json",
        "check --format json fine.toml broken.toml",
        "",
    );
    check("check-standard-input", "check -", "[site]\nname = 1\n");
    check("check-color", "check --color always broken.toml", "");
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_why() {
    check(
        "unreadable",
        "check nowhere.toml latin-1.toml utf-16.toml",
        "",
    );
    check("unreadable-json", "check --format json nowhere.toml", "");
}

#[test]
fn a_policy_is_built_for_people_and_for_programs() {
    check("build", "build fine.toml --out site", "");
    check("build-json", "build fine.toml --out site --format json", "");
    check(
        "build-broken-json",
        "build broken.toml --out site --format json",
        "",
    );
    check(
        "build-no-folder-json",
        "build fine.toml --out fine.toml --format json",
        "",
    );
}

#[test]
fn a_request_is_explained_for_people_and_for_programs() {
    check(
        "explain",
        "explain fine.toml https://stats.example/a.js",
        "",
    );
    check(
        "explain-json",
        "explain fine.toml https://stats.example/a.js --format json",
        "",
    );
    check("explain-host", "explain fine.toml www.youtube.com", "");
}

#[test]
fn a_word_that_is_no_command_is_named() {
    check("usage", "chekc fine.toml", "");
    check("usage-missing", "build", "");
}

#[test]
fn a_reader_that_is_gone_is_no_error() {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    let tool = tool
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut running = tool.spawn().unwrap();
    drop(running.stdout.take());
    let ended = running.wait_with_output().unwrap();
    assert!(
        ended.status.success() && ended.stderr.is_empty(),
        "{ended:?}"
    );
}

#[test]
fn colours_are_as_the_command_line_says() {
    let folder = files("colours");
    for (variable, words, is_colored) in [
        ("1", &["check", "broken.toml", "--color=always"][..], true),
        ("", &["check", "broken.toml", "--color=never"], false),
    ] {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        let tool = tool
            .current_dir(&folder)
            .args(words)
            .env("NO_COLOR", variable);
        let said = tool.output().unwrap().stderr;
        assert_eq!(said.contains(&0x1b), is_colored, "{words:?}");
    }
}
