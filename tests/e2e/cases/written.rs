//! Markup at random, written and set past the gate and by the parser alone: the trees are the same but for
//! what is held.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, Site, html};

/// Judges `COUNT` random texts from the seed `SEED` on.
const PAGE: &str = include_str!("written/page.js");
/// The setter of the platform, before the gate stands in front of it.
const NATIVES: &str = "window.natives = { setHtml: Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML').set }";
/// Texts of an ordinary run, and of a long one: 4 to 9 milliseconds each.
const TEXTS: [usize; 2] = [1_000, 100_000];
/// Texts that are judged in one call.
const CALL: usize = 500;

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code, reason = "shown where something differs")]
struct Fault {
    seed: usize,
    way: String,
    pieces: Vec<String>,
    got: String,
    wanted: String,
    leaks: Vec<String>,
}

#[test]
fn what_is_written_at_random_stands_as_without_a_gate_but_for_what_is_held() {
    let is_long = std::env::var_os("PORTCULLIS_LONG").is_some();
    let texts = TEXTS[usize::from(is_long)];
    let site = Site::new(POLICY);
    site.write("page.html", &html("", ""));
    site.write(
        "own.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
    );
    site.before_the_gate(NATIVES);
    visit_with(site, Wish::default(), async |page| {
        page.open("/page.html").await;
        for seed in (0..texts).step_by(CALL) {
            let script = PAGE
                .replace("SEED", &seed.to_string())
                .replace("COUNT", &CALL.to_string());
            let faults: Vec<Fault> = page.eval(&script).await;
            assert!(faults.is_empty(), "{:#?}", &faults[..faults.len().min(5)]);
        }
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
    });
}
