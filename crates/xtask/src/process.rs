//! Starting other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Nothing, or one line that says what to do.
pub(crate) type Outcome = Result<(), String>;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// `program` in the workspace's root, its output going straight through.
pub(crate) fn command(program: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command
}

/// Cargo, the very one that runs this.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(cargo, args)
}

/// Says what is started, starts it, waits, and says how long it took.
///
/// # Errors
/// The program is missing, or ended in failure.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let line = shown(command);
    eprintln!("\n$ {line}");
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("cannot start `{line}`: {error}"))?;
    eprintln!("{} s", start.elapsed().as_secs());
    if status.success() {
        return Ok(());
    }
    Err(format!("`{line}` failed: see above"))
}

/// What a program prints, or `None` where it is missing or fails.
pub(crate) fn printed(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The machine that this Rust compiles for.
///
/// # Errors
/// One line that says how to get rustc.
pub(crate) fn host() -> Result<String, String> {
    let said = printed(&mut command("rustc", &["-vV"])).unwrap_or_default();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("cannot ask rustc for its host: install rustup")?;
    Ok(host.to_owned())
}

/// Whether a program ends well, its output thrown away.
pub(crate) fn succeeds(program: &str, args: &[&str]) -> bool {
    printed(&mut command(program, args)).is_some()
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_lockfile() {
        assert!(root().join("Cargo.lock").is_file());
    }

    #[test]
    fn a_command_is_shown_as_it_is_typed() {
        let command = command("/usr/bin/trunk", &["serve", "--open"]);
        assert_eq!(shown(&command), "trunk serve --open");
    }

    #[test]
    fn a_missing_program_says_so() {
        let error = run(&mut command("no-such-program", &[])).unwrap_err();
        assert!(error.starts_with("cannot start `no-such-program`: "));
    }

    #[test]
    fn a_failing_program_points_to_its_own_output() {
        let error = run(&mut cargo(&["no-such-task"])).unwrap_err();
        assert_eq!(error, "`cargo no-such-task` failed: see above");
    }
}
