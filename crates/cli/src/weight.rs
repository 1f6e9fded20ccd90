//! What files weigh on their way to a visitor, and what `budget.toml` allows.
//! `cargo xtask size` reads this file too.

use std::io::{self, Write};

use serde::Deserialize;

/// `budget.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Budget {
    pub(crate) weight: Vec<Weight>,
}

/// Files that are downloaded together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weight {
    name: String,
    /// In the folder that a site serves; `*` stands for a mark, `LANGUAGE` for one.
    files: Vec<String>,
    /// The most they may weigh, in bytes of brotli 11; none where it is only shown.
    pub(crate) brotli: Option<usize>,
}

/// Bytes as they are, and as they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl Budget {
    /// What `budget.toml` says at the moment of building.
    ///
    /// # Errors
    /// One line that says where it is no budget.
    pub(crate) fn ours() -> Result<Budget, String> {
        let text = include_str!("../../../budget.toml");
        toml::from_str(text).map_err(|error| format!("budget.toml: {}", error.message()))
    }
}

impl Weight {
    /// Its name, with the language where that makes a difference.
    pub(crate) fn label(&self, language: &str) -> String {
        let name = &self.name;
        if self.files.iter().any(|it| it.contains("LANGUAGE")) {
            return format!("{name}, {language}");
        }
        name.clone()
    }

    /// Of files with names, those that a visitor who reads `language` downloads.
    ///
    /// # Errors
    /// One line that names what is not there.
    pub(crate) fn of(&self, files: &[(String, Size)], language: &str) -> Result<Size, String> {
        let mut sum = Size::default();
        for pattern in &self.files {
            let pattern = pattern.replace("LANGUAGE", language);
            let found = files.iter().find(|(name, _)| matches(&pattern, name));
            let found = found.ok_or_else(|| format!("cannot weigh {pattern}: no such file"))?;
            sum += found.1;
        }
        Ok(sum)
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, end)) => name
            .strip_prefix(start)
            .is_some_and(|rest| rest.ends_with(end)),
    }
}

impl Size {
    /// What `bytes` weigh. Each file travels by itself, so each is compressed by itself.
    ///
    /// # Errors
    /// They cannot be compressed.
    pub(crate) fn of(bytes: &[u8]) -> io::Result<Size> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let quality = brotli::enc::BrotliEncoderParams {
            quality: 11,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &quality)?;
        Ok(Size {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }
}

impl std::ops::AddAssign for Size {
    fn add_assign(&mut self, other: Size) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Size { raw, gzip, brotli } = self;
        write!(out, "{raw:>9} {gzip:>9} {brotli:>9}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(files: &[&str]) -> Weight {
        Weight {
            name: "visit".to_owned(),
            files: files.iter().map(|&it| it.to_owned()).collect(),
            brotli: None,
        }
    }

    fn files(sizes: &[(&str, usize)]) -> Vec<(String, Size)> {
        let size = |brotli| Size {
            brotli,
            ..Size::default()
        };
        let files = sizes.iter();
        files
            .map(|(name, it)| ((*name).to_owned(), size(*it)))
            .collect()
    }

    #[test]
    fn a_visitor_downloads_one_language() {
        let files = files(&[("gate.js", 5), ("first.en.1a.js", 1), ("first.sv.1a.js", 2)]);
        let visit = weight(&["gate.js", "first.LANGUAGE.*.js"]);
        assert_eq!(visit.label("sv"), "visit, sv");
        assert_eq!(weight(&["gate.js"]).label("sv"), "visit");
        assert_eq!(visit.of(&files, "en").unwrap().brotli, 6);
        assert_eq!(visit.of(&files, "sv").unwrap().brotli, 7);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let message = "cannot weigh guards.*.js: no such file".to_owned();
        assert_eq!(weight(&["guards.*.js"]).of(&[], "en"), Err(message));
    }

    #[test]
    fn text_travels_lighter_than_it_is() {
        let size = Size::of("consent ".repeat(100).as_bytes()).unwrap();
        assert_eq!(size.raw, 800);
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
    }
}
