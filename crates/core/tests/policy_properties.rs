//! What holds for any input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use common::{BASE, policy};
use portcullis_core::host::HostRule;
use portcullis_core::policy::{Duration, Unit, pattern_matches};
use portcullis_core::{Grants, Policy};
use proptest::prelude::*;

/// A policy with one service whose facts stand in the given order.
fn with(hosts: &[String], cookies: &[String], texts: &str) -> Policy {
    let quoted: Vec<String> = hosts.iter().map(|host| format!("{host:?}")).collect();
    let cookie = |name: &String| {
        format!("{{ name = \"{name}\", duration = \"1 day\", purpose = \"{texts}\" }}")
    };
    let cookies: Vec<String> = cookies.iter().map(cookie).collect();
    policy(&format!(
        "{BASE}[[service]]\nid = \"x\"\ncategory = \"third-party\"\ntitle = \"{texts}\"\nvendor = \"X\"\npurpose = {{ en = \"P\", sv = \"{texts}\" }}\nhosts = [{}]\ncookies = [{}]\n",
        quoted.join(", "),
        cookies.join(", "),
    ))
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::btree_set("[a-z]{1,6}", 1..6).prop_map(|set| set.into_iter().collect())
}

/// What a mistyping hand may leave behind.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\"".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("[[service]]\n".to_owned()),
        Just("= {".to_owned()),
        Just("\n".to_owned()),
        Just("'''".to_owned()),
        Just("å".to_owned()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(src in any::<String>()) {
        let _ = Policy::parse(&src);
    }

    #[test]
    fn a_broken_policy_is_read_without_panic_and_spans_lie_in_it(at in 0..BASE.len(), cut in 0_usize..40, put in fragment()) {
        let Some(before) = BASE.get(..at) else { return Ok(()) };
        let after = BASE.get(at + cut..).unwrap_or_default();
        let src = format!("{before}{put}{after}");
        if let Err(found) = Policy::parse(&src) {
            prop_assert!(found.has_errors());
            for diagnostic in &found {
                let span = diagnostic.span();
                prop_assert!(span.start <= span.end && span.end <= src.len(), "{diagnostic}: {span:?}");
                prop_assert!(!diagnostic.to_string().contains('\n'), "{diagnostic}");
            }
        }
    }

    #[test]
    fn lines_in_any_order_are_read_without_panic(lines in Just(BASE.lines().collect::<Vec<_>>()).prop_shuffle()) {
        let _ = Policy::parse(&lines.join("\n"));
    }

    #[test]
    fn any_request_is_decided_without_panic(url in any::<String>(), page in any::<String>()) {
        let policy = policy(BASE);
        let _ = policy.decide(&url, &page, &Grants::none());
        let _ = policy.decide(&url, "https://www.example.com/", &Grants::none());
    }

    #[test]
    fn a_host_rule_reads_its_own_normal_form(written in "(([a-zA-Z0-9]{1,8}\\.){1,3}[a-z]{2,5}(:[1-9][0-9]{0,3})?)?(/[a-zA-Z0-9._~%-]{1,9}){0,3}/?") {
        let Ok(rule) = written.parse::<HostRule>() else { return Ok(()) };
        let again: HostRule = rule.normalised().parse().unwrap();
        prop_assert_eq!((again.host(), again.port(), again.path()), (rule.host(), rule.port(), rule.path()));
        prop_assert_eq!(rule.to_string(), written);
    }

    #[test]
    fn any_text_is_a_host_rule_or_an_error(written in any::<String>()) {
        let _ = written.parse::<HostRule>();
    }

    #[test]
    fn a_duration_reads_its_own_words(count in 1_u32.., unit in 0_usize..7) {
        let duration = Duration::For(count, Unit::ALL[unit]);
        prop_assert_eq!(duration.to_string().parse(), Ok(duration));
    }

    #[test]
    fn a_pattern_matches_what_it_was_made_from(parts in proptest::collection::vec("[ab]{0,3}", 1..5), fill in "[ab]{0,3}") {
        prop_assert!(pattern_matches(&parts.join("*"), &parts.join(&fill)));
    }

    #[test]
    fn order_and_wording_change_no_fingerprint(hosts in names(), cookies in names(), texts in "[a-z]{1,9}") {
        let hosts: Vec<String> = hosts.into_iter().map(|name| format!("{name}.example")).collect();
        let (mut turned_hosts, mut turned_cookies) = (hosts.clone(), cookies.clone());
        turned_hosts.reverse();
        turned_cookies.reverse();
        let (one, other) = (with(&hosts, &cookies, "T"), with(&turned_hosts, &turned_cookies, &texts));
        prop_assert_eq!(print_of(&one, 2), print_of(&other, 2));
        prop_assert_eq!(one.revision(), other.revision());
    }

    #[test]
    fn another_host_or_cookie_changes_the_fingerprint(hosts in names(), cookies in names()) {
        let hosts: Vec<String> = hosts.into_iter().map(|name| format!("{name}.example")).collect();
        let plus = |list: &[String], more: &str| [list, &[more.to_owned()]].concat();
        let one = with(&hosts, &cookies, "T");
        for other in [with(&plus(&hosts, "n0.example"), &cookies, "T"), with(&hosts, &plus(&cookies, "N0"), "T")] {
            prop_assert_ne!(print_of(&one, 2), print_of(&other, 2));
            prop_assert_ne!(one.revision(), other.revision());
            prop_assert_eq!(print_of(&one, 1), print_of(&other, 1));
        }
    }
}

/// The fingerprint of the service at `place`.
fn print_of(policy: &Policy, place: usize) -> String {
    let (id, _) = policy.services().nth(place).unwrap();
    policy.fingerprint(id)
}

#[test]
fn a_fingerprint_is_six_characters_and_stays_what_it_is() {
    // LAW-22: another value here would ask every visitor again.
    let policy = policy(BASE);
    assert_eq!(print_of(&policy, 0), "DI746y");
    assert_eq!(print_of(&policy, 1), "E7H0EA");
    assert_eq!(policy.revision(), "z8eTl6yf");
}

#[test]
fn each_material_fact_changes_the_fingerprint() {
    // LAW-22
    let print = |written: &str, instead: &str| {
        assert!(BASE.contains(written), "{written}");
        print_of(&policy(&BASE.replace(written, instead)), 1)
    };
    let same = print("Statistics", "Numbers");
    assert_eq!(same, print_of(&policy(BASE), 1));
    assert_eq!(same, print("Tells visitors apart", "Counts visitors"));
    assert_eq!(
        same,
        print("\"Example Ltd\"\nprivacy", "\"Other Ltd\"\nprivacy")
    );
    for (written, instead) in [
        ("id = \"analytics\"", "id = \"counter\""),
        ("third-party\"\nvendor", "comfort\"\nvendor"),
        ("\"third-party\"", "\"third-parties\""),
        ("vendor = \"Google Ireland Ltd\"", "vendor = \"Google LLC\""),
        ("\"google-analytics.com\"", "\"google-analytics.com/g\""),
        ("\"2 years\"", "\"24 months\""),
        ("\"_ga\", ", "\"_ga\", party = \"third\", "),
        ("hosts", "purpose = \"Counts\"\nhosts"),
        (
            "hosts",
            "storage = [{ kind = \"local\", name = \"n\" }]\nhosts",
        ),
    ] {
        let src = BASE
            .replace(written, instead)
            .replace("kind = \"third-parties\"", "kind = \"third-party\"");
        assert_ne!(print_of(&policy(&src), 1), same, "{instead}");
    }
}
