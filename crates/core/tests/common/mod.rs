//! What the policy tests share.
#![allow(clippy::panic, reason = "a test may stop")]
#![allow(dead_code, reason = "each test crate uses its own part")]

use portcullis_core::Policy;
use portcullis_core::policy::Diagnostics;

/// A valid policy with nothing to complain about.
pub(crate) const BASE: &str = r#"languages = ["en", "sv"]

[site]
name = "Example Ltd"
privacy_policy = "/privacy"

[[category]]
id = "session"
kind = "session"
necessary = true
title = "Needed"
description = "What the site needs."

[[category]]
id = "comfort"
kind = "persistent"
title = "Comfort"
description = "Keeps you logged in."

[[service]]
id = "login"
category = "comfort"
title = { en = "Log-in", sv = "Inloggning" }
vendor = "Example Ltd"

[[category]]
id = "third-party"
kind = "third-party"
title = { en = "Statistics", sv = "Statistik" }
description = "Counts visits."

[[service]]
id = "analytics"
category = "third-party"
vendor = "Google Ireland Ltd"
hosts = ["google-analytics.com"]
cookies = [{ name = "_ga", duration = "2 years", purpose = "Tells visitors apart" }]
"#;

/// Every problem of `src` as `line:column message`, warnings too; lines are
/// counted from `before`.
pub(crate) fn problems(src: &str, before: usize) -> Vec<String> {
    let found: Diagnostics = match Policy::parse(src) {
        Ok(checked) => checked.warnings,
        Err(found) => found,
    };
    let line = |diagnostic: &portcullis_core::policy::Diagnostic| {
        let place = diagnostic.position(src);
        format!(
            "{}:{} {diagnostic}",
            place.line as i64 - before as i64,
            place.column
        )
    };
    found.iter().map(line).collect()
}

/// The policy in `src`.
pub(crate) fn policy(src: &str) -> Policy {
    match Policy::parse(src) {
        Ok(checked) => checked.policy,
        Err(found) => panic!("{found}"),
    }
}
