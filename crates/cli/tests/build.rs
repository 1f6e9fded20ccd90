//! `portcullis build` as a site owner meets it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

mod site;

use std::fs;
use std::path::Path;

use site::{POLICY, SERVICE, build, folder, interface, is_stamped, names, run, said, site};

#[track_caller]
fn check_files(name: &str, policy: &str, expected: &[&str]) {
    let folder = folder(name);
    let built = build(&folder, policy);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    assert_eq!(names(&folder), expected);
}

#[test]
fn a_site_that_asks_gets_layers_and_one_that_does_not_gets_none() {
    let asks = [
        "embed-inline.html",
        "embed.html",
        "first.en.*.js",
        "first.en.html",
        "first.en.js",
        "gate.*.js",
        "gate.js",
        "portcullis.*.css",
        "portcullis.css",
        "portcullis.d.ts",
        "portcullis.json",
        "second.en.*.js",
        "second.en.js",
        "show.*.js",
        "show.js",
        "texts.en.*.json",
        "texts.en.json",
        "watch.js",
    ];
    let asks_nothing = [
        "embed-inline.html",
        "embed.html",
        "gate.*.js",
        "gate.js",
        "portcullis.*.css",
        "portcullis.css",
        "portcullis.d.ts",
        "portcullis.json",
        "show.*.js",
        "show.js",
        "texts.en.*.json",
        "texts.en.json",
        "watch.js",
    ];
    check_files("asks", &format!("{POLICY}{SERVICE}"), &asks);
    check_files("asks-nothing", POLICY, &asks_nothing);
}

#[test]
fn the_same_policy_builds_the_same_bytes() {
    let [one, other] = ["bytes-one", "bytes-other"].map(folder);
    let policy = format!("{POLICY}{SERVICE}");
    build(&one, &policy);
    build(&other, &policy);
    assert_eq!(site(&one), site(&other));
}

#[test]
fn a_closed_gate_is_one_file() {
    let folder = folder("closed");
    let built = run(&folder, &["build", "--closed", "--out", "site"]);
    assert!(built.status.success());
    assert_eq!(names(&folder), ["gate.*.js", "gate.js", "portcullis.json"]);
}

#[test]
fn the_interface_is_named_by_what_is_in_it_and_the_page_asks_for_those_names() {
    let folder = folder("interface");
    let built = |module: &[u8]| {
        interface(&folder, module);
        fs::write(folder.join("policy.toml"), format!("{POLICY}{SERVICE}")).unwrap();
        let words = ["build", "policy.toml", "--out", "site", "--ui", "ui"];
        assert!(run(&folder, &words).status.success());
        // Plain names come last: pages of other builds ask for those.
        let mut names = named(&folder, "portcullis-ui");
        names.retain(|name| is_stamped(name));
        names
    };
    let [script, module] = built(b"one").try_into().unwrap();
    assert_eq!(site(&folder)[&module], b"one");
    assert_eq!(site(&folder)["portcullis-ui_bg.wasm"], b"one");
    let show = named(&folder, "show.").remove(0);
    let show = String::from_utf8(site(&folder)[&show].clone()).unwrap();
    assert!(show.contains(&script) && show.contains(&module), "{show}");
    // The module of the build before is there still.
    let [same, one, other] = built(b"other").try_into().unwrap();
    assert_eq!(same, script);
    assert!([&one, &other].contains(&&module) && one != other);
}

/// Whether the first file whose name starts so has `part`, when `policy` is built.
#[track_caller]
fn check_part(file: &str, part: &str, policies: [(&str, bool); 2]) {
    for (policy, expected) in policies {
        let folder = folder(&format!("part-{file}{expected}"));
        let built = build(&folder, policy);
        assert!(built.status.success(), "{}", said(&built));
        let name = named(&folder, file).remove(0);
        let text = String::from_utf8(site(&folder)[&name].clone()).unwrap();
        assert_eq!(text.contains(part), expected, "{part} in {name}: {policy}");
    }
}

#[test]
fn a_policy_brings_only_what_it_needs() {
    let asks = format!("{POLICY}{SERVICE}");
    let ruleless = asks.replace("hosts = [\"stats.example\"]", "");
    assert_ne!(ruleless, asks);
    let guarded = [(asks.as_str(), true), (&ruleless, false)];
    for part in ["insertAdjacentHTML", "insertRule", "iframe[srcdoc]"] {
        check_part("gate.js", part, guarded);
    }
    for (line, part) in [
        (
            "close_button = \"reject\"",
            ".portcullis-banner>.portcullis-close{",
        ),
        ("position = \"end\"", "[data-position=end]{"),
        ("position = \"center\"", "[data-position=center]{"),
        ("layout = \"bar\"", "[data-layout=bar]{"),
    ] {
        let shaped = format!("{asks}[banner]\n{line}\n");
        check_part("first.en.", part, [(&shaped, true), (&asks, false)]);
    }
}

/// The files of the built site whose names start so, sorted.
fn named(folder: &Path, start: &str) -> Vec<String> {
    let names = site(folder).into_keys();
    names.filter(|name| name.starts_with(start)).collect()
}

#[test]
fn a_tool_without_an_interface_says_so_and_writes_the_rest() {
    let folder = folder("no-interface");
    let built = build(&folder, &format!("{POLICY}{SERVICE}"));
    assert_eq!(
        said(&built),
        "warning: this portcullis was built without the interface, \
         add it with --ui DIR or use a release\n"
    );
    assert!(site(&folder).contains_key("gate.js"));
}

#[test]
fn each_file_is_weighed_for_who_asks_and_quiet_says_nothing() {
    let folder = folder("weighed");
    interface(&folder, b"module");
    fs::write(folder.join("policy.toml"), format!("{POLICY}{SERVICE}")).unwrap();
    let words = ["build", "policy.toml", "--out", "site", "--ui", "ui"];
    let built = run(&folder, &[&words[..], &["--sizes"]].concat());
    let report = String::from_utf8(built.stdout).unwrap();
    let site = site(&folder);
    for name in site.keys().filter(|name| is_stamped(name)) {
        let lines = report.lines().filter(|line| line.starts_with(name));
        assert_eq!(lines.count(), 1, "{name}: {report}");
    }
    assert!(!report.contains("\nshow.js"), "{report}");
    assert_eq!(run(&folder, &words).stdout, b"");
    let quiet = run(&folder, &[&words[..], &["--quiet"]].concat());
    assert_eq!([quiet.stdout, quiet.stderr].concat(), b"");
}

#[test]
fn the_tags_to_paste_name_the_gate_as_it_is_written() {
    let folder = folder("tags");
    build(&folder, &format!("{POLICY}{SERVICE}"));
    let site = site(&folder);
    let text = |name: &str| String::from_utf8(site[name].clone()).unwrap();
    let inline = text("embed-inline.html");
    let (tag, code) = inline.split_once('>').unwrap();
    assert!(tag.starts_with("<script data-base=\"/portcullis/\" "));
    let code = code.strip_suffix("</script>\n").unwrap();
    assert!(!code.contains("</script") && !code.contains("<!--"));
    let plain = |code: &str| {
        code.replace("<\\/script", "</script")
            .replace("<\\!--", "<!--")
    };
    assert!(plain(code) == plain(text("gate.js").trim_end()));
    let tags = text("embed.html");
    assert!(
        !tags.contains("HASH") && !tags.contains("INTEGRITY"),
        "{tags}"
    );
    assert_eq!(tags.matches("sha384-").count(), 1);
    assert_eq!(tags.matches("'sha256-").count(), 1);
}
