//! Cookies and other storage of one service.

use std::ops::Range;

use toml::Spanned;

use super::super::known;
use super::super::pattern::pattern_matches;
use super::super::problem::{Caution, FormProblem, RuleProblem};
use super::super::raw::{Party, RawCookie, RawStorage};
use super::super::{Category, CookieRule, Duration, Kind, StorageKind, StorageRule};
use super::{MOST_ITEMS, Reader};
use crate::record::OWN_NAMES;

impl Reader<'_> {
    pub(super) fn cookies(
        &mut self,
        raw: Vec<Spanned<RawCookie>>,
        category: Option<&Category>,
    ) -> Vec<CookieRule> {
        self.cap(&raw, "cookies in one service", MOST_ITEMS);
        let mut rules: Vec<CookieRule> = Vec::new();
        for raw in raw.into_iter().take(MOST_ITEMS) {
            let span = raw
                .get_ref()
                .name
                .as_ref()
                .map_or(raw.span(), Spanned::span);
            let rule = self.cookie(raw.into_inner(), category, &span);
            if !rule.name.is_empty() && rules.iter().any(|known| known.name == rule.name) {
                self.found.push(
                    RuleProblem::CookieTwice {
                        cookie: rule.name.clone(),
                    },
                    span,
                );
            }
            rules.push(rule);
        }
        rules
    }

    fn cookie(
        &mut self,
        raw: RawCookie,
        category: Option<&Category>,
        span: &Range<usize>,
    ) -> CookieRule {
        let name = self.name(raw.name, is_cookie_name);
        let what = format!("cookie `{name}`");
        let third_party = raw.party == Some(Party::Third);
        self.warn_of_silence(raw.purpose.is_none(), &what, span);
        let duration = self.duration(raw.duration, category, &what);
        if let Some(category) = category {
            self.refuse_foreign(&name, third_party, category, span);
            self.warn_of_tracker(&name, category, span);
        }
        CookieRule {
            name,
            duration: duration.unwrap_or(Duration::Session),
            purpose: self.text(raw.purpose, "purpose"),
            third_party,
            http_only: raw.http_only,
        }
    }

    pub(super) fn stores(
        &mut self,
        raw: Vec<Spanned<RawStorage>>,
        category: Option<&Category>,
    ) -> Vec<StorageRule> {
        self.cap(&raw, "stored items in one service", MOST_ITEMS);
        raw.into_iter()
            .take(MOST_ITEMS)
            .map(|raw| self.store(raw, category))
            .collect()
    }

    fn store(&mut self, raw: Spanned<RawStorage>, category: Option<&Category>) -> StorageRule {
        let span = raw
            .get_ref()
            .name
            .as_ref()
            .map_or(raw.span(), Spanned::span);
        let raw = raw.into_inner();
        let kind = raw.kind.unwrap_or(StorageKind::Local);
        let name = match kind {
            StorageKind::Worker => self.scope(raw.name),
            _ => self.name(raw.name, |_| true),
        };
        let what = format!("{} storage `{name}`", kind.word());
        self.warn_of_silence(raw.purpose.is_none(), &what, &span);
        let duration = match raw.duration {
            Some(written) => self.storage_duration(written, kind, &name, category),
            None => {
                let natural = natural_duration(kind);
                self.hold_to_kind(natural, category, &what, &span);
                natural
            }
        };
        StorageRule {
            kind,
            name,
            duration,
            purpose: self.text(raw.purpose, "purpose"),
        }
    }

    fn storage_duration(
        &mut self,
        written: Spanned<String>,
        kind: StorageKind,
        name: &str,
        category: Option<&Category>,
    ) -> Duration {
        let span = written.span();
        let text = written.get_ref().clone();
        let what = format!("{} storage `{name}`", kind.word());
        let Some(duration) = self.duration(Some(written), category, &what) else {
            return natural_duration(kind);
        };
        if kind == StorageKind::Session && duration != Duration::Session {
            self.found.push(
                RuleProblem::SessionStorage {
                    name: name.to_owned(),
                    duration: text,
                },
                span,
            );
        }
        duration
    }

    fn duration(
        &mut self,
        raw: Option<Spanned<String>>,
        category: Option<&Category>,
        what: &str,
    ) -> Option<Duration> {
        let raw = raw?;
        match raw.get_ref().parse() {
            Ok(duration) => {
                self.hold_to_kind(duration, category, what, &raw.span());
                Some(duration)
            }
            Err(error) => {
                self.found.push(error, raw.span());
                None
            }
        }
    }

    fn hold_to_kind(
        &mut self,
        duration: Duration,
        category: Option<&Category>,
        what: &str,
        span: &Range<usize>,
    ) {
        let Some(category) = category else { return };
        let (what, id) = (what.to_owned(), category.id.clone());
        let ends = duration == Duration::Session;
        match category.kind {
            Kind::Session if !ends => {
                let duration = duration.to_string();
                self.found.push(
                    RuleProblem::OutlivesSession {
                        what,
                        duration,
                        category: id,
                    },
                    span.clone(),
                );
            }
            Kind::Persistent if ends => {
                self.found.push(
                    RuleProblem::EndsWithSession { what, category: id },
                    span.clone(),
                );
            }
            _ => {}
        }
    }

    fn refuse_foreign(
        &mut self,
        cookie: &str,
        third_party: bool,
        category: &Category,
        span: &Range<usize>,
    ) {
        if third_party && category.kind != Kind::ThirdParty {
            let (cookie, kind) = (cookie.to_owned(), category.kind.word());
            let problem = RuleProblem::ForeignCookie {
                cookie,
                category: category.id.clone(),
                kind,
            };
            self.found.push(problem, span.clone());
        }
    }

    fn name(&mut self, raw: Option<Spanned<String>>, is_name: impl Fn(&str) -> bool) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        let name = raw.get_ref().clone();
        if name.trim().is_empty() || !is_name(&name) {
            self.found
                .push(FormProblem::Name { found: name }, raw.span());
        } else if name.chars().all(|c| c == '*') {
            self.found
                .push(FormProblem::Pattern { found: name }, raw.span());
        } else if OWN_NAMES.iter().any(|own| pattern_matches(&name, own)) {
            self.found
                .push(FormProblem::Own { found: name }, raw.span());
        }
        raw.into_inner()
    }

    /// The path that a service worker is registered for.
    fn scope(&mut self, raw: Option<Spanned<String>>) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        let found = raw.get_ref().clone();
        if !found.starts_with('/') || found.contains(char::is_whitespace) {
            self.found.push(FormProblem::Scope { found }, raw.span());
        } else if pattern_matches(&found, "/") && found != "/" {
            self.found.push(FormProblem::Pattern { found }, raw.span());
        }
        raw.into_inner()
    }

    /// The necessary category is closed to what is known to measure or sell (LAW-03).
    fn warn_of_tracker(&mut self, cookie: &str, category: &Category, span: &Range<usize>) {
        if !category.necessary {
            return;
        }
        if let Some(known) = known::cookie(cookie) {
            self.found.push(
                Caution::NecessaryCookie {
                    cookie: cookie.to_owned(),
                    known,
                },
                span.clone(),
            );
        }
    }

    fn warn_of_silence(&mut self, silent: bool, what: &str, span: &Range<usize>) {
        if silent {
            self.found.push(
                Caution::NoPurpose {
                    what: what.to_owned(),
                },
                span.clone(),
            );
        }
    }
}

/// Whether `name` can stand before the `=` of a cookie as browsers take it.
fn is_cookie_name(name: &str) -> bool {
    name.len() <= 256
        && name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b";,=".contains(&byte))
}

fn natural_duration(kind: StorageKind) -> Duration {
    match kind {
        StorageKind::Session => Duration::Session,
        _ => Duration::Unlimited,
    }
}
