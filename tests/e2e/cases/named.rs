//! What the page calls `portcullis` itself: the gate goes on holding, and a script that cannot have the name
//! is told so by the browser.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine::{self, WebKit};
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

const ASKS: &str = "<script src=\"http://stats.test/parsed.js\"></script>\
    <script>new Image().src = 'http://ads.test/pixel.svg'; fetch('http://stats.test/data.txt').catch(() => 0)</script>";

/// A page's own word, and whether the script that says it cannot run.
const WORDS: [(&str, bool); 9] = [
    ("<script>let portcullis = 1; window.ran = 1</script>", true),
    (
        "<script>const portcullis = 1; window.ran = 1</script>",
        true,
    ),
    ("<script>class portcullis {} window.ran = 1</script>", true),
    (
        "<script>function portcullis() {} window.ran = 1</script>",
        true,
    ),
    ("<script>var portcullis = 1; window.ran = 1</script>", false),
    ("<script>portcullis = 1; window.ran = 1</script>", false),
    (
        "<script type=\"module\">let portcullis = 1; window.ran = 1</script>",
        false,
    ),
    (
        "<div id=\"portcullis\"></div><script>window.ran = 1</script>",
        false,
    ),
    (
        "<form id=\"portcullis\"><input name=\"version\"><input name=\"set\"></form><script>window.ran = 1</script>",
        false,
    ),
];

/// Everything waits, and comes once when it is granted.
async fn holds(page: &Page, word: &str) {
    assert_eq!(
        page.eval::<usize>("return window.traces?.length ?? 0")
            .await,
        0,
        "{word}"
    );
    assert_eq!(page.count("ads.test/pixel.svg"), 0, "{word}");
    assert_eq!(page.count("stats.test/data.txt"), 0, "{word}");
    page.run("window.portcullis.acceptAll()").await;
    let allowed: bool = page.eval("return window.portcullis.allows('stats')").await;
    assert!(allowed, "{word}");
    page.until("window.traces?.length === 1").await;
}

#[test]
fn a_page_that_calls_something_portcullis_is_held_all_the_same() {
    let site = Site::new(POLICY);
    for (number, (word, _)) in WORDS.iter().enumerate() {
        site.write(&format!("word{number}.html"), &html(word, ASKS));
    }
    visit_with(site, Wish::default(), async |page| {
        for (number, (word, breaks)) in WORDS.into_iter().enumerate() {
            page.run("window.portcullis?.withdraw()").await;
            page.open(&format!("/word{number}.html")).await;
            let ran: bool = page.eval("return Boolean(window.ran)").await;
            assert_eq!(ran, !breaks, "{word}");
            let said = page.errors().await;
            // Pages of WebKit hear of such an error without its words; its console has them.
            let is_named = |it: &String| it.contains("portcullis") || Engine::told() == WebKit;
            assert!(said.iter().all(is_named), "{word}: {said:?}");
            assert_eq!(said.len(), usize::from(breaks), "{word}: {said:?}");
            holds(page, word).await;
        }
    });
}

/// What stands before a gate that comes late.
const BEFORE: [&str; 5] = [
    "<form id=\"portcullis\"><input name=\"version\"><input name=\"set\"></form>",
    "<iframe name=\"portcullis\" srcdoc=\"<script>version = 1</script>\" title=\"Frame\"></iframe>",
    "<script>var portcullis = { version: '2.0' }</script>",
    "<script>window.portcullis = { version: 1 }</script>",
    "<script>let portcullis = { version: 1 }</script>",
];

#[test]
fn what_has_the_name_before_a_late_gate_does_not_stop_it() {
    let site = Site::new(POLICY);
    let tag = "<script src=\"/portcullis/gate.js\"></script>";
    for (number, word) in BEFORE.iter().enumerate() {
        let page = html("", &format!("{word}{tag}{ASKS}"));
        site.write(&format!("before{number}.html"), &page.replacen(tag, "", 1));
    }
    visit_with(site, Wish::default(), async |page| {
        for (number, word) in BEFORE.into_iter().enumerate() {
            page.run("window.portcullis?.withdraw?.()").await;
            page.open(&format!("/before{number}.html")).await;
            holds(page, word).await;
        }
    });
}
