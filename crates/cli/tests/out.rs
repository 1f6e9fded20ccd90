//! `portcullis build --out` looks before it writes: what is not ours is as it was, whatever it is.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use site::{POLICY, SERVICE, folder, names, run, said};

/// Everything below a folder: each path with its kind, and its content or where it leads.
type Whole = BTreeMap<String, (&'static str, Vec<u8>)>;

fn whole(folder: &Path) -> Whole {
    let mut found = Whole::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            let target = target.to_string_lossy().into_owned().into_bytes();
            found.insert(name, ("link", target));
        } else if kind.is_dir() {
            let inner = whole(&path).into_iter();
            found.extend(inner.map(|(below, it)| (format!("{name}/{below}"), it)));
            found.insert(name, ("folder", Vec::new()));
        } else if kind.is_file() {
            found.insert(name, ("file", fs::read(&path).unwrap()));
        } else {
            found.insert(name, ("other", Vec::new()));
        }
    }
    found
}

fn start(name: &str) -> std::path::PathBuf {
    let folder = folder(&format!("out-{name}"));
    fs::write(folder.join("policy.toml"), format!("{POLICY}{SERVICE}")).unwrap();
    folder
}

fn build(folder: &Path, out: &str) -> Output {
    run(folder, &["build", "policy.toml", "--quiet", "--out", out])
}

/// The build is refused with this line, and nothing has changed.
#[track_caller]
fn check_refused(folder: &Path, out: &str, expected: &str) {
    let before = whole(folder);
    let ended = build(folder, out);
    assert_eq!(said(&ended), format!("error: {expected}\n"));
    assert_eq!(ended.status.code(), Some(1));
    assert!(whole(folder) == before, "something has changed");
}

/// The build writes, and everything else is as it was.
#[track_caller]
fn check_written(folder: &Path, out: &str, place: &str) {
    let mut before = whole(folder);
    let ended = build(folder, out);
    assert!(ended.status.success(), "{}", said(&ended));
    let mut after = whole(folder);
    assert!(after.contains_key(&format!("{place}gate.js")));
    let is_written = |name: &String| name.starts_with(place) && !name[place.len()..].contains('/');
    for all in [&mut before, &mut after] {
        all.retain(|name, _| !is_written(name) && name != place.trim_end_matches('/'));
    }
    assert!(before == after, "something else has changed");
}

#[test]
fn a_folder_with_somebodys_files_is_refused_with_the_line_to_type() {
    let folder = start("foreign");
    fs::create_dir_all(folder.join("public/images")).unwrap();
    fs::write(folder.join("public/index.html"), "mine").unwrap();
    check_refused(
        &folder,
        "public",
        "public holds other files (images), name a folder of its own, as in --out public/portcullis",
    );
    check_written(&folder, "public/portcullis", "public/portcullis/");
}

#[test]
fn a_folder_with_somebodys_own_gate_is_refused() {
    let folder = start("foreign-gate");
    fs::create_dir(folder.join("site")).unwrap();
    fs::write(folder.join("site/gate.js"), "openTheGate();").unwrap();
    check_refused(
        &folder,
        "site",
        "site holds other files (gate.js), name a folder of its own, as in --out site/portcullis",
    );
}

#[test]
fn a_folder_of_before_the_manifest_is_adopted() {
    let folder = start("adopted");
    build(&folder, "site");
    fs::remove_file(folder.join("site/portcullis.json")).unwrap();
    check_written(&folder, "site", "site/");
    // But not with a file among ours that is not.
    fs::remove_file(folder.join("site/portcullis.json")).unwrap();
    fs::write(folder.join("site/notes.txt"), "mine").unwrap();
    check_refused(
        &folder,
        "site",
        "site holds other files (notes.txt), name a folder of its own, as in --out site/portcullis",
    );
}

#[test]
fn a_file_in_our_folder_that_is_not_ours_or_was_changed_is_named() {
    let folder = start("changed");
    build(&folder, "site");
    fs::write(folder.join("site/notes.txt"), "mine").unwrap();
    check_refused(
        &folder,
        "site",
        "site/notes.txt is not of portcullis, move it away or name another folder for --out",
    );
    fs::remove_file(folder.join("site/notes.txt")).unwrap();
    fs::write(folder.join("site/show.js"), "patched by hand").unwrap();
    check_refused(
        &folder,
        "site",
        "site/show.js is not as portcullis wrote it, move it away or name another folder for --out",
    );
    fs::remove_file(folder.join("site/show.js")).unwrap();
    fs::create_dir(folder.join("site/show.js")).unwrap();
    check_refused(
        &folder,
        "site",
        "site/show.js is not as portcullis wrote it, move it away or name another folder for --out",
    );
    fs::remove_dir(folder.join("site/show.js")).unwrap();
    check_written(&folder, "site", "site/");
}

#[test]
fn a_file_or_the_policy_itself_is_no_folder() {
    let folder = start("file");
    fs::write(folder.join("site"), "mine").unwrap();
    check_refused(&folder, "site", "site is no folder, name one for --out");
    check_refused(
        &folder,
        "policy.toml",
        "policy.toml is no folder, name one for --out",
    );
}

#[test]
fn a_neighbour_that_is_called_like_our_temporary_folder_stays() {
    let folder = start("neighbour");
    build(&folder, "site");
    for name in [
        "site.portcullis-new",
        "site.portcullis-old",
        "site.portcullis-12-0",
        "site.portcullis-12-0-old",
    ] {
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("gate.js"), "mine").unwrap();
    }
    check_written(&folder, "site", "site/");
}

#[test]
fn the_folder_that_one_stands_in_is_written_in_place() {
    let folder = start("here");
    fs::create_dir(folder.join("site")).unwrap();
    let here = folder.join("site");
    let words = ["build", "../policy.toml", "--quiet", "--out", "."];
    assert!(run(&here, &words).status.success());
    let first = names(&folder);
    assert!(run(&here, &words).status.success());
    assert_eq!(names(&folder), first);
    check_written(&folder, "site", "site/");
    assert_eq!(names(&folder), first);
    check_refused(
        &folder,
        ".",
        ". holds other files (policy.toml), name a folder of its own, as in --out ./portcullis",
    );
}

#[test]
fn two_builds_at_once_leave_a_whole_folder() {
    let folder = start("twice");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(build(&folder, "site").status.success()));
        }
    });
    let written = whole(&folder);
    check_written(&folder, "site", "site/");
    assert!(whole(&folder) == written, "the next build differs");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    #[test]
    fn a_link_to_a_folder_that_is_empty_or_ours_is_followed_and_kept() {
        let folder = start("link");
        fs::create_dir(folder.join("real")).unwrap();
        symlink("real", folder.join("site")).unwrap();
        check_written(&folder, "site", "real/");
        check_written(&folder, "site", "real/");
    }

    #[test]
    fn every_other_link_is_refused() {
        let folder = start("other-links");
        symlink("nowhere", folder.join("dangling")).unwrap();
        check_refused(
            &folder,
            "dangling",
            "dangling is a link that leads nowhere, remove it or name another folder for --out",
        );
        symlink("policy.toml", folder.join("file")).unwrap();
        check_refused(&folder, "file", "file is no folder, name one for --out");
        fs::create_dir(folder.join("mine")).unwrap();
        fs::write(folder.join("mine/index.html"), "mine").unwrap();
        symlink("mine", folder.join("foreign")).unwrap();
        check_refused(
            &folder,
            "foreign",
            "foreign holds other files (index.html), name a folder of its own, as in --out foreign/portcullis",
        );
    }

    #[test]
    fn a_link_among_our_files_is_not_ours() {
        let folder = start("inner-link");
        build(&folder, "site");
        fs::write(folder.join("elsewhere.js"), "mine").unwrap();
        fs::remove_file(folder.join("site/show.js")).unwrap();
        symlink("../elsewhere.js", folder.join("site/show.js")).unwrap();
        check_refused(
            &folder,
            "site",
            "site/show.js is not as portcullis wrote it, move it away or name another folder for --out",
        );
    }

    #[test]
    fn a_pipe_or_a_device_is_no_folder() {
        let folder = start("pipe");
        let made = Command::new("mkfifo").arg(folder.join("pipe")).status();
        assert!(made.unwrap().success());
        check_refused(&folder, "pipe", "pipe is no folder, name one for --out");
        let ended = build(&folder, "/dev/null");
        let line = "error: /dev/null is no folder, name one for --out\n";
        assert_eq!(said(&ended), line);
    }

    #[test]
    fn a_build_in_place_that_is_killed_is_known_by_the_next() {
        let folder = start("killed-here");
        let here = folder.join("site");
        fs::create_dir(&here).unwrap();
        let words = ["build", "../policy.toml", "--quiet", "--out", "."];
        for step in 0..40 {
            let service = if step % 2 == 0 { SERVICE } else { "" };
            fs::write(folder.join("policy.toml"), format!("{POLICY}{service}")).unwrap();
            let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
            let mut running = tool.current_dir(&here).args(words).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_micros(4000 + step * 700));
            // It may be done already.
            let _ = running.kill();
            running.wait().unwrap();
            if let Ok(gate) = fs::read_to_string(here.join("gate.js")) {
                let show = gate.split("show.").nth(1).unwrap();
                let show = format!("show.{}", &show[..9]);
                assert!(here.join(&show).is_file(), "step {step}: no {show}");
            }
        }
        let ended = run(&here, &words);
        assert!(ended.status.success(), "{}", said(&ended));
    }

    /// The tool as somebody without rights: nothing is closed to root.
    fn build_without_rights(folder: &Path, out: &str) -> Output {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        tool.current_dir(folder);
        tool.args(["build", "policy.toml", "--quiet", "--out", out]);
        // Whoever runs the tests has just made this.
        if fs::metadata(folder).unwrap().uid() == 0 {
            tool.uid(65534).gid(65534);
        }
        tool.output().unwrap()
    }

    fn allow(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_refused() {
        let folder = start("unreadable");
        allow(&folder, 0o777);
        fs::create_dir(folder.join("site")).unwrap();
        fs::write(folder.join("site/gate.js"), "mine").unwrap();
        let before = whole(&folder);
        allow(&folder.join("site"), 0o000);
        let ended = build_without_rights(&folder, "site");
        allow(&folder.join("site"), 0o755);
        assert_eq!(
            said(&ended),
            "error: cannot read site: Permission denied (os error 13)\n"
        );
        assert!(whole(&folder) == before, "something has changed");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_refused() {
        let folder = start("unwritable");
        fs::create_dir(folder.join("site")).unwrap();
        let before = whole(&folder);
        let ended = build_without_rights(&folder, "site");
        assert_eq!(
            said(&ended),
            "error: cannot write site: Permission denied (os error 13)\n"
        );
        assert!(whole(&folder) == before, "something has changed");
    }

    /// In a mount namespace of its own, where one can be had.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_mount_point_is_written_in_place() {
        let folder = start("mounted");
        build(&folder, "expected");
        fs::create_dir(folder.join("site")).unwrap();
        let script = "mount -t tmpfs none site && for time in one two; do \
            \"$0\" build policy.toml --quiet --out site || exit 1; done; cp -r site copy";
        let mut mounted = Command::new("unshare");
        mounted.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
        mounted.arg(env!("CARGO_BIN_EXE_portcullis"));
        let ended = mounted.current_dir(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        if said.starts_with("unshare:") {
            eprintln!("not tried: {said}");
            return;
        }
        assert!(ended.status.success(), "{said}");
        let expected = whole(&folder.join("expected"));
        assert!(whole(&folder.join("copy")) == expected, "another folder");
        let beside = whole(&folder).into_keys().filter(|it| !it.contains('/'));
        let beside: Vec<String> = beside.collect();
        assert_eq!(beside, ["copy", "expected", "policy.toml", "site"]);
        assert!(whole(&folder.join("site")).is_empty(), "below the mount");
    }
}
