//! The tables that stand once: site, consent, banner, texts.

use std::collections::BTreeMap;

use toml::Spanned;

use super::super::link::{is_link, is_mail};
use super::super::problem::{Caution, FormProblem};
use super::super::raw::{CloseButton, RawBanner, RawConsent, RawSite, RawText};
use super::super::{Banner, Consent, Model, Site, Text};
use super::Reader;
use crate::host;

/// Six months, the one term that satisfies every regulator (LAW-21).
const DAYS: u16 = 182;

impl Reader<'_> {
    pub(super) fn site(&mut self, raw: RawSite) -> Site {
        Site {
            name: self.text(raw.name, "name"),
            privacy_policy: self.link(raw.privacy_policy, "privacy_policy"),
            contact: self.contact(raw.contact),
            authority_name: self.text(raw.authority.name, "name"),
            authority_url: self.plain_link(raw.authority.url, "url"),
        }
    }

    fn contact(&mut self, raw: Option<Spanned<String>>) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        let found = raw.get_ref().clone();
        if !is_link(&found) && !is_mail(&found) {
            self.found.push(FormProblem::Contact { found }, raw.span());
        }
        raw.into_inner()
    }

    pub(super) fn consent(&mut self, raw: RawConsent) -> Consent {
        self.warn_of_model(raw.model.as_ref());
        Consent {
            model: raw.model.map(Spanned::into_inner).unwrap_or_default(),
            days: self.days(raw.days.as_ref()),
            gpc: raw.gpc.unwrap_or(true),
            domain: raw.domain.map(|domain| self.domain(&domain)),
        }
    }

    fn warn_of_model(&mut self, raw: Option<&Spanned<Model>>) {
        let Some(raw) = raw else { return };
        if *raw.get_ref() != Model::OptIn {
            let model = raw.get_ref().word();
            self.found.push(Caution::Model { model }, raw.span());
        }
    }

    fn days(&mut self, raw: Option<&Spanned<u16>>) -> u16 {
        let Some(raw) = raw else { return DAYS };
        let days = *raw.get_ref();
        if days > DAYS {
            self.found.push(Caution::ManyDays { days }, raw.span());
        }
        days
    }

    fn domain(&mut self, raw: &Spanned<String>) -> String {
        let found = raw.get_ref().clone();
        if let Some(domain) = host::domain(&found) {
            return domain;
        }
        self.found.push(
            FormProblem::Domain {
                found: found.clone(),
            },
            raw.span(),
        );
        found
    }

    pub(super) fn banner(&mut self, raw: RawBanner) -> Banner {
        Banner {
            layout: raw.layout.unwrap_or_default(),
            position: raw.position.unwrap_or_default(),
            close_button: raw.close_button == Some(CloseButton::Reject),
            light: self.theme(raw.theme),
            dark: self.theme(raw.theme_dark),
        }
    }

    fn theme(&mut self, raw: BTreeMap<String, Spanned<String>>) -> BTreeMap<String, String> {
        for (token, value) in &raw {
            if !is_plain_css(value.get_ref()) {
                self.found.push(
                    FormProblem::Theme {
                        token: token.clone(),
                    },
                    value.span(),
                );
            }
        }
        raw.into_iter()
            .map(|(token, value)| (token, value.into_inner()))
            .collect()
    }

    pub(super) fn texts(
        &mut self,
        raw: BTreeMap<String, Spanned<RawText>>,
    ) -> BTreeMap<String, Text> {
        raw.into_iter()
            .map(|(key, text)| (key.clone(), self.text(Some(text), &key)))
            .collect()
    }
}

/// Whether `value` can stand in a stylesheet without leaving its declaration
/// or fetching anything.
fn is_plain_css(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let breaks_out = |c: char| ";{}<>@\\".contains(c) || c.is_control();
    let calls = ["url(", "image(", "image-set(", "src(", "/*", "*/", "!"];
    !value.trim().is_empty()
        && value.len() <= 200
        && !value.contains(breaks_out)
        && !calls.iter().any(|call| lower.contains(call))
        && is_balanced(value)
}

/// Whether quotes and round brackets are closed, brackets inside quotes apart.
fn is_balanced(value: &str) -> bool {
    let mut quote = None;
    let mut depth = 0_usize;
    for c in value.chars() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') if depth == 0 => return false,
            (None, ')') => depth -= 1,
            (None, '[' | ']') => return false,
            (None, _) => {}
        }
    }
    quote.is_none() && depth == 0
}
