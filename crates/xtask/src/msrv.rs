//! The oldest Rust that the library is said to build with.

use crate::lockfile;
use crate::process::{Outcome, command, root, run};
use crate::system;
use std::fs;

const NO_RUSTUP: &str = "not built with the oldest Rust that is promised: rustup is not there";

/// Checks what a Leptos app depends on with it; where there is no rustup it says so.
///
/// # Errors
/// That Rust cannot be had, or something does not compile with it.
pub(crate) fn check() -> Outcome {
    let Some(rustup) = system::find(&["rustup"]) else {
        eprintln!("{NO_RUSTUP}");
        return Ok(());
    };
    let version = version()?;
    let install = ["toolchain", "install", &version, "--profile=minimal"];
    run(command(&rustup, &install).arg("--no-self-update"))?;
    let mut check = command(&rustup, &["run", &version, "cargo", "check", "--locked"]);
    check.arg("--package=portcullis");
    // Apart, so that neither Rust throws away what the other has built.
    run(check.arg("--target-dir=target/oldest"))
}

fn version() -> Result<String, String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"));
    let manifest = manifest.map_err(|why| format!("cannot read Cargo.toml: {why}"))?;
    let version = lockfile::value_of(&manifest, "rust-version").map(str::to_owned);
    version.ok_or_else(|| "Cargo.toml names no rust-version".to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_oldest_rust_is_a_version() {
        let version = super::version().unwrap();
        assert!(version.starts_with("1."), "{version}");
    }
}
