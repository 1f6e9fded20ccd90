//! A page with the component on it, and a stand-in for the gate.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use portcullis::browser::dom::PageElement;
use portcullis::gate::PageKeeper;
use portcullis::{
    Choice, ConsentRoot, ConsentState, Grants, Held, HeldId, Keeper, PolicyView, ServiceId,
};
use portcullis_core::state::Decision;
use portcullis_core::view::{CategoryView, CookieView, ServiceView, SiteView, ToldView};
use portcullis_core::words::StoredKind;
use portcullis_core::{Method, StaleReason};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Document, Element, HtmlElement, HtmlInputElement};

const STYLE: &[&str] = &[
    include_str!("../../style/tokens.css"),
    include_str!("../../style/motion.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/banner.css"),
    include_str!("../../style/preferences.css"),
    include_str!("../../style/placeholder.css"),
    include_str!("../../style/declaration.css"),
];

/// The gate's stand-in: remembers what it was told.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) state: RefCell<ConsentState>,
    pub(crate) told: RefCell<Vec<Choice>>,
    pub(crate) held: RefCell<Vec<(Element, Vec<ServiceId>)>>,
    pub(crate) shown: Cell<Option<HeldId>>,
    pub(crate) asked: Cell<u32>,
}

impl Keeper for Memory {
    fn state(&self, _: &PolicyView) -> ConsentState {
        self.asked.set(self.asked.get() + 1);
        self.state.borrow().clone()
    }

    fn answer(&self, choice: &Choice, view: &PolicyView) -> ConsentState {
        self.told.borrow_mut().push(choice.clone());
        let (grants, method) = match choice {
            Choice::AcceptAll => (view.all_optional(), Method::AcceptAll),
            Choice::RejectAll => (Grants::none(), Method::RejectAll),
            Choice::Custom(grants) => (grants.clone(), Method::Custom),
        };
        self.state.replace(ConsentState::Decided(Decision {
            grants,
            method,
            decided_at: 0,
        }));
        self.state.borrow().clone()
    }

    fn withdraw(&self, view: &PolicyView) -> ConsentState {
        self.answer(&Choice::RejectAll, view)
    }

    fn held(&self, _: &PolicyView) -> Vec<Held> {
        let held = self.held.borrow();
        let numbered = (0..).map(HeldId).zip(held.iter());
        let held = numbered.map(|(id, (element, services))| Held {
            id,
            services: services.clone(),
            leaves_hole: element.matches("iframe").unwrap(),
        });
        held.collect()
    }

    fn show_once(&self, held: HeldId) {
        self.shown.set(Some(held));
    }

    fn gpc(&self) -> bool {
        false
    }

    fn record(&self) -> String {
        String::new()
    }
}

impl PageKeeper for Memory {
    fn element(&self, held: HeldId) -> Option<PageElement> {
        let all = self.held.borrow();
        let (element, _) = all.get(held.0 as usize)?;
        Some(element.clone().into())
    }
}

/// A page with the component on it; dropping it takes the component away.
pub(crate) struct Page {
    pub(crate) memory: Rc<Memory>,
    _component: Box<dyn std::any::Any>,
    _gate: EventListener,
    _style: Added,
}

/// An element of the test page that goes with its guard.
pub(crate) struct Added(pub(crate) Element);

impl Drop for Added {
    fn drop(&mut self) {
        self.0.remove();
    }
}

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Adds an element to the end of the page.
pub(crate) fn add(tag: &str, attributes: &[(&str, &str)]) -> Added {
    let element = document().create_element(tag).unwrap();
    for (name, value) in attributes {
        element.set_attribute(name, value).unwrap();
    }
    document().body().unwrap().append_child(&element).unwrap();
    Added(element)
}

/// The service at `place` in the tests' policy.
pub(crate) fn service(place: usize) -> ServiceId {
    let policy = policy();
    let id = &policy.services[place].id;
    policy.service_id(id).unwrap()
}

/// Mounts the component of `policy` on a page whose visitor stands at `state`.
pub(crate) async fn page(policy: PolicyView, state: ConsentState) -> Page {
    page_with(
        policy,
        Memory {
            state: RefCell::new(state),
            ..Memory::default()
        },
    )
    .await
}

pub(crate) async fn page_with(policy: PolicyView, memory: Memory) -> Page {
    let style = add("style", &[]);
    style.0.set_text_content(Some(&STYLE.concat()));
    let memory = Rc::new(memory);
    let keeper: Rc<dyn PageKeeper> = Rc::clone(&memory) as Rc<dyn PageKeeper>;
    let gate = act_on_clicks(Rc::clone(&memory), policy.clone());
    let body = document().body().unwrap();
    let component = mount_to(body, move || view! { <ConsentRoot policy keeper/> });
    wait(0).await;
    Page {
        memory,
        _component: Box::new(component),
        _gate: gate,
        _style: style,
    }
}

/// The gate acts on `data-portcullis` by delegation; so does its stand-in.
fn act_on_clicks(memory: Rc<Memory>, policy: PolicyView) -> EventListener {
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "click", options, move |event| {
        let target: Element = event.target().unwrap().unchecked_into();
        let verb = target
            .closest("[data-portcullis]")
            .unwrap()
            .and_then(|it| it.get_attribute("data-portcullis"));
        match verb.as_deref() {
            Some("accept-all") => drop(memory.answer(&Choice::AcceptAll, &policy)),
            Some("reject-all") => drop(memory.answer(&Choice::RejectAll, &policy)),
            Some("preferences") => return fire("portcullis:show", "preferences"),
            _ => return,
        }
        fire("portcullis:decision", "");
    })
}

/// Fires one of the gate's events.
pub(crate) fn fire(name: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    document()
        .dispatch_event(&CustomEvent::new_with_event_init_dict(name, &init).unwrap())
        .unwrap();
}

/// Lets the page work for `milliseconds`, one turn of its loop at least.
pub(crate) async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    document()
        .query_selector(selector)
        .unwrap()
        .map(JsCast::unchecked_into)
}

#[track_caller]
pub(crate) fn get(selector: &str) -> HtmlElement {
    find(selector).unwrap_or_else(|| panic!("nothing on the page is {selector}"))
}

pub(crate) fn count(selector: &str) -> u32 {
    document().query_selector_all(selector).unwrap().length()
}

#[track_caller]
pub(crate) fn switch(service: &str) -> HtmlInputElement {
    get(&format!("[data-portcullis-service={service}]")).unchecked_into()
}

#[track_caller]
pub(crate) fn category(category: &str) -> HtmlInputElement {
    get(&format!("[data-portcullis-category={category}]")).unchecked_into()
}

/// Clicks the first element that `selector` finds, and lets the page follow.
#[track_caller]
pub(crate) fn click(selector: &str) -> impl Future<Output = ()> {
    get(selector).click();
    wait(0)
}

/// Name of an element with the role `dialog`, as a screen reader says it.
#[track_caller]
pub(crate) fn dialog_name(selector: &str) -> String {
    let id = get(selector).get_attribute("aria-labelledby").unwrap();
    get(&format!("#{id}")).inner_text()
}

/// Three optional services in two categories, and a necessary one.
pub(crate) fn policy() -> PolicyView {
    let category = |id: &str, necessary| CategoryView {
        id: id.into(),
        necessary,
        title: format!("Title of {id}"),
        description: format!("What {id} is for."),
        ..CategoryView::default()
    };
    let service = |id: &str, category| ServiceView {
        id: id.into(),
        category,
        title: format!("Title of {id}"),
        vendor: format!("Vendor of {id}"),
        purpose: format!("Purpose of {id}."),
        privacy: "https://vendor.test/privacy".into(),
        cookies: vec![cookie(&format!("_{id}"))],
        ..ServiceView::default()
    };
    let labels = portcullis_core_labels();
    PolicyView {
        language: "en".into(),
        site: SiteView {
            name: "Site AB".into(),
            privacy_policy: "/privacy".into(),
            ..SiteView::default()
        },
        labels,
        asked: vec![
            told("Title of comfort", " – What comfort is for. "),
            told("Title of others", " – What others is for."),
        ],
        categories: vec![
            category("session", true),
            category("comfort", false),
            category("others", false),
        ],
        services: vec![
            service("login", 0),
            service("prefs", 1),
            service("analytics", 2),
            service("video", 2),
        ],
        own: vec![cookie("__Host-portcullis")],
        ..PolicyView::default()
    }
}

fn told(title: &str, text: &str) -> ToldView {
    ToldView {
        title: title.into(),
        text: text.into(),
    }
}

pub(crate) fn cookie(name: &str) -> CookieView {
    CookieView {
        name: name.into(),
        kind: StoredKind::Cookie,
        duration: "1 year".into(),
        ..CookieView::default()
    }
}

fn portcullis_core_labels() -> portcullis_core::view::Labels {
    let labels = [
        ("title", "Cookies on this site"),
        ("accept_all", "Accept all"),
        ("reject_all", "Reject all"),
        ("choose", "Cookie settings"),
        ("preferences_title", "Your settings"),
        ("added_title", "New since your last choice"),
        ("close_rejects", "Continue without accepting"),
        ("saved", "Your choice is saved."),
        ("reloads", "The page loads once more."),
        ("left", "What your browser alone can erase"),
        ("no_cookies", "This site uses no cookies."),
        ("held_title", "{service} is held back"),
        ("always_show", "Always show {service}"),
    ];
    labels
        .into_iter()
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect()
}

/// A visitor who answered before `added` came.
pub(crate) fn stale(granted: &[usize], added: &[usize]) -> ConsentState {
    let grants = granted.iter().copied().map(service).collect();
    let decision = Decision {
        grants,
        method: Method::Custom,
        decided_at: 0,
    };
    ConsentState::Stale {
        decision,
        reason: StaleReason::Revision(added.iter().copied().map(service).collect()),
    }
}

/// A visitor who granted `granted` and refused the rest.
pub(crate) fn decided(granted: &[usize]) -> ConsentState {
    let grants = granted.iter().copied().map(service).collect();
    ConsentState::Decided(Decision {
        grants,
        method: Method::Custom,
        decided_at: 0,
    })
}
