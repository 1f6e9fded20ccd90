//! What may happen to a request, and why.
//!
//! The gate answers the same; one corpus of cases proves it. The algorithm:
//! 1. The URL is read against the page's. None: it starts no request, so it
//!    waits under `unlisted = "hold"` and is left to the browser otherwise.
//! 2. A scheme other than http, https, ws and wss is no network: allow.
//! 3. Of the rules that match, the one with the longest `host:port` wins, then
//!    the longest path, then the first in the file; a path on the page's own
//!    host has no `host:port`, so it comes last. Its service decides: allow
//!    when necessary or granted, else hold. Where several services have that
//!    very rule, as those that one loader brings, any of them lets it start.
//! 4. The page's own host, or one under `consent.domain` with the page: allow.
//! 5. Anything else is unlisted: allow or hold as `gate.unlisted` says.

use std::cmp::Reverse;

use url::Url;

use crate::host::{HostRule, host_of, is_under};
use crate::{Grants, Policy, ServiceId};

/// What may happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may start now.
    Allow(Reason),
    /// It waits.
    Hold(Cause),
}

/// Why a request may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its service is in a necessary category.
    Necessary,
    /// The visitor granted its service.
    Granted(ServiceId),
    /// It goes to the site itself and no service names it.
    FirstParty,
    /// No service names it and the policy lets such requests through.
    Unlisted,
    /// It leaves no machine: `data:`, `blob:`, `about:`, `javascript:` and the like.
    NotNetwork,
}

/// What a held request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A grant of this service, or of another that has the same host rule.
    Service(ServiceId),
    /// A service in the policy that names it; no answer releases it.
    Unlisted,
}

/// A verdict with what led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// What may happen.
    pub verdict: Verdict,
    /// The host rule that claims the request, if one does.
    pub rule: Option<&'a HostRule>,
    /// The services that have this rule, in the policy's order: a grant of one is enough.
    pub services: Vec<ServiceId>,
    /// Whether the browser refuses what the gate lets through: a host that
    /// nobody names, where `gate.enforce` is `csp`.
    pub is_refused_by_browser: bool,
}

impl Judgement<'_> {
    fn of(verdict: Verdict) -> Judgement<'static> {
        Judgement {
            verdict,
            rule: None,
            services: Vec::new(),
            is_refused_by_browser: false,
        }
    }
}

impl Policy {
    /// Decides whether a request to `url`, which may be relative, may start
    /// now on the page at `page`.
    pub fn decide(&self, url: &str, page: &str, grants: &Grants) -> Verdict {
        self.judge(url, page, grants).verdict
    }

    /// Decides like [`Policy::decide`], and says what led to it.
    pub fn judge(&self, url: &str, page: &str, grants: &Grants) -> Judgement<'_> {
        let page = Url::parse(page).ok();
        match resolve(url, page.as_ref()) {
            Some(url) => self.judge_url(&url, page.as_ref(), grants),
            None => Judgement::of(self.decide_unlisted()),
        }
    }

    fn judge_url(&self, url: &Url, page: Option<&Url>, grants: &Grants) -> Judgement<'_> {
        if !matches!(url.scheme(), "http" | "https" | "ws" | "wss") {
            return Judgement::of(Verdict::Allow(Reason::NotNetwork));
        }
        let found = self.rules_for(url, page);
        if let Some((first, rule)) = found.first() {
            let services: Vec<ServiceId> = found.iter().map(|(id, _)| *id).collect();
            let mut verdicts = services.iter().map(|id| self.decide_service(*id, grants));
            let allows = verdicts.find(|it| matches!(it, Verdict::Allow(_)));
            return Judgement {
                rule: Some(rule),
                services,
                ..Judgement::of(allows.unwrap_or(Verdict::Hold(Cause::Service(*first))))
            };
        }
        if page.is_some_and(|page| self.is_first_party(host_of(url), host_of(page))) {
            return Judgement::of(Verdict::Allow(Reason::FirstParty));
        }
        let verdict = self.decide_unlisted();
        Judgement {
            is_refused_by_browser: verdict == Verdict::Allow(Reason::Unlisted)
                && self.is_refused_by_browser(url, page),
            ..Judgement::of(verdict)
        }
    }

    /// The rule that claims `url` on the page at `page`, once for each service that has it.
    pub fn rules_for(&self, url: &Url, page: Option<&Url>) -> Vec<(ServiceId, &HostRule)> {
        let rules = self
            .services()
            .flat_map(|(id, service)| service.hosts.iter().map(move |rule| (id, rule)));
        let mut matching: Vec<_> = rules.filter(|(_, rule)| rule.matches(url, page)).collect();
        let length = |rule: &HostRule| Reverse((rule.authority().len(), rule.path().len()));
        let best = matching
            .iter()
            .map(|(_, rule)| *rule)
            .min_by_key(|it| length(it));
        matching.retain(|(_, rule)| Some(*rule) == best);
        matching
    }

    /// Decides for markup that names its service.
    pub fn decide_service(&self, id: ServiceId, grants: &Grants) -> Verdict {
        if self
            .service(id)
            .is_some_and(|service| self.is_necessary(service))
        {
            return Verdict::Allow(Reason::Necessary);
        }
        if grants.contains(id) {
            return Verdict::Allow(Reason::Granted(id));
        }
        Verdict::Hold(Cause::Service(id))
    }

    fn is_refused_by_browser(&self, url: &Url, page: Option<&Url>) -> bool {
        self.gate.enforce && !self.gate.allow.iter().any(|it| it.matches(url, page))
    }

    fn decide_unlisted(&self) -> Verdict {
        if self.gate.hold_unlisted {
            return Verdict::Hold(Cause::Unlisted);
        }
        Verdict::Allow(Reason::Unlisted)
    }

    fn is_first_party(&self, host: &str, page: &str) -> bool {
        let shared = |domain: &String| is_under(host, domain) && is_under(page, domain);
        host == page || self.consent.domain.as_ref().is_some_and(shared)
    }
}

fn resolve(url: &str, page: Option<&Url>) -> Option<Url> {
    match page {
        Some(page) => page.join(url).ok(),
        None => Url::parse(url).ok(),
    }
}
