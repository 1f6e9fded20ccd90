//! A shop at `http://shop.test/` whose third parties are `stats.test`, `ads.test` and `film.test`.

use crate::gate::Gate;
use crate::server::{Rules, Server};
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex};
use tempfile::TempDir;

/// The shop's policy.
pub const POLICY: &str = include_str!("shop/policy.toml");
/// One tag for each way that markup asks for something.
pub const HOME: &str = include_str!("shop/index.html");

/// The workspace's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap().to_path_buf()
}

/// What the tool made in a new folder, by the policy.
static BUILT: LazyLock<Mutex<HashMap<String, Arc<Files>>>> = LazyLock::new(Mutex::default);

/// Names and contents.
type Files = Vec<(OsString, Vec<u8>)>;

/// A served folder.
pub struct Site {
    /// What answers for it.
    pub server: Server,
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl Site {
    /// Builds and serves the shop under `policy`.
    pub fn new(policy: &str) -> Site {
        let folder = TempDir::new().unwrap();
        let mut site = Site::ready(folder.path().to_path_buf(), "shop.test");
        site._temporary = Some(folder);
        site.write("index.html", HOME);
        site.build(policy);
        site.change(policy);
        site
    }

    /// Serves the gate with one text in the place of another, where a case that runs another wishes so.
    fn change(&self, policy: &str) {
        let Ok(change) = std::env::var("PORTCULLIS_CHANGE") else {
            return;
        };
        let [from, to]: [String; 2] = serde_json::from_str(&change).unwrap();
        self.serve_gate(Gate::new(policy).with(&from, &to).script());
    }

    /// Serves the shop with a kit that knows no policy, and `policy` beside it.
    pub fn without_a_build(policy: &str) -> Site {
        let folder = TempDir::new().unwrap();
        let mut site = Site::ready(folder.path().to_path_buf(), "shop.test");
        site._temporary = Some(folder);
        site.write("policy.toml", policy);
        site.kit("--generic".as_ref(), "--generic");
        site
    }

    /// Serves a folder as it is, as `host` and under every name below it.
    pub fn ready(folder: PathBuf, host: &str) -> Site {
        let mut rules = Rules::default();
        rules.folders.insert(host.to_owned(), folder.clone());
        Site {
            server: Server::start(rules),
            folder,
            _temporary: None,
        }
    }

    /// What other servers of this machine serve.
    pub fn relayed(rules: Rules) -> Site {
        Site {
            server: Server::start(rules),
            folder: PathBuf::new(),
            _temporary: None,
        }
    }

    /// Puts a file on the shop's server.
    pub fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.join(path), text).unwrap();
    }

    /// The name of a built file as this build calls it.
    pub fn stamped(&self, name: &str, ending: &str) -> String {
        let entries = std::fs::read_dir(self.folder.join("portcullis")).unwrap();
        let mut names = entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
        let plain = format!("{name}.{ending}");
        names
            .find(|it| unmarked(it) == plain && *it != plain)
            .unwrap()
    }

    /// Takes a folder off the shop's server.
    pub fn remove_folder(&self, name: &str) {
        std::fs::remove_dir_all(self.folder.join(name)).unwrap();
    }

    /// Puts a copy of a folder on the shop's server.
    pub fn copy_folder(&self, from: &Path, name: &str) {
        copy_all(from, &self.folder.join(name));
    }

    /// A file on the shop's server.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// Puts the home page in a folder too.
    pub fn write_folder(&self, name: &str) {
        std::fs::create_dir(self.folder.join(name)).unwrap();
        self.write(&format!("{name}/index.html"), HOME);
    }

    /// Compiles `policy` as a site owner does. What the tool makes of it the first time is what it
    /// makes of it in every new folder.
    pub fn build(&self, policy: &str) {
        self.write("policy.toml", policy);
        self.kit(self.folder.join("policy.toml").as_os_str(), policy);
    }

    /// Everything that the tool brings, made of `what`; `key` is what tells it from others.
    fn kit(&self, what: &OsStr, key: &str) {
        let folder = self.folder.join("portcullis");
        if folder.exists() {
            return self.portcullis(&[what]);
        }
        let made = BUILT.lock().unwrap().get(key).cloned();
        if let Some(made) = made {
            return write_all(&made, &folder);
        }
        self.portcullis(&[what]);
        self.expect_interface();
        let made = Arc::new(read_all(&folder));
        BUILT.lock().unwrap().insert(key.to_owned(), made);
    }

    /// Puts the gate in place that a broken policy leaves.
    pub fn close(&self) {
        self.portcullis(&["--closed".as_ref()]);
    }

    /// Serves the gate with `script` before it, in the same file.
    pub fn before_the_gate(&self, script: &str) {
        let gate = std::fs::read_to_string(self.folder.join("portcullis/gate.js")).unwrap();
        self.serve_gate(&format!("{script};\n{gate}"));
    }

    /// Serves another gate in place of the built one.
    pub fn serve_gate(&self, script: &str) {
        let place = "shop.test/portcullis/gate.js".to_owned();
        self.server.rules().bodies.insert(place, script.to_owned());
    }

    /// Without anything of this machine: no search path, no home, no settings.
    fn portcullis(&self, words: &[&OsStr]) {
        let built = Command::new(told("PORTCULLIS_BIN"))
            .env_clear()
            .args(["build", "--quiet"])
            .args(words)
            .arg("--out")
            .arg(self.folder.join("portcullis"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "{said}");
    }

    fn expect_interface(&self) {
        let entries = std::fs::read_dir(self.folder.join("portcullis")).unwrap();
        let mut names = entries.map(|it| it.unwrap().file_name());
        let has_module = names.any(|it| it.to_string_lossy().ends_with(".wasm"));
        let why = "PORTCULLIS_BIN carries no interface: build it with PORTCULLIS_UI=all";
        assert!(has_module, "{why}");
    }
}

fn read_all(folder: &Path) -> Files {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |it: DirEntry| (it.file_name(), std::fs::read(it.path()).unwrap());
    entries.map(file).collect()
}

fn write_all(files: &Files, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, content) in files {
        std::fs::write(folder.join(name), content).unwrap();
    }
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// A path as every build calls it: `show.1a2b3c.js` is `show.js`.
pub fn unmarked(path: &str) -> String {
    let is_mark = |part: &&str| part.len() == 6 && part.chars().all(|it| it.is_ascii_hexdigit());
    let parts: Vec<&str> = path.split('.').filter(|part| !is_mark(part)).collect();
    parts.join(".")
}

/// What `cargo xtask test` says in the environment.
pub fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}

/// The same for a kit that knows no policy.
pub fn generic(head: &str, body: &str) -> String {
    let tag = "gate.js\" data-policy=\"/policy.toml\"";
    html(head, body).replacen("gate.js\"", tag, 1)
}

/// A page that embeds Portcullis, with more in its head and body.
pub fn html(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <script src=\"/portcullis/gate.js\"></script><title>Page</title>\
         <link rel=\"icon\" href=\"data:,\">{head}</head><body><main><h1>Page</h1>{body}</main>\
         <footer><a href=\"#\" data-portcullis=\"preferences\">Cookie settings</a></footer></body></html>"
    )
}
