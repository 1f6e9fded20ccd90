//! The release archive as who downloads it has it: it makes of every example what the tested tool makes.

use crate::process::root;
use crate::{dist, tool::Tool};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const OUT: &str = "target/shipped";

/// Builds every example with the tool out of `archive`, in an empty environment, and with `tested`.
///
/// # Errors
/// The archive cannot be read, or one line that names the example that differs.
pub(crate) fn check(archive: &Path, tested: &Tool) -> Result<(), String> {
    let shipped = dist::unpack(archive, &root().join("target/unpacked"))?;
    let examples = examples()?;
    for policy in &examples {
        let [one, other] = [&shipped, &tested.program].map(|tool| built(tool, policy));
        if one? != other? {
            let policy = policy.display();
            return Err(format!("the shipped tool makes something else of {policy}"));
        }
    }
    eprintln!("{} examples are the same", examples.len());
    Ok(())
}

/// Every policy of `examples`, and the sample site's.
fn examples() -> Result<Vec<PathBuf>, String> {
    let mut all = vec![root().join("policy.toml")];
    let folders = fs::read_dir(root().join("examples")).map_err(|why| why.to_string())?;
    for folder in folders.flatten() {
        all.push(folder.path().join("policy.toml"));
    }
    all.retain(|it| it.is_file());
    all.sort();
    Ok(all)
}

type Folder = BTreeMap<String, Vec<u8>>;

/// What `tool` makes of a policy, with nothing of this machine: no search path, no home, no settings.
fn built(tool: &Path, policy: &Path) -> Result<Folder, String> {
    let out = root().join(OUT);
    let _ = fs::remove_dir_all(&out);
    let mut words = Command::new(tool);
    words
        .env_clear()
        .arg("build")
        .arg(policy)
        .arg("--out")
        .arg(&out);
    let said = words.output().map_err(|why| why.to_string())?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned());
    }
    read(&out).map_err(|why| format!("cannot read {}: {why}", out.display()))
}

fn read(folder: &Path) -> std::io::Result<Folder> {
    let entries = fs::read_dir(folder)?;
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        Ok((name, fs::read(entry.path())?))
    };
    entries.map(file).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_examples_are_found() {
        assert!(super::examples().unwrap().len() > 5);
    }
}
