//! Boot patterns of the kinds of vendor that sites embed, written anew to the same
//! behaviour: held before the answer, working after it, gone with it.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::fmt::Write;

/// A vendor: what its page embeds, what its host serves, and how to see that it works.
struct Vendor {
    id: &'static str,
    html: &'static str,
    /// Path on the vendor's host, and the script there.
    script: (&'static str, &'static str),
    /// True once it works.
    works: &'static str,
    /// Everything that it asks its host for when it works.
    asks: &'static [&'static str],
    /// What Chromium's preload scanner, or its parser, may ask for before a script can act.
    scanned: &'static [&'static str],
}

macro_rules! vendor {
    ($id:literal, $path:literal, $works:literal, $asks:expr, $scanned:expr) => {
        Vendor {
            id: $id,
            html: include_str!(concat!("vendors/", $id, ".html")),
            script: ($path, include_str!(concat!("vendors/", $id, ".js"))),
            works: $works,
            asks: $asks,
            scanned: $scanned,
        }
    };
    ($id:literal, $works:literal, $asks:expr, $scanned:expr) => {
        Vendor {
            id: $id,
            html: include_str!(concat!("vendors/", $id, ".html")),
            script: ("/none.js", ""),
            works: $works,
            asks: $asks,
            scanned: $scanned,
        }
    };
}

const VENDORS: [Vendor; 14] = [
    vendor!(
        "tags",
        "/gtm.js",
        "tagManager === 1",
        &["/gtm.js?id=1", "/own-tag.js"],
        &[]
    ),
    vendor!(
        "queue",
        "/gtag.js",
        "queueLoaded && queued === 2",
        &["/collect", "/gtag.js"],
        &[]
    ),
    vendor!(
        "tracker",
        "/matomo.js",
        "tracked",
        &["/matomo.js", "/matomo.svg?action=Page"],
        &[]
    ),
    vendor!(
        "pixel-stub",
        "/events.js",
        "fbq.queue.length === 0",
        &["/events.js", "/tr-init.svg", "/tr-track.svg"],
        &[]
    ),
    vendor!(
        "pixel-image",
        "document.querySelector('#pixel-place img').naturalWidth",
        &["/px.svg?ev=1"],
        &[]
    ),
    vendor!(
        "pixel-insert",
        "/insight.js",
        "attributed === '1'",
        &["/attribution", "/insight.js"],
        &[]
    ),
    vendor!(
        "heat-map",
        "/heat.js",
        "recording",
        &["/heat.js", "/record", "/settings.json"],
        &[]
    ),
    vendor!(
        "chat",
        "/widget.js",
        "chatOpen === 1",
        &["/bubble.svg", "/library.js", "/widget.js"],
        &[]
    ),
    vendor!(
        "film-frame",
        "document.querySelector('iframe').getAttribute('src')",
        &["/embed.html"],
        &["/embed.html"]
    ),
    vendor!(
        "film-player",
        "/player-api.js",
        "document.querySelector('iframe#player')",
        &["/embed.html?film=abc", "/player-api.js"],
        &[]
    ),
    vendor!(
        "map",
        "/maps.js",
        "document.querySelectorAll('#map img').length === 4",
        &[
            "/maps.js?callback=initMap",
            "/tile-0.svg",
            "/tile-1.svg",
            "/tile-2.svg",
            "/tile-3.svg"
        ],
        &["/maps.js?callback=initMap"]
    ),
    vendor!(
        "font",
        "[...document.styleSheets].some((it) => it.href?.includes('font.test'))",
        &["/font.css"],
        &["/font.css"]
    ),
    vendor!(
        "captcha",
        "/api.js",
        "document.querySelector('.captcha iframe')",
        &["/api.js", "/challenge.html"],
        &["/api.js"]
    ),
    vendor!(
        "ab",
        "/snippet.js",
        "document.querySelector('h1').textContent === 'Variant B' && getComputedStyle(document.documentElement).opacity === '1'",
        &["/snippet.js"],
        &["/snippet.js"]
    ),
];

/// What each vendor stores about a visitor.
const STORE: &str = "function store(id) { document.cookie = 'v_' + id + '=1; path=/; max-age=9999'; localStorage.setItem('v:' + id, '1'); }\n";

/// A service for each vendor, and a necessary one for the payment.
fn policy() -> String {
    let words = |text: &str| format!("{{ en = \"{text}\", sv = \"{text}\", ar = \"{text}\" }}");
    let mut policy = POLICY.to_owned();
    let pay = words("Takes payments.");
    let _ = write!(
        policy,
        "\n[[service]]\nid = \"payment\"\ncategory = \"session\"\nvendor = \"Payment Ltd\"\npurpose = {pay}\nhosts = [\"payment.test\"]\n"
    );
    for Vendor { id, .. } in &VENDORS {
        let (does, keeps) = (words("Does its work."), words("Recognises you"));
        let _ = write!(
            policy,
            "\n[[service]]\nid = \"{id}\"\ncategory = \"media\"\nvendor = \"{id} Ltd\"\nprivacy = \"https://{id}.example/\"\n\
             purpose = {does}\nhosts = [\"{id}.test\"]\n\
             cookies = [{{ name = \"v_{id}\", duration = \"1 month\", purpose = {keeps} }}]\n\
             storage = [{{ kind = \"local\", name = \"v:{id}\", duration = \"1 month\", purpose = {keeps} }}]\n"
        );
    }
    policy
}

fn site() -> Site {
    let site = Site::new(&policy());
    for Vendor {
        id,
        html: embed,
        script: (path, script),
        ..
    } in &VENDORS
    {
        site.write(&format!("{id}.html"), &html("", embed));
        let place = format!("{id}.test{path}");
        site.server
            .rules()
            .bodies
            .insert(place, format!("{STORE}{script}"));
    }
    site.write(
        "payment.html",
        &html("", include_str!("vendors/payment.html")),
    );
    let pay = include_str!("vendors/payment.js").to_owned();
    site.server
        .rules()
        .bodies
        .insert("payment.test/pay.js".to_owned(), pay);
    site
}

/// The paths that the host of `id` was asked for, each once, sorted.
fn asked(page: &Page, id: &str) -> Vec<String> {
    let host = format!("{id}.test");
    let log = page.site.server.log().into_iter();
    let mut paths: Vec<_> = log
        .filter(|hit| hit.host == host)
        .map(|hit| hit.path)
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

async fn stored(page: &Page, id: &str) -> bool {
    page.eval(&format!(
        "return document.cookie.includes('v_{id}=') || 'v:{id}' in localStorage"
    ))
    .await
}

/// Held: nothing runs, and nothing is asked for but what no script can hold back.
async fn is_held(page: &Page, vendor: &Vendor, state: &str) {
    let Vendor {
        id, scanned, works, ..
    } = vendor;
    page.open(&format!("/{id}.html")).await;
    let mut early = asked(page, id);
    early.retain(|path| !scanned.contains(&path.as_str()));
    assert_eq!(early, [""; 0], "{id}: {state}");
    assert!(!stored(page, id).await, "{id}: {state}");
    let works = format!("try {{ return Boolean({works}) }} catch {{ return false }}");
    assert!(!page.eval::<bool>(&works).await, "{id}: {state}");
    // One hides the page until it has come, for a moment at most.
    page.until("getComputedStyle(document.documentElement).opacity === '1'")
        .await;
}

async fn behaves(page: &Page, vendor: &Vendor) {
    let Vendor {
        id,
        works,
        asks,
        script,
        ..
    } = vendor;
    is_held(page, vendor, "before").await;
    page.set(&format!("{{ '{id}': true }}")).await;
    page.until(works).await;
    assert_eq!(asked(page, id), *asks, "{id}: after the grant");
    assert_eq!(stored(page, id).await, !script.1.is_empty(), "{id}: stores");
    page.reload().await;
    page.until(works).await;
    page.run("portcullis.withdraw()").await;
    is_held(page, vendor, "withdrawn").await;
}

fn vendors(page_of: &[Vendor]) {
    visit_with(site(), Wish::default(), async |page| {
        for vendor in page_of {
            behaves(page, vendor).await;
        }
    });
}

#[test]
fn tag_managers_analytics_pixels_and_heat_maps_are_held_work_and_go() {
    vendors(&VENDORS[..7]);
}

#[test]
fn chats_films_maps_fonts_captchas_and_trials_are_held_work_and_go() {
    vendors(&VENDORS[7..]);
}

#[test]
fn a_payment_that_is_necessary_is_never_held() {
    visit_with(site(), Wish::default(), async |page| {
        page.open("/payment.html").await;
        assert_eq!(asked(page, "payment"), ["/card.html", "/pay.js"]);
    });
}

#[test]
fn a_tag_manager_that_is_granted_loads_only_what_is_granted() {
    visit_with(site(), Wish::default(), async |page| {
        page.open("/tags.html").await;
        page.set("{ tags: true, queue: true }").await;
        assert_eq!(page.hosts(), ["queue.test", "tags.test"]);
        page.set("{ 'heat-map': true }").await;
        assert_eq!(page.hosts(), ["heat-map.test", "queue.test", "tags.test"]);
    });
}
