//! Writing the folder that a site serves: it looks before it writes, and what is not ours stays.

mod disk;
pub(crate) mod manifest;
mod place;
mod swap;

use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

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
    disk::create_dir_all(place.folder())?;
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
        let _ = disk::remove_file(&place.folder().join(name));
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
    disk::write(&half, content)?;
    disk::rename(&half, &folder.join(name))
}

/// A build that is stopped after any of its steps: pages find the old files or the new ones, each gate
/// with what it asks for, and the next build goes on as if nothing had been.
#[cfg(test)]
mod tests {
    use super::disk::stop;
    use super::manifest::{Manifest, NAME};
    use super::place::Place;
    use super::{in_place, now, swap, write};
    use crate::kit::file::File;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn start(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("portcullis-stopped-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// A build whose gate asks for a file with its mark.
    fn build(mark: &str) -> Vec<File> {
        let names = ["embed.html", "gate.js", "show.js", "portcullis.css"];
        let mut files: Vec<File> = names
            .iter()
            .map(|name| ((*name).to_owned(), format!("{name} of {mark}").into_bytes()))
            .collect();
        files.push((format!("show.{mark}.js"), mark.as_bytes().to_vec()));
        files.push((format!("first.en.{mark}.js"), mark.as_bytes().to_vec()));
        files
    }

    fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let file = |it: fs::DirEntry| {
            (
                it.file_name().into_string().unwrap(),
                fs::read(it.path()).unwrap(),
            )
        };
        entries.map(file).collect()
    }

    /// The gate is that of one build, whole, and what it asks for is there.
    fn is_of_one_build(found: &BTreeMap<String, Vec<u8>>, marks: &[&str]) -> bool {
        marks.iter().any(|mark| {
            let asked = [format!("show.{mark}.js"), format!("first.en.{mark}.js")];
            let is_there = |name: &String| found.get(name).is_some_and(|it| it == mark.as_bytes());
            found
                .get("gate.js")
                .is_some_and(|it| *it == format!("gate.js of {mark}").into_bytes())
                && asked.iter().all(is_there)
        })
    }

    fn names(files: &[File]) -> Vec<&str> {
        let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        names.push(NAME);
        names.sort_unstable();
        names
    }

    /// Writes `old`, then `new` with a stop after each number of steps; returns how many there were.
    fn stopped_everywhere(name: &str, write_new: fn(&Path, &[File])) -> usize {
        let (old, new) = (build("aaaaaa"), build("bbbbbb"));
        for steps in 0.. {
            let folder = start(name);
            let out = folder.join("site");
            write(&out, &old).unwrap();
            stop::after(i64::try_from(steps).unwrap());
            write_new(&out, &new);
            let was_stopped = stop::never();
            let found = read(&out);
            assert!(
                is_of_one_build(&found, &["aaaaaa", "bbbbbb"]),
                "{steps}: {found:?}"
            );
            write(&out, &new).unwrap();
            let found = read(&out);
            assert!(is_of_one_build(&found, &["bbbbbb"]), "{steps}: {found:?}");
            for name in names(&new) {
                assert!(found.contains_key(name), "{steps}: {name}");
            }
            assert_eq!(
                fs::read_dir(&folder).unwrap().count(),
                1,
                "{steps}: something is left"
            );
            fs::remove_dir_all(&folder).unwrap();
            if !was_stopped {
                return steps;
            }
        }
        unreachable!()
    }

    #[test]
    fn a_build_that_is_stopped_after_any_step_leaves_one_whole() {
        let steps = stopped_everywhere("swapped", |out, files| drop(write(out, files)));
        assert!(steps > 15, "{steps}");
    }

    fn directly(out: &Path, files: &[File]) {
        let place = Place::look(out).unwrap();
        let manifest = Manifest::new(files, place.before(), now());
        let _ = in_place(&place, files, manifest);
    }

    #[test]
    fn a_build_in_place_that_is_stopped_after_any_step_leaves_one_whole() {
        let steps = stopped_everywhere("in-place", directly);
        assert!(steps > 15, "{steps}");
    }

    #[test]
    fn a_first_build_that_is_stopped_after_any_step_leaves_nothing_or_all() {
        let new = build("bbbbbb");
        for steps in 0.. {
            let folder = start("first");
            let out = folder.join("site");
            stop::after(steps);
            let place = Place::look(&out).unwrap();
            let _ = swap::write(&place, &new, &Manifest::new(&new, None, now()));
            let was_stopped = stop::never();
            assert!(
                !out.exists() || is_of_one_build(&read(&out), &["bbbbbb"]),
                "{steps}"
            );
            write(&out, &new).unwrap();
            assert_eq!(
                fs::read_dir(&folder).unwrap().count(),
                1,
                "{steps}: something is left"
            );
            fs::remove_dir_all(&folder).unwrap();
            if !was_stopped {
                return;
            }
        }
    }
}
