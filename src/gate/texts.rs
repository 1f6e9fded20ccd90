//! The texts that the gate brought. The browser's own JSON parser reads them:
//! a second one would cost a seventh of the UI's bytes.

use js_sys::{Array, JSON, Reflect};
use portcullis_core::PolicyView;
use portcullis_core::view::{
    BannerView, CategoryView, CookieView, Labels, LinkView, ServiceView, SiteView, ToldView,
};
use portcullis_core::words::{Kind, Layout, Position, StoredKind};
use wasm_bindgen::prelude::{JsCast, JsValue};

/// Reads a [`PolicyView`] as `serde_json` writes it; `None` where it is none.
pub(super) fn read(json: &str) -> Option<PolicyView> {
    let root = Fields(JSON::parse(json).ok()?);
    if !root.0.is_object() {
        return None;
    }
    Some(PolicyView {
        language: root.text("language"),
        rtl: root.flag("rtl"),
        site: site(&root.fields("site")),
        banner: banner(&root.fields("banner")),
        labels: labels(&root.fields("labels").0),
        categories: root.list("categories", category),
        services: root.list("services", service),
        own: root.list("own", cookie),
        asked: root.list("asked", told),
        days: root.number("days"),
        reloads: root.flag("reloads"),
        revision: root.text("revision"),
    })
}

/// A JavaScript value, read field by field; what is missing is empty.
struct Fields(JsValue);

impl Fields {
    fn get(&self, key: &str) -> JsValue {
        Reflect::get(&self.0, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    fn fields(&self, key: &str) -> Fields {
        Fields(self.get(key))
    }

    fn text(&self, key: &str) -> String {
        self.get(key).as_string().unwrap_or_default()
    }

    fn flag(&self, key: &str) -> bool {
        self.get(key).is_truthy()
    }

    fn number(&self, key: &str) -> u16 {
        self.get(key).as_f64().unwrap_or_default() as u16
    }

    fn list<T>(&self, key: &str, read: fn(&Fields) -> T) -> Vec<T> {
        let list = self.get(key).dyn_into::<Array>().unwrap_or_default();
        list.iter().map(|it| read(&Fields(it))).collect()
    }
}

fn site(it: &Fields) -> SiteView {
    let authority = it.fields("authority");
    SiteView {
        name: it.text("name"),
        privacy_policy: it.text("privacy_policy"),
        contact: it.text("contact"),
        authority: authority.0.is_object().then(|| LinkView {
            name: authority.text("name"),
            url: authority.text("url"),
        }),
    }
}

fn told(it: &Fields) -> ToldView {
    ToldView {
        title: it.text("title"),
        text: it.text("text"),
    }
}

fn banner(it: &Fields) -> BannerView {
    BannerView {
        layout: Layout::from_word(&it.text("layout")).unwrap_or_default(),
        position: Position::from_word(&it.text("position")).unwrap_or_default(),
        close_button: it.flag("close_button"),
    }
}

fn labels(it: &JsValue) -> Labels {
    let entries = it
        .dyn_ref()
        .map(js_sys::Object::entries)
        .unwrap_or_default();
    // Inserted one by one: collecting would bring a sort along, which costs bytes.
    let mut labels = Labels::default();
    for pair in entries.iter().map(JsCast::unchecked_into::<Array>) {
        if let (Some(key), Some(text)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            labels.insert(key, text);
        }
    }
    labels
}

fn category(it: &Fields) -> CategoryView {
    CategoryView {
        id: it.text("id"),
        kind: Kind::from_word(&it.text("kind")).unwrap_or_default(),
        necessary: it.flag("necessary"),
        title: it.text("title"),
        description: it.text("description"),
        services: it.text("services"),
    }
}

fn service(it: &Fields) -> ServiceView {
    ServiceView {
        id: it.text("id"),
        category: it.number("category"),
        title: it.text("title"),
        vendor: it.text("vendor"),
        purpose: it.text("purpose"),
        privacy: it.text("privacy"),
        opt_out: it.text("opt_out"),
        hosts: it.list("hosts", |it| it.0.as_string().unwrap_or_default()),
        cookies: it.list("cookies", cookie),
    }
}

fn cookie(it: &Fields) -> CookieView {
    CookieView {
        name: it.text("name"),
        kind: StoredKind::from_word(&it.text("kind")),
        duration: it.text("duration"),
        purpose: it.text("purpose"),
        third_party: it.flag("third_party"),
        left: it.flag("left"),
    }
}
