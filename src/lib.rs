//! Portcullis as a Leptos component: the first layer, the second layer, the
//! table of cookies and the placeholders of held embeds.
//!
//! It never decides and never enforces: the gate in the page's head does, with
//! or without this crate. Here a visitor reads what is asked and answers.
//! `docs/leptos.md` has an app from its first line on.
//!
//! ```
//! use leptos::prelude::*;
//! use portcullis::{ConsentGate, ConsentRoot, PolicyView, use_consent};
//!
//! #[component]
//! fn Page(policy: PolicyView) -> impl IntoView {
//!     view! {
//!         <ConsentRoot policy>
//!             <ConsentGate service="video">
//!                 <p>"Shown once the video service is granted."</p>
//!             </ConsentGate>
//!             <Answered/>
//!         </ConsentRoot>
//!     }
//! }
//!
//! #[component]
//! fn Answered() -> impl IntoView {
//!     let consent = use_consent();
//!     move || if consent.needs_choice().get() { "Not answered yet" } else { "Answered" }
//! }
//! ```

// For this project's own programs and tests: what is not named below may change.
#[doc(hidden)]
pub mod browser;
#[doc(hidden)]
pub mod gate;
mod held;
mod manager;
mod root;
mod runtime;
#[doc(hidden)]
pub mod ui;

pub use gate::{policy, with_policy};
pub use held::{Held, HeldId, Keeper};
pub use manager::{ConsentManager, Share, share, use_consent};
pub use portcullis_core::state::Decision;
pub use portcullis_core::{
    CategoryId, Choice, ConsentState, Grants, Method, PolicyView, ServiceId, StaleReason,
};
pub use root::{ConsentGate, ConsentRoot};

/// The document's own code compiles.
#[cfg(doctest)]
#[doc = include_str!("../docs/leptos.md")]
struct Documented;
