//! Words of the policy file and of the wire, each typed once.

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// An enum of words: the first variant is the default.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident {
        $($(#[$meaning:meta])* $variant:ident = $word:literal,)+
    })+) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$meaning])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant),+];
            /// The words of all, in the same order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// What `word` stands for.
            pub fn from_word(word: &str) -> Option<$name> {
                match word {
                    $($word => Some($name::$variant),)+
                    _ => None,
                }
            }
        }

        impl Default for $name {
            fn default() -> $name {
                let [first, ..] = [$($name::$variant),+];
                first
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str(self.word())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let word = String::deserialize(from)?;
                $name::from_word(&word).ok_or_else(|| Error::unknown_variant(&word, $name::WORDS))
            }
        }
    )+};
}

words! {
    /// Whether services wait for an answer.
    Model {
        /// Nothing optional runs before a grant.
        OptIn = "opt-in",
        /// Everything runs until it is refused.
        OptOut = "opt-out",
        /// Everything runs; the visitor is told.
        Notice = "notice",
    }

    /// The first layer's shape.
    Layout {
        /// A card above the bottom edge.
        Card = "card",
        /// A bar along the bottom edge.
        Bar = "bar",
    }

    /// Where the card stands along the bottom edge.
    Position {
        /// Where a line of text starts.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// Where a line of text ends.
        End = "end",
    }

    /// What a category's cookies are.
    Kind {
        /// Gone when the browser closes.
        Session = "session",
        /// Kept for a while by the site itself.
        Persistent = "persistent",
        /// Set or read by another company.
        ThirdParty = "third-party",
    }

    /// Kinds of storage other than cookies.
    StorageKind {
        /// `localStorage`.
        Local = "local",
        /// `sessionStorage`.
        Session = "session",
        /// An IndexedDB database.
        IndexedDb = "indexeddb",
        /// A Cache Storage cache.
        Cache = "cache",
        /// A service worker, by the path that it is registered for.
        Worker = "worker",
    }

    /// Where a visitor stands, as the script API says it.
    StateWord {
        /// No answer yet, or none that can be read.
        Undecided = "undecided",
        /// Answered, and nothing new has come since.
        Decided = "decided",
        /// Answered, but the answer no longer covers everything.
        Stale = "stale",
    }

    /// How a decision came about; part of the stored record (LAW-24).
    Method {
        /// "accept all" was pressed.
        AcceptAll = "accept-all",
        /// "reject all" was pressed.
        RejectAll = "reject-all",
        /// Switches were saved.
        Custom = "custom",
        /// An earlier grant was taken back.
        Withdraw = "withdraw",
    }
}

impl Method {
    /// The one letter that stands for it in the choice cookie: its first.
    pub fn letter(self) -> char {
        match self {
            Method::AcceptAll => 'a',
            Method::RejectAll => 'r',
            Method::Custom => 'c',
            Method::Withdraw => 'w',
        }
    }

    /// The method that `letter` stands for.
    pub fn from_letter(letter: &str) -> Option<Method> {
        let mut all = Method::ALL.iter().copied();
        all.find(|method| letter.chars().eq([method.letter()]))
    }
}

/// A cookie, or another kind of storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoredKind {
    /// A cookie.
    #[default]
    Cookie,
    /// Anything else.
    Storage(StorageKind),
}

impl StoredKind {
    /// The word for it in a view.
    pub fn word(self) -> &'static str {
        match self {
            StoredKind::Cookie => "cookie",
            StoredKind::Storage(kind) => kind.word(),
        }
    }

    /// What `word` stands for; a cookie, where it stands for nothing.
    pub fn from_word(word: &str) -> StoredKind {
        StorageKind::from_word(word).map_or(StoredKind::Cookie, StoredKind::Storage)
    }
}

impl Serialize for StoredKind {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for StoredKind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<StoredKind, D::Error> {
        String::deserialize(from).map(|word| StoredKind::from_word(&word))
    }
}
