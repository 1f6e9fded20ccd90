//! Release is what the parser would have done: the page without a gate is the measure.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use serde_json::Value;
use std::time::Duration;

/// What a page may hold, by name; `@` is a number of its own, and `MARK` a mark for `stats`. Left out of the
/// measure, and tested below by themselves: when a script runs beside the parser, what `readyState` says then,
/// and what written markup leaves open, which ends at its place.
const CONSTRUCTS: [(&str, &str); 18] = [
    ("inline", "<script MARK>traces.push('@')</script>"),
    (
        "external",
        "<script MARK src=\"http://stats.test/e@.js\"></script>",
    ),
    (
        "throws",
        "<script MARK>traces.push('@'); throw 'on purpose'</script>",
    ),
    (
        "itself",
        "<script MARK id=\"it@\">traces.push(document.currentScript.id)</script>",
    ),
    (
        "writes",
        "<script MARK>document.write('<i id=\"w@\">@</i>')</script>",
    ),
    (
        "writes a line",
        "<script MARK>document.writeln('<i>@</i>', '<b>@</b>')</script>",
    ),
    (
        "writes in pieces",
        "<script MARK>document.write('<div id=\"p@\"><b'); document.write('>x@</b>'); \
      traces.push('@' + !!document.getElementById('p@')); document.write('y</div>z')</script>",
    ),
    (
        "writes an image",
        "<script MARK>document.write('<img alt=\"\" src=\"http://stats.test/i@.svg\">')</script>",
    ),
    (
        "writes a script",
        "<script MARK>document.write('<script>traces.push(\"@in\")<\\/script>'); traces.push('@')</script>",
    ),
    (
        "writes a script in pieces",
        "<script MARK>document.write('<scr' + 'ipt>traces.push(\"@'); \
      document.write('in\")</scr' + 'ipt>'); traces.push('@')</script>",
    ),
    (
        "writes a script in a box",
        "<script MARK>document.write('<p>'); document.write('<scr' + 'ipt>traces.push(\"@in\")</scr' + 'ipt>'); \
      document.write('</p>'); traces.push('@')</script>",
    ),
    (
        "writes what writes",
        "<script MARK>document.write('<script>document.write(\"<u>@<\\/u>\")<\\/script><s>@</s>')</script>",
    ),
    (
        "writes a table",
        "<script MARK>document.write('<table><tr><td>@'); document.write('</td></tr></table>')</script>",
    ),
    (
        "writes a text in pieces",
        "<script MARK>document.write('<p>a'); document.write('b</p>'); document.write('c'); document.write('d')</script>",
    ),
    (
        "writes what is called like a script",
        "<script MARK>document.write('<script-box><i>@</i></script-box><a-template><b>@</b></a-template>')</script>",
    ),
    (
        "writes a comment",
        "<script MARK>document.write('<!-- <b>@</b'); document.write('> --><em>@</em>')</script>",
    ),
    (
        "image",
        "<img MARKED alt=\"\" src=\"http://stats.test/m@.svg\">",
    ),
    (
        "text",
        "<p id=\"t@\">@</p><script>traces.unmarked = '@'</script>",
    ),
];

/// What stands in a page: without what a mark adds.
const STANDS: &str = "
    const main = document.querySelector('main').cloneNode(true);
    for (const it of main.querySelectorAll('*')) {
      for (const name of ['data-consent', 'data-src', 'data-type', 'type']) it.removeAttribute(name);
      if (it.localName === 'script' && !it.src) it.text = '';
    }
    return [main.innerHTML, ...traces];";

/// A page of constructs: as its owner marks it, and as it was before.
fn pages(constructs: &[usize]) -> [String; 2] {
    let body = |mark: [&str; 2]| {
        let pieces = constructs.iter().enumerate().map(|(number, it)| {
            let (_, text) = CONSTRUCTS[*it];
            text.replace("MARKED", mark[1])
                .replace("MARK", mark[0])
                .replace('@', &number.to_string())
        });
        pieces.collect::<Vec<_>>().join("\n")
    };
    let head = "<script>window.traces = []</script>";
    let marked = body([
        "type=\"text/plain\" data-consent=\"stats\"",
        "data-consent=\"stats\" data-",
    ]);
    let marked = marked.replace("data- alt=\"\" src", "alt=\"\" data-src");
    let bare = html(head, &body(["", ""]));
    let gate = "<script src=\"/portcullis/gate.js\"></script>";
    [html(head, &marked), bare.replace(gate, "")]
}

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

async fn stands(page: &Page) -> Value {
    page.until("document.readyState === 'complete'").await;
    page.settle().await;
    page.eval(STANDS).await
}

/// Visits both pages of each row of constructs: the one with marks is accepted, and then visited again.
async fn compare(page: &Page, rows: &[Vec<usize>]) {
    for row in rows {
        let [marked, bare] = pages(row);
        page.site.write("marked.html", &marked);
        page.site.write("bare.html", &bare);
        let names: Vec<_> = row.iter().map(|it| CONSTRUCTS[*it].0).collect();
        page.open("/bare.html").await;
        let expected = stands(page).await;
        page.open("/marked.html").await;
        page.run("if (portcullis.decision.state !== 'undecided') portcullis.withdraw()")
            .await;
        page.reload().await;
        page.run("portcullis.acceptAll()").await;
        assert_eq!(
            stands(page).await,
            expected,
            "on the page of the answer: {names:?}"
        );
        page.reload().await;
        assert_eq!(stands(page).await, expected, "on a later page: {names:?}");
    }
}

#[test]
fn each_construct_stands_and_runs_as_without_a_gate() {
    let rows: Vec<_> = (0..CONSTRUCTS.len())
        .map(|it| vec![17, it, 17, 0])
        .collect();
    visit_with(Site::new(POLICY), Wish::default(), async |page| {
        compare(page, &rows).await;
    });
}

#[test]
fn what_is_put_together_at_random_stands_and_runs_as_without_a_gate() {
    let mut dice = Dice(48);
    let seeds = if std::env::var_os("PORTCULLIS_LONG").is_some() {
        500
    } else {
        8
    };
    let mut row = || (0..8).map(|_| dice.below(CONSTRUCTS.len())).collect();
    let rows: Vec<Vec<usize>> = (0..seeds).map(|_| row()).collect();
    let mut counts = [0; CONSTRUCTS.len()];
    rows.iter().flatten().for_each(|it| counts[*it] += 1);
    assert!(counts.iter().all(|it| *it > 0), "{counts:?}");
    println!("each construct came this often: {counts:?}");
    visit_with(Site::new(POLICY), Wish::default(), async |page| {
        compare(page, &rows).await;
    });
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
