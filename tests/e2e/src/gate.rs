//! The gate as its source reads, joined and not minified, so that a case can break a line of it.

#[path = "../../../crates/cli/src/kit/join.rs"]
#[allow(dead_code, reason = "the tool makes modules too")]
mod join;

use crate::site::root;
use portcullis_core::{GateTable, Policy};
use std::path::Path;

/// Joined, with the table of a policy.
pub struct Gate(String);

impl Gate {
    /// As the tool builds it.
    pub fn new(policy: &str) -> Gate {
        let policy = Policy::parse(policy).unwrap().policy;
        let table = GateTable::new(&policy).to_script().unwrap();
        let joined = |entry| {
            let read =
                |path: &Path| std::fs::read_to_string(root().join("src/gate").join(path)).ok();
            join::join(entry, &read).unwrap().text
        };
        let [closed, gate] = ["closed.js", "gate.js"].map(joined);
        Gate(format!(
            "((window, document, now) => {{ 'use strict';\n\
             const {{ Document, Element, Event }} = window;\n\
             const LATE = false, UNDOES = false, STAMP = '';\n{table}{closed}\
             try {{\n{gate}\n}} catch (why) {{\nclosePage(why);\n}}\n}})\
             (window, document, () => Math.floor(Date.now() / 60000));\n"
        ))
    }

    /// The whole script.
    pub fn script(&self) -> &str {
        &self.0
    }

    /// With another text in the place of one that stands there once.
    pub fn with(&self, from: &str, to: &str) -> Gate {
        let times = self.0.matches(from).count();
        assert_eq!(times, 1, "the gate has this {times} times: {from}");
        Gate(self.0.replace(from, to))
    }
}
