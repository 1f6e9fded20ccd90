//! The engines beside Chromium that the end-to-end tests run on, where they are there.

use crate::browser::{Browser, Program};
use crate::process::{cargo, command};
use crate::system::{self, Manager};
use crate::tools;
use std::path::PathBuf;
use std::process::Command;

/// One engine, ready to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// Where its programs are, for the tests' environment.
    programs: Vec<(&'static str, PathBuf)>,
    /// What gives it a screen.
    screen: Option<PathBuf>,
}

const FIREFOX: Program = Program {
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
};

const GECKODRIVER: Program = Program {
    variable: "GECKODRIVER",
    names: &["geckodriver"],
    places: &["/snap/bin/geckodriver"],
};

const WEBKIT_DRIVER: Program = Program {
    variable: "WEBKITWEBDRIVER",
    names: &["WebKitWebDriver"],
    places: &[],
};

const MINI_BROWSER: Program = Program {
    variable: "MINIBROWSER",
    names: &["MiniBrowser"],
    places: &[
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/webkit2gtk-4.1/MiniBrowser",
    ],
};

const SCREEN: Program = Program {
    variable: "XVFB_RUN",
    names: &["xvfb-run"],
    places: &[],
};

const NO_FIREFOX: &str = "firefox is not run: install Firefox and geckodriver (on Debian: sudo \
     apt-get install firefox-esr; cargo install geckodriver --locked), \
     or set FIREFOX and GECKODRIVER to where they are";
const NO_WEBKIT: &str = "webkit is not run: install WebKitWebDriver, MiniBrowser and xvfb-run (on Debian: sudo \
     apt-get install webkit2gtk-driver xvfb xauth), or set \
     WEBKITWEBDRIVER, MINIBROWSER and XVFB_RUN to where they are";

impl Engine {
    /// Chromium, which every test runs on.
    pub(crate) fn chromium(browser: &Browser) -> Engine {
        Engine {
            name: "chromium",
            programs: vec![
                ("CHROME", browser.chrome.clone()),
                ("CHROMEDRIVER", browser.driver.clone()),
            ],
            screen: None,
        }
    }

    /// Finds Firefox and geckodriver, or installs them where that is allowed.
    ///
    /// # Errors
    /// One line that says how to get them.
    pub(crate) fn firefox() -> Result<Engine, String> {
        let browser = FIREFOX.find().or_else(|| {
            install(&["firefox-esr"]);
            FIREFOX.find()
        });
        let browser = browser.ok_or(NO_FIREFOX)?;
        let driver = geckodriver().ok_or(NO_FIREFOX)?;
        Ok(Engine {
            name: "firefox",
            programs: vec![("FIREFOX", browser), ("GECKODRIVER", driver)],
            screen: None,
        })
    }

    /// Finds WebKitWebDriver, its browser and a virtual display, or installs them where that is allowed.
    ///
    /// # Errors
    /// One line that says how to get them.
    pub(crate) fn webkit() -> Result<Engine, String> {
        let found = find_webkit().or_else(|| {
            install(&["webkit2gtk-driver", "xvfb", "xauth"]);
            find_webkit()
        });
        found.ok_or_else(|| NO_WEBKIT.to_owned())
    }

    /// `cargo` with these words, on this engine's screen and knowing its programs.
    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let mut tests = match &self.screen {
            Some(screen) => {
                let mut tests = command(screen, &["-a"]);
                let cargo = cargo(words);
                tests.arg(cargo.get_program()).args(cargo.get_args());
                tests
            }
            None => cargo(words),
        };
        tests.env("PORTCULLIS_ENGINE", self.name);
        tests.envs(self.programs.iter().map(|(name, path)| (name, path)));
        tests
    }
}

fn find_webkit() -> Option<Engine> {
    let programs = vec![
        ("WEBKITWEBDRIVER", WEBKIT_DRIVER.find()?),
        ("MINIBROWSER", MINI_BROWSER.find()?),
    ];
    Some(Engine {
        name: "webkit",
        programs,
        screen: Some(SCREEN.find()?),
    })
}

fn geckodriver() -> Option<PathBuf> {
    let ours = || system::program_in(&tools::folder().join("bin"), "geckodriver");
    GECKODRIVER.find().or_else(ours).or_else(|| {
        let folder = tools::install("geckodriver", &["--locked"]).ok()?;
        system::program_in(&folder, "geckodriver")
    })
}

/// Only Debian's names are known.
fn install(packages: &[&str]) {
    if let Some(manager) = Manager::usable().filter(|it| it.program == "apt-get") {
        manager.install(packages);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(name: &'static str, screen: Option<PathBuf>) -> Engine {
        let programs = vec![("FIREFOX", PathBuf::from("/opt/firefox"))];
        Engine {
            name,
            programs,
            screen,
        }
    }

    #[test]
    fn the_tests_are_told_their_engine_and_its_programs() {
        let tests = engine("firefox", None).cargo(&["test"]);
        let told: Vec<_> = tests.get_envs().collect();
        assert!(told.contains(&("PORTCULLIS_ENGINE".as_ref(), Some("firefox".as_ref()))));
        assert!(told.contains(&("FIREFOX".as_ref(), Some("/opt/firefox".as_ref()))));
    }

    #[test]
    fn an_engine_that_wants_a_screen_is_given_one() {
        let tests = engine("webkit", Some("/bin/xvfb-run".into())).cargo(&["test", "--test"]);
        let words: Vec<_> = tests.get_args().collect();
        assert_eq!(tests.get_program(), "/bin/xvfb-run");
        assert_eq!(words.first(), Some(&"-a".as_ref()));
        assert_eq!(
            words.get(2..),
            Some(&["test".as_ref(), "--test".as_ref()][..])
        );
    }

    #[test]
    fn which_engine_is_not_run_is_said_in_one_line() {
        assert_eq!(
            NO_FIREFOX,
            "firefox is not run: install Firefox and geckodriver (on Debian: sudo apt-get install \
             firefox-esr; cargo install geckodriver --locked), or set FIREFOX and GECKODRIVER to \
             where they are"
        );
        assert_eq!(
            NO_WEBKIT,
            "webkit is not run: install WebKitWebDriver, MiniBrowser and xvfb-run (on Debian: \
             sudo apt-get install webkit2gtk-driver xvfb xauth), or set WEBKITWEBDRIVER, \
             MINIBROWSER and XVFB_RUN to where they are"
        );
    }
}
