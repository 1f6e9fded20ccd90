//! What CI does, and so what it means to be done.

use crate::process::{Outcome, cargo, run};
use crate::{test, types, weighing};

/// Each lint, warnings denied: the page is wasm32, the tools are native.
const LINTS: [&[&str]; 6] = [
    &["fmt", "--all", "--check"],
    &[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ],
    &["clippy", "--test", "e2e", "--", "-D", "warnings"],
    &["clippy", "--test", "bench-gate", "--", "-D", "warnings"],
    &[
        "clippy",
        "--package=portcullis",
        "--target=wasm32-unknown-unknown",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ],
    // The tests of core are native.
    &[
        "clippy",
        "--package=portcullis-core",
        "--target=wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ],
];

/// Format and lints, sizes, then every test.
///
/// # Errors
/// The first step that failed.
pub(crate) fn run_all() -> Outcome {
    lint()?;
    weighing::run()?;
    test::run(None)
}

/// Format and lints alone, and the types of the gate's JavaScript.
///
/// # Errors
/// The first that failed.
pub(crate) fn lint() -> Outcome {
    types::check()?;
    LINTS.iter().try_for_each(|args| run(&mut cargo(args)))
}
