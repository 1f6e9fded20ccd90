//! Loaders that look for their script before they insert it: it waits, and there is one of it.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, Site, html};

/// Ways to look for a script, each with an address of its own in the place of `URL`.
const LOOKS: [&str; 6] = [
    "document.querySelector('script[src=\"URL\"]')",
    "document.head.querySelector(`[src='URL']`)",
    "document.querySelectorAll('body > p, script[src*=\"URL\"]').length > 0",
    "document.querySelector('script[async][src$=\"URL\"]')",
    "[...document.scripts].find((it) => it.src === 'URL')",
    "document.documentElement.querySelector('script[src^=\"URL\"]')",
];

fn url(number: usize) -> String {
    format!("http://stats.test/once{number}.js")
}

/// Looks for a script three times, and inserts it where it is not.
fn loader((number, look): (usize, &&str)) -> String {
    let url = url(number);
    let look = look.replace("URL", &url);
    format!(
        "for (let turn = 0; turn < 3; turn++) if (!({look})) {{ inserted++; \
         document.head.append(Object.assign(document.createElement('script'), {{ async: true, src: '{url}' }})); }}"
    )
}

fn shop(tags: &str) -> Site {
    let loaders: Vec<String> = LOOKS.iter().enumerate().map(loader).collect();
    let script = format!(
        "<script>window.inserted = 0; {}</script>",
        loaders.join("\n")
    );
    let site = Site::new(POLICY);
    site.write("page.html", &html(tags, &script));
    site
}

fn inserts(tags: &str, times: usize) {
    visit_with(shop(tags), Wish::default(), async |page| {
        page.open("/page.html").await;
        let seen = page.hosts();
        assert!(seen.is_empty() || !tags.is_empty(), "{seen:?}");
        assert_eq!(page.eval::<usize>("return inserted").await, times);
        assert_eq!(
            page.eval::<Option<Vec<String>>>("return window.traces ?? null")
                .await,
            None
        );
        page.site.server.forget();
        page.accept().await;
        page.until(&format!("window.traces?.length === {}", LOOKS.len()))
            .await;
        page.settle().await;
        let mut ran: Vec<String> = page.eval("return traces").await;
        ran.sort();
        let all: Vec<String> = (0..LOOKS.len())
            .map(|it| url(it).replace("http://", ""))
            .collect();
        assert_eq!(ran, all);
    });
}

#[test]
fn a_script_that_its_loader_looks_for_is_inserted_once() {
    inserts("", LOOKS.len());
}

#[test]
fn a_script_of_the_pages_html_is_found_and_not_inserted_again() {
    let tag = |number| format!("<script async src=\"{}\"></script>", url(number));
    inserts(&(0..LOOKS.len()).map(tag).collect::<String>(), 0);
}
