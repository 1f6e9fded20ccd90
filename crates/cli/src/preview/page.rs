//! A page gets the gate's tag on the way, and what has it follow the next build.

use crate::markup::tags;

/// Where the built files are served.
pub(super) const BASE: &str = "/portcullis/";
/// Where the preview's own are: no policy has them.
pub(super) const OWN: &str = "/-portcullis/";

/// Puts the gate first in the page's head, in place of one that the page has already, and what
/// follows the builds after `build` behind it.
pub(super) fn with_tags(page: &str, build: u64) -> String {
    let page = without_gate(page);
    let (before, after) = page.split_at(head(&page));
    format!(
        "{before}<script src=\"{BASE}gate.js\"></script>\
         <script async src=\"{OWN}preview.js\" data-build=\"{build}\"></script>{after}"
    )
}

/// Where the content of the page's head starts.
fn head(page: &str) -> usize {
    let start = |name| tags(page).find(|tag| tag.is(name)).map(|tag| tag.end);
    let places = ["head", "html", "!doctype"].into_iter();
    places.filter_map(start).next().unwrap_or_default()
}

/// Leaves out a gate that is loaded from a file: it would be another build's.
fn without_gate(page: &str) -> String {
    let gates = tags(page).filter(|tag| tag.is("script") && loads_a_gate(tag.text));
    let mut rest = String::new();
    let mut from = 0;
    for gate in gates {
        let end = page.get(gate.end..).and_then(|it| it.find("</script>"));
        let Some(end) = end else { continue };
        rest.push_str(page.get(from..gate.start).unwrap_or_default());
        from = gate.end + end + "</script>".len();
    }
    rest + page.get(from..).unwrap_or_default()
}

/// Whether a tag's source is a file `gate.js`, with a build's stamp in its name or without.
fn loads_a_gate(tag: &str) -> bool {
    let source = tag.split_once("src=").map(|(_, rest)| rest);
    let source = source.map(|it| it.trim_start_matches(['"', '\'']));
    let source = source.and_then(|it| it.split(['"', '\'', ' ', '>', '?']).next());
    let name = source.and_then(|it| it.rsplit('/').next());
    let parts: Vec<&str> = name.unwrap_or_default().split('.').collect();
    matches!(parts[..], ["gate", "js"] | ["gate", _, "js"])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAGS: &str = "<script src=\"/portcullis/gate.js\"></script>\
        <script async src=\"/-portcullis/preview.js\" data-build=\"7\"></script>";

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(with_tags(page, 7), expected.replace("TAGS", TAGS));
    }

    #[test]
    fn the_gate_comes_first_in_the_head() {
        check(
            "<!doctype html><html><head data-a=\"1>2\"><title>A</title>",
            "<!doctype html><html><head data-a=\"1>2\">TAGS<title>A</title>",
        );
        check("<HEAD>\n<header>", "<HEAD>TAGS\n<header>");
        check("<!-- <head> --><head><p>", "<!-- <head> --><head>TAGS<p>");
    }

    #[test]
    fn a_page_that_leaves_tags_out_gets_it_as_early_as_can_be() {
        check("<html lang=en><p>A", "<html lang=en>TAGS<p>A");
        check("<!DOCTYPE html><p>A", "<!DOCTYPE html>TAGS<p>A");
        check("<header>A</header>", "TAGS<header>A</header>");
        check("", "TAGS");
    }

    #[test]
    fn a_gate_that_is_there_already_makes_room() {
        for gate in [
            "<script src=\"/portcullis/gate.js\"></script>",
            "<script integrity=\"sha384-a\" src='/consent/gate.1a2b3c.js'></script>",
            "<script src=gate.js></script>",
        ] {
            let page = format!("<head>{gate}<script src=\"/app.js\"></script>");
            check(&page, "<head>TAGS<script src=\"/app.js\"></script>");
        }
        check(
            "<head><script src=\"/navigate.js\"></script>",
            "<head>TAGS<script src=\"/navigate.js\"></script>",
        );
    }
}
