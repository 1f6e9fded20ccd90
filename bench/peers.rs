//! Portcullis beside the other consent tools, on one page: `cargo xtask bench peers`.
//!
//! All take turns in one browser, so that the machine's noise meets each; the tables go
//! into docs/benchmarks.md and README.md, between their marks. Nothing is judged.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on may stop"
)]

#[path = "peers/book.rs"]
mod book;
#[path = "peers/contestant.rs"]
mod contestant;
#[path = "peers/server.rs"]
mod server;
#[path = "peers/table.rs"]
mod table;
#[path = "peers/visit.rs"]
mod visit;

use book::Book;
use contestant::{COUNTS, Gate, TOOLS, Tool};
use portcullis_e2e::browser::{Browser, Wish};
use server::Server;
use table::Results;
use visit::Visit;

/// Turns at full speed where nobody says how many.
const ROUNDS: usize = 9;

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    let rounds = std::env::var("PORTCULLIS_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |it| it.parse().unwrap());
    let server = Server::start();
    set_up(&server);
    let wish = Wish {
        // As an ordinary visitor's browser: some tools hide from robots.
        flags: vec![
            "--disable-blink-features=AutomationControlled".to_owned(),
            format!("--user-agent={AGENT}"),
        ],
        at_once: true,
        ..Wish::default()
    };
    let browser = Browser::start(server.port, &wish).await;
    let tools: Vec<&Tool> = chosen();
    let mut book = Book::default();
    // The browser's own first work is nobody's.
    take_turn(&browser, &server, &TOOLS[0], 1, &mut Book::default()).await;
    for round in 0..rounds {
        eprintln!("round {} of {rounds}", round + 1);
        for at in 0..tools.len() {
            // Nobody is always first, or always after the same one's garbage.
            let tool = tools[(at + round) % tools.len()];
            take_turn(&browser, &server, tool, round, &mut book).await;
        }
    }
    let machine = machine(&browser, rounds).await;
    browser.quit().await;
    let results = Results {
        book: &book,
        tools: &tools,
        machine,
    };
    results.write(tools.len() == TOOLS.len());
}

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/// The day, the browser and how often; the day is the browser's.
async fn machine(browser: &Browser, rounds: usize) -> String {
    let words = serde_json::json!({});
    let version = browser
        .driver
        .cdp()
        .send_raw("Browser.getVersion", words)
        .await;
    let product = version.unwrap()["product"]
        .as_str()
        .unwrap()
        .replace("Chrome/", "Chromium ");
    let script = "return new Date().toISOString().slice(0, 10)";
    let day = browser.driver.execute(script, Vec::new()).await;
    let day: String = day.unwrap().convert().unwrap();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let slow = rounds.div_ceil(2);
    // How much else the machine had to do, where it says so.
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    format!(
        "Measured on {day} with {product}, {cores} cores, load {load}; medians of {rounds} turns each, of {slow} on the slow network and for the clicks, with the least and the most."
    )
}

/// All of them, or those that `PORTCULLIS_ONLY` names.
fn chosen() -> Vec<&'static Tool> {
    let only = std::env::var("PORTCULLIS_ONLY").unwrap_or_default();
    let is_named = |tool: &&Tool| only.is_empty() || only.split(',').any(|it| it == tool.folder);
    TOOLS.iter().filter(is_named).collect()
}

fn set_up(server: &Server) {
    server.put(
        "/blank.html",
        b"<!doctype html><title>blank</title><link rel=icon href=data:,>",
    );
    let gates = Gate::both();
    for gate in &gates {
        gate.serve(server);
    }
    for tool in &TOOLS {
        tool.serve(server, &gates);
    }
}

/// Every measure at full speed; every second round those that take long too.
async fn take_turn(browser: &Browser, server: &Server, tool: &Tool, round: usize, book: &mut Book) {
    let visit = Visit::start(browser, server, tool).await;
    book.note(tool, visit.first().await);
    book.note(tool, visit.rest().await);
    if tool.has_second_layer() {
        book.note(tool, visit.choose().await);
    }
    visit.end().await;
    let mut visit = Visit::start(browser, server, tool).await;
    visit.first().await;
    book.note(tool, visit.return_decided().await);
    visit.end().await;
    if round.is_multiple_of(2) {
        slowly(browser, server, tool, book).await;
    }
}

async fn slowly(browser: &Browser, server: &Server, tool: &Tool, book: &mut Book) {
    let visit = Visit::start(browser, server, tool).await;
    visit.slow_down().await;
    let mut notes = visit.first().await;
    notes.extend(visit.paints().await);
    let slow = notes
        .into_iter()
        .map(|(name, it)| (format!("slow {name}"), it));
    book.note(tool, slow.collect());
    visit.end().await;
    for count in COUNTS.iter().filter(|_| tool.asks()) {
        let visit = Visit::start(browser, server, tool).await;
        book.note(tool, visit.accept(*count).await);
        visit.end().await;
    }
}
