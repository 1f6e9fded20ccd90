//! The policy in one language.

use std::collections::BTreeMap;

use super::{Category, CookieRule, Duration, Policy, Service, StorageRule, Text, Unit};
use crate::labels;
use crate::language::choose;
use crate::record::OWN_NAMES;
use crate::view::{
    BannerView, CategoryView, CookieView, Labels, LinkView, PolicyView, ServiceView, SiteView,
};
use crate::words::{StorageKind, StoredKind};

impl Policy {
    /// The policy as a reader of `language` sees it; in the fallback language
    /// where the policy does not have that one.
    pub fn view(&self, language: &str) -> PolicyView {
        let language = self.spoken(language);
        let labels = self.labels(language);
        PolicyView {
            language: language.to_owned(),
            rtl: labels::is_rtl(language),
            site: self.site_view(language),
            banner: self.banner_view(),
            categories: self
                .categories
                .iter()
                .map(|category| category_view(category, language))
                .collect(),
            services: self
                .services
                .iter()
                .map(|service| self.service_view(service, language, &labels))
                .collect(),
            own: self.own(&labels),
            labels,
            days: self.consent.days,
            reloads: self
                .optional()
                .any(|(_, it)| self.gate.enforce || it.reloads_granted),
            revision: self.revision(),
        }
    }

    /// The listed language that `language` asks for, else the fallback.
    fn spoken(&self, language: &str) -> &str {
        choose(&self.languages, [language]).unwrap_or(self.fallback())
    }

    /// The interface's words: built in, or changed by the owner.
    fn labels(&self, language: &str) -> Labels {
        let built_in = labels::built_in(language).unwrap_or_default();
        let word = |key: &str| {
            built_in
                .iter()
                .find(|(known, _)| *known == key)
                .map_or("", |(_, text)| text)
        };
        let text = |key: &str| {
            self.texts
                .get(key)
                .map_or_else(|| word(key), |text| text.get(language))
        };
        let label = |key: &&str| ((*key).to_owned(), self.fill(text(key), language));
        labels::KEYS.iter().map(label).collect()
    }

    /// The site's name last: it may hold braces of its own.
    fn fill(&self, text: &str, language: &str) -> String {
        text.replace("{days}", &self.consent.days.to_string())
            .replace("{site}", self.site.name.get(language))
    }

    fn service_view(&self, service: &Service, language: &str, labels: &Labels) -> ServiceView {
        let optional = !self.is_necessary(service);
        let text = |text: &Text| text.get(language).to_owned();
        let cookies = service.cookies.iter().map(|rule| CookieView {
            // What is necessary is not erased at all.
            left: optional && rule.is_out_of_reach(),
            ..cookie_view(rule, language, labels)
        });
        let stored = service
            .storage
            .iter()
            .map(|rule| storage_view(rule, language, labels));
        ServiceView {
            id: service.id.clone(),
            category: service.category.place(),
            title: text(&service.title),
            vendor: service.vendor.clone(),
            purpose: text(&service.purpose),
            privacy: text(&service.privacy),
            opt_out: text(&service.opt_out),
            hosts: service.hosts.iter().map(ToString::to_string).collect(),
            cookies: cookies.chain(stored).collect(),
        }
    }

    fn site_view(&self, language: &str) -> SiteView {
        let authority = LinkView {
            name: self.site.authority_name.get(language).to_owned(),
            url: self.site.authority_url.clone(),
        };
        SiteView {
            name: self.site.name.get(language).to_owned(),
            privacy_policy: self.site.privacy_policy.get(language).to_owned(),
            contact: self.site.contact.clone(),
            authority: (!authority.name.is_empty()).then_some(authority),
        }
    }

    fn banner_view(&self) -> BannerView {
        BannerView {
            layout: self.banner.layout,
            position: self.banner.position,
            close_button: self.banner.close_button,
            quiet_reject: self.banner.quiet_reject,
        }
    }

    /// What Portcullis itself stores; nothing where there is nothing to ask (invariant 11).
    fn own(&self, labels: &Labels) -> Vec<CookieView> {
        if !self.needs_consent() {
            return Vec::new();
        }
        let [secure, plain] = OWN_NAMES;
        let cookie = if self.consent.domain.is_some() {
            plain.to_owned()
        } else {
            format!("{secure}, {plain}")
        };
        let item = |name: String, kind: StoredKind| CookieView {
            name,
            kind,
            duration: duration(
                Duration::For(u32::from(self.consent.days), Unit::Day),
                labels,
            ),
            purpose: labels.get("own_purpose").cloned().unwrap_or_default(),
            ..CookieView::default()
        };
        let mirror = StoredKind::Storage(StorageKind::Local);
        vec![
            item(cookie, StoredKind::Cookie),
            item(plain.to_owned(), mirror),
        ]
    }
}

fn category_view(category: &Category, language: &str) -> CategoryView {
    CategoryView {
        id: category.id.clone(),
        kind: category.kind,
        necessary: category.necessary,
        title: category.title.get(language).to_owned(),
        description: category.description.get(language).to_owned(),
    }
}

fn cookie_view(rule: &CookieRule, language: &str, labels: &Labels) -> CookieView {
    CookieView {
        name: rule.name.clone(),
        kind: StoredKind::Cookie,
        duration: duration(rule.duration, labels),
        purpose: rule.purpose.get(language).to_owned(),
        third_party: rule.third_party,
        ..CookieView::default()
    }
}

fn storage_view(rule: &StorageRule, language: &str, labels: &Labels) -> CookieView {
    CookieView {
        name: rule.name.clone(),
        kind: StoredKind::Storage(rule.kind),
        duration: duration(rule.duration, labels),
        purpose: rule.purpose.get(language).to_owned(),
        ..CookieView::default()
    }
}

/// A duration in words, such as `2 years`.
fn duration(duration: Duration, labels: &BTreeMap<String, String>) -> String {
    let label = |key: &str| labels.get(key).cloned().unwrap_or_default();
    match duration {
        Duration::Session => label("duration_session"),
        Duration::Unlimited => label("duration_unlimited"),
        Duration::For(1, unit) => label(&format!("{}_one", unit.word())).replace("{count}", "1"),
        Duration::For(count, unit) => {
            label(&format!("{}_other", unit.word())).replace("{count}", &count.to_string())
        }
    }
}
