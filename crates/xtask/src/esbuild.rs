//! esbuild from npm: puts a program's modules and what they ask for into one file.

use crate::npm;
use crate::process::{Outcome, command, run};
use std::path::Path;

const PACKAGE: &str = "esbuild@0.28.2";
const MISSING: &str = "bundling needs esbuild from npm: install npm, then run this again";
/// Without what helps developers.
const FLAGS: [&str; 5] = [
    "--bundle",
    "--minify",
    "--jsx=automatic",
    "--log-level=warning",
    "--define:process.env.NODE_ENV=\"production\"",
];

/// Bundles `main` for browsers into `out`; `beside` is a file of a package, next to the other packages.
///
/// # Errors
/// esbuild cannot be had, or the bundle cannot be made.
pub(crate) fn bundle(main: &str, beside: &Path, out: &Path) -> Outcome {
    bundle_with(&["--format=iife"], main, beside, out)
}

/// The same in a mode: with what helps developers, or without.
///
/// # Errors
/// As [`bundle`].
pub(crate) fn bundle_as(mode: &str, main: &str, beside: &Path, out: &Path) -> Outcome {
    let mode = format!("--define:process.env.NODE_ENV=\"{mode}\"");
    bundle_with(&["--format=iife", &mode], main, beside, out)
}

/// The same for Node.
///
/// # Errors
/// As [`bundle`].
pub(crate) fn bundle_for_node(main: &str, beside: &Path, out: &Path) -> Outcome {
    bundle_with(&["--platform=node", "--format=cjs"], main, beside, out)
}

fn bundle_with(flags: &[&str], main: &str, beside: &Path, out: &Path) -> Outcome {
    let esbuild = npm::file(PACKAGE, "esbuild/bin/esbuild", MISSING)?;
    let place = beside.ancestors().find(|it| it.ends_with("node_modules"));
    let mut bundler = command("node", &[]);
    bundler.arg(esbuild).arg(main).args(FLAGS).args(flags);
    bundler.arg(format!("--outfile={}", out.display()));
    run(bundler.env("NODE_PATH", place.unwrap_or(beside)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::MISSING,
            "bundling needs esbuild from npm: install npm, then run this again"
        );
    }
}
