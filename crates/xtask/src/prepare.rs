//! What can be fetched or compiled in folders of its own while the workspace is built: a program that
//! runs beside, whose output is shown once it is waited for, so that the two do not talk at once.

use crate::browser::Browser;
use crate::engines::Engine;
use crate::process::{Outcome, root};
use crate::{axe, fuzz, gate, msrv, recipes, tools};
use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

const LOG: &str = "target/prepare.log";

/// Installs what the tests need, and builds what shares nothing with the workspace.
///
/// # Errors
/// The first that cannot be had.
pub(crate) fn run() -> Outcome {
    tools::bindgen()?;
    Browser::set_up()?;
    for engine in [Engine::firefox(), Engine::webkit()] {
        // Whether one may be missing is for the tests to say.
        if let Err(line) = engine {
            eprintln!("{line}");
        }
    }
    axe::set_up()?;
    gate::set_up()?;
    recipes::programs();
    fuzz::build()?;
    msrv::check()
}

/// [`run`], in a program of its own.
pub(crate) struct Beside {
    program: Child,
    start: Instant,
}

impl Beside {
    /// # Errors
    /// It cannot be started, or its output cannot be written.
    pub(crate) fn start() -> Result<Beside, String> {
        let wrong = |why| format!("cannot prepare the tests: {why}");
        let log = root().join(LOG);
        let out = File::create(&log).map_err(wrong)?;
        let error = out.try_clone().map_err(wrong)?;
        let this = std::env::current_exe().map_err(wrong)?;
        let mut program = Command::new(this);
        program.arg("prepare").stdin(Stdio::null());
        let program = program.stdout(out).stderr(error).spawn().map_err(wrong)?;
        Ok(Beside {
            program,
            start: Instant::now(),
        })
    }

    /// Waits for its end, and shows what it said.
    ///
    /// # Errors
    /// It ended in failure.
    pub(crate) fn join(mut self) -> Outcome {
        let ended = self.program.wait();
        eprintln!("\n$ cargo xtask prepare (beside what is above)");
        eprint!(
            "{}",
            fs::read_to_string(root().join(LOG)).unwrap_or_default()
        );
        eprintln!("{} s", self.start.elapsed().as_secs());
        match ended {
            Ok(status) if status.success() => Ok(()),
            _ => Err("`cargo xtask prepare` failed: see above".to_owned()),
        }
    }
}

impl Drop for Beside {
    /// What fails first ends what runs beside it.
    fn drop(&mut self) {
        let _ = self.program.kill();
    }
}
