//! The interface's own words in the languages that are built in.
//!
//! Accept and reject are worded as auto-consent tools know them (CLI-04), and
//! nothing urges or shames (LAW-16). `{site}` and `{days}` are filled in when
//! the policy is compiled, `{service}` and `{count}` when they are shown.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod he;
mod it;
mod nl;
mod pl;
mod pt;
mod sv;

/// Labels of one language, in the order of [`KEYS`].
pub type Labels = &'static [(&'static str, &'static str)];

/// Every label's key.
pub const KEYS: &[&str] = &[
    "title",
    "intro",
    "change_later",
    "accept_all",
    "reject_all",
    "choose",
    "save",
    "close",
    "preferences_title",
    "preferences_intro",
    "always_on",
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
    "optional_services",
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
