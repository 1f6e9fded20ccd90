//! The only effects: what the gate says becomes the manager's state, views are
//! put into the page and taken away, an answer is announced.

mod mount;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::browser::dialog::ModalDialog;
use crate::browser::dom::{PageElement, Place, find_all};
use crate::browser::events::on_document;
use crate::browser::store::mirror;
use crate::browser::timer;
use crate::gate::PageKeeper;
use crate::held::Held;
use crate::manager::ConsentManager;
use crate::ui::{Declaration, FirstLayer, Layers, Placeholder, SecondLayer};
use mount::{Mounted, mount};

/// Keeps `guard` until the current owner is cleaned up.
fn keep<T: 'static>(guard: T) {
    StoredValue::new_local(guard);
}

/// What an interface always has in the page: an app's own, or the one that the gate has loaded.
const INTERFACE: &str = "[data-portcullis-interface]";

/// Follows the gate, for as long as the current owner lives, and puts the UI into the page, unless
/// another interface stands there already: a visitor never meets two.
pub(crate) fn start(manager: ConsentManager, keeper: Rc<dyn PageKeeper>) {
    mirror(&manager.record());
    keep(on_document("portcullis:decision", move |_| {
        manager.refresh();
        mirror(&manager.record());
    }));
    if find_all(INTERFACE).is_empty() {
        show(manager, keeper);
    }
}

fn show(manager: ConsentManager, keeper: Rc<dyn PageKeeper>) {
    let is_ours = find_all(".portcullis-banner").is_empty();
    let layers = Layers::new(is_ours, Some(Rc::new(open)));
    provide_context(layers);
    keep(Place::first_in_body().map(|it| mount(&it, || view! { <FirstLayer/> }.into_any())));
    keep(Place::last_in_body().map(|it| mount(&it, || view! { <SecondLayer/> }.into_any())));
    nudge(layers, manager);
    let standing = Rc::new(Standing::new(manager, keeper));
    standing.refresh();
    // Also says to screen readers that an answer was saved (A11Y-19).
    keep(on_document("portcullis:decision", move |_| {
        layers.say(manager.policy().label("saved"));
    }));
    keep(on_document("portcullis:held", move |_| standing.refresh()));
    keep(on_document("portcullis:show", move |detail| {
        if detail.as_deref() == Some("preferences") {
            layers.open();
        }
    }));
}

fn open(dialog: NodeRef<html::Dialog>, heading: NodeRef<html::H2>) {
    let heading = heading.get_untracked();
    let dialog = dialog.get_untracked();
    keep(dialog.and_then(|it| ModalDialog::open(it, heading.as_deref())));
}

/// Tools that reject on a visitor's behalf look again only when something
/// changes, and a late banner would escape them (CLI-05).
fn nudge(layers: Layers, manager: ConsentManager) {
    let (asks, nudge) = (layers.asks(manager), layers.nudge());
    Effect::new(move || {
        if asks.get() {
            keep(timer::after(700, move || nudge.set("1")));
            keep(timer::after(1400, move || nudge.set("2")));
        }
    });
}

/// What stands in the page besides the layers.
struct Standing {
    manager: ConsentManager,
    keeper: Rc<dyn PageKeeper>,
    /// A child: holding the owner itself would keep it alive for ever.
    owner: Option<Owner>,
    views: RefCell<Vec<(PageElement, Mounted)>>,
}

impl Standing {
    fn new(manager: ConsentManager, keeper: Rc<dyn PageKeeper>) -> Standing {
        Standing {
            manager,
            keeper,
            owner: Owner::current().map(|owner| owner.child()),
            views: RefCell::default(),
        }
    }

    /// Mounts what is missing and takes away what has no place any more.
    fn refresh(&self) {
        let Some(owner) = &self.owner else { return };
        owner.with(|| {
            let embeds = self.embeds();
            let declarations = find_all("[data-portcullis=declaration]");
            let mut views = self.views.borrow_mut();
            views.retain(|(at, _)| {
                declarations.contains(at) || embeds.iter().any(|(element, _)| element == at)
            });
            for element in declarations {
                stand(&mut views, element, |at| {
                    Some(mount(&Place::inside(at), || {
                        view! { <Declaration/> }.into_any()
                    }))
                });
            }
            for (element, held) in embeds {
                stand(&mut views, element, |at| placeholder(at, held));
            }
        });
    }

    /// Held embeds, each with its element.
    fn embeds(&self) -> Vec<(PageElement, Held)> {
        let held = self.manager.held().into_iter();
        let embeds = held.filter(|it| it.leaves_hole);
        embeds
            .filter_map(|it| Some((self.keeper.element(it.id)?, it)))
            .collect()
    }
}

fn stand(
    views: &mut Vec<(PageElement, Mounted)>,
    at: PageElement,
    view: impl FnOnce(&PageElement) -> Option<Mounted>,
) {
    if views.iter().any(|(it, _)| *it == at) {
        return;
    }
    if let Some(mounted) = view(&at) {
        views.push((at, mounted));
    }
}

fn placeholder(at: &PageElement, held: Held) -> Option<Mounted> {
    let place = Place::before(at)?;
    let view = || view! { <Placeholder held=held.id services=held.services/> }.into_any();
    Some(mount(&place, view))
}
