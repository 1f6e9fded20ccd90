//! WordPress and WooCommerce, by a stand-in for the few functions of theirs that the recipes call.

use super::programs::find;
use super::{keeps_its_word, site};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::Site;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The page that the plugin makes, between the hooks of a stand-in for WordPress, with `plugins` besides.
fn wordpress(php: &Path, plugins: &[&str]) -> String {
    let stand_in = portcullis_e2e::site::root().join("tests/e2e/cases/recipes/wordpress.php");
    let made = Command::new(php).arg(stand_in).args(plugins).output();
    let made = made.unwrap();
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    String::from_utf8(made.stdout).unwrap()
}

/// The recipe `name` with the page that PHP makes, and the built folder where the plugin names it.
pub(super) fn site_of(name: &str) -> Option<Site> {
    let php = find("php")?;
    let (recipe, plugins): (_, &[&str]) = match name {
        "woocommerce" => (name, &["woocommerce"]),
        _ => ("html", &[]),
    };
    let site = site(recipe);
    let root = site.server.rules().folders["shop.test"].clone();
    site.write("index.html", &wordpress(&php, plugins));
    let content = root.join("wp-content");
    fs::create_dir(&content).unwrap();
    fs::rename(root.join("portcullis"), content.join("portcullis")).unwrap();
    Some(site)
}

#[test]
fn in_wordpress_the_gate_is_the_first_thing_that_a_plugin_prints() {
    let Some(php) = find("php") else { return };
    let page = wordpress(&php, &[]);
    let (_, head) = page.split_once("<meta charset=\"UTF-8\">\n").unwrap();
    let (gate, head) = head.split_once('\n').unwrap();
    let at = "http://shop.test/wp-content/portcullis/";
    assert!(
        gate.starts_with("<script data-cfasync=\"false\" "),
        "{page}"
    );
    let end = format!(" data-base=\"{at}\" src=\"{at}gate.js\"></script>");
    assert!(gate.ends_with(&end), "{page}");
    assert!(
        head.contains("<script src=\"http://shop.test/eager.js\"></script>"),
        "{page}"
    );
}

#[test]
fn in_wordpress_plugins_that_defer_scripts_are_told_to_leave_the_gate_alone() {
    let Some(php) = find("php") else { return };
    let page = wordpress(&php, &[]);
    for filter in [
        "rocket_exclude_defer_js",
        "flying_press_exclude_from_delay:js",
    ] {
        let told = format!("<meta name=\"{filter}\" content=\"own.js /portcullis/gate.js\">");
        assert!(page.contains(&told), "{filter}: {page}");
    }
}

#[test]
fn what_wordpress_adds_around_a_script_waits_with_it_and_keeps_its_attributes() {
    let Some(php) = find("php") else { return };
    let page = wordpress(&php, &[]);
    for line in [
        r#"<script type="application/json" id="club-counter-data">{"a":1}</script>"#,
        r#"<script type="text/plain" data-consent="counter" id="club-counter-js-before">window.counted = ['before <script>'];</script>"#,
        r#"<script type="text/plain" data-consent="counter" data-src="http://stats.test/count.js?a=1&amp;b=2" id="club-counter-js" data-key='7' defer></script>"#,
        r#"<script type="text/plain" data-consent="counter" id="club-counter-js-after">window.counted.push('after');</script>"#,
        r#"<script src="/own.js"></script>"#,
    ] {
        assert!(page.contains(line), "{line}\nis not in {page}");
    }
}

#[test]
fn what_wordpress_enqueues_for_the_counter_waits_for_the_answer() {
    let Some(site) = site_of("wordpress") else {
        return;
    };
    visit_with(site, Wish::default(), async |page| {
        keeps_its_word(page, &["stats.test"]).await;
        page.accept().await;
        let counted: Vec<String> = page.eval("return counted").await;
        assert_eq!(counted, ["before <script>", "after"]);
    });
}

#[test]
fn what_woocommerce_tells_of_an_order_waits_for_the_answer() {
    let Some(site) = site_of("woocommerce") else {
        return;
    };
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        page.reload().await;
        assert_eq!(page.cookie("sbjs_current").await.map(|it| it.value), None);
        assert_eq!(page.optional(), [""; 0]);
        assert!(page.eval::<bool>("return window.basket === 'works'").await);
        page.accept().await;
        page.until("document.cookie.includes('sbjs_current=typ') && window.attributed")
            .await;
        page.run("portcullis.withdraw()").await;
        page.until("!document.cookie.includes('sbjs_')").await;
    });
}
