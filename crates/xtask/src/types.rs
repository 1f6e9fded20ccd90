//! The types that the gate's JavaScript names in its comments: TypeScript checks them, and
//! nothing of it is shipped.

use crate::npm;
use crate::process::{Outcome, command, run};

const PACKAGE: &str = "typescript@5";
const MISSING: &str =
    "the gate's types are checked with TypeScript from npm: install npm, then run this again";

/// Checks every file of the gate.
///
/// # Errors
/// TypeScript cannot be had, or it found something.
pub(crate) fn check() -> Outcome {
    let compiler = npm::file(PACKAGE, "typescript/bin/tsc", MISSING)?;
    let compiler = compiler.display().to_string();
    run(&mut command("node", &[&compiler, "-p", "src/gate"]))
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
