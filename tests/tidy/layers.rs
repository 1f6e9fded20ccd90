//! Which file may name which: the drawing in docs/ARCHITECTURE.md, held against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{between, files, none, shipped, text};

/// Files of one crate by the path of their module, such as `["ui", "banner"]`.
type Modules = BTreeMap<Vec<String>, (String, String)>;

fn modules(root: &str) -> Modules {
    let named = files(root, &[".rs"]).into_iter().map(|(path, source)| {
        let rest = path.strip_prefix(root).unwrap().trim_start_matches('/');
        let mut steps: Vec<String> = rest
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        if ["mod", "lib", "main"].contains(&steps.last().unwrap().as_str()) {
            steps.pop();
        }
        (steps, (path, source))
    });
    // A binary's root is no part of the library beside it.
    let named = named.filter(|(_, (path, _))| path != "src/main.rs");
    named.collect()
}

/// The paths that a `use` brings in: braces opened, new names left out.
fn opened(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else {
        let path = path.split(" as ").next().unwrap();
        return vec![path.replace(' ', "")];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    parts
        .flat_map(|part| opened(&format!("{before}{part}")))
        .collect()
}

/// What `source` brings in for itself by `use`; what it only hands on is not its own.
fn used(source: &str) -> Vec<String> {
    let code: Vec<&str> = shipped(source)
        .into_iter()
        .map(|(_, line)| line.trim())
        .collect();
    let code = code.join(" ");
    let uses = code.split("; ").filter_map(|line| {
        line.trim().rsplit_once("use ").filter(|(before, _)| {
            let before = before.trim_end();
            !before.ends_with("pub")
                && !before.ends_with(')')
                && (before.is_empty() || before.ends_with(['}', ']']))
        })
    });
    uses.flat_map(|(_, path)| opened(path)).collect()
}

/// The file that a path leads to, from the module at `from`.
fn target<'a>(modules: &'a Modules, from: &[String], path: &str) -> Option<&'a str> {
    let mut steps: Vec<&str> = path.split("::").collect();
    let mut place: Vec<String> = match steps.remove(0) {
        "crate" => Vec::new(),
        "super" => {
            let ups = steps.iter().take_while(|step| **step == "super").count();
            steps.drain(..ups);
            let end = from.len().checked_sub(ups + 1)?;
            from[..end].to_vec()
        }
        first => {
            let child = [from, &[first.to_owned()]].concat();
            modules.get(&child)?;
            child
        }
    };
    for step in steps {
        let next = [&place[..], &[step.to_owned()]].concat();
        if !modules.contains_key(&next) {
            break;
        }
        place = next;
    }
    modules.get(&place).map(|(path, _)| path.as_str())
}

/// Each file of the crate at `root`, with the files that it names.
fn arrows(root: &str) -> BTreeMap<String, BTreeSet<String>> {
    let modules = modules(root);
    let arrow = |(from, (path, source)): (&Vec<String>, &(String, String))| {
        let targets = used(source);
        let targets = targets.iter().filter_map(|it| target(&modules, from, it));
        let others = targets.filter(|it| it != path).map(str::to_owned);
        (path.clone(), others.collect())
    };
    modules.iter().map(arrow).collect()
}

/// A row of the drawing's table: a place in the code, and what it may name.
fn drawn() -> Vec<(String, Vec<String>)> {
    let document = text("docs/ARCHITECTURE.md");
    let section = between(&document, "## Who may depend on whom\n", "\n## ");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let ticked = |cell: &str| {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        (ticked(cells[1]).remove(0), ticked(cells[2]))
    };
    rows.map(row).collect()
}

/// Whether the file at `path` is the place, or in it.
fn is_in(path: &str, place: &str) -> bool {
    path == place || Path::new(path).starts_with(place) || path == format!("{place}.rs")
}

#[test]
fn the_layers_name_each_other_as_drawn() {
    let drawn: Vec<_> = drawn()
        .into_iter()
        .filter(|(place, _)| place.starts_with("src/"))
        .collect();
    assert_eq!(drawn.len(), 8, "{drawn:?}");
    let mut wrong = Vec::new();
    for (from, targets) in arrows("src") {
        let Some((place, allowed)) = drawn.iter().find(|(place, _)| is_in(&from, place)) else {
            assert_eq!(from, "src/lib.rs", "draw this file");
            continue;
        };
        let is_allowed = |to: &&String| is_in(to, place) || allowed.iter().any(|it| is_in(to, it));
        let others = targets.iter().filter(|to| !is_allowed(to));
        wrong.extend(others.map(|to| format!("{from} names {to}")));
    }
    none(
        wrong,
        "the drawing in docs/ARCHITECTURE.md has no such arrow",
    );
}

/// Names of crates that a layer may not speak of, by the place that may.
const OUTSIDE: [(&[&str], &[&str]); 2] = [
    (
        &["web_sys", "js_sys", "wasm_bindgen", "gloo_"],
        &["src/browser", "src/gate"],
    ),
    (
        &["leptos"],
        &[
            "src/manager.rs",
            "src/ui",
            "src/runtime",
            "src/root.rs",
            "src/main.rs",
            "src/lib.rs",
        ],
    ),
];

#[test]
fn browser_and_gate_know_no_signal_and_the_rest_no_browser() {
    let mut wrong = Vec::new();
    let mut all = files("src", &[".rs"]);
    all.extend(files("crates/core/src", &[".rs"]));
    for (path, source) in all {
        for (names, places) in OUTSIDE {
            if places.iter().any(|place| is_in(&path, place)) {
                continue;
            }
            for (number, line) in shipped(&source) {
                let named = names.iter().filter(|name| line.contains(**name));
                wrong.extend(named.map(|name| format!("{path}:{number} {name}")));
            }
        }
    }
    none(
        wrong,
        "the drawing in docs/ARCHITECTURE.md has no such arrow",
    );
}

#[test]
fn the_crates_depend_on_each_other_as_drawn() {
    let drawn: Vec<_> = drawn()
        .into_iter()
        .filter(|(place, _)| !place.starts_with("src/"))
        .collect();
    assert!(drawn.len() >= 4, "{drawn:?}");
    for (place, allowed) in drawn {
        let manifest = text(&format!("{place}/Cargo.toml"));
        let lines = manifest.lines().filter_map(|line| {
            let name = line.split([' ', '.', '=']).next()?;
            (name == "portcullis" || name.starts_with("portcullis-")).then_some(name)
        });
        // Its own example and tests switch features on.
        let others: BTreeSet<&str> = lines
            .filter(|name| !place.ends_with(name.trim_start_matches("portcullis-")))
            .collect();
        let allowed: BTreeSet<&str> = allowed.iter().map(String::as_str).collect();
        assert_eq!(others, allowed, "{place}");
    }
}

/// A way from `start` back to itself.
fn circle(arrows: &BTreeMap<String, BTreeSet<String>>, start: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in arrows.get(way.last()?).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push([&way[..], std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    let mut found = Vec::new();
    for root in [
        "src",
        "crates/core/src",
        "crates/cli/src",
        "crates/compile/src",
        "crates/xtask/src",
    ] {
        let arrows = arrows(root);
        let count: usize = arrows.values().map(BTreeSet::len).sum();
        assert!(count > 0, "no arrow found in {root}");
        found.extend(
            arrows
                .keys()
                .filter_map(|start| circle(&arrows, start))
                .map(|way| way.join(" -> ")),
        );
    }
    none(found, "move what both name to a third file");
}
