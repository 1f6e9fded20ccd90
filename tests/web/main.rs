//! The component in a real browser: found by role and name, answered by click
//! and by keyboard. `cargo xtask test` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy.toml allows them in tests, but does not know this kind of test"
)]

mod layers;
mod page;
mod preferences;
mod surfaces;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
