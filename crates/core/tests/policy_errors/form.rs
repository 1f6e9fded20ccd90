//! What any TOML file can get wrong: syntax, keys, types, words from a list.

use crate::common::{BASE, problems};
use crate::{check, check_changed, check_service};

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
            "39:1 unknown key `x` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`, `on_grant`, `on_withdraw`, `stop`",
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
        &["2:1 unknown key `foo` in `[gate]`, expected one of `unlisted`, `enforce`, `allow`"],
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
fn a_message_is_one_line_whatever_the_file_holds() {
    check_changed(
        "vendor = \"Google Ireland Ltd\"\n",
        "vendor = \"G\"\n\"a\\nb\\u001B\\u202E\" = 1\n",
        &[
            "36:1 unknown key `a\\nb\\u{1b}\\u{202e}` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`, `on_grant`, `on_withdraw`, `stop`",
        ],
    );
    check(
        "x = '''a\nb\n",
        &[
            "1:1 unknown key `x` in `[[service]]`, expected one of `id`, `category`, `vendor`, `title`, `purpose`, `privacy`, `opt_out`, `hosts`, `consent_mode`, `cookies`, `storage`, `on_grant`, `on_withdraw`, `stop`",
            "3:1 invalid multi-line literal string, expected `'`",
        ],
    );
}
