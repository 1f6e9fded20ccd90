//! Real browsers against local servers: what the servers logged is the truth,
//! never what the page says of itself.
//!
//! The harness of `cases` and of the benchmarks. `cargo xtask test` builds what
//! the cases visit and names it in the environment.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails its test"
)]

pub mod browser;
pub mod engine;
pub mod forget;
pub mod gate;
pub mod page;
pub mod port;
pub mod preview;
pub mod proxy;
pub mod server;
pub mod site;
pub mod statics;
pub mod tally;
pub mod tls;
