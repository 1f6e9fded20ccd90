//! A rule is held to the same as what is kept of it: the URL standard resolves dots, decodes and
//! lengthens, and so can make of a good text one that would have been refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use portcullis_core::host::HostRule;
use proptest::prelude::*;

#[track_caller]
fn refused(written: &str, words: &str) {
    match written.parse::<HostRule>() {
        Ok(rule) => panic!("{written} is kept as {}", rule.normalised()),
        Err(error) => assert!(error.to_string().contains(words), "{written}: {error}"),
    }
}

#[track_caller]
fn kept(written: &str, normal: &str) {
    let rule: HostRule = written.parse().unwrap();
    assert_eq!(rule.normalised(), normal, "{written}");
    let again: HostRule = normal.parse().unwrap();
    assert_eq!(again.normalised(), normal, "{written}");
}

#[test]
fn dots_leave_no_path_that_reads_as_a_host() {
    for written in [
        "/.//.0&",
        "/a/..//x",
        "/%2e//x",
        "/a/b/../..//stats.example",
        "/.///x",
    ] {
        refused(written, "is no path");
    }
    kept("/a//x", "/a//x");
    kept("example.com/.//x", "example.com//x");
}

#[test]
fn dots_leave_no_scheme() {
    for written in [
        "/a:/.//b",
        "example.com/web/https:/.//b",
        "example.com/a:/x/..//b",
        "localhost:8081/a:/%2E//b",
    ] {
        refused(written, "leave the scheme out");
    }
    kept("example.com/a:/./b", "example.com/a:/b");
}

#[test]
fn no_encoding_makes_a_wildcard_of_a_host() {
    for written in [
        "%2a.example.com",
        "%2A.example.com",
        "\u{ff0a}.example.com",
        "%ef%bc%8a.example.com",
    ] {
        refused(written, "leave the `*` out");
    }
    kept("example.com/%2a", "example.com/%2a");
}

#[test]
fn the_longest_rule_is_measured_as_browsers_send_it() {
    let labels = |label: &str, count: usize| vec![label; count].join(".");
    // As written all of these are short enough.
    for written in [
        format!("{}.example", labels("ü", 80)),
        format!("{}.example", labels("日本", 60)),
        format!("example.com/{}", "é".repeat(100)),
        format!("/{}", "日".repeat(60)),
        format!("example.com/{}", "{}".repeat(100)),
    ] {
        assert!(written.len() <= 500, "{written}");
        refused(&written, "is too long, 500 bytes are the most");
    }
    refused(&format!("/{}", "a".repeat(500)), "is too long");
    let longest = format!("/{}", "a".repeat(499));
    kept(&longest, &longest);
    let encoded = format!("/{}a", "%C3%A9".repeat(83));
    kept(&format!("/{}a", "é".repeat(83)), &encoded);
}

/// What a text is made of that the URL standard writes in another way.
fn piece() -> impl Strategy<Value = String> {
    let odd = [
        "/",
        ".",
        "..",
        "//",
        ":",
        "%2e",
        "%2a",
        "%2f",
        "%40",
        "@",
        "*",
        "\u{ff0a}",
        "\u{ff0f}",
        "\u{ad}",
        "\u{3002}",
        "ü",
        "ß",
        "日",
        "xn--",
        "[::1]",
        "0x7f",
        "1",
        ":81",
        ":443",
        "&",
        "{",
        ";",
        "a",
        "example.com",
        "localhost",
    ];
    prop_oneof![
        8 => proptest::sample::select(odd.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => ("[a-zü.]{1,3}", 1_usize..200).prop_map(|(text, times)| text.repeat(times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn whatever_is_kept_reads_as_itself(pieces in proptest::collection::vec(piece(), 1..9)) {
        let Ok(rule) = pieces.concat().parse::<HostRule>() else { return Ok(()) };
        let normal = rule.normalised();
        prop_assert_eq!(normal.parse::<HostRule>().map(|again| again.normalised()), Ok(normal));
    }
}
