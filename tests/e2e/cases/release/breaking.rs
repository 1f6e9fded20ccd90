//! Each rule of release is broken in turn: a page of the random run tells.

use super::constructs::{Stands, shop, visit_marked, without_a_gate};
use super::{is_long, random_rows};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine::Chromium;
use portcullis_e2e::gate::Gate;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::POLICY;

/// A rule, the line of the gate that keeps it, and one that does not.
const RULES: [[&str; 3]; 26] = [
    [
        "scripts run in the order of the document",
        "push(queue, script);",
        "queue.unshift(script);",
    ],
    [
        "an inline script waits for what is on its way",
        "if (addressOf(queue[0]) === null && areOthersComing()) return false;",
        ";",
    ],
    [
        "what was not async is not",
        "setAsync(script, look(old, 'async') !== null);",
        ";",
    ],
    [
        "an async script is async",
        "setAsync(script, look(old, 'async') !== null);",
        "setAsync(script, false);",
    ],
    [
        "a script has its attributes",
        "put(script, name, /** @type {string} */ (look(old, name)));",
        ";",
    ],
    [
        "a script has its type",
        "if (type) put(script, 'type', type);",
        ";",
    ],
    [
        "a script stands where it stood",
        "old.replaceWith(script);",
        "old.remove(); document.body.append(script);",
    ],
    [
        "a script that has come lets the next go",
        "hear(script, 'load', next);",
        ";",
    ],
    [
        "one that never comes does too",
        "hear(script, 'error', next);",
        ";",
    ],
    [
        "what does not run is not waited for",
        "look(script, 'nomodule') === null &&",
        "",
    ],
    [
        "nor is what is no script",
        "test(/^$|module|javascript/, look(script, 'type') || '')",
        "true",
    ],
    [
        "what is deferred waits for the parser",
        "(isParsed() || !isDeferred(element))",
        "true",
    ],
    [
        "and runs behind all that is not",
        "elements = flat([filter(elements, (it) => !isDeferred(it)), filter(elements, isDeferred)]);",
        ";",
    ],
    [
        "a script without an address is not deferred",
        "(look(script, 'defer') !== null && addressOf(script) !== null)",
        "look(script, 'defer') !== null",
    ],
    [
        "scripts of a template run in their turn",
        "enqueue(/** @type {Held} */ (script));",
        ";",
    ],
    [
        "a template's nodes stand behind it",
        "template.after(brought);",
        "document.body.append(brought);",
    ],
    [
        "an image gets its address",
        "put(element, name, kind ? trusted(kind, value) : value);",
        ";",
    ],
    [
        "what is written goes beside its script",
        "bringCopies(to, bodyOf(to.page), body(), script);",
        "bringCopies(to, bodyOf(to.page), body(), null);",
    ],
    [
        "what is written is in order",
        "if (isConnected(copy)) last = copy;",
        ";",
    ],
    [
        "a text goes on with the next piece",
        "if (valueOf(copy) !== valueOf(node)) setValue(copy, valueOf(node));",
        ";",
    ],
    [
        "a script that is written waits for its end",
        "if (!known && isOpen(to, node)) return false;",
        ";",
    ],
    [
        "a script that is written runs next",
        "runNext(takeAll(to.scripts));",
        "to.scripts.splice(0).forEach(enqueue); pump();",
    ],
    [
        "what is written ends a line",
        "join(args, '') + (name === 'write' ? '' : '\\n')",
        "join(args, '')",
    ],
    [
        "elements that are written hold what is in them",
        "bringCopies(to, node, copy, null);",
        ";",
    ],
    [
        "a late listener hears of the page",
        "&& isLate() && hasHappened(type)",
        "&& false",
    ],
    [
        "so does a late onload",
        "if (isLate() && hasHappened('load'))",
        "if (false)",
    ],
];

/// The first of the rows that stands or runs otherwise than without a gate; `wanted` has what is known of that.
async fn first_to_tell(
    page: &Page,
    rows: &[Vec<usize>],
    wanted: &mut Vec<Stands>,
) -> Option<usize> {
    for (seed, row) in rows.iter().enumerate() {
        if seed == wanted.len() {
            wanted.push(without_a_gate(page, row).await);
        }
        if visit_marked(page, row, &wanted[seed]).await.is_err() {
            return Some(seed);
        }
    }
    None
}

#[test]
fn each_rule_of_release_is_kept_by_a_page_that_tells() {
    let rows = random_rows(if is_long() { 100 } else { 2 });
    let rules = if is_long() { RULES.len() } else { 1 };
    let gate = Gate::new(POLICY);
    let wish = Wish {
        only: &[Chromium],
        ..Wish::default()
    };
    visit_with(shop(), wish, async |page| {
        let mut wanted = Vec::new();
        page.site.serve_gate(gate.script());
        let told = first_to_tell(page, &rows[..2], &mut wanted).await;
        assert_eq!(told, None, "the gate as it is");
        for [name, from, to] in RULES.into_iter().take(rules) {
            page.site.serve_gate(gate.with(from, to).script());
            let told = first_to_tell(page, &rows, &mut wanted).await;
            eprintln!("{name}: {told:?}");
            assert!(told.is_some(), "no page tells: {name}");
        }
    });
}
