//! A browser and its driver. Where an engine can be made to forget a visitor, one browser serves
//! several cases in turn; a case that wishes for something special has one of its own.

use crate::engine::Engine;
use crate::port::Port;
use crate::server::Server;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// How a case wants its browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Chromium's own; a case that has any runs on Chromium alone.
    pub flags: Vec<String>,
    /// Keeps pages alive for "back", as a visitor's browser does.
    pub back_forward_cache: bool,
    /// Whether a navigation is not waited for; Chromium alone is told so.
    pub at_once: bool,
    /// Takes `http://shop.test` for a secure page, where the engine can be told so.
    pub secure: bool,
    /// The engines that the case is about; all where none is named.
    pub only: &'static [Engine],
}

/// Browsers that wait for another case, each with what it was started for.
static IDLE: Mutex<Vec<(Wish, Browser)>> = Mutex::new(Vec::new());

/// One session with its own profile.
pub struct Browser {
    /// Speaks with it.
    pub driver: WebDriver,
    /// What it takes for every host, where that goes from case to case.
    port: Option<Port>,
    program: Program,
    _profile: TempDir,
}

impl Browser {
    /// A browser that knows nobody, in which every `*.test` name, and `*.localhost`, is `server`.
    pub async fn at(server: &Server, wish: &Wish) -> Browser {
        let waiting = IDLE.lock().unwrap().pop_if_like(wish);
        let browser = match waiting {
            Some(browser) => browser,
            None => {
                let port = Port::open();
                let browser = Browser::start(port.number, wish).await;
                let port = Some(port);
                Browser { port, ..browser }
            }
        };
        browser.hand_to(Some(server.clone()));
        browser
    }

    fn hand_to(&self, server: Option<Server>) {
        if let Some(port) = &self.port {
            port.hand_to(server);
        }
    }

    /// Starts a browser in which every `*.test` name, and `*.localhost`, is `port` of this machine.
    pub async fn start(port: u16, wish: &Wish) -> Browser {
        let engine = Engine::told();
        let profile = TempDir::with_prefix("portcullis-e2e-").unwrap();
        let (program, address) = Program::start(engine, profile.path());
        let wanted = engine.capabilities(port, wish, profile.path());
        let driver = WebDriver::new(address, wanted).await.unwrap();
        Browser {
            driver,
            port: None,
            program,
            _profile: profile,
        }
    }

    /// Gives the browser to the next case, if it can be made to forget this one; else ends it.
    pub async fn leave(self, wish: &Wish, hosts: &[String]) {
        self.hand_to(None);
        let is_shared = wish.flags.is_empty() && !wish.back_forward_cache;
        if is_shared && Engine::told().forget(&self.driver, hosts).await {
            let only = Wish::default().only;
            IDLE.lock().unwrap().push((
                Wish {
                    only,
                    ..wish.clone()
                },
                self,
            ));
        } else {
            self.quit().await;
        }
    }

    /// Ends the session before its driver, so that no browser is left behind.
    pub async fn quit(self) {
        // One that was killed by the case is gone already.
        let _ = self.driver.quit().await;
        drop(self.program);
    }
}

/// Taking a browser out of those that wait.
trait Waiting {
    fn pop_if_like(&mut self, wish: &Wish) -> Option<Browser>;
}

impl Waiting for Vec<(Wish, Browser)> {
    fn pop_if_like(&mut self, wish: &Wish) -> Option<Browser> {
        let wish = Wish {
            only: Wish::default().only,
            ..wish.clone()
        };
        let place = self.iter().position(|(it, _)| *it == wish)?;
        Some(self.swap_remove(place).1)
    }
}

/// The driver's process.
struct Program(Child);

impl Program {
    /// Starts the driver on a free port and returns its address.
    fn start(engine: Engine, profile: &Path) -> (Program, String) {
        let (program, port) = match engine {
            Engine::Chromium => Program::chromedriver(profile),
            Engine::Firefox => Program::geckodriver(profile),
            Engine::WebKit => Program::webkit_driver(profile),
        };
        (program, format!("http://127.0.0.1:{port}"))
    }

    fn chromedriver(profile: &Path) -> (Program, u16) {
        let mut driver = command("CHROMEDRIVER", "chromedriver", profile);
        Program::spawn_until_named(driver.arg("--port=0"), "started successfully on port ")
    }

    fn geckodriver(profile: &Path) -> (Program, u16) {
        let mut driver = command("GECKODRIVER", "geckodriver", profile);
        driver.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
        driver.arg("--profile-root");
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
        let mut driver = command("WEBKITWEBDRIVER", "WebKitWebDriver", profile);
        driver
            .arg(format!("--port={port}"))
            .env("LANG", "en_GB.UTF-8")
            // Painting by a graphics card that is not there takes half of a case's time.
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            // Looking for what plays media takes a quarter of it: what one has found serves all.
            .env(
                "GST_REGISTRY",
                std::env::temp_dir().join("portcullis-e2e-gst.bin"),
            );
        for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            driver.env(folder, profile);
        }
        less_motion(profile);
        let program = Program::spawn(&mut driver);
        wait_for(port);
        (program, port)
    }

    fn spawn(driver: &mut Command) -> Program {
        let driver = driver.stdin(Stdio::piped()).stdout(Stdio::piped());
        let started = driver.stderr(Stdio::null()).spawn();
        Program(started.expect("the driver starts: run `cargo xtask test`"))
    }

    /// The port in the line that says which one was taken.
    fn port_after(mut self, words: &str) -> (Program, Option<u16>) {
        let mut lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| port_in(&line.ok()?, words));
        // Reads on, so that the driver never waits for room to write.
        std::thread::spawn(move || lines.for_each(drop));
        (self, port)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // The driver's keeper ends with what it reads from, and the driver with its keeper.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// Ends the driver, and what it has started, when nobody holds the other end of standard input any
/// more: a program of tests may end without a word, and its browsers with it. It lets go of standard
/// output, so that a driver that ended is seen to have ended.
const KEEPER: &str = "profile=$1; shift; \"$@\" & driver=$!; exec >&-; read -r _; kill $driver 2>/dev/null; \
    wait $driver 2>/dev/null; pkill -f -- \"$profile\"; exit 0";

fn command(variable: &str, name: &str, profile: &Path) -> Command {
    let driver = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
    let mut keeper = Command::new("sh");
    keeper
        .args(["-c", KEEPER, "keeper"])
        .arg(profile)
        .arg(driver);
    keeper
}

/// From `ChromeDriver was started successfully on port 41234.`
pub fn port_in(line: &str, words: &str) -> Option<u16> {
    let (_, rest) = line.split_once(words)?;
    let port = rest.split_whitespace().next()?;
    port.trim_end_matches('.').parse().ok()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn wait_for(port: u16) {
    for _ in 0..400 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
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
