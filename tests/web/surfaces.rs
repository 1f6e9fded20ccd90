//! Declarations, placeholders and `<ConsentGate>`.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use portcullis::gate::PageKeeper;
use portcullis::{Choice, ConsentGate, ConsentRoot, ConsentState, HeldId};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{
    Memory, add, click, count, decided, document, find, fire, get, page, page_with, policy,
    service, wait,
};

#[wasm_bindgen_test]
async fn the_declaration_lists_every_cookie_and_its_own() {
    let place = add("div", &[("data-portcullis", "declaration")]);
    let _page = page(policy(), decided(&[])).await;
    let text = place.0.text_content().unwrap();
    for name in [
        "__Host-portcullis",
        "_login",
        "_prefs",
        "_analytics",
        "_video",
    ] {
        assert!(text.contains(name), "{name}");
    }
    assert_eq!(
        count("[data-portcullis=declaration] tbody td:first-child"),
        5
    );
}

#[wasm_bindgen_test]
async fn a_declaration_of_nothing_says_so() {
    let place = add("div", &[("data-portcullis", "declaration")]);
    let mut policy = policy();
    policy.services.clear();
    policy.own.clear();
    let _page = page(policy, ConsentState::Undecided).await;
    assert_eq!(
        place.0.text_content().unwrap(),
        "This site uses no cookies."
    );
}

fn with_video(element: &web_sys::Element) -> Memory {
    Memory {
        held: RefCell::new(vec![(element.clone(), vec![service(3)])]),
        ..Memory::default()
    }
}

#[wasm_bindgen_test]
async fn a_placeholder_stands_where_an_embed_is_held_and_goes_when_it_is_released() {
    let frame = add("iframe", &[("data-consent", "video"), ("title", "film")]);
    let page = page_with(policy(), with_video(&frame.0)).await;
    let placeholder = frame.0.previous_element_sibling().unwrap();
    let text = placeholder.text_content().unwrap();
    for part in [
        "Title of video is held back",
        "Vendor of video",
        "Purpose of video.",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(
        frame.0.get_bounding_client_rect().height(),
        0.0,
        "the held frame leaves no hole"
    );
    assert!(
        frame.0.get_attribute("hidden").is_none(),
        "its attributes are untouched (invariant 10)"
    );
    page.memory.held.borrow_mut().clear();
    fire("portcullis:held", "");
    wait(0).await;
    assert!(find(".portcullis-placeholder").is_none());
    assert!(frame.0.get_bounding_client_rect().height() > 0.0);
}

#[wasm_bindgen_test]
async fn show_once_releases_this_embed_and_stores_nothing() {
    let frame = add("iframe", &[("data-consent", "video"), ("title", "film")]);
    let page = page_with(policy(), with_video(&frame.0)).await;
    click(".portcullis-placeholder button").await;
    assert_eq!(page.memory.shown.get(), Some(HeldId(0)));
    assert!(page.memory.told.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn always_show_grants_just_this_service_and_keeps_the_rest() {
    let frame = add("iframe", &[("data-consent", "video"), ("title", "film")]);
    let memory = with_video(&frame.0);
    memory.state.replace(decided(&[1]));
    let page = page_with(policy(), memory).await;
    click(".portcullis-placeholder button:nth-of-type(2)").await;
    let kept = [service(1), service(3)].into_iter().collect();
    assert_eq!(*page.memory.told.borrow(), [Choice::Custom(kept)]);
}

#[wasm_bindgen_test]
async fn an_embed_that_comes_later_gets_its_placeholder_too() {
    let page = page(policy(), decided(&[])).await;
    let frame = add("iframe", &[("data-consent", "video"), ("title", "film")]);
    page.memory
        .held
        .borrow_mut()
        .push((frame.0.clone(), vec![service(3)]));
    fire("portcullis:held", "");
    fire("portcullis:held", "");
    wait(0).await;
    assert_eq!(count(".portcullis-placeholder"), 1);
}

#[wasm_bindgen_test]
async fn a_held_script_leaves_no_hole_and_gets_no_placeholder() {
    let script = add(
        "script",
        &[("type", "text/plain"), ("data-consent", "video")],
    );
    let _page = page_with(policy(), with_video(&script.0)).await;
    assert!(find(".portcullis-placeholder").is_none());
}

#[wasm_bindgen_test]
async fn consent_gate_shows_its_children_while_its_service_is_granted() {
    let memory = Rc::new(Memory::default());
    let keeper: Rc<dyn PageKeeper> = Rc::clone(&memory) as Rc<dyn PageKeeper>;
    let view = move || {
        view! {
            <ConsentRoot policy=policy() keeper>
                <ConsentGate service="video">
                    <p id="gated">"film"</p>
                </ConsentGate>
            </ConsentRoot>
        }
    };
    let component = mount_to(document().body().unwrap(), view);
    assert!(find("#gated").is_none());
    memory.state.replace(decided(&[3]));
    fire("portcullis:decision", "");
    wait(0).await;
    assert_eq!(get("#gated").inner_text(), "film");
    memory.state.replace(decided(&[]));
    fire("portcullis:decision", "");
    wait(0).await;
    assert!(find("#gated").is_none());
    drop(component);
}

#[wasm_bindgen_test]
async fn a_second_interface_adds_nothing_to_the_page_and_knows_the_same_answer() {
    let place = add("div", &[("data-portcullis", "declaration")]);
    let page = page(policy(), ConsentState::Undecided).await;
    let text = place.0.text_content().unwrap();
    let keeper: Rc<dyn PageKeeper> = Rc::clone(&page.memory) as Rc<dyn PageKeeper>;
    let app = add("main", &[]);
    let policy = policy();
    let second = mount_to(app.0.clone().unchecked_into(), move || {
        view! {
            <ConsentRoot policy keeper>
                <ConsentGate service="video"><p class="granted">"Film"</p></ConsentGate>
            </ConsentRoot>
        }
    });
    wait(0).await;
    assert_eq!(count(".portcullis-banner"), 1);
    assert_eq!(place.0.text_content().unwrap(), text);
    fire("portcullis:show", "preferences");
    wait(0).await;
    assert_eq!(count("dialog.portcullis-preferences"), 1);
    click(".portcullis-preferences .portcullis-close").await;
    assert_eq!(count("main .granted"), 0);
    click(".portcullis-banner [data-portcullis=accept-all]").await;
    wait(0).await;
    assert_eq!(count("main .granted"), 1);
    drop(second);
    assert_eq!(count("[data-portcullis-interface]"), 1);
}
