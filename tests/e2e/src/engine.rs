//! The engines that the cases run on, and what each has to be told.

use crate::browser::Wish;
use serde_json::{Value, json};
use std::path::Path;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromeCapabilities, PageLoadStrategy};

/// What any headless run needs, and what keeps Chromium off the network.
const FLAGS: [&str; 15] = [
    // A host that was seen encrypted once may be seen plainly in the next case.
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,HttpsFirstModeV2",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

/// Where Debian keeps the browser that WebKitWebDriver drives.
const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// Who renders the page and runs its scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK, by WebKitWebDriver.
    WebKit,
}

impl Engine {
    /// The one that `PORTCULLIS_ENGINE` names, Chromium where it names none.
    pub fn told() -> Engine {
        let name = std::env::var("PORTCULLIS_ENGINE").unwrap_or_default();
        match name.as_str() {
            "" | "chromium" => Engine::Chromium,
            "firefox" => Engine::Firefox,
            "webkit" => Engine::WebKit,
            other => {
                panic!("no engine `{other}`: PORTCULLIS_ENGINE is chromium, firefox or webkit")
            }
        }
    }

    /// As the environment and the tally call it.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// What a session asks for, so that every `*.test` name, and `*.localhost`, is the test server.
    pub fn capabilities(self, port: u16, wish: &Wish, profile: &Path) -> Capabilities {
        match self {
            Engine::Chromium => chromium(port, wish, profile).into(),
            Engine::Firefox => firefox(crate::proxy::start(port), wish),
            Engine::WebKit => webkit(crate::proxy::start(port)),
        }
    }
}

fn chromium(port: u16, wish: &Wish, profile: &Path) -> ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag).unwrap();
    }
    let hosts = format!(
        "--host-resolver-rules=MAP *.test 127.0.0.1:{port}, \
         MAP localhost:8080 127.0.0.1:{port}, MAP *.localhost:8080 127.0.0.1:{port}"
    );
    let folder = format!("--user-data-dir={}", profile.display());
    for flag in wish.flags.iter().chain([&hosts, &folder]) {
        wanted.add_arg(flag).unwrap();
    }
    wanted.add_arg("--ignore-certificate-errors").unwrap();
    if wish.secure {
        let flag = "--unsafely-treat-insecure-origin-as-secure=http://shop.test";
        wanted.add_arg(flag).unwrap();
    }
    if wish.back_forward_cache {
        let switch = "disable-back-forward-cache";
        wanted.add_exclude_switch(switch).unwrap();
    }
    if wish.at_once {
        let strategy = PageLoadStrategy::None;
        wanted.set_page_load_strategy(strategy).unwrap();
    }
    if let Ok(chrome) = std::env::var("CHROME") {
        wanted.set_binary(&chrome).unwrap();
    }
    wanted
        .set_browser_log_level(LoggingPrefsLogLevel::All)
        .unwrap();
    wanted
}

fn firefox(proxy: u16, wish: &Wish) -> Capabilities {
    let mut wanted = DesiredCapabilities::firefox();
    for flag in ["-headless", "--width=1280", "--height=900"] {
        wanted.add_arg(flag).unwrap();
    }
    let mut preferences = preferences(proxy);
    if wish.secure {
        preferences
            .set("dom.securecontext.allowlist", "shop.test")
            .unwrap();
        preferences.set("dom.caches.testing.enabled", true).unwrap();
        preferences
            .set("security.mixed_content.upgrade_display_content", false)
            .unwrap();
    }
    wanted.set_preferences(preferences).unwrap();
    wanted.accept_insecure_certs(true).unwrap();
    if let Ok(firefox) = std::env::var("FIREFOX") {
        wanted.set_firefox_binary(&firefox).unwrap();
    }
    wanted.into()
}

fn preferences(proxy: u16) -> FirefoxPreferences {
    let all: [(&str, Value); 16] = [
        ("network.proxy.type", json!(1)),
        ("network.proxy.http", json!("127.0.0.1")),
        ("network.proxy.http_port", json!(proxy)),
        ("network.proxy.ssl", json!("127.0.0.1")),
        ("network.proxy.ssl_port", json!(proxy)),
        ("network.proxy.no_proxies_on", json!("")),
        ("network.proxy.allow_hijacking_localhost", json!(true)),
        ("dom.security.https_first", json!(false)),
        ("dom.security.https_first_schemeless", json!(false)),
        ("intl.accept_languages", json!("en-GB, en")),
        ("ui.prefersReducedMotion", json!(1)),
        // A form of an encrypted page to another host would ask the visitor.
        ("security.warn_submit_secure_to_insecure", json!(false)),
        // Sockets to one host wait for each other, and long after one that failed.
        ("network.websocket.delay-failed-reconnects", json!(false)),
        ("dom.ipc.processPrelaunch.enabled", json!(false)),
        ("layers.gpu-process.enabled", json!(false)),
        ("media.rdd-process.enabled", json!(false)),
    ];
    let mut preferences = FirefoxPreferences::new();
    for (name, value) in all {
        preferences.set(name, value).unwrap();
    }
    preferences
}

fn webkit(proxy: u16) -> Capabilities {
    let proxy = format!("--proxy=http://127.0.0.1:{proxy}");
    let binary = std::env::var("MINIBROWSER").unwrap_or_else(|_| MINI_BROWSER.to_owned());
    let args = ["--automation", "--ignore-tls-errors", &proxy];
    let options = json!({ "binary": binary, "args": args });
    let mut wanted = Capabilities::new();
    wanted.set("acceptInsecureCerts", true).unwrap();
    wanted.set("webkitgtk:browserOptions", options).unwrap();
    wanted
}
