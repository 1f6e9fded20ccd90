//! Putting views into pages that others wrote.

use leptos::prelude::{AnyView, Owner};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};

use crate::browser::dom::Place;

/// A view that stands in the page until dropped.
#[must_use = "the view only stands while this guard is alive"]
pub(super) struct Mounted {
    owner: Owner,
    state: AnyViewState,
}

/// Mounts a view at `place`.
pub(super) fn mount(place: &Place, view: impl FnOnce() -> AnyView) -> Mounted {
    let owner = Owner::current().map_or_else(Owner::new, |owner| owner.child());
    let mut state = owner.with(|| view().build());
    state.mount(&place.parent, place.before.as_ref());
    Mounted { owner, state }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.state.unmount();
    }
}
