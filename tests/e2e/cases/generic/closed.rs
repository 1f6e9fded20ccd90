//! A policy that is broken, gone or cannot be compiled keeps the gate down.

use super::{BODY, FREE, arrived, is_kept, seen, shop, slow, visit};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, told};
use std::process::Command;

const BROKEN: &str = "kind = \"sesion\"";

/// What `portcullis check` says of the same file by the same name, problem by problem.
fn checked(policy: &str) -> Vec<String> {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("policy.toml"), policy).unwrap();
    let tool = Command::new(told("PORTCULLIS_BIN"))
        .args(["check", "policy.toml"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(tool.stderr).unwrap();
    let said = said.replace("--> policy.toml", "--> /policy.toml");
    let problems = said.split("\n\n").filter(|it| it.starts_with("error"));
    problems.map(str::to_owned).collect()
}

#[test]
fn a_broken_policy_keeps_the_gate_down_and_its_diagnostics_are_on_the_console() {
    // LAW-25
    let broken = POLICY
        .replace("kind = \"session\"", BROKEN)
        .replace("vendor =", "vender =");
    let site = shop(BODY);
    site.write("policy.toml", &broken);
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.run("portcullis.acceptAll()").await;
        arrived(page).await;
        assert_eq!(
            seen(page),
            ["shop.test/ran?failed", "shop.test/ran?refused"]
        );
        assert!(!page.is_shown(".portcullis-banner").await);
        let mut expected = checked(&broken);
        assert!(expected.len() > 5, "{expected:?}");
        expected.push("portcullis: the policy has errors, everything optional is held".to_owned());
        assert_eq!(page.errors().await, expected);
        assert!(!is_kept(page).await);
        page.site.write("policy.toml", POLICY);
        page.reload().await;
        arrived(page).await;
        assert_eq!(seen(page), FREE);
    });
}

#[test]
fn a_policy_that_breaks_or_goes_takes_the_kept_table_along() {
    // LAW-25
    visit(async |page| {
        for is_gone in [false, true] {
            page.site.write("policy.toml", POLICY);
            page.site.server.rules().missing.clear();
            page.open("/").await;
            page.accept().await;
            assert!(is_kept(page).await);
            page.site
                .write("policy.toml", &POLICY.replace("kind = \"session\"", BROKEN));
            if is_gone {
                page.site
                    .server
                    .rules()
                    .missing
                    .push("policy.toml".to_owned());
            }
            for _ in 0..2 {
                page.reload().await;
                page.until("!localStorage['portcullis:table']").await;
                assert_eq!(page.hosts(), [""; 0]);
            }
        }
    });
}

#[test]
fn without_a_policy_the_gate_stays_closed_and_one_line_says_so() {
    // LAW-25
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("policy.toml".to_owned());
        page.open("/").await;
        page.accept().await;
        assert_eq!(page.hosts(), [""; 0]);
        assert!(page.is_shown("h1").await);
        assert_eq!(
            page.errors().await,
            ["portcullis: no policy, everything optional is held: /policy.toml 404"]
        );
    });
}

#[test]
fn without_webassembly_the_gate_stays_closed_and_one_line_says_so() {
    // LAW-25
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("portcullis-compile_bg.wasm".to_owned());
        page.open("/").await;
        page.accept().await;
        assert_eq!(page.hosts(), [""; 0]);
        let said = page.errors().await;
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0]
                .starts_with("portcullis: no policy, everything optional is held: /policy.toml "),
            "{said:?}"
        );
    });
}

#[test]
fn a_policy_server_that_hangs_is_given_up_and_the_gate_stays_closed() {
    visit(async |page| {
        // Half a minute is short for this page.
        page.before_each_page(
            "const later = setTimeout; setTimeout = (done, time, ...words) => later(done, time === 30000 && location.search ? 300 : time, ...words)",
        );
        slow(page);
        page.open("/?hurry").await;
        page.until("(portcullis.ready.then(() => { window.isReady = true }), window.isReady)")
            .await;
        page.settle().await;
        let line = "portcullis: no policy, everything optional is held: /policy.toml no answer in 30 seconds";
        assert_eq!(page.errors().await, [line]);
        page.run("portcullis.acceptAll()").await;
        page.settle().await;
        assert_eq!(page.hosts(), [""; 0]);
        // The same page with a server that answers.
        page.site.server.rules().held.clear();
        page.open("/").await;
        arrived(page).await;
        assert_eq!(seen(page), FREE);
    });
}
