//! The tools that build for the browser: the target, wasm-bindgen's test runner, trunk.

use crate::lockfile;
use crate::process::{Outcome, cargo, command, printed, root, run};
use crate::system;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// The trunk that is installed where there is none; any of its line will do.
const TRUNK: &str = "0.21.14";

/// Lets `command` find the programs of `folder` before any other.
pub(crate) fn lend<'a>(folder: &Path, command: &'a mut Command) -> &'a mut Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&path));
    match std::env::join_paths(folders) {
        Ok(path) => command.env("PATH", path),
        Err(_) => command,
    }
}

/// Where what this project installs for itself is kept: outside `target`, for every clone.
pub(crate) fn folder() -> PathBuf {
    let told = std::env::var_os("PORTCULLIS_TOOLS").map(PathBuf::from);
    told.or_else(cache)
        .unwrap_or_else(|| root().join("target/tools"))
}

fn cache() -> Option<PathBuf> {
    let told = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let told = told.filter(|it| it.is_absolute());
    let cache = told.or_else(|| Some(std::env::home_dir()?.join(".cache")))?;
    Some(cache.join("portcullis/tools"))
}

/// Installs a package of crates.io as it compiles fastest, and returns the folder of its programs.
/// They are used for minutes; a release build takes three times as long.
///
/// # Errors
/// It does not build.
pub(crate) fn install(package: &str, options: &[&str]) -> Result<PathBuf, String> {
    let folder = folder();
    let mut words = cargo(&["install", package, "--debug"]);
    words.args(options).arg("--root").arg(&folder);
    words.arg("--target-dir").arg(folder.join("build"));
    run(words.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    Ok(folder.join("bin"))
}

/// Adds a Rust target where it is missing.
///
/// # Errors
/// One line that says how to get it.
pub(crate) fn add_target(target: &str) -> Outcome {
    let libraries = ["--print", "target-libdir", "--target", target];
    let found = printed(&mut command("rustc", &libraries));
    if found.is_some_and(|path| Path::new(&path).is_dir()) {
        return Ok(());
    }
    run(&mut command("rustup", &["target", "add", target])).map_err(|_| no_target(target))
}

fn no_target(target: &str) -> String {
    format!(
        "the Rust target {target} is missing: install rustup, then run `rustup target add {target}`"
    )
}

/// The trunk that is there, if it is of the line that will do.
pub(crate) fn find_trunk() -> Option<PathBuf> {
    let ours = system::program_in(&folder().join("bin"), "trunk");
    let mut there = system::find(&["trunk"]).into_iter().chain(ours);
    there.find(|path| is_our_trunk(&version(path)))
}

/// Finds trunk or installs it.
///
/// # Errors
/// One line that says how to get it.
pub(crate) fn trunk() -> Result<PathBuf, String> {
    if let Some(path) = find_trunk() {
        return Ok(path);
    }
    let package = format!("trunk@{TRUNK}");
    let folder = install(&package, &["--locked"]).map_err(|_| no_trunk())?;
    system::program_in(&folder, "trunk").ok_or_else(no_trunk)
}

fn is_our_trunk(version: &Option<String>) -> bool {
    let line = TRUNK.rsplit_once('.').map_or(TRUNK, |(line, _)| line);
    let version = version.as_deref().and_then(|it| it.strip_prefix(line));
    version.is_some_and(|rest| rest.starts_with('.'))
}

fn no_trunk() -> String {
    format!(
        "trunk {TRUNK} is missing: run `cargo install trunk@{TRUNK} --locked` and put cargo's bin folder on PATH"
    )
}

/// Finds wasm-bindgen and its test runner, of the version that Cargo.lock names, or installs them;
/// returns their folder.
///
/// # Errors
/// One line that says how to get them.
pub(crate) fn bindgen() -> Result<PathBuf, String> {
    let wanted = locked_bindgen()?;
    let ours = folder().join("bin");
    let places = system::path_folders().into_iter().chain([ours]);
    if let Some(found) = pick(places, |folder| has_bindgen(folder, &wanted)) {
        return Ok(found);
    }
    let package = format!("wasm-bindgen-cli@{wanted}");
    // Without --locked: the crate's own lockfile names releases that were taken back.
    install(&package, &[]).map_err(|_| no_bindgen(&wanted))
}

fn locked_bindgen() -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"));
    let lock = lock.map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    let version = lockfile::version_of(&lock, "wasm-bindgen").map(str::to_owned);
    version
        .ok_or_else(|| "Cargo.lock names no wasm-bindgen: run `cargo generate-lockfile`".to_owned())
}

/// The first folder that will do.
fn pick(
    mut folders: impl Iterator<Item = PathBuf>,
    will_do: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    folders.find(|folder| will_do(folder))
}

fn has_bindgen(folder: &Path, wanted: &str) -> bool {
    let both = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    let both = both.map(|name| system::program_in(folder, name));
    let [Some(bindgen), Some(_)] = both else {
        return false;
    };
    version(&bindgen).as_deref() == Some(wanted)
}

fn no_bindgen(wanted: &str) -> String {
    format!(
        "wasm-bindgen {wanted} is missing: run `cargo install wasm-bindgen-cli@{wanted}` and put cargo's bin folder on PATH"
    )
}

fn version(program: &Path) -> Option<String> {
    let line = printed(&mut command(program, &["--version"]))?;
    version_in(&line).map(str::to_owned)
}

/// The version in a line such as `trunk 0.21.14`.
fn version_in(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_the_word_that_starts_with_a_digit() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130 (1f2e3d)"), Some("0.2.130"));
        assert_eq!(version_in("trunk"), None);
    }

    #[test]
    fn any_trunk_of_the_same_line_will_do() {
        for ours in ["0.21.0", "0.21.14", "0.21.20"] {
            assert!(is_our_trunk(&Some(ours.to_owned())), "{ours}");
        }
        for other in ["0.2.1", "0.20.3", "0.22.0-beta.2", "0.211.0"] {
            assert!(!is_our_trunk(&Some(other.to_owned())), "{other}");
        }
        assert!(!is_our_trunk(&None));
    }

    #[test]
    fn the_first_folder_that_will_do_is_picked_and_nothing_is_installed() {
        let folders = ["/a", "/b", "/c"].map(PathBuf::from);
        let picked = pick(folders.into_iter(), |it| it != Path::new("/a"));
        assert_eq!(picked, Some(PathBuf::from("/b")));
    }

    #[test]
    fn a_folder_without_the_tool_will_not_do() {
        assert!(!has_bindgen(Path::new("/nowhere"), "0.2.130"));
    }

    #[test]
    fn what_cannot_be_installed_is_said_in_one_line() {
        assert_eq!(
            no_target(WASM),
            "the Rust target wasm32-unknown-unknown is missing: install rustup, then run \
             `rustup target add wasm32-unknown-unknown`"
        );
        assert_eq!(
            no_trunk(),
            "trunk 0.21.14 is missing: run `cargo install trunk@0.21.14 --locked` and put \
             cargo's bin folder on PATH"
        );
        assert_eq!(
            no_bindgen("0.2.130"),
            "wasm-bindgen 0.2.130 is missing: run `cargo install wasm-bindgen-cli@0.2.130` and \
             put cargo's bin folder on PATH"
        );
    }
}
