//! The browser-enforced policy as response headers, for sites that can vary a
//! header by the choice cookie.

use portcullis_core::policy::{Category, Model};
use portcullis_core::record::OWN_NAMES;
use portcullis_core::{Grants, Policy, ServiceId, csp};

/// One header for each answer that the cookie tells apart.
pub(crate) fn text(policy: &Policy) -> String {
    let all = Choice {
        when: everything(policy),
        grants: policy.optional().map(|(id, _)| id).collect(),
    };
    let mut choices = vec![nothing(policy), all];
    let single = categories(policy);
    if single.len() > 1 {
        choices.extend(single.into_iter().map(|(category, services)| Choice {
            when: format!("the field is `{}`", category.id),
            grants: services.into_iter().collect(),
        }));
    }
    let headers = choices.iter().map(|choice| choice.header(policy));
    introduction(policy) + &headers.collect::<String>()
}

/// What a visitor granted, and how the cookie says so.
struct Choice {
    when: String,
    grants: Grants,
}

impl Choice {
    fn header(&self, policy: &Policy) -> String {
        let value = csp(policy, &self.grants);
        format!("\n# {}\nContent-Security-Policy: {value}\n", self.when)
    }
}

fn introduction(policy: &Policy) -> String {
    let [secure, plain] = OWN_NAMES;
    let cookie = match policy.consent().domain {
        Some(_) => format!("`{plain}`"),
        None => format!("`{secure}` (`{plain}` on plain http)"),
    };
    format!(
        "\
# Written by `portcullis build` for your server's settings; no page reads it.
# The fourth field between the dots of the cookie {cookie} has the granted categories, with `~` between.
# Send `Vary: Cookie` and one of these headers with each page. For several categories join their sources.
# A service that is granted without the rest of its category is in none of them: these headers refuse it.
"
    )
}

fn nothing(policy: &Policy) -> Choice {
    let when = match policy.consent().model {
        Model::OptIn => "no cookie, or the field is empty",
        Model::OptOut | Model::Notice => "the field is empty",
    };
    Choice {
        when: when.to_owned(),
        grants: Grants::none(),
    }
}

fn everything(policy: &Policy) -> String {
    let ids: Vec<&str> = categories(policy)
        .iter()
        .map(|(category, _)| category.id.as_str())
        .collect();
    let before = match policy.consent().model {
        Model::OptIn => "",
        Model::OptOut | Model::Notice => "no cookie, or ",
    };
    format!("{before}the field is `{}`: everything", ids.join("~"))
}

/// The optional categories that have a service, with their services.
fn categories(policy: &Policy) -> Vec<(&Category, Vec<ServiceId>)> {
    let optional = policy
        .categories()
        .filter(|(_, category)| !category.necessary);
    let members = optional.map(|(id, category)| {
        let services = policy.optional().filter(|(_, it)| it.category == id);
        (category, services.map(|(id, _)| id).collect())
    });
    members
        .filter(|(_, services): &(_, Vec<ServiceId>)| !services.is_empty())
        .collect()
}
