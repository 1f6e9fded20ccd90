//! Release is what the parser would have done: the page without a gate is the measure.

mod breaking;
mod constructs;

use constructs::{CONSTRUCTS, place_of, shop, visit_marked, without_a_gate};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::time::Duration;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// A page of this many constructs.
const PAGE: usize = 10;

/// Rows of constructs, the same in every run.
fn random_rows(seeds: usize) -> Vec<Vec<usize>> {
    let mut dice = Dice(48);
    let mut row = || (0..PAGE).map(|_| dice.below(CONSTRUCTS.len())).collect();
    (0..seeds).map(|_| row()).collect()
}

/// Each construct in one of the rows, two to a page, with texts and inline scripts between them.
fn single_rows() -> Vec<Vec<usize>> {
    let [text, inline] = ["text", "inline"].map(place_of);
    let all: Vec<usize> = (0..CONSTRUCTS.len()).collect();
    let row = |pair: &[usize]| {
        pair.iter()
            .flat_map(|it| [text, *it, text, inline])
            .collect()
    };
    all.chunks(2).map(row).collect()
}

fn is_long() -> bool {
    std::env::var_os("PORTCULLIS_LONG").is_some()
}

/// Each row stands and runs as without a gate.
fn compare(rows: &[Vec<usize>]) {
    visit_with(shop(), Wish::default(), async |page| {
        for row in rows {
            let wanted = without_a_gate(page, row).await;
            if let Err(why) = visit_marked(page, row, &wanted).await {
                panic!("{why}");
            }
        }
    });
}

#[test]
fn each_construct_stands_and_runs_as_without_a_gate() {
    compare(&single_rows());
}

#[test]
fn what_is_put_together_at_random_stands_and_runs_as_without_a_gate() {
    let rows = random_rows(if is_long() { 500 } else { 8 });
    let mut counts = [0; CONSTRUCTS.len()];
    rows.iter().flatten().for_each(|it| counts[*it] += 1);
    println!("each construct came this often: {counts:?}");
    assert!(!is_long() || counts.iter().all(|it| *it > 0), "{counts:?}");
    compare(&rows);
}

/// Visits a page of `body` with everything allowed, and asks for what `script` returns.
fn returns(body: &str, rules: impl FnOnce(&Site), test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(POLICY);
    site.write(
        "page.html",
        &html("<script>window.traces = []</script>", body),
    );
    rules(&site);
    visit_with(site, Wish::default(), test);
}

#[test]
fn what_is_written_and_left_open_ends_at_its_place() {
    let body = "<script type=\"text/plain\" data-consent=\"stats\">document.write('<section><b>open')</script>\
        <p id=\"after\">after</p>";
    returns(
        body,
        |_| (),
        async |page| {
            page.open("/").await;
            page.accept().await;
            page.open("/page.html").await;
            page.until("document.querySelector('section b')?.textContent === 'open'")
                .await;
            assert!(
                page.eval::<bool>("return !document.querySelector('section #after')")
                    .await
            );
        },
    );
}

#[test]
fn what_an_external_script_writes_stands_beside_it_while_the_page_still_comes() {
    let body = "<script type=\"text/plain\" data-consent=\"stats\" data-src=\"/writer.js\"></script><p>first</p>\
        <script src=\"/slow.js\"></script><p id=\"second\">second</p>";
    let rules = |site: &Site| {
        site.write(
            "writer.js",
            "document.write('<b id=\"w\">'); document.write('ad</b>'); traces.push('writer')",
        );
        site.write("slow.js", "");
        let slow = ("shop.test/slow.js".to_owned(), Duration::from_millis(900));
        site.server.rules().delays.extend([slow]);
    };
    returns(body, rules, async |page| {
        page.open("/page.html").await;
        page.accept().await;
        for _ in 0..2 {
            page.until("document.querySelector('script + #w')?.textContent === 'ad'")
                .await;
            page.until("document.querySelector('#second')").await;
            assert_eq!(page.eval::<Vec<String>>("return traces").await, ["writer"]);
            page.reload().await;
        }
    });
}

/// A loader that takes its script out again, copies of scripts that wait, and an address that was relative to
/// what is gone.
const LOADED: &str = r#"
<script>
  const made = (name) => Object.assign(document.createElement('script'), { src: 'http://stats.test/' + name });
  const removed = made('removed.js');
  document.head.append(removed);
  removed.remove();
  const other = document.implementation.createHTMLDocument('');
  const foreign = other.createElement('script');
  foreign.src = 'http://stats.test/imported.js';
  document.body.append(document.importNode(foreign, true));
  const part = document.createElement('div');
  part.append(made('contents.js'));
  const range = document.createRange();
  range.selectNodeContents(part);
  document.body.append(range.cloneContents());
  document.body.append(made('clone.js').cloneNode());
  const base = document.createElement('base');
  base.href = 'http://stats.test/';
  document.head.append(base);
  for (const [tag, name] of [['script', 'relative.js'], ['img', 'relative.svg']]) {
    const it = document.createElement(tag);
    it.src = name;
    document.body.append(it);
  }
  base.remove();
</script>"#;

#[test]
fn what_was_inserted_copied_or_relative_runs_once() {
    let all = [
        "clone.js",
        "contents.js",
        "imported.js",
        "relative.js",
        "relative.svg",
        "removed.js",
    ];
    returns(
        LOADED,
        |_| (),
        async |page| {
            page.open("/page.html").await;
            page.settle().await;
            assert_eq!(page.optional(), [""; 0]);
            page.accept().await;
            for it in all {
                page.until_seen(&format!("stats.test/{it}")).await;
            }
            for it in all {
                assert_eq!(page.count(&format!("stats.test/{it}")), 1, "{it}");
            }
            let ran: Vec<String> = page.eval("return traces.sort()").await;
            assert_eq!(ran.len(), 5, "{ran:?}");
        },
    );
}

/// What is released of every kind, where scripts and markup have to be trusted.
const TRUSTED: &str = r#"
<script>
  const policy = trustedTypes.createPolicy('page', { createScriptURL: (it) => it, createHTML: (it) => it });
  const script = document.createElement('script');
  script.src = policy.createScriptURL('http://stats.test/inserted.js');
  document.head.append(script);
  const embed = document.createElement('embed');
  embed.src = policy.createScriptURL('http://stats.test/embed.svg');
  document.body.append(embed);
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = policy.createHTML('<img alt="" src="http://stats.test/markup.svg">');
</script>
<iframe data-consent="stats" data-srcdoc="<p>held</p>" title="Frame"></iframe>
<script type="text/plain" data-consent="stats" data-src="http://stats.test/marked.js"></script>
<script type="text/plain" data-consent="stats">document.write('<i id="w">w</i>'); traces.push('inline')</script>"#;

#[test]
fn under_trusted_types_everything_is_released() {
    let header = "require-trusted-types-for 'script'; trusted-types portcullis page";
    let rules = |site: &Site| {
        let it = ("content-security-policy".to_owned(), header.to_owned());
        site.server.rules().headers.push(it);
    };
    returns(TRUSTED, rules, async |page| {
        page.open("/page.html").await;
        if !page.eval::<bool>("return 'trustedTypes' in window").await {
            return;
        }
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accept().await;
        for it in ["inserted.js", "embed.svg", "markup.svg", "marked.js"] {
            page.until_seen(&format!("stats.test/{it}")).await;
        }
        page.until("document.querySelector('#w') && traces.includes('inline')")
            .await;
    });
}
