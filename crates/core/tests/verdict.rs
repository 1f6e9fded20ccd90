//! Which service a request belongs to, and whether it may start.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod common;

use portcullis_core::{Cause, Grants, Policy, Reason, Verdict};

const PAGE: &str = "https://www.shop.example/basket";

/// A policy with one optional service per list of hosts, named `a`, `b` and so
/// on, and a necessary one at `needed.example`.
fn with(hosts: &[&str], top: &str) -> Policy {
    let category = |id: &str, more: &str| {
        format!(
            "[[category]]\nid = \"{id}\"\nkind = \"third-party\"\ntitle = \"T\"\ndescription = \"D\"\n{more}"
        )
    };
    let service = |id: char, category: &str, hosts: &str| {
        let cookie = "{ name = \"c\", duration = \"1 day\", purpose = \"p\", party = \"third\" }";
        let cookie = cookie.replace("\"c\"", &format!("\"{id}\""));
        format!(
            "[[service]]\nid = \"{id}\"\ncategory = \"{category}\"\nvendor = \"V\"\nhosts = [{hosts}]\ncookies = [{cookie}]\n"
        )
    };
    let mut src = format!("[site]\nname = \"S\"\nprivacy_policy = \"/p\"\n{top}");
    src += &category("needed", "necessary = true\n");
    src += &category("rest", "");
    for (id, hosts) in ('a'..).zip(hosts) {
        src += &service(id, "rest", hosts);
    }
    src += &service('n', "needed", "\"needed.example\"");
    common::policy(&src)
}

fn describe(policy: &Policy, verdict: Verdict) -> String {
    let name = |id| policy.service(id).unwrap().id.clone();
    match verdict {
        Verdict::Allow(Reason::Necessary) => "allow: necessary".to_owned(),
        Verdict::Allow(Reason::Granted(id)) => format!("allow: granted {}", name(id)),
        Verdict::Allow(Reason::FirstParty) => "allow: first-party".to_owned(),
        Verdict::Allow(Reason::Unlisted) => "allow: unlisted".to_owned(),
        Verdict::Allow(Reason::NotNetwork) => "allow: no network".to_owned(),
        Verdict::Hold(Cause::Service(id)) => format!("hold: {}", name(id)),
        Verdict::Hold(Cause::Unlisted) => "hold: unlisted".to_owned(),
    }
}

#[track_caller]
fn check_in(policy: &Policy, url: &str, expected: &str) {
    let verdict = policy.decide(url, PAGE, &Grants::none());
    assert_eq!(describe(policy, verdict), expected, "{url}");
}

#[track_caller]
fn check(hosts: &[&str], url: &str, expected: &str) {
    check_in(&with(hosts, ""), url, expected);
}

#[test]
fn subdomains_follow_their_domain() {
    check(
        &["\"tracker.example\""],
        "https://tracker.example/x.js",
        "hold: a",
    );
    check(
        &["\"tracker.example\""],
        "https://www.tracker.example/x.js",
        "hold: a",
    );
    check(
        &["\"www.tracker.example\""],
        "https://tracker.example/x.js",
        "allow: unlisted",
    );
}

#[test]
fn a_lookalike_is_another_host() {
    check(
        &["\"tracker.example\""],
        "https://nottracker.example/",
        "allow: unlisted",
    );
    check(
        &["\"tracker.example\""],
        "https://tracker.example.evil.test/",
        "allow: unlisted",
    );
    check(
        &["\"tracker.example\""],
        "https://tracker.example@evil.test/",
        "allow: unlisted",
    );
    check(
        &["\"tracker.example\""],
        "https://evil.test/tracker.example",
        "allow: unlisted",
    );
}

#[test]
fn the_way_a_host_is_written_does_not_matter() {
    for url in [
        "//tracker.example/",
        "HTTPS://Tracker.EXAMPLE/",
        "https://tracker.example./",
        "https:\\\\tracker.example\\x",
        " https://tracker.example/ ",
        "https://track\ter.example/",
        "https://u:p@tracker.example:8443/",
    ] {
        check(&["\"tracker.example\""], url, "hold: a");
        check(&["\"TRACKER.example.\""], url, "hold: a");
    }
    check(
        &["\"bücher.example\""],
        "https://xn--bcher-kva.example/",
        "hold: a",
    );
    check(
        &["\"xn--bcher-kva.example\""],
        "https://BÜCHER.example/",
        "hold: a",
    );
}

#[test]
fn addresses_and_localhost_are_hosts() {
    check(&["\"127.0.0.1\""], "http://127.0.0.1:9000/", "hold: a");
    check(&["\"127.0.0.1\""], "http://0x7f.1/", "hold: a");
    check(&["\"[::1]:8080\""], "http://[::1]:8080/x", "hold: a");
    check(
        &["\"localhost:8081\""],
        "http://localhost:8081/x",
        "hold: a",
    );
    check(
        &["\"localhost:8081\""],
        "http://localhost:8082/x",
        "allow: unlisted",
    );
    check(
        &["\"localhost\", \"localhost:8081\"", "\"localhost:8082\""],
        "http://localhost:8082/x",
        "hold: b",
    );
    check(&["\"t.example:443\""], "https://t.example/", "hold: a");
    check(
        &["\"t.example:443\""],
        "http://t.example/",
        "allow: unlisted",
    );
}

#[test]
fn a_path_matches_whole_segments() {
    for url in [
        "https://g.example/gtag/js",
        "https://g.example/gtag/js?id=1",
        "https://g.example/gtag/js/x",
        "https://g.example/gtag/./js",
        "https://g.example/gtag/js#x",
    ] {
        check(&["\"g.example/gtag/js\""], url, "hold: a");
        check(&["\"g.example/gtag/js/\""], url, "hold: a");
    }
    for url in [
        "https://g.example/gtag/jsx",
        "https://g.example/gtag",
        "https://g.example/GTAG/js",
        "https://g.example/x/gtag/js",
    ] {
        check(&["\"g.example/gtag/js\""], url, "allow: unlisted");
    }
}

#[test]
fn the_most_specific_rule_wins() {
    let hosts = [
        "\"g.example\"",
        "\"g.example/maps\"",
        "\"maps.g.example\"",
        "\"g.example/maps/api\"",
        "\"g.example\"",
    ];
    check(&hosts, "https://g.example/", "hold: a");
    check(&hosts, "https://g.example/maps", "hold: b");
    check(&hosts, "https://g.example/maps/api/js", "hold: d");
    check(&hosts, "https://maps.g.example/maps/api/js", "hold: c");
}

#[test]
fn a_rule_that_starts_with_a_slash_is_on_the_pages_own_host() {
    check(&["\"/stats\""], "/stats/x.js", "hold: a");
    check(
        &["\"/stats\""],
        "https://www.shop.example:8443/stats",
        "hold: a",
    );
    check(&["\"/stats\""], "../stats?x", "hold: a");
    check(
        &["\"/stats\""],
        "https://other.example/stats",
        "allow: unlisted",
    );
    check(&["\"/stats\"", "\"www.shop.example\""], "/stats", "hold: b");
}

#[test]
fn what_is_necessary_or_granted_starts() {
    let policy = with(&["\"a.example\"", "\"b.example\""], "");
    check_in(&policy, "https://needed.example/", "allow: necessary");
    let grants: Grants = policy.service_id("a").into_iter().collect();
    let decide = |url| describe(&policy, policy.decide(url, PAGE, &grants));
    assert_eq!(decide("https://a.example/"), "allow: granted a");
    assert_eq!(decide("https://b.example/"), "hold: b");
}

#[test]
fn what_is_no_network_starts() {
    for url in [
        "data:text/javascript,x",
        "blob:https://tracker.example/1",
        "about:blank",
        "javascript:void 0",
        "mailto:a@tracker.example",
        "file:///tracker.example",
    ] {
        check(&["\"tracker.example\""], url, "allow: no network");
    }
    check(
        &["\"tracker.example\""],
        "wss://tracker.example/",
        "hold: a",
    );
}

#[test]
fn what_no_service_names_waits_only_when_the_policy_says_so() {
    let strict = with(&["\"a.example\""], "[gate]\nunlisted = \"hold\"\n");
    check_in(&strict, "https://other.example/", "hold: unlisted");
    check_in(&strict, "https://static.shop.example/", "hold: unlisted");
    check_in(&strict, "/app.js", "allow: first-party");
    check_in(
        &strict,
        "https://www.shop.example:8443/",
        "allow: first-party",
    );
    let shared = with(
        &["\"a.example\""],
        "[gate]\nunlisted = \"hold\"\n[consent]\ndomain = \"shop.example\"\n",
    );
    check_in(
        &shared,
        "https://static.shop.example/",
        "allow: first-party",
    );
    check_in(&shared, "https://notshop.example/", "hold: unlisted");
}

#[test]
fn an_address_that_cannot_be_read_waits_when_unlisted_ones_do() {
    check(&["\"a.example\""], "https://", "allow: unlisted");
    check(&["\"a.example\""], "https://a b/", "allow: unlisted");
    check_in(
        &with(&["\"a.example\""], "[gate]\nunlisted = \"hold\"\n"),
        "https://",
        "hold: unlisted",
    );
}

#[test]
fn the_browser_refuses_what_nobody_names_where_it_enforces() {
    let refuses = |gate: &str, url: &str| {
        let policy = with(&["\"a.example\""], &format!("[gate]\n{gate}\n"));
        policy
            .judge(url, PAGE, &Grants::none())
            .is_refused_by_browser
    };
    let enforced = "enforce = \"csp\"\nallow = [\"cdn.example\"]";
    assert!(refuses(enforced, "https://other.example/"));
    assert!(!refuses("enforce = \"off\"", "https://other.example/"));
    for url in [
        "https://img.cdn.example/x",
        "https://needed.example/",
        "https://a.example/",
        "/app.js",
        "data:,x",
    ] {
        assert!(!refuses(enforced, url), "{url}");
    }
}
