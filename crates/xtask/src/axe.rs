//! axe-core, the accessibility checker: fetched for the tests (MPL-2.0), never shipped.

use crate::process::{command, run};
use crate::system::{self, Manager};
use crate::tools;
use std::path::PathBuf;

const PACKAGE: &str = "axe-core@4";
const MISSING: &str =
    "the accessibility tests need axe-core from npm: install npm, then run this again";

/// The one file of axe-core that the tests load, fetched the first time.
///
/// # Errors
/// One line that says what is missing.
pub(crate) fn set_up() -> Result<PathBuf, String> {
    let script = tools::folder().join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    if system::find(&["npm"]).is_none() {
        let manager = Manager::usable().ok_or(MISSING)?;
        manager.install(&["npm"]);
    }
    let folder = tools::folder().display().to_string();
    let quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    let mut npm = command("npm", &["install", "--prefix", &folder]);
    run(npm.args(quiet).arg(PACKAGE)).map_err(|_| MISSING.to_owned())?;
    script
        .is_file()
        .then_some(script)
        .ok_or_else(|| MISSING.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::MISSING,
            "the accessibility tests need axe-core from npm: install npm, then run this again"
        );
    }
}
