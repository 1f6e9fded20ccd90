//! What is where a folder is to be written, looked at before anything is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::manifest::{self, Manifest, digest};
use crate::kit::file::is_stamped;

/// A file that is being written, in a folder of ours.
pub(super) const HALF: &str = ".portcullis-half";
/// Files that we wrote before there was a manifest; `*` is a language.
const BEFORE: [&str; 17] = [
    "embed-inline.html",
    "embed.html",
    "first.*.html",
    "first.*.js",
    "gate.js",
    "guards.js",
    "headers.txt",
    "portcullis-compile.js",
    "portcullis-compile_bg.wasm",
    "portcullis-ui.js",
    "portcullis-ui_bg.wasm",
    "portcullis.css",
    "portcullis.d.ts",
    "second.*.js",
    "show.js",
    "texts.*.json",
    "watch.js",
];
/// In every gate of ours.
const OURS: &str = "portcullis:ready";

/// A folder that is ours, or empty, or not there yet.
pub(super) struct Place {
    /// Where links lead.
    folder: PathBuf,
    is_there: bool,
    before: Option<Manifest>,
}

impl Place {
    /// Looks at `out`, and follows a link to a folder.
    ///
    /// # Errors
    /// One line that says what is there and is not ours.
    pub(super) fn look(out: &Path) -> Result<Place, String> {
        let shown = out.display();
        let facts = match fs::symlink_metadata(out) {
            Ok(facts) => facts,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Place::new(out)),
            Err(why) => return Err(format!("cannot write {shown}: {why}")),
        };
        if facts.is_symlink() && fs::metadata(out).is_err() {
            return Err(format!(
                "{shown} is a link that leads nowhere, remove it or name another folder for --out"
            ));
        }
        if !out.is_dir() {
            return Err(format!("{shown} is no folder, name one for --out"));
        }
        let folder = fs::canonicalize(out);
        let folder = folder.map_err(|why| format!("cannot write {shown}: {why}"))?;
        let before = ours(out, &folder)?;
        Ok(Place {
            folder,
            is_there: true,
            before,
        })
    }

    fn new(out: &Path) -> Place {
        Place {
            folder: out.to_path_buf(),
            is_there: false,
            before: None,
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn is_there(&self) -> bool {
        self.is_there
    }

    /// What is known of the builds that are there.
    pub(super) fn before(&self) -> Option<Manifest> {
        self.before.clone()
    }

    /// Whether somebody stands in the folder, so that another must not take its place.
    pub(super) fn is_held(&self) -> bool {
        let here = std::env::current_dir().and_then(fs::canonicalize);
        self.is_there && here.is_ok_and(|here| here.starts_with(&self.folder))
    }

    /// Waits until no other build writes beside this one; it is let go when it is dropped.
    #[cfg(target_os = "linux")]
    pub(super) fn lock(&self) -> io::Result<fs::File> {
        use rustix::fs::{FlockOperation, flock};
        let parent = parent(&self.folder);
        fs::create_dir_all(parent)?;
        let parent = fs::File::open(parent)?;
        flock(&parent, FlockOperation::LockExclusive)?;
        Ok(parent)
    }

    /// Elsewhere two builds at once are the owner's to avoid.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn lock(&self) -> io::Result<()> {
        fs::create_dir_all(parent(&self.folder))
    }
}

/// The folder that `path` is in.
pub(super) fn parent(path: &Path) -> &Path {
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// What is known of the builds in `folder`; none where that is empty.
///
/// # Errors
/// One line that names the first file that is not ours.
fn ours(out: &Path, folder: &Path) -> Result<Option<Manifest>, String> {
    let shown = out.display();
    let files = read(folder).map_err(|why| format!("cannot read {shown}: {why}"))?;
    if files.is_empty() {
        return Ok(None);
    }
    let Some(manifest) = Manifest::find(folder) else {
        return adopted(out, &files).map(Some);
    };
    for (name, digest) in &files {
        let place = out.join(name);
        let place = place.display();
        if !manifest.has(name) {
            return Err(format!(
                "{place} is not of portcullis, move it away or name another folder for --out"
            ));
        }
        if !digest.as_ref().is_some_and(|it| manifest.knows(name, it)) {
            return Err(format!(
                "{place} is not as portcullis wrote it, move it away or name another folder for --out"
            ));
        }
    }
    Ok(Some(manifest))
}

/// Names with the digests of their contents; none for what is no file.
type Found = BTreeMap<String, Option<String>>;

fn read(folder: &Path) -> io::Result<Found> {
    let mut found = Found::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == manifest::NAME || name == HALF {
            continue;
        }
        let is_file = entry.file_type()?.is_file();
        let content = is_file.then(|| fs::read(entry.path())).transpose()?;
        found.insert(name, content.map(|it| digest(&it)));
    }
    Ok(found)
}

/// A folder that we wrote before there was a manifest: every file has a name of ours, and the gate is one.
fn adopted(out: &Path, files: &Found) -> Result<Manifest, String> {
    let gate = fs::read_to_string(out.join("gate.js")).unwrap_or_default();
    let foreign = files
        .iter()
        .find(|(name, digest)| digest.is_none() || !is_name_of_ours(name));
    let foreign = foreign.map(|(name, _)| name.as_str());
    let foreign = foreign.or(Some("gate.js").filter(|_| !gate.contains(OURS)));
    let Some(name) = foreign else {
        let known = files
            .iter()
            .filter_map(|(name, it)| Some((name.clone(), it.clone()?)));
        return Ok(Manifest::adopted(known.collect()));
    };
    let own = out.join("portcullis");
    let (shown, own) = (out.display(), own.display());
    Err(format!(
        "{shown} holds other files ({name}), name a folder of its own, as in --out {own}"
    ))
}

fn is_name_of_ours(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let is_mark = |at: usize| at + 2 == parts.len() && is_stamped(name);
    let parts: Vec<&str> = parts
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_mark(*at))
        .map(|(_, it)| *it)
        .collect();
    BEFORE.iter().any(|known| {
        let known: Vec<&str> = known.split('.').collect();
        let fits = |(known, part): (&&str, &&str)| known == part || *known == "*";
        known.len() == parts.len() && known.iter().zip(&parts).all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ours_are_known_with_their_mark_and_without() {
        for name in [
            "gate.js",
            "guards.1a2b3c.js",
            "first.en.html",
            "first.zh-hant.1a2b3c.js",
            "portcullis-ui_bg.1a2b3c.wasm",
        ] {
            assert!(is_name_of_ours(name), "{name}");
        }
        for name in [
            "index.html",
            "gate.min.js",
            "first.js",
            "gate.js.map",
            "show",
        ] {
            assert!(!is_name_of_ours(name), "{name}");
        }
    }
}
