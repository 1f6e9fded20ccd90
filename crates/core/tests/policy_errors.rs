//! Every mistake in a policy file is reported, at its place and in its words.

mod common;

use common::{BASE, problems};

/// Puts `addition` at the end of a valid policy and expects exactly these
/// problems, each as `line:column message` with lines counted from the addition.
#[track_caller]
fn check(addition: &str, expected: &[&str]) {
    let src = format!("{BASE}{addition}");
    assert_eq!(problems(&src, BASE.lines().count()), expected, "{addition}");
}

/// Replaces `written` in a valid policy by `instead` and expects exactly this problem.
#[track_caller]
fn check_changed(written: &str, instead: &str, expected: &[&str]) {
    assert_eq!(BASE.matches(written).count(), 1, "{written}");
    assert_eq!(
        problems(&BASE.replace(written, instead), 0),
        expected,
        "{instead}"
    );
}

/// A service with `keys`, in the third-party category.
#[track_caller]
fn check_service(keys: &str, expected: &[&str]) {
    let head = "[[service]]\nid = \"x\"\ncategory = \"third-party\"\nvendor = \"X\"\n";
    let lines = BASE.lines().count() + head.lines().count();
    let src = format!("{BASE}{head}{keys}");
    assert_eq!(problems(&src, lines), expected, "{keys}");
}

/// A service with one cookie, in `category`.
#[track_caller]
fn check_cookie(category: &str, cookie: &str, expected: &[&str]) {
    let head = format!(
        "[[service]]\nid = \"x\"\ncategory = \"{category}\"\nvendor = \"X\"\nhosts = [\"x.example\"]\n"
    );
    let lines = BASE.lines().count() + head.lines().count();
    let src = format!("{BASE}{head}cookies = [{{ {cookie} }}]\n");
    assert_eq!(problems(&src, lines), expected, "{cookie}");
}

#[test]
fn a_valid_policy_has_no_problem() {
    check("", &[]);
}

#[test]
fn a_syntax_error_does_not_hide_the_rest() {
    check_changed(
        "name = \"Example Ltd\"",
        "name = \"Example Ltd",
        &["4:20 invalid basic string, expected `\"`"],
    );
    let src = BASE.replace(
        "id = \"analytics\"\n",
        "id = \"analytics\"\nvendr = \"X\"\n",
    ) + "x = \n";
    assert_eq!(
        problems(&src, 0),
        [
            "34:1 unknown key `vendr` in `[[service]]`, did you mean `vendor`",
            "39:1 unknown key `x` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`",
            "39:5 string values must be quoted, expected literal string",
        ]
    );
}

#[test]
fn a_key_twice_is_an_error() {
    check_changed(
        "name = \"Example Ltd\"",
        "name = \"A\"\nname = \"B\"",
        &["5:1 duplicate key"],
    );
}

#[test]
fn an_unknown_key_is_an_error_with_the_nearest_name() {
    check_changed(
        "privacy_policy",
        "privacy_polcy",
        &["5:1 unknown key `privacy_polcy` in `[site]`, did you mean `privacy_policy`"],
    );
    check(
        "[consnt]\ndays = 3\n",
        &["1:2 unknown key `consnt` in the file, did you mean `consent`"],
    );
    check(
        "[[categories]]\n",
        &["1:3 unknown key `categories` in the file, did you mean `category`"],
    );
}

#[test]
fn an_unknown_key_far_from_all_lists_what_is_expected() {
    check(
        "[gate]\nfoo = 1\n",
        &["2:1 unknown key `foo` in `[gate]`, expected `unlisted`"],
    );
    check(
        "[consent]\ncookie = 1\n",
        &[
            "2:1 unknown key `cookie` in `[consent]`, expected one of `model`, `days`, `gpc`, `domain`",
        ],
    );
    check_service(
        "hosts = [\"x.example\"]\nstorage = [{ kind = \"local\", name = \"a\", purpose = \"p\", domain = \"x\" }]\n",
        &[
            "2:57 unknown key `domain` in `service.storage`, expected one of `kind`, `name`, `duration`, `purpose`",
        ],
    );
}

#[test]
fn a_wrong_type_is_an_error() {
    check(
        "[consent]\ndays = \"182\"\n",
        &["2:8 `days` must be a whole number, not a string"],
    );
    check(
        "[consent]\ngpc = 1\n",
        &["2:7 `gpc` must be true or false, not a whole number"],
    );
    check(
        "[consent]\nmodel = true\n",
        &["2:9 `model` must be a string, not a boolean"],
    );
    check(
        "[consent]\ndays = 1.5\n",
        &["2:8 `days` must be a whole number, not a fraction"],
    );
    check(
        "[texts]\ntitle = 1979-05-27\n",
        &["2:9 `title` must be a string or a table by language, not a date"],
    );
    check(
        "[texts]\ntitle = { en = 1, sv = \"b\" }\n",
        &["2:16 `title.en` must be a string, not a whole number"],
    );
    check_changed(
        "languages = [\"en\", \"sv\"]",
        "languages = \"en\"",
        &["1:13 `languages` must be an array of strings, not a string"],
    );
    check_service(
        "hosts = [\"x.example\", 5]\n",
        &["1:23 `hosts` must be a string, not a whole number"],
    );
    check_service(
        "hosts = [\"x.example\"]\ncookies = 5\n",
        &["2:11 `cookies` must be an array of tables, not a whole number"],
    );
    check(
        "[banner]\ntheme = []\n",
        &["2:9 `theme` must be a table, not an array"],
    );
}

#[test]
fn a_missing_key_is_an_error_at_its_table() {
    check(
        "[[service]]\nid = \"x\"\n",
        &[
            "1:1 missing key `category` in `[[service]]`",
            "1:1 missing key `vendor` in `[[service]]`",
        ],
    );
    check(
        "[[category]]\n",
        &[
            "1:1 missing key `id` in `[[category]]`",
            "1:1 missing key `kind` in `[[category]]`",
            "1:1 missing key `title` in `[[category]]`",
            "1:1 missing key `description` in `[[category]]`",
            "1:1 category `` has no service, so its switch does nothing",
        ],
    );
    check_changed(
        "privacy_policy = \"/privacy\"\n",
        "",
        &["3:1 missing key `privacy_policy` in `[site]`"],
    );
    assert_eq!(
        problems("", 0),
        [
            "1:1 missing key `site` in the file",
            "1:1 missing key `category` in the file"
        ]
    );
}

#[test]
fn a_word_that_is_not_on_the_list_is_an_error() {
    check(
        "[gate]\nunlisted = \"block\"\n",
        &["2:12 `unlisted` cannot be `block`, expected one of `allow`, `hold`"],
    );
    check_changed(
        "kind = \"third-party\"",
        "kind = \"thirdparty\"",
        &["28:8 `kind` cannot be `thirdparty`, did you mean `third-party`"],
    );
    check_service(
        "hosts = [\"x.example\"]\nconsent_mode = [\"ad_storage\", \"ads\"]\n",
        &[
            "2:31 `consent_mode` cannot be `ads`, expected one of `ad_storage`, `ad_user_data`, `ad_personalization`, `analytics_storage`, `functionality_storage`, `personalization_storage`, `security_storage`",
        ],
    );
}

#[test]
fn days_are_from_1_to_400() {
    // TECH-60: browsers cap a cookie's life at 400 days.
    check(
        "[consent]\ndays = 401\n",
        &["2:8 `days` must be from 1 to 400, not 401"],
    );
    check(
        "[consent]\ndays = 0\n",
        &["2:8 `days` must be from 1 to 400, not 0"],
    );
    check(
        "[consent]\ndays = -1\n",
        &["2:8 `days` must be from 1 to 400, not -1"],
    );
    check(
        "[consent]\ndays = 99999999999999999999\n",
        &["2:8 `days` must be from 1 to 400, not 99999999999999999999"],
    );
    check("[consent]\ndays = 182\n", &[]);
}

#[test]
fn languages_are_tags_each_once() {
    let with = |list: &str| format!("languages = {list}");
    check_changed(
        "languages = [\"en\", \"sv\"]",
        &with("[]"),
        &["1:13 `languages` is empty, name at least one"],
    );
    check_changed(
        "languages = [\"en\", \"sv\"]",
        &with("[\"en\", \"\", \"sv\"]"),
        &["1:20 `` is no language tag, write one such as `en` or `pt-BR`"],
    );
    check_changed(
        "languages = [\"en\", \"sv\"]",
        &with("[\"en\", \"sv\", \"english\"]"),
        &["1:26 `english` is no language tag, write one such as `en` or `pt-BR`"],
    );
    check_changed(
        "languages = [\"en\", \"sv\"]",
        &with("[\"en\", \"sv\", \"EN\"]"),
        &["1:26 language `EN` is listed twice"],
    );
}

#[test]
fn a_language_without_built_in_labels_has_to_give_them_all() {
    let src = BASE.replace(
        "languages = [\"en\", \"sv\"]",
        "languages = [\"en\", \"sv\", \"fi\"]",
    );
    let found = problems(&src, 0);
    assert!(
        found[0].starts_with(
            "1:26 `fi` has no built-in labels, give them in `[texts]`: `title`, `intro`, "
        ),
        "{found:?}"
    );
    let labels: String = portcullis_core::labels::KEYS
        .iter()
        .map(|key| format!("{key} = \"x\"\n"))
        .collect();
    let found = problems(&format!("{src}[texts]\n{labels}"), 0);
    assert_eq!(
        found,
        [
            "23:9 `title` has no text in `fi`",
            "29:9 `title` has no text in `fi`"
        ]
    );
}

#[test]
fn a_text_missing_in_a_language_is_an_error_that_names_it() {
    check(
        "[texts]\ntitle = { en = \"a\" }\n",
        &["2:9 `title` has no text in `sv`"],
    );
    check(
        "[texts]\ntitle = {}\n",
        &["2:9 `title` has no text in `en`, `sv`"],
    );
    check(
        "[texts]\ntitle = { en = \"a\", sv = \"b\", de = \"c\" }\n",
        &[
            "2:31 `title` has a text in `de`, which `languages` does not list, expected one of `en`, `sv`",
        ],
    );
    check(
        "[texts]\ntitle = \"  \"\n",
        &["2:9 `title` is empty, write a text"],
    );
    check(
        "[texts]\ntitle = { en = \"a\", sv = \"\" }\n",
        &["2:26 `title.sv` is empty, write a text"],
    );
    check(
        "[texts]\nreject_al = \"No\"\n",
        &["2:1 unknown key `reject_al` in `texts`, did you mean `reject_all`"],
    );
}

#[test]
fn a_link_leads_to_a_page_and_runs_nothing() {
    let link = |address: &str| format!("privacy_policy = \"{address}\"");
    for address in [
        "/privacy",
        "#privacy",
        "https://example.com/p",
        "http://example.com",
    ] {
        check_changed("privacy_policy = \"/privacy\"", &link(address), &[]);
    }
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "privacy",
        "https://",
        "https:example.com",
        "/a b",
        "dpo@example.com",
    ] {
        let message = format!(
            "5:18 `privacy_policy` cannot lead to `{address}`, write an http or https address or one that starts with `/` or `#`"
        );
        check_changed("privacy_policy = \"/privacy\"", &link(address), &[&message]);
    }
    check_service(
        "hosts = [\"x.example\"]\nopt_out = { en = \"ftp://x\", sv = \"/o\" }\n",
        &[
            "2:18 `opt_out` cannot lead to `ftp://x`, write an http or https address or one that starts with `/` or `#`",
        ],
    );
}

#[test]
fn a_contact_is_a_mail_address_or_a_link() {
    let contact = |it: &str| format!("privacy_policy = \"/privacy\"\ncontact = \"{it}\"");
    for it in ["dpo@example.com", "/contact", "https://example.com/contact"] {
        check_changed("privacy_policy = \"/privacy\"", &contact(it), &[]);
    }
    for it in [
        "javascript:x",
        "dpo",
        "a@b",
        "a@b@c.d",
        "a b@c.de",
        "",
        "mailto:a@b.se",
    ] {
        let message = format!("6:11 `{it}` is neither a mail address nor a link");
        check_changed("privacy_policy = \"/privacy\"", &contact(it), &[&message]);
    }
}

#[test]
fn a_shared_domain_is_a_name_with_a_dot() {
    check("[consent]\ndomain = \"Example.COM\"\n", &[]);
    for it in [
        "com",
        ".example.com",
        "https://example.com",
        "127.0.0.1",
        "example.com/x",
        "example.com:1",
        "",
    ] {
        let message = format!("2:10 `{it}` is no domain, write one such as `example.com`");
        check(&format!("[consent]\ndomain = \"{it}\"\n"), &[&message]);
    }
}

#[test]
fn a_theme_value_stays_inside_its_declaration() {
    for value in [
        "#fff",
        "rgb(1 2 3 / 50%)",
        "4px",
        "'Open Sans', system-ui",
        "color-mix(in srgb, red, blue)",
    ] {
        check(
            &format!("[banner]\ntheme = {{ action = \"{value}\" }}\n"),
            &[],
        );
    }
    let message = "2:20 `action` must be one plain css value without `;`, braces, `<`, `>`, `@`, backslash, comment, `url()` or open quotes";
    for value in [
        "red; x: y",
        "red}",
        "</style>",
        "@x",
        "URL(x)",
        "'open",
        "rgb(",
        ")",
        "/* x",
        "",
        "a\\\\62",
        "red !important",
    ] {
        check(
            &format!("[banner]\ntheme = {{ action = \"{value}\" }}\n"),
            &[message],
        );
    }
    check(
        "[banner]\ntheme_dark = { acton = \"red\" }\n",
        &["2:16 unknown key `acton` in `theme_dark`, did you mean `action`"],
    );
}

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
fn a_message_is_one_line_whatever_the_file_holds() {
    check_changed(
        "vendor = \"Google Ireland Ltd\"\n",
        "vendor = \"G\"\n\"a\\nb\\u001B\\u202E\" = 1\n",
        &[
            "36:1 unknown key `a\\nb\\u{1b}\\u{202e}` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`",
        ],
    );
    check(
        "x = '''a\nb\n",
        &[
            "1:1 unknown key `x` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`",
            "3:1 invalid multi-line literal string, expected `'`",
        ],
    );
}
