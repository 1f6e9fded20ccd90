//! The stored choice: one line, written into a cookie and mirrored.
//!
//! `1.<minutes>.<method>.<categories>.<granted>.<refused>`: the format's
//! version, when it was decided (minutes since 1970, base 36), one letter for
//! how, the optional categories that were granted whole (`~` between them; for
//! people who look, nothing judges by them), then the fingerprints of what was
//! granted and of what was refused, six characters each. It names what was answered
//! (invariant 5) and carries no identifier (LAW-23). `src/gate/record.js`
//! reads and writes the same.

use std::cmp::Ordering;
use std::fmt::{Display, Formatter, Result};

use crate::{Method, ServiceId};

/// Names of the choice cookie: on https, and where that prefix cannot be used
/// (plain http, or shared with subdomains). The mirror in `localStorage` has
/// the second.
pub const OWN_NAMES: [&str; 2] = ["__Host-portcullis", "portcullis"];

/// Characters of a fingerprint.
pub const FINGERPRINT_LENGTH: usize = 6;

/// Bytes that a stored choice may have, its cookie's name included (TECH-61).
pub const MAX_BYTES: usize = 4095;

/// Minutes that clocks may differ by: a copy dated further ahead never counts.
pub const AHEAD: u64 = 10;

/// The stored choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// When, in minutes since 1970.
    pub decided_at: u64,
    /// How.
    pub method: Method,
    /// Optional categories that were granted whole.
    pub categories: Vec<String>,
    /// Fingerprints of the services that were granted.
    pub granted: Vec<String>,
    /// Fingerprints of the services that were refused.
    pub refused: Vec<String>,
}

impl ConsentRecord {
    /// Reads a stored choice. `None` where any of it cannot be read: half a
    /// record is no answer (LAW-25).
    pub fn parse(raw: &str) -> Option<ConsentRecord> {
        if raw.len() > MAX_BYTES {
            return None;
        }
        let mut parts = raw.split('.');
        let mut next = || parts.next();
        let ("1", minutes, method, categories, granted, refused) =
            (next()?, next()?, next()?, next()?, next()?, next()?)
        else {
            return None;
        };
        if next().is_some() {
            return None;
        }
        Some(ConsentRecord {
            decided_at: minutes_from(minutes)?,
            method: Method::from_letter(method)?,
            categories: categories_from(categories)?,
            granted: fingerprints_from(granted)?,
            refused: fingerprints_from(refused)?,
        })
    }

    /// The answer that counts of several copies at `now`, in minutes since 1970: the newest that is
    /// not dated ahead, with what any of the same minute refuses. `None` where no copy counts.
    pub fn newest<'a>(
        copies: impl IntoIterator<Item = &'a str>,
        now: u64,
    ) -> Option<ConsentRecord> {
        let read = copies.into_iter().filter_map(ConsentRecord::parse);
        let counted = read.filter(|it| it.decided_at <= now.saturating_add(AHEAD));
        counted.reduce(
            |newest, next| match next.decided_at.cmp(&newest.decided_at) {
                Ordering::Less => newest,
                Ordering::Greater => next,
                Ordering::Equal => newest.refusing(next),
            },
        )
    }

    /// The same, with what `other` refuses refused too.
    fn refusing(mut self, other: ConsentRecord) -> ConsentRecord {
        self.refused.extend(other.refused);
        self
    }
}

/// The minute of an answer that is given at `now`: later than `last`, that of the newest copy that counts.
pub fn dated(now: u64, last: Option<u64>) -> u64 {
    let later = last.map_or(now, |last| now.max(last.saturating_add(1)));
    later.min(now.saturating_add(AHEAD))
}

impl Display for ConsentRecord {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str("1.")?;
        out.write_str(&base36(self.decided_at))?;
        write!(out, ".{}.", self.method.letter())?;
        out.write_str(&self.categories.join("~"))?;
        out.write_str(".")?;
        out.write_str(&self.granted.concat())?;
        out.write_str(".")?;
        out.write_str(&self.refused.concat())
    }
}

/// What is asked: every optional service with its fingerprint, and for how
/// long an answer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Days that an answer is kept (LAW-21).
    pub days: u16,
    /// The optional services in the policy's order.
    pub services: Vec<(ServiceId, String)>,
}

fn minutes_from(digits: &str) -> Option<u64> {
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    if !plain || digits.len() > 8 {
        return None;
    }
    u64::from_str_radix(digits, 36).ok()
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % 36) as u32, 36));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

fn categories_from(list: &str) -> Option<Vec<String>> {
    let plain = |byte: u8| {
        byte.is_ascii_digit() || byte.is_ascii_lowercase() || matches!(byte, b'-' | b'~')
    };
    if !list.bytes().all(plain) {
        return None;
    }
    Some(
        list.split('~')
            .filter(|id| !id.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

fn fingerprints_from(list: &str) -> Option<Vec<String>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !list.bytes().all(plain) || !list.len().is_multiple_of(FINGERPRINT_LENGTH) {
        return None;
    }
    let letters: Vec<char> = list.chars().collect();
    Some(
        letters
            .chunks(FINGERPRINT_LENGTH)
            .map(|chunk| chunk.iter().collect())
            .collect(),
    )
}
