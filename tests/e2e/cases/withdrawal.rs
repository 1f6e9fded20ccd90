//! Taking back an answer ends what it allowed.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// What `stats` and others store, on the page's own host.
const STORE: &str = r#"
    const year = 'max-age=31536000';
    document.cookie = '_s=1; path=/; ' + year;
    document.cookie = '_s_7=1; path=/; domain=shop.test; ' + year;
    document.cookie = '_s_deep=1; path=/deep; ' + year;
    document.cookie = 'heat=1; path=/; ' + year;
    document.cookie = 'basket=1; path=/';
    document.cookie = 'unknown=1; path=/; ' + year;
    localStorage.setItem('s:pages', '1');
    localStorage.setItem('other', '1');
    sessionStorage.setItem('s:now', '1');"#;

/// The names of everything that the page can read.
const STORED: &str = "return [document.cookie.split('; ').map((it) => it.split('=')[0]), \
    Object.keys(localStorage), Object.keys(sessionStorage)].flat().sort()";

async fn stored(page: &Page) -> Vec<String> {
    page.eval(STORED).await
}

#[test]
fn what_a_service_stored_is_erased_and_the_rest_stays() {
    // LAW-32, TECH-65
    visit(async |page| {
        page.site.write_folder("deep");
        page.open("/").await;
        page.set("{ stats: true, heat: true }").await;
        page.run(STORE).await;
        page.open("/deep/").await;
        assert!(stored(page).await.contains(&"_s_deep".to_owned()));
        page.set("{ stats: false, heat: true }").await;
        let left = [
            "basket",
            "heat",
            "other",
            "portcullis",
            "portcullis",
            "unknown",
        ];
        assert_eq!(stored(page).await, left);
    });
}

#[test]
fn nothing_runs_after_a_withdrawal() {
    // LAW-31, LAW-32
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        page.run(STORE).await;
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        page.reload().await;
        assert_eq!(page.optional(), [""; 0]);
        assert!(!page.is_shown(".portcullis-banner").await);
        let left = ["basket", "other", "portcullis", "portcullis", "unknown"];
        assert_eq!(stored(page).await, left);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn embeds_leave_the_page_at_once() {
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        page.until("document.querySelector('iframe').src.endsWith('player.html')")
            .await;
        page.run("portcullis.withdraw()").await;
        page.until("!document.querySelector('iframe').getAttribute('src')")
            .await;
        page.until("!document.querySelector('img[src*=pixel]')")
            .await;
    });
}

#[test]
fn the_page_is_told_which_services_lost_their_grant() {
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true, film: true }").await;
        page.run(
            "window.told = []; document.addEventListener('portcullis:withdrawn', (event) => \
             told.push(event.detail.services.join()))",
        )
        .await;
        page.set("{ stats: false, film: true }").await;
        assert_eq!(page.eval::<Vec<String>>("return told").await, ["stats"]);
    });
}

#[test]
fn one_click_opens_the_answer_and_one_click_takes_it_back() {
    // LAW-30, LAW-31
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.click("footer [data-portcullis=preferences]").await;
        page.click(".portcullis-preferences [data-portcullis=reject-all]")
            .await;
        page.until("portcullis.decision.granted.length === 0").await;
        page.reload().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn a_cookie_of_the_parent_domain_is_erased_too() {
    // TECH-65
    visit(async |page| {
        page.go("http://www.shop.test/").await;
        page.set("{ stats: true }").await;
        page.run("document.cookie = '_s=1; path=/; domain=shop.test; max-age=9999'")
            .await;
        assert!(page.cookie("_s").await.is_some());
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        assert!(page.cookie("_s").await.is_none());
        assert!(page.cookie("portcullis").await.is_some());
    });
}

#[test]
fn what_was_changed_while_it_was_granted_comes_back_as_it_was_last() {
    let site = Site::new(POLICY);
    let body = "<iframe title=\"A\"></iframe><img alt=\"\"><input type=\"image\" alt=\"A\">";
    site.write("changed.html", &html("", body));
    visit_with(site, Wish::default(), async |page| {
        page.open("/changed.html").await;
        let set = |name: &str| {
            format!(
                "document.querySelectorAll('main > *').forEach((it) => {{ \
                 if ('src' in it) it.src = 'http://film.test/' + it.localName + '-{name}.svg' }})"
            )
        };
        page.run(&set("held")).await;
        page.accept().await;
        page.run(&set("granted")).await;
        page.until_asked(1).await;
        page.run("portcullis.withdraw()").await;
        page.until("!document.querySelector('main > [src]')").await;
        page.site.server.forget();
        page.accept().await;
        for tag in ["iframe", "img", "input"] {
            assert_eq!(page.count(&format!("film.test/{tag}-held.svg")), 0, "{tag}");
        }
        page.until_seen("film.test/iframe-granted.svg").await;
        // What goes back to the page's own waits for nobody any more.
        page.run("document.querySelector('iframe').src = '/own.svg'")
            .await;
        page.run("portcullis.withdraw()").await;
        page.until("document.querySelector('iframe').getAttribute('src') === '/own.svg'")
            .await;
        page.settle().await;
        assert!(
            page.eval::<bool>("return !document.querySelector('iframe').dataset.consent")
                .await
        );
    });
}
