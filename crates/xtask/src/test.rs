//! Every test, in the order they are trusted: native, the gate, components, end to end.

use crate::axe;
use crate::browser::Browser;
use crate::prepare::Beside;
use crate::process::{self, Outcome, cargo, command, root};
use crate::tool::{self, Tool};
use crate::{dist, e2e, fuzz, gate, libraries, recipes, shipped, system, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where trunk builds the sample site.
const SITE: &str = "target/site";
/// Turns that each fuzz target has.
const TURNS: u32 = 20_000;

/// What is tested, and how much of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Only tests whose name holds it.
    pub(crate) filter: Option<String>,
    /// The exhaustive runs too.
    pub(crate) long: bool,
}

/// Sets up what is missing, then runs every test whose name holds the filter.
///
/// # Errors
/// A tool is missing, or the first step that failed.
pub(crate) fn run_alone(options: &Options) -> Outcome {
    if options.filter.is_some() {
        native(options.filter.as_deref())?;
        return in_browsers(options);
    }
    let beside = Beside::start()?;
    native(None)?;
    beside.join()?;
    in_browsers(options)
}

/// What comes behind the native tests: the gate's in Node, the fuzzers, components, end to end.
///
/// # Errors
/// A tool is missing, or the first step that failed.
pub(crate) fn in_browsers(options: &Options) -> Outcome {
    let filter = options.filter.as_deref();
    let bindgen = tools::bindgen()?;
    tools::add_target(tools::WASM)?;
    let browser = Browser::set_up()?;
    if filter.is_none() {
        gate::test(&root().join("target/debug/examples"), options.long)?;
        fuzz::run(if options.long { TURNS * 50 } else { TURNS })?;
    }
    components(&bindgen, &browser, filter)?;
    let mut told = vec![
        ("PORTCULLIS_AXE", axe::set_up()?),
        ("PORTCULLIS_LIBRARIES", libraries::set_up()?),
        ("PORTCULLIS_RECIPES", recipes::set_up(is_ci(), &bindgen)?),
    ];
    if let Some(trunk) = trunk(options.long)? {
        told.push(("PORTCULLIS_TRUNK", site(&trunk, &bindgen)?));
    }
    if options.long {
        told.push(("PORTCULLIS_LONG", PathBuf::from("1")));
    }
    let tool = tool::build()?;
    if filter.is_none() {
        shipped::check(&archive(&tool, options.long)?, &tool)?;
    }
    end_to_end(&browser, options, &tool, told)
}

/// All that needs no browser. With one set of features, the tool's, so that what they share is compiled
/// once. What drives browsers turns on others (serde_json's order of keys), which the tool ships without.
///
/// # Errors
/// A test fails.
pub(crate) fn native(filter: Option<&str>) -> Outcome {
    let mut tests = cargo(&["test", "--workspace", "--no-default-features"]);
    tests.args(["--features=portcullis/ssr", "--exclude=portcullis-e2e"]);
    tests.arg("--exclude=portcullis-bench").args(filter);
    // The tool's own tests are about one that carries no interface.
    process::run(tests.env_remove("PORTCULLIS_UI"))
}

fn components(bindgen: &Path, browser: &Browser, filter: Option<&str>) -> Outcome {
    let runner = bindgen.join("wasm-bindgen-test-runner");
    let mut tests = cargo(&["test", "--target", tools::WASM, "--test", "web"]);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    process::run(browser.lend(&mut tests).args(filter))
}

/// The archive around the tested tool; the exhaustive run builds the tool as it is shipped, optimised
/// and static, which takes as long as all else that is compiled.
fn archive(tool: &Tool, is_long: bool) -> Result<PathBuf, String> {
    if is_long {
        return dist::make(&tool.interface);
    }
    dist::around(&tool.program, &process::host()?)
}

/// The trunk that is there; the exhaustive run installs one, which takes two minutes.
fn trunk(is_long: bool) -> Result<Option<PathBuf>, String> {
    if is_long {
        return tools::trunk().map(Some);
    }
    Ok(tools::find_trunk())
}

/// Builds the sample site with trunk, as who works on the interface does, and returns its folder.
fn site(trunk: &Path, bindgen: &Path) -> Result<PathBuf, String> {
    let mut trunk = command(trunk, &["build", "--dist", SITE]);
    trunk.env_remove("PORTCULLIS_POLICY");
    process::run(tools::lend(bindgen, &mut trunk))?;
    Ok(root().join(SITE))
}

fn end_to_end(browser: &Browser, options: &Options, tool: &Tool, mut told: e2e::Told) -> Outcome {
    told.push(("PORTCULLIS_BIN", tool.program.clone()));
    told.extend(python().map(|it| ("PORTCULLIS_PYTHON", it)));
    let wanted = e2e::Wanted {
        filter: options.filter.as_deref(),
        is_long: options.long,
    };
    e2e::run(browser, &wanted, &told, is_ci())
}

/// Its static server stands for any other in front of the examples.
fn python() -> Option<PathBuf> {
    let python = system::find(&["python3", "python"]);
    if python.is_none() {
        eprintln!(
            "the examples are not tried behind a foreign static server: python3 is not there"
        );
    }
    python
}

/// In CI nothing may be missing.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|it| !it.is_empty())
}

impl Browser {
    /// Tells `command` where the browser and its driver are.
    pub(crate) fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.driver)
    }
}
