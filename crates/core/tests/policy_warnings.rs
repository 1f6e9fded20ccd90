//! What does not stop a policy, yet may bring its owner trouble.

mod common;

use common::{BASE, policy, problems};

#[track_caller]
fn check(addition: &str, expected: &[&str]) {
    let src = format!("{BASE}{addition}");
    assert_eq!(problems(&src, BASE.lines().count()), expected, "{addition}");
    policy(&src);
}

/// A necessary service with `keys` on its fifth line.
#[track_caller]
fn check_necessary(keys: &str, expected: &[&str]) {
    let head = "[[category]]\nid = \"needed\"\nkind = \"third-party\"\nnecessary = true\ntitle = \"N\"\ndescription = \"N\"\n";
    let service = "[[service]]\nid = \"x\"\ncategory = \"needed\"\nvendor = \"X\"\n";
    let src = format!("{BASE}{head}{service}{keys}\n");
    let lines = BASE.lines().count() + head.lines().count() + service.lines().count();
    assert_eq!(problems(&src, lines), expected, "{keys}");
    policy(&src);
}

#[test]
fn a_known_cookie_is_not_necessary() {
    // LAW-03
    let known = [
        ("_gid", "Google Analytics"),
        ("_gat_UA-1", "Google Analytics"),
        ("_gat*", "Google Analytics"),
        ("_fbp", "Meta Pixel"),
        ("_gcl_au", "Google Ads"),
        ("IDE", "Google advertising"),
        ("_hjSession_1", "Hotjar"),
        ("_pk_id.1.1", "Matomo"),
        ("_uetsid", "Microsoft Advertising"),
        ("li_fat_id", "LinkedIn Ads"),
        ("_clck", "Microsoft Clarity"),
    ];
    for (name, what) in known {
        let keys = format!(
            "cookies = [{{ name = \"{name}\", duration = \"1 day\", purpose = \"p\", party = \"third\" }}]"
        );
        let message = format!(
            "1:21 cookie `{name}` is known from {what}, which is not necessary, declare it in an optional category"
        );
        check_necessary(&keys, &[&message]);
    }
    check_necessary(
        "cookies = [{ name = \"id\", duration = \"1 day\", purpose = \"p\", party = \"third\" }]",
        &[],
    );
}

#[test]
fn a_known_host_is_not_necessary() {
    // LAW-03
    check_necessary(
        "hosts = [\"stats.g.doubleclick.net\"]",
        &[
            "1:10 host `stats.g.doubleclick.net` is known from Google advertising, which is not necessary, declare it in an optional category",
        ],
    );
    check_necessary("hosts = [\"notdoubleclick.net\"]", &[]);
}

#[test]
fn more_than_six_months_is_a_warning() {
    // LAW-21
    check(
        "[consent]\ndays = 183\n",
        &["2:8 an answer kept for 183 days is asked for too seldom, regulators say 182"],
    );
    check("[consent]\ndays = 182\n", &[]);
}

#[test]
fn accept_and_reject_are_always_equal() {
    // LAW-12
    check("[banner]\nreject = \"equal\"\n", &[]);
    let quiet = format!("{BASE}[banner]\nreject = \"quiet\"\n");
    assert_eq!(
        problems(&quiet, BASE.lines().count()),
        ["2:10 `reject` cannot be `quiet`, expected `equal`"]
    );
}

#[test]
fn any_model_but_opt_in_is_a_warning() {
    for model in ["opt-out", "notice"] {
        check(
            &format!("[consent]\nmodel = \"{model}\"\n"),
            &[&format!(
                "2:9 model `{model}` runs optional services without consent, which is unlawful in the eu and the uk"
            )],
        );
    }
    check("[consent]\nmodel = \"opt-in\"\n", &[]);
}

#[test]
fn an_optional_category_without_a_service_is_a_warning() {
    let empty =
        "[[category]]\nid = \"ads\"\nkind = \"third-party\"\ntitle = \"A\"\ndescription = \"A\"\n";
    check(
        empty,
        &["2:6 category `ads` has no service, so its switch does nothing"],
    );
    check(&format!("{empty}necessary = true\n"), &[]);
}

#[test]
fn what_is_stored_without_a_purpose_is_a_warning() {
    let service = "[[service]]\nid = \"x\"\ncategory = \"comfort\"\nvendor = \"X\"\n";
    check(
        &format!("{service}cookies = [{{ name = \"c\", duration = \"1 day\" }}]\n"),
        &["5:21 cookie `c` has no purpose, say what it is for"],
    );
    check(
        &format!("{service}storage = [{{ name = \"c\", kind = \"cache\" }}]\n"),
        &["5:21 cache storage `c` has no purpose, say what it is for"],
    );
}

#[test]
fn a_hostile_file_is_an_error_not_a_hang() {
    let categories: String = (0..70)
        .map(|n| format!("[[category]]\nid = \"c{n}\"\nkind = \"session\"\nnecessary = true\ntitle = \"T\"\ndescription = \"D\"\n"))
        .collect();
    let before = BASE.lines().count();
    assert_eq!(
        problems(&format!("{BASE}{categories}"), before)[0],
        "367:1 too many categories, 64 are the most"
    );
    let services: String = (0..700)
        .map(|n| format!("[[service]]\nid = \"s{n}\"\ncategory = \"comfort\"\nvendor = \"V\"\n"))
        .collect();
    assert_eq!(
        problems(&format!("{BASE}{services}"), before),
        ["2393:1 too many services, 600 are the most"]
    );
    assert_eq!(
        problems(&"#".repeat((1 << 20) + 1), 0),
        ["1:1 the file is larger than 1 MiB, which no policy needs"]
    );
    let deep = format!("x = {}1{}\n", "[".repeat(5000), "]".repeat(5000));
    assert!(!problems(&deep, 0).is_empty());
    let junk: String = (0..80_000).map(|n| format!("k{n} = 1\n")).collect();
    assert_eq!(problems(&junk, 0).len(), 1000);
    let blocks = "[[service]]\n".repeat(80_000);
    assert_eq!(problems(&blocks, 0).len(), 1000);
}

#[test]
fn the_answer_has_to_fit_one_cookie() {
    // TECH-61
    let category = |n: usize| {
        format!(
            "[[category]]\nid = \"{}{n:02}\"\nkind = \"persistent\"\ntitle = \"T\"\ndescription = \"D\"\n[[service]]\nid = \"c{n}\"\ncategory = \"{0}{n:02}\"\nvendor = \"V\"\n",
            "x".repeat(38)
        )
    };
    let service =
        |n: usize| format!("[[service]]\nid = \"s{n}\"\ncategory = \"comfort\"\nvendor = \"V\"\n");
    let categories: String = (0..60).map(category).collect();
    let services = |count: usize| (0..count).map(service).collect::<String>();
    check(&format!("{categories}{}", services(180)), &[]);
    let found = problems(&format!("{BASE}{categories}{}", services(220)), 0);
    assert_eq!(
        found,
        ["1:1 the answer would not fit one cookie, use fewer services or shorter category ids"]
    );
}

#[test]
fn letting_in_counts_without_enforcing_too() {
    // On a page that the gate closes.
    check("[gate]\nallow = [\"cdn.example.net\"]\n", &[]);
    check(
        "[gate]\nenforce = \"csp\"\nallow = [\"cdn.example.net\"]\n",
        &[],
    );
}

#[test]
fn what_waits_for_consent_is_not_let_in_besides() {
    let allow = |host: &str| format!("[gate]\nenforce = \"csp\"\nallow = [\"{host}\"]\n");
    for host in [
        "google-analytics.com",
        "www.google-analytics.com",
        "google-analytics.com:8443",
    ] {
        let message = format!(
            "3:10 the browser lets in `{host}` whatever the visitor answers, but optional service `analytics` is there, leave it out of `allow`"
        );
        check(&allow(host), &[&message]);
    }
    check(&allow("analytics.com"), &[]);
    let service = "[[service]]\nid = \"x\"\ncategory = \"third-party\"\nvendor = \"X\"\nhosts = [\"x.example:8443\"]\n";
    check(&format!("{service}{}", allow("x.example:8444")), &[]);
    check(&allow("cdn.example.net"), &[]);
}

#[test]
fn a_host_of_two_services_lets_in_both() {
    let service = |id: &str, hosts: &str| {
        format!(
            "[[service]]\nid = \"{id}\"\ncategory = \"comfort\"\nvendor = \"X\"\npurpose = \"P\"\nhosts = {hosts}\n"
        )
    };
    let first = service("one", "[\"tags.test\", \"one.test\"]");
    let shared = service("two", "[\"two.test\", \"tags.test\"]");
    check(
        &format!("{first}{shared}"),
        &[
            "12:22 `tags.test` is a host of `one` and of `two`, so who allows one of them lets in what the other loads from there",
        ],
    );
    // A longer rule is another rule.
    let apart = service("two", "[\"two.test\", \"tags.test/two\"]");
    check(&format!("{first}{apart}"), &[]);
}
