//! Whatever fails, the gate stays closed and the page works.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{ALL, Page, visit, visit_with};
use portcullis_e2e::site::{HOME, POLICY, Site};

/// Opens the shop with a file missing: nothing optional runs, the page works, one line says why.
async fn open_without(page: &Page, file: &str) {
    page.site.server.rules().missing.push(file.to_owned());
    page.open("/").await;
    assert!(page.is_shown("h1").await);
    assert_eq!(page.optional(), [""; 0]);
}

#[test]
fn without_the_wasm_file_nothing_optional_runs_and_one_line_says_why() {
    // LAW-25
    visit(async |page| {
        open_without(page, "portcullis-ui_bg.").await;
        let errors = page.errors().await;
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("portcullis: no interface"), "{errors:?}");
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn without_the_interface_script_nothing_optional_runs_and_one_line_says_why() {
    // LAW-25
    visit(async |page| {
        open_without(page, "portcullis-ui.").await;
        let errors = page.errors().await;
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("portcullis: no interface"), "{errors:?}");
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn without_the_texts_nothing_optional_runs() {
    visit(async |page| {
        open_without(page, "texts.en.").await;
        assert_eq!(page.errors().await.len(), 1);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn without_the_gate_nothing_optional_runs() {
    visit(async |page| {
        open_without(page, "gate.js").await;
        page.site.server.rules().missing.clear();
        page.open("/").await;
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn a_policy_with_errors_closes_the_gate_and_says_so() {
    visit(async |page| {
        page.site.close();
        page.open("/").await;
        assert!(page.is_shown("h1").await);
        page.run("portcullis.acceptAll()").await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        let errors = page.errors().await;
        assert_eq!(errors.len(), 1, "{errors:?}");
        page.site.build(POLICY);
        page.open("/").await;
        page.accepting_shows_the_canaries().await;
    });
}

/// What a content blocker's list does to a banner.
const HIDE: &str = "<style>.portcullis-banner { display: none !important }</style></head>";

#[test]
fn a_hidden_banner_grants_nothing_and_the_page_works() {
    // CLI-40
    let site = Site::new(POLICY);
    site.write("index.html", &HOME.replace("</head>", HIDE));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.until("document.querySelector('.portcullis-banner')")
            .await;
        assert!(!page.is_shown(".portcullis-banner").await);
        page.click("h1").await;
        page.reload().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accepting_shows_the_canaries().await;
    });
}

/// What a browser does that denies a page all storage.
pub(crate) const DENIED: &str = "for (const [owner, name] of [[Document.prototype, 'cookie'], \
    [window, 'localStorage'], [window, 'sessionStorage']]) Object.defineProperty(owner, name, { \
    get() { throw new DOMException('denied', 'SecurityError') }, \
    set() { throw new DOMException('denied', 'SecurityError') } })";

#[test]
fn where_storage_is_denied_nothing_optional_runs() {
    // LAW-25
    visit(async |page| {
        page.before_each_page(DENIED);
        page.open("/").await;
        assert!(page.is_shown("h1").await);
        assert_eq!(page.optional(), [""; 0]);
        page.open("/").await;
        assert_eq!(page.optional(), [""; 0]);
        assert_eq!(page.errors().await, [""; 0]);
    });
    visit(async |page| {
        page.open("/").await;
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn in_a_sandboxed_frame_nothing_optional_runs() {
    // LAW-25
    let site = Site::new(POLICY);
    let frame = "<!doctype html><title>Frame</title><iframe sandbox=allow-scripts src=/></iframe>";
    site.write("frame.html", frame);
    visit_with(site, Wish::default(), async |page| {
        page.open("/frame.html").await;
        assert_eq!(page.count("shop.test/portcullis/gate.js"), 1);
        assert_eq!(page.optional(), [""; 0]);
        page.open("/").await;
        page.accept().await;
        assert_eq!(page.hosts(), ALL);
        page.open("/frame.html").await;
        assert_eq!(page.optional(), [""; 0]);
    });
}
