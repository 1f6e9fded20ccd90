//! Any request on any page gets a verdict.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use portcullis_core::host::HostRule;
use portcullis_core::{Grants, Policy};

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| {
        match Policy::parse(include_str!("../../crates/cli/tests/data/clean.toml")) {
            Ok(checked) => checked.policy,
            Err(found) => panic!("{found}"),
        }
    })
}

fuzz_target!(|input: (&str, &str)| {
    let (url, page) = input;
    let nothing = Grants::none();
    policy().decide(url, page, &nothing);
    policy().decide(url, "https://www.example.com/", &nothing);
    if let Ok(rule) = url.parse::<HostRule>() {
        assert_eq!(
            rule.normalised()
                .parse::<HostRule>()
                .map(|again| again.normalised()),
            Ok(rule.normalised())
        );
    }
});
