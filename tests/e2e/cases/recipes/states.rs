//! Each recipe with the gate missing, broken and late: what it marks stays held, and the page works.

use super::pages::{draw_again, tag_manager};
use super::{site, wordpress};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::Site;
use std::time::Duration;

const GATE: &str = "portcullis/gate.js";
/// A gate that fails, and what some hosts answer for a file that is gone.
const BROKEN: &str = "throw new Error('broken');";
const PAGE: &str = "<!doctype html><title>Not found</title>";
/// The recipes with a page, and what of them is drawn again by a framework.
const RECIPES: [(&str, bool); 11] = [
    ("html", false),
    ("tag-manager", false),
    ("react", true),
    ("react-server", true),
    ("vue", true),
    ("leptos", true),
    ("eleventy", false),
    ("bundled", false),
    ("noscript", false),
    ("wordpress", false),
    ("woocommerce", false),
];

/// The recipe's site, unless a program is not there that makes its page.
fn site_of(name: &str) -> Option<Site> {
    match name {
        "tag-manager" => Some(tag_manager()),
        "wordpress" | "woocommerce" => wordpress::site_of(name),
        _ => Some(site(name)),
    }
}

/// Calls `test` with each recipe and a visitor at it, the gate changed by `change`.
fn at_each(change: impl Fn(&Site), test: impl AsyncFn(&Page, &str, bool)) {
    for (name, is_drawn) in RECIPES {
        let Some(site) = site_of(name) else { continue };
        change(&site);
        visit_with(site, Wish::default(), async |page| {
            test(page, name, is_drawn).await;
        });
    }
}

/// Nothing is asked for, and the page's own code works.
async fn is_closed_and_works(page: &Page, name: &str, is_drawn: bool) {
    page.open("/").await;
    page.shown("h1").await;
    if is_drawn {
        draw_again(page, 1).await;
        page.shown("#no-film").await;
    }
    page.settle().await;
    assert_eq!(page.optional(), [""; 0], "{name}");
}

#[test]
fn where_the_gate_does_not_come_nothing_that_is_marked_runs_and_the_page_works() {
    let missing = |site: &Site| site.server.rules().missing.push(GATE.to_owned());
    at_each(missing, is_closed_and_works);
}

fn break_with(site: &Site, text: &str) {
    let bodies = &mut site.server.rules().bodies;
    for folder in ["", "wp-content/"] {
        bodies.insert(format!("shop.test/{folder}{GATE}"), text.to_owned());
    }
}

#[test]
fn where_the_gate_is_broken_nothing_that_is_marked_runs_and_the_page_works() {
    at_each(|site| break_with(site, BROKEN), is_closed_and_works);
}

#[test]
fn where_a_page_comes_in_the_place_of_the_gate_nothing_that_is_marked_runs() {
    let site = site("html");
    break_with(&site, PAGE);
    visit_with(site, Wish::default(), async |page| {
        is_closed_and_works(page, "html", false).await;
    });
}

/// The gate's tag as each recipe writes it, made one that nothing waits for.
fn delay(site: &Site) {
    let page = site.read("index.html");
    let (before, gate) = page.split_once(GATE).unwrap();
    let (head, tag) = before.rsplit_once("<script ").unwrap();
    site.write(
        "index.html",
        &format!("{head}<script async {tag}{GATE}{gate}"),
    );
    let late = Duration::from_millis(700);
    let delays = &mut site.server.rules().delays;
    for folder in ["", "wp-content/"] {
        delays.insert(format!("shop.test/{folder}{GATE}"), late);
    }
}

#[test]
fn where_the_gate_comes_late_what_is_marked_waits_for_it() {
    at_each(delay, async |page, name, _| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0], "{name}");
        page.answer("accept-all").await;
        page.until("portcullis.decision.state === 'decided'").await;
        page.settle().await;
        assert!(!page.optional().is_empty(), "{name}");
    });
}
