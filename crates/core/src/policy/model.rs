//! The parts of a checked policy.

use std::collections::BTreeMap;

use super::{Duration, Text};
use crate::CategoryId;
use crate::host::HostRule;
use crate::words::{Kind, Layout, Model, Position, StorageKind};

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Name of the controller.
    pub name: Text,
    /// Address of the privacy policy.
    pub privacy_policy: Text,
    /// Mail address or page of the controller.
    pub contact: String,
    /// The supervisory authority's name.
    pub authority_name: Text,
    /// The supervisory authority's address.
    pub authority_url: String,
}

/// How consent is asked and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Whether services wait for an answer.
    pub model: Model,
    /// Days that an answer is kept, 400 at most (LAW-21).
    pub days: u16,
    /// Whether Global Privacy Control counts as a refusal (TECH-20).
    pub gpc: bool,
    /// The domain whose subdomains share the answer.
    pub domain: Option<String>,
}

/// What the gate does with requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// Whether third-party hosts that no service names wait too.
    pub hold_unlisted: bool,
    /// Whether the browser itself enforces the policy too.
    pub enforce: bool,
    /// Hosts that the browser lets in besides, without paths.
    pub allow: Vec<HostRule>,
}

/// How the first layer looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// A card or a bar.
    pub layout: Layout,
    /// Where the card stands along the bottom edge.
    pub position: Position,
    /// Whether a × that rejects is shown (LAW-17).
    pub close_button: bool,
    /// Theme tokens without their `--portcullis-` prefix, for light pages.
    pub light: BTreeMap<String, String>,
    /// The same for dark pages.
    pub dark: BTreeMap<String, String>,
}

/// What a visitor switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its slug.
    pub id: String,
    /// What its cookies are.
    pub kind: Kind,
    /// Whether it cannot be switched off.
    pub necessary: bool,
    /// Its name.
    pub title: Text,
    /// One or two plain sentences.
    pub description: Text,
}

/// A concrete thing that sets cookies or loads code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its slug.
    pub id: String,
    /// Its category.
    pub category: CategoryId,
    /// Its name; the vendor's where none is given.
    pub title: Text,
    /// The company behind it.
    pub vendor: String,
    /// What it is for.
    pub purpose: Text,
    /// Address of the vendor's privacy policy.
    pub privacy: Text,
    /// Address where the vendor lets a visitor opt out.
    pub opt_out: Text,
    /// Where it is recognised.
    pub hosts: Vec<HostRule>,
    /// Google Consent Mode signals that it stands for.
    pub consent_mode: Vec<String>,
    /// Cookies that it sets.
    pub cookies: Vec<CookieRule>,
    /// Other storage that it writes.
    pub storage: Vec<StorageRule>,
    /// Whether the page loads again when it is granted.
    pub reloads_granted: bool,
    /// Whether the page loads again when it is withdrawn.
    pub reloads: bool,
    /// What is called when it is withdrawn, a dotted JavaScript name; empty for nothing.
    pub stop: String,
}

/// What a service sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieRule {
    /// Name; a `*` stands for any characters.
    pub name: String,
    /// How long it is kept.
    pub duration: Duration,
    /// What for.
    pub purpose: Text,
    /// Whether another site's server sets it.
    pub third_party: bool,
    /// Whether only servers see it.
    pub http_only: bool,
}

impl CookieRule {
    /// Whether no page of the site can erase it.
    pub fn is_out_of_reach(&self) -> bool {
        self.third_party || self.http_only
    }
}

/// Storage other than cookies that a service writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageRule {
    /// Where.
    pub kind: StorageKind,
    /// Key or database name; a `*` stands for any characters.
    pub name: String,
    /// How long it is kept.
    pub duration: Duration,
    /// What for.
    pub purpose: Text,
}
