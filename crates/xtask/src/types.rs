//! TypeScript checks the types that the gate's JavaScript names in its comments, and those
//! that a site's own code gets.

use crate::npm;
use crate::process::{Outcome, command, run};

const PACKAGE: &str = "typescript@5";
const MISSING: &str =
    "the gate's types are checked with TypeScript from npm: install npm, then run this again";

/// Folders with a project of TypeScript's.
const PROJECTS: [&str; 2] = ["src/gate", "tests/types"];

/// Checks every file of the gate, and a site's code against the types that it gets.
///
/// # Errors
/// TypeScript cannot be had, or it found something.
pub(crate) fn check() -> Outcome {
    let compiler = npm::file(PACKAGE, "typescript/bin/tsc", MISSING)?;
    let compiler = compiler.display().to_string();
    let check = |project| run(&mut command("node", &[&compiler, "-p", project]));
    PROJECTS.into_iter().try_for_each(check)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            super::MISSING,
            "the gate's types are checked with TypeScript from npm: install npm, then run this again"
        );
    }
}
