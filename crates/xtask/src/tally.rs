//! Which cases each engine ran, and which it may leave out: never in silence.

use std::collections::{BTreeMap, BTreeSet};

/// How a case says that the program that it is for is not there.
const NOT_HERE: &str = " is not on this machine";

/// What `tests/e2e` noted, case by case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    ran: BTreeSet<String>,
    failed: BTreeSet<String>,
    /// Cases that were not run, each with why.
    not: BTreeMap<String, String>,
}

/// Cases that an engine may leave out, each with why.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOut(BTreeMap<String, String>);

/// How a line says that the exhaustive run leaves its cases in.
const NOT_LONG: &str = "; with --long it runs";

/// What a line leaves out, and where.
struct Line<'a> {
    engines: &'a str,
    /// A case, or what the names of some begin with and `*`.
    named: &'a str,
    why: &'a str,
}

impl LeftOut {
    /// Reads the lines of `engine`: engines with commas between, a case, or what the names of some
    /// begin with and `*`, and after a colon and a space why. With `is_long`, lines that end in
    /// "; with --long it runs" say nothing.
    ///
    /// # Errors
    /// The line that says no reason, or is about none of the cases `all`.
    pub(crate) fn read(
        text: &str,
        engine: &str,
        all: &BTreeSet<String>,
        is_long: bool,
    ) -> Result<LeftOut, String> {
        let mut cases = BTreeMap::new();
        let written = text.lines();
        for line in written.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let Line {
                engines,
                named,
                why,
            } = Line::read(line)?;
            if !engines.split(',').any(|it| it == engine) || is_long && why.ends_with(NOT_LONG) {
                continue;
            }
            let mut found = all.iter().filter(|case| is_named(named, case)).peekable();
            if found.peek().is_none() {
                return Err(format!(
                    "leaves out {named} for {engine}, which is no case: take the line out"
                ));
            }
            cases.extend(found.map(|case| (case.clone(), why.to_owned())));
        }
        Ok(LeftOut(cases))
    }

    /// The cases that are not even started; others say themselves that their program is not there.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &str> {
        let never = self.0.iter().filter(|(_, why)| !why.ends_with(NOT_HERE));
        never.map(|(case, _)| case.as_str())
    }

    /// Only what is one of `cases` is left.
    pub(crate) fn keep(&mut self, cases: &BTreeSet<String>) {
        self.0.retain(|case, _| cases.contains(case));
    }

    fn may_run(&self, case: &str) -> bool {
        let why = self.0.get(case);
        why.is_some_and(|why| why.ends_with(NOT_HERE))
    }
}

impl Line<'_> {
    fn read(line: &str) -> Result<Line<'_>, String> {
        let parts = line
            .split_once(' ')
            .and_then(|(engines, rest)| Some((engines, rest.split_once(": ")?)));
        let (engines, (named, why)) =
            parts.ok_or_else(|| format!("`{line}` wants an engine, a case and a reason"))?;
        Ok(Line {
            engines,
            named,
            why,
        })
    }
}

fn is_named(named: &str, case: &str) -> bool {
    match named.strip_suffix('*') {
        Some(beginning) => case.starts_with(beginning),
        None => case == named,
    }
}

impl Tally {
    /// Reads the notes of the cases: how it ended, the case and why, with tabs between; and what
    /// the test program printed, since a case that visits nobody notes nothing.
    pub(crate) fn read(notes: &str, printed: &str) -> Tally {
        let mut tally = Tally::default();
        let passed = printed
            .lines()
            .filter_map(|line| line.strip_prefix("test "));
        let passed = passed.filter_map(|line| line.strip_suffix(" ... ok"));
        tally.ran.extend(passed.map(str::to_owned));
        for line in notes.lines() {
            let mut fields = line.split('\t').map(str::to_owned);
            let next = (fields.next(), fields.next(), fields.next());
            if let (Some(how), Some(case), Some(why)) = next {
                tally.note(&how, case, why);
            }
        }
        // A case that visits twice is whole only when both visits are.
        let Tally { ran, failed, not } = &mut tally;
        ran.retain(|case| !failed.contains(case) && !not.contains_key(case));
        tally
    }

    fn note(&mut self, how: &str, case: String, why: String) {
        match how {
            "failed" => drop(self.failed.insert(case)),
            "not" => drop(self.not.insert(case, why)),
            _ => drop(self.ran.insert(case)),
        }
    }

    /// What is not as it should be: of `all` cases those ran that are not in `left_out`, and
    /// no others. With `is_complete` every program that a case is for has to be there.
    pub(crate) fn wrong(
        &self,
        all: &BTreeSet<String>,
        left_out: &LeftOut,
        is_complete: bool,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for case in all {
            let (listed, said) = (left_out.0.get(case), self.not.get(case));
            match said {
                _ if self.failed.contains(case) => wrong.push(format!("{case} failed")),
                Some(why) if Some(why) == listed => {}
                Some(why) if why.ends_with(NOT_HERE) && !is_complete => {}
                Some(why) => wrong.push(format!("{case} was left out: {why}")),
                None if listed.is_some() || self.ran.contains(case) => {}
                None => wrong.push(format!("{case} did not run")),
            }
        }
        for case in left_out.0.keys() {
            if self.ran.contains(case) && !left_out.may_run(case) {
                wrong.push(format!("{case} is listed as left out, and ran"));
            }
        }
        wrong
    }

    /// One line for `engine`.
    pub(crate) fn summary(&self, engine: &str, left_out: &LeftOut) -> String {
        let (ran, left) = (self.ran.len(), left_out.0.len());
        let mut line = format!("{engine}: {ran} cases ran, {left} are listed as left out");
        for (case, why) in &self.not {
            line += &format!("; {case} not: {why}");
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> BTreeSet<String> {
        ["a::b", "a::c", "d::e"].map(str::to_owned).into()
    }

    fn left_out() -> LeftOut {
        let text = "# why\n\nfirefox d::e: says nothing of it: the engine\nwebkit a::b: no\n";
        LeftOut::read(text, "firefox", &all(), false).unwrap()
    }

    const ALL_RAN: &str = "ran\ta::b\t\nran\ta::c\t\nran\ta::b\t\n";

    #[test]
    fn what_ran_and_what_is_listed_is_all_there_is() {
        let tally = Tally::read(ALL_RAN, "");
        assert_eq!(tally.wrong(&all(), &left_out(), true), [""; 0]);
        assert_eq!(
            tally.summary("firefox", &left_out()),
            "firefox: 2 cases ran, 1 are listed as left out"
        );
        let why = "says nothing of it: the engine".to_owned();
        assert_eq!(left_out(), LeftOut([("d::e".to_owned(), why)].into()));
        assert_eq!(left_out().cases().collect::<Vec<_>>(), ["d::e"]);
    }

    #[test]
    fn a_case_that_visits_nobody_has_run_where_the_test_program_says_so() {
        let tally = Tally::read("ran\ta::b\t\n", "running 2 tests\ntest a::c ... ok\n");
        assert_eq!(tally.wrong(&all(), &left_out(), true), [""; 0]);
    }

    #[test]
    fn a_case_that_did_not_run_or_failed_is_named() {
        let tally = Tally::read("ran\ta::b\t\nfailed\ta::b\t\n", "test a::b ... FAILED\n");
        assert_eq!(
            tally.wrong(&all(), &left_out(), true),
            ["a::b failed", "a::c did not run"]
        );
    }

    #[test]
    fn a_case_without_its_program_may_be_left_out_where_nobody_asks_for_all() {
        let why = "nginx is not on this machine";
        let tally = Tally::read(
            &format!("ran\ta::b\t\nnot\ta::c\t{why}\n"),
            "test a::c ... ok\n",
        );
        assert_eq!(tally.wrong(&all(), &left_out(), false), [""; 0]);
        let line = format!("a::c was left out: {why}");
        assert_eq!(tally.wrong(&all(), &left_out(), true), [line]);
        let summary = tally.summary("firefox", &left_out());
        assert!(
            summary.ends_with(&format!("; a::c not: {why}")),
            "{summary}"
        );
    }

    #[test]
    fn a_line_of_the_list_that_is_not_so_is_named() {
        let listed = "firefox d::e: why\nfirefox d::f: why\n";
        assert_eq!(
            LeftOut::read(listed, "firefox", &all(), false),
            Err("leaves out d::f for firefox, which is no case: take the line out".to_owned())
        );
        let tally = Tally::read(&format!("{ALL_RAN}ran\td::e\t\n"), "");
        let expected = ["d::e is listed as left out, and ran"];
        assert_eq!(tally.wrong(&all(), &left_out(), true), expected);
    }

    #[test]
    fn a_case_that_is_listed_for_want_of_its_program_runs_where_that_is_there() {
        let why = "trunk is not on this machine";
        let listed =
            LeftOut::read(&format!("firefox d::e: {why}"), "firefox", &all(), false).unwrap();
        assert_eq!(listed.cases().count(), 0);
        for end in ["ran\td::e\t\n".to_owned(), format!("not\td::e\t{why}\n")] {
            let tally = Tally::read(&format!("{ALL_RAN}{end}"), "");
            assert_eq!(tally.wrong(&all(), &listed, true), [""; 0], "{end}");
        }
        let tally = Tally::read(&format!("{ALL_RAN}failed\td::e\t\n"), "");
        assert_eq!(tally.wrong(&all(), &listed, true), ["d::e failed"]);
    }

    #[test]
    fn a_line_of_the_list_has_a_reason() {
        let message = "`firefox a::b` wants an engine, a case and a reason";
        let read = LeftOut::read("firefox a::b", "firefox", &all(), false);
        assert_eq!(read, Err(message.to_owned()));
    }

    #[test]
    fn a_line_may_be_about_engines_and_about_cases_that_begin_alike() {
        let text = "firefox,webkit a::*: one stands for all; with --long it runs\n";
        let read = |engine, is_long| {
            let listed = LeftOut::read(text, engine, &all(), is_long).unwrap();
            listed.cases().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(read("firefox", false), ["a::b", "a::c"]);
        assert_eq!(read("webkit", false), ["a::b", "a::c"]);
        assert_eq!(read("chromium", false), [""; 0]);
        assert_eq!(read("firefox", true), [""; 0]);
    }
}
