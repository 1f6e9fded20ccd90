//! A page in a browser, and what the servers saw of it.

use crate::browser::{Browser, Wish};
use crate::engine::Engine;
use crate::site::{POLICY, Site, unmarked};
use crate::tally;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// Long enough for a slow machine; no test that passes waits for it.
const PATIENCE: Duration = Duration::from_secs(15);
/// Nothing on its way for so long means that nothing will come.
const SETTLED: Duration = Duration::from_millis(600);
const ORIGIN: &str = "http://shop.test";
/// Counts in `broken` what a Content Security Policy refuses.
pub(crate) const COUNT_VIOLATIONS: &str = "window.broken = []; addEventListener('securitypolicyviolation', (it) => \
    broken.push(it.effectiveDirective + ' ' + it.blockedURI + ' ' + it.sample))";
/// The hosts of everything optional on the shop's home page.
pub(crate) const ALL: [&str; 4] = ["ads.test", "film.test", "heat.test", "stats.test"];

/// A visitor at the shop.
pub(crate) struct Page {
    pub(crate) site: Site,
    pub(crate) browser: Browser,
}

/// Runs `test` with a visitor at the shop.
pub(crate) fn visit(test: impl AsyncFnOnce(&Page)) {
    visit_with(Site::new(POLICY), Wish::default(), test);
}

/// Runs `test` with a visitor at `site`, in a browser as wished.
pub(crate) fn visit_with(site: Site, wish: Wish, test: impl AsyncFnOnce(&Page)) {
    if tally::cannot(&wish) {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let browser = runtime.block_on(Browser::start(site.server.port, &wish));
    let page = Page { site, browser };
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&page))));
    let outcome = tally::ended(outcome);
    if outcome.is_err() {
        runtime.block_on(page.tell());
    }
    runtime.block_on(page.browser.quit());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Page {
    fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// Goes to a path of the shop, its requests alone in the log, and waits until all is quiet.
    pub(crate) async fn open(&self, path: &str) {
        self.go(&format!("{ORIGIN}{path}")).await;
    }

    /// Goes to any address, and waits until all is quiet.
    pub(crate) async fn go(&self, url: &str) {
        self.site.server.forget();
        self.driver().goto(url).await.unwrap();
        self.settle().await;
    }

    /// Goes to a path of the shop, its requests alone in the log, and waits for nothing.
    pub(crate) async fn start(&self, path: &str) {
        self.site.server.forget();
        let url = format!("{ORIGIN}{path}");
        self.driver().goto(url).await.unwrap();
    }

    /// Loads the page again, its requests alone in the log, and waits until all is quiet.
    pub(crate) async fn reload(&self) {
        self.site.server.forget();
        self.driver().refresh().await.unwrap();
        self.settle().await;
    }

    /// Waits until nothing is on its way.
    pub(crate) async fn settle(&self) {
        let end = Instant::now() + PATIENCE;
        tokio::time::sleep(SETTLED).await;
        while self.site.server.quiet_for() < SETTLED && Instant::now() < end {
            tokio::time::sleep(SETTLED / 6).await;
        }
    }

    /// Each request to another host than the shop, and each trace of a script that ran, in order.
    pub(crate) fn optional(&self) -> Vec<String> {
        let log = self.site.server.log();
        let optional = log
            .iter()
            .filter(|hit| hit.host != "shop.test" || hit.path.starts_with("/ran"));
        optional
            .map(|hit| format!("{}{}", hit.host, hit.path))
            .collect()
    }

    /// The hosts in [`Page::optional`], each once, sorted.
    pub(crate) fn hosts(&self) -> Vec<String> {
        let log = self.site.server.log();
        let hosts = log.into_iter().map(|hit| hit.host);
        let mut hosts: Vec<_> = hosts.filter(|host| host != "shop.test").collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }

    /// How often `place`, a host and a path without its build's mark, was asked for.
    pub(crate) fn count(&self, place: &str) -> usize {
        let log = self.site.server.log();
        let same = |host: &str, path: &str| format!("{host}{}", unmarked(path)) == place;
        log.iter().filter(|hit| same(&hit.host, &hit.path)).count()
    }

    /// The value of a script's `return`.
    pub(crate) async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self.driver().execute(body(script), Vec::new()).await;
        value.unwrap().convert().unwrap()
    }

    /// Runs a script for what it does.
    pub(crate) async fn run(&self, script: &str) {
        let body = body(script);
        self.driver().execute(body, Vec::new()).await.unwrap();
    }

    /// Waits until `script`, an expression, is true; a page that is about to go cannot say.
    pub(crate) async fn until(&self, script: &str) {
        let script = format!("return Boolean({script})");
        let end = Instant::now() + PATIENCE;
        loop {
            let said = self.driver().execute(script.as_str(), Vec::new()).await;
            let said = said.and_then(|value| value.convert::<bool>());
            if matches!(said, Ok(true)) {
                return;
            }
            assert!(Instant::now() < end, "never true: {script}: {said:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until an element is there and visible.
    pub(crate) async fn shown(&self, css: &str) {
        self.until(&visible(css)).await;
    }

    /// Whether an element is there and visible now.
    pub(crate) async fn is_shown(&self, css: &str) -> bool {
        self.eval(&format!("return {}", visible(css))).await
    }

    /// Presses a visible element with the mouse.
    pub(crate) async fn click(&self, css: &str) {
        self.shown(css).await;
        let element = self.driver().find(By::Css(css)).await.unwrap();
        element.click().await.unwrap();
    }

    /// Ticks a checkbox, wherever it has to be scrolled or unfolded to.
    pub(crate) async fn tick(&self, css: &str) {
        let css = serde_json::to_string(css).unwrap();
        self.until(&format!("document.querySelector({css})")).await;
        self.run(&format!("const it = document.querySelector({css}); it.closest('details')?.setAttribute('open', ''); it.click()"))
            .await;
    }

    /// Answers the banner, and waits until all is quiet.
    pub(crate) async fn answer(&self, action: &str) {
        self.click(&format!(".portcullis-banner [data-portcullis={action}]"))
            .await;
        self.settle().await;
    }

    /// Accepts everything by the script API, and waits until all is quiet.
    pub(crate) async fn accept(&self) {
        self.run("portcullis.acceptAll()").await;
        self.settle().await;
    }

    /// Answers by the script API, service by service, and waits until all is quiet.
    pub(crate) async fn set(&self, answer: &str) {
        self.run(&format!("portcullis.set({answer})")).await;
        self.settle().await;
    }

    /// The twin of every "nothing was asked for": on this very page the servers do see what is allowed.
    pub(crate) async fn accepting_shows_the_canaries(&self) {
        self.accept().await;
        assert_eq!(self.hosts(), ALL);
    }

    /// Waits until `place` was asked for.
    pub(crate) async fn until_seen(&self, place: &str) {
        let end = Instant::now() + PATIENCE;
        while self.count(place) == 0 {
            assert!(Instant::now() < end, "never asked for: {place}");
            tokio::time::sleep(SETTLED / 6).await;
        }
        self.settle().await;
    }

    /// Waits for that many hosts to be asked for, not longer than patience lasts, and until all is quiet.
    pub(crate) async fn until_asked(&self, hosts: usize) {
        let end = Instant::now() + PATIENCE;
        while self.hosts().len() < hosts && Instant::now() < end {
            tokio::time::sleep(SETTLED / 6).await;
        }
        self.settle().await;
    }

    /// Types on the page.
    pub(crate) async fn keys(&self, keys: &str) {
        let typing = self.driver().action_chain().send_keys(keys);
        typing.perform().await.unwrap();
    }

    /// The tab that is shown.
    pub(crate) async fn tab(&self) -> WindowHandle {
        self.driver().window().await.unwrap()
    }

    /// Goes to a path of the shop in another tab.
    pub(crate) async fn open_tab(&self, path: &str) {
        let tab = self.driver().new_tab().await.unwrap();
        self.switch(&tab).await;
        self.open(path).await;
    }

    /// Shows another tab.
    pub(crate) async fn switch(&self, tab: &WindowHandle) {
        let tab = tab.clone();
        self.driver().switch_to_window(tab).await.unwrap();
    }

    /// What the page's own script can read of a cookie.
    pub(crate) async fn cookie(&self, name: &str) -> Option<Cookie> {
        let all = self.driver().get_all_cookies().await.unwrap();
        all.into_iter().find(|cookie| cookie.name == name)
    }

    /// Errors on the console since the last look, without what a missing file says by itself.
    pub(crate) async fn errors(&self) -> Vec<String> {
        tally::needs_chromium("only Chromium's driver lends the console");
        let log = self.driver().browser_log().await.unwrap();
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE");
        let said = severe.map(|entry| entry.message);
        said.filter(|it| !it.contains("Failed to load resource"))
            .collect()
    }

    /// Warnings and errors on the console since the last look.
    pub(crate) async fn said(&self) -> Vec<String> {
        tally::needs_chromium("only Chromium's driver lends the console");
        let log = self.driver().browser_log().await.unwrap();
        log.into_iter().map(|entry| entry.message).collect()
    }

    /// Runs `script` in each page before the gate, which stands in its file.
    pub(crate) fn before_each_page(&self, script: &str) {
        self.site.before_the_gate(script);
    }

    /// Sends Chromium's own command.
    pub(crate) async fn chrome(&self, command: &str, words: serde_json::Value) {
        tally::needs_chromium("only Chromium knows its own commands");
        self.driver().cdp().send_raw(command, words).await.unwrap();
    }

    /// Helps whoever reads a failure.
    async fn tell(&self) {
        for hit in self.site.server.log() {
            eprintln!("  {} {}", hit.host, hit.path);
        }
        if Engine::told() != Engine::Chromium {
            return;
        }
        for line in self.errors().await {
            eprintln!("  {line}");
        }
    }
}

/// Chromium alone takes `await` in a script as it is; every driver waits for a promise.
fn body(script: &str) -> String {
    if script.contains("await ") {
        return format!("return (async () => {{ {script} }})()");
    }
    script.to_owned()
}

fn visible(css: &str) -> String {
    let css = serde_json::to_string(css).unwrap();
    format!("(document.querySelector({css})?.checkVisibility() ?? false)")
}
