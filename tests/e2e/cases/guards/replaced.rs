//! A page's libraries put their own in place of what the language and the platform have: nothing gets
//! out by that before an answer, and what was held comes after it.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html, told};
use std::collections::BTreeSet;
use std::time::Duration;

const REPLACE: &str = include_str!("../../../replaced/replace.js");
const WAYS: &str = include_str!("../../../replaced/ways.js");
const HEAD: &str = r#"<script src="/replace.js"></script>"#;
const BODY: &str = r#"
    <img alt="" data-consent="stats" data-src="http://stats.test/re-marked.svg">
    <script type="text/plain" data-consent="stats" data-src="http://stats.test/re-marked.js"></script>
    <script type="text/plain" data-consent="stats">{ const it = document.createElement('img'); it.src = '/phase?inline'; }</script>
    <template data-consent="stats"><img alt="" data-consent="stats" data-src="http://stats.test/re-folded.svg"></template>
    <script src="/ways.js"></script>"#;

/// As `replace.js` calls them.
const FAMILIES: [&str; 27] = [
    "none",
    "Array",
    "String",
    "Number",
    "RegExp",
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
    "WeakRef",
    "Promise",
    "Function",
    "Object",
    "Reflect",
    "JSON",
    "Symbol",
    "iterators",
    "Date",
    "Math",
    "Error",
    "URL",
    "URLSearchParams",
    "observers",
    "lists",
    "readers",
    "globals",
    "all",
];

/// The page, which goes through `order`, with more in its head.
fn site(order: &[&str], head: &str) -> Site {
    let site = Site::new(POLICY);
    let order = serde_json::to_string(order).unwrap();
    site.write("replace.js", &format!("const ORDER = {order};\n{REPLACE}"));
    site.write("done.html", "<!doctype html><title>Done</title>");
    site.write("ways.js", WAYS);
    site.write("replaced.html", &html(&format!("{HEAD}{head}"), BODY));
    site
}

/// Every canary that loads once it is allowed.
fn expected() -> BTreeSet<String> {
    let text = format!("{WAYS}{BODY}").replace("way('", "stats.test/");
    let names = text.split("stats.test/").skip(1).filter_map(|rest| {
        let end = rest.find(['\'', '"', '&'])?;
        rest.get(..end).map(str::to_owned)
    });
    names.filter(|it| it.starts_with("re-")).collect()
}

/// What the servers were asked for, the page's own word on where it stands among it.
fn log(page: &Page) -> Vec<String> {
    let log = page.site.server.log();
    log.iter()
        .filter(|it| it.host.ends_with("stats.test") || it.path.starts_with("/phase?"))
        .map(|it| it.path.trim_start_matches('/').to_owned())
        .collect()
}

/// Has the page go through every family, and gives back what arrived from each.
async fn tour(page: &Page, order: &[&str], how: &str) -> Vec<(String, Vec<String>)> {
    page.start(&format!("/replaced.html?{}.{how}", order[0]))
        .await;
    for _ in 0..1500 {
        if page.count("shop.test/done.html") > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let log = log(page);
    let begins = |it: &String| {
        it.strip_prefix("phase?")
            .is_some_and(|it| order.contains(&it))
    };
    let starts: Vec<_> = (0..log.len()).filter(|at| begins(&log[*at])).collect();
    let end = |at: usize| starts.get(at + 1).copied().unwrap_or(log.len());
    // What comes before the first page's first word is its parser's.
    let begin = |at: usize| if at == 0 { 0 } else { starts[at] };
    let part = |(at, from): (usize, &usize)| (log[*from].clone(), log[begin(at)..end(at)].to_vec());
    starts.iter().enumerate().map(part).collect()
}

/// What is wrong with what arrived: something came too early, or did not come.
fn faults(log: &[String]) -> Vec<String> {
    let place = |phase: &str| log.iter().position(|it| it == phase);
    let Some(granted) = place("phase?refused") else {
        return vec![format!("stopped: {log:?}")];
    };
    let Some(withdrawn) = place("phase?withdrawn") else {
        return vec![format!("stopped: {log:?}")];
    };
    let mut faults = Vec::new();
    if place("phase?before").is_none() {
        faults.push("no first layer".to_owned());
    }
    let is_phase = |it: &&String| !it.starts_with("phase?");
    faults.extend(
        log[..granted]
            .iter()
            .filter(is_phase)
            .map(|it| format!("early: {it}")),
    );
    faults.extend(
        log[withdrawn..]
            .iter()
            .filter(is_phase)
            .map(|it| format!("late: {it}")),
    );
    let came: BTreeSet<_> = log[granted..withdrawn].iter().cloned().collect();
    let mut awaited = expected();
    awaited.insert("phase?inline".to_owned());
    faults.extend(awaited.difference(&came).map(|it| format!("missing: {it}")));
    faults
}

/// Every family, each replaced in one way.
fn every_family(how: &str) {
    visit_with(site(&FAMILIES, ""), Wish::default(), async |page| {
        let mut wrong = Vec::new();
        let passed = tour(page, &FAMILIES, how).await;
        for (family, log) in &passed {
            wrong.extend(faults(log).into_iter().map(|it| format!("{family}: {it}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(passed.len(), FAMILIES.len());
    });
}

#[test]
fn nothing_gets_out_and_everything_comes_where_the_languages_functions_throw() {
    every_family("throw");
}

#[test]
fn nothing_gets_out_and_everything_comes_where_the_languages_functions_answer_nothing() {
    every_family("nothing");
}

/// What `cargo xtask test` brings from npm, beside what the page of small kinds, `libraries.html`, does.
const LIBRARIES: [&str; 4] = ["mootools", "jquery", "zone", "core-js"];

#[test]
fn nothing_gets_out_and_everything_comes_on_pages_with_libraries() {
    for library in LIBRARIES {
        let file = format!("{}/{library}.js", told("PORTCULLIS_LIBRARIES"));
        let site = site(&[library], r#"<script src="/library.js"></script>"#);
        site.write("library.js", &std::fs::read_to_string(file).unwrap());
        visit_with(site, Wish::default(), async |page| {
            let passed = tour(page, &[library], "library").await;
            let found = passed.iter().flat_map(|(_, log)| faults(log));
            assert_eq!(found.collect::<Vec<_>>(), [""; 0], "{library}");
            assert_eq!(passed.len(), 1);
        });
    }
}
