//! Portcullis as a Leptos component: the first layer, the second layer, the
//! table of cookies and the placeholders of held embeds.
//!
//! It never decides and never enforces: the gate in the page's head does, with
//! or without this crate. Here a visitor reads what is asked and answers.
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

pub mod browser;
pub mod gate;
pub mod held;
pub mod manager;
mod root;
mod runtime;
pub mod ui;

pub use held::{Held, HeldId, Keeper};
pub use manager::{ConsentManager, use_consent};
pub use portcullis_core::{Choice, ConsentState, Grants, PolicyView, ServiceId};
pub use root::{ConsentGate, ConsentRoot};
