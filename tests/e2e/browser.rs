//! A browser and its driver, fresh for each test.

use crate::engine::Engine;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// How a test wants its browser.
#[derive(Clone, Default)]
pub(crate) struct Wish {
    /// Chromium's own; a test that has any runs on Chromium alone.
    pub(crate) flags: Vec<String>,
    /// Keeps pages alive for "back", as a visitor's browser does.
    pub(crate) back_forward_cache: bool,
    /// Whether a navigation is not waited for; Chromium alone is told so.
    pub(crate) at_once: bool,
    /// Takes `http://shop.test` for a secure page, where the engine can be told so.
    pub(crate) secure: bool,
    /// The engines that the test is about; all where none is named.
    pub(crate) only: &'static [Engine],
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
        let engine = Engine::told();
        let profile = TempDir::new().unwrap();
        let (program, address) = Program::start(engine, profile.path());
        let wanted = engine.capabilities(port, wish, profile.path());
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

/// The driver's process.
struct Program(Child);

impl Program {
    /// Starts the driver on a free port and returns its address.
    fn start(engine: Engine, profile: &Path) -> (Program, String) {
        let (program, port) = match engine {
            Engine::Chromium => Program::chromedriver(),
            Engine::Firefox => Program::geckodriver(profile),
            Engine::WebKit => Program::webkit_driver(profile),
        };
        (program, format!("http://127.0.0.1:{port}"))
    }

    fn chromedriver() -> (Program, u16) {
        let mut driver = command("CHROMEDRIVER", "chromedriver");
        Program::spawn_until_named(driver.arg("--port=0"), "started successfully on port ")
    }

    fn geckodriver(profile: &Path) -> (Program, u16) {
        let mut driver = command("GECKODRIVER", "geckodriver");
        driver.args(["--port=0", "--websocket-port=0", "--profile-root"]);
        Program::spawn_until_named(driver.arg(profile), "Listening on 127.0.0.1:")
    }

    /// A driver may lose the port that it picked to another, and end: then it is started again.
    fn spawn_until_named(driver: &mut Command, words: &str) -> (Program, u16) {
        let mut tries = (0..5).map(|_| Program::spawn(driver).port_after(words));
        tries
            .find_map(|(program, port)| Some((program, port?)))
            .expect("the driver names its port")
    }

    /// It never says its port, so it is told one.
    fn webkit_driver(profile: &Path) -> (Program, u16) {
        let port = free_port();
        let mut driver = command("WEBKITWEBDRIVER", "WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("LANG", "en_GB.UTF-8");
        for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            driver.env(folder, profile);
        }
        less_motion(profile);
        let program = Program::spawn(&mut driver);
        wait_for(port);
        (program, port)
    }

    fn spawn(driver: &mut Command) -> Program {
        let driver = driver.stdout(Stdio::piped()).stderr(Stdio::null());
        Program(
            driver
                .spawn()
                .expect("the driver starts: run `cargo xtask test`"),
        )
    }

    /// The port in the line that says which one was taken.
    fn port_after(mut self, words: &str) -> (Program, Option<u16>) {
        let mut lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| port_in(&line.unwrap(), words));
        // Reads on, so that the driver never waits for room to write.
        std::thread::spawn(move || lines.for_each(drop));
        (self, port)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(variable: &str, name: &str) -> Command {
    Command::new(std::env::var(variable).unwrap_or_else(|_| name.to_owned()))
}

/// From `ChromeDriver was started successfully on port 41234.`
pub(crate) fn port_in(line: &str, words: &str) -> Option<u16> {
    let (_, rest) = line.split_once(words)?;
    let port = rest.split_whitespace().next()?;
    port.trim_end_matches('.').parse().ok()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn wait_for(port: u16) {
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the driver never listened on port {port}");
}

/// GTK's way of asking for reduced motion.
fn less_motion(config: &Path) {
    let folder = config.join("gtk-3.0");
    std::fs::create_dir_all(&folder).unwrap();
    let settings = "[Settings]\ngtk-enable-animations=0\n";
    std::fs::write(folder.join("settings.ini"), settings).unwrap();
}
