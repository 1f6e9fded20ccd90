//! The tool as the tests use it: a debug build that carries the interface.

use crate::process::{Outcome, cargo, command, root, run};
use crate::{system, tools};
use std::fs;
use std::path::PathBuf;

/// What the tool writes for any policy: with the interface, and what compiles a policy, in it.
const INTERFACE: &str = "target/interface";

/// Where the tool and the interface in it lie.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) program: PathBuf,
    /// A folder with the built interface, as other builds of the tool take it.
    pub(crate) interface: PathBuf,
}

/// Builds the tool and takes the interface out of it.
///
/// # Errors
/// It does not build.
pub(crate) fn build() -> Result<Tool, String> {
    tools::add_target(tools::WASM)?;
    compile("all")?;
    // Other builds of the tool go to the same place, so this one is put aside.
    let program = root().join("target/tool").join(name());
    keep(&program).map_err(|why| format!("cannot write {}: {why}", program.display()))?;
    let interface = root().join(INTERFACE);
    // One of an earlier build, if any.
    let _ = fs::remove_dir_all(&interface);
    let words = ["build", "--generic", "--out", INTERFACE];
    run(&mut command(&program, &words))?;
    Ok(Tool { program, interface })
}

/// Builds the tool with the interface in it, and returns where it is.
///
/// # Errors
/// It does not build.
pub(crate) fn for_preview() -> Result<PathBuf, String> {
    tools::add_target(tools::WASM)?;
    compile("build")?;
    Ok(built())
}

fn compile(interface: &str) -> Outcome {
    let mut words = cargo(&["build", "--package", "portcullis-cli"]);
    run(words.env("PORTCULLIS_UI", interface))
}

fn built() -> PathBuf {
    root().join("target/debug").join(name())
}

fn keep(program: &PathBuf) -> std::io::Result<()> {
    program.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::copy(built(), program).map(drop)
}

fn name() -> String {
    system::executable("portcullis")
}
