//! The rules of this repository that no compiler knows.
//!
//! Each test reads source text; `docs/testing.md` says how to see one fail.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/examples.rs"]
mod examples;
#[path = "tidy/gate.rs"]
mod gate;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/words.rs"]
mod words;

/// Lines that a file may have.
const FILE: usize = 400;
/// Lines that a function may have, its `view!` included.
const FUNCTION: usize = 60;
/// Columns that a line may have, what stands between quotes aside.
const WIDTH: usize = 110;
/// Folders that nobody writes by hand.
const BUILT: [&str; 6] = [
    ".git",
    "artifacts",
    "corpus",
    "dist",
    "node_modules",
    "target",
];

fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").unwrap().into()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Files under `folder` whose names end in one of `endings`, by path from the root.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "nothing under {folder}");
    found
}

fn gather(folder: &Path, endings: &[&str], found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && !BUILT.contains(&name.as_str()) {
            gather(&path, endings, found);
        } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            let short = path.strip_prefix(root()).unwrap().display().to_string();
            found.insert(short, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The Rust that ships: `src` and each crate's `src`.
fn sources() -> BTreeMap<String, String> {
    let mut found = files("src", &[".rs"]);
    let crates = files("crates", &[".rs"]);
    found.extend(
        crates
            .into_iter()
            .filter(|(path, _)| path.contains("/src/")),
    );
    found
}

/// `source` without comments and without what is behind `#[cfg(test)]`.
fn shipped(source: &str) -> Vec<(usize, &str)> {
    let mut lines = source.lines().enumerate();
    let mut kept = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let end = format!("{}}}", indent(line));
            let is_one_line = lines
                .next()
                .is_some_and(|(_, item)| item.ends_with([';', '}']));
            let _ = is_one_line || lines.any(|(_, line)| line == end);
        } else if !line.trim_start().starts_with("//") {
            kept.push((number + 1, line));
        }
    }
    kept
}

fn indent(line: &str) -> &str {
    line.split_at(line.len() - line.trim_start().len()).0
}

/// Every place in `files` where one of `words` stands in shipped code.
fn places<'a>(
    files: impl IntoIterator<Item = (&'a String, &'a String)>,
    words: &[&str],
) -> Vec<String> {
    let mut found = Vec::new();
    for (path, source) in files {
        for (number, line) in shipped(source) {
            let named = words.iter().filter(|word| line.contains(**word));
            found.extend(named.map(|word| format!("{path}:{number} {word}")));
        }
    }
    found
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// What stands in `source` between `start` and the next `end`.
fn between<'a>(source: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = source
        .split_once(start)
        .unwrap_or_else(|| panic!("{start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("{end}")).0
}

/// The texts between double quotes.
fn quoted(source: &str) -> Vec<&str> {
    source.split('"').skip(1).step_by(2).collect()
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long = files("", &[".rs", ".js", ".css"])
        .into_iter()
        .filter_map(|(path, source)| {
            let lines = source.lines().count();
            (lines > FILE).then(|| format!("{path}: {lines}"))
        });
    none(long.collect(), "split these files by subject");
}

/// Columns of `line` without what stands between double quotes: a message is one line.
fn width(line: &str) -> usize {
    let outside = line.split('"').step_by(2);
    outside.map(|part| part.chars().count()).sum()
}

#[test]
fn no_line_is_wider_than_110_columns() {
    let mut files = sources();
    files.extend(self::files("src/gate", &[".js", ".ts"]));
    files.extend(self::files("tests/gate", &[".js"]));
    files.extend(self::files("style", &[".css"]));
    let wide = files.iter().flat_map(|(path, source)| {
        let lines = (1..).zip(source.lines());
        let wide = lines.filter(|(_, line)| width(line) > WIDTH);
        wide.map(move |(number, line)| format!("{path}:{number}: {}", width(line)))
    });
    none(wide.collect(), "break these lines");
}

/// Whether a function starts on `line`.
fn opens_function(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let before = words.iter().take_while(|word| **word != "fn");
    let is_head = |word: &str| word.starts_with("pub") || matches!(word, "const" | "async");
    words.contains(&"fn") && before.into_iter().all(|word| is_head(word))
}

/// Lines of the function that starts at `lines[0]`; rustfmt puts its last
/// brace where it starts.
fn length(lines: &[&str]) -> usize {
    let indent = indent(lines[0]);
    if lines[0].ends_with(['}', ';']) {
        return 1;
    }
    let is_end = |line: &&str| {
        let rest = line.strip_prefix(indent).unwrap_or_default();
        rest == "}" || rest.starts_with(')') && rest.ends_with(';')
    };
    1 + lines.iter().position(is_end).unwrap_or(lines.len())
}

#[test]
fn no_function_is_longer_than_60_lines() {
    let mut long = Vec::new();
    let mut seen = 0;
    for (path, source) in sources() {
        let lines: Vec<&str> = source.lines().collect();
        let starts = (0..lines.len()).filter(|at| opens_function(lines[*at]));
        for at in starts {
            seen += 1;
            let length = length(&lines[at..]);
            if length > FUNCTION {
                long.push(format!("{path}:{} {length}", at + 1));
            }
        }
    }
    assert!(seen > 300, "only {seen} functions found");
    none(long, "split these functions");
}

#[test]
fn core_needs_no_browser() {
    let manifest = text("crates/core/Cargo.toml");
    let named = ["web-sys", "js-sys", "wasm-bindgen", "leptos", "gloo"];
    let found = named.into_iter().filter(|it| manifest.contains(it));
    none(found.map(str::to_owned).collect(), "core is pure");
}

#[test]
fn nothing_that_ships_can_panic_by_a_call() {
    let calls = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
    ];
    none(places(&sources(), &calls), "return an Option or a Result");
}

#[test]
fn no_text_becomes_markup_or_code() {
    let words = [
        "inner_html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "new Function",
    ];
    let mut files = files("src", &[".rs", ".js"]);
    // The guards name what they guard.
    files.retain(|path, _| !path.starts_with("src/gate/guards/"));
    let found = places(&files, &words);
    none(found, "make text nodes and elements");
}

#[test]
fn no_closure_is_leaked() {
    let found = places(&sources(), &[".forget()", "mem::forget", "Box::leak"]);
    none(found, "keep a guard");
}

#[test]
fn the_gate_stands_right_after_the_charset_on_every_page() {
    let charset = "<meta charset=\"utf-8\">";
    let is_gate = |line: &str| {
        let source = "src=\"/portcullis/gate.js\"></script>";
        line.starts_with("<script ") && line.ends_with(source) && line.matches('<').count() == 2
    };
    let mut pages = files("", &[".html"]);
    pages.retain(|_, page| page.contains("gate.js"));
    assert!(pages.contains_key("index.html"));
    let late = pages.into_iter().filter(|(_, page)| {
        let mut lines = page
            .lines()
            .map(str::trim)
            .skip_while(|line| *line != charset);
        lines.next().is_none() || !lines.next().is_some_and(is_gate)
    });
    none(late.map(|(path, _)| path).collect(), "the gate comes first");
}

/// What a web-sys feature brings, where its name is not written in Rust.
const UNNAMED: [(&str, &str); 3] = [
    ("DomRectList", ".get_client_rects()"),
    ("NodeList", ".query_selector_all("),
    ("Window", "web_sys::window()"),
];

#[test]
fn every_feature_of_web_sys_is_used() {
    let manifest = text("Cargo.toml");
    let features = quoted(between(
        between(&manifest, "[dependencies.web-sys]", "\n["),
        "features = [",
        "]",
    ));
    assert!(features.len() > 5, "{features:?}");
    let source: String = ["src/browser", "src/gate"]
        .into_iter()
        .flat_map(|folder| files(folder, &[".rs"]).into_values())
        .collect();
    let unused = features.into_iter().filter(|feature| {
        let unnamed = UNNAMED.iter().find(|(it, _)| it == feature);
        !source.contains(unnamed.map_or(*feature, |(_, sign)| sign))
    });
    none(
        unused.map(str::to_owned).collect(),
        "take these features out",
    );
}
