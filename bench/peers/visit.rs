//! One visit to one contestant's page, in a tab of its own, and what is measured there.

use crate::contestant::Tool;
use crate::server::{Hit, Server};
use portcullis_e2e::browser::Browser;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const PROBE: &str = include_str!("probe.js");
const ORIGIN: &str = "http://localhost:8080";
/// Longer than any contestant needs on the slow network.
const PATIENCE: Duration = Duration::from_secs(90);
/// Nothing asked for in so long means that a visit has all it loads by itself.
const SETTLED: Duration = Duration::from_millis(1000);
/// The same, where all that matters is that the next click finds its listener.
const READY: Duration = Duration::from_millis(500);

/// A measure and its value.
pub(crate) type Note = (String, f64);

/// A fresh tab at the measured origin, without cookies, storage or cache.
pub(crate) struct Visit<'a> {
    browser: &'a Browser,
    server: &'a Server,
    tool: &'a Tool,
    /// What Chromium calls the probe that it runs in each page.
    probe: Option<String>,
}

/// What the main thread did since the navigation, in milliseconds.
struct Work {
    tasks: f64,
    scripts: f64,
}

impl<'a> Visit<'a> {
    pub(crate) async fn start(browser: &'a Browser, server: &'a Server, tool: &'a Tool) -> Self {
        let mut visit = Visit {
            browser,
            server,
            tool,
            probe: None,
        };
        let tab = browser.driver.new_tab().await.unwrap();
        browser.driver.switch_to_window(tab).await.unwrap();
        // A page of the origin first: the measured one then starts no process.
        visit.open_blank().await;
        visit.clear().await;
        visit.watch(true).await;
        visit
    }

    /// Runs the probe in each page from now on; `banner` is whether it looks out for one.
    async fn watch(&mut self, banner: bool) {
        if let Some(probe) = self.probe.take() {
            let words = json!({ "identifier": probe });
            self.chrome("Page.removeScriptToEvaluateOnNewDocument", words)
                .await;
        }
        let mut words = self.tool.places();
        words["watch"] = json!(banner);
        let source = json!({ "source": format!("({PROBE})({words});") });
        let answer = self.chrome("Page.addScriptToEvaluateOnNewDocument", source);
        self.probe = answer.await["identifier"].as_str().map(str::to_owned);
    }

    /// Slow 4G and a processor slowed four times.
    pub(crate) async fn slow_down(&self) {
        let kilobits = 1000.0 / 8.0;
        let slow = json!({
            "offline": false,
            "latency": 150,
            "downloadThroughput": 1600.0 * kilobits,
            "uploadThroughput": 750.0 * kilobits,
        });
        self.chrome("Network.emulateNetworkConditions", slow).await;
        self.chrome("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
            .await;
    }

    /// A first visit until its banner shows; what it cost.
    pub(crate) async fn first(&self) -> Vec<Note> {
        self.open(1).await;
        let work = self.work().await;
        let (shown, at) = self.shown().await;
        let before: Vec<Hit> = self.loaded().filter(|hit| hit.at <= at).collect();
        vec![
            note("banner", shown),
            note("bytes", self.weight(&before)),
            note("requests", before.len() as f64),
            note("tasks", work.tasks),
            note("scripts", work.scripts),
        ]
    }

    /// When the banner was painted, by the page's clock and by the server's; milliseconds.
    async fn shown(&self) -> (f64, f64) {
        self.eval("return [bench.shown, performance.timeOrigin + bench.shown]")
            .await
    }

    /// What the same visit loads by itself after that, and what stays.
    pub(crate) async fn rest(&self) -> Vec<Note> {
        let paints = self.paints().await;
        let loaded: Vec<Hit> = self.loaded().collect();
        let work = self.work().await;
        let shift: f64 = self.eval("return bench.shift").await;
        self.chrome("HeapProfiler.collectGarbage", json!({})).await;
        let heap = self.metrics().await["JSHeapUsedSize"];
        let memory: f64 = self.eval("return bench.memory()").await;
        vec![
            note("all bytes", self.weight(&loaded)),
            note("all requests", loaded.len() as f64),
            note("all tasks", work.tasks),
            note("shift", shift),
            note("heap", heap + memory),
        ]
        .into_iter()
        .chain(paints)
        .collect()
    }

    /// Waits for what the visit loads by itself; when the page was painted, the banner left out.
    pub(crate) async fn paints(&self) -> Vec<Note> {
        self.settle(SETTLED).await;
        let [first, largest]: [f64; 2] = self.eval("return bench.paints()").await;
        vec![note("first paint", first), note("largest paint", largest)]
    }

    /// Opens the second layer.
    pub(crate) async fn choose(&self) -> Vec<Note> {
        let took = self.measure("bench.choose()").await;
        vec![note("choose", took[0])]
    }

    /// Accepts on a page where `count` scripts wait.
    pub(crate) async fn accept(&self, count: usize) -> Vec<Note> {
        self.open(count).await;
        self.until("document.readyState === 'complete'").await;
        self.settle(READY).await;
        self.accept_here(count).await
    }

    async fn accept_here(&self, count: usize) -> Vec<Note> {
        let took = self.measure(&format!("bench.accept({count})")).await;
        assert_eq!(
            took[5], count as f64,
            "{}: not every script ran, or one ran twice",
            self.tool.folder
        );
        let names = ["handler", "gone", "first", "all", "ordered"];
        let notes = names.iter().zip(took);
        notes
            .map(|(name, it)| note(&format!("{name} {count}"), it))
            .collect()
    }

    /// Comes back after the answer, the cache empty again.
    pub(crate) async fn return_decided(&mut self) -> Vec<Note> {
        if self.tool.asks() {
            self.until("document.readyState === 'complete'").await;
            self.settle(READY).await;
            self.accept_here(1).await;
            self.settle(READY).await;
        }
        self.chrome("Network.clearBrowserCache", json!({})).await;
        self.watch(false).await;
        self.open_blank().await;
        self.go(1).await;
        self.settle(SETTLED).await;
        let loaded: Vec<Hit> = self.loaded().collect();
        let work = self.work().await;
        vec![
            note("decided bytes", self.weight(&loaded)),
            note("decided requests", loaded.len() as f64),
            note("decided tasks", work.tasks),
        ]
    }

    /// Ends the visit with its tab.
    pub(crate) async fn end(self) {
        let driver = &self.browser.driver;
        driver.close_window().await.unwrap();
        let home = driver.windows().await.unwrap().remove(0);
        driver.switch_to_window(home).await.unwrap();
    }

    async fn open_blank(&self) {
        let blank = format!("{ORIGIN}/blank.html");
        self.browser.driver.goto(blank).await.unwrap();
        self.until("document.title === 'blank' && document.readyState === 'complete'")
            .await;
    }

    async fn open(&self, count: usize) {
        self.go(count).await;
        self.until("window.bench?.shown").await;
    }

    async fn go(&self, count: usize) {
        // Counts the main thread's work anew.
        self.chrome("Performance.disable", json!({})).await;
        self.chrome("Performance.enable", json!({})).await;
        self.server.forget();
        let url = format!("{ORIGIN}{}", self.tool.path(count));
        self.browser.driver.goto(url).await.unwrap();
    }

    /// What was asked for beyond the page itself.
    fn loaded(&self) -> impl Iterator<Item = Hit> {
        let page = self.tool.path(1);
        let log = self.server.log().into_iter();
        log.filter(move |hit| hit.path != page && hit.path != "/blank.html")
    }

    /// With what the page itself has more than the page of no tool.
    fn weight(&self, loaded: &[Hit]) -> f64 {
        let files: usize = loaded.iter().map(|hit| hit.bytes).sum();
        let page = self.server.weight(&self.tool.path(1));
        let bare = self.server.weight("/none/1.html");
        (files + page) as f64 - bare as f64
    }

    async fn clear(&self) {
        self.chrome("Network.enable", json!({})).await;
        self.chrome("Network.clearBrowserCache", json!({})).await;
        self.chrome("Network.clearBrowserCookies", json!({})).await;
        let everything = json!({ "origin": ORIGIN, "storageTypes": "all" });
        self.chrome("Storage.clearDataForOrigin", everything).await;
    }

    async fn work(&self) -> Work {
        let metrics = self.metrics().await;
        Work {
            tasks: metrics["TaskDuration"] * 1000.0,
            scripts: metrics["ScriptDuration"] * 1000.0,
        }
    }

    async fn metrics(&self) -> std::collections::HashMap<String, f64> {
        let answer = self.chrome("Performance.getMetrics", json!({})).await;
        let metrics = answer["metrics"].as_array().unwrap().iter();
        let pair = |it: &Value| {
            (
                it["name"].as_str().unwrap().to_owned(),
                it["value"].as_f64().unwrap(),
            )
        };
        metrics.map(pair).collect()
    }

    async fn settle(&self, quiet: Duration) {
        tokio::time::sleep(quiet).await;
        let end = Instant::now() + PATIENCE;
        while self.server.quiet_for() < quiet && Instant::now() < end {
            tokio::time::sleep(quiet / 10).await;
        }
    }

    /// What an asynchronous expression comes to.
    async fn measure(&self, expression: &str) -> Vec<f64> {
        self.eval::<()>(&format!(
            "{expression}.then((it) => {{ bench.took = it; }})"
        ))
        .await;
        self.until("bench.took").await;
        self.eval("const it = bench.took; bench.took = undefined; return it")
            .await
    }

    async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self.browser.driver.execute(script, Vec::new()).await;
        value.unwrap().convert().unwrap()
    }

    /// Looks every 10 ms: a look costs the page next to nothing.
    async fn until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        let end = Instant::now() + PATIENCE;
        while !self.eval::<bool>(&script).await {
            assert!(
                Instant::now() < end,
                "{}: never true: {expression}",
                self.tool.folder
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn chrome(&self, command: &str, words: Value) -> Value {
        let cdp = self.browser.driver.cdp();
        cdp.send_raw(command, words).await.unwrap()
    }
}

fn note(name: &str, value: f64) -> Note {
    (name.to_owned(), value)
}
