//! Chromium and its driver, fresh for each test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use thirtyfour::ChromeCapabilities;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

/// What any headless run needs, and what keeps Chromium off the network.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

/// How a test wants its browser.
#[derive(Clone, Default)]
pub(crate) struct Wish {
    pub(crate) flags: Vec<String>,
    /// Keeps pages alive for "back", as a visitor's browser does.
    pub(crate) back_forward_cache: bool,
}

/// One session with its own profile.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    program: Program,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser in which every `*.test` name, and `*.localhost`, is `port` of this machine.
    pub(crate) async fn start(port: u16, wish: &Wish) -> Browser {
        let profile = TempDir::new().unwrap();
        let (program, address) = Program::start();
        let wanted = capabilities(port, wish, &profile);
        let driver = WebDriver::new(address, wanted).await.unwrap();
        Browser {
            driver,
            program,
            _profile: profile,
        }
    }

    /// Ends the session before its driver, so that no browser is left behind.
    pub(crate) async fn quit(self) {
        let ended = self.driver.quit().await;
        drop(self.program);
        ended.unwrap();
    }
}

fn capabilities(port: u16, wish: &Wish, profile: &TempDir) -> ChromeCapabilities {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag).unwrap();
    }
    let hosts = format!(
        "--host-resolver-rules=MAP *.test 127.0.0.1:{port}, \
         MAP localhost:8080 127.0.0.1:{port}, MAP *.localhost:8080 127.0.0.1:{port}"
    );
    let folder = format!("--user-data-dir={}", profile.path().display());
    for flag in wish.flags.iter().chain([&hosts, &folder]) {
        wanted.add_arg(flag).unwrap();
    }
    if wish.back_forward_cache {
        let switch = "disable-back-forward-cache";
        wanted.add_exclude_switch(switch).unwrap();
    }
    if let Ok(chrome) = std::env::var("CHROME") {
        wanted.set_binary(&chrome).unwrap();
    }
    wanted
        .set_browser_log_level(LoggingPrefsLogLevel::All)
        .unwrap();
    wanted
}

/// The driver's process.
struct Program(Child);

impl Program {
    /// Starts the driver on a free port and returns its address.
    fn start() -> (Program, String) {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: run `cargo xtask test`");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| port_in(&line.unwrap())).unwrap();
        // Reads on, so that the driver never waits for room to write.
        std::thread::spawn(move || lines.for_each(drop));
        (Program(child), format!("http://127.0.0.1:{port}"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// From `ChromeDriver was started successfully on port 41234.`
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}
