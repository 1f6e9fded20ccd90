//! Listening to the page.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// Listens until dropped.
#[must_use = "the event is only heard while this guard is alive"]
pub struct Listener(#[expect(dead_code, reason = "dropping it stops listening")] EventListener);

/// Hears the event `name` on the document; `heard` gets the detail where it is a text.
pub fn on_document(
    name: &'static str,
    heard: impl Fn(Option<String>) + 'static,
) -> Option<Listener> {
    let document = super::dom::document()?;
    let listener = EventListener::new(&document, name, move |event| {
        let detail = event
            .dyn_ref::<CustomEvent>()
            .and_then(|it| it.detail().as_string());
        heard(detail);
    });
    Some(Listener(listener))
}
