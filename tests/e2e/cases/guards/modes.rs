//! The same ways at other times and places: after load, in a frame that code inserts, and where the browser
//! enforces too. Each beside the page without a gate, which shows that its canaries are alive there.

use super::engines::early;
use super::pages::{Counts, OWN, PAGES, asked, forget, names, ran, show, site};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::POLICY;
use std::collections::BTreeSet;

/// When and where a page's code runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mode {
    /// As it is written.
    Parsing,
    /// Once the page has loaded.
    Late,
    /// In a frame that the page's code inserts once the page has loaded.
    Framed,
}

/// Runs what was put off, here or in a frame.
const LATE: &str = "<script>addEventListener('load', () => {
  const { body } = document;
  const late = [...document.querySelectorAll('script[type=late]')];
  for (const { text } of late) body.append(Object.assign(createNative.call(document, 'script'), { text }));
});</script></body>";
const FRAMED: &str = "<script>addEventListener('load', () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const { contentDocument: inside } = frame;
  const { body } = inside;
  const insert = (facts) => body.appendChild(Object.assign(createNative.call(inside, 'script'), facts));
  insert({ src: '/ways.js' }).onload = () => {
    for (const { text } of document.querySelectorAll('script[type=late]')) insert({ text });
  };
});</script></body>";

impl Mode {
    /// A page whose code runs so; what the parser reads has no other time.
    fn rewritten(self, name: &str, text: &str) -> Option<String> {
        let end = match self {
            Mode::Parsing => return Some(text.to_owned()),
            Mode::Late => LATE,
            Mode::Framed => FRAMED,
        };
        if name.starts_with("parser-") {
            return None;
        }
        let (head, body) = text.split_once("<body>").unwrap();
        // What is written once the page is there would take its place.
        let lines = body
            .lines()
            .filter(|line| !line.starts_with("document.write("));
        let body: String = lines.map(|line| format!("{line}\n")).collect();
        let body = body
            .replace("<script>\n", "<script type=\"late\">\n")
            .replace("</body>", end);
        Some(format!("{head}<body>{body}"))
    }

    /// The pages that there are, `named` ones or all.
    pub(super) fn pages(self, named: &[&str]) -> Vec<(&'static str, String)> {
        let wanted = PAGES
            .into_iter()
            .filter(|(name, _)| named.is_empty() || named.contains(name));
        wanted
            .filter_map(|(name, text)| Some((name, self.rewritten(name, text)?)))
            .collect()
    }
}

/// What was asked for, and what ran, on a tour of `pages`.
pub(super) async fn walk(page: &Page, pages: &[(&str, String)]) -> [Counts; 2] {
    page.site.server.forget();
    for (name, text) in pages {
        page.site.write(&format!("{name}.html"), text);
        show(page, name).await;
        page.settle().await;
    }
    let counts = [asked(page), ran(page)];
    page.browser
        .driver
        .goto("http://shop.test/empty.html")
        .await
        .unwrap();
    counts
}

/// Asks for nothing but what the engine asks for before any script can act, and does without a gate.
fn holds_everything(mode: Mode, pages: &[(&str, String)], policy: &str) {
    let wish = Wish {
        secure: true,
        ..Wish::default()
    };
    visit_with(site(policy), wish, async |page| {
        let gate = "portcullis/gate.js".to_owned();
        page.site.server.rules().missing.push(gate);
        let [alive, _] = walk(page, pages).await;
        page.site.server.rules().missing.clear();
        forget(page).await;
        let [asked, ran] = walk(page, pages).await;
        let early: BTreeSet<&str> = early().into_iter().collect();
        let leaks: Vec<_> = asked
            .keys()
            .filter(|it| !early.contains(it.as_str()))
            .collect();
        assert_eq!(leaks, [""; 0], "{mode:?}");
        assert_eq!(ran, Counts::new(), "{mode:?}: ran");
        let all: BTreeSet<String> = pages.iter().flat_map(|(_, text)| names(text)).collect();
        let dead: Vec<_> = all.iter().filter(|it| !alive.contains_key(*it)).collect();
        eprintln!(
            "{mode:?}: {} of {} canaries are alive without a gate; dead: {dead:?}",
            alive.len(),
            all.len()
        );
        assert!(alive.len() * 10 >= all.len() * 9, "{mode:?}: {dead:?}");
    });
}

/// All pages in Chromium in a long run, else one; the other engines have one.
fn some<'a>(one: &'a [&'a str]) -> &'a [&'a str] {
    let is_long = std::env::var_os("PORTCULLIS_LONG").is_some();
    if is_long && Engine::told() == Engine::Chromium {
        &[]
    } else {
        one
    }
}

#[test]
fn what_code_starts_once_the_page_has_loaded_is_held() {
    let pages = Mode::Late.pages(some(&["elements"]));
    holds_everything(Mode::Late, &pages, &format!("{POLICY}{OWN}"));
}

#[test]
fn what_code_starts_in_a_frame_that_it_inserts_is_held() {
    let pages = Mode::Framed.pages(some(&["insertion"]));
    holds_everything(Mode::Framed, &pages, &format!("{POLICY}{OWN}"));
}

#[test]
fn what_code_starts_where_the_browser_enforces_is_held() {
    let pages = Mode::Parsing.pages(some(&["markup"]));
    let policy = format!("{POLICY}{OWN}\n[gate]\nenforce = \"csp\"\n");
    holds_everything(Mode::Parsing, &pages, &policy);
}
