//! The release archive: the tool with the interface in it, and what goes along.

use crate::process::{Outcome, cargo, host, root, run};
use crate::{notices, system, tool, tools};
use flate2::{Compression, GzBuilder};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tar::{Builder, EntryType, Header};

/// Beside the tool: what explains it, and whose it is.
const FILES: [&str; 5] = [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "policy.schema.json",
];
/// Folders that go along whole, or by the ending of their files' names.
const FOLDERS: [(&str, &str); 2] = [("docs", ""), ("examples", ".toml")];
/// Whose else it is.
const NOTICES: &str = "THIRD-PARTY.txt";
/// Runs on any Linux: nothing is linked to what the machine has.
const STATIC: &str = "x86_64-unknown-linux-musl";

/// Makes `target/dist/portcullis-VERSION-TARGET.tar.gz`.
///
/// # Errors
/// The tool does not build, or the archive cannot be written.
pub(crate) fn run_alone() -> Outcome {
    let archive = make(&tool::build()?.interface)?;
    println!("{}", archive.display());
    Ok(())
}

/// Builds the tool as it is shipped, with the built `interface` in it, and packs the archive;
/// returns where it lies.
///
/// # Errors
/// The tool does not build, or the archive cannot be written.
pub(crate) fn make(interface: &Path) -> Result<PathBuf, String> {
    let target = target()?;
    around(&build(&target, interface)?, &target)
}

/// Packs the archive around a tool that is built for `target`; returns where it lies.
///
/// # Errors
/// The archive cannot be written.
pub(crate) fn around(tool: &Path, target: &str) -> Result<PathBuf, String> {
    let name = format!("portcullis-{}-{target}", env!("CARGO_PKG_VERSION"));
    let folder = root().join("target/dist");
    let archive = folder.join(format!("{name}.tar.gz"));
    let notices = notices::text(target)?;
    let packed = fs::create_dir_all(&folder).and_then(|()| pack(&archive, &name, tool, &notices));
    packed.map_err(|why| format!("cannot write {}: {why}", archive.display()))?;
    Ok(archive)
}

/// The static one where it can be had, else this machine's own.
fn target() -> Result<String, String> {
    let host = host()?;
    let has_musl = host.starts_with("x86_64-unknown-linux") && tools::add_target(STATIC).is_ok();
    Ok(if has_musl { STATIC.to_owned() } else { host })
}

/// Folders of this machine stay out of the tool: it is the same wherever it is built.
fn build(target: &str, interface: &Path) -> Result<PathBuf, String> {
    let mut words = cargo(&[
        "build",
        "--release",
        "--locked",
        "--package=portcullis-cli",
        "--no-default-features",
        "--target",
    ]);
    words
        .arg(target)
        .env("PORTCULLIS_UI", interface)
        .env("CARGO_ENCODED_RUSTFLAGS", anonymous().join("\x1f"));
    run(&mut words)?;
    let name = system::executable("portcullis");
    Ok(root()
        .join("target")
        .join(target)
        .join("release")
        .join(name))
}

fn anonymous() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = home.into_iter().map(|it| (it, "cargo"));
    let folders = folders.chain([(root(), "portcullis")]);
    folders
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .collect()
}

/// The same files make the same bytes: sorted, without times, owners or the packer's name.
fn pack(archive: &Path, name: &str, tool: &Path, notices: &str) -> io::Result<()> {
    let file = GzBuilder::new().write(File::create(archive)?, Compression::best());
    let mut tar = Builder::new(file);
    for (path, from) in contents(tool)? {
        let mode = if from == tool { 0o755 } else { 0o644 };
        append(
            &mut tar,
            &Path::new(name).join(path),
            &fs::read(&from)?,
            mode,
        )?;
    }
    let place = Path::new(name).join(NOTICES);
    append(&mut tar, &place, notices.as_bytes(), 0o644)?;
    tar.into_inner()?.finish()?.sync_all()
}

fn append<W: io::Write>(
    tar: &mut Builder<W>,
    path: &Path,
    bytes: &[u8],
    mode: u32,
) -> io::Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes.len() as u64);
    header.set_mode(mode);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    tar.append_data(&mut header, path, bytes)
}

/// What goes into the archive: where it lies in there, and where it comes from.
fn contents(tool: &Path) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    let ours = root();
    let mut files: Vec<PathBuf> = FILES.iter().map(PathBuf::from).collect();
    for (folder, ending) in FOLDERS {
        gather(&ours, Path::new(folder), ending, &mut files)?;
    }
    let mut all: Vec<_> = files
        .into_iter()
        .map(|it| (it.clone(), ours.join(it)))
        .collect();
    let name = tool.file_name().unwrap_or_default();
    all.push((PathBuf::from(name), tool.to_path_buf()));
    all.sort();
    Ok(all)
}

fn gather(root: &Path, folder: &Path, ending: &str, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            gather(root, &path, ending, found)?;
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    Ok(())
}

/// Unpacks `archive` into an empty folder, as who has downloaded it does; returns the tool in it.
///
/// # Errors
/// It cannot be read, or the folder not be written.
pub(crate) fn unpack(archive: &Path, folder: &Path) -> Result<PathBuf, String> {
    let wrong = |why| format!("cannot unpack {}: {why}", archive.display());
    let _ = fs::remove_dir_all(folder);
    let file = File::open(archive).map_err(wrong)?;
    tar::Archive::new(flate2::read::GzDecoder::new(file))
        .unpack(folder)
        .map_err(wrong)?;
    let name = archive.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_end_matches(".tar.gz");
    Ok(folder.join(name).join(system::executable("portcullis")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of this project around a stand-in for the tool.
    fn archive(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("dist-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let tool = folder.join(system::executable("portcullis"));
        fs::write(&tool, "tool").unwrap();
        let archive = folder.join("kit.tar.gz");
        pack(&archive, "kit", &tool, "notices").unwrap();
        archive
    }

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let [one, other] = ["one", "other"].map(|name| fs::read(archive(name)).unwrap());
        assert_eq!(one, other);
    }

    #[test]
    fn the_archive_holds_the_tool_the_licences_the_documents_and_each_policy() {
        let archive = archive("whole");
        let tool = unpack(&archive, &archive.with_file_name("unpacked")).unwrap();
        assert_eq!(fs::read(&tool).unwrap(), b"tool");
        let there = |path| tool.with_file_name(path).is_file();
        for path in [
            "LICENSE-MIT",
            "LICENSE-APACHE",
            NOTICES,
            "README.md",
            "policy.schema.json",
            "docs/policy.md",
            "docs/embedding.md",
            "examples/axis/policy.toml",
        ] {
            assert!(there(path), "{path}");
        }
        assert!(!there("examples/axis/index.html"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_tool_can_be_executed() {
        use std::os::unix::fs::PermissionsExt;
        let archive = archive("modes");
        let tool = unpack(&archive, &archive.with_file_name("unpacked")).unwrap();
        let may_run = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o111 != 0;
        assert!(may_run(&tool));
        assert!(!may_run(&tool.with_file_name("README.md")));
    }
}
