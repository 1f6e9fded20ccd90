//! Frames that are sent elsewhere from outside, without their address being touched.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, Site, html};

/// A lazy loader as many are: it sends what has its class to where `data-src` says, by the frame's window.
const LAZY: &str = r#"
<iframe class="lazyload" data-src="http://film.test/unmarked.html" title="Frame"></iframe>
<iframe class="lazyload" data-consent="film" data-src="http://film.test/marked.html" title="Frame"></iframe>
<iframe class="lazyload" data-src="/own.html" title="Frame" id="own"></iframe>
<img class="lazyload" data-consent="film" data-src="/copied.svg" alt="">
<script>
  window.unveil = () => document.querySelectorAll('.lazyload').forEach((it) => {
    if (it.localName === 'img') it.src = it.dataset.src;
    else try { it.contentWindow.location.replace(it.dataset.src); } catch { it.src = it.dataset.src; }
  });
  addEventListener('load', () => setTimeout(unveil, 200));
</script>"#;

#[test]
fn a_lazy_loader_sends_no_frame_to_what_waits() {
    let site = Site::new(POLICY);
    site.write("lazy.html", &html("", LAZY));
    site.write("own.html", "<!doctype html><title>Own</title>");
    visit_with(site, Wish::default(), async |page| {
        page.open("/lazy.html").await;
        page.until("document.getElementById('own').contentDocument.title === 'Own'")
            .await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        assert_eq!(page.count("shop.test/copied.svg"), 0);
        page.run("portcullis.rejectAll()").await;
        page.run("unveil()").await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        for it in [
            "film.test/unmarked.html",
            "film.test/marked.html",
            "shop.test/copied.svg",
        ] {
            page.until_seen(it).await;
            assert_eq!(page.count(it), 1, "{it}");
        }
        page.run("portcullis.withdraw()").await;
        page.until("[...document.querySelectorAll('iframe:not(#own)')].every((it) => !it.getAttribute('src'))").await;
    });
}

/// A frame of the page's own, and each way to send it elsewhere without its element.
const ELSEWHERE: [(&str, &str); 6] = [
    (
        "replace",
        "document.querySelector('iframe').contentWindow.location.replace(url)",
    ),
    ("href", "window[0].location.href = url"),
    ("name", "frames.place.location = url"),
    (
        "link",
        "document.body.append(Object.assign(document.createElement('a'), { href: url, target: 'place', id: 'go' })); go.click()",
    ),
    (
        "form",
        "document.body.append(Object.assign(document.createElement('form'), { action: url, target: 'place', id: 'send' })); HTMLFormElement.prototype.submit.call(send)",
    ),
    ("open", "window.open(url, 'place')"),
];

#[test]
fn a_frame_of_the_page_is_sent_nowhere_that_waits() {
    let site = Site::new(POLICY);
    site.write(
        "elsewhere.html",
        &html(
            "",
            r#"<iframe name="place" src="/own.html" title="Frame"></iframe>"#,
        ),
    );
    site.write("own.html", "<!doctype html><title>Own</title>");
    // Other engines of this age tell nobody that a frame is on its way.
    let wish = Wish {
        only: &[Engine::Chromium],
        ..Wish::default()
    };
    visit_with(site, wish, async |page| {
        for (name, code) in ELSEWHERE {
            page.open("/elsewhere.html").await;
            page.until("window[0].document.title === 'Own'").await;
            page.run(&format!(
                "const url = 'http://film.test/{name}.html'; {code}"
            ))
            .await;
            page.settle().await;
            assert_eq!(page.optional(), [""; 0], "{name}");
            // A form is not even sent.
            if name != "form" {
                page.until("document.querySelector('iframe').dataset.consent === 'film'")
                    .await;
            }
        }
        page.accept().await;
        page.until_seen("film.test/open.html").await;
    });
}

#[test]
fn a_frame_that_went_elsewhere_comes_back_at_the_withdrawal() {
    let site = Site::new(POLICY);
    site.write(
        "back.html",
        &html("", r#"<iframe src="/own.html" title="Frame"></iframe>"#),
    );
    site.write("own.html", "<!doctype html><title>Own</title>");
    visit_with(site, Wish::default(), async |page| {
        page.open("/back.html").await;
        page.accept().await;
        page.until("window[0].document?.title === 'Own'").await;
        page.run("window[0].location = 'http://film.test/there.html'")
            .await;
        page.until_seen("film.test/there.html").await;
        page.until("!document.querySelector('iframe').contentDocument")
            .await;
        page.run("portcullis.withdraw()").await;
        page.until("document.querySelector('iframe').contentDocument?.title === 'Own'")
            .await;
    });
}
