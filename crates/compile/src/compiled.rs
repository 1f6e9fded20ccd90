//! A policy as the generic gate takes it.

use std::collections::BTreeMap;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use portcullis_core::gate_table::Stored;
use portcullis_core::policy::{Checked, Diagnostics, Severity, render};
use portcullis_core::view::CookieView;
use portcullis_core::words::{StorageKind, StoredKind};
use portcullis_core::{GateTable, Policy, PolicyView};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::purposes;

/// Where the gate keeps its table: what `src/gate/generic/kept-table.js` calls `STORE`.
const STORE: &str = "portcullis:table";

/// What comes of a policy.
#[derive(Debug, Default, Serialize)]
pub struct Compiled {
    /// The gate's table; none where the policy has an error.
    pub table: Option<Box<RawValue>>,
    /// What the interface shows, by language in lower case.
    pub texts: BTreeMap<String, PolicyView>,
    /// The policy's own theme as CSS.
    pub theme: String,
    /// What is wrong with the policy, in the file's order.
    pub problems: Vec<Problem>,
}

/// The console's method, `error` or `warn`, and what is said by it.
pub type Problem = (&'static str, String);

impl Compiled {
    /// As the gate reads it.
    pub fn to_json(&self) -> String {
        // It holds nothing that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Checks and compiles the policy `text`, which the page calls `name`.
pub fn compile(name: &str, text: &str) -> Compiled {
    match Policy::parse(text) {
        Ok(Checked { policy, warnings }) => Compiled {
            table: table(&policy),
            texts: texts(&policy),
            theme: policy.theme_css(),
            problems: problems(name, text, &warnings),
        },
        Err(found) => Compiled {
            problems: problems(name, text, &found),
            ..Compiled::default()
        },
    }
}

fn problems(name: &str, text: &str, found: &Diagnostics) -> Vec<Problem> {
    let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
    let problem = |it| render(&renderer, name, text, it);
    let method = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warn",
    };
    let found = found.iter();
    found
        .map(|it| (method(it.severity()), problem(it)))
        .collect()
}

/// The table that the gate keeps is one more thing that is stored, and stays.
fn table(policy: &Policy) -> Option<Box<RawValue>> {
    let mut table = GateTable::new(policy);
    table.stays.push(Stored {
        kind: StoredKind::Storage(StorageKind::Local),
        pattern: STORE.to_owned(),
    });
    table.facts.bare = false;
    RawValue::from_string(table.to_json().ok()?).ok()
}

fn texts(policy: &Policy) -> BTreeMap<String, PolicyView> {
    let view = |language: &String| {
        let mut view = policy.view(language);
        view.own.push(CookieView {
            name: STORE.to_owned(),
            kind: StoredKind::Storage(StorageKind::Local),
            duration: view.label("duration_unlimited").to_owned(),
            purpose: purposes::purpose(language).to_owned(),
            ..CookieView::default()
        });
        (language.to_lowercase(), view)
    };
    policy.languages().iter().map(view).collect()
}
