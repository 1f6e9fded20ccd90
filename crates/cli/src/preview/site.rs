//! The pages that a policy is shown on.

use std::fs;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::sample;

/// Where pages come from.
pub(super) enum Site {
    /// What the tool carries.
    Sample,
    /// A folder with somebody's own.
    Folder(PathBuf),
}

/// What there is at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file's content, and its name, which says what kind of content it is.
    File(Vec<u8>, String),
    /// A folder whose path wants a slash at its end.
    Folder,
    Nothing,
}

impl Site {
    /// The pages of `folder`, or the sample site.
    ///
    /// # Errors
    /// One line where there is no such folder.
    pub(super) fn new(folder: Option<&Path>) -> Result<Site, String> {
        let Some(folder) = folder else {
            return Ok(Site::Sample);
        };
        if folder.is_dir() {
            return Ok(Site::Folder(folder.to_path_buf()));
        }
        let folder = folder.display();
        Err(format!(
            "no folder at {folder}: name one with a site's pages"
        ))
    }

    /// What its folder is, if it has one.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Site::Sample => None,
            Site::Folder(folder) => Some(folder),
        }
    }

    /// What to call it.
    pub(super) fn name(&self) -> String {
        let folder = self.folder();
        folder.map_or_else(
            || "the sample site".to_owned(),
            |it| it.display().to_string(),
        )
    }

    /// What is at the path of a request, asked for at `host`.
    pub(super) fn find(&self, path: &str, host: &str) -> Found {
        let Some(path) = clean(path) else {
            return Found::Nothing;
        };
        match self {
            Site::Sample => carried(&path, host),
            Site::Folder(folder) => file(folder, &path),
        }
    }
}

/// A request's path as one below a folder; none where it leads out of it.
fn clean(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let below = PathBuf::from(decoded.trim_start_matches('/'));
    let is_below = |part| matches!(part, Component::Normal(_));
    let is_all = below.components().all(is_below) && !decoded.contains(['\\', '\0']);
    let is_folder = decoded.ends_with('/') || decoded.is_empty();
    let below = if is_folder {
        below.join("index.html")
    } else {
        below
    };
    is_all.then_some(below)
}

fn carried(path: &Path, host: &str) -> Found {
    let path = path.to_string_lossy().replace('\\', "/");
    let content = |wanted: &str| {
        let mut files = sample::FILES.iter();
        files.find(|(name, _)| *name == wanted).map(|(_, it)| *it)
    };
    match content(&path) {
        Some(page) if path.ends_with(".html") => {
            let page = sample::page(&String::from_utf8_lossy(page), host);
            Found::File(page.into_bytes(), path)
        }
        Some(file) => Found::File(file.to_vec(), path),
        None if content(&format!("{path}/index.html")).is_some() => Found::Folder,
        None => Found::Nothing,
    }
}

fn file(folder: &Path, path: &Path) -> Found {
    let path = folder.join(path);
    if path.is_dir() {
        return Found::Folder;
    }
    // As static hosts do: `/about` is the file `about.html`.
    let plain = path.with_extension("html");
    let path = if path.is_file() { path } else { plain };
    match fs::read(&path) {
        Ok(content) => Found::File(content, path.display().to_string()),
        Err(_) => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(site: &Site, path: &str) -> String {
        match site.find(path, "localhost:8080") {
            Found::File(_, name) => name.replace('\\', "/"),
            Found::Folder => "folder".to_owned(),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn the_sample_site_has_its_pages() {
        for (path, expected) in [
            ("/", "index.html"),
            ("/privacy/", "privacy/index.html"),
            ("/privacy", "folder"),
            ("/site/pier.js", "site/pier.js"),
            ("/site/%70ier.js", "site/pier.js"),
            ("/site/none.js", "nothing"),
        ] {
            assert_eq!(found(&Site::Sample, path), expected, "{path}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = Site::new(Some(&here.join("src"))).unwrap();
        assert!(found(&site, "/main.rs").ends_with("src/main.rs"));
        assert_eq!(found(&site, "/preview"), "folder");
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/kit/../../Cargo.toml",
            "//etc/../../Cargo.toml",
            "/..\\Cargo.toml",
            "/%00",
            "/%ff",
        ] {
            assert_eq!(found(&site, path), "nothing", "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let why = Site::new(Some(Path::new("/nowhere"))).err().unwrap();
        assert_eq!(why, "no folder at /nowhere: name one with a site's pages");
    }
}
