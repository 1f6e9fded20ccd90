//! A frame that a framework draws keeps its place while it is held: what the framework knows of it stays so.

use crate::examples::read;
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html, told};
use std::path::Path;

/// What `cargo xtask test` made of `tests/e2e/frameworks`.
const MADE: [&str; 6] = [
    "react18-production",
    "react18-development",
    "react19-production",
    "react19-development",
    "vue-production",
    "vue-development",
];
/// What a frame of the page's HTML asks for early never runs: it is not counted.
const EARLY: &str = "film.test/one.html";

/// The page of a framework, its frame as `how` says: `plain`, or `marked` by its owner.
fn site(name: &str, how: &str) -> Site {
    let site = Site::new(POLICY);
    let made = Path::new(&told("PORTCULLIS_RECIPES"))
        .join("held")
        .join(name);
    let body = read(&made.join(format!("{how}.html")));
    let app = format!(
        "<div id=\"app\">{body}</div><script>marked = {}</script><script src=\"/app.js\"></script>",
        how == "marked"
    );
    site.write("index.html", &html("", &app));
    site.write("app.js", &read(&made.join("app.js")));
    site
}

/// Calls `test` with a visitor at each page. While a site is developed, React and Vue say of each attribute that
/// it is not as it was rendered; nothing is rendered anew for that.
fn at_each(how: &str, test: impl AsyncFn(&Page, &str)) {
    for name in MADE {
        visit_with(site(name, how), Wish::default(), async |page| {
            page.open("/").await;
            page.until("window.mended").await;
            page.site.server.forget();
            test(page, name).await;
            let mended: Vec<String> = page.eval("return window.mended").await;
            assert_eq!(mended, [""; 0], "{name}");
            if how == "marked" || name.ends_with("production") {
                assert_eq!(page.errors().await, [""; 0], "{name}");
            }
        });
    }
}

async fn change(page: &Page, facts: &str) {
    page.run(&format!("change({facts})")).await;
    page.settle().await;
}

const FRAME: &str = "document.querySelector('#row > iframe#film')";

#[test]
fn a_page_that_is_taken_over_says_of_no_held_frame_that_it_is_another() {
    for how in ["plain", "marked"] {
        at_each(how, async |page, name| {
            page.until(&format!("{FRAME}?.title === 'One'")).await;
            page.shown(".portcullis-placeholder").await;
            assert_eq!(page.optional(), [""; 0], "{name}");
        });
    }
}

#[test]
fn a_held_frame_is_drawn_again_and_released_once_as_it_was_drawn_last() {
    at_each("plain", async |page, name| {
        change(page, "{ title: 'Two', more: true }").await;
        page.until(&format!("{FRAME}?.title === 'Two'")).await;
        change(page, "{ src: '//film.test/two.html', more: false }").await;
        assert_eq!(page.optional(), [""; 0], "{name}");
        page.accept().await;
        assert_eq!(page.optional(), ["film.test/two.html"], "{name}");
        change(page, "{ title: 'Three', more: true }").await;
        assert_eq!(page.count("film.test/two.html"), 1, "{name}");
        change(page, "{ src: '//film.test/three.html' }").await;
        assert_eq!(page.count("film.test/three.html"), 1, "{name}");
        page.run("portcullis.withdraw()").await;
        page.until(&format!("!{FRAME}.getAttribute('src')")).await;
        page.site.server.forget();
        change(page, "{ title: 'Four' }").await;
        assert_eq!(page.optional(), [""; 0], "{name}");
        page.accept().await;
        assert_eq!(page.optional(), ["film.test/three.html"], "{name}");
    });
}

#[test]
fn a_frame_is_taken_out_by_its_framework_while_it_is_held_and_after() {
    at_each("plain", async |page, name| {
        for is_released in [false, true] {
            if is_released {
                page.accept().await;
                assert_eq!(page.count(EARLY), 1, "{name}");
            }
            change(page, "{ shown: false }").await;
            page.until("!document.querySelector('iframe, .portcullis-placeholder')")
                .await;
            change(page, "{ shown: true }").await;
            page.until(FRAME).await;
            page.until("document.querySelector('#row').lastElementChild.id === 'after'")
                .await;
        }
        assert_eq!(page.optional(), [EARLY, EARLY], "{name}");
        page.run("portcullis.withdraw()").await;
        change(page, "{ shown: false }").await;
        page.until("!document.querySelector('iframe, .portcullis-placeholder')")
            .await;
    });
}

#[test]
fn a_frame_that_its_owner_marks_is_drawn_and_taken_out_as_any_other() {
    at_each("marked", async |page, name| {
        change(page, "{ title: 'Two' }").await;
        page.until(&format!("{FRAME}?.title === 'Two'")).await;
        change(page, "{ src: '//film.test/two.html' }").await;
        assert_eq!(page.optional(), [""; 0], "{name}");
        page.accept().await;
        assert_eq!(page.optional(), ["film.test/two.html"], "{name}");
        change(page, "{ title: 'Three', shown: false }").await;
        page.until("!document.querySelector('iframe, .portcullis-placeholder')")
            .await;
        page.run("portcullis.withdraw()").await;
        change(page, "{ shown: true }").await;
        page.until(FRAME).await;
        assert_eq!(page.optional(), ["film.test/two.html"], "{name}");
        change(page, "{ shown: false }").await;
        page.until("!document.querySelector('iframe, .portcullis-placeholder')")
            .await;
    });
}

/// Frames among others, and rules that tell them by what they are and where they stand.
const LAID_OUT: &str = r#"
<style>
  p > iframe:nth-child(2) { width: 111px; height: 55px; border: 3px solid }
  #film { margin-left: 17px; display: block }
  iframe { vertical-align: top; padding: 2px }
  iframe + i { letter-spacing: 4px }
</style>
<p><b>One</b><iframe id="film" src="//film.test/one.html" title="One"></iframe><i>after</i></p>
<p><b>Two</b><iframe src="//film.test/two.html" title="Two" width="200" height="90"></iframe><i>after</i></p>
<p><iframe src="//film.test/three.html" title="Three"></iframe><i>after</i></p>"#;
const BOXES: &str = "return [...document.querySelectorAll('main > p, main > p > *')].map((it) => \
    { const { x, y, width, height } = it.getBoundingClientRect(); return [it.localName, x, y, width, height].join(' ') })";

#[test]
fn a_held_frame_has_the_box_that_it_has_without_a_gate() {
    let site = Site::new(POLICY);
    // Where the interface comes, its placeholder stands in the place of the frame.
    site.server.rules().missing.push("portcullis-ui".to_owned());
    let page = html("", LAID_OUT);
    site.write("held.html", &page);
    site.write(
        "twin.html",
        &page.replace("/portcullis/gate.js", "/none.js"),
    );
    visit_with(site, Wish::default(), async |page| {
        page.open("/twin.html").await;
        let twin: Vec<String> = page.eval(BOXES).await;
        page.open("/held.html").await;
        assert_eq!(page.eval::<Vec<String>>(BOXES).await, twin);
        page.accept().await;
        assert_eq!(page.eval::<Vec<String>>(BOXES).await, twin);
        page.run("portcullis.withdraw()").await;
        page.until("!document.querySelector('iframe[src]')").await;
        assert_eq!(page.eval::<Vec<String>>(BOXES).await, twin);
    });
}
