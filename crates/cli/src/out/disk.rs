//! Each step that changes something on disk. A test stops after any of them, as a kill would.

use std::path::Path;
use std::{fs, io};

pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    if let Err(why) = stop::step() {
        // Only a part has come.
        let _ = stop::is_now().then(|| fs::write(path, &content[..content.len() / 2]));
        return Err(why);
    }
    fs::write(path, content)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    stop::step()?;
    fs::rename(from, to)
}

pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    stop::step()?;
    fs::create_dir(path)
}

pub(super) fn create_dir_all(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    stop::step()?;
    fs::create_dir_all(path)
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    stop::step()?;
    fs::remove_file(path)
}

pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    stop::step()?;
    fs::remove_dir(path)
}

/// Whether the system swapped two folders in one step, so that a page always finds one of them.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    #[cfg(test)]
    stop::step()?;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS) => Ok(false),
        Err(why) => Err(why.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Stopping: nothing is changed any more, whoever tries.
#[cfg(test)]
pub(super) mod stop {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static LEFT: Cell<Option<i64>> = const { Cell::new(None) };
    }

    /// Lets `steps` happen and no more.
    pub(in crate::out) fn after(steps: i64) {
        LEFT.set(Some(steps));
    }

    /// Lets everything happen again; whether something was stopped.
    pub(in crate::out) fn never() -> bool {
        LEFT.take().is_some_and(|left| left < 0)
    }

    /// Whether the step that was refused last is the first one that was.
    pub(super) fn is_now() -> bool {
        LEFT.get() == Some(-1)
    }

    pub(super) fn step() -> io::Result<()> {
        let Some(left) = LEFT.get() else {
            return Ok(());
        };
        LEFT.set(Some(left - 1));
        if left > 0 {
            Ok(())
        } else {
            Err(io::Error::other("stopped"))
        }
    }
}
