//! The policy in one language.

use super::spoken::Words;
use super::{Category, CookieRule, Duration, Policy, Service, StorageRule, Text, Unit};
use crate::CategoryId;
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
        let words = Words::of(self, language);
        let (intro, asked) = self.question(&words);
        let labels = self.labels(&words, &intro);
        PolicyView {
            language: language.to_owned(),
            rtl: labels::is_rtl(language),
            site: self.site_view(language),
            banner: self.banner_view(),
            categories: self
                .categories
                .iter()
                .zip(0..)
                .map(|(category, place)| self.category_view(category, place, &words))
                .collect(),
            services: self
                .services
                .iter()
                .map(|service| self.service_view(service, &words))
                .collect(),
            own: self.own(&words),
            labels,
            asked,
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

    /// The interface's words.
    fn labels(&self, words: &Words<'_>, intro: &str) -> Labels {
        let text = |key| match key {
            "intro" => intro,
            "preferences_intro" | "added_intro" => words.of_model(key),
            _ => words.plain(key),
        };
        let label = |key: &&'static str| ((*key).to_owned(), self.fill(text(key), words.language));
        labels::KEYS.iter().map(label).collect()
    }

    /// The site's name last: it may hold braces of its own.
    pub(super) fn fill(&self, text: &str, language: &str) -> String {
        text.replace("{days}", &self.consent.days.to_string())
            .replace("{site}", self.site.name.get(language))
    }

    fn category_view(&self, category: &Category, place: u16, words: &Words<'_>) -> CategoryView {
        let id = CategoryId::at(place);
        let services = self.services.iter().filter(|it| it.category == id).count();
        CategoryView {
            id: category.id.clone(),
            kind: category.kind,
            necessary: category.necessary,
            title: category.title.get(words.language).to_owned(),
            description: category.description.get(words.language).to_owned(),
            services: words.count("service", services),
        }
    }

    fn service_view(&self, service: &Service, words: &Words<'_>) -> ServiceView {
        let optional = !self.is_necessary(service);
        let text = |text: &Text| text.get(words.language).to_owned();
        let cookies = service.cookies.iter().map(|rule| CookieView {
            // What is necessary is not erased at all.
            left: optional && rule.is_out_of_reach(),
            ..cookie_view(rule, words)
        });
        let stored = service.storage.iter().map(|rule| storage_view(rule, words));
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
        }
    }

    /// What Portcullis itself stores; nothing where there is nothing to ask (invariant 11).
    fn own(&self, words: &Words<'_>) -> Vec<CookieView> {
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
            duration: words.duration(Duration::For(u32::from(self.consent.days), Unit::Day)),
            purpose: words.plain("own_purpose").to_owned(),
            ..CookieView::default()
        };
        let mirror = StoredKind::Storage(StorageKind::Local);
        vec![
            item(cookie, StoredKind::Cookie),
            item(plain.to_owned(), mirror),
        ]
    }
}

fn cookie_view(rule: &CookieRule, words: &Words<'_>) -> CookieView {
    CookieView {
        name: rule.name.clone(),
        kind: StoredKind::Cookie,
        duration: words.duration(rule.duration),
        purpose: rule.purpose.get(words.language).to_owned(),
        third_party: rule.third_party,
        ..CookieView::default()
    }
}

fn storage_view(rule: &StorageRule, words: &Words<'_>) -> CookieView {
    CookieView {
        name: rule.name.clone(),
        kind: StoredKind::Storage(rule.kind),
        duration: words.duration(rule.duration),
        purpose: rule.purpose.get(words.language).to_owned(),
        ..CookieView::default()
    }
}
