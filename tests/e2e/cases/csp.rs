//! A site's Content Security Policy may be as strict as it likes.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{COUNT_VIOLATIONS, Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// The scripts of the shop itself, of the services it names, and WebAssembly: no inline code or style.
pub(crate) const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' http://stats.test; \
    style-src 'self'; connect-src 'self'; img-src 'self' data: http://ads.test; frame-src http://film.test";
pub(crate) const TRUSTED: &str = "; require-trusted-types-for 'script'; trusted-types portcullis";
/// No host is trusted: only what bears the nonce, and what that loads itself.
const NONCE: &str = "default-src 'none'; script-src 'nonce-n1' 'strict-dynamic' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data: http://ads.test; frame-src http://film.test";
pub(crate) const HELD: &str = r#"
    <script type="text/plain" data-consent="stats" src="http://stats.test/a.js"></script>
    <img data-consent="ads" data-src="http://ads.test/a.svg" alt="">
    <iframe data-consent="film" data-src="http://film.test/a.html" title="Film"></iframe>"#;

/// Runs `test` at a page that holds a script, an image and a frame, under `csp`.
pub(crate) fn visit_under(csp: &str, test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(POLICY);
    let page = html("", HELD).replace("<script", "<script nonce=\"n1\"");
    site.write("index.html", &page);
    let header = ("content-security-policy".to_owned(), csp.to_owned());
    site.server.rules().headers.push(header);
    visit_with(site, Wish::default(), async |page| {
        page.before_each_page(COUNT_VIOLATIONS);
        test(page).await;
    });
}

/// Both layers work, what is allowed runs, and the browser had nothing to object to.
async fn works_without_a_violation(page: &Page) {
    page.open("/").await;
    assert_eq!(page.optional(), [""; 0]);
    page.click(".portcullis-banner [data-portcullis=preferences]")
        .await;
    page.click(".portcullis-preferences [data-portcullis=accept-all]")
        .await;
    page.settle().await;
    assert_eq!(page.hosts(), ["ads.test", "film.test", "stats.test"]);
    assert_eq!(page.count("shop.test/ran?stats.test/a.js"), 1);
    let broken: Vec<String> = page.eval("return broken").await;
    assert_eq!(broken, [""; 0]);
}

#[test]
fn without_inline_code_or_style_all_works() {
    // TECH-90, TECH-95
    visit_under(STRICT, works_without_a_violation);
}

#[test]
fn with_trusted_types_all_works() {
    // TECH-96
    visit_under(&format!("{STRICT}{TRUSTED}"), works_without_a_violation);
}

#[test]
fn with_nonces_alone_all_works() {
    // TECH-92
    visit_under(NONCE, works_without_a_violation);
}

#[test]
fn with_nonces_and_trusted_types_all_works() {
    // TECH-92, TECH-96
    visit_under(&format!("{NONCE}{TRUSTED}"), works_without_a_violation);
}

#[test]
fn where_webassembly_may_not_run_the_gate_still_holds_and_still_acts() {
    // TECH-91, LAW-25
    visit_under(&STRICT.replace("'wasm-unsafe-eval'", ""), async |page| {
        page.open("/").await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        assert_eq!(page.hosts(), ["ads.test", "film.test", "stats.test"]);
    });
}
