//! The component in a real browser: found by role and name, answered by click
//! and by keyboard. `cargo xtask test` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]

mod layers;
mod page;
mod preferences;
mod surfaces;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
