//! What the gate costs, measured in one run: `cargo xtask bench gate`.
//!
//! Pages with and without the gate take turns in one browser, so that the
//! machine's noise meets both. Two more take part: the page without the gate
//! once again, since what differs between two that are alike is noise, and a
//! page whose patches only call what they stand for, which is the least that
//! any tool in JavaScript costs. Printed, not judged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on may stop"
)]

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use serde_json::json;

/// Rounds in which each contestant has one turn.
const ROUNDS: usize = 25;
/// Rounds of each release.
const RELEASES: usize = 7;
/// Who takes part; ratios are against the second.
const CONTESTANTS: [&str; 4] = ["/with.html", "/without.html", "/again.html", "/floor.html"];
/// What [`UNTOUCHED`] returns, and what the browser counts beside it.
const ROWS: [&str; 3] = [
    "10,000 elements and the start of 1,000 requests",
    "the same until it is laid out and painted, and every answer is there",
    "processor time of the page's main thread in that time",
];

/// Patches that do nothing, where the gate has those that this page meets, and an observer like the gate's.
const FLOOR: &str = "<script>
    for (const [owner, name, part] of [[Element.prototype, 'setAttribute', 'value'], [Node.prototype, 'appendChild', 'value'],
      [Element.prototype, 'append', 'value'], [window, 'fetch', 'value'], [Element.prototype, 'innerHTML', 'set']]) {
      const facts = Object.getOwnPropertyDescriptor(owner, name);
      const native = facts[part];
      facts[part] = name === 'append' ? { stand(one) { return native.call(this, one); } }.stand
        : { stand(one, two) { return native.call(this, one, two); } }.stand;
      Object.defineProperty(owner, name, facts);
    }
    new MutationObserver(() => {}).observe(document, { childList: true, subtree: true, attributeFilter: ['data-consent'] });
    </script>";

/// 10,000 elements and 1,000 requests that no rule concerns; milliseconds.
const UNTOUCHED: &str = "
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await painted();
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
    await Promise.all([painted(), ...requests]);
    return [synchronous, performance.now() - start];";

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
    println!(
        "| what | with the gate | without | ratio | of patches that do nothing | of the page without, against itself |\n|---|---|---|---|---|---|"
    );
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
    site.write("again.html", &without);
    site.write(
        "floor.html",
        &without.replace("<title>", &format!("{FLOOR}<title>")),
    );
    visit_with(site, Wish::default(), async |page| {
        page.open("/with.html").await;
        page.run("portcullis.rejectAll()").await;
        page.chrome("Performance.enable", json!({ "timeDomain": "threadTicks" }))
            .await;
        let mut rounds = Vec::new();
        for round in 0..ROUNDS {
            rounds.push(turns(page, round).await);
        }
        for (row, name) in ROWS.iter().enumerate() {
            let times = |contestant: usize| -> Vec<f64> {
                rounds.iter().map(|it| it[contestant][row]).collect()
            };
            tell(name, [0, 1, 2, 3].map(times));
        }
    });
}

/// One turn of each contestant, each round begun by another.
async fn turns(page: &Page, round: usize) -> [[f64; 3]; 4] {
    let mut took = [[0.0; 3]; 4];
    for turn in 0..CONTESTANTS.len() {
        let contestant = (round + turn) % CONTESTANTS.len();
        page.open(CONTESTANTS[contestant]).await;
        let before = busy(page).await;
        let [synchronous, all] = measure(page, UNTOUCHED).await;
        took[contestant] = [synchronous, all, busy(page).await - before];
    }
    took
}

/// Milliseconds that the page's main thread has worked.
async fn busy(page: &Page) -> f64 {
    let cdp = page.browser.driver.cdp();
    let answer = cdp.send_raw("Performance.getMetrics", json!({})).await;
    let metrics = answer.unwrap()["metrics"].as_array().unwrap().clone();
    let tasks = metrics.iter().find(|it| it["name"] == "TaskDuration");
    tasks.unwrap()["value"].as_f64().unwrap() * 1000.0
}

/// Ratios are of turns in the same round: a busy machine is busy for both. The best turns,
/// which others on the machine disturbed least, are compared by themselves.
fn tell(name: &str, [with, without, again, floor]: [Vec<f64>; 4]) {
    let ratio = |times: &[f64]| -> String {
        let pairs = times.iter().zip(&without);
        let ratios: Vec<f64> = pairs.map(|(one, other)| one / other).collect();
        let [low, middle, high] = [1, 2, 3].map(|quarters| part(&ratios, quarters));
        let best = part(times, 0) / part(&without, 0);
        format!("{middle:.3} ({low:.3} to {high:.3}), best {best:.3}")
    };
    println!(
        "| {name} | {:.1} ms | {:.1} ms | {} | {} | {} |",
        median(&with),
        median(&without),
        ratio(&with),
        ratio(&floor),
        ratio(&again),
    );
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
        for _ in 0..RELEASES {
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
        let [handler, task, all] = turns.map(|it| median(&it));
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

fn median(times: &[f64]) -> f64 {
    part(times, 2)
}

/// What so many quarters of `times` stay under.
fn part(times: &[f64], quarters: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[(times.len() - 1) * quarters / 4]
}
