//! A page that shows a film to who has allowed films.

use leptos::prelude::*;
use portcullis::{ConsentGate, ConsentRoot, use_consent};

fn main() {
    portcullis::with_policy(|policy| {
        mount_to_body(move || view! { <ConsentRoot policy><App/></ConsentRoot> });
    });
}

#[component]
fn App() -> impl IntoView {
    let consent = use_consent();
    let film = consent.is_granted("video");
    let no_film = move || (!film.get()).then(|| view! { <p id="no-film">"Films are off."</p> });
    let clicks = RwSignal::new(0);
    view! {
        <main>
            <h1>"Film Club"</h1>
            <ConsentGate service="video">
                <iframe src="//film.test/player.html" title="Film"></iframe>
            </ConsentGate>
            {no_film}
            <img data-consent="counter" data-src="//stats.test/count.svg" alt=""/>
            <button id="again" on:click=move |_| clicks.update(|it| *it += 1)>
                {move || format!("Drawn again {} times", clicks.get())}
            </button>
            <button data-portcullis="preferences">"Cookie settings"</button>
            <button id="withdraw" on:click=move |_| consent.withdraw()>"Take it back"</button>
        </main>
    }
}
