//! A shop at `http://shop.test/` whose third parties are `stats.test`, `ads.test` and `film.test`.

use crate::server::{Rules, Server};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The shop's policy.
pub const POLICY: &str = include_str!("shop/policy.toml");
/// One tag for each way that markup asks for something.
pub const HOME: &str = include_str!("shop/index.html");

/// What the shop's folder holds besides what `portcullis build` wrote.
pub struct Site {
    pub server: Server,
    folder: TempDir,
}

impl Site {
    /// Builds and serves the shop under `policy`.
    pub fn new(policy: &str) -> Site {
        let folder = TempDir::new().unwrap();
        let mut rules = Rules::default();
        let host = "shop.test".to_owned();
        rules.folders.insert(host, folder.path().to_path_buf());
        let site = Site {
            server: Server::start(rules),
            folder,
        };
        site.write("index.html", HOME);
        site.build(policy);
        site
    }

    /// Puts a file on the shop's server.
    pub fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.path().join(path), text).unwrap();
    }

    /// Compiles `policy` as a site owner does.
    pub fn build(&self, policy: &str) {
        self.write("policy.toml", policy);
        let folder = self.folder.path();
        let built = Command::new(told("PORTCULLIS_BIN"))
            .arg("build")
            .arg(folder.join("policy.toml"))
            .arg("--out")
            .arg(folder.join("portcullis"))
            .arg("--ui")
            .arg(Path::new(&told("PORTCULLIS_PREVIEW")).join("portcullis"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "{said}");
    }
}

/// What `cargo xtask test` says in the environment.
pub fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
