//! The sample site as trunk builds it, for who works on the interface.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::Site;
use portcullis_e2e::tally;

#[test]
fn the_sample_site_of_trunk_asks_and_loads_the_interface_that_trunk_built() {
    let Some(folder) = std::env::var_os("PORTCULLIS_TRUNK") else {
        return tally::lacks("trunk");
    };
    let site = Site::ready(folder.into(), "localhost");
    visit_with(site, Wish::default(), async |page| {
        page.go("http://localhost:8080/").await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.hosts(), ["localhost"]);
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.shown(".portcullis-preferences").await;
        page.until_seen("localhost/portcullis/portcullis-ui_bg.wasm")
            .await;
        page.accept().await;
        assert_eq!(page.count("analytics.localhost/vendors/tidemark.js"), 1);
    });
}
