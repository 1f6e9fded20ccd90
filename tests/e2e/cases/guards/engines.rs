//! What each engine does by itself with the pages: the ways that it asks for before any
//! script can act, and those that it does not ask for exactly once, with a gate or without.

use super::pages::Counts;
use portcullis_e2e::engine::Engine::{self, Chromium, Firefox, WebKit};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

const EVERY: &[Engine] = &[Chromium, Firefox, WebKit];
const NOT_WEBKIT: &[Engine] = &[Chromium, Firefox];

/// Elements of the page's own HTML that an engine may ask for, once, before any script can
/// act: its preload scanner reads ahead, or the parser made them. None of them runs.
const EARLY: [(&str, &[Engine]); 18] = [
    ("pf-iframe.html", NOT_WEBKIT),
    ("pf-object.html", &[Firefox]),
    ("pi-img.svg", EVERY),
    ("pi-input.svg", EVERY),
    ("pi-poster.svg", EVERY),
    ("pi-source.svg", EVERY),
    ("pi-srcset.svg", EVERY),
    ("pi-svg.svg", EVERY),
    ("pi-xlink.svg", EVERY),
    ("pl-module.js", EVERY),
    ("pl-prefetch.svg", &[Chromium]),
    ("pl-preload.svg", EVERY),
    ("pl-style.css", EVERY),
    ("ps-async.js", EVERY),
    ("ps-classic.js", EVERY),
    ("ps-defer.js", EVERY),
    ("ps-module.js", EVERY),
    ("ps-svg.js", NOT_WEBKIT),
];

/// Ways that an engine asks for less or more often than once, and why; the same without a gate.
const ODD: [(&[Engine], &[&str], RangeInclusive<usize>); 15] = [
    // What the page's HTML names is asked for before its code thinks better of it.
    (EVERY, &["never-parsed.mp4"], 0..=1),
    // An image starts to load when its address is set, not when the task is over.
    (
        &[WebKit],
        &["never-first.svg", "never-gone.svg", "never-own.svg"],
        1..=1,
    ),
    // An object is asked for when the page is laid out, which may be after the page was left.
    (&[Chromium], &["ch-object.html"], 0..=1),
    // An object whose address or style changes while it loads may be asked for again, and runs once.
    (
        &[WebKit],
        &["ch-object.html", "el-object.html", "pf-object.html"],
        1..=2,
    ),
    // Media are asked for once more, from where the first answer was cut.
    (
        &[WebKit],
        &["el-audio.mp4", "el-audio-tag.mp4", "el-video.mp4"],
        1..=2,
    ),
    (&[WebKit], &["pm-audio.mp4", "pm-video.mp4"], 1..=2),
    // No decoder for this type; a track that waits for its video.
    (&[Firefox, WebKit], &["pm-source.mp4"], 0..=1),
    (&[WebKit], &["pm-track.vtt"], 0..=0),
    // It animates no address.
    (&[WebKit], &["st-animate.svg", "st-set.svg"], 0..=0),
    // A hint, which it may leave alone while it is busy.
    (
        &[WebKit],
        &[
            "el-modulepreload.js",
            "el-preload.svg",
            "st-imagesrcset.svg",
        ],
        0..=1,
    ),
    // What waits in a document within is let go too, if that still stands.
    (
        EVERY,
        &[
            "mo-embed-svg.svg",
            "mo-frame-document.svg",
            "mo-frame.svg",
            "mo-object-document.svg",
            "mo-object.svg",
            "mo-source.svg",
        ],
        0..=1,
    ),
    // No prefetching; no service worker where the page is not secure.
    (
        &[WebKit],
        &["el-prefetch.svg", "pl-prefetch.svg", "own-service.js"],
        0..=0,
    ),
    // No ping unless a setting asks for it; no streams; caches and worklets on secure pages alone.
    (
        &[Firefox, WebKit],
        &[
            "mo-cache-add.txt",
            "mo-cache-all.txt",
            "mo-ping-area.txt",
            "mo-ping-attribute.txt",
            "mo-ping-markup.txt",
            "mo-ping-svg.txt",
            "mo-ping.txt",
            "mo-stream.txt",
            "mo-worklet.txt",
        ],
        0..=1,
    ),
    // The copy of a script that another document's parser made does not run, one that was
    // held does; an address with a user's name is asked for.
    (&[Firefox], &["fo-template-import.js"], 0..=1),
    (&[Firefox], &["held-user.svg"], 1..=2),
];

/// Ways that stay empty where they are let go on the page, and come with the next load.
const LATER: [(&str, &[Engine]); 4] = [
    // Its address was changed before.
    ("ch-object.html", EVERY),
    // Firefox starts these as they come into the page, not by an attribute that follows.
    ("el-prefetch.svg", &[Firefox]),
    ("el-track.vtt", &[Firefox]),
    ("pm-track.vtt", &[Firefox]),
];

/// The ways that this engine may ask for before consent.
pub(super) fn early() -> Vec<&'static str> {
    let engine = Engine::told();
    let named = EARLY.iter().filter(|(_, on)| on.contains(&engine));
    named.map(|(name, _)| *name).collect()
}

/// The ways that this engine loads with the next page alone.
pub(super) fn later() -> impl Iterator<Item = &'static str> {
    let engine = Engine::told();
    let named = LATER.iter().filter(move |(_, on)| on.contains(&engine));
    named.map(|(name, _)| *name)
}

/// What registering an allowed service worker says: WebKit cannot be told that the page is secure.
pub(super) fn own_service() -> &'static str {
    match Engine::told() {
        WebKit => "TypeError",
        _ => "registered",
    }
}

/// How often this engine asks for a way of the pages; `pages` counts it once, or not at all.
pub(super) fn times(name: &str, pages: usize) -> RangeInclusive<usize> {
    let engine = Engine::told();
    let mut odd = ODD.iter().filter(|(on, ..)| on.contains(&engine));
    let found = odd.find(|(_, names, _)| names.contains(&name));
    found.map_or(pages..=pages, |(_, _, range)| range.clone())
}

/// Names that are not as often in `found` as this engine would ask for what `pages` name.
pub(super) fn wrong(pages: &Counts, found: &Counts) -> Vec<String> {
    differ(pages, found, times)
}

/// Names that did not run as often as `pages` name them: what is asked for twice still runs once.
pub(super) fn wrong_runs(pages: &Counts, found: &Counts) -> Vec<String> {
    differ(pages, found, |name, pages| {
        let asked = times(name, pages);
        *asked.start()..=pages.min(*asked.end())
    })
}

fn differ(
    pages: &Counts,
    found: &Counts,
    expected: impl Fn(&str, usize) -> RangeInclusive<usize>,
) -> Vec<String> {
    let names: BTreeSet<_> = pages.keys().chain(found.keys()).collect();
    let get = |counts: &Counts, name: &str| counts.get(name).copied().unwrap_or_default();
    let row = |name: &&String| {
        let (expected, times) = (expected(name, get(pages, name)), get(found, name));
        let differs = !expected.contains(&times);
        differs.then(|| format!("{name}: {times} not {expected:?}"))
    };
    names.iter().filter_map(row).collect()
}
