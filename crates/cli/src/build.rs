//! `portcullis build`: a policy goes in, a folder to serve comes out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use crate::folder::{File, closed, files};
use crate::report::load;
use crate::{BuildArgs, FAILED, generic};

/// The built interface: what `--ui` must hold.
const UI: [&str; 2] = ["portcullis-ui.js", "portcullis-ui_bg.wasm"];

/// Compiles a policy into a folder that a site serves.
pub(crate) fn run(args: &BuildArgs) -> ExitCode {
    let files = match &args.file {
        None if args.generic => generic::files(UI),
        None => closed(),
        Some(file) => match load(file) {
            Ok(policy) => files(&policy, UI),
            Err(status) => return status,
        },
    };
    let built = if args.generic {
        &[UI, generic::COMPILER].concat()
    } else {
        &UI[..]
    };
    match files.and_then(|files| write(&args.out, &files, args.ui.as_deref(), built)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(FAILED)
        }
    }
}

/// Writes `files`, and the built interface from `ui`, as the folder `out`.
/// The old folder stays until the new one is whole.
fn write(out: &Path, files: &[File], ui: Option<&Path>, built: &[&str]) -> Result<(), String> {
    refuse_foreign(out)?;
    let fresh = beside(out, "portcullis-new");
    fill(&fresh, files, ui, built)
        .and_then(|()| replace(out, &fresh))
        .map_err(|why| format!("cannot write {}: {why}", out.display()))
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

fn fill(fresh: &Path, files: &[File], ui: Option<&Path>, built: &[&str]) -> io::Result<()> {
    remove(fresh)?;
    fs::create_dir_all(fresh)?;
    for (name, content) in files {
        fs::write(fresh.join(name), content)?;
    }
    let Some(ui) = ui else { return Ok(()) };
    for name in built {
        fs::copy(ui.join(name), fresh.join(name))?;
    }
    Ok(())
}

fn replace(out: &Path, fresh: &Path) -> io::Result<()> {
    let old = beside(out, "portcullis-old");
    remove(&old)?;
    if out.exists() {
        fs::rename(out, &old)?;
    }
    fs::rename(fresh, out)?;
    remove(&old)
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
