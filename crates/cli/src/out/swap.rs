//! A new folder beside the old one, put in its place when it is whole.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::disk;
use super::manifest::{self, Manifest, digest};
use super::place::{Place, parent};
use crate::kit::file::File;

/// Names that are tried for a folder that nobody has.
const TRIES: u32 = 100;

/// Writes `files` beside the place and puts them there; whether that can be had at all. Where not,
/// nothing has changed.
///
/// # Errors
/// The new folder cannot be written.
pub(super) fn write(place: &Place, files: &[File], manifest: &Manifest) -> io::Result<bool> {
    clear_leftovers(place);
    let Some(fresh) = fresh(place.folder())? else {
        return Ok(false);
    };
    let swapped = fill(&fresh, files, manifest)
        .and_then(|()| keep_earlier(place.folder(), &fresh, manifest))
        .and_then(|()| swap(place, &fresh));
    // What is there now was in its place before, or was never needed.
    clear(&fresh, manifest, place.before().as_ref());
    match swapped {
        Err(why) if is_refusal_of_place(&why) => Ok(false),
        swapped => swapped,
    }
}

/// A mount point, or another file system: no folder can take its place.
fn is_refusal_of_place(why: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    let kinds = [
        CrossesDevices,
        PermissionDenied,
        ReadOnlyFilesystem,
        ResourceBusy,
    ];
    kinds.contains(&why.kind())
}

/// A new folder beside `folder`, under a name that nobody has; none where nothing may be put there.
fn fresh(folder: &Path) -> io::Result<Option<PathBuf>> {
    disk::create_dir_all(parent(folder))?;
    for number in 0..TRIES {
        let fresh = beside(folder, number);
        match disk::create_dir(&fresh) {
            Ok(()) => return Ok(Some(fresh)),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) if is_refusal_of_place(&why) => return Ok(None),
            Err(why) => return Err(why),
        }
    }
    Ok(None)
}

fn beside(folder: &Path, number: u32) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".portcullis-{}-{number}", std::process::id()));
    folder.with_file_name(name)
}

/// The manifest comes first: what is left of a build that was stopped is known by it.
fn fill(fresh: &Path, files: &[File], manifest: &Manifest) -> io::Result<()> {
    name_all(fresh, manifest)?;
    files
        .iter()
        .try_for_each(|(name, content)| disk::write(&fresh.join(name), content))
}

/// Copies the files of earlier builds that are still as they were written.
fn keep_earlier(old: &Path, fresh: &Path, manifest: &Manifest) -> io::Result<()> {
    let mut manifest = manifest.clone();
    for build in &mut manifest.earlier {
        build.files.retain(|name, expected| {
            let content = fs::read(old.join(name)).ok();
            let content = content.filter(|it| digest(it) == *expected);
            content.is_some_and(|it| disk::write(&fresh.join(name), &it).is_ok())
        });
    }
    manifest.earlier.retain(|build| !build.files.is_empty());
    name_all(fresh, &manifest)
}

/// In one step: a manifest is whole, or not there.
fn name_all(fresh: &Path, manifest: &Manifest) -> io::Result<()> {
    let half = fresh.join(super::place::HALF);
    disk::write(&half, manifest.to_json().as_bytes())?;
    disk::rename(&half, &fresh.join(manifest::NAME))
}

/// Puts `fresh` where the place is, in one step; whether the system can. What was there is where
/// `fresh` was.
fn swap(place: &Place, fresh: &Path) -> io::Result<bool> {
    if place.is_there() {
        return disk::exchange(fresh, place.folder());
    }
    disk::rename(fresh, place.folder()).map(|()| true)
}

/// Removes what we wrote, and the folder if nothing else is in it.
fn clear(folder: &Path, manifest: &Manifest, before: Option<&Manifest>) {
    let known = manifest
        .names()
        .chain(before.into_iter().flat_map(Manifest::names));
    for name in known.chain([manifest::NAME, super::place::HALF]) {
        // It is in the other of the two builds.
        let _ = disk::remove_file(&folder.join(name));
    }
    // Whatever somebody has put there meanwhile stays, and its folder.
    let _ = disk::remove_dir(folder);
}

/// Clears away what builds that were stopped left beside the place: folders under names as only we
/// give them, and of what is in them only what a manifest of ours names.
fn clear_leftovers(place: &Place) {
    let folder = place.folder();
    let start = folder.file_name().unwrap_or_default().to_string_lossy();
    let start = format!("{start}.portcullis-");
    for entry in fs::read_dir(parent(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let numbers = name.strip_prefix(&start).unwrap_or("?");
        if !numbers.bytes().all(|it| it.is_ascii_digit() || it == b'-') {
            continue;
        }
        clear_leftover(&entry.path());
    }
}

/// One that was stopped before its manifest stood holds half of that at most.
fn clear_leftover(folder: &Path) {
    let manifest = Manifest::find(folder);
    let names = || fs::read_dir(folder).into_iter().flatten().flatten();
    if manifest.is_some() || names().all(|it| it.file_name() == super::place::HALF) {
        clear(folder, &manifest.unwrap_or_default(), None);
    }
}
