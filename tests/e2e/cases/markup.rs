//! Held markup is released in order, once, as it was written.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::time::Duration;

/// What ran, in its order: the log says what was asked for, and connections may overtake each other.
async fn traces(page: &Page) -> Vec<String> {
    page.eval("return window.traces ?? []").await
}

#[test]
fn scripts_run_in_the_order_of_the_document_however_slow_one_is() {
    // TECH-93
    let site = Site::new(POLICY);
    let held = r#"
        <script type="text/plain" data-consent="stats" src="http://stats.test/slow.js"></script>
        <script type="text/plain" data-consent="stats">(window.traces ??= []).push('inline')</script>
        <script type="text/plain" data-consent="heat" src="http://heat.test/fast.js"></script>"#;
    site.write("order.html", &html("", held));
    let slow = ("stats.test/slow.js".to_owned(), Duration::from_millis(900));
    site.server.rules().delays.extend([slow]);
    visit_with(site, Wish::default(), async |page| {
        page.open("/order.html").await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        page.until_seen("shop.test/ran?heat.test/fast.js").await;
        assert_eq!(
            traces(page).await,
            ["stats.test/slow.js", "inline", "heat.test/fast.js"]
        );
    });
}

#[test]
fn a_script_keeps_its_attributes() {
    // TECH-92
    let held = r#"<script type="text/plain" data-consent="stats" id="kept" src="http://stats.test/a.js"
        crossorigin="anonymous" referrerpolicy="no-referrer" fetchpriority="low" data-key="7" async></script>"#;
    let site = Site::new(POLICY);
    site.write("kept.html", &html("", held));
    visit_with(site, Wish::default(), async |page| {
        page.open("/kept.html").await;
        page.accept().await;
        let kept: Vec<String> = page
            .eval(
                "const it = document.querySelector('#kept'); return [it.crossOrigin, \
                 it.referrerPolicy, it.fetchPriority, it.dataset.key, String(it.async), it.type]",
            )
            .await;
        assert_eq!(kept, ["anonymous", "no-referrer", "low", "7", "true", ""]);
        assert_eq!(page.count("stats.test/a.js"), 1);
    });
}

#[test]
fn a_nonce_is_kept_so_that_a_strict_policy_lets_the_script_run() {
    // TECH-92
    let csp = "script-src 'nonce-n1'; connect-src 'self'";
    let held = r#"
        <script nonce="n1" type="text/plain" data-consent="stats" src="http://stats.test/a.js"></script>
        <script nonce="n1" type="text/plain" data-consent="stats">(window.traces ??= []).push('inline')</script>
        <script type="text/plain" data-consent="stats">new Image().src = '/ran?no-nonce'</script>"#;
    let site = Site::new(POLICY);
    let page = html("", held).replace("<script src", "<script nonce=\"n1\" src");
    site.write("nonce.html", &page);
    let header = ("content-security-policy".to_owned(), csp.to_owned());
    site.server.rules().headers.push(header);
    visit_with(site, Wish::default(), async |page| {
        page.open("/nonce.html").await;
        page.accept().await;
        assert_eq!(traces(page).await, ["stats.test/a.js", "inline"]);
    });
}

#[test]
fn a_script_that_is_not_what_was_promised_does_not_run_and_the_next_one_does() {
    // TECH-94
    let held = r#"
        <script type="text/plain" data-consent="stats" src="http://stats.test/a.js" crossorigin
            integrity="sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="></script>
        <script type="text/plain" data-consent="stats" src="http://stats.test/b.js"></script>
        <script type="text/plain" data-consent="stats">(window.traces ??= []).push('inline')</script>"#;
    let site = Site::new(POLICY);
    site.write("promised.html", &html("", held));
    visit_with(site, Wish::default(), async |page| {
        page.open("/promised.html").await;
        page.accept().await;
        assert_eq!(traces(page).await, ["stats.test/b.js", "inline"]);
    });
}

/// What a page's own code adds after it was loaded.
const ADDED: &str = r#"
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.consent = 'stats';
    script.dataset.src = 'http://stats.test/added.js';
    document.body.append(script);
    history.pushState(null, '', '/next');
    document.querySelector('main').innerHTML =
      '<h1>Next</h1><iframe data-consent="film" data-src="http://film.test/added.html"></iframe>';"#;

#[test]
fn markup_that_is_added_later_waits_for_the_answer() {
    visit(async |page| {
        page.open("/").await;
        page.run(ADDED).await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        assert_eq!(page.count("stats.test/added.js"), 1);
        assert_eq!(page.count("film.test/added.html"), 1);
    });
}

#[test]
fn markup_that_is_added_after_the_answer_runs_at_once_where_it_is_allowed() {
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        page.run(ADDED).await;
        page.settle().await;
        assert_eq!(page.count("stats.test/added.js"), 1);
        assert_eq!(page.hosts(), ["stats.test"]);
    });
}

#[test]
fn an_id_that_the_policy_does_not_know_stays_held() {
    let held: String = ["__proto__", "constructor", "toString", "nobody", ""]
        .map(|id| {
            format!(r#"<img data-consent="{id}" data-src="http://ads.test/{id}.svg" alt="">"#)
        })
        .concat();
    let known = r#"<img data-consent="ads" data-src="http://ads.test/known.svg" alt="">"#;
    let site = Site::new(POLICY);
    site.write("unknown.html", &html("", &(held + known)));
    visit_with(site, Wish::default(), async |page| {
        page.open("/unknown.html").await;
        page.accept().await;
        assert_eq!(page.optional(), ["ads.test/known.svg"]);
    });
}

#[test]
fn what_a_form_holds_is_released_whatever_its_fields_are_called() {
    let fields: String = [
        "matches",
        "querySelectorAll",
        "firstElementChild",
        "nodeType",
        "dataset",
    ]
    .map(|name| format!("<input type=\"hidden\" name=\"{name}\">"))
    .concat();
    let image = r#"<img data-consent="ads" data-src="http://ads.test/PLACE.svg" alt="">"#;
    let form = format!(
        "<form id=\"later\">{fields}{}</form>",
        image.replace("PLACE", "parsed")
    );
    let names = ["readyState", "cookie", "head"].map(|it| format!("<img name=\"{it}\" alt=\"\">"));
    let site = Site::new(POLICY);
    site.write("form.html", &html("", &format!("{}{form}", names.concat())));
    visit_with(site, Wish::default(), async |page| {
        page.open("/form.html").await;
        page.run(&format!(
            "document.getElementById('later').insertAdjacentHTML('beforeend', `{}`)",
            image.replace("PLACE", "added")
        ))
        .await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        page.until_seen("ads.test/added.svg").await;
        page.until_seen("ads.test/parsed.svg").await;
        assert!(page.cookie("portcullis").await.is_some());
    });
}

#[test]
fn what_a_category_names_waits_for_every_service_in_it() {
    let held = r#"<img data-consent="media" data-src="http://ads.test/category.svg" alt="">"#;
    let site = Site::new(POLICY);
    site.write("category.html", &html("", held));
    visit_with(site, Wish::default(), async |page| {
        page.open("/category.html").await;
        page.set("{ ads: true }").await;
        assert_eq!(page.optional(), [""; 0]);
        page.set("{ ads: true, film: true }").await;
        assert_eq!(page.optional(), ["ads.test/category.svg"]);
    });
}

#[test]
fn a_template_is_not_looked_into_before_the_answer() {
    // Firefox's parser asks early for pictures, scripts and style sheets in any template: see docs/embedding.md.
    let held =
        r#"<template data-consent="ads"><img src="http://ads.test/plain.svg" alt=""></template>"#;
    let site = Site::new(POLICY);
    site.write("template.html", &html("", held));
    let wish = Wish {
        only: &[Engine::Chromium, Engine::WebKit],
        ..Wish::default()
    };
    visit_with(site, wish, async |page| {
        page.open("/template.html").await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        assert_eq!(page.optional(), ["ads.test/plain.svg"]);
    });
}

/// What waits in a template even where the browser looks ahead.
const TEMPLATE: &str = r#"<script src="/slow.js"></script><template data-consent="ads">
    <img data-consent="ads" data-src="http://ads.test/marked.svg" alt="">
    <img loading="lazy" src="http://ads.test/lazy.svg" alt="">
    <iframe src="http://ads.test/frame.html" title="Frame"></iframe>
    <script data-src="http://ads.test/script.js"></script>
    <link data-consent="ads" rel="stylesheet" data-href="http://ads.test/style.css"></template>"#;

#[test]
fn what_is_marked_inside_a_template_waits_even_where_the_browser_looks_ahead() {
    let site = Site::new(POLICY);
    site.write("marked.html", &html("", TEMPLATE));
    let slow = Duration::from_millis(300);
    let place = "shop.test/slow.js".to_owned();
    site.server.rules().delays.insert(place, slow);
    visit_with(site, Wish::default(), async |page| {
        page.open("/marked.html").await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        for name in [
            "marked.svg",
            "lazy.svg",
            "frame.html",
            "script.js",
            "style.css",
        ] {
            assert_eq!(page.count(&format!("ads.test/{name}")), 1, "{name}");
        }
    });
}

#[test]
fn the_page_hears_of_the_answer_and_ends_its_task_before_anything_is_let_go() {
    let held = r#"<script>window.traces = [];
        document.addEventListener('portcullis:decision', () => traces.push('decision'));
        async function answer() {
          portcullis.acceptAll();
          traces.push(portcullis.allows('stats'));
          for (const _ of '123456789') await 0;
          traces.push('end of the task');
        }</script>
        <script type="text/plain" data-consent="stats">traces.push('ran')</script>"#;
    let site = Site::new(POLICY);
    site.write("told.html", &html("", held));
    visit_with(site, Wish::default(), async |page| {
        page.open("/told.html").await;
        // A task of the page's own: a driver's may let others in between.
        page.run("setTimeout(answer)").await;
        page.settle().await;
        let seen: serde_json::Value = page.eval("return traces").await;
        let expected = serde_json::json!(["decision", true, "end of the task", "ran"]);
        assert_eq!(seen, expected);
    });
}

#[test]
fn a_mark_with_two_ids_waits_for_either_of_them() {
    let body = r#"<script type="text/plain" data-consent="heat ads" data-src="http://cdn.test/loader.js"></script>
        <img data-consent="nobody heat" data-src="http://cdn.test/one.svg" alt="">
        <img data-consent="nobody neither" data-src="http://cdn.test/none.svg" alt="">"#;
    let site = Site::new(POLICY);
    site.write("index.html", &html("", body));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(page.hosts(), [""; 0]);
        page.set("{ ads: true }").await;
        assert_eq!(page.count("cdn.test/loader.js"), 1);
        assert_eq!(page.count("cdn.test/one.svg"), 0);
        page.set("{ heat: true }").await;
        assert_eq!(page.count("cdn.test/loader.js"), 1);
        assert_eq!(page.count("cdn.test/one.svg"), 1);
        assert_eq!(page.count("cdn.test/none.svg"), 0);
    });
}

#[test]
fn a_host_of_two_services_is_held_until_one_of_them_is_granted() {
    let policy = POLICY.replace(
        "hosts = [\"heat.test\"]",
        "hosts = [\"heat.test\", \"ads.test\"]",
    );
    assert_ne!(policy, POLICY);
    let body = "<script>const it = document.createElement('script'); it.src = 'http://ads.test/loader.js'; document.body.append(it)</script>";
    let site = Site::new(&policy);
    site.write("index.html", &html("", body));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(page.hosts(), [""; 0]);
        let held: Vec<String> = page
            .eval("return portcullis.held().map((it) => it.id)")
            .await;
        assert_eq!(held, ["heat ads"]);
        page.set("{ heat: true }").await;
        assert_eq!(page.count("ads.test/loader.js"), 1);
        page.run("portcullis.withdraw()").await;
        page.reload().await;
        assert_eq!(page.hosts(), [""; 0]);
        page.set("{ ads: true }").await;
        assert_eq!(page.count("ads.test/loader.js"), 1);
    });
}
