//! Every test, in the order they are trusted: native, components, end to end.

use crate::axe;
use crate::browser::Browser;
use crate::process::{self, Outcome, cargo, command, root};
use crate::tools::Tools;
use std::path::PathBuf;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";
/// Where the site that the tests visit is built.
const SITE: &str = "target/site";

/// Sets up what is missing, then runs every test whose name holds `filter`.
///
/// # Errors
/// A tool is missing, or the first step that failed.
pub(crate) fn run(filter: Option<&str>) -> Outcome {
    let tools = Tools::set_up()?;
    let browser = Browser::set_up()?;
    let axe = axe::set_up()?;
    native(filter)?;
    components(&tools, &browser, filter)?;
    let site = site(&tools)?;
    end_to_end(
        &browser,
        filter,
        &[("PORTCULLIS_AXE", axe), ("PORTCULLIS_PREVIEW", site)],
    )
}

/// The tools apart from the page: its test driver turns on features (serde_json's order of
/// keys) that the tools are shipped without.
fn native(filter: Option<&str>) -> Outcome {
    let tools = ["test", "--workspace", "--exclude", "portcullis"];
    process::run(cargo(&tools).args(filter))?;
    process::run(cargo(&["test", "--package", "portcullis"]).args(filter))
}

fn components(tools: &Tools, browser: &Browser, filter: Option<&str>) -> Outcome {
    let runner = tools.bindgen.join("wasm-bindgen-test-runner");
    let mut tests = cargo(&["test", "--target", WASM, "--test", "web"]);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    process::run(browser.lend(&mut tests).args(filter))
}

/// Builds the sample site as a customer would serve it, and returns its folder.
///
/// # Errors
/// The site does not build.
pub(crate) fn site(tools: &Tools) -> Result<PathBuf, String> {
    let mut trunk = command(&tools.trunk, &["build", "--release", "--dist", SITE]);
    trunk.env_remove("PORTCULLIS_POLICY");
    process::run(tools.lend(&mut trunk))?;
    Ok(root().join(SITE))
}

fn end_to_end(browser: &Browser, filter: Option<&str>, told: &[(&str, PathBuf)]) -> Outcome {
    process::run(&mut cargo(&["build", "--package", "portcullis-cli"]))?;
    let mut tests = cargo(&["test", "--test", "e2e"]);
    tests.args(filter).args(["--", "--test-threads=2"]);
    tests.env("PORTCULLIS_BIN", root().join("target/debug/portcullis"));
    for (name, value) in told {
        tests.env(name, value);
    }
    process::run(browser.lend(&mut tests))
}

impl Browser {
    /// Tells `command` where the browser and its driver are.
    fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.driver)
    }
}
