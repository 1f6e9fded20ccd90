//! axe-core, the accessibility checker, finds nothing on either layer.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{HOME, POLICY, Site, told};
use serde_json::Value;

/// What axe-core finds inside `css`, one line each.
async fn violations(page: &Page, css: &str) -> Vec<String> {
    let axe = std::fs::read_to_string(told("PORTCULLIS_AXE")).unwrap();
    page.run(&axe).await;
    let css = serde_json::to_string(css).unwrap();
    page.run(&format!(
        "window.found = null; axe.run({css}).then((it) => {{ window.found = it }})"
    ))
    .await;
    page.until("window.found").await;
    let found: Value = page.eval("return found").await;
    assert!(
        found["passes"].as_array().unwrap().len() > 5,
        "axe saw little"
    );
    let list = found["violations"].as_array().unwrap().iter();
    list.map(|it| format!("{}: {}", it["id"], it["nodes"][0]["html"]))
        .collect()
}

fn visit_in(language: &str, test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(POLICY);
    let home = HOME.replace("lang=\"en\"", &format!("lang=\"{language}\""));
    site.write("index.html", &home);
    visit_with(site, Wish::default(), test);
}

async fn both_layers_are_clean(page: &Page) {
    page.open("/").await;
    page.shown(".portcullis-banner").await;
    assert_eq!(violations(page, ".portcullis-banner").await, [""; 0]);
    page.click(".portcullis-banner [data-portcullis=preferences]")
        .await;
    page.shown(".portcullis-preferences").await;
    page.settle().await;
    assert_eq!(violations(page, ".portcullis-preferences").await, [""; 0]);
}

#[test]
fn axe_finds_nothing_in_english() {
    visit_in("en", both_layers_are_clean);
}

#[test]
fn axe_finds_nothing_in_arabic_which_runs_from_right_to_left() {
    // LAW-18
    visit_in("ar", async |page| {
        both_layers_are_clean(page).await;
        let (language, direction): (String, String) = page
            .eval(
                "const it = document.querySelector('.portcullis-preferences'); \
                 return [it.closest('[lang]').lang, getComputedStyle(it).direction]",
            )
            .await;
        assert_eq!((language.as_str(), direction.as_str()), ("ar", "rtl"));
    });
}

/// What a page's own style may say, and must not reach the layers.
const HOSTILE: &str = "<style>html { font-size: 62.5% } * { letter-spacing: 5px; color: red !important }
    button { background: hotpink !important; padding: 60px; text-transform: uppercase; border-radius: 0 }
    div, section, p { display: inline; margin: 40px; float: right }</style></head>";

/// How the first layer's buttons look, as the browser computed it.
const LOOK: &str = "return [...document.querySelectorAll('.portcullis-banner button')].map((it) => {
    const { fontSize, letterSpacing, color, backgroundColor, paddingLeft, textTransform, borderTopLeftRadius } = getComputedStyle(it);
    return [fontSize, letterSpacing, color, backgroundColor, paddingLeft, textTransform, borderTopLeftRadius].join(' ');
})";

#[test]
fn a_page_with_hostile_rules_does_not_change_the_look() {
    let site = Site::new(POLICY);
    site.write("hostile.html", &HOME.replace("</head>", HOSTILE));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        let look: Vec<String> = page.eval(LOOK).await;
        assert_eq!(look.len(), 3);
        // LAW-12
        assert_eq!(look[0], look[1]);
        page.open("/hostile.html").await;
        assert_eq!(page.eval::<Vec<String>>(LOOK).await, look);
    });
}

#[test]
fn every_answer_is_in_reach_at_320_by_256() {
    // A11Y-03
    visit_with(Site::new(POLICY), Wish::default(), async |page| {
        let size = serde_json::json!({ "width": 320, "height": 256, "deviceScaleFactor": 1, "mobile": false });
        page.chrome("Emulation.setDeviceMetricsOverride", size)
            .await;
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        let outside: u32 = page
            .eval(
                "return [...document.querySelectorAll('.portcullis-banner button')].map((it) => it.getBoundingClientRect())
                    .filter((it) => it.left < 0 || it.right > innerWidth || it.top < 0 || it.bottom > innerHeight).length
                    + (document.querySelector('.portcullis-banner').scrollWidth > innerWidth ? 1 : 0)",
            )
            .await;
        assert_eq!(outside, 0);
    });
}
