//! Writing the folder that a site serves. The old one stays until the new one is whole.

pub(crate) mod manifest;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

use crate::kit::file::File;
use manifest::{Manifest, digest};

/// Writes `files` as the folder `out`, with what pages in the field still ask
/// for of the builds that were there before.
///
/// # Errors
/// One line that says what cannot be written, or is not ours to replace.
pub(crate) fn write(out: &Path, files: &[File]) -> Result<(), String> {
    refuse_foreign(out)?;
    let fresh = beside(out, "portcullis-new");
    let manifest = Manifest::new(files, Manifest::find(out), now());
    let written = fill(&fresh, files)
        .and_then(|()| keep_earlier(out, &fresh, &manifest))
        .and_then(|()| replace(out, &fresh));
    written.map_err(|why| {
        // What is half written is of no use, and the first reason is the one to tell.
        let _ = remove(&fresh);
        format!("cannot write {}: {why}", out.display())
    })
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |it| it.as_secs())
}

/// A folder that holds something else would be lost.
fn refuse_foreign(out: &Path) -> Result<(), String> {
    let mut entries = fs::read_dir(out).into_iter().flatten();
    if entries.next().is_none() || out.join("gate.js").is_file() {
        return Ok(());
    }
    let out = out.display();
    Err(format!(
        "{out} holds other files, name a folder of its own for --out"
    ))
}

fn fill(fresh: &Path, files: &[File]) -> io::Result<()> {
    remove(fresh)?;
    fs::create_dir_all(fresh)?;
    files
        .iter()
        .try_for_each(|(name, content)| fs::write(fresh.join(name), content))
}

/// Copies the files of earlier builds that are still as they were written; the manifest names those alone.
fn keep_earlier(out: &Path, fresh: &Path, manifest: &Manifest) -> io::Result<()> {
    let mut manifest = manifest.clone();
    for build in &mut manifest.earlier {
        build.files.retain(|name, expected| {
            let content = fs::read(out.join(name)).ok();
            let content = content.filter(|it| digest(it) == *expected);
            content.is_some_and(|it| fs::write(fresh.join(name), it).is_ok())
        });
    }
    manifest.earlier.retain(|build| !build.files.is_empty());
    fs::write(fresh.join(manifest::NAME), manifest.to_json())
}

/// Puts `fresh` in the place of `out`, which comes back where that fails.
fn replace(out: &Path, fresh: &Path) -> io::Result<()> {
    let old = beside(out, "portcullis-old");
    if !out.exists() {
        fs::rename(fresh, out)?;
        return remove(&old);
    }
    remove(&old)?;
    if exchange(fresh, out) {
        // What is fresh no longer.
        return remove(fresh);
    }
    fs::rename(out, &old)?;
    fs::rename(fresh, out).or_else(|why| fs::rename(&old, out).and(Err(why)))?;
    remove(&old)
}

/// Whether the system swapped the two in one step, so that a page always finds one of them.
#[cfg(target_os = "linux")]
fn exchange(fresh: &Path, out: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, fresh, CWD, out, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

fn beside(out: &Path, ending: &str) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    out.with_file_name(name)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}
