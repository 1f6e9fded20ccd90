//! No way is open before consent; each is open once after it.

use super::pages::{
    Counts, PAGES, asked, count, elements, forget, ran, requests, show, tour, visit,
};
use crate::page::Page;
use std::collections::BTreeMap;

/// Elements of the page's own HTML that Chromium's preload scanner asks for before any
/// script can act. None of the scripts runs.
const SCANNED: [&str; 13] = [
    "pi-img.svg",
    "pi-input.svg",
    "pi-poster.svg",
    "pi-srcset.svg",
    "pl-module.js",
    "pl-preload.svg",
    "pl-style.css",
    "ps-async.js",
    "ps-classic.js",
    "ps-defer.js",
    "ps-module.js",
    "ps-svg.js",
    "pi-svg.svg",
];
/// Elements of the page's own HTML that may be asked for as soon as the parser made them:
/// in some runs the guard comes first.
const RACED: [&str; 6] = [
    "pf-embed.html",
    "pf-iframe.html",
    "pf-object.html",
    "pi-source.svg",
    "pi-xlink.svg",
    "pl-prefetch.svg",
];
/// Held like the others, but out of every script's reach afterwards.
const CLOSED: [&str; 1] = ["ma-unsafe-shadow.svg"];

/// An object whose address was changed before: let go on the page it stays empty, and comes with the next load.
const EMPTY: [&str; 1] = ["ch-object.html"];

fn all() -> Counts {
    let names = |text| [elements(text), requests(text)].concat();
    count(PAGES.iter().flat_map(|(_, text)| names(text)))
}

/// Of `names`, the scripts that say that they ran.
fn scripts(names: &Counts) -> Counts {
    let silent = |name: &str| {
        name.starts_with("own-") || name.ends_with("preload.js") || name == "pl-module.js"
    };
    let scripts = names
        .iter()
        .filter(|(name, _)| name.ends_with(".js") && !silent(name));
    scripts
        .map(|(name, times)| (name.clone(), *times))
        .collect()
}

#[test]
fn each_canary_has_a_name_of_its_own() {
    let all = all();
    assert_eq!(all.len(), 193, "count the ways when you add one");
    assert!(all.values().all(|times| *times == 1), "{all:?}");
}

/// On every page: nothing but what the preload scanner sent, and nothing ran.
async fn nothing_starts(page: &Page, state: &str) {
    tour(page).await;
    let sent = difference(&count(SCANNED.map(str::to_owned)), &asked(page));
    let odd = sent
        .iter()
        .filter(|it| !RACED.iter().any(|raced| it.starts_with(raced)));
    assert_eq!(odd.collect::<Vec<_>>(), [""; 0], "{state}");
    assert_eq!(ran(page), Counts::new(), "{state}");
}

/// Names that are not as often in one as in the other, with both numbers.
fn difference(expected: &Counts, found: &Counts) -> Vec<String> {
    let times = |counts: &Counts, name: &str| counts.get(name).copied().unwrap_or_default();
    let mut names: Vec<_> = expected.keys().chain(found.keys()).collect();
    names.sort();
    names.dedup();
    let differ = names
        .into_iter()
        .filter(|it| times(expected, it) != times(found, it));
    differ
        .map(|it| format!("{it}: {} not {}", times(found, it), times(expected, it)))
        .collect()
}

/// On every page: each canary once, and each script ran once.
async fn everything_starts_once(page: &Page, state: &str) {
    tour(page).await;
    let mut asked = asked(page);
    // What the page's HTML names is asked for before its code thinks better of it.
    asked.remove("never-parsed.mp4");
    assert_eq!(difference(&all(), &asked), [""; 0], "{state}");
    let ran = difference(&scripts(&all()), &ran(page));
    assert_eq!(ran, [""; 0], "{state}: ran");
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

/// What a browser does that denies a page all storage.
const DENIED: &str = "for (const [owner, name] of [[Document.prototype, 'cookie'], \
    [window, 'localStorage'], [window, 'sessionStorage']]) Object.defineProperty(owner, name, { \
    get() { throw new DOMException('denied', 'SecurityError') }, \
    set() { throw new DOMException('denied', 'SecurityError') } })";

#[test]
fn nothing_starts_without_the_interface_or_without_storage() {
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("portcullis-ui_bg.".to_owned());
        nothing_starts(page, "WASM missing").await;
        released_once(page, "WASM missing", &["elements"]).await;
        page.site.server.rules().missing.clear();
        forget(page).await;
        page.before_each_page(DENIED).await;
        nothing_starts(page, "storage denied").await;
        released_once(page, "storage denied", &["elements"]).await;
    });
}

/// Accepts on each of the pages: what was held there starts now, once.
async fn released_once(page: &Page, state: &str, names: &[&str]) {
    for (name, text) in PAGES.iter().filter(|(name, _)| names.contains(name)) {
        page.site.server.forget();
        show(page, name).await;
        let early = asked(page);
        page.accept().await;
        let mut expected = count(elements(text));
        expected.retain(|it, _| !CLOSED.contains(&it.as_str()));
        let ran = difference(&scripts(&expected), &ran(page));
        assert_eq!(ran, [""; 0], "{state}: {name}: ran");
        // What was preloaded comes from the browser's memory, or is asked for again.
        let mut late = asked(page);
        late.retain(|it, times| !early.contains_key(it) || *times > 2);
        expected.retain(|it, _| !early.contains_key(it));
        let mut differ = difference(&expected, &late);
        differ.retain(|it| !EMPTY.iter().any(|empty| it.starts_with(empty)));
        assert_eq!(differ, [""; 0], "{state}: {name}");
    }
}

#[test]
fn what_is_held_starts_once_when_it_is_granted() {
    visit(async |page| {
        for (name, _) in PAGES {
            forget(page).await;
            released_once(page, "granted", &[name]).await;
        }
    });
}

/// What became of each request while its service is not granted, and after the grant.
const OUTCOMES: [(&str, &str, &str); 20] = [
    ("own-fetch.js", "TypeError", "200"),
    ("own-service.js", "TypeError", "registered"),
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

async fn outcomes(page: &Page) -> BTreeMap<String, String> {
    show(page, "requests").await;
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
            OUTCOMES.map(row).into_iter().collect::<BTreeMap<_, _>>()
        };
        assert_eq!(outcomes(page).await, expected(false));
        page.set("{ measuring: true }").await;
        assert_eq!(outcomes(page).await, expected(true));
    });
}
