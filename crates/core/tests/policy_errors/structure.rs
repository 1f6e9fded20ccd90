//! Categories, services and hosts.

use crate::{check, check_changed, check_service};

#[test]
fn an_id_is_a_slug_and_stands_for_one_thing() {
    check_changed(
        "id = \"analytics\"",
        "id = \"Web Analytics\"",
        &[
            "33:6 `Web Analytics` cannot be an id, use `a-z`, `0-9` and `-`, a letter first, 40 characters at most",
        ],
    );
    check_changed(
        "id = \"analytics\"",
        "id = \"third-party\"",
        &["33:6 service `third-party` has the id of a category, choose another"],
    );
    let again = "[[service]]\nid = \"analytics\"\ncategory = \"third-party\"\nvendor = \"X\"\nhosts = [\"x.example\"]\n";
    check(again, &["2:6 service `analytics` is defined twice"]);
    let again = "[[category]]\nid = \"session\"\nkind = \"session\"\nnecessary = true\ntitle = \"A\"\ndescription = \"B\"\n";
    check(again, &["2:6 category `session` is defined twice"]);
}

#[test]
fn a_service_names_a_category_that_exists() {
    check_changed(
        "category = \"third-party\"",
        "category = \"third-prty\"",
        &[
            "27:6 category `third-party` has no service, so its switch does nothing",
            "34:12 service `analytics` names unknown category `third-prty`, did you mean `third-party`",
        ],
    );
    check_changed(
        "category = \"third-party\"",
        "category = \"marketing\"",
        &[
            "27:6 category `third-party` has no service, so its switch does nothing",
            "34:12 service `analytics` names unknown category `marketing`, expected one of `session`, `comfort`, `third-party`",
        ],
    );
}

#[test]
fn one_category_is_necessary() {
    check_changed(
        "necessary = true",
        "necessary = false",
        &[
            "8:6 no category is necessary, add `necessary = true` to the one that the site needs to work",
            "8:6 category `session` has no service, so its switch does nothing",
        ],
    );
}

#[test]
fn no_category_is_unclassified() {
    // PAP-04
    check_changed(
        "id = \"session\"",
        "id = \"unclassified\"",
        &["8:6 a category cannot be `unclassified`, say what it is for"],
    );
}

#[test]
fn a_host_is_a_host() {
    let cases = [
        ("", "a host is empty, write one such as `example.com`"),
        (
            "https://a.example",
            "leave the scheme out of host `https://a.example`, write it such as `example.com`",
        ),
        (
            "//a.example",
            "leave the scheme out of host `//a.example`, write it such as `example.com`",
        ),
        (
            "*.a.example",
            "leave the `*` out of host `*.a.example`, a host stands for its subdomains too",
        ),
        (
            "a.example?x",
            "leave the query and the fragment out of host `a.example?x`",
        ),
        ("u@a.example", "leave the user out of host `u@a.example`"),
        (
            "com",
            "host `com` has no dot, write the whole name such as `www.example.com`",
        ),
        (
            "/",
            "host `/` would match the whole site, write a path such as `/stats`",
        ),
        (
            "a.example:x",
            "`a.example:x` is no host, write one such as `example.com` or `example.com/path`",
        ),
        (
            "a.example:0",
            "host `a.example:0` has a port that is none, write one from 1 to 65535",
        ),
        (
            "a.example:",
            "host `a.example:` has a port that is none, write one from 1 to 65535",
        ),
        (
            "a b.example",
            "`a b.example` is no host, write one such as `example.com` or `example.com/path`",
        ),
        (
            "a..example",
            "`a..example` is no host, write one such as `example.com` or `example.com/path`",
        ),
        (
            "1.2.3.999",
            "`1.2.3.999` is no host, write one such as `example.com` or `example.com/path`",
        ),
    ];
    for (host, message) in cases {
        check_service(
            &format!("hosts = [\"x.example\", \"{host}\"]\n"),
            &[&format!("1:23 {message}")],
        );
    }
}
