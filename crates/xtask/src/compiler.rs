//! What compiles a policy in the browser, for sites without a build.

use crate::process::{Outcome, cargo, command, root, run};
use crate::tools::Tools;
use std::path::Path;

const BUILD: [&str; 5] = [
    "build",
    "--release",
    "--package=portcullis-compile",
    "--target",
    "wasm32-unknown-unknown",
];
const BUILT: &str = "target/wasm32-unknown-unknown/release/portcullis_compile.wasm";
const BIND: [&str; 7] = [
    "--target=web",
    "--no-typescript",
    "--omit-default-module-path",
    "--remove-name-section",
    "--remove-producers-section",
    "--out-name=portcullis-compile",
    "--out-dir",
];

/// Builds it and puts its script and its module into `folder`.
///
/// # Errors
/// It does not compile, or wasm-bindgen refuses it.
pub(crate) fn build(tools: &Tools, folder: &Path) -> Outcome {
    run(&mut cargo(&BUILD))?;
    let mut bind = command(tools.bindgen.join("wasm-bindgen"), &BIND);
    run(bind.arg(folder).arg(root().join(BUILT)))
}
