//! What CI does, and so what it means to be done.

use crate::prepare::Beside;
use crate::process::{Outcome, cargo, run};
use crate::test::Options;
use crate::{gate, test, weighing};

/// Each lint, warnings denied. The tools are native and are linted with one set of features; the
/// page is wasm32, where the tests of core are not.
const LINTS: [&str; 6] = [
    "fmt --all --check",
    "clippy --workspace --all-targets --no-default-features --features=portcullis/ssr -- -D warnings",
    "clippy --workspace --test=e2e --no-default-features --features=portcullis/ssr -- -D warnings",
    "clippy --package=portcullis --target=wasm32-unknown-unknown --all-targets -- -D warnings",
    "clippy --package=portcullis-compile --target=wasm32-unknown-unknown -- -D warnings",
    "clippy --manifest-path=fuzz/Cargo.toml --target-dir=target/fuzz -- -D warnings",
];
const DOCS: &str = "doc --workspace --no-deps --no-default-features --features=portcullis/ssr --document-private-items";

/// Format and lints, sizes, then every test.
///
/// # Errors
/// The first step that failed.
pub(crate) fn run_all() -> Outcome {
    let beside = Beside::start()?;
    lint()?;
    test::native(None)?;
    beside.join()?;
    weighing::run()?;
    test::in_browsers(&Options::default())
}

/// Format and lints alone: of Rust, of its documentation, and of the gate's JavaScript.
///
/// # Errors
/// The first that failed.
pub(crate) fn lint() -> Outcome {
    gate::lint()?;
    for line in LINTS {
        run(&mut cargo(&words(line)))?;
    }
    run(cargo(&words(DOCS)).env("RUSTDOCFLAGS", "-D warnings"))
}

fn words(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}
