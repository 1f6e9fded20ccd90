//! Starts the UI on a page whose gate is up. Where anything is missing it says
//! so once and stops: the gate stays closed.

use std::rc::Rc;

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use portcullis::gate::{Gate, PageKeeper};
use portcullis::{ConsentRoot, PolicyView, browser};

fn main() {
    if let Err(error) = start() {
        browser::console::error(error);
    }
}

fn start() -> Result<(), &'static str> {
    let gate = Gate::find()?;
    let policy: PolicyView = gate.policy()?;
    let keeper: Rc<dyn PageKeeper> = Rc::new(gate);
    mount_to_body(move || view! { <ConsentRoot policy keeper/> });
    Ok(())
}
