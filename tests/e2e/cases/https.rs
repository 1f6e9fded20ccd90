//! What sites are served by: the choice cookie is bound to its host, and nobody else reads it.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use thirtyfour::SameSite;

const HOME: &str = "https://shop.test/";
/// Addresses without a scheme: the page's own.
const HELD: &str = r#"
    <script type="text/plain" data-consent="stats" data-src="//stats.test/a.js"></script>
    <img data-consent="ads" data-src="//ads.test/a.svg" alt="">
    <script>document.head.append(Object.assign(document.createElement('script'), { src: '//heat.test/b.js' }))</script>"#;
const HOSTS: [&str; 3] = ["ads.test", "heat.test", "stats.test"];

/// Runs `test` with a visitor at the shop, encrypted.
fn visit(policy: &str, test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(policy);
    site.write("index.html", &html("", HELD));
    visit_with(site, Wish::default(), async |page| {
        page.go(HOME).await;
        let secure: bool = page.eval("return isSecureContext").await;
        assert!(secure);
        assert_eq!(page.optional(), [""; 0]);
        test(page).await;
    });
}

#[test]
fn the_choice_cookie_is_bound_to_its_host_and_kept() {
    // TECH-62, TECH-63
    visit(POLICY, async |page| {
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), HOSTS);
        let cookie = page.cookie("__Host-portcullis").await.unwrap();
        assert_eq!(cookie.secure, Some(true));
        assert_eq!(cookie.same_site, Some(SameSite::Lax));
        assert_eq!(cookie.path.as_deref(), Some("/"));
        assert_eq!(cookie.domain.as_deref(), Some("shop.test"));
        assert!(page.cookie("portcullis").await.is_none());
        page.go(HOME).await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), HOSTS);
        page.run("portcullis.withdraw()").await;
        page.go(HOME).await;
        assert_eq!(page.optional(), [""; 0]);
    });
}

#[test]
fn a_choice_that_subdomains_share_is_for_encrypted_pages_alone() {
    // TECH-62
    let policy = format!("{POLICY}\n[consent]\ndomain = \"shop.test\"\n");
    visit(&policy, async |page| {
        page.answer("reject-all").await;
        let cookie = page.cookie("portcullis").await.unwrap();
        assert_eq!(cookie.secure, Some(true));
        let domain = cookie.domain.unwrap();
        assert_eq!(domain.trim_start_matches('.'), "shop.test");
        page.go(HOME).await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.optional(), [""; 0]);
    });
}
