//! Looking things up in the page. Absence is normal.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement, Node};

/// An element of the page that belongs to somebody else.
#[derive(Clone, Debug, PartialEq)]
pub struct PageElement(pub(crate) Element);

impl From<Element> for PageElement {
    fn from(element: Element) -> PageElement {
        PageElement(element)
    }
}

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

/// Gives `element` the focus and leaves the page scrolled as it is.
pub(crate) fn focus(element: &HtmlElement) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    let _ = element.focus_with_options(&still);
}

/// Focuses the first visible element that matches `selector`.
pub(crate) fn focus_first(selector: &str) {
    let visible = find_all(selector)
        .into_iter()
        .filter(|it| it.0.get_client_rects().length() > 0);
    let mut focusable = visible.filter_map(|it| it.0.dyn_into::<HtmlElement>().ok());
    if let Some(element) = focusable.next() {
        focus(&element);
    }
}

impl PageElement {
    /// Whether it stands in the page.
    pub fn is_connected(&self) -> bool {
        self.0.is_connected()
    }
}

/// A place in the page for something that is put there.
pub struct Place {
    pub(crate) parent: Element,
    /// What it stands in front of; at the end where there is nothing.
    pub(crate) before: Option<Node>,
}

impl Place {
    /// The first child of `<body>` (CLI-08).
    pub(crate) fn first_in_body() -> Option<Place> {
        let body = document()?.body()?;
        let before = body.first_child();
        let parent = body.into();
        Some(Place { parent, before })
    }

    /// The last child of `<body>`.
    pub(crate) fn last_in_body() -> Option<Place> {
        let parent = document()?.body()?.into();
        Some(Place {
            parent,
            before: None,
        })
    }

    /// In front of `element`.
    pub(crate) fn before(element: &PageElement) -> Option<Place> {
        let parent = element.0.parent_element()?;
        let before = Some(element.0.clone().into());
        Some(Place { parent, before })
    }

    /// Inside `element`, after what is there.
    pub(crate) fn inside(element: &PageElement) -> Place {
        let parent = element.0.clone();
        Place {
            parent,
            before: None,
        }
    }
}
