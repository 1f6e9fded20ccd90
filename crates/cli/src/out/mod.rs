//! Writing the folder that a site serves: it looks before it writes, and what is not ours stays.

pub(crate) mod manifest;
mod place;
mod swap;

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

use crate::kit::file::{File, is_stamped};
use manifest::Manifest;
use place::Place;

/// Writes `files` as the folder `out`, with what pages in the field still ask
/// for of the builds that were there before.
///
/// # Errors
/// One line that says what cannot be written, or is not ours to replace.
pub(crate) fn write(out: &Path, files: &[File]) -> Result<(), String> {
    let wrong = |why| format!("cannot write {}: {why}", out.display());
    let place = Place::look(out)?;
    // Some file systems have no locks; the build then goes on without.
    let _lock = place.lock().ok();
    // Another build may have been there while this one waited.
    let place = Place::look(out)?;
    let manifest = Manifest::new(files, place.before(), now());
    if place.is_held() || !swap::write(&place, files, &manifest).map_err(wrong)? {
        in_place(&place, files, manifest).map_err(wrong)?;
    }
    Ok(())
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |it| it.as_secs())
}

/// Writes into the folder itself, file by file. Wherever it is stopped, each page finds a gate with
/// what that asks for, and the next build knows every file that is there.
fn in_place(place: &Place, files: &[File], manifest: Manifest) -> io::Result<()> {
    fs::create_dir_all(place.folder())?;
    let meanwhile = manifest.with_all_of(place.before());
    let put = |name: &str, content: &[u8]| put(place.folder(), name, content);
    put(manifest::NAME, meanwhile.to_json().as_bytes())?;
    let mut ordered: Vec<&File> = files.iter().collect();
    ordered.sort_by_key(|(name, _)| rank(name));
    for (name, content) in ordered {
        put(name, content)?;
    }
    for name in meanwhile.names().filter(|it| !manifest.has(it)) {
        // It may be gone already.
        let _ = fs::remove_file(place.folder().join(name));
    }
    put(manifest::NAME, manifest.to_json().as_bytes())
}

/// What nobody asks for yet comes first, what asks for others last.
fn rank(name: &str) -> u8 {
    match name {
        _ if name.starts_with("embed") => 3,
        "gate.js" => 2,
        _ if is_stamped(name) => 0,
        _ => 1,
    }
}

/// In one step: whoever asks meanwhile gets the old content or the new one.
fn put(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let half = folder.join(place::HALF);
    fs::write(&half, content)?;
    fs::rename(half, folder.join(name))
}
