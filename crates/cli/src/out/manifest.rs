//! What we wrote into a folder: how it is known as ours, and which files of
//! earlier builds pages in the field still ask for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::kit::file::{File, is_stamped};

/// The manifest's own name in the folder.
pub(crate) const NAME: &str = "portcullis.json";
/// Seconds that the stamped files of an earlier build stay: 30 days.
pub(crate) const KEPT_FOR: u64 = 30 * 24 * 60 * 60;

/// Names of files with the SHA-256 of their contents in hexadecimal digits.
type Digests = BTreeMap<String, String>;

/// What is in a folder of ours, beside the manifest itself.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The version of this tool that wrote it.
    portcullis: String,
    /// The newest build.
    pub(crate) files: Digests,
    /// Stamped files of earlier builds, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<Earlier>,
}

/// Stamped files of one earlier build.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Earlier {
    /// When they may go, in seconds since 1970.
    until: u64,
    pub(crate) files: Digests,
}

impl Manifest {
    /// The one in `folder`, if it has one that can be read.
    pub(crate) fn find(folder: &Path) -> Option<Manifest> {
        serde_json::from_slice(&fs::read(folder.join(NAME)).ok()?).ok()
    }

    /// Of a folder with `files`, in which `before` has been until `now`, in seconds since 1970.
    pub(crate) fn new(files: &[File], before: Option<Manifest>, now: u64) -> Manifest {
        let files: Digests = files
            .iter()
            .map(|(name, content)| (name.clone(), digest(content)))
            .collect();
        let before = before.unwrap_or_default();
        let last = Earlier {
            until: now + KEPT_FOR,
            files: before
                .files
                .into_iter()
                .filter(|(name, _)| is_stamped(name))
                .collect(),
        };
        let mut earlier: Vec<Earlier> = Vec::new();
        let still = before.earlier.into_iter().filter(|it| it.until > now);
        for mut build in std::iter::once(last).chain(still) {
            let is_known = |name: &String| {
                files.contains_key(name) || earlier.iter().any(|it| it.files.contains_key(name))
            };
            build.files.retain(|name, _| !is_known(name));
            if !build.files.is_empty() {
                earlier.push(build);
            }
        }
        Manifest {
            portcullis: env!("CARGO_PKG_VERSION").to_owned(),
            files,
            earlier,
        }
    }

    /// Of a folder that we wrote before there were manifests.
    pub(crate) fn adopted(files: Digests) -> Manifest {
        Manifest {
            portcullis: env!("CARGO_PKG_VERSION").to_owned(),
            files,
            earlier: Vec::new(),
        }
    }

    /// The same, and every file of `before` too: what may lie in a folder while it is written.
    pub(crate) fn with_all_of(&self, before: Option<Manifest>) -> Manifest {
        let mut all = self.clone();
        for before in before.into_iter() {
            let files = before.files;
            all.earlier.push(Earlier { until: 0, files });
            all.earlier.extend(before.earlier);
        }
        all
    }

    /// Each name, of this build and of earlier ones.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let earlier = self.earlier.iter().flat_map(|build| build.files.keys());
        self.files.keys().chain(earlier).map(String::as_str)
    }

    /// Whether a build has a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().any(|it| it == name)
    }

    /// Whether a build has a file of this name with this digest.
    pub(crate) fn knows(&self, name: &str, digest: &str) -> bool {
        let earlier = self.earlier.iter().map(|build| &build.files);
        let mut all = earlier.chain([&self.files]);
        all.any(|files| files.get(name).is_some_and(|it| it == digest))
    }

    /// As it lies in the folder.
    pub(crate) fn to_json(&self) -> String {
        // It holds nothing that JSON cannot say.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The SHA-256 of `content` in hexadecimal digits.
pub(crate) fn digest(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(names: &[&str]) -> Vec<File> {
        let file = |name: &&str| ((*name).to_owned(), name.as_bytes().to_vec());
        names.iter().map(file).collect()
    }

    fn kept(manifest: &Manifest) -> Vec<&str> {
        let names = manifest.earlier.iter().flat_map(|build| build.files.keys());
        names.map(String::as_str).collect()
    }

    #[test]
    fn stamped_files_of_earlier_builds_stay_for_thirty_days() {
        let first = Manifest::new(&build(&["gate.js", "show.aaaaaa.js", "show.js"]), None, 0);
        assert_eq!(kept(&first), [""; 0]);
        let second = Manifest::new(&build(&["gate.js", "show.bbbbbb.js"]), Some(first), 1000);
        assert_eq!(kept(&second), ["show.aaaaaa.js"]);
        let third = Manifest::new(
            &build(&["gate.js", "show.cccccc.js"]),
            Some(second.clone()),
            2000,
        );
        assert_eq!(kept(&third), ["show.bbbbbb.js", "show.aaaaaa.js"]);
        let late = Manifest::new(&build(&["gate.js"]), Some(second), 1000 + KEPT_FOR);
        assert_eq!(kept(&late), ["show.bbbbbb.js"]);
    }

    #[test]
    fn what_is_built_again_is_no_earlier_file() {
        let first = Manifest::new(&build(&["show.aaaaaa.js"]), None, 0);
        let again = Manifest::new(&build(&["show.aaaaaa.js"]), Some(first), 5);
        assert_eq!(kept(&again), [""; 0]);
    }

    #[test]
    fn a_manifest_reads_back_as_it_was_written() {
        let first = Manifest::new(&build(&["show.aaaaaa.js"]), None, 0);
        let second = Manifest::new(&build(&["gate.js"]), Some(first), 5);
        let read: Manifest = serde_json::from_str(&second.to_json()).unwrap();
        assert_eq!(read, second);
    }
}
