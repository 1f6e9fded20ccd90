//! What this machine has, and its package manager.

use crate::process::{command, run, succeeds};
use std::path::{Path, PathBuf};

/// The folders on PATH.
pub(crate) fn path_folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).collect()
}

/// The first of `names` that PATH holds.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    find_in(&path_folders(), names)
}

fn find_in(folders: &[PathBuf], names: &[&str]) -> Option<PathBuf> {
    let mut pairs = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| (folder, name)));
    pairs.find_map(|(folder, name)| program_in(folder, name))
}

/// What the program `name` is called on this machine.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// The program `name` in `folder`, if it is there.
pub(crate) fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(executable(name));
    path.is_file().then_some(path)
}

/// A package manager, and what it must be told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Manager {
    pub(crate) program: &'static str,
    refresh: &'static [&'static str],
    install: &'static [&'static str],
    needs_root: bool,
}

/// The package managers we can speak to.
pub(crate) const MANAGERS: [Manager; 4] = [
    Manager {
        program: "apt-get",
        refresh: &["-q", "update"],
        install: &["-q", "install", "-y", "--no-install-recommends"],
        needs_root: true,
    },
    Manager {
        program: "dnf",
        refresh: &[],
        install: &["install", "-y"],
        needs_root: true,
    },
    Manager {
        program: "pacman",
        refresh: &[],
        install: &["-Sy", "--noconfirm", "--needed"],
        needs_root: true,
    },
    Manager {
        program: "brew",
        refresh: &[],
        install: &["install"],
        needs_root: false,
    },
];

impl Manager {
    /// The manager of this machine, if we may use it without a password.
    pub(crate) fn usable() -> Option<&'static Manager> {
        let manager = MANAGERS.iter().find(|it| find(&[it.program]).is_some())?;
        (!manager.needs_root || is_root() || may_sudo()).then_some(manager)
    }

    /// Installs `packages`; whether it worked.
    pub(crate) fn install(&self, packages: &[&str]) -> bool {
        let sudo = self.needs_root && !is_root();
        let call = |args: &[&str]| run(&mut as_root(sudo, self.program, args)).is_ok();
        if !self.refresh.is_empty() && !call(self.refresh) {
            return false;
        }
        let mut words = self.install.to_vec();
        words.extend_from_slice(packages);
        call(&words)
    }
}

fn as_root(sudo: bool, program: &str, args: &[&str]) -> std::process::Command {
    let mut words = vec!["-n", "DEBIAN_FRONTEND=noninteractive", program];
    words.extend_from_slice(args);
    if sudo {
        return command("sudo", &words);
    }
    let mut command = command(program, args);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    crate::process::printed(&mut command("id", &["-u"])).as_deref() == Some("0")
}

fn may_sudo() -> bool {
    succeeds("sudo", &["-n", "true"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_name_wins_over_an_earlier_folder() {
        let folders = [tempdir("first"), tempdir("second")];
        std::fs::write(folders[0].join(executable("chrome")), "").unwrap();
        std::fs::write(folders[1].join(executable("chromium")), "").unwrap();
        let found = find_in(&folders, &["chromium", "chrome"]);
        assert_eq!(found, Some(folders[1].join(executable("chromium"))));
        assert_eq!(find_in(&folders, &["firefox"]), None);
    }

    #[test]
    fn root_needs_no_sudo() {
        let command = as_root(false, "apt-get", &["update"]);
        assert_eq!(command.get_program(), "apt-get");
    }

    #[test]
    fn sudo_never_asks_for_a_password() {
        let command = as_root(true, "apt-get", &["update"]);
        let words: Vec<_> = command.get_args().collect();
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(
            words,
            ["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update"]
        );
    }

    fn tempdir(name: &str) -> PathBuf {
        let unique = format!("xtask-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(unique);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }
}
