//! Which of several stored copies counts, over sets of copies and clocks.

#![allow(clippy::indexing_slicing, reason = "a test may stop")]

use portcullis_core::ConsentRecord;
use portcullis_core::record::{AHEAD, dated};
use proptest::prelude::*;

const NOW: u64 = 20_000_000;
/// Two services by their fingerprints.
const SERVICES: [&str; 2] = ["aaaaaa", "bbbbbb"];

/// A copy: its minute, and whether each service is granted.
type Copy = (u64, [bool; 2]);

fn text((minute, grants): &Copy) -> String {
    let prints = |wanted: bool| {
        let both = SERVICES.iter().zip(grants);
        both.filter(|(_, is)| **is == wanted)
            .map(|(print, _)| *print)
            .collect::<String>()
    };
    format!(
        "1.{}.c..{}.{}",
        digits(*minute),
        prints(true),
        prints(false)
    )
}

fn digits(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        digits.extend(char::from_digit(
            u32::try_from(number % 36).unwrap_or(0),
            36,
        ));
        number /= 36;
    }
    digits.iter().rev().collect()
}

/// Whether the answer that counts of `copies` grants each service.
fn granted(copies: &[Copy]) -> [bool; 2] {
    let texts: Vec<String> = copies.iter().map(text).collect();
    let record = ConsentRecord::newest(texts.iter().map(String::as_str), NOW);
    SERVICES.map(|print| {
        record.as_ref().is_some_and(|it| {
            let has = |list: &[String]| list.iter().any(|it| it == print);
            has(&it.granted) && !has(&it.refused)
        })
    })
}

/// The same, told without records: all of the newest minute must grant.
fn expected(copies: &[Copy]) -> [bool; 2] {
    let counted = || copies.iter().filter(|(minute, _)| *minute <= NOW + AHEAD);
    let Some(last) = counted().map(|(minute, _)| *minute).max() else {
        return [false; 2];
    };
    [0, 1].map(|service| {
        counted()
            .filter(|(minute, _)| *minute == last)
            .all(|(_, it)| it[service])
    })
}

fn copies() -> impl Strategy<Value = Vec<Copy>> {
    proptest::collection::vec((NOW - 15..NOW + 25, any::<[bool; 2]>()), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_newest_that_is_not_ahead_counts_and_a_refusal_wins(copies in copies()) {
        prop_assert_eq!(granted(&copies), expected(&copies));
    }

    #[test]
    fn order_and_doubles_change_nothing(copies in copies().prop_shuffle(), double in 0usize..7) {
        let mut other = copies.clone();
        other.reverse();
        other.extend(copies.get(double).copied());
        prop_assert_eq!(granted(&copies), granted(&other));
    }

    #[test]
    fn a_later_answer_counts_whatever_is_stored(copies in copies(), answer in any::<[bool; 2]>()) {
        let last = copies.iter().map(|(minute, _)| *minute).filter(|it| *it <= NOW + AHEAD).max();
        let mut all = copies.clone();
        all.push((dated(NOW, last), answer));
        let now = granted(&all);
        // Of the last minute that counts a refusal cannot be taken back, only given.
        if last < Some(NOW + AHEAD) {
            prop_assert_eq!(now, answer);
        }
        for service in 0..2 {
            prop_assert!(answer[service] || !now[service]);
        }
    }
}
