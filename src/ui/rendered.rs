//! The layers as plain HTML: the same components, rendered where there is no
//! browser. The gate shows them before and without WebAssembly.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::RenderHtml;

use portcullis_core::PolicyView;

use super::banner::Banner;
use super::layers::Layers;
use super::preferences::Preferences;
use crate::manager::{Closed, ConsentManager};

/// The first layer of `policy`, as a visitor sees it who has not answered. Its
/// note on Global Privacy Control is in it: who shows it takes that away where
/// no signal is honoured.
pub fn first_layer(policy: PolicyView) -> String {
    render(policy, || view! { <Banner nudge="0"/> }.into_any())
}

/// The second layer of `policy`, closed, with nothing optional switched on.
pub fn second_layer(policy: PolicyView) -> String {
    render(policy, || view! { <Preferences/> }.into_any())
}

fn render(policy: PolicyView, view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(ConsentManager::new(policy, Rc::new(Closed { gpc: true })));
        provide_context(Layers::closed());
        view().to_html()
    });
    owner.cleanup();
    html.replace("<!>", "")
}
