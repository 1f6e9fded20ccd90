//! `policy.toml` as written, with spans. Every key may be missing: what is
//! required was reported by the structural check.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::Spanned;

use crate::words::{Kind, Layout, Model, Position, StorageKind};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawPolicy {
    pub languages: Option<Spanned<Vec<Spanned<String>>>>,
    pub site: RawSite,
    pub consent: RawConsent,
    pub gate: RawGate,
    pub banner: RawBanner,
    pub texts: BTreeMap<String, Spanned<RawText>>,
    pub category: Vec<Spanned<RawCategory>>,
    pub service: Vec<Spanned<RawService>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawSite {
    pub name: Option<Spanned<RawText>>,
    pub privacy_policy: Option<Spanned<RawText>>,
    pub contact: Option<Spanned<String>>,
    pub authority: RawAuthority,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawAuthority {
    pub name: Option<Spanned<RawText>>,
    pub url: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawConsent {
    pub model: Option<Spanned<Model>>,
    pub days: Option<Spanned<u16>>,
    pub gpc: Option<bool>,
    pub domain: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawGate {
    pub unlisted: Option<Unlisted>,
    pub enforce: Option<Enforce>,
    pub allow: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Enforce {
    Off,
    Csp,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unlisted {
    Allow,
    Hold,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawBanner {
    pub layout: Option<Layout>,
    pub position: Option<Position>,
    pub close_button: Option<CloseButton>,
    /// Says what holds anyway.
    #[allow(dead_code, reason = "accept and reject are always equal")]
    pub reject: Option<RejectButton>,
    pub theme: BTreeMap<String, Spanned<String>>,
    pub theme_dark: BTreeMap<String, Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CloseButton {
    None,
    Reject,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RejectButton {
    Equal,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawCategory {
    pub id: Option<Spanned<String>>,
    pub kind: Option<Kind>,
    pub necessary: bool,
    pub title: Option<Spanned<RawText>>,
    pub description: Option<Spanned<RawText>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawService {
    pub id: Option<Spanned<String>>,
    pub category: Option<Spanned<String>>,
    pub vendor: Option<Spanned<String>>,
    pub title: Option<Spanned<RawText>>,
    pub purpose: Option<Spanned<RawText>>,
    pub privacy: Option<Spanned<RawText>>,
    pub opt_out: Option<Spanned<RawText>>,
    pub hosts: Vec<Spanned<String>>,
    pub consent_mode: Vec<String>,
    pub cookies: Vec<Spanned<RawCookie>>,
    pub storage: Vec<Spanned<RawStorage>>,
    pub on_grant: Option<OnGrant>,
    pub on_withdraw: Option<OnWithdraw>,
    pub stop: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OnGrant {
    Run,
    Reload,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OnWithdraw {
    Stay,
    Reload,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawCookie {
    pub name: Option<Spanned<String>>,
    pub duration: Option<Spanned<String>>,
    pub purpose: Option<Spanned<RawText>>,
    pub party: Option<Party>,
    pub http_only: bool,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Party {
    First,
    Third,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawStorage {
    pub kind: Option<StorageKind>,
    pub name: Option<Spanned<String>>,
    pub duration: Option<Spanned<String>>,
    pub purpose: Option<Spanned<RawText>>,
}

/// One string, or strings by language.
pub(super) enum RawText {
    One(String),
    ByLanguage(Vec<(Spanned<String>, Spanned<String>)>),
}

impl RawText {
    /// Whether it says something in `language`.
    pub(super) fn has(&self, language: &str) -> bool {
        match self {
            RawText::One(_) => true,
            RawText::ByLanguage(texts) => texts.iter().any(|(tag, _)| tag.get_ref() == language),
        }
    }
}

impl<'de> Deserialize<'de> for RawText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawText, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

/// Written out, for an untagged enum loses the spans.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = RawText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a table of strings by language")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawText, E> {
        Ok(RawText::One(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawText, A::Error> {
        let mut texts = Vec::new();
        while let Some(entry) = map.next_entry()? {
            texts.push(entry);
        }
        Ok(RawText::ByLanguage(texts))
    }
}
