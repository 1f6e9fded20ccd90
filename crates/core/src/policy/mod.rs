//! A checked policy, and the reader that makes one.
//!
//! `policy.toml` is read in three steps: TOML into a tree with spans, the tree
//! against the [`registry`] of keys, and what is left of it against the rules.
//! Each step adds what it finds to one list, so one run reports every problem.
//! Nothing here panics, prints or keeps a policy that has an error.

mod diagnostic;
mod duration;
mod hint;
mod known;
mod link;
mod message;
mod model;
mod parse;
mod pattern;
mod problem;
mod question;
mod raw;
mod read;
pub mod registry;
#[cfg(feature = "report")]
mod report;
mod schema;
mod spoken;
mod structure;
mod text;
mod theme;
mod view;

use std::collections::BTreeMap;

pub use diagnostic::{Diagnostic, Diagnostics, Position};
pub use duration::{Duration, DurationError, Unit};
pub use known::host as known_host;
pub use model::{Banner, Category, Consent, CookieRule, Gate, Service, Site, StorageRule};
pub use parse::Checked;
pub use pattern::pattern_matches;
pub use problem::Severity;
#[cfg(feature = "report")]
pub use report::render;
pub use schema::schema;
pub use text::Text;

use crate::{CategoryId, ServiceId};

pub use crate::words::{Kind, Layout, Model, Position as BannerPosition, StorageKind};

/// A checked policy. Every service names a category that exists, every text
/// exists in every language, every host and duration is well formed.
///
/// Only [`Policy::parse`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Languages; the first is the fallback.
    pub(crate) languages: Vec<String>,
    /// Who asks.
    pub(crate) site: Site,
    /// How consent is asked and kept.
    pub(crate) consent: Consent,
    /// What the gate does with requests.
    pub(crate) gate: Gate,
    /// How the first layer looks.
    pub(crate) banner: Banner,
    /// Words of the interface that the owner changed, by key.
    pub(crate) texts: BTreeMap<String, Text>,
    /// The categories in the file's order.
    pub(crate) categories: Vec<Category>,
    /// The services in the file's order.
    pub(crate) services: Vec<Service>,
}

impl Policy {
    /// Languages; the first is the fallback.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Who asks.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// How consent is asked and kept.
    pub fn consent(&self) -> &Consent {
        &self.consent
    }

    /// What the gate does with requests.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// How the first layer looks.
    pub fn banner(&self) -> &Banner {
        &self.banner
    }

    /// The language whose texts stand in where one has none: the first.
    pub fn fallback(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// The category called `id`.
    pub fn category_id(&self, id: &str) -> Option<CategoryId> {
        let place = self
            .categories
            .iter()
            .position(|category| category.id == id)?;
        u16::try_from(place).ok().map(CategoryId::at)
    }

    /// The service called `id`.
    pub fn service_id(&self, id: &str) -> Option<ServiceId> {
        let place = self.services.iter().position(|service| service.id == id)?;
        u16::try_from(place).ok().map(ServiceId::at)
    }

    /// The category at `id`.
    pub fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.get(id.index())
    }

    /// The service at `id`.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.get(id.index())
    }

    /// The categories in the file's order, with their ids.
    pub fn categories(&self) -> impl Iterator<Item = (CategoryId, &Category)> {
        (0..).map(CategoryId::at).zip(&self.categories)
    }

    /// The services in the file's order, with their ids.
    pub fn services(&self) -> impl Iterator<Item = (ServiceId, &Service)> {
        (0..).map(ServiceId::at).zip(&self.services)
    }

    /// Whether `service` needs no consent.
    pub fn is_necessary(&self, service: &Service) -> bool {
        self.category(service.category)
            .is_some_and(|category| category.necessary)
    }

    /// The services that need consent, in the file's order.
    pub fn optional(&self) -> impl Iterator<Item = (ServiceId, &Service)> {
        self.services()
            .filter(|(_, service)| !self.is_necessary(service))
    }

    /// Whether there is anything to ask (invariant 11).
    pub fn needs_consent(&self) -> bool {
        self.optional().next().is_some()
    }
}
