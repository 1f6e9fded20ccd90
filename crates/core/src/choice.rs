//! What the visitor did.

use crate::Grants;

/// What the visitor did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One click on "accept all".
    AcceptAll,
    /// One click on "reject all".
    RejectAll,
    /// Switches set one by one, then saved.
    Custom(Grants),
}

/// How a decision came about; part of the stored record (LAW-24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// "accept all" was pressed.
    AcceptAll,
    /// "reject all" was pressed.
    RejectAll,
    /// Switches were saved.
    Custom,
    /// An earlier grant was taken back.
    Withdraw,
}

impl Method {
    /// All methods.
    pub const ALL: [Method; 4] = [
        Method::AcceptAll,
        Method::RejectAll,
        Method::Custom,
        Method::Withdraw,
    ];

    /// The one letter that stands for it in the choice cookie.
    pub fn letter(self) -> char {
        match self {
            Method::AcceptAll => 'a',
            Method::RejectAll => 'r',
            Method::Custom => 'c',
            Method::Withdraw => 'w',
        }
    }

    /// The word that the script API and receipts use.
    pub fn word(self) -> &'static str {
        match self {
            Method::AcceptAll => "accept-all",
            Method::RejectAll => "reject-all",
            Method::Custom => "custom",
            Method::Withdraw => "withdraw",
        }
    }

    /// The method that `letter` stands for.
    pub fn from_letter(letter: &str) -> Option<Method> {
        Method::ALL
            .into_iter()
            .find(|method| letter.chars().eq([method.letter()]))
    }

    /// The method that `word` names.
    pub fn from_word(word: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.word() == word)
    }
}
