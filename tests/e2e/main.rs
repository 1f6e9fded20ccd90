//! Real browsers against local servers: what the servers logged is the truth,
//! never what the page says of itself.
//!
//! `cargo xtask test` builds what these tests visit and names it in the
//! environment.

#![cfg(not(target_arch = "wasm32"))]
// A helper that cannot go on fails its test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing)]

mod browser;
mod engine;
mod page;
mod preview;
mod proxy;
mod server;
mod site;
mod statics;
mod tally;
mod tls;

mod access;
mod answers;
mod closed;
mod corpus;
mod csp;
mod deploy;
mod enforced;
mod examples;
mod generic;
mod guards;
mod hostile;
mod https;
mod keeping;
mod layers;
mod markup;
mod recipes;
mod round_trip;
mod signals;
mod tabs;
mod tags;
mod vendors;
mod withdrawal;
