//! The second layer.

use portcullis::{Choice, ConsentState};
use portcullis_core::view::CookieView;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, HtmlInputElement};

use super::page::{
    add, category, click, cookie, count, decided, dialog_name, document, find, fire, get, page,
    policy, service, switch, wait,
};

const DIALOG: &str = "dialog[open]";
const OPEN: &str = ".portcullis-banner [data-portcullis=preferences]";
const SAVE: &str = "[data-portcullis=save]";

fn focused() -> String {
    document().active_element().unwrap().outer_html()
}

#[wasm_bindgen_test]
async fn it_is_found_by_role_and_name_and_takes_the_focus_a11y_20() {
    let _page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    assert_eq!(dialog_name(DIALOG), "Your settings");
    assert!(get(DIALOG).matches(":modal").unwrap());
    assert!(focused().starts_with("<h2"), "{}", focused());
}

#[wasm_bindgen_test]
async fn nothing_optional_is_ticked_before_an_answer_law_04() {
    let page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    assert_eq!(count("dialog input[type=checkbox]"), 5);
    assert_eq!(count("dialog [role=switch]"), 0, "a switch cannot be mixed");
    assert_eq!(count("dialog input[checked]"), 0);
    for service in ["prefs", "analytics", "video"] {
        assert!(!switch(service).checked(), "{service}");
    }
    assert!(find("input[data-portcullis-service=login]").is_none());
    assert!(find("input[data-portcullis-category=session]").is_none());
    assert_eq!(count("dialog .portcullis-badge"), 1);
    click(SAVE).await;
    assert_eq!(
        *page.memory.told.borrow(),
        [Choice::Custom([].into_iter().collect())]
    );
}

#[wasm_bindgen_test]
async fn saving_sends_exactly_what_is_switched_on_law_15() {
    let page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    click("[data-portcullis-service=video]").await;
    assert!(
        page.memory.told.borrow().is_empty(),
        "a switch alone stores nothing (A11Y-16)"
    );
    click(SAVE).await;
    assert_eq!(
        *page.memory.told.borrow(),
        [Choice::Custom([service(3)].into_iter().collect())]
    );
    assert!(find("dialog").is_none());
    assert!(find(".portcullis-banner").is_none());
}

#[wasm_bindgen_test]
async fn a_category_switches_its_services_and_goes_mixed() {
    let _page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    click("[data-portcullis-category=others]").await;
    assert_eq!(
        [
            switch("analytics").checked(),
            switch("video").checked(),
            switch("prefs").checked()
        ],
        [true, true, false]
    );
    assert!(category("others").checked() && !category("others").indeterminate());
    click("[data-portcullis-service=video]").await;
    assert!(
        category("others").indeterminate(),
        "some of its services are on"
    );
    click("[data-portcullis-service=analytics]").await;
    assert!(!category("others").checked() && !category("others").indeterminate());
}

#[wasm_bindgen_test]
async fn a_mixed_category_switches_all_of_its_services_on() {
    let _page = page(policy(), decided(&[2])).await;
    fire("portcullis:show", "preferences");
    wait(0).await;
    assert!(category("others").indeterminate());
    click("[data-portcullis-category=others]").await;
    assert!(switch("analytics").checked() && switch("video").checked());
    assert!(category("others").checked() && !category("others").indeterminate());
}

#[wasm_bindgen_test]
async fn closing_it_grants_nothing_and_forgets_the_draft_law_05() {
    let page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    click("[data-portcullis-service=video]").await;
    // The browser closes a modal dialog on Escape by itself: the same event follows.
    get(DIALOG).unchecked_into::<HtmlDialogElement>().close();
    wait(20).await;
    assert!(find("dialog").is_none());
    assert!(page.memory.told.borrow().is_empty());
    assert!(find(".portcullis-banner").is_some(), "still undecided");
    click(OPEN).await;
    assert!(!switch("video").checked());
}

#[wasm_bindgen_test]
async fn the_focus_returns_to_where_it_was_a11y_20() {
    let _page = page(policy(), ConsentState::Undecided).await;
    get(OPEN).focus().unwrap();
    click(OPEN).await;
    click("dialog .portcullis-close").await;
    assert!(
        focused().contains("data-portcullis=\"preferences\""),
        "{}",
        focused()
    );
}

#[wasm_bindgen_test]
async fn the_focus_goes_to_a_way_back_where_its_opener_is_gone() {
    let way_back = add(
        "button",
        &[("data-portcullis", "preferences"), ("id", "footer")],
    );
    way_back.0.set_text_content(Some("Cookie settings"));
    let _page = page(policy(), ConsentState::Undecided).await;
    get(OPEN).focus().unwrap();
    click(OPEN).await;
    click(SAVE).await;
    assert!(focused().contains("id=\"footer\""), "{}", focused());
}

#[wasm_bindgen_test]
async fn it_shows_what_is_granted_now() {
    let _page = page(policy(), decided(&[1])).await;
    fire("portcullis:show", "preferences");
    wait(0).await;
    let on: Vec<bool> = ["prefs", "analytics", "video"]
        .into_iter()
        .map(|it| switch(it).checked())
        .collect();
    assert_eq!(on, [true, false, false]);
}

#[wasm_bindgen_test]
async fn accept_and_reject_stand_there_as_equals_law_10() {
    let page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    assert_eq!(
        get("dialog [data-portcullis=accept-all]").class_name(),
        get("dialog [data-portcullis=reject-all]").class_name()
    );
    click("dialog [data-portcullis=reject-all]").await;
    assert_eq!(*page.memory.told.borrow(), [Choice::RejectAll]);
    assert!(find("dialog").is_none());
}

#[wasm_bindgen_test]
async fn each_service_shows_its_vendor_its_cookies_and_its_links_law_14() {
    let _page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    let text = get("dialog").text_content().unwrap();
    for part in ["Vendor of video", "Purpose of video.", "_video", "1 year"] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(
        count("dialog a[rel=noopener][href='https://vendor.test/privacy']"),
        4
    );
}

#[wasm_bindgen_test]
async fn a_category_is_folded_and_named_by_a_heading() {
    let _page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    const ROW: &str = ".portcullis-category:has([data-portcullis-category=others])";
    let toggle = format!("{ROW} h3 > button");
    let list = format!("{ROW} > .portcullis-services");
    let attribute = |name: &str| get(&toggle).get_attribute(name);
    assert_eq!(get(&toggle).inner_text(), "Title of others");
    assert_eq!(attribute("aria-expanded").as_deref(), Some("false"));
    assert_eq!(get(&list).get_client_rects().length(), 0);
    click(&toggle).await;
    assert_eq!(attribute("aria-expanded").as_deref(), Some("true"));
    assert!(get(&list).get_client_rects().length() > 0);
    let name = category("others").get_attribute("aria-label");
    assert_eq!(name.as_deref(), Some("Title of others"));
    let described = category("others")
        .get_attribute("aria-describedby")
        .unwrap();
    assert_eq!(
        get(&format!("#{described}")).inner_text(),
        "What others is for."
    );
}

#[wasm_bindgen_test]
async fn saving_is_quiet_until_something_was_changed() {
    let _page = page(policy(), decided(&[3])).await;
    fire("portcullis:show", "preferences");
    wait(0).await;
    let is_changed = || find("dialog [data-portcullis=save][data-changed='1']").is_some();
    assert!(!is_changed());
    click("[data-portcullis-service=video]").await;
    assert!(is_changed());
    click("[data-portcullis-service=video]").await;
    assert!(!is_changed());
}

#[wasm_bindgen_test]
async fn every_switch_is_named_and_keeps_its_name_a11y_18() {
    let _page = page(policy(), ConsentState::Undecided).await;
    click(OPEN).await;
    let name = |it: &HtmlInputElement| it.get_attribute("aria-label");
    let before = name(&switch("video"));
    assert!(
        before
            .as_ref()
            .is_some_and(|it| it.contains("Title of video"))
    );
    click("[data-portcullis-service=video]").await;
    assert_eq!(name(&switch("video")), before);
}

#[wasm_bindgen_test]
async fn it_shows_what_runs_until_it_is_refused_as_on() {
    let running = ConsentState::undecided([service(2)].into_iter().collect());
    let _page = page(policy(), running).await;
    click(OPEN).await;
    assert!(switch("analytics").checked() && !switch("video").checked());
    assert!(category("others").indeterminate());
}

#[wasm_bindgen_test]
async fn what_no_page_can_erase_is_named_and_marked_law_32() {
    let mut policy = policy();
    policy.services[2].cookies.push(CookieView {
        left: true,
        ..cookie("IDE")
    });
    let _page = page(policy, ConsentState::Undecided).await;
    click(OPEN).await;
    let text = |service: &str| {
        let row = format!(".portcullis-service:has([data-portcullis-service={service}])");
        get(&row).text_content().unwrap()
    };
    let analytics = text("analytics");
    assert!(
        analytics.contains("What your browser alone can eraseIDE †"),
        "{analytics}"
    );
    assert!(!analytics.contains("_analytics †"), "{analytics}");
    assert_eq!(analytics.matches("IDE †").count(), 2, "{analytics}");
    let video = text("video");
    assert!(
        !video.contains("What your browser alone") && !video.contains('†'),
        "{video}"
    );
}

#[wasm_bindgen_test]
async fn both_layers_say_beforehand_that_the_page_loads_once_more() {
    const SAYS: &str = "The page loads once more.";
    let said = |selector: &str| get(selector).text_content().unwrap().contains(SAYS);
    {
        let _page = page(policy(), ConsentState::Undecided).await;
        click(OPEN).await;
        assert!(!said(".portcullis-banner") && !said(DIALOG));
    }
    let mut policy = policy();
    policy.reloads = true;
    let _page = page(policy, ConsentState::Undecided).await;
    click(OPEN).await;
    assert!(said(".portcullis-banner") && said(DIALOG));
}
