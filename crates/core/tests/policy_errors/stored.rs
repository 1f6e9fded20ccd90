//! Cookies and other storage.

use crate::{check, check_cookie, check_service};

#[test]
fn a_duration_is_a_count_with_a_unit() {
    for duration in [
        "1 second",
        "30 minutes",
        "2 years",
        "session",
        "unlimited",
        "until erased",
        "1 days",
    ] {
        check_cookie(
            "third-party",
            &format!("name = \"c\", purpose = \"p\", duration = \"{duration}\""),
            &[],
        );
    }
    for duration in [
        "",
        "two years",
        "2",
        "2years",
        "0 days",
        "-1 days",
        "2 fortnights",
        "99999999999 days",
        "1.5 hours",
    ] {
        let message = format!(
            "1:52 `{duration}` is no duration, write one such as `30 minutes`, `2 years`, `session` or `unlimited`"
        );
        check_cookie(
            "third-party",
            &format!("name = \"c\", purpose = \"p\", duration = \"{duration}\""),
            &[&message],
        );
    }
}

#[test]
fn a_lifetime_fits_its_categorys_kind() {
    let cookie =
        |duration: &str| format!("name = \"c\", purpose = \"p\", duration = \"{duration}\"");
    check_cookie(
        "session",
        &cookie("2 years"),
        &["1:52 cookie `c` is kept for `2 years`, but category `session` has kind `session`"],
    );
    check_cookie(
        "session",
        &cookie("unlimited"),
        &["1:52 cookie `c` is kept for `unlimited`, but category `session` has kind `session`"],
    );
    check_cookie(
        "comfort",
        &cookie("session"),
        &["1:52 cookie `c` ends with the session, but category `comfort` has kind `persistent`"],
    );
    check_cookie("session", &cookie("session"), &[]);
    check_cookie("comfort", &cookie("2 years"), &[]);
    check_cookie("third-party", &cookie("session"), &[]);
}

#[test]
fn storage_fits_its_categorys_kind() {
    let service = |category: &str, store: &str| {
        let keys = format!("[[service]]\nid = \"x\"\ncategory = \"{category}\"\nvendor = \"X\"\n");
        format!("{keys}storage = [{{ name = \"k\", purpose = \"p\", {store} }}]\n")
    };
    check(&service("session", "kind = \"session\""), &[]);
    check(
        &service("session", "kind = \"local\""),
        &[
            "5:21 local storage `k` is kept for `unlimited`, but category `session` has kind `session`",
        ],
    );
    check(
        &service("comfort", "kind = \"session\""),
        &[
            "5:21 session storage `k` ends with the session, but category `comfort` has kind `persistent`",
        ],
    );
    check(&service("comfort", "kind = \"indexeddb\""), &[]);
    check(
        &service("comfort", "kind = \"session\", duration = \"1 day\""),
        &["5:70 session storage `k` ends with the session, it cannot be kept for `1 day`"],
    );
}

#[test]
fn a_third_party_category_holds_third_parties() {
    check_service(
        "hosts = [\"/stats\"]\ncookies = [{ name = \"c\", duration = \"1 day\", purpose = \"p\" }]\n",
        &[
            "-2:6 service `x` has no third-party host or cookie, but category `third-party` has kind `third-party`",
        ],
    );
    check_service(
        "cookies = [{ name = \"c\", duration = \"1 day\", purpose = \"p\", party = \"third\" }]\n",
        &[],
    );
    check_cookie(
        "comfort",
        "name = \"c\", duration = \"1 day\", purpose = \"p\", party = \"third\"",
        &["1:21 cookie `c` is a third party's, but category `comfort` has kind `persistent`"],
    );
}

#[test]
fn one_cookie_name_has_one_purpose() {
    // PAP-03
    let taken = "name = \"_ga\", duration = \"1 day\", purpose = \"p\"";
    check_cookie(
        "comfort",
        taken,
        &[
            "1:21 cookie `_ga` is declared in category `comfort` and in `third-party`, one name has one purpose",
        ],
    );
    check_cookie("third-party", taken, &[]);
    let cookie = "{ name = \"c\", duration = \"1 day\", purpose = \"p\" }";
    check_service(
        &format!("hosts = [\"x.example\"]\ncookies = [{cookie}, {cookie}]\n"),
        &["2:72 cookie `c` is declared twice in one service"],
    );
}

#[test]
fn a_name_cannot_match_what_is_not_its_own() {
    let named = |name: &str| format!("name = \"{name}\", duration = \"1 day\", purpose = \"p\"");
    check_cookie(
        "third-party",
        &named("*"),
        &["1:21 `*` would match everything that the site stores, write more of the name"],
    );
    check_cookie(
        "third-party",
        &named("a b"),
        &["1:21 `a b` cannot be a name, write one without spaces, `;`, `,` or `=`"],
    );
    check_cookie(
        "third-party",
        &named(""),
        &["1:21 `` cannot be a name, write one without spaces, `;`, `,` or `=`"],
    );
    for own in ["portcullis", "__Host-portcullis", "port*", "__Host-*"] {
        check_cookie(
            "third-party",
            &named(own),
            &[&format!(
                "1:21 `{own}` would match what portcullis itself stores and declares"
            )],
        );
    }
}

#[test]
fn a_service_worker_is_named_by_its_path() {
    // TECH-65: erasing `/*` would take the site's own worker along.
    let worker = |name: &str| {
        format!(
            "hosts = [\"x.example\"]\nstorage = [{{ kind = \"worker\", purpose = \"p\", name = \"{name}\" }}]\n"
        )
    };
    check_service(&worker("/push/*"), &[]);
    check_service(&worker("/"), &[]);
    check_service(
        &worker("push/*"),
        &["2:53 `push/*` is no path of a service worker, write one such as `/push/*`"],
    );
    check_service(
        &worker("/*"),
        &["2:53 `/*` would match everything that the site stores, write more of the name"],
    );
    check_service(
        &worker(""),
        &["2:53 `` is no path of a service worker, write one such as `/push/*`"],
    );
}

#[test]
fn a_cookie_of_servers_alone_is_marked_so() {
    let cookie = "name = \"c\", duration = \"1 day\", purpose = \"p\"";
    check_cookie("comfort", &format!("{cookie}, http_only = true"), &[]);
    check_cookie(
        "comfort",
        &format!("{cookie}, http_only = \"yes\""),
        &["1:73 `http_only` must be true or false, not a string"],
    );
}
