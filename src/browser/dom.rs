//! Looking things up in the page. Absence is normal.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// An element of the page that belongs to somebody else.
#[derive(Clone, Debug, PartialEq)]
pub struct PageElement(pub(crate) Element);

/// The page's document.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The elements that match `selector` now, in document order.
pub fn find_all(selector: &str) -> Vec<PageElement> {
    let Some(list) = document().and_then(|it| it.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    let elements = (0..list.length()).filter_map(|place| list.item(place));
    elements
        .filter_map(|node| node.dyn_into().ok())
        .map(PageElement)
        .collect()
}

/// The element that has the focus, unless it is the page itself.
pub(crate) fn focused() -> Option<HtmlElement> {
    let document = document()?;
    let element = document.active_element()?;
    if document.body().is_some_and(|body| *body == element) {
        return None;
    }
    element.dyn_into().ok()
}

/// Focuses the first visible element that matches `selector`.
pub(crate) fn focus_first(selector: &str) {
    let visible = find_all(selector)
        .into_iter()
        .filter(|it| it.0.get_client_rects().length() > 0);
    let mut focusable = visible.filter_map(|it| it.0.dyn_into::<HtmlElement>().ok());
    if let Some(element) = focusable.next() {
        let _ = element.focus();
    }
}

impl PageElement {
    /// Whether it is an embed that leaves a hole where it is held: a frame, a
    /// player, or a template with one inside.
    pub fn leaves_a_hole(&self) -> bool {
        const EMBEDS: &str = "iframe,video,audio,embed,object";
        if self.0.matches(EMBEDS).unwrap_or(false) {
            return true;
        }
        let template: Option<&web_sys::HtmlTemplateElement> = self.0.dyn_ref();
        template.is_some_and(|it| it.content().query_selector(EMBEDS).ok().flatten().is_some())
    }

    /// Whether it stands in the page.
    pub fn is_connected(&self) -> bool {
        self.0.is_connected()
    }
}
