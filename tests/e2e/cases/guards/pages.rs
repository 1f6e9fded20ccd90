//! The pages, and the canaries that they name.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::collections::BTreeMap;
use std::time::Duration;

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../pages/", $name, ".html")))),*]
    };
}

/// Each page with its text.
pub(super) const PAGES: [(&str, &str); 21] = pages![
    "parser-scripts",
    "parser-frames",
    "parser-images",
    "parser-media",
    "parser-links",
    "parser-write",
    "attributes",
    "insertion",
    "foreign",
    "copies",
    "markup",
    "elements",
    "changes",
    "requests",
    "frames",
    "hosts",
    "clobbered",
    "strings",
    "libraries",
    "more",
    "nodes",
];
/// Long enough for a page's requests to reach a server on this machine.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a frame's server takes. The parser's frames are on their way when they are taken
/// out: one whose answer comes within that moment would start.
const FRAME: Duration = Duration::from_millis(100);
/// A page of the shop's without a gate, which tells the page around it that it is there.
pub(super) const PLAIN: &str =
    "<!doctype html><title>Plain</title><script>parent.postMessage('here', '*')</script>";
const EMPTY: &str = "http://shop.test/empty.html";
/// A service at a path of the page's own host.
pub(super) const OWN: &str = r#"
[[service]]
id = "own"
category = "measuring"
vendor = "Own Ltd"
privacy = "https://own.example/privacy"
purpose = { en = "Counts visits.", sv = "Räknar besök.", ar = "تحسب الزيارات." }
hosts = ["/own", "own.test"]
cookies = [{ name = "own", duration = "1 month", purpose = { en = "Tells visitors apart", sv = "Skiljer besökare åt", ar = "تميز الزوار" } }]
"#;

/// What lies at that path.
const OWN_SCRIPTS: [(&str, &str); 4] = [
    ("own-worker", "postMessage('works')"),
    (
        "own-shared",
        "onconnect = (event) => event.ports[0].postMessage('works')",
    ),
    ("own-service", ""),
    ("own-fetch", ""),
];

/// How often something happened, by canary.
pub(super) type Counts = BTreeMap<String, usize>;

/// Serves the pages.
pub(super) fn site(policy: &str) -> Site {
    let site = Site::new(policy);
    for (name, text) in PAGES {
        site.write(&format!("{name}.html"), text);
    }
    site.write("ways.js", include_str!("../../../pages/ways.js"));
    site.write("empty.html", &html("", ""));
    site.write("plain.html", PLAIN);
    site.write(
        "plain.svg",
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#,
    );
    site.write_folder("own");
    for name in PAGES.iter().flat_map(|(_, text)| elements(text)) {
        if name.ends_with(".html") {
            let place = format!("stats.test/{name}");
            let page = format!(
                "<!doctype html><script>new Image().src = 'http://shop.test/ran?{place}'</script>"
            );
            site.server.rules().delays.insert(place.clone(), FRAME);
            site.server.rules().bodies.insert(place, page);
        }
    }
    for (name, script) in OWN_SCRIPTS {
        site.write(&format!("own/{name}.js"), script);
    }
    site
}

/// Runs `test` with a visitor at the pages.
pub(super) fn visit(test: impl AsyncFnOnce(&Page)) {
    // A service worker and the cookie store need a secure page.
    let wish = Wish {
        secure: true,
        ..Wish::default()
    };
    visit_with(site(&format!("{POLICY}{OWN}")), wish, test);
}

/// Every canary of a page.
pub(super) fn names(text: &str) -> Vec<String> {
    [elements(text), requests(text)].concat()
}

/// The canaries that load once they are allowed.
pub(super) fn elements(text: &str) -> Vec<String> {
    let requests = requests(text);
    let all = [marked(text, "way('"), marked(text, "stats.test/")].concat();
    all.into_iter()
        .filter(|name| !requests.contains(name))
        .collect()
}

/// The canaries that code asks for, once.
pub(super) fn requests(text: &str) -> Vec<String> {
    [marked(text, "ask('"), marked(text, "'//stats.test/")].concat()
}

fn marked(text: &str, marker: &str) -> Vec<String> {
    let name = |rest: &str| {
        let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && !"-.".contains(it));
        rest.get(..end?).map(str::to_owned)
    };
    let names = text.split(marker).skip(1).filter_map(name);
    names.filter(|name| name.contains('.')).collect()
}

/// Goes to a page and gives its requests time to start.
pub(super) async fn show(page: &Page, name: &str) {
    let url = format!("http://shop.test/{name}.html");
    page.browser.driver.goto(url).await.unwrap();
    tokio::time::sleep(PAUSE).await;
}

/// Goes to every page, the requests of all of them in the log.
pub(super) async fn tour(page: &Page) {
    page.site.server.forget();
    for (name, _) in PAGES {
        show(page, name).await;
        // Its frames load first, and ask for something then.
        if name == "more" {
            page.settle().await;
        }
    }
    page.settle().await;
    // An answer that follows is given where nothing is held.
    page.browser.driver.goto(EMPTY).await.unwrap();
}

/// Makes the visitor a new one.
pub(super) async fn forget(page: &Page) {
    show(page, "empty").await;
    page.browser.driver.delete_all_cookies().await.unwrap();
    page.run("localStorage.clear(); sessionStorage.clear()")
        .await;
    page.run(
        "for (const it of await navigator.serviceWorker?.getRegistrations() ?? []) await it.unregister()",
    )
    .await;
}

/// How often each canary was asked for.
pub(super) fn asked(page: &Page) -> Counts {
    let log = page.site.server.log();
    let optional = log.iter().filter(|hit| {
        hit.host == "stats.test" || hit.host.ends_with(".stats.test") || hit.path.contains("/own/")
    });
    count(optional.map(|hit| last(&hit.path)))
}

/// How often each canary ran.
pub(super) fn ran(page: &Page) -> Counts {
    let log = page.site.server.log();
    let traces = log.iter().filter_map(|hit| hit.path.strip_prefix("/ran?"));
    count(traces.map(last))
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// How often each name is there.
pub(super) fn count(names: impl IntoIterator<Item = String>) -> Counts {
    names.into_iter().fold(Counts::new(), |mut all, name| {
        *all.entry(name).or_default() += 1;
        all
    })
}
