//! What a page may hold, as its owner marks it and as it was before.

use portcullis_e2e::page::Page;
use portcullis_e2e::site::{POLICY, Site, html};
use serde::Deserialize;

/// By name. `@` is a number of its own, `MARK` a mark for `stats`, with a type of the script's own in brackets,
/// and `<box>` a marked template, or nothing around what is in it. What a page traces in `loose` may come in
/// any order.
///
/// What may differ from a page without a gate, and is left out here or compared apart:
/// - when an async script, an image or what waits for the page's events runs beside the others: nobody
///   promises that without a gate either;
/// - each `onload` of the window that a late script sets is called, where the page would have kept the last: they
///   may come in tasks of their own, after the first was called;
/// - what `readyState` says to a script that runs late: the page is what it is;
/// - what written markup leaves open, which ends at its place;
/// - a copy of a script that waits in the page: no script has run of which it could be the copy, so it waits
///   and runs too.
pub(super) const CONSTRUCTS: [(&str, &str); 36] = [
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
    (
        "imports a template",
        "<template id=\"t@\"><script MARK>traces.push('@')</script></template><script>{ \
      const it = document.querySelector('#t@'); it.after(document.importNode(it.content, true)); }</script>",
    ),
    (
        "clones a template's",
        "<template id=\"t@\"><p><script MARK id=\"c@\">traces.push(document.currentScript.id)</script></p></template>\
      <script>{ const it = document.querySelector('#t@'); it.after(it.content.firstChild.cloneNode(true)); }</script>",
    ),
    (
        "external itself",
        "<script MARK id=\"x@\" src=\"http://stats.test/current.js?@\"></script>",
    ),
    (
        "loads",
        "<script MARK src=\"http://stats.test/l@.js\" onload=\"traces.push('@load')\" onerror=\"traces.push('@no')\"></script>",
    ),
    (
        "fails",
        "<script MARK src=\"http://stats.test/missing@.js\" onload=\"traces.push('@no')\" onerror=\"traces.push('@error')\"></script>",
    ),
    (
        "an image loads",
        "<img MARKED alt=\"\" src=\"http://stats.test/o@.svg\" onload=\"loose.push('@load')\" onerror=\"loose.push('@no')\">",
    ),
    (
        "an image fails",
        "<img MARKED alt=\"\" src=\"http://stats.test/missing@.svg\" onload=\"loose.push('@no')\" onerror=\"loose.includes('@error') || loose.push('@error')\">",
    ),
    (
        "async",
        "<script MARK async src=\"http://stats.test/async.js?@\" onload=\"loose.push('@load')\"></script>",
    ),
    (
        "inline defer",
        "<script MARK defer>traces.push('@')</script>",
    ),
    (
        "defer",
        "<script MARK defer id=\"d@\" src=\"http://stats.test/defer.js?@\"></script>",
    ),
    (
        "module",
        "<script MARK[module] src=\"http://stats.test/module.js?@\"></script>",
    ),
    (
        "inline module",
        "<script MARK[module]>traces.push('@' + document.currentScript + import.meta.url.slice(-5))</script>",
    ),
    (
        "async module",
        "<script MARK[module] async>loose.push('@' + document.currentScript)</script>",
    ),
    (
        "no module",
        "<script MARK nomodule src=\"http://stats.test/n@.js\"></script>",
    ),
    (
        "data",
        "<script MARK[application/json] src=\"http://stats.test/j@.json\"></script>",
    ),
    (
        "waits for the page",
        "<script MARK>document.addEventListener('DOMContentLoaded', () => loose.push('@ready')); \
      window.addEventListener('load', { handleEvent: () => loose.push('@loaded') })</script>",
    ),
    (
        "is the page's onload",
        "<script MARK>onload = () => loose.includes('onload') || loose.push('onload')</script>",
    ),
    (
        "box",
        "<box><b>@</b><script>traces.push('@a')</script><script src=\"http://stats.test/b@.js\"></script>\
      <script>traces.push('@z')</script></box>",
    ),
];

/// Scripts of `stats.test` that trace what the others do not.
const SCRIPTS: [(&str, &str); 4] = [
    ("current.js", "traces.push(document.currentScript.id)"),
    (
        "async.js",
        "loose.push('async' + document.currentScript.src.split('?')[1])",
    ),
    (
        "defer.js",
        "traces.push(document.currentScript.id + document.readyState.slice(0, 4).replace('comp', 'inte'))",
    ),
    (
        "module.js",
        "traces.push(document.currentScript + import.meta.url.split('?')[1])",
    ),
];

/// What stands in a page, without what a mark adds, and what ran in it.
const STANDS: &str = "
    const main = document.querySelector('main')?.cloneNode(true) ?? document.createElement('none');
    for (const it of main.querySelectorAll('template')) it.remove();
    for (const it of main.querySelectorAll('*')) {
      for (const name of ['data-consent', 'data-src', 'data-type', 'type']) it.removeAttribute(name);
      for (const { name, value } of [...it.attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
        it.removeAttribute(name);
        it.setAttribute(name, value);
      }
      if (it.localName === 'script' && !it.src) it.text = '';
    }
    return { html: main.innerHTML, traces, loose: loose.sort() };";

#[derive(Debug, PartialEq, Deserialize)]
pub(super) struct Stands {
    html: String,
    traces: Vec<String>,
    loose: Vec<String>,
}

/// Where a construct is in the list.
pub(super) fn place_of(name: &str) -> usize {
    CONSTRUCTS.iter().position(|it| it.0 == name).unwrap()
}

/// What serves the pages, and what they ask for.
pub(super) fn shop() -> Site {
    let site = Site::new(POLICY);
    let mut rules = site.server.rules();
    for (name, script) in SCRIPTS {
        let place = format!("stats.test/{name}");
        rules.bodies.insert(place, script.to_owned());
    }
    rules.missing.push("stats.test/missing".to_owned());
    drop(rules);
    site
}

/// With marks, or as the page was before it had any.
fn body(constructs: &[usize], is_marked: bool) -> String {
    let mark = "type=\"text/plain\" data-consent=\"stats\"";
    let words = if is_marked {
        [
            (
                "MARKED alt=\"\" src",
                "data-consent=\"stats\" alt=\"\" data-src",
            ),
            (
                "MARK[",
                "type=\"text/plain\" data-consent=\"stats\" data-type=[",
            ),
            ("MARK", mark),
            ("<box>", "<template data-consent=\"stats\">"),
            ("</box>", "</template>"),
        ]
    } else {
        [
            ("MARKED ", ""),
            ("MARK[", "type=["),
            ("MARK", ""),
            ("<box>", ""),
            ("</box>", ""),
        ]
    };
    let text = |(number, it): (usize, &usize)| {
        let text = words
            .iter()
            .fold(CONSTRUCTS[*it].1.to_owned(), |text, (from, to)| {
                text.replace(from, to)
            });
        let text = text
            .replace("=[", "=\"")
            .replace("] ", "\" ")
            .replace("]>", "\">");
        text.replace('@', &number.to_string())
    };
    let all: Vec<String> = constructs.iter().enumerate().map(text).collect();
    all.join("\n")
}

/// A page as its owner marks it, and as it was before.
fn pages(constructs: &[usize]) -> [String; 2] {
    let head = "<script>window.traces = []; window.loose = []</script>";
    let gate = "<script src=\"/portcullis/gate.js\"></script>";
    let bare = html(head, &body(constructs, false));
    [html(head, &body(constructs, true)), bare.replace(gate, "")]
}

async fn stands(page: &Page) -> Stands {
    page.settle().await;
    page.eval(STANDS).await
}

/// How the page of a row is without a gate.
pub(super) async fn without_a_gate(page: &Page, row: &[usize]) -> Stands {
    page.site.write("bare.html", &pages(row)[1]);
    page.open("/bare.html").await;
    stands(page).await
}

/// Visits the marked page of a row, which is accepted, and then visited again; says what differs.
pub(super) async fn visit_marked(
    page: &Page,
    row: &[usize],
    wanted: &Stands,
) -> Result<(), String> {
    page.site.write("marked.html", &pages(row)[0]);
    let names: Vec<_> = row.iter().map(|it| CONSTRUCTS[*it].0).collect();
    let differs = |place, got: Stands| Err(format!("{place}: {names:?}\n{got:#?}\n{wanted:#?}"));
    page.open("/marked.html").await;
    page.run("if (portcullis.decision.state !== 'undecided') portcullis.withdraw()")
        .await;
    page.reload().await;
    page.run("portcullis.acceptAll()").await;
    let got = stands(page).await;
    if got != *wanted {
        return differs("on the page of the answer", got);
    }
    page.reload().await;
    let got = stands(page).await;
    if got != *wanted {
        return differs("on a later page", got);
    }
    Ok(())
}
