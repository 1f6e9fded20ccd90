//! What Portcullis decides without a browser.
//!
//! The crate reads `policy.toml`, checks it, says which service a URL belongs
//! to and what may happen to it, reads and writes the stored choice, and
//! compiles the table that the gate in the page's head works from.
//!
//! It touches nothing outside its arguments: no browser, no clock, no
//! randomness, no I/O. Time is a parameter, in minutes since 1970.

pub mod choice;
pub mod grants;
pub mod id;
pub mod record;
pub mod state;
pub mod view;
pub mod words;

#[cfg(feature = "toml")]
pub mod fingerprint;
#[cfg(feature = "toml")]
pub mod gate_table;
#[cfg(feature = "toml")]
pub mod host;
#[cfg(feature = "toml")]
pub mod labels;
#[cfg(feature = "toml")]
pub mod language;
#[cfg(feature = "toml")]
pub mod policy;
#[cfg(feature = "toml")]
pub mod verdict;

/// What the gate, its other files and the interface speak with each other.
pub const PROTOCOL: u8 = 1;

pub use choice::Choice;
pub use grants::Grants;
pub use id::{CategoryId, ServiceId};
pub use record::ConsentRecord;
pub use state::{ConsentState, StaleReason};
pub use view::PolicyView;
pub use words::Method;

#[cfg(feature = "toml")]
pub use gate_table::{GateTable, csp};
#[cfg(feature = "toml")]
pub use policy::Policy;
#[cfg(feature = "toml")]
pub use verdict::{Cause, Reason, Verdict};
