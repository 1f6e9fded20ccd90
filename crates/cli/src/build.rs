//! `portcullis build`: a policy goes in, a folder to serve comes out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use portcullis_core::Policy;

use crate::folder::{File, closed, files};
use crate::interface::Interface;
use crate::report::load;
use crate::{BuildArgs, FAILED, generic, sizes};

/// Compiles a policy into a folder that a site serves.
pub(crate) fn run(args: &BuildArgs) -> ExitCode {
    let files = match &args.file {
        None if args.generic => any_policy(args),
        None => closed(),
        Some(file) => match load(file) {
            Ok(policy) => open(&policy, args),
            Err(status) => return status,
        },
    };
    match files.and_then(|files| finish(args, &files)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(FAILED)
        }
    }
}

fn open(policy: &Policy, args: &BuildArgs) -> Result<Vec<File>, String> {
    files(policy, interface(args)?)
}

fn any_policy(args: &BuildArgs) -> Result<Vec<File>, String> {
    generic::files(interface(args)?, args.ui.as_deref())
}

fn interface(args: &BuildArgs) -> Result<Option<Interface>, String> {
    let found = Interface::find(args.ui.as_deref())?;
    if found.is_none() && !args.quiet {
        eprintln!(
            "warning: this portcullis was built without the interface, add it with --ui DIR or use a release"
        );
    }
    Ok(found)
}

fn finish(args: &BuildArgs, files: &[File]) -> Result<(), String> {
    write(&args.out, files)?;
    if args.quiet {
        return Ok(());
    }
    if args.generic {
        return sizes::list(files).map(drop);
    }
    sizes::print(files)
}

/// Writes `files` as the folder `out`. The old folder stays until the new one is whole.
fn write(out: &Path, files: &[File]) -> Result<(), String> {
    refuse_foreign(out)?;
    let fresh = beside(out, "portcullis-new");
    let written = fill(&fresh, files).and_then(|()| replace(out, &fresh));
    written.map_err(|why| {
        // What is half written is of no use, and the first reason is the one to tell.
        let _ = remove(&fresh);
        format!("cannot write {}: {why}", out.display())
    })
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
