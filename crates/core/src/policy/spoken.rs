//! The interface's words in one language of a policy: built in, or changed by the owner.

use std::borrow::Cow;

use super::{Duration, Model, Policy};
use crate::labels::{self, Labels, Plural};

/// The words of `policy` in `language`.
pub(super) struct Words<'a> {
    policy: &'a Policy,
    /// Which language.
    pub(super) language: &'a str,
    built_in: Labels,
}

impl<'a> Words<'a> {
    pub(super) fn of(policy: &'a Policy, language: &'a str) -> Words<'a> {
        let built_in = labels::built_in(language).unwrap_or_default();
        Words {
            policy,
            language,
            built_in,
        }
    }

    fn built_in(&self, key: &str) -> Option<&'static str> {
        let label = self.built_in.iter().find(|(known, _)| *known == key);
        label.map(|(_, text)| *text)
    }

    fn owners(&self, key: &str) -> Option<&'a str> {
        self.policy
            .texts
            .get(key)
            .map(|text| text.get(self.language))
    }

    /// The label for `key`.
    pub(super) fn plain(&self, key: &str) -> &'a str {
        self.owners(key)
            .or_else(|| self.built_in(key))
            .unwrap_or_default()
    }

    /// The label for `key` as the consent model words it. Who is only told is told as who may refuse
    /// where there is no difference.
    pub(super) fn of_model(&self, key: &str) -> &'a str {
        let models: &[&str] = match self.policy.consent.model {
            Model::OptIn => &[],
            Model::OptOut => &["opt_out"],
            Model::Notice => &["notice", "opt_out"],
        };
        let built_in = || {
            models
                .iter()
                .find_map(|it| self.built_in(&format!("{key}_{it}")))
        };
        self.owners(key)
            .or_else(built_in)
            .unwrap_or_else(|| self.plain(key))
    }

    /// How a list is joined that ends with `last`.
    pub(super) fn list(&self, last: &str) -> Cow<'a, str> {
        labels::joined(self.language, self.plain("list"), last)
    }

    /// `3 services` for `service`.
    pub(super) fn count(&self, what: &str, count: usize) -> String {
        let form = Plural::of(self.language, count);
        let key = |form: Plural| format!("{what}_{}", form.word());
        let exact = self.plain(&key(form));
        let text = if exact.is_empty() {
            self.plain(&key(Plural::Other))
        } else {
            exact
        };
        text.replace("{count}", &count.to_string())
    }

    /// A duration in words, such as `2 years`.
    pub(super) fn duration(&self, duration: Duration) -> String {
        match duration {
            Duration::Session => self.plain("duration_session").to_owned(),
            Duration::Unlimited => self.plain("duration_unlimited").to_owned(),
            Duration::For(count, unit) => self.count(unit.word(), count as usize),
        }
    }
}
