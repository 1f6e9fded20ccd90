//! The only effects: what the gate says becomes the manager's state, views are
//! put into the page and taken away, an answer is announced.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::dom::{PageElement, find_all};
use crate::browser::events::on_document;
use crate::browser::mount::{self, Mounted};
use crate::browser::store::mirror;
use crate::gate::Held;
use crate::manager::ConsentManager;
use crate::ui::{Declaration, FirstLayer, Placeholder, SecondLayer};

/// Which layers are open. Nothing in it is consent.
#[derive(Clone, Copy)]
pub(crate) struct Layers {
    preferences: RwSignal<bool>,
    said: RwSignal<String>,
}

impl Layers {
    pub(crate) fn expect() -> Layers {
        expect_context()
    }

    /// None is open.
    pub(crate) fn closed() -> Layers {
        Layers {
            preferences: RwSignal::new(false),
            said: RwSignal::new(String::new()),
        }
    }

    pub(crate) fn is_open(self) -> bool {
        self.preferences.get()
    }

    pub(crate) fn close(self) {
        self.preferences.set(false);
    }

    /// The same words a second time are said again only where they differ.
    fn say(self, words: &str) {
        let again = self.said.with_untracked(|said| said == words);
        let silent = if again { "\u{a0}" } else { "" };
        self.said.set([words, silent].concat());
    }

    pub(crate) fn said(self) -> String {
        self.said.get()
    }
}

/// Keeps `guard` until the current owner is cleaned up.
pub(crate) fn keep<T: 'static>(guard: T) {
    StoredValue::new_local(guard);
}

/// Puts the UI into the page, for as long as the current owner lives.
pub(crate) fn start(manager: ConsentManager) {
    let layers = Layers::closed();
    provide_context(layers);
    keep(mount::first_in_body(|| view! { <FirstLayer/> }.into_any()));
    keep(mount::last_in_body(|| view! { <SecondLayer/> }.into_any()));
    mirror(&manager.record());
    let places = Rc::new(Places::new(manager));
    places.refresh();
    // Also says to screen readers that an answer was saved (A11Y-19).
    keep(on_document("portcullis:decision", move |_| {
        manager.refresh();
        mirror(&manager.record());
        layers.say(manager.policy().label("saved"));
    }));
    keep(on_document("portcullis:held", move |_| places.refresh()));
    keep(on_document("portcullis:show", move |detail| {
        if detail.as_deref() == Some("preferences") {
            layers.preferences.set(true);
        }
    }));
}

/// The places in the page where views stand.
struct Places {
    manager: ConsentManager,
    /// A child: holding the owner itself would keep it alive for ever.
    owner: Option<Owner>,
    standing: RefCell<Vec<(PageElement, Mounted)>>,
}

impl Places {
    fn new(manager: ConsentManager) -> Places {
        Places {
            manager,
            owner: Owner::current().map(|owner| owner.child()),
            standing: RefCell::default(),
        }
    }

    /// Mounts what is missing and takes away what has no place any more.
    fn refresh(&self) {
        let Some(owner) = &self.owner else { return };
        owner.with(|| {
            let mut held = self.manager.held();
            held.retain(|it| it.element.leaves_a_hole());
            let declarations = find_all("[data-portcullis=declaration]");
            let mut standing = self.standing.borrow_mut();
            standing.retain(|(at, _)| {
                declarations.contains(at) || held.iter().any(|it| it.element == *at)
            });
            for element in declarations {
                stand(&mut standing, &element, || {
                    Some(mount::inside(&element, || {
                        view! { <Declaration/> }.into_any()
                    }))
                });
            }
            for it in held {
                stand(&mut standing, &it.element, || placeholder(&it));
            }
        });
    }
}

fn stand(
    standing: &mut Vec<(PageElement, Mounted)>,
    at: &PageElement,
    view: impl FnOnce() -> Option<Mounted>,
) {
    if standing.iter().any(|(it, _)| it == at) {
        return;
    }
    if let Some(mounted) = view() {
        standing.push((at.clone(), mounted));
    }
}

fn placeholder(held: &Held) -> Option<Mounted> {
    let (id, services) = (held.id, held.services.clone());
    mount::before(&held.element, || {
        view! { <Placeholder held=id services/> }.into_any()
    })
}
