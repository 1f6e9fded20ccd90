//! Real Chromium against local servers: what the servers logged is the truth,
//! never what the page says of itself.
//!
//! `cargo xtask test` builds what these tests visit and names it in the
//! environment.

#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod page;
mod server;
mod site;

mod answers;
