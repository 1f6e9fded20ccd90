//! The corpus that core and gate both answer: here core does. `tests/e2e`
//! feeds the same file to the gate in a browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![allow(clippy::indexing_slicing, reason = "a test may stop")]

use portcullis_core::language::choose;
use portcullis_core::policy::pattern_matches;
use portcullis_core::verdict::Cause;
use portcullis_core::{ConsentRecord, ConsentState, Grants, Method, Policy, Verdict};
use serde::Deserialize;

const CASES: &str = include_str!("../data/gate-cases.json");
const POLICY: &str = include_str!("../data/gate-cases.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    records: Vec<RecordCase>,
    copies: Vec<CopiesCase>,
    requests: Vec<RequestCase>,
    written: Vec<WrittenCase>,
    patterns: Vec<PatternCase>,
    languages: Vec<LanguageCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCase {
    name: String,
    granted: Vec<String>,
    method: String,
    at: u64,
    record: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternCase {
    pattern: String,
    name: String,
    fits: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageCase {
    listed: Vec<String>,
    wanted: Vec<String>,
    language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordCase {
    name: String,
    record: Option<String>,
    now: u64,
    state: String,
    granted: Vec<String>,
    added: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CopiesCase {
    name: String,
    copies: Vec<String>,
    now: u64,
    state: String,
    granted: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestCase {
    name: String,
    url: String,
    page: String,
    unlisted: String,
    granted: Vec<String>,
    waits: Option<String>,
}

fn cases() -> Cases {
    serde_json::from_str(CASES).unwrap()
}

fn policy(unlisted: &str) -> Policy {
    let source = format!("{POLICY}\n[gate]\nunlisted = \"{unlisted}\"\n");
    Policy::parse(&source).unwrap().policy
}

/// `{analytics}` stands for the fingerprint of a service, `{20000000}` for minutes.
fn written(template: &str, policy: &Policy) -> String {
    let minutes = template.replace("{20000000}", "bwo3k");
    policy.services().fold(minutes, |text, (id, service)| {
        text.replace(&format!("{{{}}}", service.id), &policy.fingerprint(id))
    })
}

fn names(
    policy: &Policy,
    services: impl IntoIterator<Item = portcullis_core::ServiceId>,
) -> Vec<String> {
    services
        .into_iter()
        .filter_map(|id| policy.service(id))
        .map(|service| service.id.clone())
        .collect()
}

impl CopiesCase {
    fn check(&self, policy: &Policy) {
        let copies: Vec<String> = self.copies.iter().map(|it| written(it, policy)).collect();
        let record = ConsentRecord::newest(copies.iter().map(String::as_str), self.now);
        let state = ConsentState::at(record.as_ref(), &policy.asked(), self.now);
        let found = (state.word().word(), names(policy, state.grants().iter()));
        let expected = (self.state.as_str(), self.granted.clone());
        assert_eq!(found, expected, "{}", self.name);
    }
}

impl RecordCase {
    fn check(&self, policy: &Policy) {
        let record = self
            .record
            .as_deref()
            .map(|template| written(template, policy));
        let record = record.as_deref().and_then(ConsentRecord::parse);
        let state = ConsentState::at(record.as_ref(), &policy.asked(), self.now);
        let found = (
            state.word().word(),
            names(policy, state.grants().iter()),
            names(policy, state.added().iter().copied()),
        );
        let expected = (
            self.state.as_str(),
            self.granted.clone(),
            self.added.clone(),
        );
        assert_eq!(found, expected, "{}", self.name);
    }
}

impl RequestCase {
    fn check(&self) {
        let policy = policy(&self.unlisted);
        let grants: Grants = self
            .granted
            .iter()
            .map(|id| policy.service_id(id).unwrap())
            .collect();
        let judged = policy.judge(&self.url, &self.page, &grants);
        let waits = match judged.verdict {
            Verdict::Allow(_) => None,
            Verdict::Hold(Cause::Unlisted) => Some("unlisted".to_owned()),
            Verdict::Hold(Cause::Service(first)) => {
                assert_eq!(judged.services.first(), Some(&first), "{}", self.name);
                Some(names(&policy, judged.services).join(" "))
            }
        };
        assert_eq!(waits, self.waits, "{}: {}", self.name, self.url);
    }
}

#[test]
fn core_agrees_with_every_stored_choice_of_the_corpus() {
    let policy = policy("allow");
    let cases = cases().records;
    assert_eq!(cases.len(), 42, "count the cases when you add one");
    cases.iter().for_each(|case| case.check(&policy));
}

#[test]
fn core_agrees_with_every_request_of_the_corpus() {
    let cases = cases().requests;
    assert_eq!(cases.len(), 70, "count the cases when you add one");
    cases.iter().for_each(RequestCase::check);
}

#[test]
fn core_writes_every_record_of_the_corpus() {
    let policy = policy("allow");
    let cases = cases().written;
    assert_eq!(cases.len(), 7, "count the cases when you add one");
    for case in cases {
        let grants = case.granted.iter().map(|id| policy.service_id(id).unwrap());
        let method = Method::from_letter(&case.method).unwrap();
        let record = policy.record(&grants.collect(), method, case.at);
        assert_eq!(
            record.to_string(),
            written(&case.record, &policy),
            "{}",
            case.name
        );
    }
}

#[test]
fn core_agrees_with_every_pattern_of_the_corpus() {
    let cases = cases().patterns;
    assert_eq!(cases.len(), 33, "count the cases when you add one");
    for PatternCase {
        pattern,
        name,
        fits,
    } in cases
    {
        assert_eq!(pattern_matches(&pattern, &name), fits, "{pattern} {name}");
    }
}

#[test]
fn core_agrees_with_every_choice_of_language_of_the_corpus() {
    let cases = cases().languages;
    assert_eq!(cases.len(), 17, "count the cases when you add one");
    for case in cases {
        let wanted = case.wanted.iter().map(String::as_str);
        let chosen = choose(&case.listed, wanted).unwrap_or(&case.listed[0]);
        assert_eq!(chosen, case.language, "{:?} {:?}", case.listed, case.wanted);
    }
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let policy = policy("allow");
    for case in cases().records {
        let Some(raw) = case.record.map(|template| written(&template, &policy)) else {
            continue;
        };
        if let Some(record) = ConsentRecord::parse(&raw) {
            assert_eq!(
                ConsentRecord::parse(&record.to_string()),
                Some(record),
                "{}",
                case.name
            );
        }
    }
}

#[test]
fn core_agrees_with_every_choice_of_copies_of_the_corpus() {
    let policy = policy("allow");
    let cases = cases().copies;
    assert_eq!(cases.len(), 17, "count the cases when you add one");
    cases.iter().for_each(|case| case.check(&policy));
}
