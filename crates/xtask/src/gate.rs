//! The gate's JavaScript: its types, its layout on the page, and its tests, which need no browser.

use crate::npm;
use crate::process::{Outcome, command, printed, root, run};
use std::fs;
use std::path::{Path, PathBuf};

const TYPESCRIPT: &str = "typescript@5";
const PRETTIER: &str = "prettier@3";
/// What the platform offers: one version each, since a new one has names that nobody has judged.
const INTERFACES: &str = "@webref/idl@3.85.0";
const ELEMENTS: &str = "@webref/elements@2.9.0";

/// Folders with a project of TypeScript's.
const PROJECTS: [&str; 2] = ["src/gate", "tests/types"];
/// What is laid out by prettier.
const LAID_OUT: [&str; 2] = ["src/gate/**/*.js", "tests/gate/*.js"];

/// What finds where the gate goes through what a page can replace.
const CAPTURED: &str = "tests/gate/captured.js";

/// The corpus that Rust and JavaScript both answer.
const CORPUS: &str = "crates/core/data/gate-cases.toml";
/// Where the gate's tests find the tables of its policy.
const TABLES: &str = "target/tables";
/// Random policies with what core decides by them: 20 requests, records and standings of each.
const TWINS: &str = "target/tables/twins.jsonl";
/// How many of them; with `--long` this many times as many, of other seeds.
const POLICIES: u32 = 1_000;
const LONG: u32 = 10;

/// Checks the types of every file of the gate and those that a site's own code gets, that the gate goes
/// through nothing a page can replace, and the layout.
///
/// # Errors
/// A package cannot be had, or it found something.
pub(crate) fn lint() -> Outcome {
    let compiler = file(TYPESCRIPT, "typescript/bin/tsc")?;
    for project in PROJECTS {
        run(&mut command("node", &[&compiler, "-p", project]))?;
    }
    let typescript = package_folder(TYPESCRIPT, "typescript")?;
    run(command("node", &[CAPTURED]).arg(typescript))?;
    let prettier = file(PRETTIER, "prettier/bin/prettier.cjs")?;
    let mut words = command("node", &[&prettier, "--check", "--log-level=warn"]);
    run(words.args(LAID_OUT))
}

/// Runs the gate's tests in Node; `examples` has the programs of core's that print tables.
///
/// # Errors
/// A table cannot be made, or a test fails.
pub(crate) fn test(examples: &Path, is_long: bool) -> Outcome {
    let policy = fs::read_to_string(root().join(CORPUS));
    let policy = policy.map_err(|why| format!("cannot read {CORPUS}: {why}"))?;
    let folder = root().join(TABLES);
    for unlisted in ["allow", "hold"] {
        table(&examples.join("gate_table"), &folder, &policy, unlisted)?;
    }
    twins(&examples.join("twins"), is_long)?;
    let words = ["--experimental-vm-modules", "--no-warnings", "--test"];
    let mut node = command("node", &words);
    let interfaces = package_folder(INTERFACES, "@webref/idl")?;
    let elements = package_folder(ELEMENTS, "@webref/elements")?;
    node.env("PORTCULLIS_TABLES", folder)
        .env("PORTCULLIS_IDL", interfaces)
        .env("PORTCULLIS_ELEMENTS", elements)
        .args(tests());
    run(&mut node)
}

/// Has npm fetch what the tests read.
///
/// # Errors
/// A package cannot be had.
pub(crate) fn set_up() -> Outcome {
    package_folder(INTERFACES, "@webref/idl")?;
    package_folder(ELEMENTS, "@webref/elements").map(drop)
}

/// Where a package lies that a test reads.
fn package_folder(package: &str, name: &str) -> Result<PathBuf, String> {
    let manifest = format!("{name}/package.json");
    let mut folder = npm::file(package, &manifest, &missing(package))?;
    folder.pop();
    Ok(folder)
}

/// By name: Node 20 takes no folder.
fn tests() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/gate"));
    let paths = entries.into_iter().flatten().flatten().map(|it| it.path());
    let is_test = |it: &PathBuf| it.to_string_lossy().ends_with(".test.js");
    let mut tests: Vec<_> = paths.filter(is_test).collect();
    tests.sort();
    tests
}

fn table(example: &Path, folder: &Path, policy: &str, unlisted: &str) -> Outcome {
    let policy = format!("{policy}\n[gate]\nunlisted = \"{unlisted}\"\n");
    let toml = folder.join(format!("{unlisted}.toml"));
    let wrong = |why| format!("cannot write {}: {why}", folder.display());
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&toml, policy))
        .map_err(wrong)?;
    let text = printed(command(example, &[]).arg(&toml));
    let text = text.ok_or_else(|| format!("no table of {}: see the corpus", toml.display()))?;
    fs::write(folder.join(format!("{unlisted}.js")), text).map_err(wrong)
}

fn twins(example: &Path, is_long: bool) -> Outcome {
    let (seed, count) = if is_long {
        ("1000000", POLICIES * LONG)
    } else {
        ("1", POLICIES)
    };
    let text = printed(&mut command(example, &[seed, &count.to_string()]));
    let text = text.ok_or("core decides no random policies: see crates/core/examples/twins.rs")?;
    fs::write(root().join(TWINS), text).map_err(|why| format!("cannot write {TWINS}: {why}"))
}

fn file(package: &str, path: &str) -> Result<String, String> {
    let file = npm::file(package, path, &missing(package))?;
    Ok(file.display().to_string())
}

fn missing(package: &str) -> String {
    format!("the gate is checked with {package} from npm: install npm, then run this again")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::missing("typescript@5"),
            "the gate is checked with typescript@5 from npm: install npm, then run this again"
        );
    }

    #[test]
    fn the_gates_tests_are_found() {
        assert!(super::tests().len() > 2);
    }
}
