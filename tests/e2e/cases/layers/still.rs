//! No answer moves the page.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// Higher than any window, with the way to the settings at its end.
const TALL: &str = "<form><input id=\"name\"></form><div style=\"height: 4000px\"></div>";

fn visit_tall(test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", TALL));
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.run("scrollTo(0, 300)").await;
        test(page).await;
        page.until("portcullis.decision.state === 'decided'").await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        page.settle().await;
        assert_eq!(page.eval::<u32>("return scrollY").await, 300);
    });
}

/// Opens the second layer, and waits for the component.
async fn choose(page: &Page) {
    page.click(".portcullis-banner [data-portcullis=preferences]")
        .await;
    page.shown(".portcullis-preferences[open]").await;
    page.settle().await;
}

#[test]
fn an_answer_on_the_first_layer_moves_nothing() {
    visit_tall(async |page| {
        page.click(".portcullis-banner [data-portcullis=reject-all]")
            .await;
    });
}

#[test]
fn an_answer_in_the_settings_moves_nothing() {
    for answer in ["accept-all", "reject-all", "save"] {
        visit_tall(async |page| {
            choose(page).await;
            page.click(&format!(
                ".portcullis-preferences [data-portcullis={answer}]"
            ))
            .await;
        });
    }
}

#[test]
fn who_leaves_the_settings_by_a_key_stays_where_they_were() {
    visit_tall(async |page| {
        choose(page).await;
        page.keys("\u{e00c}").await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        assert_eq!(page.eval::<u32>("return scrollY").await, 300);
        page.click(".portcullis-banner [data-portcullis=reject-all]")
            .await;
    });
}
