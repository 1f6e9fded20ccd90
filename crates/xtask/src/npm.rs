//! Packages of npm that only the tests and lints use.

use crate::process::{command, run};
use crate::system::{self, Manager};
use crate::tools;
use std::path::PathBuf;

/// A file of `package`, fetched the first time.
///
/// # Errors
/// `missing`, where npm or the package cannot be had.
pub(crate) fn file(package: &str, path: &str, missing: &str) -> Result<PathBuf, String> {
    // One folder each: npm removes what it was not asked for.
    let folder = tools::folder().join("npm").join(package);
    let file = folder.join("node_modules").join(path);
    if file.is_file() {
        return Ok(file);
    }
    if system::find(&["npm"]).is_none() {
        let manager = Manager::usable().ok_or(missing)?;
        manager.install(&["npm"]);
    }
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let folder = folder.display().to_string();
    let quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    let mut npm = command("npm", &["install", "--prefix", &folder]);
    run(npm.args(quiet).arg(package)).map_err(|_| missing.to_owned())?;
    file.is_file()
        .then_some(file)
        .ok_or_else(|| missing.to_owned())
}
