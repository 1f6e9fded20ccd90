//! No way is open before consent; each is open once after it.

use super::engines::{self, early, later, own_service, wrong};
use super::pages::{
    Counts, PAGES, asked, count, elements, forget, ran, requests, show, tour, visit,
};
use crate::closed::DENIED;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::Page;
use std::collections::BTreeMap;
use std::time::Duration;

/// Held like the others, but out of every script's reach afterwards.
const CLOSED: [&str; 1] = ["ma-unsafe-shadow.svg"];

fn all() -> Counts {
    let names = |text| [elements(text), requests(text)].concat();
    count(PAGES.iter().flat_map(|(_, text)| names(text)))
}

/// Preloaded alone; an object that Chromium asks for and does not always show.
const SILENT: [&str; 3] = ["pl-module.js", "el-modulepreload.js", "ch-object.html"];

/// Of `names`, the scripts and frames that say that they ran.
fn scripts(names: &Counts) -> Counts {
    let silent = |name: &str| name.starts_with("own-") || SILENT.contains(&name);
    let mut scripts = names.clone();
    scripts.retain(|name, _| (name.ends_with(".js") || name.ends_with(".html")) && !silent(name));
    scripts
}

#[test]
fn each_canary_has_a_name_of_its_own() {
    let all = all();
    assert_eq!(all.len(), 312, "count the ways when you add one");
    assert!(all.values().all(|times| *times == 1), "{all:?}");
}

/// On every page: at most what the engine asks for before a script can act, and nothing ran.
async fn nothing_starts(page: &Page, state: &str) {
    tour(page).await;
    let mut asked = asked(page);
    for name in early() {
        let times = asked.remove(name).unwrap_or_default();
        assert!(times <= 1, "{state}: {name}: {times}");
    }
    assert_eq!(asked, Counts::new(), "{state}");
    assert_eq!(ran(page), Counts::new(), "{state}: ran");
}

/// The scripts and frames among `pages` that did not run once.
fn wrong_runs(pages: &Counts, page: &Page) -> Vec<String> {
    let mut ran = ran(page);
    ran.retain(|name, _| !SILENT.contains(&name.as_str()));
    engines::wrong_runs(&scripts(pages), &ran)
}

/// A frame may wait for a process of its own, long after its page was asked for.
async fn until_ran(pages: &Counts, page: &Page) -> Vec<String> {
    for _ in 0..40 {
        if wrong_runs(pages, page).is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    wrong_runs(pages, page)
}

/// On every page: each canary as often as the engine asks for it, and each script ran once.
async fn everything_starts_once(page: &Page, state: &str) {
    tour(page).await;
    assert_eq!(wrong(&all(), &asked(page)), [""; 0], "{state}");
    let mut ran = wrong_runs(&all(), page);
    // A page that is left takes a frame with it that has no process of its own yet.
    ran.retain(|it| !it.contains(".html: 0 not"));
    assert_eq!(ran, [""; 0], "{state}: ran");
}

#[test]
fn without_the_gate_everything_starts_as_often_as_with_it() {
    // The twin: what the lists say of an engine is its own doing.
    visit(async |page| {
        let gate = "portcullis/gate.js".to_owned();
        page.site.server.rules().missing.push(gate);
        everything_starts_once(page, "no gate").await;
    });
}

/// A stored answer about services that this policy does not know.
const OLDER: &str = "const now = Math.floor(Date.now() / 60000).toString(36); \
    document.cookie = `portcullis=1.${now}.a.measuring~media.AAAAAABBBBBBCCCCCC.; path=/; max-age=9999`";

#[test]
fn nothing_starts_before_consent_and_everything_once_after_it() {
    visit(async |page| {
        nothing_starts(page, "undecided").await;
        page.run("portcullis.rejectAll()").await;
        nothing_starts(page, "refused").await;
        page.run("portcullis.set({ media: true })").await;
        nothing_starts(page, "another category granted").await;
        page.run("portcullis.set({ measuring: true })").await;
        everything_starts_once(page, "its category granted").await;
    });
}

#[test]
fn nothing_starts_after_a_withdrawal_or_by_an_older_answer() {
    visit(async |page| {
        show(page, "empty").await;
        page.run("portcullis.acceptAll()").await;
        everything_starts_once(page, "accepted").await;
        page.run("portcullis.withdraw()").await;
        nothing_starts(page, "withdrawn").await;
        forget(page).await;
        page.run(OLDER).await;
        nothing_starts(page, "older revision").await;
        let state: String = page.eval("return portcullis.decision.state").await;
        assert_eq!(state, "stale");
        page.run("portcullis.acceptAll()").await;
        everything_starts_once(page, "asked again").await;
    });
}

#[test]
fn nothing_starts_without_the_interface_or_without_storage() {
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("portcullis-ui_bg.".to_owned());
        nothing_starts(page, "WASM missing").await;
        for (name, text) in some() {
            forget(page).await;
            released_once(page, "WASM missing", name, count(elements(text))).await;
        }
        page.site.server.rules().missing.clear();
        forget(page).await;
        page.before_each_page(DENIED);
        nothing_starts(page, "storage denied").await;
        // Nothing is remembered, so that each page finds a new visitor.
        for (name, text) in some() {
            // No answer gets from a page into its frames then: what they hold stays held.
            let mut expected = count(elements(text));
            expected.retain(|it, _| !it.contains("srcdoc"));
            released_once(page, "storage denied", name, expected).await;
        }
    });
}

/// Accepts on a page: what was held there starts now, once.
async fn released_once(page: &Page, state: &str, name: &str, mut expected: Counts) {
    page.site.server.forget();
    show(page, name).await;
    let early = asked(page);
    page.accept().await;
    expected.retain(|it, _| !CLOSED.contains(&it.as_str()));
    let ran = until_ran(&expected, page).await;
    assert_eq!(ran, [""; 0], "{state}: {name}: ran");
    // What was preloaded comes from the browser's memory, or is asked for again.
    let mut late = asked(page);
    late.retain(|it, times| !early.contains_key(it) || *times > 2);
    expected.retain(|it, _| !early.contains_key(it));
    let mut differ = wrong(&expected, &late);
    differ.retain(|it| !later().any(|later| it.starts_with(later)));
    assert_eq!(differ, [""; 0], "{state}: {name}");
}

/// Every page on Chromium; one of them where starting a page takes long.
fn some() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = Engine::told() == Engine::Chromium;
    let some = move |it: &(&str, &str)| all || it.0 == "elements";
    PAGES.into_iter().filter(some)
}

#[test]
fn what_is_held_starts_once_when_it_is_granted() {
    visit(async |page| {
        for (name, text) in PAGES {
            forget(page).await;
            released_once(page, "granted", name, count(elements(text))).await;
        }
    });
}

/// What became of each request while its service is not granted, and after the grant.
const OUTCOMES: [(&str, &str, &str); 20] = [
    ("own-fetch.js", "TypeError", "200"),
    ("own-service.js", "TypeError", ""),
    ("own-shared.js", "error 3", "message "),
    ("own-worker.js", "error 3", "message "),
    ("rq-beacon.txt", "false", "true"),
    ("rq-events.txt", "error 2", "error 2"),
    ("rq-fetch.txt", "TypeError", "200"),
    ("rq-font-list.woff2", "NetworkError", "NetworkError"),
    ("rq-font.woff2", "NetworkError", "NetworkError"),
    ("rq-keepalive.txt", "TypeError", "opaque"),
    ("rq-no-cors.txt", "TypeError", "opaque"),
    ("rq-post.txt", "TypeError", "opaque"),
    ("rq-request.txt", "TypeError", "200"),
    (
        "rq-socket-binary.txt",
        "true,arraybuffer,0,,0,ws://stats.test/rq-socket-binary.txt",
        "true,arraybuffer,0,,0,ws://stats.test/rq-socket-binary.txt",
    ),
    (
        "rq-socket-handler.txt",
        "CloseEvent 1006 false",
        "CloseEvent 1006 false",
    ),
    ("rq-socket.txt", "error 3,close 3", "error 3,close 3"),
    ("rq-xhr-handler.txt", "error4", "load4"),
    ("rq-xhr-sync.txt", "NetworkError", "200"),
    ("rq-xhr-upload.txt", "loadend 4", "loadend 4"),
    ("rq-xhr.txt", "error 4 0", "load 4 200"),
];

/// What came of each request, once there are `count`: an engine may take its time for some.
async fn outcomes(page: &Page, count: usize) -> BTreeMap<String, String> {
    show(page, "requests").await;
    page.until(&format!("Object.keys(outcome).length >= {count}"))
        .await;
    page.settle().await;
    page.eval("return outcome").await
}

#[test]
fn a_refused_request_ends_as_the_platform_ends_one_and_works_after_the_grant() {
    visit(async |page| {
        let expected = |granted: bool| {
            let row = |(name, refused, after): (&str, &str, &str)| {
                let what = if granted { after } else { refused };
                (name.to_owned(), what.to_owned())
            };
            let mut all: BTreeMap<_, _> = OUTCOMES.map(row).into_iter().collect();
            if granted {
                let registered = own_service().to_owned();
                all.insert("own-service.js".to_owned(), registered);
            }
            all
        };
        let (refused, allowed) = (expected(false), expected(true));
        assert_eq!(outcomes(page, refused.len()).await, refused);
        page.set("{ measuring: true }").await;
        assert_eq!(outcomes(page, allowed.len()).await, allowed);
    });
}
