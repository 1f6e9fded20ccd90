//! What the visitor sees. Views read the manager and render; they neither
//! decide nor store.

#![allow(unreachable_pub, reason = "the component macro writes public props")]

mod banner;
mod banner_text;
mod category_row;
mod cookie_table;
mod declaration;
mod labels;
mod layers;
mod placeholder;
mod preferences;
#[cfg(feature = "ssr")]
pub mod rendered;
mod service_row;
mod switch;

pub(crate) use banner::FirstLayer;
pub(crate) use declaration::Declaration;
pub(crate) use layers::Layers;
pub(crate) use placeholder::Placeholder;
pub(crate) use preferences::SecondLayer;
