//! Texts in every language of a policy.

use std::collections::BTreeMap;

/// A text in every language of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    by_language: BTreeMap<String, String>,
    everywhere: String,
}

impl Text {
    /// One text for all languages.
    pub fn everywhere(text: impl Into<String>) -> Text {
        Text {
            by_language: BTreeMap::new(),
            everywhere: text.into(),
        }
    }

    /// A text for each language; `fallback` names the one that stands in for the rest.
    pub fn by_language(texts: BTreeMap<String, String>, fallback: &str) -> Text {
        let everywhere = texts.get(fallback).cloned().unwrap_or_default();
        Text {
            by_language: texts,
            everywhere,
        }
    }

    /// The text in `language`, or the fallback's.
    pub fn get(&self, language: &str) -> &str {
        self.by_language.get(language).unwrap_or(&self.everywhere)
    }

    /// Whether no text was given.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.by_language.is_empty()
    }
}
