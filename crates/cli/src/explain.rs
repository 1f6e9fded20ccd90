//! `portcullis explain`.

use std::process::ExitCode;

use portcullis_core::{CategoryId, Cause, Grants, Policy, Reason, ServiceId, Verdict};

use crate::report::{load, say};
use crate::{ExplainArgs, FAILED};

/// Prints the verdict for one URL, and why.
pub(crate) fn run(args: &ExplainArgs) -> ExitCode {
    let policy = match load(&args.file) {
        Ok(policy) => policy,
        Err(status) => return status,
    };
    let Some(grants) = grants(&policy, &args.grant) else {
        return ExitCode::from(FAILED);
    };
    let verdict = policy.decide(&args.url, &args.page, &grants);
    say(&explain(&policy, verdict));
    if let Some(rule) = policy.rule_for_text(&args.url, &args.page) {
        say(&format!("rule: {rule}"));
    }
    if policy.is_refused_by_browser(&args.url, &args.page) {
        say("browser: refuses it, for `gate.enforce` is `csp` and `gate.allow` does not name it");
    }
    ExitCode::SUCCESS
}

/// The granted services; a category stands for all of its own.
fn grants(policy: &Policy, ids: &[String]) -> Option<Grants> {
    let mut granted = Vec::new();
    for id in ids {
        if let Some(service) = policy.service_id(id) {
            granted.push(service);
        } else if let Some(category) = policy.category_id(id) {
            granted.extend(services_of(policy, category));
        } else {
            eprintln!("error: the policy has no service or category `{id}`");
            return None;
        }
    }
    Some(granted.into_iter().collect())
}

fn services_of(policy: &Policy, category: CategoryId) -> impl Iterator<Item = ServiceId> {
    policy
        .services()
        .filter(move |(_, service)| service.category == category)
        .map(|(id, _)| id)
}

fn explain(policy: &Policy, verdict: Verdict) -> String {
    match verdict {
        Verdict::Allow(Reason::Necessary) => "allow: its service is necessary".to_owned(),
        Verdict::Allow(Reason::Granted(id)) => format!("allow: {} is granted", name(policy, id)),
        Verdict::Allow(Reason::FirstParty) => "allow: it goes to the site itself".to_owned(),
        Verdict::Allow(Reason::Unlisted) => {
            "allow: no service names it, and `gate.unlisted` is `allow`".to_owned()
        }
        Verdict::Allow(Reason::NotNetwork) => "allow: it is no network request".to_owned(),
        Verdict::Hold(Cause::Service(id)) => format!("hold: {} is not granted", name(policy, id)),
        Verdict::Hold(Cause::Unlisted) => {
            "hold: no service names it, and `gate.unlisted` is `hold`".to_owned()
        }
    }
}

fn name(policy: &Policy, id: ServiceId) -> String {
    let Some(service) = policy.service(id) else {
        return String::new();
    };
    let category = policy
        .category(service.category)
        .map_or("", |category| category.id.as_str());
    format!("service `{}` of category `{category}`", service.id)
}
