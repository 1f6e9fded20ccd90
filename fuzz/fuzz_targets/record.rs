//! Any cookie value is a stored choice or none, and what is read can be written again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis_core::ConsentRecord;

fuzz_target!(|raw: &str| {
    if let Some(record) = ConsentRecord::parse(raw) {
        let written = record.to_string();
        assert_eq!(ConsentRecord::parse(&written), Some(record), "{written}");
    }
});
