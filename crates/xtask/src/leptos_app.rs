//! The Leptos recipe, built as somebody's own app: in a folder outside the repository, with nothing of
//! its workspace.

use crate::process::{Outcome, cargo, command, root, run};
use crate::tools;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const APP: &str = "examples/recipes/leptos";
const NAME: &str = "film-club";
/// The workspace's own settings, so that what both depend on is compiled once.
const PROFILE: [&str; 2] = [
    "--config=profile.dev.debug='line-tables-only'",
    "--config=profile.dev.package.'*'.debug=false",
];
/// What trunk puts in the place of its own lines.
const START: &str = "<script type=\"module\">import start from '/app.js'; start();</script>";

/// Builds the app into `out`: its page, its script and its WASM file.
///
/// # Errors
/// The app cannot be copied, compiled, or made ready for browsers.
pub(crate) fn build(out: &Path, bindgen: &Path) -> Outcome {
    let folder = std::env::temp_dir().join(format!("portcullis-{NAME}-{}", std::process::id()));
    let built = copy(&folder)
        .map_err(|why| format!("cannot copy {APP}: {why}"))
        .and_then(|()| compile(&folder));
    let _ = fs::remove_dir_all(&folder);
    for_browsers(&built?, out, bindgen)?;
    let page = fs::read_to_string(root().join(APP).join("index.html"));
    page.and_then(|page| fs::write(out.join("index.html"), without_trunk(&page)))
        .map_err(|why| format!("cannot write the app's page: {why}"))
}

fn copy(folder: &Path) -> io::Result<()> {
    let app = root().join(APP);
    fs::create_dir_all(folder.join("src"))?;
    fs::copy(app.join("src/main.rs"), folder.join("src/main.rs"))?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let manifest = fs::read_to_string(app.join("Cargo.toml"))?;
    fs::write(folder.join("Cargo.toml"), moved(&manifest, &root()))
}

/// The manifest with the path to `repository`, wherever the app stands.
fn moved(manifest: &str, repository: &Path) -> String {
    manifest.replace(
        "\"../../..\"",
        &format!("{:?}", repository.display().to_string()),
    )
}

fn compile(folder: &Path) -> Result<PathBuf, String> {
    let target = root().join("target");
    let mut build = cargo(&["build", "--target", tools::WASM, "--target-dir"]);
    run(build.arg(&target).args(PROFILE).current_dir(folder))?;
    Ok(target
        .join(tools::WASM)
        .join("debug")
        .join(format!("{NAME}.wasm")))
}

fn for_browsers(wasm: &Path, out: &Path, bindgen: &Path) -> Outcome {
    let mut ready = command(
        bindgen.join("wasm-bindgen"),
        &["--target=web", "--no-typescript"],
    );
    ready.args([
        "--remove-name-section",
        "--remove-producers-section",
        "--out-name=app",
    ]);
    run(ready.arg("--out-dir").arg(out).arg(wasm))
}

fn without_trunk(page: &str) -> String {
    let lines = page.lines().map(|line| match line.trim_start() {
        it if it.starts_with("<link data-trunk rel=\"rust\"") => START,
        it if it.starts_with("<link data-trunk") => "",
        _ => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_as_trunk_would_make_it() {
        let page = "<title>A</title>\n  <link data-trunk rel=\"rust\">\n <link data-trunk rel=\"copy-dir\" href=\"x\">";
        assert_eq!(
            without_trunk(page),
            format!("<title>A</title>\n{START}\n\n")
        );
    }

    #[test]
    fn the_app_finds_the_repository_from_anywhere() {
        let manifest = "portcullis = { path = \"../../..\" }";
        let moved = moved(manifest, Path::new("/somewhere"));
        assert_eq!(moved, "portcullis = { path = \"/somewhere\" }");
    }

    #[test]
    fn the_recipe_names_the_repository_as_it_is_replaced_here() {
        let manifest = fs::read_to_string(root().join(APP).join("Cargo.toml"));
        assert!(manifest.is_ok_and(|it| it.contains("path = \"../../..\"")));
    }
}
