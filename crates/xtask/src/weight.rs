//! What `budget.toml` allows a visitor's downloads to weigh.

use serde::Deserialize;

use crate::size::Size;

/// `budget.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Budget {
    pub(crate) weight: Vec<Weight>,
}

/// In place of a policy: what serves any.
pub(crate) const GENERIC: &str = "generic";
const SAMPLE: &str = "policy.toml";

/// Files that are downloaded together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weight {
    name: String,
    /// A file of this repository; the sample site's where it names none.
    policy: Option<String>,
    /// In the folder that a site serves; `*` stands for a mark, `LANGUAGE` for one.
    files: Vec<String>,
    /// The most they may weigh, in bytes of brotli 11; none where it is only shown.
    pub(crate) brotli: Option<usize>,
    /// What they are to come down to.
    pub(crate) goal: Option<usize>,
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
    /// What is built to be weighed.
    pub(crate) fn policy(&self) -> &str {
        self.policy.as_deref().unwrap_or(SAMPLE)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(files: &[&str]) -> Weight {
        Weight {
            name: "visit".to_owned(),
            policy: None,
            files: files.iter().map(|&it| it.to_owned()).collect(),
            brotli: None,
            goal: None,
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
}
