//! Which cases this engine ran, and which it could not: none is left out in silence.

use crate::browser::Wish;
use crate::engine::Engine;
use std::io::Write;
use std::time::Duration;

/// Whether a case is not for this engine; it is then noted as not run.
pub fn cannot(wish: &Wish) -> bool {
    let engine = Engine::told();
    let flags = !wish.flags.is_empty() && engine != Engine::Chromium;
    let wrong = !wish.only.is_empty() && !wish.only.contains(&engine);
    if flags || wrong {
        note("not", "made for another engine");
    }
    flags || wrong
}

/// Notes a case that is not run because the program that it is for is not on this machine.
pub fn lacks(program: &str) {
    note("not", &format!("{program} is not on this machine"));
}

/// Notes how a case ended, and how long it took.
pub fn ended<T>(outcome: &Result<(), T>, took: Duration) {
    let how = if outcome.is_ok() { "ran" } else { "failed" };
    write(&format!("{how}\t{}\t\t{}\n", name(), took.as_millis()));
}

/// One line to the file that `cargo xtask test` reads, and a word to whoever looks on.
fn note(how: &str, why: &str) {
    let name = name();
    let engine = Engine::told().name();
    // `eprintln!` would be kept from a case that passes.
    let said = format!("{engine}: {name} is not run: {why}\n");
    let _ = std::io::stderr().write_all(said.as_bytes());
    write(&format!("{how}\t{name}\t{why}\n"));
}

/// The test program runs each case in a thread of its name.
fn name() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("?").to_owned()
}

fn write(line: &str) {
    let Ok(file) = std::env::var("PORTCULLIS_TALLY") else {
        return;
    };
    let file = std::fs::File::options()
        .append(true)
        .create(true)
        .open(file);
    file.unwrap().write_all(line.as_bytes()).unwrap();
}
