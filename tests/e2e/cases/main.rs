//! Each case is a visitor at a site: see the crate beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a case that cannot go on fails"
)]

mod access;
mod answers;
mod closed;
mod corpus;
mod csp;
mod deploy;
mod enforced;
mod examples;
mod frames;
mod frameworks;
mod generic;
mod guards;
mod hostile;
mod https;
mod keeping;
mod late;
mod layers;
mod markup;
mod named;
mod preview;
mod recipes;
mod release;
mod round_trip;
mod signals;
mod steps;
mod tabs;
mod tags;
mod trunk;
mod vendors;
mod withdrawal;
mod written;
