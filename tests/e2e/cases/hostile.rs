//! Texts of a policy are text, whatever they hold.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{POLICY, Site};

const TEXT: &str = r#"</script><script>new Image().src='/ran?text'</script><img src=x onerror="new Image().src='/ran?text'">'\"${alert(1)}__proto__"#;

/// The shop's policy with `TEXT` wherever a text may stand.
fn hostile() -> String {
    let text = serde_json::to_string(TEXT).unwrap();
    let mut policy = POLICY.to_owned();
    for words in [
        "The Shop",
        "Stats Ltd",
        "Statistics",
        "Counts visits.",
        "Tells visitors apart",
        "Pages read",
    ] {
        policy = policy.replace(&format!("\"{words}\""), &text);
    }
    policy
}

#[test]
fn markup_in_a_text_is_shown_and_never_run() {
    // Invariant 8
    visit_with(Site::new(&hostile()), Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.optional(), [""; 0]);
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.shown(".portcullis-preferences").await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        let shown: String = page
            .eval("return document.querySelector('.portcullis-preferences').textContent")
            .await;
        assert!(shown.contains(TEXT), "{shown}");
        let made: u32 = page
            .eval("return document.querySelectorAll('[class^=portcullis] script, [class^=portcullis] img').length")
            .await;
        assert_eq!(made, 0);
        page.run("portcullis.acceptAll()").await;
        page.settle().await;
        assert_eq!(page.count("shop.test/ran?text"), 0);
        assert_eq!(page.count("shop.test/ran?stats-inline"), 1);
    });
}
