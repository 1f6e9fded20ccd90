//! What `embed.html` says is enough: its tags in each form, under the very policies that it prints.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{COUNT_VIOLATIONS, Page, visit_with};
use portcullis_e2e::site::{POLICY, Site};

const TRUSTED: &str = "; require-trusted-types-for 'script'; trusted-types portcullis";
const NONCE: &str = "nonce=\"r4nd0m\"";

/// The tags and policies of a built folder.
struct Embed {
    file: String,
    stamped: String,
    checked: String,
    inline: String,
    /// Asks for the first layer together with the gate.
    hint: String,
    /// For the file, for the inline form by its hash, and with a nonce.
    policies: [String; 3],
}

impl Embed {
    fn of(site: &Site) -> Embed {
        let tags = site.read("portcullis/embed.html");
        let starting = |start: &str| {
            let lines = tags.lines().filter(|line| line.starts_with(start));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let [file, stamped, checked] = starting("<script data-").try_into().unwrap();
        assert!(tags.contains(TRUSTED));
        Embed {
            file,
            stamped,
            checked,
            inline: site.read("portcullis/embed-inline.html"),
            hint: starting("<script async").concat(),
            policies: starting("script-src").try_into().unwrap(),
        }
    }
}

fn html(tag: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{tag}<title>Page</title></head>\
         <body><main><h1>Page</h1><div data-portcullis=\"declaration\"></div></main>\
         <footer><a href=\"#\" data-portcullis=\"preferences\">Cookie settings</a></footer></body></html>"
    )
}

/// Under nothing but the printed policy both layers work, the table shows, and the browser objects to nothing.
fn works(form: impl Fn(Embed) -> (String, String)) {
    let site = Site::new(POLICY);
    let (tag, policy) = form(Embed::of(&site));
    site.write("index.html", &html(&tag));
    let policy = format!("default-src 'none'; {policy}{TRUSTED}");
    let header = ("content-security-policy".to_owned(), policy);
    site.server.rules().headers.push(header);
    visit_with(site, Wish::default(), async |page| {
        // In no file of the site: its hashes must hold.
        let source = serde_json::json!({ "source": COUNT_VIOLATIONS });
        page.chrome("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
        page.open("/").await;
        assert_eq!(page.count("shop.test/portcullis/first.en.js"), 1);
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.tick("[data-portcullis-service=stats]").await;
        page.click(".portcullis-preferences [data-portcullis=save]")
            .await;
        page.until("portcullis.decision.granted.includes('stats')")
            .await;
        page.reload().await;
        page.until("document.querySelector('[data-portcullis=declaration] table')")
            .await;
        assert_eq!(interface(page), 1);
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.eval::<Vec<String>>("return broken").await, [""; 0]);
        assert_eq!(page.errors().await, [""; 0]);
    });
}

/// How often the component itself was asked for, in place of the plain list.
fn interface(page: &Page) -> usize {
    page.count("shop.test/portcullis/portcullis-ui_bg.wasm")
}

#[test]
fn the_gate_as_a_file_needs_no_more_than_its_printed_policy() {
    works(|Embed { file, policies, .. }| (file, policies[0].clone()));
}

#[test]
fn the_gate_in_the_page_needs_no_more_than_its_printed_policy() {
    works(|it| (it.inline, it.policies[1].clone()));
}

#[test]
fn the_gate_as_a_file_works_by_a_nonce_alone() {
    works(|it| by_nonce(&it.file, &it.policies));
}

#[test]
fn the_gate_in_the_page_works_by_a_nonce_alone() {
    works(|it| by_nonce(&it.inline, &it.policies));
}

#[test]
fn the_first_layer_that_is_asked_for_together_with_the_gate_is_the_one_that_shows() {
    works(|it| ([it.stamped, it.hint].concat(), it.policies[0].clone()));
}

fn by_nonce(tag: &str, [.., policy]: &[String; 3]) -> (String, String) {
    let tag = tag.replacen("<script", &format!("<script {NONCE}"), 1);
    (tag, policy.replace("NONCE", "r4nd0m"))
}

#[test]
fn the_gate_with_integrity_runs_as_it_was_built_and_not_otherwise() {
    let site = Site::new(POLICY);
    let tag = Embed::of(&site).checked;
    site.write("index.html", &html(&tag));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        let (_, name) = tag.split_once(" src=\"/").unwrap();
        let (name, _) = name.split_once('"').unwrap();
        let gate = page.site.read(name);
        page.site.write(name, &format!("{gate};"));
        page.open("/").await;
        assert!(page.eval::<bool>("return !window.portcullis").await);
    });
}
