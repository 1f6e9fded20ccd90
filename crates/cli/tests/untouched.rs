//! Tools that rewrite pages leave the gate's tag alone, wherever a site copies it from.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use site::{POLICY, SERVICE, build, folder, run, site};

/// What the tools look for; docs/embedding.md has the tool and the source of each.
const ATTRIBUTES: [&str; 8] = [
    "data-cfasync=\"false\"",
    "data-nowprocket",
    "data-no-minify=\"1\"",
    "data-no-optimize=\"1\"",
    "data-no-defer=\"1\"",
    "data-noptimize=\"1\"",
    "data-jetpack-boost=\"ignore\"",
    "data-pagespeed-no-defer",
];
/// The recipes whose pages have a tag of their own.
const RECIPES: [&str; 10] = [
    "bundled",
    "eleventy",
    "html",
    "leptos",
    "noscript",
    "react",
    "react-server",
    "tag-manager",
    "vue",
    "wordpress",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The start tags of ours in `text`: the gate's in each form, and the first layer's.
fn ours(text: &str) -> Vec<String> {
    let tags = text.split("<script").skip(1);
    let tags = tags.filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    let signs = ["data-base=\"/portcullis/\"", "gate.", "/first."];
    let is_ours = |tag: &&str| signs.iter().any(|it| tag.contains(it));
    // In one line, as where a tag is written in several.
    let line = |tag: &str| tag.split_whitespace().collect::<Vec<_>>().join(" ");
    tags.filter(is_ours).map(line).collect()
}

#[track_caller]
fn is_left_alone(tag: &str, place: &str) {
    let parts: Vec<&str> = tag.split(' ').collect();
    for attribute in ATTRIBUTES {
        assert!(parts.contains(&attribute), "{place}: {attribute} in {tag}");
    }
    let at = |start: &str| parts.iter().position(|it| it.starts_with(start));
    let source = at("src=").unwrap_or(usize::MAX);
    assert!(at("data-cfasync=").unwrap() < source, "{place}: {tag}");
}

/// All of ours in `text` are left alone, and there are `count` of them.
#[track_caller]
fn check(place: &str, text: &str, count: usize) {
    let tags = ours(text);
    assert_eq!(tags.len(), count, "{place}: {tags:?}");
    for tag in tags {
        is_left_alone(&tag, place);
    }
}

#[test]
fn the_tags_to_paste_are_left_alone() {
    let folder = folder("untouched");
    build(&folder, &format!("{POLICY}{SERVICE}"));
    let site = site(&folder);
    // Plain, marked, checked, and the first layer.
    for (name, count) in [("embed.html", 4), ("embed-inline.html", 1)] {
        check(name, &String::from_utf8_lossy(&site[name]), count);
    }
}

#[test]
fn the_tag_of_a_generic_kit_is_left_alone() {
    let folder = folder("untouched-generic");
    let built = run(&folder, &["build", "--generic", "--out", "site"]);
    assert!(built.status.success());
    let embed = &site(&folder)["embed.html"];
    check("embed.html", &String::from_utf8_lossy(embed), 1);
}

/// Texts of the files under `folder`, by path.
fn gather(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.insert(path, text);
        }
    }
}

#[test]
fn the_tag_of_each_recipe_is_left_alone() {
    let recipes = root().join("examples/recipes");
    let mut files = BTreeMap::new();
    gather(&recipes, &mut files);
    let mut seen = Vec::new();
    for (path, text) in files {
        let place = path.strip_prefix(&recipes).unwrap().display().to_string();
        for tag in ours(&text) {
            is_left_alone(&tag, &place);
            seen.extend(place.split('/').next().map(str::to_owned));
        }
    }
    assert_eq!(seen, RECIPES);
}

#[test]
fn the_tags_of_the_documents_are_left_alone() {
    check("docs/recipes.md", &text("docs/recipes.md"), 3);
    check("docs/leptos.md", &text("docs/leptos.md"), 1);
}

#[test]
fn each_attribute_is_documented_with_its_source() {
    let document = text("docs/embedding.md");
    let rows: Vec<&str> = document.lines().filter(|it| it.starts_with("| ")).collect();
    for attribute in ATTRIBUTES {
        let row = rows
            .iter()
            .find(|it| it.contains(&format!("`{attribute}`")));
        assert!(
            row.is_some_and(|it| it.contains("](https://")),
            "{attribute}"
        );
    }
}
