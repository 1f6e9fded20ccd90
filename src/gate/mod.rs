//! Typed bindings to `window.portcullis`, which `gate.js` makes in the page's
//! head. The gate decides and enforces; from here it is only asked and told.

mod texts;

use std::cell::RefCell;

use js_sys::{Array, Object, Promise, Reflect};
use portcullis_core::state::Decision;
use portcullis_core::words::StateWord;
use portcullis_core::{
    Choice, ConsentState, Grants, Method, PROTOCOL, PolicyView, ServiceId, StaleReason,
};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use crate::browser::dom::PageElement;
use crate::held::{Held, HeldId, Keeper};

/// The policy in the page's language, as the page's gate has it: fetches its texts, and links its
/// style into the page, unless they are there already.
///
/// # Errors
/// Where the page has no gate, or the gate's texts cannot be had: one line for the console. An empty
/// [`PolicyView`] grants nothing.
///
/// ```no_run
/// async fn vendors() -> Vec<String> {
///     let policy = portcullis::policy().await.unwrap_or_default();
///     policy.services.into_iter().map(|service| service.vendor).collect()
/// }
/// ```
pub async fn policy() -> Result<PolicyView, &'static str> {
    let gate = Gate::find()?;
    if gate.api.texts().is_none_or(|texts| texts.is_empty()) {
        gate.bring_texts().await;
    }
    gate.policy()
}

/// Calls `start` once the page's gate has brought its [`policy`], and with an empty one where it cannot:
/// the app runs then, and nothing optional is granted.
///
/// ```no_run
/// use leptos::prelude::*;
/// use portcullis::ConsentRoot;
///
/// fn main() {
///     portcullis::with_policy(|policy| {
///         mount_to_body(move || view! { <ConsentRoot policy><p>"The app"</p></ConsentRoot> });
///     });
/// }
/// ```
pub fn with_policy(start: impl FnOnce(PolicyView) + 'static) {
    spawn_local(async move { start(policy().await.unwrap_or_default()) });
}

/// A keeper that knows where in the page each held element stands.
pub trait PageKeeper: Keeper {
    /// Where `held` stands, while it is held.
    fn element(&self, held: HeldId) -> Option<PageElement>;
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Api;
    #[wasm_bindgen(method, getter)]
    fn version(this: &Api) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn texts(this: &Api) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn gpc(this: &Api) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn record(this: &Api) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn decision(this: &Api) -> Told;
    #[wasm_bindgen(method, catch, js_name = acceptAll)]
    fn accept_all(this: &Api) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = rejectAll)]
    fn reject_all(this: &Api) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Api, grants: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn withdraw(this: &Api) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn held(this: &Api) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn once(this: &Api, element: &Element) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn attach(
        this: &Api,
        install: &Closure<dyn FnMut(Inner) -> Promise>,
    ) -> Result<Promise, JsValue>;

    /// What the gate hands to its other files.
    type Inner;
    #[wasm_bindgen(method)]
    fn load(this: &Inner, task: &str) -> Promise;

    /// `decision` of the script API.
    type Told;
    #[wasm_bindgen(method, getter)]
    fn state(this: &Told) -> String;
    #[wasm_bindgen(method, getter)]
    fn granted(this: &Told) -> Array;
    #[wasm_bindgen(method, getter)]
    fn added(this: &Told) -> Array;
    #[wasm_bindgen(method, getter, js_name = decidedAt)]
    fn decided_at(this: &Told) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = method)]
    fn how(this: &Told) -> Option<String>;

    /// One entry of `held()`.
    type Waiting;
    #[wasm_bindgen(method, getter)]
    fn element(this: &Waiting) -> Element;
    #[wasm_bindgen(method, getter)]
    fn services(this: &Waiting) -> Array;
    #[wasm_bindgen(method, getter, js_name = leavesHole)]
    fn leaves_hole(this: &Waiting) -> JsValue;
}

/// The gate of this page.
pub struct Gate {
    api: Api,
    numbers: RefCell<Numbers>,
}

/// Numbers of the elements that are held now.
#[derive(Default)]
struct Numbers {
    next: u32,
    elements: Vec<(HeldId, PageElement)>,
}

impl Numbers {
    /// Keeps the numbers of `held` and forgets the rest.
    fn renew(&mut self, held: impl Iterator<Item = Element>) -> Vec<HeldId> {
        let mut elements = Vec::new();
        for element in held.map(PageElement) {
            let known = self.elements.iter().find(|(_, it)| *it == element);
            let id = known.map_or(HeldId(self.next), |(id, _)| *id);
            self.next += u32::from(known.is_none());
            elements.push((id, element));
        }
        self.elements = elements;
        self.elements.iter().map(|(id, _)| *id).collect()
    }
}

impl Gate {
    /// The gate of this page.
    ///
    /// # Errors
    /// Where the page has none, or one that speaks another version.
    pub fn find() -> Result<Gate, &'static str> {
        const MISSING: &str = "portcullis: no gate on this page, put gate.js first in <head>";
        const OTHER: &str =
            "portcullis: the gate and the ui are of different versions, build both again";
        let window = web_sys::window().ok_or(MISSING)?;
        let api = Reflect::get(&window, &"portcullis".into())
            .ok()
            .filter(JsValue::is_object)
            .ok_or(MISSING)?;
        let api: Api = api.unchecked_into();
        if api.version().as_f64() != Some(f64::from(PROTOCOL)) {
            return Err(OTHER);
        }
        Ok(Gate {
            api,
            numbers: RefCell::default(),
        })
    }

    /// The policy in the page's language.
    ///
    /// # Errors
    /// Where the gate brought no texts, or unreadable ones.
    pub fn policy(&self) -> Result<PolicyView, &'static str> {
        const UNREADABLE: &str = "portcullis: texts cannot be read, build the policy again";
        let texts = self.api.texts().ok_or(UNREADABLE)?;
        texts::read(&texts).ok_or(UNREADABLE)
    }
}

impl Gate {
    /// The gate says on the console why it could not.
    async fn bring_texts(&self) {
        let install = Closure::new(|inner: Inner| inner.load("texts"));
        if let Ok(brought) = self.api.attach(&install) {
            let _ = JsFuture::from(brought).await;
        }
    }
}

impl PageKeeper for Gate {
    fn element(&self, held: HeldId) -> Option<PageElement> {
        let numbers = self.numbers.borrow();
        let found = numbers.elements.iter().find(|(id, _)| *id == held);
        found.map(|(_, element)| element.clone())
    }
}

impl Keeper for Gate {
    fn state(&self, view: &PolicyView) -> ConsentState {
        self.api.decision().read(view)
    }

    fn answer(&self, choice: &Choice, view: &PolicyView) -> ConsentState {
        // A gate that throws has granted nothing: its own word stands either way.
        let _ = match choice {
            Choice::AcceptAll => self.api.accept_all(),
            Choice::RejectAll => self.api.reject_all(),
            Choice::Custom(grants) => self.api.set(&switches(grants, view)),
        };
        self.state(view)
    }

    fn withdraw(&self, view: &PolicyView) -> ConsentState {
        let _ = self.api.withdraw();
        self.state(view)
    }

    fn held(&self, view: &PolicyView) -> Vec<Held> {
        let list = self.api.held().unwrap_or_default();
        let waiting = || list.iter().map(JsCast::unchecked_into::<Waiting>);
        let ids_now = self
            .numbers
            .borrow_mut()
            .renew(waiting().map(|it| it.element()));
        let held = waiting().zip(ids_now).map(|(it, id)| Held {
            id,
            services: ids(&it.services(), view),
            leaves_hole: it.leaves_hole().is_truthy(),
        });
        held.collect()
    }

    fn show_once(&self, held: HeldId) {
        if let Some(element) = self.element(held) {
            let _ = self.api.once(&element.0);
        }
    }

    fn gpc(&self) -> bool {
        self.api.gpc().is_truthy()
    }

    fn record(&self) -> String {
        self.api.record().unwrap_or_default()
    }
}

impl Told {
    fn read(&self, view: &PolicyView) -> ConsentState {
        let state = StateWord::from_word(&self.state()).unwrap_or_default();
        let grants = grants(&self.granted(), view);
        if state == StateWord::Undecided {
            return ConsentState::undecided(grants);
        }
        let decision = Decision {
            grants,
            method: self
                .how()
                .and_then(|it| Method::from_word(&it))
                .unwrap_or(Method::Custom),
            decided_at: self.decided_at().map_or(0, |ms| (ms / 60_000.0) as u64),
        };
        if state == StateWord::Decided {
            return ConsentState::Decided(decision);
        }
        let added = ids(&self.added(), view);
        let reason = if added.is_empty() {
            StaleReason::Expired
        } else {
            StaleReason::Revision(added)
        };
        ConsentState::Stale { decision, reason }
    }
}

/// The services that `list` names; a name that the policy does not know is left out.
fn ids(list: &Array, view: &PolicyView) -> Vec<ServiceId> {
    list.iter()
        .filter_map(|id| view.service_id(&id.as_string()?))
        .collect()
}

/// Set one by one: collecting would bring a sort along, which costs bytes.
fn grants(list: &Array, view: &PolicyView) -> Grants {
    let mut grants = Grants::none();
    for id in ids(list, view) {
        grants.set(id, true);
    }
    grants
}

/// What `set()` takes: every optional service, on or off.
fn switches(grants: &Grants, view: &PolicyView) -> Object {
    let switches = Object::new();
    for (id, service) in view.optional() {
        let _ = Reflect::set(
            &switches,
            &service.id.as_str().into(),
            &grants.contains(id).into(),
        );
    }
    switches
}
