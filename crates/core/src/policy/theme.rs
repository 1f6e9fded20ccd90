//! The policy's own theme as a style.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Policy;

impl Policy {
    /// The theme of `[banner]` as CSS, as weak as the defaults: a site's own
    /// rule still wins. Empty where the policy sets nothing.
    pub fn theme_css(&self) -> String {
        let schemes = [("light", &self.banner.light), ("dark", &self.banner.dark)];
        let set = schemes.into_iter().filter(|(_, tokens)| !tokens.is_empty());
        set.fold(String::new(), |mut css, (scheme, values)| {
            let _ = writeln!(
                css,
                "@media (prefers-color-scheme:{scheme}){{:where(:root){{{}}}}}",
                tokens(values)
            );
            css
        })
    }
}

fn tokens(values: &BTreeMap<String, String>) -> String {
    values
        .iter()
        .fold(String::new(), |mut rules, (token, value)| {
            let _ = write!(rules, "--portcullis-{token}:{value};");
            rules
        })
}
