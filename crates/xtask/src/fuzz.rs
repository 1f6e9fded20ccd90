//! The fuzz targets, a fixed number of turns each.

use crate::process::{self, Outcome, cargo, command, root};
use std::fs;

const TARGETS: [&str; 3] = ["policy_toml", "record", "decide"];
/// What tells the fuzzer which code a turn has reached; without a sanitizer, which only unsafe code needs.
const INSTRUMENTED: &str = "--cfg=fuzzing -Cpasses=sancov-module \
     -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
     -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1";

/// Compiles the targets.
///
/// # Errors
/// One does not compile.
pub(crate) fn build() -> Outcome {
    let host = process::host()?;
    let build = ["build", "--release", "--manifest-path=fuzz/Cargo.toml"];
    let mut build = cargo(&build);
    // With a target, so that what is only built with is not instrumented.
    build.args(["--target", &host, "--target-dir=target/fuzz"]);
    process::run(build.env("RUSTFLAGS", INSTRUMENTED))
}

/// Compiles the targets and gives each that many turns.
///
/// # Errors
/// One does not compile, or found something.
pub(crate) fn run(turns: u32) -> Outcome {
    build()?;
    let host = process::host()?;
    let turns = format!("-runs={turns}");
    for name in TARGETS {
        let target = root().join("target/fuzz").join(&host).join("release");
        let found = root().join("target/fuzz/corpus").join(name);
        fs::create_dir_all(&found).map_err(|why| why.to_string())?;
        let words = [
            turns.as_str(),
            "-seed=1",
            "-verbosity=0",
            "-print_final_stats=1",
        ];
        let mut fuzzer = command(target.join(name), &words);
        process::run(fuzzer.arg(found))?;
    }
    Ok(())
}
