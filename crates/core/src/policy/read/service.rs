//! Services.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;

use super::super::hint::Hint;
use super::super::known;
use super::super::problem::{Caution, RuleProblem};
use super::super::raw::{OnGrant, OnWithdraw, RawService};
use super::super::{Category, Kind, Service, Text};
use super::category::Heads;
use super::{MOST_ITEMS, MOST_SERVICES, Reader};
use crate::CategoryId;
use crate::host::HostRule;

impl Reader<'_> {
    pub(super) fn services(
        &mut self,
        raw: Vec<Spanned<RawService>>,
        categories: &[Category],
        heads: &Heads,
    ) -> Vec<Service> {
        let mut services: Vec<Service> = Vec::new();
        let mut owners = HashMap::new();
        let mut used = vec![false; categories.len()];
        for raw in raw.into_iter().take(MOST_SERVICES) {
            let span = raw.get_ref().id.as_ref().map_or(raw.span(), Spanned::span);
            let raw = raw.into_inner();
            let category = self.category_of(&raw, categories, heads, &mut used);
            self.refuse_second_purpose(&raw, category, &mut owners);
            let service = self.service(raw, category, &services, &span);
            self.refuse_taken_id(&service, &services, categories, span);
            services.push(service);
        }
        self.warn_of_empty(categories, heads, &used);
        services
    }

    /// The service's category by place, or none that is known.
    fn category_of<'a>(
        &mut self,
        raw: &RawService,
        categories: &'a [Category],
        heads: &Heads,
        used: &mut [bool],
    ) -> Option<(CategoryId, &'a Category)> {
        let named = raw.category.as_ref()?;
        let name = named.get_ref();
        let known = (0_u16..)
            .zip(categories)
            .find(|(_, category)| category.id == *name);
        if let Some((place, category)) = known {
            if let Some(used) = used.get_mut(usize::from(place)) {
                *used = true;
            }
            return Some((CategoryId::at(place), category));
        }
        if heads.complete {
            let service = raw
                .id
                .as_ref()
                .map(|id| id.get_ref().clone())
                .unwrap_or_default();
            let hint = Hint::new(name, categories.iter().map(|category| &category.id));
            self.found.push(
                RuleProblem::UnknownCategory {
                    service,
                    category: name.clone(),
                    hint,
                },
                named.span(),
            );
        }
        None
    }

    fn service(
        &mut self,
        raw: RawService,
        category: Option<(CategoryId, &Category)>,
        earlier: &[Service],
        span: &Range<usize>,
    ) -> Service {
        let id = self.id(raw.id);
        let written_hosts = raw.hosts.len();
        let hosts = self.hosts(&raw.hosts, "hosts in one service");
        let all_hosts_read = hosts.len() == written_hosts;
        let vendor = self.filled(raw.vendor, "vendor");
        let title = raw.title.map(|title| self.text(Some(title), "title"));
        let service = Service {
            id,
            category: category.map_or(CategoryId::at(0), |(place, _)| place),
            title: title.unwrap_or_else(|| Text::everywhere(vendor.clone())),
            vendor,
            purpose: self.text(raw.purpose, "purpose"),
            privacy: self.link(raw.privacy, "privacy"),
            opt_out: self.link(raw.opt_out, "opt_out"),
            hosts: hosts.iter().map(|(rule, _)| rule.clone()).collect(),
            consent_mode: raw.consent_mode,
            cookies: self.cookies(raw.cookies, category.map(|(_, category)| category)),
            storage: self.stores(raw.storage, category.map(|(_, category)| category)),
            reloads_granted: raw.on_grant == Some(OnGrant::Reload),
            reloads: raw.on_withdraw == Some(OnWithdraw::Reload),
            stop: self.stop(raw.stop),
        };
        let Some((_, category)) = category else {
            return service;
        };
        if all_hosts_read {
            self.refuse_first_party(&service, category, span);
        }
        self.warn_of_known(category, &hosts);
        self.warn_of_shared(&service.id, &hosts, earlier);
        service
    }

    /// The rules in `raw`, a list that messages call `what`.
    pub(super) fn hosts(
        &mut self,
        raw: &[Spanned<String>],
        what: &'static str,
    ) -> Vec<(HostRule, Range<usize>)> {
        self.cap(raw, what, MOST_ITEMS);
        let mut rules = Vec::new();
        for written in raw.iter().take(MOST_ITEMS) {
            match written.get_ref().parse::<HostRule>() {
                Ok(rule) => rules.push((rule, written.span())),
                Err(error) => self.found.push(error, written.span()),
            }
        }
        rules
    }

    fn refuse_taken_id(
        &mut self,
        service: &Service,
        earlier: &[Service],
        categories: &[Category],
        span: Range<usize>,
    ) {
        let id = &service.id;
        if id.is_empty() {
            return;
        }
        if earlier.iter().any(|known| known.id == *id) {
            self.found
                .push(RuleProblem::ServiceTwice { id: id.clone() }, span.clone());
        }
        if categories.iter().any(|category| category.id == *id) {
            self.found
                .push(RuleProblem::SameId { id: id.clone() }, span);
        }
    }

    fn refuse_first_party(&mut self, service: &Service, category: &Category, span: &Range<usize>) {
        let elsewhere = service.hosts.iter().any(|rule| rule.host().is_some());
        let foreign = service.cookies.iter().any(|cookie| cookie.third_party);
        if category.kind == Kind::ThirdParty && !elsewhere && !foreign {
            let problem = RuleProblem::NoThirdParty {
                service: service.id.clone(),
                category: category.id.clone(),
            };
            self.found.push(problem, span.clone());
        }
    }

    /// One name has one purpose (PAP-03).
    fn refuse_second_purpose(
        &mut self,
        raw: &RawService,
        category: Option<(CategoryId, &Category)>,
        owners: &mut HashMap<String, String>,
    ) {
        let Some((_, category)) = category else {
            return;
        };
        let names = raw
            .cookies
            .iter()
            .filter_map(|cookie| cookie.get_ref().name.as_ref());
        for name in names {
            let cookie = name.get_ref().clone();
            let first = owners
                .entry(cookie.clone())
                .or_insert_with(|| category.id.clone());
            if *first != category.id {
                let problem = RuleProblem::TwoPurposes {
                    cookie,
                    first: first.clone(),
                    second: category.id.clone(),
                };
                self.found.push(problem, name.span());
            }
        }
    }

    /// The necessary category is closed to what is known to measure or sell (LAW-03).
    fn warn_of_known(&mut self, category: &Category, hosts: &[(HostRule, Range<usize>)]) {
        if !category.necessary {
            return;
        }
        for (rule, span) in hosts {
            let Some(known) = rule.host().and_then(known::host) else {
                continue;
            };
            self.found.push(
                Caution::NecessaryHost {
                    host: rule.to_string(),
                    known,
                },
                span.clone(),
            );
        }
    }

    /// A rule that two services have is held for either of them.
    fn warn_of_shared(
        &mut self,
        id: &str,
        hosts: &[(HostRule, Range<usize>)],
        earlier: &[Service],
    ) {
        for (rule, span) in hosts {
            let mut others = earlier.iter().filter(|other| other.hosts.contains(rule));
            let Some(first) = others.next() else {
                continue;
            };
            let caution = Caution::SharedHost {
                host: rule.to_string(),
                first: first.id.clone(),
                second: id.to_owned(),
            };
            self.found.push(caution, span.clone());
        }
    }

    fn warn_of_empty(&mut self, categories: &[Category], heads: &Heads, used: &[bool]) {
        for ((category, span), used) in categories.iter().zip(&heads.spans).zip(used) {
            if !category.necessary && !used {
                self.found.push(
                    Caution::EmptyCategory {
                        category: category.id.clone(),
                    },
                    span.clone(),
                );
            }
        }
    }
}
