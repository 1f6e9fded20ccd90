//! What the crate promises has an example, and what its documents show is the app that is tested.

use super::{files, none, shipped, text};

/// What only the core can use: a record's letters, and an answer out of a record.
const EXEMPT: [&str; 3] = ["ConsentState::at", "Method::letter", "Method::from_letter"];

/// Names that `src/lib.rs` gives to who depends on the crate.
fn promised() -> Vec<String> {
    let lib = text("src/lib.rs");
    let uses = lib.split("\npub use ").skip(1);
    let lists = uses.filter_map(|it| it.split_once(';'));
    let paths = lists.flat_map(|(list, _)| list.split(['{', '}', ',']));
    let names = paths.map(|path| path.rsplit("::").next().unwrap_or(path).trim());
    let names: Vec<String> = names
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 12, "{names:?}");
    names
}

/// What `line` defines, if that is public: a type, a trait, a function.
fn defined(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    let kinds = ["fn ", "struct ", "enum ", "trait "];
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    rest.split(|it: char| !it.is_alphanumeric() && it != '_')
        .next()
}

/// Whether the comment that ends above line `at` has an example.
fn has_example(lines: &[&str], at: usize) -> bool {
    let above = lines[..at].iter().rev().map(|line| line.trim_start());
    let mut comment = above.take_while(|line| line.starts_with("///") || line.starts_with("#["));
    comment.any(|line| line.starts_with("/// ```"))
}

#[test]
fn each_public_item_of_the_crate_has_an_example() {
    let promised = promised();
    let mut sources = files("src", &[".rs"]);
    sources.extend(files("crates/core/src", &[".rs"]));
    let (mut seen, mut bare) = (0, Vec::new());
    for (path, source) in &sources {
        let lines: Vec<&str> = source.lines().collect();
        let mut whose = "";
        for (number, line) in shipped(source) {
            if let Some(name) = line
                .strip_prefix("impl ")
                .and_then(|it| it.strip_suffix(" {"))
            {
                whose = name;
            }
            let is_inside = line.starts_with("    ");
            let Some(name) = defined(line.trim_start()) else {
                continue;
            };
            let is_ours = promised
                .iter()
                .any(|it| it == if is_inside { whose } else { name });
            if !is_ours || EXEMPT.contains(&format!("{whose}::{name}").as_str()) {
                continue;
            }
            seen += 1;
            if !has_example(&lines, number - 1) {
                bare.push(format!("{path}:{number} {name}"));
            }
        }
    }
    assert!(seen > 40, "{seen}");
    none(bare, "give each of these an example in its comment");
}

/// The lines between fences of `kind`.
fn block(document: &str, kind: &str) -> Vec<String> {
    let (_, rest) = document.split_once(&format!("```{kind}\n")).unwrap();
    let (code, _) = rest.split_once("```").unwrap();
    code.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_documented_app_is_the_one_that_is_tested() {
    let document = text("docs/leptos.md");
    let mut strange = Vec::new();
    for (kind, path) in [
        ("toml", "Cargo.toml"),
        ("html", "index.html"),
        ("rust,no_run", "src/main.rs"),
    ] {
        let file =
            text(&format!("examples/recipes/leptos/{path}")).replace("../../..", "../portcullis");
        let there: Vec<&str> = file.lines().map(str::trim).collect();
        let lines = block(&document, kind).into_iter();
        let other = lines.filter(|line| !there.contains(&line.as_str()));
        strange.extend(other.map(|line| format!("{path}: {line}")));
    }
    none(strange, "docs/leptos.md shows what the app does not have");
}
