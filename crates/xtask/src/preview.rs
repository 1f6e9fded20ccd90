//! The sample site: an ordinary page that embeds Portcullis.

use crate::args::PreviewOptions;
use crate::process::{Outcome, cargo, command, root, run};
use crate::tools::Tools;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Names the preview's policy, for trunk and its hook.
const POLICY: &str = "PORTCULLIS_POLICY";
/// Where the hook puts what trunk copies.
const OUT: &str = "target/portcullis";

/// Trunk learns of `target` by itself, but only after the first build wrote there.
const SERVE: [&str; 5] = ["serve", "--ignore", "target", "--ignore", "tests"];

/// Serves the sample site and rebuilds it on every edit.
///
/// # Errors
/// A tool is missing, the policy is not there, or trunk ended in failure.
pub(crate) fn serve(options: &PreviewOptions) -> Outcome {
    let policy = options.policy.as_deref().map(existing).transpose()?;
    let tools = Tools::set_up()?;
    let mut trunk = command(&tools.trunk, &SERVE);
    if !options.no_open {
        trunk.arg("--open");
    }
    if let Some(policy) = &policy {
        trunk.env(POLICY, policy).args(watching(policy));
    }
    run(tools.lend(&mut trunk))
}

fn existing(policy: &Path) -> Result<PathBuf, String> {
    let found = policy.canonicalize();
    found.map_err(|_| {
        format!(
            "no policy at {}: name a file that is there",
            policy.display()
        )
    })
}

/// Trunk watches the project by itself; a policy elsewhere must be named, and then the project too.
fn watching(policy: &Path) -> Vec<OsString> {
    if policy.starts_with(root()) {
        return Vec::new();
    }
    let folder = policy.parent().unwrap_or(policy);
    let words = [OsString::from("--watch"), ".".into(), "--watch".into()];
    words.into_iter().chain([folder.into()]).collect()
}

/// Trunk's `pre_build` hook: compiles the policy, or closes the gate where it is broken.
///
/// # Errors
/// Not even the closed gate could be written.
pub(crate) fn build() -> Outcome {
    let policy = std::env::var_os(POLICY).unwrap_or_else(|| "policy.toml".into());
    let _ = std::fs::remove_dir_all(root().join(OUT));
    let mut open = portcullis();
    if run(open.arg(policy).args(["--out", OUT])).is_ok() {
        return Ok(());
    }
    eprintln!("the policy is broken, so the page stays closed until it is mended");
    run(portcullis().args(["--closed", "--out", OUT]))
}

fn portcullis() -> std::process::Command {
    cargo(&[
        "run",
        "--quiet",
        "--package",
        "portcullis-cli",
        "--",
        "build",
        "--quiet",
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_of_the_project_is_watched_already() {
        assert!(watching(&root().join("examples/axis/policy.toml")).is_empty());
    }

    #[test]
    fn a_policy_elsewhere_is_watched_with_the_project() {
        let words = watching(Path::new("/elsewhere/policy.toml"));
        assert_eq!(words, ["--watch", ".", "--watch", "/elsewhere"]);
    }

    #[test]
    fn a_policy_that_is_not_there_is_named() {
        let message = "no policy at /nowhere/policy.toml: name a file that is there";
        assert_eq!(
            existing(Path::new("/nowhere/policy.toml")),
            Err(message.to_owned())
        );
    }
}
