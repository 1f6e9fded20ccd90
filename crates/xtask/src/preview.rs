//! The sample site, or another, as the tool previews it; and what trunk asks for where that is used.

use crate::process::{Outcome, cargo, command, root, run};
use crate::tool;

/// Names the policy for trunk's hook, where it is another than the sample site's.
const POLICY: &str = "PORTCULLIS_POLICY";
/// Where the hook puts what trunk copies.
const OUT: &str = "target/portcullis";
const SAMPLE: &str = "policy.toml";

/// Builds the tool with the interface in it, and lets it preview; `words` go to it as they are.
///
/// # Errors
/// The tool does not build, or ended in failure.
pub(crate) fn serve(words: &[String]) -> Outcome {
    let tool = tool::for_preview()?;
    let mut preview = command(tool, &["preview"]);
    if !names_a_policy(words) {
        preview.arg(root().join(SAMPLE));
    }
    if let Ok(here) = std::env::current_dir() {
        preview.current_dir(here);
    }
    run(preview.args(words))
}

/// Whether a word is neither an option nor an option's value.
fn names_a_policy(words: &[String]) -> bool {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--site" | "--port" => drop(words.next()),
            option if option.starts_with('-') => {}
            _ => return true,
        }
    }
    false
}

/// Trunk's `pre_build` hook: compiles the policy, or closes the gate where it is broken.
///
/// # Errors
/// Not even the closed gate could be written.
pub(crate) fn build() -> Outcome {
    let policy = std::env::var_os(POLICY).unwrap_or_else(|| SAMPLE.into());
    let _ = std::fs::remove_dir_all(root().join(OUT));
    let mut open = portcullis();
    if run(open.arg(policy).args(["--out", OUT])).is_ok() {
        return Ok(());
    }
    eprintln!("the policy is broken, so the page stays closed until it is mended");
    run(portcullis().args(["--closed", "--out", OUT]))
}

/// Without an interface of its own: the page has the one that trunk builds.
fn portcullis() -> std::process::Command {
    let words = "run --quiet --package portcullis-cli --no-default-features -- build --quiet";
    let words: Vec<&str> = words.split(' ').collect();
    let mut tool = cargo(&words);
    tool.env_remove("PORTCULLIS_UI");
    tool
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_a_word_that_is_no_option() {
        let named = |line: &str| {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            names_a_policy(&words)
        };
        assert!(named("examples/axis/policy.toml --no-open"));
        assert!(named("--port 8081 mine.toml"));
        assert!(!named("--site dist --no-open"));
        assert!(!names_a_policy(&[]));
    }
}
