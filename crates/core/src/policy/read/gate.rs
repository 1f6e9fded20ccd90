//! What the gate does, and how a service is stopped.

use toml::Spanned;

use super::super::problem::{Caution, FormProblem};
use super::super::raw::{Enforce, RawGate, Unlisted};
use super::super::{Category, Gate, Service};
use super::{MOST_ITEMS, Reader};
use crate::host::{HostRule, is_under};

/// Bytes of a name that is called.
const LONGEST_STOP: usize = 80;

impl Reader<'_> {
    pub(super) fn gate(&mut self, raw: &RawGate) -> Gate {
        Gate {
            hold_unlisted: raw.unlisted == Some(Unlisted::Hold),
            enforce: raw.enforce == Some(Enforce::Csp),
            allow: self.allow(&raw.allow),
        }
    }

    fn allow(&mut self, raw: &[Spanned<String>]) -> Vec<HostRule> {
        let rules = self.hosts(raw, "hosts in `allow`");
        for (rule, span) in &rules {
            if !rule.path().is_empty() {
                let found = rule.to_string();
                self.found
                    .push(FormProblem::AllowPath { found }, span.clone());
            }
        }
        rules.into_iter().map(|(rule, _)| rule).collect()
    }

    /// What optional services need is let in by their grants alone.
    pub(super) fn warn_of_open_doors(
        &mut self,
        raw: &[Spanned<String>],
        categories: &[Category],
        services: &[Service],
    ) {
        let optional = |service: &&Service| {
            let category = categories.get(service.category.index());
            category.is_some_and(|it| !it.necessary)
        };
        for written in raw.iter().take(MOST_ITEMS) {
            let Ok(rule) = written.get_ref().parse::<HostRule>() else {
                continue;
            };
            let mut asked = services.iter().filter(optional);
            let there = asked.find(|service| service.hosts.iter().any(|it| overlap(it, &rule)));
            if let Some(service) = there {
                let (host, service) = (rule.to_string(), service.id.clone());
                self.found
                    .push(Caution::OpenDoor { host, service }, written.span());
            }
        }
    }

    pub(super) fn stop(&mut self, raw: Option<Spanned<String>>) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        let found = raw.get_ref().clone();
        if found.len() > LONGEST_STOP || !found.split('.').all(is_identifier) {
            self.found.push(FormProblem::Stop { found }, raw.span());
        }
        raw.into_inner()
    }
}

/// Whether some request fits both.
fn overlap(one: &HostRule, other: &HostRule) -> bool {
    let (Some(host), Some(second)) = (one.host(), other.host()) else {
        return false;
    };
    let is_port = one.port().is_none() || other.port().is_none() || one.port() == other.port();
    is_port && (is_under(host, second) || is_under(second, host))
}

/// Whether `name` can stand between the dots of a JavaScript name, in ASCII.
fn is_identifier(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '$';
    name.starts_with(is_letter) && name.chars().all(|c| is_letter(c) || c.is_ascii_digit())
}
