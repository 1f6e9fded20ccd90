//! Which form of a word a number asks for.

use super::primary;

/// The forms that the built-in languages tell apart in whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One.
    One,
    /// Two, where a language has a word for it.
    Two,
    /// A few, as Polish and Arabic count.
    Few,
    /// Many, as Arabic counts.
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// The form that `count` asks for in `language`, a BCP 47 tag.
    ///
    /// ```
    /// use portcullis_core::labels::Plural;
    ///
    /// assert_eq!(Plural::of("en", 1), Plural::One);
    /// assert_eq!(Plural::of("pl", 22), Plural::Few);
    /// assert_eq!(Plural::of("pl", 12), Plural::Other);
    /// ```
    pub fn of(language: &str, count: usize) -> Plural {
        match (primary(language).as_str(), count) {
            (_, 1) => Plural::One,
            ("fr" | "pt", 0) => Plural::One,
            ("ar" | "he", 2) => Plural::Two,
            ("pl", _) if is_few_in_polish(count) => Plural::Few,
            ("ar", _) if (3..=10).contains(&(count % 100)) => Plural::Few,
            ("ar", _) if count % 100 > 10 => Plural::Many,
            _ => Plural::Other,
        }
    }

    /// The end of its labels' keys.
    pub fn word(self) -> &'static str {
        match self {
            Plural::One => "one",
            Plural::Two => "two",
            Plural::Few => "few",
            Plural::Many => "many",
            Plural::Other => "other",
        }
    }
}

fn is_few_in_polish(count: usize) -> bool {
    (2..=4).contains(&(count % 10)) && !(12..=14).contains(&(count % 100))
}
