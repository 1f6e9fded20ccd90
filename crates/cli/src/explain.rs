//! `portcullis explain`.

use portcullis_core::{CategoryId, Cause, Grants, Policy, Reason, ServiceId, Verdict};

use crate::args::ExplainArgs;
use crate::said::{Said, Status};
use crate::source::load;

/// The verdict for one URL, and why.
pub(crate) fn run(args: &ExplainArgs, is_colored: bool) -> Said {
    let (policy, mut said) = match load(&args.file, is_colored) {
        Ok(loaded) => loaded,
        Err(said) => return said,
    };
    if let Err(why) = is_url(&args.url) {
        said.fail(Status::Failed, why);
        return said;
    }
    let grants = match grants(&policy, &args.grant) {
        Ok(grants) => grants,
        Err(why) => {
            said.fail(Status::Failed, why);
            return said;
        }
    };
    let judged = policy.judge(&args.url, &args.page, &grants);
    let line = match judged.services[..] {
        [_, _, ..] if matches!(judged.verdict, Verdict::Hold(_)) => {
            none_of(&policy, &judged.services)
        }
        _ => explain(&policy, judged.verdict),
    };
    facts(&mut said, &policy, judged.verdict, &line);
    said.line(line);
    said.fact("rule", judged.rule.map(ToString::to_string));
    said.fact("refused_by_browser", judged.is_refused_by_browser);
    if let Some(rule) = judged.rule {
        said.line(format!("rule: {rule}"));
    }
    if judged.is_refused_by_browser {
        said.line(
            "browser: refuses it, for `gate.enforce` is `csp` and `gate.allow` does not name it",
        );
    }
    said
}

/// A word such as `www.youtube.com` is a file beside the page, to a browser; nobody means that.
fn is_url(url: &str) -> Result<(), String> {
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = !first.is_empty() && !first.starts_with('.') && !first.contains(':');
    if is_plain && first.contains('.') {
        return Err(format!(
            "`{url}` can be a host or a file, write https://{url} or ./{url}"
        ));
    }
    Ok(())
}

fn facts(said: &mut Said, policy: &Policy, verdict: Verdict, line: &str) {
    let (word, why) = line.split_once(": ").unwrap_or((line, ""));
    said.fact("verdict", word);
    said.fact("why", why);
    let id = match verdict {
        Verdict::Allow(Reason::Granted(id)) | Verdict::Hold(Cause::Service(id)) => Some(id),
        _ => None,
    };
    let service = id.and_then(|id| policy.service(id));
    said.fact("service", service.map(|it| it.id.to_string()));
}

/// The granted services; a category stands for all of its own.
fn grants(policy: &Policy, ids: &[String]) -> Result<Grants, String> {
    let mut granted = Vec::new();
    for id in ids {
        if let Some(service) = policy.service_id(id) {
            granted.push(service);
        } else if let Some(category) = policy.category_id(id) {
            granted.extend(services_of(policy, category));
        } else {
            return Err(format!("the policy has no service or category `{id}`"));
        }
    }
    Ok(granted.into_iter().collect())
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

/// For a rule that several services have.
fn none_of(policy: &Policy, services: &[ServiceId]) -> String {
    let names: Vec<String> = services.iter().map(|id| name(policy, *id)).collect();
    format!("hold: none of {} is granted", names.join(", "))
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
