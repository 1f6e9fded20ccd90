//! The licences of all that is linked into the tool, and into the interface that it carries.

use crate::process::{cargo, printed};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What `cargo metadata` prints, as far as it is read.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    manifest_path: String,
    /// None for this project's own.
    source: Option<String>,
}

/// Between two licences; in none of them.
const RULE: &str = "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~";
/// What the interface is built for.
const INTERFACE: &str = "wasm32-unknown-unknown";
const HEAD: &str = "\
Portcullis is linked with the libraries below: the tool, and the interface that it carries and
that a site serves. Each is listed with its licence; the texts follow. The source of each is at
https://crates.io/crates/NAME/VERSION.
";

/// One text for the archive: each library with its licence, and each licence's text once.
///
/// # Errors
/// One line that says what cargo could not be asked for.
pub(crate) fn text(target: &str) -> Result<String, String> {
    let mut linked = tree("portcullis-cli", target)?;
    linked.extend(tree("portcullis", INTERFACE)?);
    let words = ["metadata", "--format-version=1", "--locked"];
    let platforms = ["--filter-platform", target, "--filter-platform", INTERFACE];
    let mut words = cargo(&[&words[..], &platforms].concat());
    let said = printed(&mut words).ok_or("cannot read what is linked: run `cargo metadata`")?;
    let known: Metadata = serde_json::from_str(&said).map_err(|why| why.to_string())?;
    let foreign = known.packages.into_iter().filter(|it| it.source.is_some());
    let mut packages: Vec<Package> = foreign.filter(|it| linked.contains(&it.id())).collect();
    packages.sort_by_key(Package::id);
    Ok(written(&packages))
}

/// Every `name version` that `package` links on `target`.
fn tree(package: &str, target: &str) -> Result<BTreeSet<String>, String> {
    let words = ["tree", "--locked", "--edges=normal", "--prefix=none"];
    let mut words = cargo(&[&words[..], &["--package", package, "--target", target]].concat());
    let said = printed(&mut words).ok_or("cannot read what is linked: run `cargo tree`")?;
    let id = |line: &str| {
        let mut parts = line.split(' ');
        let (name, version) = (parts.next()?, parts.next()?.strip_prefix('v')?);
        Some(format!("{name} {version}"))
    };
    Ok(said.lines().filter_map(id).collect())
}

impl Package {
    fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// The texts that lie in the package.
    fn texts(&self) -> Vec<String> {
        let folder = Path::new(&self.manifest_path).parent();
        let entries = folder.and_then(|it| fs::read_dir(it).ok());
        let files = entries.into_iter().flatten().flatten();
        let mut paths: Vec<_> = files.map(|it| it.path()).filter(|it| is_text(it)).collect();
        paths.sort();
        let texts = paths.iter().filter_map(|it| fs::read_to_string(it).ok());
        texts.map(|it| it.trim().replace('\r', "")).collect()
    }
}

/// Whether a file's name says that it is a licence or a notice.
fn is_text(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_uppercase();
    let starts = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
    path.is_file() && starts.iter().any(|start| name.starts_with(start))
}

fn written(packages: &[Package]) -> String {
    let mut all = format!("{HEAD}\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let licence = package.license.as_deref().unwrap_or("see below");
        let _ = writeln!(all, "{}: {licence}", package.id());
        for text in package.texts() {
            texts.entry(text).or_default().push(package.id());
        }
    }
    for (text, users) in texts {
        let _ = write!(all, "\n{RULE}\n{}\n\n{text}\n", users.join(", "));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_named_with_its_licence_and_its_text() {
        let text = text("x86_64-unknown-linux-gnu").unwrap();
        let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
        for (library, licence) in [
            ("leptos 0", "MIT"),
            ("lightningcss 1", "MPL-2.0"),
            ("oxc_minifier 0", "MIT"),
            ("web-sys 0", "MIT OR Apache-2.0"),
        ] {
            assert!(line(library).ends_with(licence), "{}", line(library));
        }
        // Built with, but not linked; and our own.
        assert!(!text.lines().any(|line| line.starts_with("thirtyfour ")));
        assert!(!text.lines().any(|line| line.starts_with("portcullis")));
        assert!(text.contains("Mozilla Public License Version 2.0"));
        assert!(text.contains("Permission is hereby granted, free of charge"));
        // Each text stands once, below those whose it is.
        let parts = text.split(RULE).skip(1);
        let texts: Vec<&str> = parts
            .map(|it| it.split_once("\n\n").unwrap().1.trim())
            .collect();
        let once: BTreeSet<&str> = texts.iter().copied().collect();
        assert_eq!(texts.len(), once.len());
    }
}
