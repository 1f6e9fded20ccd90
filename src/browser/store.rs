//! The mirror of the choice in `localStorage`, through gloo-storage.
//!
//! gloo-storage panics where storage is denied, so nothing reaches it but
//! through [`LocalStore::open`], which asks the browser first.

use gloo_storage::{LocalStorage, Storage};
use portcullis_core::record::OWN_NAMES;

/// The key of the mirror; the policy's declaration names it.
const KEY: &str = OWN_NAMES[1];

/// `localStorage` of a page that may use it.
pub struct LocalStore {
    _opened: (),
}

impl LocalStore {
    /// `None` where storage is denied: the getter itself throws in a sandboxed
    /// frame, or where the visitor blocks site data (LAW-25).
    pub fn open() -> Option<LocalStore> {
        web_sys::window()?.local_storage().ok()??;
        Some(LocalStore { _opened: () })
    }

    /// The mirrored record, as JSON text holds it.
    pub fn load(&self) -> Option<String> {
        LocalStorage::get(KEY).ok()
    }

    /// Mirrors `record`. Returns whether the browser took it: it may be full.
    pub fn save(&self, record: &str) -> bool {
        LocalStorage::set(KEY, record).is_ok()
    }
}

/// Puts the mirror back where the page's own code has cleared it or left an
/// older answer.
pub(crate) fn mirror(record: &str) {
    let Some(store) = LocalStore::open() else {
        return;
    };
    // Written without a look first: reading back would link serde_json's parser, 10 kB of brotli.
    if !record.is_empty() {
        store.save(record);
    }
}
