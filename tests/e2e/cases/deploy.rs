//! A deploy breaks nobody: pages in the field and caches go on with what they have.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// The shop's own style, which every gate lets in; settings that open by the page's own link.
const BODY: &str = "<link rel=\"stylesheet\" href=\"http://cdn.test/shop.css\">\
    <img data-consent=\"ads\" data-src=\"http://ads.test/a.svg\" alt=\"\">";
const SETTINGS: &str = "footer [data-portcullis=preferences]";

/// How the next build reaches the server.
enum Deploy {
    /// Written over the folder that was there.
    InPlace,
    /// Uploaded from a machine that had no folder: nothing of the build before is left.
    FromNothing,
}

/// A changed text: another build, of which no visitor is asked anew.
fn deploy(page: &Page, how: &Deploy) {
    let policy = POLICY.replace("Counts visits.", "Counts each visit.");
    assert_ne!(policy, POLICY);
    if matches!(how, Deploy::FromNothing) {
        page.site.remove_folder("portcullis");
    }
    page.site.build(&policy);
}

fn shop() -> Site {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", BODY));
    let style = "h1 { color: rgb(255, 0, 0) }".to_owned();
    site.server
        .rules()
        .bodies
        .insert("cdn.test/shop.css".to_owned(), style);
    site
}

/// The banner asks, the settings open, an answer counts, and the shop looks as it always did.
async fn works(page: &Page) {
    page.shown(".portcullis-banner").await;
    let color = "return getComputedStyle(document.querySelector('h1')).color";
    assert_eq!(page.eval::<String>(color).await, "rgb(255, 0, 0)");
    page.click(SETTINGS).await;
    page.shown(".portcullis-preferences").await;
    page.tick("[data-portcullis-service=ads]").await;
    page.click(".portcullis-preferences [data-portcullis=save]")
        .await;
    page.until("portcullis.allows('ads')").await;
    page.until_seen("ads.test/a.svg").await;
}

/// How often a file of ours was asked for under its name without a stamp.
fn plain(page: &Page, name: &str) -> usize {
    let log = page.site.server.log();
    let path = format!("/portcullis/{name}");
    log.iter().filter(|hit| hit.path == path).count()
}

/// Steps 1 to 3: the page stands open while another build takes the place of its own.
fn an_open_page_goes_on_over(how: Deploy) {
    visit_with(shop(), Wish::default(), async |page| {
        page.open("/").await;
        deploy(page, &how);
        works(page).await;
        // What keeps the page clear of the banner has come before; what the settings say has not.
        let plain = plain(page, "texts.en.json");
        assert_eq!(plain, usize::from(matches!(how, Deploy::FromNothing)));
    });
}

#[test]
fn a_page_that_stands_open_goes_on_over_a_deploy() {
    an_open_page_goes_on_over(Deploy::InPlace);
}

#[test]
fn a_page_that_stands_open_goes_on_over_a_deploy_from_an_empty_folder() {
    an_open_page_goes_on_over(Deploy::FromNothing);
}

/// Step 4: a cache hands out the gate of the build before.
fn an_old_gate_works_after(how: Deploy) {
    visit_with(shop(), Wish::default(), async |page| {
        let old = page.site.read("portcullis/gate.js");
        deploy(page, &how);
        let place = "shop.test/portcullis/gate.js".to_owned();
        page.site.server.rules().bodies.insert(place, old);
        page.open("/").await;
        works(page).await;
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), ["ads.test", "cdn.test"]);
    });
}

#[test]
fn a_gate_out_of_a_cache_works_after_a_deploy() {
    an_old_gate_works_after(Deploy::InPlace);
}

#[test]
fn a_gate_out_of_a_cache_works_after_a_deploy_from_an_empty_folder() {
    an_old_gate_works_after(Deploy::FromNothing);
}

#[test]
fn what_is_gone_is_asked_for_once_more_without_its_stamp() {
    visit_with(shop(), Wish::default(), async |page| {
        let old = page.site.read("portcullis/gate.js");
        deploy(page, &Deploy::FromNothing);
        let place = "shop.test/portcullis/gate.js".to_owned();
        page.site.server.rules().bodies.insert(place, old);
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        let asked = page.site.server.log().into_iter().map(|hit| hit.path);
        let asked: Vec<String> = asked.filter(|path| path.contains("first.")).collect();
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert_eq!(asked[1], "/portcullis/first.en.js");
    });
}

/// A page out of a cache: its own tag for the first layer names a file that is gone.
#[test]
fn a_hint_of_the_build_before_is_made_good_for() {
    let site = shop();
    let embed = site.read("portcullis/embed.html");
    let hint = embed
        .lines()
        .find(|line| line.contains("first.en."))
        .unwrap()
        .to_owned();
    let page = html("", BODY).replacen("</script>", &format!("</script>{hint}"), 1);
    site.write("index.html", &page);
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(page.count("shop.test/portcullis/first.en.js"), 1);
        deploy(page, &Deploy::FromNothing);
        page.open("/").await;
        works(page).await;
    });
}

#[test]
fn a_file_that_speaks_another_protocol_asks_nothing_and_says_so() {
    visit_with(shop(), Wish::default(), async |page| {
        let gate = page.site.read("portcullis/gate.js");
        let older = gate.replacen("version:1", "version:0", 2);
        assert_ne!(gate, older);
        let place = "shop.test/portcullis/gate.js".to_owned();
        page.site.server.rules().bodies.insert(place, older);
        page.open("/").await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), ["cdn.test"]);
        let errors = page.errors().await;
        let said = errors
            .iter()
            .filter(|it| it.contains("portcullis: this page is of an older build, load it again"));
        assert_eq!(said.count(), 1, "{errors:?}");
    });
}
