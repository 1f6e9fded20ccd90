//! Who takes part, and the page that each of them is given.

use crate::server::Server;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// How many scripts wait, page by page.
pub(crate) const COUNTS: [usize; 4] = [1, 10, 100, 1000];
/// The page that all share.
const PAGE: &str = include_str!("pages/page.html");

/// One tool in its own documented way; `""` where it has no such thing.
pub(crate) struct Tool {
    /// Of its pages, and of its files on the server.
    pub(crate) folder: &'static str,
    /// What it is called in a table, before its version.
    label: &'static str,
    /// Its first layer, or what else is waited for.
    banner: &'static str,
    accept: &'static str,
    choose: &'static str,
    second: &'static str,
    /// How the page marks one script, `SRC` being its address.
    held: &'static str,
}

pub(crate) const TOOLS: [Tool; 14] = [
    Tool {
        folder: "none",
        label: "no tool",
        banner: "h1",
        accept: "",
        choose: "",
        second: "",
        held: "",
    },
    Tool {
        folder: "floor",
        label: "by hand",
        banner: ".floor",
        accept: ".floor [data-answer=all]",
        choose: ".floor [data-answer=choose]",
        second: ".floor-choice",
        held: r#"<script type="text/plain" data-category="statistics" data-src="SRC"></script>"#,
    },
    PORTCULLIS,
    Tool {
        folder: "portcullis-unhinted",
        label: "Portcullis, without the hint",
        ..PORTCULLIS
    },
    Tool {
        folder: "portcullis-inline",
        label: "Portcullis, gate inline",
        ..PORTCULLIS
    },
    Tool {
        folder: "portcullis-marked",
        label: "Portcullis, marks alone",
        ..PORTCULLIS
    },
    Tool {
        folder: "portcullis-marked-inline",
        label: "Portcullis, marks alone, gate inline",
        ..PORTCULLIS
    },
    Tool {
        folder: "vanilla",
        label: "vanilla-cookieconsent",
        banner: "#cc-main .cm",
        accept: "#cc-main .cm [data-role=all]",
        choose: "#cc-main .cm [data-role=show]",
        second: "#cc-main .pm",
        held: r#"<script type="text/plain" data-category="statistics" data-service="analytics" src="SRC"></script>"#,
    },
    Tool {
        folder: "klaro",
        label: "klaro",
        banner: ".klaro .cookie-notice",
        accept: ".klaro .cookie-notice .cm-btn-success",
        choose: ".klaro .cookie-notice .cm-link",
        second: ".klaro .cm-modal",
        held: r#"<script type="text/plain" data-type="text/javascript" data-name="analytics" data-src="SRC"></script>"#,
    },
    Tool {
        folder: "tarteaucitron",
        label: "tarteaucitronjs",
        banner: "#tarteaucitronAlertBig",
        accept: "#tarteaucitronPersonalize2",
        choose: "#tarteaucitronCloseAlert",
        second: "#tarteaucitron",
        held: "",
    },
    Tool {
        folder: "osano",
        label: "cookieconsent (Osano)",
        banner: ".cc-window",
        accept: ".cc-window .cc-allow",
        choose: "",
        second: "",
        held: "",
    },
    Tool {
        folder: "c15t",
        label: "c15t, headless",
        banner: ".c15t-banner",
        accept: ".c15t-banner .accept",
        choose: ".c15t-banner .choose",
        second: ".c15t-dialog",
        held: "",
    },
    Tool {
        folder: "c15t-react",
        label: "c15t, React",
        banner: "[data-testid=consent-banner-card]",
        accept: "[data-testid=consent-banner-accept-button]",
        choose: "[data-testid=consent-banner-customize-button]",
        second: "[data-testid=consent-dialog-card]",
        held: "",
    },
    Tool {
        folder: "orejime",
        label: "orejime",
        banner: ".orejime-Banner",
        accept: ".orejime-Banner-saveButton",
        choose: ".orejime-Banner-learnMoreButton",
        second: ".orejime-Modal",
        held: r#"<script src="SRC"></script>"#,
    },
];

const PORTCULLIS: Tool = Tool {
    folder: "portcullis",
    label: "Portcullis",
    banner: ".portcullis-banner",
    accept: ".portcullis-banner [data-portcullis=accept-all]",
    choose: ".portcullis-banner [data-portcullis=preferences]",
    second: ".portcullis-preferences",
    held: r#"<script type="text/plain" data-consent="analytics" data-src="SRC"></script>"#,
};

impl Tool {
    /// With its version, as its package says it.
    pub(crate) fn name(&self) -> String {
        let package = peers().join(self.folder).join("package.json");
        let Ok(text) = std::fs::read_to_string(package) else {
            return self.label.to_owned();
        };
        let package: Value = serde_json::from_str(&text).unwrap();
        format!("{} {}", self.label, package["version"].as_str().unwrap())
    }

    /// Neither Portcullis nor a measure for all.
    pub(crate) fn is_peer(&self) -> bool {
        !["none", "floor"].contains(&self.folder) && !self.is_own()
    }

    fn is_own(&self) -> bool {
        self.folder.starts_with("portcullis")
    }

    pub(crate) fn asks(&self) -> bool {
        !self.accept.is_empty()
    }

    pub(crate) fn has_second_layer(&self) -> bool {
        !self.second.is_empty()
    }

    /// For probe.js.
    pub(crate) fn places(&self) -> Value {
        json!({ "banner": self.banner, "accept": self.accept, "choose": self.choose, "second": self.second })
    }

    /// Where its page with `count` scripts is.
    pub(crate) fn path(&self, count: usize) -> String {
        format!("/{}/{count}.html", self.folder)
    }

    /// Puts its pages and its files on the server.
    pub(crate) fn serve(&self, server: &Server, gates: &[Gate]) {
        let from = pages().join(self.pages());
        for folder in [&from, &peers().join(self.folder)] {
            serve_folder(server, folder, folder, self.folder);
        }
        let first = gates.iter().find_map(|gate| gate.tag_of(self.folder));
        let first = first.unwrap_or_default();
        for count in COUNTS {
            server.put(&self.path(count), self.page(&from, first, count).as_bytes());
        }
    }

    /// All ways to embed Portcullis share their pages.
    fn pages(&self) -> &str {
        if self.is_own() {
            return PORTCULLIS.folder;
        }
        self.folder
    }

    fn page(&self, from: &Path, first: &str, count: usize) -> String {
        let part = |name: &str| std::fs::read_to_string(from.join(name)).unwrap_or_default();
        let addresses = (0..count).map(|at| format!("ADDRESS/run/{at}.js"));
        let held: Vec<String> = addresses
            .map(|address| self.held.replace("SRC", &address))
            .collect();
        PAGE.replace("<!-- first -->", first)
            .replace("<!-- head -->", &part("head.html"))
            .replace("<!-- body -->", &part("body.html"))
            .replace("<!-- held -->", &held.join("\n"))
            .replace("COUNT", &count.to_string())
            .replace("ADDRESS", "http://stats.localhost:8080")
    }
}

/// A third party without a host is one by its cookies.
const COOKIE: &str = r#"cookies = [{ name = "NAME", duration = "1 year", party = "third", purpose = "Tells visitors apart." }]"#;

/// A policy's line, where it is a rule as what makes none.
fn unruled((at, line): (usize, &str)) -> String {
    if !line.starts_with("hosts") {
        return line.to_owned();
    }
    COOKIE.replace("NAME", &format!("visitor{at}"))
}

/// Portcullis' own tags, out of a folder that it built.
pub(crate) struct Gate {
    /// Where the folder is on the server.
    name: &'static str,
    /// As a file, with the hint at the first layer.
    tag: String,
    /// As a file alone.
    unhinted: String,
    inline: String,
    folder: TempDir,
}

impl Gate {
    /// The gate with the rules of the pages' policy, and one that goes by the page's marks alone.
    pub(crate) fn both() -> [Gate; 2] {
        let policy = pages().join("portcullis/policy.toml");
        let policy = std::fs::read_to_string(policy).unwrap();
        let marked: Vec<String> = policy.lines().enumerate().map(unruled).collect();
        [
            Gate::build("portcullis", &policy),
            Gate::build("portcullis-marked", &marked.join("\n")),
        ]
    }

    /// Builds a folder as a site's owner does.
    fn build(name: &'static str, policy: &str) -> Gate {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("policy.toml");
        std::fs::write(&source, policy).unwrap();
        let out = folder.path().join(name);
        let built = Command::new(told("PORTCULLIS_BIN"))
            .args(["build", "--out"])
            .args([&out, &source])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "{said}");
        let embed = std::fs::read_to_string(out.join("embed.html")).unwrap();
        let script = std::fs::read_to_string(out.join("gate.js")).unwrap();
        let hint = embed.lines().find(|line| line.starts_with("<script async"));
        let there = |text: String| text.replace("\"/portcullis/", &format!("\"/{name}/"));
        let inline = format!("<script data-base=\"/portcullis/\">{script}</script>");
        let gate = external(&embed);
        Gate {
            name,
            tag: there(format!("{gate}{}", hint.unwrap())),
            unhinted: there(gate.to_owned()),
            inline: there(inline),
            folder,
        }
    }

    /// What stands first in the pages of `tool`, where it is this gate's.
    fn tag_of(&self, tool: &str) -> Option<&str> {
        match tool.strip_prefix(self.name)? {
            "" => Some(&self.tag),
            "-unhinted" => Some(&self.unhinted),
            "-inline" => Some(&self.inline),
            _ => None,
        }
    }

    pub(crate) fn serve(&self, server: &Server) {
        let folder = self.folder.path().join(self.name);
        serve_folder(server, &folder, &folder, self.name);
    }
}

/// What `cargo xtask bench peers` says in the environment.
fn told(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask bench peers`"))
}

/// The first tag that names a script of the folder.
fn external(embed: &str) -> &str {
    let at = embed.find("<script data-").unwrap();
    let end = embed[at..].find("</script>").unwrap() + "</script>".len();
    &embed[at..at + end]
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/pages")
}

/// Where `cargo xtask bench peers` put the packages' files.
fn peers() -> PathBuf {
    told("PORTCULLIS_PEERS").into()
}

/// Every file below `folder` but pages' parts, at `/name/…`.
fn serve_folder(server: &Server, root: &Path, folder: &Path, name: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            serve_folder(server, root, &path, name);
        } else if path.extension().is_some_and(|it| it != "html") {
            let at = path.strip_prefix(root).unwrap().display();
            server.put(&format!("/{name}/{at}"), &std::fs::read(&path).unwrap());
        }
    }
}
