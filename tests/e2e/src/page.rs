//! A page in a browser, and what the servers saw of it.

use crate::browser::{Browser, Wish};
use crate::engine::Engine;
use crate::server::SENTINEL;
use crate::site::{POLICY, Site, unmarked};
use crate::tally;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

/// Long enough for a slow machine; no test that passes waits for it.
const PATIENCE: Duration = Duration::from_secs(40);
/// Between two looks at something that is waited for.
const SOON: Duration = Duration::from_millis(50);
/// How often in a row a page must have nothing more to ask for.
const QUIET: usize = 2;
/// Lets the page do what it was about to do: load, lay out, run its timers. Then it asks for
/// something itself, which reaches the server behind everything that was asked for before.
const COME_AROUND: &str = "return (async () => {
    const wait = (time) => new Promise((done) => setTimeout(done, time));
    for (let turn = 0; turn < 100 && document.readyState !== 'complete'; turn++) await wait(20);
    await wait(40);
    await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, 2000); });
    const sent = new XMLHttpRequest();
    sent.open('GET', 'SENTINEL?' + Math.random());
    await new Promise((done) => { sent.onloadend = done; setTimeout(done, 2000); sent.send(); });
    await wait(10);
  })().catch(() => 0)";
const ORIGIN: &str = "http://shop.test";
/// How the console calls an error.
const SEVERE: &str = "SEVERE";
/// Stands before the gate where the console cannot be read from outside.
pub const RECORDER: &str = "(() => {
    const lines = (window.consoleLines = []);
    const note = (level, words) => lines.push([level, words.map(String).join(' ')]);
    for (const [name, level] of [['error', 'SEVERE'], ['warn', 'WARNING']]) {
      const native = console[name];
      console[name] = (...words) => (note(level, words), native(...words));
    }
    addEventListener('error', (it) => it.message && note('SEVERE', [it.message]), true);
    addEventListener('unhandledrejection', (it) => note('SEVERE', [it.reason]));
  })();\n";
/// Counts in `broken` what a Content Security Policy refuses.
pub const COUNT_VIOLATIONS: &str = "window.broken = []; addEventListener('securitypolicyviolation', (it) => \
    broken.push(it.effectiveDirective + ' ' + it.blockedURI + ' ' + it.sample))";
/// The hosts of everything optional on the shop's home page.
pub const ALL: [&str; 4] = ["ads.test", "film.test", "heat.test", "stats.test"];

/// A visitor at the shop.
pub struct Page {
    /// Where the visitor is.
    pub site: Site,
    /// What the visitor has.
    pub browser: Browser,
}

/// Runs `test` with a visitor at the shop.
pub fn visit(test: impl AsyncFnOnce(&Page)) {
    visit_with(Site::new(POLICY), Wish::default(), test);
}

/// Runs `test` with a visitor at `site`, in a browser as wished.
pub fn visit_with(site: Site, wish: Wish, test: impl AsyncFnOnce(&Page)) {
    if tally::cannot(&wish) {
        return;
    }
    let start = Instant::now();
    let browser = RUNTIME.block_on(Browser::at(&site.server, &wish));
    let page = Page { site, browser };
    let outcome = catch_unwind(AssertUnwindSafe(|| RUNTIME.block_on(test(&page))));
    tally::ended(&outcome, start.elapsed());
    let hosts = page.site.server.hosts();
    if let Err(panic) = outcome {
        RUNTIME.block_on(page.tell());
        RUNTIME.block_on(page.browser.quit());
        resume_unwind(panic);
    }
    RUNTIME.block_on(page.browser.leave(&wish, &hosts));
}

/// One for all cases: a browser that goes from one to the next keeps its connections.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

impl Page {
    fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// Goes to a path of the shop, its requests alone in the log, and waits until all is quiet.
    pub async fn open(&self, path: &str) {
        self.go(&format!("{ORIGIN}{path}")).await;
    }

    /// Goes to any address, and waits until all is quiet.
    pub async fn go(&self, url: &str) {
        self.site.server.forget();
        self.driver().goto(url).await.unwrap();
        self.settle().await;
    }

    /// Goes to a path of the shop, its requests alone in the log, and waits for nothing.
    pub async fn start(&self, path: &str) {
        self.site.server.forget();
        let url = format!("{ORIGIN}{path}");
        self.driver().goto(url).await.unwrap();
    }

    /// Loads the page again, its requests alone in the log, and waits until all is quiet.
    pub async fn reload(&self) {
        self.site.server.forget();
        self.driver().refresh().await.unwrap();
        self.settle().await;
    }

    /// Waits until nothing is on its way: the page has come around, more than once, without a
    /// request that had not arrived before, and every one is answered.
    pub async fn settle(&self) {
        let end = Instant::now() + PATIENCE;
        let (mut quiet, mut before) = (0, self.site.server.counts());
        while quiet < QUIET && Instant::now() < end {
            self.come_around().await;
            let now = self.site.server.counts();
            let is_quiet = now == before && now[0] == now[1];
            quiet = if is_quiet { quiet + 1 } else { 0 };
            before = now;
        }
    }

    /// A page that is about to go cannot come around, and is given a moment.
    async fn come_around(&self) {
        let script = COME_AROUND.replace("SENTINEL", SENTINEL);
        if self.driver().execute(script, Vec::new()).await.is_err() {
            tokio::time::sleep(SOON * 2).await;
        }
    }

    /// Each request to another host than the shop, and each trace of a script that ran, in order.
    pub fn optional(&self) -> Vec<String> {
        let log = self.site.server.log();
        let optional = log
            .iter()
            .filter(|hit| hit.host != "shop.test" || hit.path.starts_with("/ran"));
        optional
            .map(|hit| format!("{}{}", hit.host, hit.path))
            .collect()
    }

    /// The hosts in [`Page::optional`], each once, sorted.
    pub fn hosts(&self) -> Vec<String> {
        let log = self.site.server.log();
        let hosts = log.into_iter().map(|hit| hit.host);
        let mut hosts: Vec<_> = hosts.filter(|host| host != "shop.test").collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }

    /// How often `place`, a host and a path without its build's mark, was asked for.
    pub fn count(&self, place: &str) -> usize {
        let log = self.site.server.log();
        let same = |host: &str, path: &str| format!("{host}{}", unmarked(path)) == place;
        log.iter().filter(|hit| same(&hit.host, &hit.path)).count()
    }

    /// The value of a script's `return`.
    pub async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self.driver().execute(body(script), Vec::new()).await;
        value.unwrap().convert().unwrap()
    }

    /// Runs a script for what it does.
    pub async fn run(&self, script: &str) {
        let body = body(script);
        self.driver().execute(body, Vec::new()).await.unwrap();
    }

    /// Waits until `script`, an expression, is true; a page that is about to go cannot say.
    pub async fn until(&self, script: &str) {
        let script = format!("return Boolean({script})");
        let end = Instant::now() + PATIENCE;
        loop {
            let said = self.driver().execute(script.as_str(), Vec::new()).await;
            let said = said.and_then(|value| value.convert::<bool>());
            if matches!(said, Ok(true)) {
                return;
            }
            assert!(Instant::now() < end, "never true: {script}: {said:?}");
            tokio::time::sleep(SOON).await;
        }
    }

    /// Waits until an element is there and visible.
    pub async fn shown(&self, css: &str) {
        self.until(&visible(css)).await;
    }

    /// Whether an element is there and visible now.
    pub async fn is_shown(&self, css: &str) -> bool {
        self.eval(&format!("return {}", visible(css))).await
    }

    /// Presses a visible element with the mouse.
    pub async fn click(&self, css: &str) {
        self.shown(css).await;
        let element = self.driver().find(By::Css(css)).await.unwrap();
        element.click().await.unwrap();
    }

    /// Ticks a checkbox, wherever it has to be scrolled or unfolded to.
    pub async fn tick(&self, css: &str) {
        let css = serde_json::to_string(css).unwrap();
        self.until(&format!("document.querySelector({css})")).await;
        self.run(&format!("const it = document.querySelector({css}); if (!it.getClientRects().length) it.closest('.portcullis-category').querySelector('button').click(); it.click()"))
            .await;
    }

    /// Answers the banner, and waits until all is quiet.
    pub async fn answer(&self, action: &str) {
        self.click(&format!(".portcullis-banner [data-portcullis={action}]"))
            .await;
        self.settle().await;
    }

    /// Accepts everything by the script API, and waits until all is quiet.
    pub async fn accept(&self) {
        self.run("portcullis.acceptAll()").await;
        self.settle().await;
    }

    /// Answers by the script API, service by service, and waits until all is quiet.
    pub async fn set(&self, answer: &str) {
        self.run(&format!("portcullis.set({answer})")).await;
        self.settle().await;
    }

    /// The twin of every "nothing was asked for": on this very page the servers do see what is allowed.
    pub async fn accepting_shows_the_canaries(&self) {
        self.accept().await;
        assert_eq!(self.hosts(), ALL);
    }

    /// Waits until `place` was asked for.
    pub async fn until_seen(&self, place: &str) {
        let end = Instant::now() + PATIENCE;
        while self.count(place) == 0 {
            assert!(Instant::now() < end, "never asked for: {place}");
            tokio::time::sleep(SOON).await;
        }
        self.settle().await;
    }

    /// Waits for that many hosts to be asked for, not longer than patience lasts, and until all is quiet.
    pub async fn until_asked(&self, hosts: usize) {
        let end = Instant::now() + PATIENCE;
        while self.hosts().len() < hosts && Instant::now() < end {
            tokio::time::sleep(SOON).await;
        }
        self.settle().await;
    }

    /// Types on the page.
    pub async fn keys(&self, keys: &str) {
        let typing = self.driver().action_chain().send_keys(keys);
        typing.perform().await.unwrap();
    }

    /// The tab that is shown.
    pub async fn tab(&self) -> WindowHandle {
        self.driver().window().await.unwrap()
    }

    /// Goes to a path of the shop in another tab.
    pub async fn open_tab(&self, path: &str) {
        let tab = self.driver().new_tab().await.unwrap();
        self.switch(&tab).await;
        self.open(path).await;
    }

    /// Shows another tab.
    pub async fn switch(&self, tab: &WindowHandle) {
        let tab = tab.clone();
        self.driver().switch_to_window(tab).await.unwrap();
    }

    /// What the page's own script can read of a cookie.
    pub async fn cookie(&self, name: &str) -> Option<Cookie> {
        let all = self.driver().get_all_cookies().await.unwrap();
        all.into_iter().find(|cookie| cookie.name == name)
    }

    /// Errors on the console since the last look, without what a missing file says by itself.
    pub async fn errors(&self) -> Vec<String> {
        let said = self.console().await.into_iter();
        let severe = said.filter(|(level, _)| level == SEVERE);
        let said = severe.map(|(_, message)| message);
        said.filter(|it| !it.contains("Failed to load resource"))
            .collect()
    }

    /// Warnings and errors on the console since the last look.
    pub async fn said(&self) -> Vec<String> {
        let said = self.console().await.into_iter();
        said.map(|(_, message)| message).collect()
    }

    /// Levels and messages since the last look. Only Chromium's driver lends the console; elsewhere the
    /// page's own, which [`RECORDER`] watches, is read.
    async fn console(&self) -> Vec<(String, String)> {
        if Engine::told() != Engine::Chromium {
            return self.eval("return window.consoleLines.splice(0)").await;
        }
        let log = self.driver().browser_log().await.unwrap();
        let said = log.into_iter();
        said.map(|entry| (entry.level, words(&entry.message)))
            .collect()
    }

    /// Runs `script` in each page before the gate, which stands in its file.
    pub fn before_each_page(&self, script: &str) {
        self.site.before_the_gate(script);
    }

    /// Sends Chromium's own command.
    pub async fn chrome(&self, command: &str, words: serde_json::Value) {
        assert_eq!(
            Engine::told(),
            Engine::Chromium,
            "{command} is Chromium's own"
        );
        self.driver().cdp().send_raw(command, words).await.unwrap();
    }

    /// What Chromium tells screen readers of the page, node by node.
    pub async fn accessibility_tree(&self) -> Vec<serde_json::Value> {
        assert_eq!(Engine::told(), Engine::Chromium);
        let dev = self.driver().cdp();
        let command = "Accessibility.getFullAXTree";
        let answer = dev.send_raw(command, serde_json::json!({})).await.unwrap();
        let nodes = answer["nodes"].as_array().unwrap().iter();
        nodes.filter(|it| it["ignored"] != true).cloned().collect()
    }

    /// Moves the pointer to the middle of an element.
    pub async fn point(&self, css: &str) {
        let element = self.driver().find(By::Css(css)).await.unwrap();
        let pointer = self.driver().action_chain();
        let there = pointer.move_to_element_center(&element);
        there.perform().await.unwrap();
    }

    /// Helps whoever reads a failure.
    async fn tell(&self) {
        let seen = "return location.href + ' ' + document.body?.innerText.slice(0, 400)";
        if let Ok(seen) = self.driver().execute(seen, Vec::new()).await {
            eprintln!("  {:?}", seen.json());
        }
        for hit in self.site.server.log() {
            eprintln!("  {} {}", hit.host, hit.path);
        }
        if Engine::told() == Engine::Chromium {
            for line in self.errors().await {
                eprintln!("  {line}");
            }
        }
    }
}

/// What the page said, where Chromium's log has it in quotes behind its place; else the line.
fn words(line: &str) -> String {
    let quoted = line.split_once(" \"").map(|(_, rest)| format!("\"{rest}"));
    let said = quoted.and_then(|it| serde_json::from_str(&it).ok());
    said.unwrap_or_else(|| line.to_owned())
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
