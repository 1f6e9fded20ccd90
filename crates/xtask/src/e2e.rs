//! The cases of `tests/e2e` on every engine at once, and whether each of them ran what it should.

use crate::browser::Browser;
use crate::engines::Engine;
use crate::process::{self, Outcome, cargo, printed, root};
use crate::tally::{LeftOut, Tally};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

/// What an engine may leave out.
const LEFT_OUT: &str = "tests/e2e/left-out.txt";
const CASES: [&str; 5] = ["test", "--package", "portcullis-e2e", "--test", "e2e"];
/// Cases that an engine runs at the same time: two cores are busy with all three. WebKit starts anew
/// for each case, and would go on alone at the end.
const THREADS: [(&str, &str); 2] = [("webkit", "--test-threads=4"), ("", "--test-threads=2")];

/// What the cases are told in the environment.
pub(crate) type Told = Vec<(&'static str, PathBuf)>;

/// Which cases are wanted.
pub(crate) struct Wanted<'a> {
    /// Only those whose name holds it.
    pub(crate) filter: Option<&'a str>,
    /// Also those that are left out for the exhaustive run.
    pub(crate) is_long: bool,
}

/// Runs the cases that are wanted, and prints what each engine ran.
///
/// # Errors
/// An engine is missing in CI, a case failed, or one was left out that is not listed.
pub(crate) fn run(browser: &Browser, wanted: &Wanted, told: &Told, is_ci: bool) -> Outcome {
    process::run(cargo(&CASES).arg("--no-run"))?;
    let filter = wanted.filter;
    let every = every_case()?;
    let holds = |name: &&String| filter.is_none_or(|it| name.contains(it));
    let run = Run {
        all: every.iter().filter(holds).cloned().collect(),
        every,
        left_out: fs::read_to_string(root().join(LEFT_OUT)).map_err(|why| why.to_string())?,
        filter,
        is_long: wanted.is_long,
        told,
        is_ci,
    };
    let mut engines = Vec::new();
    for engine in engines_for(browser) {
        match engine {
            Ok(engine) => engines.push(engine),
            Err(line) if is_ci => return Err(line),
            Err(line) => eprintln!("{line}"),
        }
    }
    run.list_names_cases(&engines)?;
    let run = &run;
    let ends = thread::scope(|scope| {
        let start = |engine| scope.spawn(move || run.on(engine));
        let running: Vec<_> = engines.iter().map(start).collect();
        let ends = running.into_iter().map(|it| it.join().ok());
        ends.flatten().collect::<Vec<_>>()
    });
    let lines: Vec<&str> = ends.iter().map(|end| end.line.as_str()).collect();
    eprintln!("\n{}", lines.join("\n"));
    if ends.len() < engines.len() || ends.iter().any(|end| end.is_wrong) {
        return Err("not every case ran as it should: see above".to_owned());
    }
    Ok(())
}

/// Those that are there, or why one is not; the one alone that `PORTCULLIS_ENGINE` names.
fn engines_for(browser: &Browser) -> Vec<Result<Engine, String>> {
    let chromium = || Ok(Engine::chromium(browser));
    match std::env::var("PORTCULLIS_ENGINE").as_deref() {
        Ok("chromium") => vec![chromium()],
        Ok("firefox") => vec![Engine::firefox()],
        Ok("webkit") => vec![Engine::webkit()],
        _ => vec![chromium(), Engine::firefox(), Engine::webkit()],
    }
}

fn every_case() -> Result<BTreeSet<String>, String> {
    let list = ["--", "--list", "--format=terse"];
    let said = printed(cargo(&CASES).args(list)).ok_or("the cases cannot be listed")?;
    let names = said.lines().filter_map(|line| line.strip_suffix(": test"));
    Ok(names.map(str::to_owned).collect())
}

fn threads(engine: &str) -> &'static str {
    let row = THREADS
        .iter()
        .find(|(name, _)| name.is_empty() || *name == engine);
    row.map_or("--test-threads=1", |(_, threads)| threads)
}

/// The same for every engine.
struct Run<'a> {
    every: BTreeSet<String>,
    /// Those whose name holds the filter.
    all: BTreeSet<String>,
    left_out: String,
    filter: Option<&'a str>,
    is_long: bool,
    told: &'a Told,
    is_ci: bool,
}

/// How an engine's run ended.
struct End {
    line: String,
    is_wrong: bool,
}

impl Run<'_> {
    /// # Errors
    /// A line of the list is about no case, which is better known before the browsers start than after.
    fn list_names_cases(&self, engines: &[Engine]) -> Outcome {
        for engine in engines {
            self.listed(engine)?;
        }
        Ok(())
    }

    fn on(&self, engine: &Engine) -> End {
        let start = Instant::now();
        let ended = self.listed(engine).and_then(|left_out| {
            let tally = self.start(engine, &left_out)?;
            let wrong = tally.wrong(&self.all, &left_out, self.is_ci);
            Ok((tally.summary(engine.name, &left_out), wrong))
        });
        let (line, wrong) = ended.unwrap_or_else(|why| (engine.name.to_owned(), vec![why]));
        let mut line = format!("{line}; {} s", start.elapsed().as_secs());
        for fault in &wrong {
            line += &format!("\n  {}: {fault}", engine.name);
        }
        let is_wrong = !wrong.is_empty();
        End { line, is_wrong }
    }

    fn listed(&self, engine: &Engine) -> Result<LeftOut, String> {
        let listed = LeftOut::read(&self.left_out, engine.name, &self.every, self.is_long);
        let mut listed = listed.map_err(|why| format!("{LEFT_OUT} {why}"))?;
        listed.keep(&self.all);
        Ok(listed)
    }

    /// Runs the cases with their output in a file, so that engines do not talk at once.
    fn start(&self, engine: &Engine, left_out: &LeftOut) -> Result<Tally, String> {
        let place = |ending| root().join(format!("target/e2e-{}.{ending}", engine.name));
        let (tally, log) = (place("tally"), place("log"));
        // One of an earlier run, if any.
        let _ = fs::remove_file(&tally);
        let file = File::create(&log).map_err(|why| why.to_string())?;
        let error = file.try_clone().map_err(|why| why.to_string())?;
        let mut tests = engine.cargo(&CASES);
        tests.args(self.filter).args(["--", threads(engine.name)]);
        for case in left_out.cases() {
            tests.args(["--skip", case]);
        }
        tests.env("PORTCULLIS_TALLY", &tally).stdout(file);
        tests.envs(self.told.iter().map(|(name, value)| (name, value)));
        let ended = process::run(tests.stderr(error));
        let [notes, printed] = [tally, log].map(|it| fs::read_to_string(it).unwrap_or_default());
        eprint!("{printed}");
        let tally = Tally::read(&notes, &printed);
        ended.map(|()| tally)
    }
}
