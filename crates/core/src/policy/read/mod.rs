//! What was written against the rules: reports every breach, and builds the
//! policy that counts when there is none.

mod category;
mod gate;
mod service;
mod site;
mod stored;
mod text;

use std::collections::BTreeMap;

use toml::Spanned;

use super::diagnostic::Diagnostics;
use super::problem::{Kind as Problem, RuleProblem, TextProblem};
use super::raw::{RawPolicy, RawText};
use super::{Category, Policy, Service};
use crate::labels;
use crate::record::{FINGERPRINT_LENGTH, MAX_BYTES};

/// What the reading of each part needs to know of the others.
pub(super) struct Reader<'a> {
    languages: Vec<String>,
    languages_known: bool,
    found: &'a mut Diagnostics,
}

/// Limits that keep a hostile file from costing time.
const MOST_LANGUAGES: usize = 40;
const MOST_CATEGORIES: usize = 64;
const MOST_SERVICES: usize = 600;
const MOST_ITEMS: usize = 200;

/// Bytes of a stored choice besides its ids and fingerprints, the cookie's name included.
const RECORD_FRAME: usize = 40;

/// Reads the whole file.
pub(super) fn policy(raw: RawPolicy, found: &mut Diagnostics) -> Policy {
    let (listed, languages_known) = text::languages(raw.languages, found);
    let languages = listed.iter().map(|tag| tag.get_ref().clone()).collect();
    let mut reader = Reader {
        languages,
        languages_known,
        found,
    };
    reader.cap(&raw.category, "categories", MOST_CATEGORIES);
    reader.cap(&raw.service, "services", MOST_SERVICES);
    let site = reader.site(raw.site);
    let consent = reader.consent(raw.consent);
    let gate = reader.gate(&raw.gate);
    let banner = reader.banner(raw.banner);
    reader.require_labels(&listed, &raw.texts);
    let texts = reader.texts(raw.texts);
    let (categories, heads) = reader.categories(raw.category);
    let services = reader.services(raw.service, &categories, &heads);
    reader.warn_of_open_doors(&raw.gate.allow, &categories, &services);
    reader.refuse_long_record(&categories, &services);
    Policy {
        languages: reader.languages,
        site,
        consent,
        gate,
        banner,
        texts,
        categories,
        services,
    }
}

impl Reader<'_> {
    fn cap<T>(&mut self, list: &[Spanned<T>], what: &'static str, most: usize) {
        if let Some(first_over) = list.get(most) {
            self.found
                .push(Problem::TooMany { what, most }, first_over.span());
        }
    }

    /// The stored choice, all granted, has to fit one cookie (TECH-61).
    fn refuse_long_record(&mut self, categories: &[Category], services: &[Service]) {
        let optional = |category: &&Category| !category.necessary;
        let names: usize = categories
            .iter()
            .filter(optional)
            .map(|it| it.id.len() + 1)
            .sum();
        let is_optional = |service: &&Service| {
            categories
                .get(service.category.index())
                .is_some_and(|it| !it.necessary)
        };
        let prints = services.iter().filter(is_optional).count() * FINGERPRINT_LENGTH;
        if names + prints > MAX_BYTES - RECORD_FRAME {
            self.found.push(RuleProblem::LongRecord, 0..0);
        }
    }

    /// A language without built-in labels has to give them all (LAW-18).
    fn require_labels(
        &mut self,
        listed: &[Spanned<String>],
        texts: &BTreeMap<String, Spanned<RawText>>,
    ) {
        for tag in listed {
            if labels::built_in(tag.get_ref()).is_some() {
                continue;
            }
            let language = tag.get_ref().clone();
            let is_missing = |key: &&str| {
                !texts
                    .get(*key)
                    .is_some_and(|text| text.get_ref().has(&language))
            };
            let missing: Vec<&str> = labels::KEYS.iter().copied().filter(is_missing).collect();
            if !missing.is_empty() {
                self.found
                    .push(TextProblem::NoLabels { language, missing }, tag.span());
            }
        }
    }
}
