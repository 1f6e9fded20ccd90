//! The interface's own words in the languages that are built in.
//!
//! Accept and reject are worded as auto-consent tools know them (CLI-04), and
//! nothing urges or shames (LAW-16). `{site}`, `{days}`, `{services}` and `{count}`
//! are filled in when the policy is compiled, `{service}` and `{purposes}` when
//! they are shown; `list` says how a language joins `{a}`, `{b}` and `{c}`.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod he;
mod it;
mod kinds;
mod nl;
mod pl;
mod plural;
mod pt;
mod sv;

pub use kinds::names_only_a_kind;
pub use plural::Plural;

/// Labels of one language, in the order of [`KEYS`], then what it has of [`FORMS`].
pub type Labels = &'static [(&'static str, &'static str)];

/// Every label's key.
pub const KEYS: &[&str] = &[
    "title",
    "intro",
    "intro_kinds",
    "change_later",
    "list",
    "accept_all",
    "reject_all",
    "choose",
    "save",
    "close",
    "preferences_title",
    "preferences_intro",
    "always_on",
    "service_one",
    "service_other",
    "privacy_policy",
    "contact",
    "authority",
    "vendor",
    "purpose",
    "cookies",
    "cookie_name",
    "cookie_kind",
    "cookie_duration",
    "cookie_purpose",
    "cookie_provider",
    "first_party",
    "kind_cookie",
    "kind_local",
    "kind_session",
    "kind_indexeddb",
    "kind_cache",
    "kind_worker",
    "hosts",
    "vendor_privacy",
    "opt_out",
    "details",
    "added_title",
    "added_intro",
    "held_title",
    "held_text",
    "show_once",
    "always_show",
    "reopen",
    "saved",
    "close_rejects",
    "gpc_honoured",
    "reloads",
    "left",
    "no_cookies",
    "declaration_title",
    "own_purpose",
    "third_party",
    "duration_session",
    "duration_unlimited",
    "second_one",
    "second_other",
    "minute_one",
    "minute_other",
    "hour_one",
    "hour_other",
    "day_one",
    "day_other",
    "week_one",
    "week_other",
    "month_one",
    "month_other",
    "year_one",
    "year_other",
];

/// What only some languages have: words of a consent model, and further forms of a number.
/// The plain label stands in where one is missing.
pub const FORMS: &[&str] = &[
    "intro_opt_out",
    "intro_notice",
    "intro_kinds_opt_out",
    "intro_kinds_notice",
    "preferences_intro_opt_out",
    "added_intro_opt_out",
    "service_two",
    "service_few",
    "service_many",
    "second_two",
    "second_few",
    "second_many",
    "minute_two",
    "minute_few",
    "minute_many",
    "hour_two",
    "hour_few",
    "hour_many",
    "day_two",
    "day_few",
    "day_many",
    "week_two",
    "week_few",
    "week_many",
    "month_two",
    "month_few",
    "month_many",
    "year_two",
    "year_few",
    "year_many",
];

/// The languages that are built in.
pub const LANGUAGES: [&str; 11] = [
    "en", "sv", "de", "fr", "es", "it", "nl", "pt", "pl", "ar", "he",
];

/// The labels of `language`, a BCP 47 tag; those of `pt` serve `pt-BR` too.
pub fn built_in(language: &str) -> Option<Labels> {
    match primary(language).as_str() {
        "en" => Some(en::LABELS),
        "sv" => Some(sv::LABELS),
        "de" => Some(de::LABELS),
        "fr" => Some(fr::LABELS),
        "es" => Some(es::LABELS),
        "it" => Some(it::LABELS),
        "nl" => Some(nl::LABELS),
        "pt" => Some(pt::LABELS),
        "pl" => Some(pl::LABELS),
        "ar" => Some(ar::LABELS),
        "he" => Some(he::LABELS),
        _ => None,
    }
}

/// Whether `language` is written from right to left.
pub fn is_rtl(language: &str) -> bool {
    const RTL: [&str; 11] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ur", "yi",
    ];
    RTL.contains(&primary(language).as_str())
}

fn primary(language: &str) -> String {
    language
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// How `language` joins a list that ends with `last`; `pattern` is its label.
/// Spanish says "e" before an "i", and Hebrew sets off what is not Hebrew.
pub fn joined<'a>(language: &str, pattern: &'a str, last: &str) -> std::borrow::Cow<'a, str> {
    let last = last.to_lowercase();
    let is_i = last.starts_with('i') || last.starts_with("hi") && !last.starts_with("hie");
    let is_hebrew = last.starts_with(|it: char| ('\u{590}'..='\u{5ff}').contains(&it));
    match primary(language).as_str() {
        "es" if is_i => pattern.replace(" y {c}", " e {c}").into(),
        "he" if !is_hebrew => pattern.replace(" ו{c}", " ו-{c}").into(),
        _ => pattern.into(),
    }
}
