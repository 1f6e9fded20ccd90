//! What is said once: languages, texts, links, days, theme.

use crate::common::{BASE, problems};
use crate::{check, check_changed, check_service};

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
