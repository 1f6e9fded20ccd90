//! Doing something later.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Runs its action once, later, unless dropped before.
#[must_use = "the action only runs while this guard is alive"]
pub struct Timer {
    handle: i32,
    _action: Closure<dyn FnMut()>,
}

/// Runs `action` once after `milliseconds`.
pub fn after(milliseconds: i32, action: impl FnOnce() + 'static) -> Option<Timer> {
    let action = Closure::once(action);
    let handle = web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            action.as_ref().unchecked_ref(),
            milliseconds,
        )
        .ok()?;
    Some(Timer {
        handle,
        _action: action,
    })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}
