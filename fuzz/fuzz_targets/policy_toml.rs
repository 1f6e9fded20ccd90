//! Any text is a policy or a list of problems that lie within it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_core::Policy;

fuzz_target!(|src: &str| {
    match Policy::parse(src) {
        Ok(checked) => {
            assert!(!checked.warnings.has_errors());
            for language in checked.policy.languages() {
                checked.policy.view(language);
            }
        }
        Err(found) => {
            assert!(found.has_errors());
            for diagnostic in &found {
                assert!(diagnostic.span().end <= src.len());
                diagnostic.position(src);
                assert!(!diagnostic.to_string().contains('\n'));
            }
        }
    }
});
