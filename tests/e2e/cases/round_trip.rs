//! What a page pays: one request of ours blocks it, none where the gate stands in the page.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::time::Duration;

/// Requests for our files that the browser started before the page was first painted, from its own record.
const BEFORE_PAINT: &str = "
    const paint = performance.getEntriesByType('paint').find((it) => it.name === 'first-contentful-paint');
    const ours = performance.getEntriesByType('resource').filter((it) => it.name.includes('/portcullis/'));
    return ours.filter((it) => it.renderBlockingStatus === 'blocking')
      .map((it) => it.name.split('/').pop().replace(/\\.[0-9a-f]{6}/, ''))";

fn site() -> Site {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", ""));
    let inline = site.read("portcullis/embed-inline.html");
    let tag = "<script src=\"/portcullis/gate.js\"></script>";
    site.write("inline.html", &html("", "").replace(tag, inline.trim_end()));
    site
}

/// Our files in the order in which the server was asked for them, without stamps.
fn ours(page: &Page) -> Vec<String> {
    let log = page.site.server.log().into_iter();
    let ours = log.filter_map(|hit| Some(hit.path.strip_prefix("/portcullis/")?.to_owned()));
    ours.map(|name| portcullis_e2e::site::unmarked(&name))
        .collect()
}

#[test]
fn one_request_blocks_where_the_gate_is_a_file_and_none_where_it_stands_in_the_page() {
    visit_with(site(), Wish::default(), async |page| {
        for (path, expected) in [
            ("/index.html", &["gate.js", "first.en.js", "show.js"][..]),
            ("/inline.html", &["first.en.js", "show.js"]),
        ] {
            page.open(path).await;
            page.shown(".portcullis-banner").await;
            page.settle().await;
            assert_eq!(ours(page), expected, "{path}");
        }
    });
}

#[test]
fn what_the_browser_calls_blocking_is_the_gate_alone() {
    let only_chromium = Wish {
        only: &[Engine::Chromium],
        ..Wish::default()
    };
    visit_with(site(), only_chromium, async |page| {
        for (path, expected) in [("/index.html", &["gate.js"][..]), ("/inline.html", &[])] {
            page.open(path).await;
            page.shown(".portcullis-banner").await;
            assert_eq!(
                page.eval::<Vec<String>>(BEFORE_PAINT).await,
                expected,
                "{path}"
            );
        }
    });
}

#[test]
fn the_page_is_painted_while_the_first_layer_is_on_its_way() {
    let site = site();
    let late = Duration::from_secs(3);
    let name = site.stamped("first.en", "js");
    site.server
        .rules()
        .delays
        .insert(format!("shop.test/portcullis/{name}"), late);
    visit_with(
        site,
        Wish {
            at_once: true,
            // The others wait for `load`, and that for what is on its way.
            only: &[Engine::Chromium],
            ..Wish::default()
        },
        async |page| {
            for path in ["/index.html", "/inline.html"] {
                page.start(path).await;
                page.until("document.querySelector('h1')?.checkVisibility() && document.readyState !== 'loading'").await;
                assert!(!page.is_shown(".portcullis-banner").await, "{path}");
                page.shown(".portcullis-banner").await;
            }
        },
    );
}

#[test]
fn who_has_answered_asks_for_the_gate_alone() {
    visit_with(site(), Wish::default(), async |page| {
        page.open("/index.html").await;
        page.answer("reject-all").await;
        page.open("/index.html").await;
        assert_eq!(ours(page), ["gate.js"]);
        page.open("/inline.html").await;
        assert_eq!(ours(page), [""; 0]);
    });
}

/// The one tag to paste behind the gate's brings the first layer along, once, and warns nobody of anything.
#[test]
fn the_hint_is_asked_for_together_with_the_gate_and_once() {
    let site = site();
    let embed = site.read("portcullis/embed.html");
    let hint = embed
        .lines()
        .find(|line| line.contains("first.en."))
        .unwrap()
        .to_owned();
    let slow = Duration::from_millis(700);
    site.server
        .rules()
        .delays
        .insert("shop.test/portcullis/gate.js".to_owned(), slow);
    site.write(
        "index.html",
        &html("", "").replacen("</script>", &format!("</script>{hint}"), 1),
    );
    visit_with(site, Wish::default(), async |page| {
        page.open("/index.html").await;
        page.shown(".portcullis-banner").await;
        page.settle().await;
        let mut asked = ours(page);
        asked.sort();
        assert_eq!(asked, ["first.en.js", "gate.js", "show.js"]);
        let tags = "return document.querySelectorAll('script[src*=\"/first.\"]').length";
        assert_eq!(page.eval::<usize>(tags).await, 1);
        page.answer("reject-all").await;
        page.open("/index.html").await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.said().await, [""; 0]);
    });
}
