//! Frames that are sent elsewhere from outside, without their address being touched.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
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
    // WebKit tells nobody that a frame is on its way.
    let wish = Wish {
        only: &[Engine::Chromium, Engine::Firefox],
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

/// Frames of the page's own, by markup and by code, with a document of their own or without.
const OWN: [(&str, &str); 6] = [
    ("empty", r#"<iframe name="place" title="Frame"></iframe>"#),
    (
        "blank",
        r#"<iframe name="place" src="about:blank" title="Frame"></iframe>"#,
    ),
    (
        "code",
        r#"<iframe name="place" src="javascript:''" title="Frame"></iframe>"#,
    ),
    (
        "markup",
        r#"<iframe name="place" srcdoc="<p>Own" title="Frame"></iframe>"#,
    ),
    (
        "page",
        r#"<iframe name="place" src="/own.html" title="Frame"></iframe>"#,
    ),
    (
        "made",
        "<script>document.body.append(Object.assign(document.createElement('iframe'), { name: 'place' }))</script>",
    ),
];

/// Each way to send a frame elsewhere by its name, or from inside.
const BY_NAME: [(&str, &str); 9] = [
    ("link", "add('a', { href: url, target: 'place' }).click()"),
    (
        "nowhere",
        "Object.assign(document.createElement('a'), { href: url, target: 'place' }).click()",
    ),
    (
        "area",
        "add('area', { href: url, target: 'place' }).click()",
    ),
    (
        "base",
        "document.head.append(Object.assign(document.createElement('base'), { target: 'place' })); add('a', { href: url }).click()",
    ),
    (
        "shadow",
        "const at = add('div', {}).attachShadow({ mode: 'closed' }); \
        at.append(Object.assign(document.createElement('a'), { href: url, target: 'place' })); at.firstChild.click()",
    ),
    (
        "svg",
        "add('p', { innerHTML: `<svg><a href='${url}' target='place'><text>x</text></a></svg>` }).querySelector('text') \
        .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }))",
    ),
    (
        "open",
        "if (open(url, 'place') !== window[0]) throw 'another window'",
    ),
    (
        "inside",
        "const inner = frame.contentDocument; \
        inner.body.append(Object.assign(inner.createElement('a'), { href: url })); inner.body.lastChild.click()",
    ),
    ("self", "frame.contentWindow.open(url, '_self')"),
];

/// Sends the page's frame to `host`, by `code`.
async fn send(page: &Page, host: &str, name: &str, code: &str) {
    page.run(&format!(
        "const url = 'http://{host}/{name}.html', frame = document.querySelector('iframe'); \
         const add = (tag, facts) => {{ document.body.append(Object.assign(document.createElement(tag), facts)); \
         return document.body.lastChild; }}; {code}"
    ))
    .await;
    page.settle().await;
}

/// The shop with one frame on its page.
fn with_frame(policy: &str, frame: &str) -> Site {
    let site = Site::new(policy);
    site.write("elsewhere.html", &html("", frame));
    site.write("own.html", "<!doctype html><title>Own</title><body>");
    site
}

#[test]
fn no_frame_is_sent_by_its_name_to_what_waits() {
    for (kind, frame) in OWN {
        visit_with(with_frame(POLICY, frame), Wish::default(), async |page| {
            for (name, code) in BY_NAME {
                page.open("/elsewhere.html").await;
                send(page, "film.test", name, code).await;
                assert_eq!(page.optional(), [""; 0], "{kind} {name}");
                page.until("document.querySelector('iframe').dataset.consent === 'film'")
                    .await;
            }
            page.accept().await;
            page.until_seen("film.test/self.html").await;
            assert_eq!(page.optional(), ["film.test/self.html"], "{kind}");
        });
    }
}

#[test]
fn a_frame_goes_by_its_name_to_what_asks_nobody_and_to_what_was_allowed() {
    for (kind, frame) in OWN {
        visit_with(with_frame(POLICY, frame), Wish::default(), async |page| {
            for (name, code) in BY_NAME {
                page.open("/elsewhere.html").await;
                send(page, "free.test", name, code).await;
                assert_eq!(
                    page.optional(),
                    [format!("free.test/{name}.html")],
                    "{kind}"
                );
            }
            page.accept().await;
            page.open("/elsewhere.html").await;
            send(page, "film.test", "link", BY_NAME[0].1).await;
            assert_eq!(page.optional(), ["film.test/link.html"], "{kind}");
        });
    }
}

/// By an empty frame's own window: no engine tells of it, and no code of a page stands before `location`.
const BY_LOCATION: [(&str, &str); 4] = [
    ("set", "frame.contentWindow.location = url"),
    ("replace", "frame.contentWindow.location.replace(url)"),
    ("number", "window[0].location.assign(url)"),
    ("named", "frames.place.location.href = url"),
];

#[test]
fn what_an_empty_frame_is_sent_to_by_its_location_the_browser_alone_holds() {
    let enforced = format!("{POLICY}\n[gate]\nenforce = \"csp\"\n");
    for (policy, times) in [(POLICY, 1), (enforced.as_str(), 0)] {
        visit_with(
            with_frame(policy, OWN[0].1),
            Wish::default(),
            async |page| {
                for (name, code) in BY_LOCATION {
                    page.open("/elsewhere.html").await;
                    send(page, "film.test", name, code).await;
                    assert_eq!(
                        page.count(&format!("film.test/{name}.html")),
                        times,
                        "{name}"
                    );
                }
                page.run("portcullis.acceptAll()").await;
                page.until("window.portcullis?.decision.state === 'decided'")
                    .await;
                page.open("/elsewhere.html").await;
                send(page, "film.test", "granted", BY_LOCATION[0].1).await;
                assert_eq!(page.count("film.test/granted.html"), 1);
            },
        );
    }
}
