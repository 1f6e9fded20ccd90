//! Libraries that put their own in place of what the language and the platform have: fetched for the
//! tests, never shipped.

use crate::npm;
use crate::process::root;
use std::fs;
use std::path::PathBuf;

/// What a test calls each, its package, and the file that a page loads. Of Prototype, npm has no build.
const LIBRARIES: [(&str, &str, &str); 4] = [
    (
        "mootools",
        "mootools@1.5.2",
        "mootools/lib/mootools-core-1.5.2-server.js",
    ),
    ("jquery", "jquery@3.7.1", "jquery/dist/jquery.min.js"),
    ("zone", "zone.js@0.15.1", "zone.js/bundles/zone.umd.min.js"),
    (
        "core-js",
        "core-js-bundle@3.50.0",
        "core-js-bundle/minified.js",
    ),
];
const MISSING: &str = "the tests with libraries need mootools, jquery, zone.js and core-js from \
                       npm: install npm, then run this again";

/// A folder with each as `NAME.js`.
///
/// # Errors
/// One line that says what is missing.
pub(crate) fn set_up() -> Result<PathBuf, String> {
    let folder = root().join("target/libraries");
    fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    for (name, package, path) in LIBRARIES {
        let file = npm::file(package, path, MISSING)?;
        let copy = folder.join(format!("{name}.js"));
        fs::copy(file, copy).map_err(|why| why.to_string())?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::MISSING,
            "the tests with libraries need mootools, jquery, zone.js and core-js from npm: install \
             npm, then run this again"
        );
    }
}
