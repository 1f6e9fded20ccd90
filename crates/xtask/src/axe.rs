//! axe-core, the accessibility checker: fetched for the tests (MPL-2.0), never shipped.

use crate::npm;
use std::path::PathBuf;

const PACKAGE: &str = "axe-core@4";
const MISSING: &str =
    "the accessibility tests need axe-core from npm: install npm, then run this again";

/// The one file of axe-core that the tests load.
///
/// # Errors
/// One line that says what is missing.
pub(crate) fn set_up() -> Result<PathBuf, String> {
    npm::file(PACKAGE, "axe-core/axe.min.js", MISSING)
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
