//! What the layers look like, measured: fourteen services in five categories whose titles say what they are for.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{Site, html, root};
use serde_json::{Value, json};

const FOURTEEN: &str = include_str!("../../src/shop/fourteen.toml");
const TEXT: &str = "<p style=\"height: 3000px\">Something to read.</p>\
    <button type=\"button\" data-portcullis=\"preferences\">Cookie settings</button>";
const PHONE: [u32; 2] = [375, 667];
const DESK: [u32; 2] = [1280, 800];
const BANNER: &str = ".portcullis-banner";
const DIALOG: &str = "dialog.portcullis-preferences[open]";

/// Runs `test` at a page in each language, under the policy with `more` at its end.
fn visit_fourteen(more: &str, only: &'static [Engine], test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(&format!("{FOURTEEN}{more}"));
    for lang in ["en", "de", "fr", "ar"] {
        let home = html("", TEXT).replace("lang=\"en\"", &format!("lang=\"{lang}\""));
        site.write(&format!("{lang}.html"), &home);
    }
    let wish = Wish {
        only,
        ..Wish::default()
    };
    visit_with(site, wish, test);
}

/// Gives the page a viewport of about that size, and says of which. A window is not as narrow as a phone everywhere.
async fn resize(page: &Page, [width, height]: [u32; 2]) -> [u32; 2] {
    if Engine::told() == Engine::Chromium {
        let size = json!({ "width": width, "height": height,
            "deviceScaleFactor": 1, "mobile": false });
        let hidden = json!({ "hidden": true });
        page.chrome("Emulation.setScrollbarsHidden", hidden).await;
        page.chrome("Emulation.setDeviceMetricsOverride", size)
            .await;
    } else {
        let driver = &page.browser.driver;
        driver.set_window_rect(0, 0, width, height).await.unwrap();
        let [inner, high] = inner(page).await;
        let (width, height) = (2 * width - inner.min(2 * width), 2 * height - high);
        driver.set_window_rect(0, 0, width, height).await.unwrap();
    }
    inner(page).await
}

async fn inner(page: &Page) -> [u32; 2] {
    page.eval("return [innerWidth, innerHeight]").await
}

async fn asks(page: &Page, lang: &str) {
    page.open(&format!("/{lang}.html")).await;
    page.shown(BANNER).await;
}

async fn choose(page: &Page) {
    page.click(".portcullis-banner [data-portcullis=preferences]")
        .await;
    page.shown(DIALOG).await;
}

/// Width and height of what `css` finds.
async fn size(page: &Page, css: &str) -> [f64; 2] {
    page.eval(&format!(
        "const it = document.querySelector('{css}').getBoundingClientRect(); return [it.width, it.height]"
    ))
    .await
}

/// What of `css` is cut, too small for a finger, or outside of the screen; a line each.
async fn faults(page: &Page, css: &str) -> Vec<String> {
    const FAULTS: &str = "const root = document.querySelector('CSS');
      const rect = (it) => it.getBoundingClientRect();
      const seen = [...root.querySelectorAll('*')].filter((it) => it.getClientRects().length && !it.matches('.portcullis-hidden'));
      const name = (it) => `${it.localName}.${it.className}: ${it.textContent.slice(0, 30)} ${Math.round(rect(it).width)}x${Math.round(rect(it).height)}`;
      const cut = seen.filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline');
      const below = seen.filter((it) => it.matches('button:not(.portcullis-toggle)') && rect(it).height < 44);
      const small = seen.filter((it) => it.matches('input, button:not(.portcullis-toggle), summary') && Math.min(rect(it).width, rect(it).height) < 24);
      const out = [...root.querySelectorAll('.portcullis-button, .portcullis-choose, .portcullis-close')].filter((it) => {
        const { left, right, top, bottom } = rect(it);
        return left < 0 || right > innerWidth + .5 || top < 0 || bottom > innerHeight + .5;
      });
      return [['cut', cut], ['low', below], ['small', small], ['outside', out]].flatMap(([what, list]) => list.map((it) => what + ' ' + name(it)));";
    page.eval(&FAULTS.replace("CSS", css)).await
}

async fn is_scrolled(page: &Page, css: &str) -> bool {
    page.eval(&format!(
        "const it = document.querySelector('{css}'); return it.scrollHeight > it.clientHeight + 1"
    ))
    .await
}

/// The banner in the four languages is whole, and takes `most` of a screen in the two that are told.
async fn takes_at_most(page: &Page, wanted: [u32; 2], most: impl Fn([u32; 2], [f64; 2]) -> bool) {
    for lang in ["en", "de", "fr", "ar"] {
        let screen = resize(page, wanted).await;
        asks(page, lang).await;
        let size = size(page, BANNER).await;
        let is_told = ["en", "de"].contains(&lang);
        assert!(!is_told || most(screen, size), "{lang} {screen:?} {size:?}");
        assert_eq!(faults(page, BANNER).await, [""; 0], "{lang} {screen:?}");
        assert!(
            !is_scrolled(page, ".portcullis-banner__text").await,
            "{lang} {screen:?}"
        );
    }
}

fn share([wide, high]: [u32; 2], [width, height]: [f64; 2]) -> f64 {
    width * height / f64::from(wide) / f64::from(high)
}

#[test]
fn the_first_layer_takes_a_third_of_a_phone_and_an_eighth_of_a_desk() {
    const BOTH: &[Engine] = &[Engine::Chromium, Engine::Firefox];
    visit_fourteen("", BOTH, async |page| {
        let small = |screen: [u32; 2], size: [f64; 2]| match screen[0] {
            0..480 => size[1] <= 200.0,
            // Firefox's window is no narrower than 500 px, where the first layer is a card.
            _ => share(screen, size) <= 0.3,
        };
        takes_at_most(page, PHONE, small).await;
        takes_at_most(page, DESK, |screen, size| share(screen, size) <= 0.12).await;
    });
}

#[test]
fn as_a_bar_the_first_layer_takes_a_sixth() {
    let bar = "\n[banner]\nlayout = \"bar\"\nclose_button = \"reject\"\n";
    visit_fourteen(bar, &[Engine::Chromium], async |page| {
        takes_at_most(page, DESK, |screen, size| {
            share(screen, size) <= 0.16 && size[0] >= 1265.0
        })
        .await;
    });
}

#[test]
fn mere_kinds_are_explained_on_the_first_layer_of_a_phone() {
    // LAW-14
    let kinds = std::fs::read_to_string(root().join("policy.toml")).unwrap();
    let site = Site::new(&kinds);
    site.write("index.html", &html("", TEXT));
    let wish = Wish {
        only: &[Engine::Chromium],
        ..Wish::default()
    };
    visit_with(site, wish, async |page| {
        resize(page, PHONE).await;
        page.open("/").await;
        page.shown(BANNER).await;
        let words: String = page
            .eval("return document.querySelector('.portcullis-banner__asked').innerText")
            .await;
        assert!(
            words.contains("Third-party cookies – Set by other"),
            "{words}"
        );
        assert!(size(page, BANNER).await[1] <= 260.0);
        assert_eq!(faults(page, BANNER).await, [""; 0]);
    });
}

#[test]
fn five_categories_fit_a_screen_folded_and_each_is_named_and_told() {
    visit_fourteen("", &[Engine::Chromium], async |page| {
        for screen in [PHONE, DESK] {
            for lang in ["en", "de"] {
                resize(page, screen).await;
                asks(page, lang).await;
                choose(page).await;
                assert!(
                    !is_scrolled(page, ".portcullis-preferences__body").await,
                    "{lang} {screen:?}"
                );
                assert_eq!(faults(page, DIALOG).await, [""; 0], "{lang} {screen:?}");
            }
        }
        resize(page, DESK).await;
        asks(page, "en").await;
        choose(page).await;
        is_told_to_screen_readers(page).await;
    });
}

/// Role, name and description of what a screen reader meets.
async fn is_told_to_screen_readers(page: &Page) {
    let tree = page.accessibility_tree().await;
    let told: Vec<[&str; 3]> = tree
        .iter()
        .map(|it| {
            ["role", "name", "description"].map(|key| it[key]["value"].as_str().unwrap_or(""))
        })
        .collect();
    let of = |role: &str| -> Vec<&str> {
        let same = told.iter().filter(|it| it[0] == role);
        same.map(|it| it[1]).collect()
    };
    let titles = [
        "Preferences",
        "Statistics",
        "Films, maps and chat",
        "Advertising",
    ];
    let headings = of("heading");
    assert_eq!(headings[..2], ["Cookie settings", "Strictly necessary"]);
    assert_eq!(headings[2..], titles);
    assert_eq!(of("checkbox"), titles);
    assert!(told.contains(&["checkbox", "Statistics", "Show us which pages are read."]));
    assert!(told.iter().any(|it| it[1] == "Always on"));
    assert_eq!(of("switch"), [""; 0]);
}

/// How a button looks in each state that a rule can tell apart.
const STATES: &str = "const look = (it) => { const { fontSize, fontWeight, color, backgroundColor, borderTopColor, borderTopWidth,
    paddingLeft, textDecorationLine, boxShadow, opacity, outlineStyle, borderTopLeftRadius } = getComputedStyle(it);
    const { width, height } = it.getBoundingClientRect();
    return [fontSize, fontWeight, color, backgroundColor, borderTopColor, borderTopWidth, paddingLeft, textDecorationLine, boxShadow,
      opacity, outlineStyle, borderTopLeftRadius, Math.round(width), Math.round(height)].join(' '); };
  return look(document.querySelector('ROOT [data-portcullis=WHICH]'))";

async fn look(page: &Page, root: &str, which: &str) -> String {
    let script = STATES.replace("ROOT", root).replace("WHICH", which);
    page.eval(&script).await
}

/// Accept and reject, at rest, under the pointer and with the focus.
async fn are_equal(page: &Page, root: &str, theme: &str) {
    let mut looks = Vec::new();
    for which in ["accept-all", "reject-all"] {
        let css = format!("{root} [data-portcullis={which}]");
        page.point(&format!("{root} h2")).await;
        page.run("document.activeElement.blur()").await;
        let rest = look(page, root, which).await;
        page.point(&css).await;
        let hover = look(page, root, which).await;
        page.run(&format!("document.querySelector('{css}').focus()"))
            .await;
        let focus = look(page, root, which).await;
        assert!(theme == "forced" || rest != hover, "{theme} {root} {rest}");
        looks.push([rest, hover, focus]);
    }
    assert_eq!(looks[0], looks[1], "{theme} {root}");
}

#[test]
fn accept_and_reject_are_equal_in_every_state_and_theme() {
    // LAW-12
    visit_fourteen("", &[Engine::Chromium], async |page| {
        for (theme, scheme, forced) in [
            ("light", "light", "none"),
            ("dark", "dark", "none"),
            ("forced", "light", "active"),
        ] {
            let features = json!({ "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "forced-colors", "value": forced },
            ] });
            page.chrome("Emulation.setEmulatedMedia", features).await;
            asks(page, "de").await;
            are_equal(page, BANNER, theme).await;
            choose(page).await;
            are_equal(page, DIALOG, theme).await;
        }
    });
}

#[test]
fn the_settings_open_over_a_page_that_stays_where_it_is() {
    visit_fourteen("", &[], async |page| {
        asks(page, "en").await;
        page.run("scrollTo(0, 500)").await;
        choose(page).await;
        let banner: String = page
            .eval(
                "return getComputedStyle(document.querySelector('.portcullis-banner')).visibility",
            )
            .await;
        assert_eq!(banner, "hidden", "it makes room");
        page.click(".portcullis-preferences [data-portcullis-category=statistics]")
            .await;
        let save = "document.querySelector('.portcullis-save').dataset.changed === '1'";
        page.until(save).await;
        page.keys("\u{e00f}\u{e00f}").await;
        page.settle().await;
        let at: f64 = page.eval("return scrollY").await;
        assert_eq!(at, 500.0);
        let beside: bool = page
            .eval("const it = document.elementFromPoint(3, 3); it.click(); return it.matches('.portcullis-preferences .portcullis-close')")
            .await;
        assert!(beside, "a click beside the dialog is one on its ×");
        page.until("!document.querySelector('dialog[open]')").await;
        assert!(page.is_shown(BANNER).await);
        let (state, at): (String, f64) = page
            .eval("return [portcullis.decision.state, scrollY]")
            .await;
        assert_eq!((state.as_str(), at), ("undecided", 500.0));
        choose(page).await;
        page.until(&format!("!({save})")).await;
    });
}

#[test]
fn a_focus_ring_is_never_cut() {
    visit_fourteen("", &[Engine::Chromium], async |page| {
        resize(page, PHONE).await;
        asks(page, "en").await;
        assert_eq!(rings(page, BANNER).await, [""; 0]);
        choose(page).await;
        page.run("document.querySelectorAll('.portcullis-toggle')[2].click()")
            .await;
        assert_eq!(rings(page, DIALOG).await, [""; 0]);
    });
}

/// What can have the focus in `css`, where the ring around it leaves what scrolls or clips it.
async fn rings(page: &Page, css: &str) -> Vec<String> {
    // Whoever has used the keyboard sees the ring.
    page.keys("\u{e004}").await;
    const RINGS: &str = "const cut = [];
      const all = [...document.querySelectorAll('CSS :is(a, button, input, summary)')].filter((it) => it.checkVisibility());
      for (const it of all) {
        it.focus({ focusVisible: true });
        const ring = it.matches('.portcullis-toggle') ? it.closest('.portcullis-row') : it;
        const style = getComputedStyle(it, it.matches('.portcullis-toggle') ? '::after' : null);
        const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
        if (style.outlineStyle === 'none' || !(parseFloat(style.outlineWidth) >= 2)) cut.push('no ring: ' + it.outerHTML.slice(0, 90));
        const own = ring.getBoundingClientRect();
        for (let up = ring.parentElement; up && up.closest('CSS'); up = up.parentElement) {
          if (getComputedStyle(up).overflowX === 'visible') continue;
          const box = up.getBoundingClientRect();
          if (own.left - reach < box.left - .5 || own.right + reach > box.right + .5) cut.push(it.outerHTML.slice(0, 90));
        }
      }
      if (all.length < 3) cut.push('too few');
      return cut;";
    page.eval(&RINGS.replace("CSS", css)).await
}

#[test]
fn everything_is_in_reach_at_320_by_256_and_with_large_text() {
    // A11Y-03, A11Y-04
    visit_fourteen("", &[Engine::Chromium], async |page| {
        resize(page, [320, 256]).await;
        asks(page, "de").await;
        assert_eq!(faults(page, BANNER).await, [""; 0]);
        choose(page).await;
        assert_eq!(unreachable(page, DIALOG).await, [""; 0]);
        let large: Value = json!({ "fontSizes": { "standard": 32, "fixed": 26 } });
        page.chrome("Page.setFontSizes", large).await;
        for screen in [PHONE, DESK, [640, 360]] {
            resize(page, screen).await;
            asks(page, "de").await;
            let size: String = page
                .eval("return getComputedStyle(document.querySelector('.portcullis-banner')).fontSize")
                .await;
            assert_eq!(size, "32px");
            assert_eq!(unreachable(page, BANNER).await, [""; 0], "{screen:?}");
            choose(page).await;
            assert_eq!(unreachable(page, DIALOG).await, [""; 0], "{screen:?}");
        }
        page.chrome(
            "Page.setFontSizes",
            json!({ "fontSizes": { "standard": 16, "fixed": 13 } }),
        )
        .await;
    });
}

/// What in `css` cannot be scrolled into view as a whole, and what is wider than the screen.
async fn unreachable(page: &Page, css: &str) -> Vec<String> {
    const OUT: &str = "const all = [...document.querySelectorAll('CSS :is(h2, a, button:not(.portcullis-toggle), input)')];
      const seen = all.filter((it) => it.checkVisibility());
      const out = seen.filter((it) => {
        it.scrollIntoView({ block: 'nearest' });
        const { left, right, top, bottom } = it.getBoundingClientRect();
        const x = (left + right) / 2, y = (top + bottom) / 2;
        const hit = document.elementFromPoint(x, y);
        return left < -.5 || right > innerWidth + .5 || !(hit && (it.contains(hit) || hit.contains(it)));
      });
      return out.map((it) => `${JSON.stringify(it.getBoundingClientRect())} ${it.outerHTML.slice(0, 120)}`);";
    page.eval(&OUT.replace("CSS", css)).await
}
