//! Prints random policies, a line of JSON each, with their tables and what core decides by them; the gate
//! must decide the same (`tests/gate/twins.test.js`): `twins SEED COUNT`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what tests are fed with may stop"
)]

use portcullis_core::{ConsentRecord, ConsentState, GateTable, Grants, Policy, ServiceId, Verdict};
use portcullis_core::{Method, csp};
use serde_json::{Value, json};
use std::env;
use std::fmt::Write as _;

/// Requests, records and standings of each policy.
const ROWS: usize = 20;
/// Minutes since 1970 at which an answer was given, give or take.
const NOW: u64 = 20_000_000;

const HOSTS: [&str; 18] = [
    "a.test",
    "x.a.test",
    "y.x.a.test",
    "b.test",
    "b.test:8081",
    "b.test:443",
    "b.test:80",
    "a.test/js",
    "a.test/js/in",
    "b.test/js",
    "/own",
    "/own/in",
    "192.0.2.7",
    "192.0.2.7:8080",
    "xn--bcher-kva.test",
    "localhost",
    "c.shop.test",
    "[2001:db8::1]",
];
/// What addresses are put together from.
const SCHEMES: [&str; 12] = [
    "http://",
    "https://",
    "ws://",
    "wss://",
    "//",
    "\\\\",
    "HTTP:",
    "data:",
    "blob:",
    "/",
    "",
    " \thttp:\n//",
];
const NAMES: [&str; 25] = [
    "a.test",
    "x.a.test",
    "A.TEST.",
    "xa.test",
    "z.y.x.a.test",
    "b.test",
    "b.test:8081",
    "b.test:80",
    "b.test:443",
    "user:word@a.test",
    "a.test@b.test",
    "shop.test",
    "c.shop.test",
    "d.c.shop.test",
    "192.0.2.7",
    "192.0.2.7:8080",
    "0xc0000207",
    "bücher.test",
    "localhost",
    "[2001:db8::1]",
    "other.test",
    "a..test",
    "a b.test",
    "a.test:99999",
    "[::1",
];
const PATHS: [&str; 14] = [
    "",
    "/",
    "/js",
    "/js/",
    "/js/x",
    "/jsx",
    "/js/in/x",
    "/own",
    "/own/in?x=/js",
    "/OWN",
    "/./own",
    "/x/../js",
    "\\js",
    "/%6as",
];
const PAGES: [&str; 5] = [
    "https://shop.test/",
    "http://www.shop.test/own/page.html",
    "https://shop.test:8443/own/in/",
    "http://a.test/js/",
    "http://localhost:8080/",
];
/// What breaks an answer, or only looks as if it did.
const ODD: [&str; 16] = [
    ".",
    "..",
    "~",
    "-",
    "_",
    "A",
    "z",
    "0",
    " ",
    "\n",
    "\u{e9}",
    "\u{1f36a}",
    "%",
    "\"",
    "aaaaaa",
    "1.",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A policy that the checker may have something against.
fn written(dice: &mut Dice) -> String {
    let mut text = "[site]\nname = \"Twins\"\nprivacy_policy = \"/privacy\"\n".to_owned();
    let days = 1 + dice.below(400);
    write!(text, "[consent]\ndays = {days}\n").unwrap();
    if dice.one_in(3) {
        text += "domain = \"shop.test\"\n";
    }
    if dice.one_in(2) {
        text += "[gate]\nunlisted = \"hold\"\n";
    }
    for (id, is_necessary) in [("needed", true), ("one", false), ("two", false)] {
        write!(
            text,
            "[[category]]\nid = \"{id}\"\nkind = \"third-party\"\nnecessary = {is_necessary}\n\
             title = \"T\"\ndescription = \"D\"\n"
        )
        .unwrap();
    }
    for number in 0..1 + dice.below(5) {
        let category = dice.of(&["needed", "one", "two", "two"]);
        let mut hosts: Vec<&str> = (0..1 + dice.below(3)).map(|_| dice.of(&HOSTS)).collect();
        hosts.sort_unstable();
        hosts.dedup();
        write!(
            text,
            "[[service]]\nid = \"s{number}\"\ncategory = \"{category}\"\nvendor = \"V\"\nhosts = {hosts:?}\n"
        )
        .unwrap();
    }
    text
}

/// Some of the optional services, by their places.
fn some(dice: &mut Dice, count: usize) -> Vec<usize> {
    (0..count).filter(|_| dice.one_in(2)).collect()
}

/// A policy, what it asks for, and the dice.
struct Twin {
    policy: Policy,
    asked: Vec<(ServiceId, String)>,
    dice: Dice,
}

impl Twin {
    fn places(&self, ids: impl IntoIterator<Item = ServiceId>) -> Vec<usize> {
        let place = |id| self.asked.iter().position(|(other, _)| *other == id);
        ids.into_iter().filter_map(place).collect()
    }

    fn grants(&self, places: &[usize]) -> Grants {
        places.iter().map(|place| self.asked[*place].0).collect()
    }

    /// An address, the page that asks for it, what is granted, and what it waits for.
    fn request(&mut self) -> Value {
        let dice = &mut self.dice;
        let url = [dice.of(&SCHEMES), dice.of(&NAMES), dice.of(&PATHS)].concat();
        let page = dice.of(&PAGES);
        let granted = some(dice, self.asked.len());
        let judged = self.policy.judge(&url, page, &self.grants(&granted));
        let waits = match judged.verdict {
            Verdict::Allow(_) => None,
            Verdict::Hold(_) => Some(self.places(judged.services)),
        };
        json!([url, page, granted, waits])
    }

    /// An answer as it may be stored: as it was written, or not quite.
    fn stored(&mut self) -> String {
        let granted = some(&mut self.dice, self.asked.len());
        let method = Method::ALL[self.dice.below(Method::ALL.len())];
        let at = NOW - 20 + self.dice.next() % 45;
        let mut record = self.policy.record(&self.grants(&granted), method, at);
        if self.dice.one_in(4) {
            record.refused.pop();
        }
        if self.dice.one_in(8) {
            record.granted.push(
                record
                    .refused
                    .first()
                    .cloned()
                    .unwrap_or("unasked".to_owned()),
            );
        }
        let text = record.to_string();
        if self.dice.one_in(2) {
            text
        } else {
            bent(&mut self.dice, text)
        }
    }

    /// A stored text, and what is read of it.
    fn record(&mut self) -> Value {
        let raw = self.stored();
        let read = ConsentRecord::parse(&raw);
        let read = read.map(|it| (it.decided_at, it.method.letter(), it.granted, it.refused));
        json!([raw, read])
    }

    /// Copies of an answer, the time, and where a visitor stands.
    fn standing(&mut self) -> Value {
        let copies: Vec<String> = (0..self.dice.below(4)).map(|_| self.stored()).collect();
        let asked = self.policy.asked();
        let life = u64::from(asked.days) * 24 * 60;
        let now = [NOW, NOW + life, NOW + life - 20 + self.dice.next() % 45][self.dice.below(3)];
        let record = ConsentRecord::newest(copies.iter().map(String::as_str), now);
        let state = ConsentState::at(record.as_ref(), &asked, now);
        let granted = self.places(state.grants().iter());
        let added = self.places(state.added().iter().copied());
        json!([copies, now, state.word().word(), granted, added])
    }
}

/// Takes something out of a text, puts something in, or cuts it off; or it becomes very long.
fn bent(dice: &mut Dice, text: String) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.below(letters.len() + 1);
    match dice.below(40) {
        0 => letters
            .splice(at..at, "aaaaaa".repeat(660 + dice.below(40)).chars())
            .for_each(drop),
        1..9 => letters.truncate(at),
        // Minutes are five digits now.
        17..21 => letters
            .splice(2..2, "0zzzz".chars().take(1 + dice.below(5)))
            .for_each(drop),
        9..17 => drop(letters.splice(at.saturating_sub(6)..at, [])),
        _ => letters.splice(at..at, dice.of(&ODD).chars()).for_each(drop),
    }
    letters.into_iter().collect()
}

/// What one seed comes to: nothing where the policy has an error.
fn twin(seed: u64) -> Option<Value> {
    let mut dice = Dice(seed);
    let text = written(&mut dice);
    let policy = Policy::parse(&text).ok()?.policy;
    let table = GateTable::new(&policy).to_json().unwrap();
    let asked = policy.asked().services;
    let mut twin = Twin {
        policy,
        asked,
        dice,
    };
    let requests: Vec<Value> = (0..ROWS).map(|_| twin.request()).collect();
    let records: Vec<Value> = (0..ROWS).map(|_| twin.record()).collect();
    let standings: Vec<Value> = (0..ROWS).map(|_| twin.standing()).collect();
    let granted = some(&mut twin.dice, twin.asked.len());
    let header = csp(&twin.policy, &twin.grants(&granted));
    let table: Value = serde_json::from_str(&table).unwrap();
    Some(json!({
        "seed": seed, "policy": text, "table": table, "requests": requests, "records": records,
        "standings": standings, "csp": [granted, header],
    }))
}

fn main() {
    let mut words = env::args().skip(1).map(|it| it.parse::<u64>().unwrap());
    let (seed, count) = (words.next().unwrap(), words.next().unwrap());
    let twins = (seed..).filter_map(twin);
    for it in twins.take(usize::try_from(count).unwrap()) {
        println!("{it}");
    }
}
