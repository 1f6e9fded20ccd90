//! A gate that is late: it holds from then on, shows the banner, and says what came before it and what
//! to change. Whatever made it late, the page stays as it was.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, RECORDER, visit_with};
use portcullis_e2e::site::{POLICY, Site};
use std::time::Duration;

/// What makes a gate late.
struct Way {
    name: &'static str,
    /// In the head, and at the end of the body.
    tags: [&'static str; 2],
    /// What the console says of it.
    change: &'static str,
}

const INSERT: &str = "const it = document.createElement('script'); it.src = '/portcullis/gate.js'; \
    document.head.append(it);";
const WAYS: [Way; 8] = [
    Way {
        name: "async",
        tags: ["<script async src=/portcullis/gate.js></script>", ""],
        change: "take async off its tag",
    },
    Way {
        name: "defer",
        tags: ["<script defer src=/portcullis/gate.js></script>", ""],
        change: "take defer off its tag",
    },
    Way {
        name: "module",
        tags: ["<script type=module src=/portcullis/gate.js></script>", ""],
        change: "take type off its tag",
    },
    Way {
        name: "inserted while the page is parsed",
        tags: ["<script>INSERT</script>", ""],
        change: "put its tag first in <head>",
    },
    Way {
        name: "inserted after load",
        tags: [
            "<script>addEventListener('load', () => { INSERT });</script>",
            "",
        ],
        change: "put its tag first in <head>",
    },
    Way {
        name: "at the end of the body",
        tags: ["", "<script src=/portcullis/gate.js></script>"],
        change: "put its tag first in <head>",
    },
    Way {
        name: "after another tag",
        tags: [
            "<script src=http://tags.test/manager.js></script><script src=/portcullis/gate.js></script>",
            "",
        ],
        change: "put its tag first in <head>",
    },
    Way {
        name: "in the page itself, after load",
        tags: [
            "<script>addEventListener('load', async () => { INLINE });</script>",
            "",
        ],
        change: "put its tag first in <head>",
    },
];
/// What a tag manager does with the tag out of `embed-inline.html`.
const INLINE: &str = "const tag = (await (await fetch('/portcullis/embed-inline.html')).text())\
    .match(/<script data-base=[^>]*>([^]*?)<.script>/); \
    const it = document.createElement('script'); it.dataset.base = '/portcullis/'; it.text = tag[1]; \
    document.head.append(it);";

fn site_of(way: &Way) -> Site {
    let site = Site::new(POLICY);
    // The server puts the recorder before a gate that it sends by itself alone.
    let inline = format!("{RECORDER}{INLINE}");
    let filled = |tag: &str| tag.replace("INSERT", INSERT).replace("INLINE", &inline);
    let [head, end] = way.tags.map(filled);
    let page = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>{head}<title>Late</title>\
         <link rel=icon href=data:,></head><body><h1>Late</h1>\
         <script type=text/plain data-consent=stats data-src=http://stats.test/marked.js></script>\
         <iframe src=http://film.test/player.html title=Film></iframe>{end}</body></html>"
    );
    site.write("late.html", &page);
    let body = "window.managed = 1;".to_owned();
    let rules = &site.server;
    rules
        .rules()
        .bodies
        .insert("tags.test/manager.js".to_owned(), body);
    site
}

/// From now on everything is held: what code starts, and what stood before.
async fn holds_from_now_on(page: &Page, way: &str) {
    page.site.server.forget();
    page.run("new Image().src = 'http://ads.test/pixel.svg'; fetch('http://stats.test/data').catch(() => 0)")
        .await;
    page.settle().await;
    assert_eq!(page.optional(), [""; 0], "{way}");
    let frame: bool = page
        .eval("return document.querySelector('iframe').hasAttribute('src')")
        .await;
    assert!(!frame, "{way}: the frame stands");
}

#[test]
fn a_late_gate_holds_from_then_on_and_says_what_to_change() {
    for way in &WAYS {
        visit_with(site_of(way), Wish::default(), async |page| {
            let name = way.name;
            page.open("/late.html").await;
            page.shown(".portcullis-banner").await;
            assert_eq!(page.count("stats.test/marked.js"), 0, "{name}");
            holds_from_now_on(page, name).await;
            let said = page.errors().await;
            let said: Vec<&String> = said.iter().filter(|it| it.contains("came late")).collect();
            assert_eq!(said.len(), 1, "{name}: {said:?}");
            assert!(said[0].contains(way.change), "{name}: {said:?}");
            let is_named = said[0].contains("http://tags.test/manager.js");
            assert_eq!(is_named, name == "after another tag", "{name}: {said:?}");
            let title: String = page
                .eval("return document.querySelector('h1').textContent")
                .await;
            assert_eq!(title, "Late", "{name}");
            page.accept().await;
            page.until_seen("stats.test/marked.js").await;
            page.until_seen("film.test/player.html").await;
            assert_eq!(page.count("stats.test/marked.js"), 1, "{name}");
        });
    }
}

#[test]
fn a_gate_in_time_says_nothing_and_a_second_one_leaves_the_work_to_it() {
    let site = Site::new(POLICY);
    let home = site.read("index.html");
    let tag = "<script src=\"/portcullis/gate.js\"></script>";
    assert!(home.contains(tag));
    site.write(
        "twice.html",
        &home.replace("</body>", &format!("{tag}</body>")),
    );
    visit_with(site, Wish::default(), async |page| {
        for path in ["/", "/twice.html"] {
            page.open(path).await;
            page.shown(".portcullis-banner").await;
            assert_eq!(page.errors().await, [""; 0], "{path}");
            assert_eq!(page.optional(), [""; 0], "{path}");
        }
    });
}

/// A slow network makes it later still.
#[test]
fn a_gate_that_comes_long_after_the_page_holds_from_then_on() {
    let site = site_of(&WAYS[0]);
    let place = "shop.test/portcullis/gate.js".to_owned();
    site.server
        .rules()
        .delays
        .insert(place, Duration::from_secs(2));
    visit_with(site, Wish::default(), async |page| {
        page.open("/late.html").await;
        page.shown(".portcullis-banner").await;
        holds_from_now_on(page, "slow").await;
    });
}
