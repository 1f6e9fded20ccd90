//! Every test, in the order they are trusted: native, components, end to end.

use crate::axe;
use crate::browser::Browser;
use crate::compiler;
use crate::engines::Engine;
use crate::process::{self, Outcome, cargo, command, root};
use crate::recipes;
use crate::tally::Tally;
use crate::tools::Tools;
use crate::{dist, system};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

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
    let recipes = recipes::set_up(is_ci())?;
    native(filter)?;
    components(&tools, &browser, filter)?;
    let site = site(&tools)?;
    let mut told = vec![
        ("PORTCULLIS_AXE", axe),
        ("PORTCULLIS_BIN", released()?),
        ("PORTCULLIS_PREVIEW", site),
        ("PORTCULLIS_RECIPES", recipes),
    ];
    told.extend(python().map(|it| ("PORTCULLIS_PYTHON", it)));
    end_to_end(&browser, filter, &told)
}

/// The tools apart from the page: its test driver turns on features (serde_json's order of
/// keys) that the tools are shipped without.
fn native(filter: Option<&str>) -> Outcome {
    let tools = ["test", "--workspace", "--exclude", "portcullis"];
    // The tool's own tests are about one that carries no interface.
    process::run(cargo(&tools).env_remove("PORTCULLIS_UI").args(filter))?;
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
    let site = root().join(SITE);
    compiler::build(tools, &site.join("portcullis"))?;
    Ok(site)
}

/// The tool out of the release archive, unpacked into an empty folder: what a site's owner has.
fn released() -> Result<PathBuf, String> {
    dist::unpack(&dist::make()?, &root().join("target/unpacked"))
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

/// Every engine in turn, each whatever became of the one before; then what each of them ran.
fn end_to_end(browser: &Browser, filter: Option<&str>, told: &[(&str, PathBuf)]) -> Outcome {
    let mut outcome = Ok(());
    let mut lines = Vec::new();
    for engine in engines(browser) {
        match engine {
            Ok(engine) => {
                let (ran, line) = run_on(&engine, filter, told);
                outcome = outcome.and(ran);
                lines.push(line);
            }
            Err(line) if is_ci() => return Err(line),
            Err(line) => lines.push(line),
        }
    }
    eprintln!("\n{}", lines.join("\n"));
    outcome
}

/// Those that are there, or why one is not; the one alone that `PORTCULLIS_ENGINE` names.
fn engines(browser: &Browser) -> Vec<Result<Engine, String>> {
    let chromium = || Ok(Engine::chromium(browser));
    match std::env::var("PORTCULLIS_ENGINE").as_deref() {
        Ok("chromium") => vec![chromium()],
        Ok("firefox") => vec![Engine::firefox()],
        Ok("webkit") => vec![Engine::webkit()],
        _ => vec![chromium(), Engine::firefox(), Engine::webkit()],
    }
}

/// In CI an engine that is missing is a failure.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|it| !it.is_empty())
}

fn run_on(engine: &Engine, filter: Option<&str>, told: &[(&str, PathBuf)]) -> (Outcome, String) {
    let tally = root()
        .join("target")
        .join(format!("e2e-{}.tally", engine.name));
    // One of an earlier run, if any.
    let _ = std::fs::remove_file(&tally);
    let mut tests = engine.cargo(&["test", "--test", "e2e"]);
    tests.args(filter).args(["--", "--test-threads=2"]);
    for module in engine.left_out() {
        tests.args(["--skip", module]);
    }
    tests.env("PORTCULLIS_TALLY", &tally);
    tests.envs(told.iter().map(|(name, value)| (name, value)));
    let start = Instant::now();
    let outcome = process::run(&mut tests);
    let noted = Tally::read(&std::fs::read_to_string(&tally).unwrap_or_default());
    let line = noted.summary(engine.name, engine.left_out());
    (outcome, format!("{line}; {} s", start.elapsed().as_secs()))
}

impl Browser {
    /// Tells `command` where the browser and its driver are.
    pub(crate) fn lend<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("CHROME", &self.chrome)
            .env("CHROMEDRIVER", &self.driver)
    }
}
