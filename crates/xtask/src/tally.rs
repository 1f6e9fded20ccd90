//! How many cases each engine ran, and which it did not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What `tests/e2e` noted, case by case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    ran: BTreeSet<String>,
    failed: BTreeSet<String>,
    /// Cases that ended early, by what they wanted.
    part: BTreeMap<String, BTreeSet<String>>,
    /// Cases that were not run, by why.
    not: BTreeMap<String, BTreeSet<String>>,
}

impl Tally {
    /// Reads the lines of a tally: how it ended, the case and why, with tabs between.
    pub(crate) fn read(text: &str) -> Tally {
        let mut tally = Tally::default();
        for line in text.lines() {
            let mut fields = line.split('\t').map(str::to_owned);
            let next = (fields.next(), fields.next(), fields.next());
            if let (Some(how), Some(case), Some(why)) = next {
                tally.note(&how, case, why);
            }
        }
        tally.settle();
        tally
    }

    fn note(&mut self, how: &str, case: String, why: String) {
        let cases = match how {
            "failed" => &mut self.failed,
            "part" => self.part.entry(why).or_default(),
            "not" => self.not.entry(why).or_default(),
            _ => &mut self.ran,
        };
        cases.insert(case);
    }

    /// A case that visits twice is whole only when both visits are.
    fn settle(&mut self) {
        let less = self.part.values().chain(self.not.values());
        for case in less.flatten().chain(&self.failed) {
            self.ran.remove(case);
        }
    }

    /// One line for `engine`, which left these modules out.
    pub(crate) fn summary(&self, engine: &str, left_out: &[&str]) -> String {
        let mut line = format!("{engine}: {} cases ran", self.ran.len());
        if !self.failed.is_empty() {
            let _ = write!(
                line,
                "; {} failed ({})",
                self.failed.len(),
                list(&self.failed)
            );
        }
        for (why, cases) in &self.part {
            let _ = write!(line, "; {} in part, {why} ({})", cases.len(), list(cases));
        }
        for (why, cases) in &self.not {
            let _ = write!(line, "; {} not, {why} ({})", cases.len(), list(cases));
        }
        if !left_out.is_empty() {
            let names: Vec<_> = left_out.iter().map(|it| it.trim_end_matches(':')).collect();
            let _ = write!(line, "; on Chromium alone: {}", names.join(", "));
        }
        line
    }
}

fn list(cases: &BTreeSet<String>) -> String {
    let cases: Vec<_> = cases.iter().map(String::as_str).collect();
    cases.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_ran_all_says_how_many() {
        let tally = Tally::read("ran\ta::b\t\nran\ta::c\t\nran\ta::b\t\n");
        assert_eq!(tally.summary("chromium", &[]), "chromium: 2 cases ran");
    }

    #[test]
    fn what_was_not_run_or_only_in_part_is_named_with_its_reason() {
        let text = "ran\ta::b\t\npart\ta::c\tno console\nran\ta::c\t\nnot\td::e\tno flags\n";
        assert_eq!(
            Tally::read(text).summary("firefox", &["csp::", "access::"]),
            "firefox: 1 cases ran; 1 in part, no console (a::c); 1 not, no flags (d::e); \
             on Chromium alone: csp, access"
        );
    }

    #[test]
    fn a_failed_case_is_named_and_not_counted_as_run() {
        let tally = Tally::read("ran\ta::b\t\nfailed\ta::b\t\n");
        assert_eq!(
            tally.summary("webkit", &[]),
            "webkit: 0 cases ran; 1 failed (a::b)"
        );
    }
}
