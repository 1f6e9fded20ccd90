//! Putting views into pages that others wrote.

use leptos::prelude::{AnyView, Owner};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

use super::dom::{PageElement, document};

/// A view that stands in the page until dropped.
#[must_use = "the view only stands while this guard is alive"]
pub struct Mounted {
    owner: Owner,
    state: AnyViewState,
}

/// Mounts a view as the first child of `<body>` (CLI-08).
pub fn first_in_body(view: impl FnOnce() -> AnyView) -> Option<Mounted> {
    let body = document()?.body()?;
    Some(mount(&body, body.first_child().as_ref(), view))
}

/// Mounts a view as the last child of `<body>`.
pub fn last_in_body(view: impl FnOnce() -> AnyView) -> Option<Mounted> {
    let body = document()?.body()?;
    Some(mount(&body, None, view))
}

/// Mounts a view in front of `element`.
pub fn before(element: &PageElement, view: impl FnOnce() -> AnyView) -> Option<Mounted> {
    Some(mount(&element.0.parent_element()?, Some(&element.0), view))
}

/// Mounts a view inside `element`, after what is there.
pub fn inside(element: &PageElement, view: impl FnOnce() -> AnyView) -> Mounted {
    mount(&element.0, None, view)
}

fn mount(parent: &Element, marker: Option<&Node>, view: impl FnOnce() -> AnyView) -> Mounted {
    let owner = Owner::current().map_or_else(Owner::new, |owner| owner.child());
    let mut state = owner.with(|| view().build());
    state.mount(parent, marker);
    Mounted { owner, state }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.state.unmount();
    }
}
