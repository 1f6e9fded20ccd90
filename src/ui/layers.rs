//! Which layers are open, and what the runtime is told of them.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::manager::ConsentManager;

/// Makes the second layer a modal dialog with the focus on its heading, for as
/// long as the owner lives that it is called in.
pub(crate) type Open = Rc<dyn Fn(NodeRef<html::Dialog>, NodeRef<html::H2>)>;

/// Which layers are open. Nothing in it is consent.
#[derive(Clone, Copy)]
pub(crate) struct Layers {
    preferences: RwSignal<bool>,
    said: RwSignal<String>,
    /// Changes twice, so that a late banner is noticed.
    nudge: RwSignal<&'static str>,
    /// Whether the first layer is ours to show: the gate may show it already.
    is_ours: bool,
    open: StoredValue<Option<Open>, LocalStorage>,
}

impl Layers {
    pub(crate) fn expect() -> Layers {
        expect_context()
    }

    /// None is open, as where there is no browser.
    #[cfg(feature = "ssr")]
    pub(crate) fn closed() -> Layers {
        Layers::new(false, None)
    }

    /// None is open; `open` opens the second one.
    pub(crate) fn new(is_ours: bool, open: Option<Open>) -> Layers {
        Layers {
            preferences: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            nudge: RwSignal::new("0"),
            is_ours,
            open: StoredValue::new_local(open),
        }
    }

    /// Whether the first layer is to be shown here.
    pub(crate) fn asks(self, manager: ConsentManager) -> Signal<bool> {
        let needed = manager.needs_choice();
        Signal::derive(move || self.is_ours && needed.get())
    }

    pub(crate) fn nudge(self) -> RwSignal<&'static str> {
        self.nudge
    }

    pub(crate) fn is_open(self) -> bool {
        self.preferences.get()
    }

    pub(crate) fn open(self) {
        self.preferences.set(true);
    }

    pub(crate) fn close(self) {
        self.preferences.set(false);
    }

    /// The second layer stands in the page.
    pub(super) fn opened(self, dialog: NodeRef<html::Dialog>, heading: NodeRef<html::H2>) {
        if let Some(open) = self.open.get_value() {
            open(dialog, heading);
        }
    }

    /// The same words a second time are said again only where they differ.
    pub(crate) fn say(self, words: &str) {
        let again = self.said.with_untracked(|said| said == words);
        let silent = if again { "\u{a0}" } else { "" };
        self.said.set([words, silent].concat());
    }

    pub(super) fn said(self) -> String {
        self.said.get()
    }
}
