//! Later pages of a visit: what an earlier one has kept grants nothing until the policy was read again.

use super::{ASKED, BODY, FREE, arrived, compiles, is_kept, seen, shop, slow, visit};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::POLICY;

const HEAT_HOST: &str = "hosts = [\"heat.test\"]";
const HEAT_COOKIES: &str = "cookies = [{ name = \"heat\"";
/// What an owner may do to a service that was granted, and to the policy's text.
const CHANGES: [(&str, &str, &str); 5] = [
    (
        "a host",
        HEAT_HOST,
        "hosts = [\"heat.test\", \"free.test\"]",
    ),
    (
        "a cookie",
        HEAT_COOKIES,
        "cookies = [{ name = \"hot\", duration = \"1 year\", purpose = \"More\" }, { name = \"heat\"",
    ),
    (
        "the purpose",
        "Shows where people click.",
        "Sells where people click.",
    ),
    ("the vendor", "Heat GmbH", "Heat Holding"),
    (
        "what it is necessary for",
        HEAT_HOST,
        "hosts = [\"heat.test/added.js\"]",
    ),
];

/// What was granted and is refused, or not known to be granted, sends what never asks.
fn sees_nothing_of_heat(page: &Page, what: &str) {
    let seen = seen(page);
    assert!(
        !seen.iter().any(|it| it.contains("heat.test")),
        "{what}: {seen:?}"
    );
}

/// Forgets who the visitor is, and has the shop's own policy granted on a first page.
async fn granted_anew(page: &Page) {
    page.site.write("policy.toml", POLICY);
    page.run("localStorage.clear(); document.cookie = 'portcullis=; Max-Age=0; Path=/'")
        .await;
    page.open("/").await;
    page.answer("accept-all").await;
    assert_eq!(page.count("heat.test/added.js"), 1);
}

#[test]
fn a_service_that_its_owner_changes_is_asked_for_again_on_the_very_next_page() {
    // LAW-22
    visit(async |page| {
        page.open("/").await;
        for (what, was, is) in CHANGES {
            granted_anew(page).await;
            let changed = POLICY.replace(was, is);
            assert_ne!(changed, POLICY, "{what}");
            page.site.write("policy.toml", &changed);
            page.reload().await;
            sees_nothing_of_heat(page, what);
            let is_listed = is.contains("free.test");
            assert_eq!(
                page.count("free.test/added.svg"),
                usize::from(!is_listed),
                "{what}"
            );
            assert_eq!(page.count("stats.test/marked.js"), 1, "{what}");
            let added: Vec<String> = page.eval("return portcullis.decision.added").await;
            assert_eq!(added, ["heat"], "{what}");
            page.answer("accept-all").await;
            assert_eq!(page.count("heat.test/added.js"), 1, "{what}");
            assert_eq!(page.count("free.test/added.svg"), 1, "{what}");
        }
    });
}

#[test]
fn a_service_that_its_owner_removes_runs_on_no_later_page() {
    visit(async |page| {
        page.open("/").await;
        granted_anew(page).await;
        let (before, rest) = POLICY.split_once("[[service]]\nid = \"stats\"").unwrap();
        let (_, after) = rest.split_once("[[service]]").unwrap();
        page.site
            .write("policy.toml", &format!("{before}[[service]]{after}"));
        page.reload().await;
        assert_eq!(page.count("stats.test/marked.js"), 0);
        assert_eq!(page.count("heat.test/added.js"), 1);
    });
}

#[test]
fn what_is_necessary_does_not_wait_on_later_pages() {
    let needed = POLICY.replace(
        "purpose = { en = \"Keeps the basket.\"",
        "hosts = [\"free.test\"]\npurpose = { en = \"Keeps the basket.\"",
    );
    visit_with(shop(BODY), Wish::default(), async |page| {
        page.site.write("policy.toml", &needed);
        page.open("/").await;
        page.answer("reject-all").await;
        slow(page);
        // What is necessary waits for nothing, the rest for the policy.
        page.reload().await;
        let mut needed: Vec<&str> = FREE.to_vec();
        needed.retain(|it| !it.contains("ran?refused") && !it.contains("ran?failed"));
        assert_eq!(seen(page), needed);
        arrived(page).await;
        assert_eq!(seen(page), FREE);
    });
}

#[test]
fn an_unchanged_policy_releases_everything_once_and_nothing_is_compiled() {
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        slow(page);
        page.reload().await;
        // A frame of the markup may be asked for before any script: it never runs.
        let mut early = page.optional();
        early.retain(|it| it != "film.test/player.html");
        assert_eq!(early, [""; 0]);
        let state: String = page.eval("return portcullis.decision.state").await;
        assert_eq!(state, "undecided");
        arrived(page).await;
        assert_eq!(compiles(page), 0);
        let refused = ["shop.test/ran?failed", "shop.test/ran?refused"];
        for place in [&FREE[..], &ASKED[..]].concat() {
            let times = usize::from(!refused.contains(&place));
            let seen = seen(page).iter().filter(|it| *it == place).count();
            assert_eq!(seen, times, "{place}");
        }
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.errors().await, [""; 0]);
    });
}

#[test]
fn what_a_page_answers_before_its_policy_is_there_is_an_answer_to_that() {
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        slow(page);
        let changed = POLICY.replace("Shows where people click.", "Sells where people click.");
        page.site.write("policy.toml", &changed);
        page.reload().await;
        page.run("portcullis.set({ stats: false })").await;
        arrived(page).await;
        page.until("portcullis.decision.refused.includes('stats')")
            .await;
        let granted: Vec<String> = page.eval("return [...portcullis.decision.granted]").await;
        assert_eq!(granted, ["ads", "film"]);
        sees_nothing_of_heat(page, "before");
    });
}

/// Writes what two services declare, and reads what is there.
const WRITE: &str = "document.cookie = '_s=1'; document.cookie = 'heat=1'; document.cookie = 'hot=1'; \
    return document.cookie.split('; ').filter((it) => /^(_s|heat|hot)=/.test(it)).sort()";

#[test]
fn what_is_stored_until_the_policy_is_there_stays_if_it_still_may() {
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        slow(page);
        let changed = POLICY.replace(CHANGES[1].1, CHANGES[1].2);
        page.site.write("policy.toml", &changed);
        page.reload().await;
        let early: Vec<String> = page.eval(WRITE).await;
        assert_eq!(early, ["_s=1", "hot=1"]);
        arrived(page).await;
        let stays: Vec<String> = page.eval(WRITE).await;
        assert_eq!(stays, ["_s=1"]);
    });
}

/// A visitor whose network fails for the policy alone.
const NO_NETWORK: &str = "if (location.search) { const get = fetch; window.fetch = (it, ...rest) => \
    (String(it).includes('policy.toml') ? Promise.reject(new TypeError('no network')) : get(it, ...rest)) }";

#[test]
fn a_policy_that_cannot_be_had_holds_what_it_might_have_granted_and_keeps_it() {
    // LAW-25
    visit(async |page| {
        page.before_each_page(NO_NETWORK);
        page.open("/").await;
        page.accept().await;
        page.run("document.cookie = '_s=before'").await;
        page.open("/?offline").await;
        arrived(page).await;
        let refused = ["shop.test/ran?failed", "shop.test/ran?refused"];
        assert_eq!(seen(page), refused);
        let line = "portcullis: no policy, everything optional is held: /policy.toml TypeError: no network";
        assert_eq!(page.errors().await, [line]);
        page.accept().await;
        assert_eq!(page.hosts(), [""; 0]);
        let stored: Vec<String> = page.eval(WRITE).await;
        assert_eq!(stored, ["_s=before", "hot=1"]);
        assert!(is_kept(page).await);
        page.open("/").await;
        assert_eq!(page.count("stats.test/marked.js"), 1);
        assert_eq!(compiles(page), 0);
    });
}

#[test]
fn a_policy_that_comes_back_counts_again() {
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.site
            .server
            .rules()
            .missing
            .push("policy.toml".to_owned());
        page.reload().await;
        arrived(page).await;
        assert_eq!(page.hosts(), [""; 0]);
        assert!(!is_kept(page).await);
        page.site.server.rules().missing.clear();
        page.reload().await;
        assert_eq!(page.count("stats.test/marked.js"), 1);
    });
}

/// Asks for a path of the shop's own that a service has, before and after the policy is there.
const OWN_PATH: &str = "<script>document.body.append(Object.assign(new Image(), { src: '/tracks/added.svg' }))</script>";

#[test]
fn a_path_of_the_pages_own_host_waits_by_the_kept_table() {
    let site = shop(OWN_PATH);
    let policy = POLICY.replace(HEAT_HOST, "hosts = [\"heat.test\", \"/tracks\"]");
    site.write("policy.toml", &policy);
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        slow(page);
        page.reload().await;
        assert_eq!(page.count("shop.test/tracks/added.svg"), 0);
        arrived(page).await;
        assert_eq!(page.count("shop.test/tracks/added.svg"), 1);
    });
}

#[test]
fn signals_are_denied_before_any_tag_and_told_once_the_policy_is_there() {
    // TECH-01
    let site = shop("<script>window.early = window.dataLayer?.length</script>");
    let signals = format!("{HEAT_HOST}\nconsent_mode = [\"analytics_storage\"]");
    site.write("policy.toml", &POLICY.replace(HEAT_HOST, &signals));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.reload().await;
        arrived(page).await;
        let said: Vec<String> = page
            .eval("return dataLayer.map((it) => [it[1], it[2].analytics_storage].join(' '))")
            .await;
        assert_eq!(said, ["default denied", "update granted"]);
        assert_eq!(page.eval::<u32>("return early").await, 1);
    });
}

#[test]
fn what_the_browser_enforces_lets_in_what_is_still_granted() {
    let site = shop(BODY);
    site.write(
        "policy.toml",
        &format!("{POLICY}\n[gate]\nenforce = \"csp\"\n"),
    );
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.run("window.stayed = true").await;
        page.click(".portcullis-banner [data-portcullis=accept-all]")
            .await;
        page.until("!window.stayed && window.portcullis?.decision.state === 'decided'")
            .await;
        page.settle().await;
        page.reload().await;
        arrived(page).await;
        assert_eq!(page.count("stats.test/marked.js"), 1);
        assert_eq!(page.count("heat.test/added.js"), 1);
        let policies: usize = page
            .eval("return document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length")
            .await;
        assert_eq!(policies, 1);
    });
}
