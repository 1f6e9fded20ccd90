//! Other consent tools, fetched from npm to be measured beside this one; never shipped.

use crate::process::{Outcome, root};
use crate::{esbuild, npm};
use std::path::{Path, PathBuf};

/// A package and what a site serves of it.
struct Peer {
    /// Of its pages in `bench/peers/pages`.
    folder: &'static str,
    package: &'static str,
    version: &'static str,
    /// None where it is made for bundlers and has no file that a page could load.
    files: &'static [&'static str],
}

const PEERS: [Peer; 7] = [
    Peer {
        folder: "vanilla",
        package: "vanilla-cookieconsent",
        version: "3.1.0",
        files: &["dist/cookieconsent.css", "dist/cookieconsent.umd.js"],
    },
    Peer {
        folder: "klaro",
        package: "klaro",
        version: "0.7.22",
        files: &["dist/klaro.js"],
    },
    Peer {
        folder: "tarteaucitron",
        package: "tarteaucitronjs",
        version: "1.34.0",
        files: &[
            "tarteaucitron.min.js",
            "tarteaucitron.services.min.js",
            "lang/tarteaucitron.en.min.js",
            "css/tarteaucitron.min.css",
        ],
    },
    Peer {
        folder: "osano",
        package: "cookieconsent",
        version: "3.1.1",
        files: &["build/cookieconsent.min.css", "build/cookieconsent.min.js"],
    },
    Peer {
        folder: "c15t",
        package: "c15t",
        version: "2.2.1",
        files: &[],
    },
    Peer {
        folder: "c15t-react",
        package: "@c15t/react",
        version: "2.2.1",
        files: &[],
    },
    Peer {
        folder: "orejime",
        package: "orejime",
        version: "3.2.1",
        files: &["dist/orejime-standard-en.js", "dist/orejime-standard.css"],
    },
];

const OUT: &str = "target/peers";

/// Puts each peer's files under one folder, and returns that.
///
/// # Errors
/// One line that names the package that cannot be had.
pub(crate) fn set_up() -> Result<PathBuf, String> {
    let out = root().join(OUT);
    for peer in &PEERS {
        for file in peer.files.iter().chain(&["package.json"]) {
            let to = out.join(peer.folder).join(file);
            copy(&peer.file(file)?, &to).map_err(|why| format!("cannot copy {file}: {why}"))?;
        }
    }
    for peer in PEERS.iter().filter(|peer| peer.files.is_empty()) {
        peer.bundle(&out.join(peer.folder))?;
    }
    Ok(out)
}

impl Peer {
    /// Bundles its page's `main.js` with what that asks for, as a site's own build does.
    fn bundle(&self, to: &Path) -> Outcome {
        let main = format!("bench/peers/pages/{}/main.js", self.folder);
        let package = self.file("package.json")?;
        esbuild::bundle(&main, &package, &to.join("bundle.js"))
    }

    fn file(&self, path: &str) -> Result<PathBuf, String> {
        let package = format!("{}@{}", self.package, self.version);
        npm::file(
            &package,
            &format!("{}/{path}", self.package),
            &missing(&package),
        )
    }
}

fn missing(package: &str) -> String {
    format!("the comparison needs {package} from npm: install npm, then run this again")
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    to.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::copy(from, to).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_peer_has_its_page() {
        for peer in &PEERS {
            let page = root().join("bench/peers/pages").join(peer.folder);
            assert!(page.join("head.html").is_file(), "{}", peer.folder);
        }
    }

    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            missing("klaro@0.7.22"),
            "the comparison needs klaro@0.7.22 from npm: install npm, then run this again"
        );
    }
}
