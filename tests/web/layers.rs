//! The first layer.

use portcullis::{Choice, ConsentState, PolicyView};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::page::{
    click, count, decided, dialog_name, document, find, fire, get, page, policy, stale, wait,
};

const BANNER: &str = "body > section[role=dialog]";
const ACCEPT: &str = ".portcullis-banner [data-portcullis=accept-all]";
const REJECT: &str = ".portcullis-banner [data-portcullis=reject-all]";

#[wasm_bindgen_test]
async fn the_first_layer_is_found_by_role_and_name_cli_08() {
    let _page = page(policy(), ConsentState::Undecided).await;
    assert_eq!(dialog_name(BANNER), "Cookies on this site");
    let body = document().body().unwrap();
    assert!(
        body.first_element_child()
            .unwrap()
            .matches(".portcullis-banner")
            .unwrap()
    );
    assert_eq!(
        get(BANNER).get_attribute("aria-modal").as_deref(),
        Some("false")
    );
}

#[wasm_bindgen_test]
async fn the_first_layer_does_not_take_the_focus_a11y_22() {
    let _page = page(policy(), ConsentState::Undecided).await;
    assert_eq!(document().active_element().unwrap().tag_name(), "BODY");
}

#[wasm_bindgen_test]
async fn the_first_layer_names_who_asks_and_each_purpose_before_its_buttons_law_14() {
    let _page = page(policy(), ConsentState::Undecided).await;
    let text = get(BANNER).inner_text();
    let end = text.find("Accept all").unwrap();
    for part in [
        "Title of comfort",
        "What comfort is for.",
        "Title of others",
        "What others is for.",
    ] {
        assert!(
            text.find(part).is_some_and(|at| at < end),
            "{part} comes before the buttons"
        );
    }
    assert!(
        !text.contains("Title of session"),
        "what is not asked is not listed"
    );
    assert_eq!(count(".portcullis-banner a[href='/privacy']"), 1);
}

#[wasm_bindgen_test]
async fn the_question_is_one_sentence_with_the_purposes_in_it_law_14() {
    let mut policy = policy();
    policy.labels.insert("intro".into(), "May we: ".into());
    let intro =
        "May we: Title of comfort – What comfort is for. Title of others – What others is for.";
    let _page = page(policy, ConsentState::Undecided).await;
    let asked = get(".portcullis-banner__asked").inner_text();
    assert!(asked.starts_with(intro), "{asked}");
    assert_eq!(count(".portcullis-banner__asked strong"), 2);
}

#[wasm_bindgen_test]
async fn accept_and_reject_look_alike_law_12() {
    let _page = page(policy(), ConsentState::Undecided).await;
    assert_eq!(look(&get(ACCEPT)), look(&get(REJECT)));
    let (accept, reject) = (
        get(ACCEPT).get_bounding_client_rect(),
        get(REJECT).get_bounding_client_rect(),
    );
    assert!(
        (accept.width() - reject.width()).abs() < 1.0,
        "equally wide"
    );
    assert!(
        (accept.height() - reject.height()).abs() < 1.0,
        "equally high"
    );
    assert!(accept.height() >= 44.0, "at least 44 px high");
    assert!(
        get(ACCEPT).next_element_sibling().unwrap() == *get(REJECT),
        "one step of the keyboard apart (LAW-11)"
    );
}

/// What LAW-12 compares.
fn look(element: &HtmlElement) -> Vec<String> {
    const COMPARED: &str = "font-size font-weight font-family color background-color border-top-width border-top-style \
        border-top-color border-top-left-radius padding-top padding-left opacity text-decoration-line box-shadow cursor \
        text-transform letter-spacing";
    let style = web_sys::window()
        .unwrap()
        .get_computed_style(element)
        .unwrap()
        .unwrap();
    let values = COMPARED
        .split_whitespace()
        .map(|it| style.get_property_value(it).unwrap());
    values
        .chain([element.tag_name(), element.class_name()])
        .collect()
}

#[wasm_bindgen_test]
async fn nothing_inside_the_first_layer_is_fixed_or_sticky_cli_02() {
    let _page = page(policy(), ConsentState::Undecided).await;
    let window = web_sys::window().unwrap();
    let inside = document()
        .query_selector_all(".portcullis-banner *")
        .unwrap();
    for place in 0..inside.length() {
        let element = wasm_bindgen::JsCast::unchecked_into(inside.item(place).unwrap());
        let style = window.get_computed_style(&element).unwrap().unwrap();
        let position = style.get_property_value("position").unwrap();
        assert!(
            position != "fixed" && position != "sticky",
            "{}",
            element.outer_html()
        );
    }
}

#[wasm_bindgen_test]
async fn an_untrusted_click_on_reject_works_at_once_cli_06() {
    let page = page(policy(), ConsentState::Undecided).await;
    click(REJECT).await;
    assert!(find(BANNER).is_none());
    assert_eq!(*page.memory.told.borrow(), [Choice::RejectAll]);
    assert_eq!(
        get("[role=status]").inner_text().trim(),
        "Your choice is saved."
    );
}

#[wasm_bindgen_test]
async fn a_decision_made_elsewhere_hides_the_first_layer() {
    let page = page(policy(), ConsentState::Undecided).await;
    page.memory.state.replace(decided(&[]));
    fire("portcullis:decision", "");
    wait(0).await;
    assert!(find(BANNER).is_none());
}

#[wasm_bindgen_test]
async fn a_decided_visitor_sees_no_first_layer() {
    let _page = page(policy(), decided(&[2])).await;
    assert!(find(BANNER).is_none());
}

#[wasm_bindgen_test]
async fn nothing_optional_means_no_first_layer_invariant_11() {
    let mut policy = policy();
    policy.services.truncate(1);
    let _page = page(policy, ConsentState::Undecided).await;
    assert!(find(BANNER).is_none());
}

#[wasm_bindgen_test]
async fn a_new_service_is_the_only_one_listed_law_22() {
    let _page = page(policy(), stale(&[1], &[3])).await;
    assert_eq!(dialog_name(BANNER), "New since your last choice");
    assert_eq!(count(".portcullis-banner__asked strong"), 1);
    let asked = get(".portcullis-banner__asked").inner_text();
    assert!(
        asked.contains("Title of video – Purpose of video."),
        "{asked}"
    );
}

#[wasm_bindgen_test]
async fn the_cross_rejects_and_says_so_law_17() {
    let mut policy = policy();
    policy.banner.close_button = true;
    let page = page(policy, ConsentState::Undecided).await;
    click(".portcullis-banner [aria-label='Continue without accepting']").await;
    assert_eq!(*page.memory.told.borrow(), [Choice::RejectAll]);
}

#[wasm_bindgen_test]
async fn texts_are_texts_and_never_markup_invariant_8() {
    const HOSTILE: &str =
        "</h2><script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>\"'";
    let mut policy: PolicyView = policy();
    policy.labels.insert("title".into(), HOSTILE.into());
    policy.categories[1].title = HOSTILE.into();
    policy.asked[0].title = HOSTILE.into();
    policy.services[1].purpose = HOSTILE.into();
    let _page = page(policy, ConsentState::Undecided).await;
    assert_eq!(dialog_name(BANNER), HOSTILE);
    click(".portcullis-banner [data-portcullis=preferences]").await;
    assert_eq!(
        count(".portcullis-banner :is(script, img), .portcullis-preferences :is(script, img)"),
        0
    );
    wait(50).await;
    assert!(
        js_sys::Reflect::get(&web_sys::window().unwrap(), &"pwned".into())
            .unwrap()
            .is_undefined()
    );
}

#[wasm_bindgen_test]
async fn a_late_first_layer_is_noticed_cli_05() {
    let _page = page(policy(), ConsentState::Undecided).await;
    let nudge = || get(BANNER).get_attribute("data-nudge").unwrap();
    assert_eq!(nudge(), "0");
    wait(750).await;
    assert_eq!(nudge(), "1");
    wait(750).await;
    assert_eq!(nudge(), "2");
}

#[wasm_bindgen_test]
async fn taking_the_component_away_takes_its_listeners_and_elements_along() {
    let page = page(policy(), ConsentState::Undecided).await;
    let memory = std::rc::Rc::clone(&page.memory);
    drop(page);
    assert!(find(".portcullis-banner, .portcullis-preferences, .portcullis-status").is_none());
    let asked = memory.asked.get();
    fire("portcullis:decision", "");
    fire("portcullis:show", "preferences");
    wait(0).await;
    assert_eq!(memory.asked.get(), asked, "nobody listens any more");
    assert!(find("dialog").is_none());
}
