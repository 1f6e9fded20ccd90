//! What the UI needs of the browser. Only this module and [`crate::gate`] name
//! `web_sys`; whatever is registered here is a guard, and dropping it undoes it.

pub mod console;
pub mod dialog;
pub mod dom;
pub mod events;
pub mod store;
pub mod timer;
