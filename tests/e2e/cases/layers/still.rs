//! No answer moves the page.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// Higher than any window, with the way to the settings at its end.
const TALL: &str = "<form><input id=\"name\"></form><div style=\"height: 4000px\"></div>";

fn visit_tall(test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", TALL));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.run("scrollTo(0, 300)").await;
        test(page).await;
        page.until("portcullis.decision.state === 'decided'").await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        page.settle().await;
        assert_eq!(page.eval::<u32>("return scrollY").await, 300);
    });
}

/// Opens the second layer, and waits for the component.
async fn choose(page: &Page) {
    page.click(".portcullis-banner [data-portcullis=preferences]")
        .await;
    page.shown(".portcullis-preferences[open]").await;
    page.settle().await;
}

#[test]
fn an_answer_on_the_first_layer_moves_nothing() {
    visit_tall(async |page| {
        page.click(".portcullis-banner [data-portcullis=reject-all]")
            .await;
    });
}

#[test]
fn an_answer_in_the_settings_moves_nothing() {
    for answer in ["accept-all", "reject-all", "save"] {
        visit_tall(async |page| {
            choose(page).await;
            page.click(&format!(
                ".portcullis-preferences [data-portcullis={answer}]"
            ))
            .await;
        });
    }
}

#[test]
fn who_leaves_the_settings_by_a_key_stays_where_they_were() {
    visit_tall(async |page| {
        choose(page).await;
        page.keys("\u{e00c}").await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        assert_eq!(page.eval::<u32>("return scrollY").await, 300);
        page.click(".portcullis-banner [data-portcullis=reject-all]")
            .await;
    });
}

/// Whether what has the focus is under the first layer.
const IS_COVERED: &str = "(() => { const box = (it) => it.getBoundingClientRect(); \
    const [a, b] = [box(document.activeElement), box(document.querySelector('.portcullis-banner'))]; \
    return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top })()";

#[test]
fn the_pages_own_keys_scroll_as_far_as_without_the_banner() {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", TALL));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.settle().await;
        page.keys("\u{e00f}").await;
        page.settle().await;
        let with_banner = page.eval::<u32>("return scrollY").await;
        page.answer("reject-all").await;
        page.run("scrollTo(0, 0)").await;
        page.keys("\u{e00f}").await;
        page.settle().await;
        let without = page.eval::<u32>("return scrollY").await;
        // WebKit scrolls a little less where anything is fixed to the page's edge.
        assert!(
            without.abs_diff(with_banner) < 30,
            "{with_banner} {without}"
        );
        assert!(with_banner > 300, "{with_banner}");
    });
}

#[test]
fn what_is_focused_is_never_under_the_banner() {
    // WCAG 2.4.11: links down to the page's end, whichever way the focus comes.
    let links: String = (0..60)
        .map(|it| format!("<p><a href=\"#{it}\">Link {it}</a></p>"))
        .collect();
    let site = Site::new(POLICY);
    site.write("index.html", &html("", &links));
    visit_with(site, Wish::default(), async |page| {
        if Engine::told() == Engine::Chromium {
            // A browser in the background tells no page of a focus.
            let focused = serde_json::json!({ "enabled": true });
            page.chrome("Emulation.setFocusEmulationEnabled", focused)
                .await;
        }
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.until_seen("shop.test/portcullis/show.js").await;
        page.settle().await;
        let walk = format!(
            "return (async () => {{ \
             const all = [...document.querySelectorAll('main a, footer a')], covered = []; \
             for (const it of [...all, ...all.reverse()]) {{ it.focus(); \
             for (let frame = 0; frame < 20 && {IS_COVERED}; frame++) \
             await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); \
             if ({IS_COVERED}) covered.push(it.textContent) }} return covered }})()"
        );
        assert_eq!(page.eval::<Vec<String>>(&walk).await, [""; 0]);
        page.answer("reject-all").await;
        let sheets = "return document.adoptedStyleSheets.filter((it) => \
             [...it.cssRules].some((rule) => rule.selectorText === 'html')).length";
        assert_eq!(page.eval::<u32>(sheets).await, 0);
    });
}
