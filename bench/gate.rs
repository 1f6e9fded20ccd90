//! What the gate costs, measured in one run: `cargo xtask bench gate`.
//!
//! Pages with and without the gate take turns in one browser, so that the
//! machine's noise meets both; medians and ratios are printed, not judged.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on may stop, and uses part of the tests' harness"
)]

#[path = "../tests/e2e/browser.rs"]
mod browser;
#[path = "../tests/e2e/engine.rs"]
mod engine;
#[path = "../tests/e2e/page.rs"]
mod page;
#[path = "../tests/e2e/proxy.rs"]
mod proxy;
#[path = "../tests/e2e/server.rs"]
mod server;
#[path = "../tests/e2e/site.rs"]
mod site;
#[path = "../tests/e2e/tally.rs"]
mod tally;

use browser::Wish;
use page::{Page, visit_with};
use serde_json::json;
use site::{POLICY, Site, html};

/// Turns that each contestant has.
const TURNS: usize = 15;

/// 10,000 elements and 1,000 requests that no rule concerns; milliseconds.
const UNTOUCHED: &str = "
    const place = document.createElement('div');
    document.body.append(place);
    const start = performance.now();
    for (let at = 0; at < 5000; at++) {
      const it = document.createElement('a');
      it.setAttribute('href', '/page' + at);
      it.textContent = at;
      place.appendChild(it);
    }
    for (let at = 0; at < 500; at++) {
      const it = document.createElement('p');
      it.innerHTML = '<b>one</b> <i>two</i> <img alt=\"\" src=\"data:,\">'.repeat(3);
      place.append(it);
    }
    const requests = [];
    for (let at = 0; at < 1000; at++) requests.push(fetch('/portcullis/embed.html', { cache: 'force-cache' }));
    const synchronous = performance.now() - start;
    await Promise.all(requests);
    const all = performance.now() - start;
    place.remove();
    return [synchronous, all];";

/// Grants everything, with the page's own clock: the handler, the longest task, all done.
const RELEASE: &str = "
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask' });
    const start = performance.now();
    document.querySelector('[data-portcullis=accept-all]').click();
    const handler = performance.now() - start;
    while ((window.ran ?? 0) < window.expected) await new Promise((done) => setTimeout(done, 5));
    const all = performance.now() - start;
    await new Promise((done) => setTimeout(done, 200));
    return [handler, Math.max(0, ...tasks), all];";

fn main() {
    println!("| what | with the gate | without | ratio |\n|---|---|---|---|");
    untouched();
    println!(
        "\n| released at once, CPU slowed 4 times | click handler | longest task | all ran |\n|---|---|---|---|"
    );
    for count in [1, 10, 100, 1000] {
        release(count);
    }
}

fn untouched() {
    let site = Site::new(POLICY);
    site.write("with.html", &html("", ""));
    let without = html("", "").replace("<script src=\"/portcullis/gate.js\"></script>", "");
    site.write("without.html", &without);
    visit_with(site, Wish::default(), async |page| {
        page.open("/with.html").await;
        page.run("portcullis.rejectAll()").await;
        let mut turns = [[Vec::new(), Vec::new()], [Vec::new(), Vec::new()]];
        for turn in 0..TURNS * 2 {
            let contestant = (turn + turn / 2) % 2;
            let path = ["/with.html", "/without.html"][contestant];
            page.open(path).await;
            let took: [f64; 2] = measure(page, UNTOUCHED).await;
            took.iter()
                .zip(&mut turns[contestant])
                .for_each(|(it, list)| list.push(*it));
        }
        let names = [
            "10,000 elements and the start of 1,000 requests",
            "the same until every answer is there",
        ];
        let [with, without] = turns;
        for ((name, with), without) in names.iter().zip(with).zip(without) {
            let (with, without) = (median(with), median(without));
            println!(
                "| {name} | {with:.1} ms | {without:.1} ms | {:.3} |",
                with / without
            );
        }
    });
}

fn release(count: usize) {
    let site = Site::new(POLICY);
    let script = "<script type=\"text/plain\" data-consent=\"stats\">window.ran = (window.ran ?? 0) + 1</script>\n";
    let body = format!(
        "<script>window.expected = {count}</script><button data-portcullis=\"accept-all\">all</button>{}",
        script.repeat(count)
    );
    site.write("release.html", &html("", &body));
    visit_with(site, Wish::default(), async |page| {
        let mut turns = [const { Vec::new() }; 3];
        for _ in 0..TURNS / 3 {
            page.open("/release.html").await;
            page.chrome("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
                .await;
            let took: [f64; 3] = measure(page, RELEASE).await;
            took.iter()
                .zip(&mut turns)
                .for_each(|(it, list)| list.push(*it));
            page.chrome("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
                .await;
            page.run("localStorage.clear(); document.cookie = 'portcullis=; Max-Age=0; Path=/'")
                .await;
        }
        let [handler, task, all] = turns.map(median);
        println!("| {count} | {handler:.1} ms | {task:.1} ms | {all:.1} ms |");
    });
}

/// What an asynchronous script returns.
async fn measure<const N: usize>(page: &Page, script: &str) -> [f64; N] {
    page.run("window.took = null").await;
    page.run(&format!(
        "(async () => {{ window.took = await (async () => {{ {script} }})() }})()"
    ))
    .await;
    page.until("window.took").await;
    let took: Vec<f64> = page.eval("return window.took").await;
    took.try_into().unwrap()
}

fn median(mut turns: Vec<f64>) -> f64 {
    turns.sort_by(f64::total_cmp);
    turns[turns.len() / 2]
}
