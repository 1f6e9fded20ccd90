//! The developer's console.

/// Writes one line for the developer.
pub fn error(message: &str) {
    web_sys::console::error_1(&message.into());
}
