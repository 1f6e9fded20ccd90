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

pub(crate) const TOOLS: [Tool; 11] = [
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
        folder: "portcullis-inline",
        label: "Portcullis, gate inline",
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
        !["none", "floor", "portcullis", "portcullis-inline"].contains(&self.folder)
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
    pub(crate) fn serve(&self, server: &Server, gate: &Gate) {
        let from = pages().join(self.pages());
        for folder in [&from, &peers().join(self.folder)] {
            serve_folder(server, folder, folder, self.folder);
        }
        let first = match self.folder {
            "portcullis" => gate.tag.as_str(),
            "portcullis-inline" => gate.inline.as_str(),
            _ => "",
        };
        for count in COUNTS {
            server.put(&self.path(count), self.page(&from, first, count).as_bytes());
        }
    }

    /// Both ways to embed Portcullis share their pages.
    fn pages(&self) -> &str {
        self.folder.trim_end_matches("-inline")
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

/// Portcullis' own tags, out of the folder that it built.
pub(crate) struct Gate {
    tag: String,
    inline: String,
    folder: TempDir,
}

impl Gate {
    /// Builds the folder as a site's owner does.
    pub(crate) fn build() -> Gate {
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("portcullis");
        let built = Command::new(told("PORTCULLIS_BIN"))
            .arg("build")
            .arg(pages().join("portcullis/policy.toml"))
            .arg("--ui")
            .arg(Path::new(&told("PORTCULLIS_PREVIEW")).join("portcullis"))
            .arg("--out")
            .arg(&out)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "{said}");
        let embed = std::fs::read_to_string(out.join("embed.html")).unwrap();
        let tag = external(&embed);
        let (_, name) = tag.split_once("src=\"/portcullis/").unwrap();
        let name = name.split('"').next().unwrap();
        let script = std::fs::read_to_string(out.join(name)).unwrap();
        let hint = embed
            .lines()
            .find(|line| line.starts_with("<link"))
            .unwrap();
        let inline = format!("{hint}<script data-base=\"/portcullis/\">{script}</script>");
        let tag = format!("{hint}{tag}");
        Gate {
            tag,
            inline,
            folder,
        }
    }

    pub(crate) fn serve(&self, server: &Server) {
        let folder = self.folder.path().join("portcullis");
        serve_folder(server, &folder, &folder, "portcullis");
    }
}

/// What `cargo xtask bench peers` says in the environment.
fn told(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask bench peers`"))
}

/// The first tag that names a script of the folder.
fn external(embed: &str) -> &str {
    let at = embed.find("<script src=\"/portcullis/").unwrap();
    let end = embed[at..].find("</script>").unwrap() + "</script>".len();
    &embed[at..at + end]
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/peers/pages")
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
