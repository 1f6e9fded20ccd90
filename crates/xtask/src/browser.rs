//! The browser that the tests drive, and its driver.

use crate::system::{self, Manager};
use std::path::{Path, PathBuf};

/// Where the browser and its driver are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Browser {
    pub(crate) chrome: PathBuf,
    pub(crate) driver: PathBuf,
}

const CHROME: Program = Program {
    variable: "CHROME",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ],
    places: &[
        "/usr/lib/chromium/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ],
};

const DRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    names: &["chromedriver", "chromium.chromedriver"],
    places: &[
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/snap/bin/chromium.chromedriver",
    ],
};

/// What the tests need, by package manager.
const PACKAGES: [(&str, &[&str]); 4] = [
    ("apt-get", &["chromium", "chromium-driver"]),
    ("dnf", &["chromium", "chromedriver"]),
    ("pacman", &["chromium"]),
    ("brew", &["--cask", "chromium", "chromedriver"]),
];

/// What cannot be helped, in one line.
const MISSING: &str = "the tests need Chromium and chromedriver: install both (on Debian: sudo \
     apt-get install chromium chromium-driver), or set CHROME and CHROMEDRIVER to where they are";

impl Browser {
    /// Finds the browser and its driver, or installs them where that is allowed.
    ///
    /// # Errors
    /// One line that says how to get them.
    pub(crate) fn set_up() -> Result<Browser, String> {
        if let Some(browser) = Browser::find() {
            return Ok(browser);
        }
        let manager = Manager::usable().ok_or(MISSING)?;
        eprintln!(
            "no Chromium with its driver here: installing them with {}",
            manager.program
        );
        manager.install(packages(manager.program));
        Browser::find().ok_or_else(|| MISSING.to_owned())
    }

    fn find() -> Option<Browser> {
        let chrome = CHROME.find()?;
        let driver = DRIVER.find()?;
        Some(Browser { chrome, driver })
    }
}

fn packages(manager: &str) -> &'static [&'static str] {
    let row = PACKAGES.iter().find(|(name, _)| *name == manager);
    row.map_or(&[], |(_, packages)| packages)
}

/// A program, and where to look for it.
pub(crate) struct Program {
    /// The environment variable that names it.
    pub(crate) variable: &'static str,
    pub(crate) names: &'static [&'static str],
    pub(crate) places: &'static [&'static str],
}

impl Program {
    /// Where it is: as told, on PATH, or in one of its places.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        let told = std::env::var_os(self.variable).map(PathBuf::from);
        let told = told.filter(|path| path.is_file());
        told.or_else(|| system::find(self.names))
            .or_else(|| first_file(self.places))
    }
}

fn first_file(places: &[&str]) -> Option<PathBuf> {
    let place = places.iter().find(|place| Path::new(place).is_file())?;
    Some(PathBuf::from(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::MANAGERS;

    #[test]
    fn every_package_manager_knows_a_browser() {
        for manager in &MANAGERS {
            assert!(!packages(manager.program).is_empty(), "{}", manager.program);
        }
        assert!(packages("emerge").is_empty());
    }

    #[test]
    fn what_is_missing_is_said_in_one_line() {
        assert_eq!(
            MISSING,
            "the tests need Chromium and chromedriver: install both (on Debian: sudo apt-get \
             install chromium chromium-driver), or set CHROME and CHROMEDRIVER to where they are"
        );
    }

    #[test]
    fn a_place_without_the_file_is_passed_over() {
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert_eq!(first_file(&["/nowhere", here]), Some(PathBuf::from(here)));
        assert_eq!(first_file(&["/nowhere"]), None);
    }
}
