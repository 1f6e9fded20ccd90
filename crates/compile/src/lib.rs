//! Checks and compiles a policy in the browser, for sites that have no build.
//!
//! Only the generic gate loads it, and only where no earlier page has kept
//! what it says. It decides nothing that `portcullis build` would not.

mod compiled;
mod purposes;

pub use compiled::{Compiled, Problem, compile};

use wasm_bindgen::prelude::wasm_bindgen;

/// What [`compile`] says of the policy `text`, which the page calls `name`, as JSON.
#[wasm_bindgen(js_name = compile)]
pub fn compile_to_json(name: &str, text: &str) -> String {
    compile(name, text).to_json()
}
