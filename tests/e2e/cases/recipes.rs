//! The recipes of `examples/recipes` do what docs/recipes.md says of them.

use crate::examples::{copy, folder, read};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{Site, told};
use std::path::{Path, PathBuf};

mod leptos;
mod pages;
mod programs;
mod renewal;
mod servers;
mod states;
mod wordpress;

/// The page's own link to the settings, not the banner's.
const LINK: &str = ":is(main, footer) [data-portcullis=preferences]";

/// A file of the recipe `name`.
fn recipe(name: &str) -> PathBuf {
    folder("recipes").join(name)
}

/// The policy that all recipes share.
fn policy() -> String {
    read(&recipe("policy.toml"))
}

/// The policy of the recipe `name`: its own, where it has one.
fn policy_of(name: &str) -> String {
    let own = recipe(name).join("policy.toml");
    if own.is_file() { read(&own) } else { policy() }
}

/// The site of the recipe `name`, with what `cargo xtask test` made of it.
fn site(name: &str) -> Site {
    let site = Site::new(&policy_of(name));
    let root = site.server.rules().folders["shop.test"].clone();
    copy(&recipe(name), &root);
    let made = Path::new(&told("PORTCULLIS_RECIPES")).join(name);
    if made.is_dir() {
        copy(&made, &root);
    }
    site
}

/// Runs `test` with a visitor at the recipe `name`.
fn visit(name: &str, test: impl AsyncFnOnce(&Page)) {
    visit_with(site(name), Wish::default(), test);
}

/// What is loaded lazily may come after all else is quiet.
async fn all_load(page: &Page, hosts: &[&str], when: &str) {
    page.until_asked(hosts.len()).await;
    assert_eq!(page.hosts(), hosts, "{when}");
}

/// Held before the answer and after a refusal, running after an acceptance, gone when that is taken back.
async fn keeps_its_word(page: &Page, hosts: &[&str]) {
    page.open("/").await;
    page.shown(".portcullis-banner").await;
    assert_eq!(page.optional(), [""; 0], "before the answer");
    page.answer("reject-all").await;
    page.reload().await;
    assert_eq!(page.optional(), [""; 0], "refused");
    page.click(LINK).await;
    page.shown(".portcullis-preferences").await;
    page.click(".portcullis-preferences [data-portcullis=accept-all]")
        .await;
    all_load(page, hosts, "accepted").await;
    page.reload().await;
    all_load(page, hosts, "accepted before").await;
    page.run("portcullis.withdraw()").await;
    page.reload().await;
    assert_eq!(page.optional(), [""; 0], "withdrawn");
}

#[test]
fn what_the_types_name_is_there_and_what_is_there_is_named() {
    let types = include_str!("../../../src/portcullis.d.ts");
    let (_, rest) = types.split_once("interface Api {").unwrap();
    let (body, _) = rest.split_once("\n  }").unwrap();
    let lines = body.lines().map(str::trim_start);
    let members = lines.filter(|line| !line.starts_with("/**") && !line.starts_with('*'));
    let names = members.filter_map(|line| {
        line.trim_start_matches("readonly ")
            .split(['(', ':'])
            .next()
    });
    let mut named: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    // Between the gate, its other files and the interface: docs/embedding.md says that they may change.
    named.extend(["attach", "once", "texts"]);
    named.sort_unstable();
    visit("html", async |page| {
        page.open("/").await;
        let there: Vec<String> = page.eval("return Object.keys(portcullis).sort()").await;
        assert_eq!(there, named);
    });
}
