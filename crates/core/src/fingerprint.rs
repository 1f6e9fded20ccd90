//! Fingerprints: what a grant was given for (invariant 5, LAW-22).
//!
//! A service's fingerprint covers its material facts: id, category, vendor,
//! hosts, cookies (name, duration, party), other storage (kind, name,
//! duration) and its purpose in the fallback language. Their order in the file
//! does not matter; titles, descriptions, translations and looks are not in it.

use sha2::{Digest, Sha256};

use crate::policy::{CookieRule, Service, StorageRule};
use crate::{Policy, ServiceId};

/// Changes when the encoding below does: every visitor would be asked again.
const VERSION: &str = "portcullis-service-1";

/// Characters of a service's fingerprint, six bits each.
const SERVICE_CHARS: usize = 6;

/// Characters of a policy's revision, six bits each.
const REVISION_CHARS: usize = 8;

impl Policy {
    /// The fingerprint of a service's material facts: six base64url characters.
    /// Empty where the policy has no such service.
    pub fn fingerprint(&self, id: ServiceId) -> String {
        match self.service(id) {
            Some(service) => self.fingerprint_of(service),
            None => String::new(),
        }
    }

    /// The fingerprint of all that is asked: eight base64url characters over
    /// the fingerprints of the optional services, in whatever order they stand.
    pub fn revision(&self) -> String {
        let mut prints: Vec<String> = self
            .optional()
            .map(|(_, service)| self.fingerprint_of(service))
            .collect();
        prints.sort_unstable();
        let mut hash = Sha256::new();
        add_all(&mut hash, &prints);
        base64url(&hash.finalize(), REVISION_CHARS)
    }

    fn fingerprint_of(&self, service: &Service) -> String {
        let category = self
            .category(service.category)
            .map_or("", |category| category.id.as_str());
        let mut hash = Sha256::new();
        for fact in [
            VERSION,
            &service.id,
            category,
            &service.vendor,
            service.purpose.get(self.fallback()),
        ] {
            add(&mut hash, fact);
        }
        add_all(
            &mut hash,
            &sorted(service.hosts.iter().map(|rule| rule.normalised())),
        );
        add_all(&mut hash, &sorted(service.cookies.iter().map(cookie)));
        add_all(&mut hash, &sorted(service.storage.iter().map(stored)));
        base64url(&hash.finalize(), SERVICE_CHARS)
    }
}

fn cookie(rule: &CookieRule) -> String {
    let party = if rule.third_party { "third" } else { "first" };
    packed(&[&rule.name, &rule.duration.to_string(), party])
}

fn stored(rule: &StorageRule) -> String {
    packed(&[rule.kind.word(), &rule.name, &rule.duration.to_string()])
}

/// Facts with their lengths, so that no two lists read alike.
fn packed(facts: &[&str]) -> String {
    facts
        .iter()
        .map(|fact| format!("{}:{fact}", fact.len()))
        .collect()
}

fn sorted(facts: impl Iterator<Item = String>) -> Vec<String> {
    let mut facts: Vec<String> = facts.collect();
    facts.sort_unstable();
    facts
}

fn add_all(hash: &mut Sha256, facts: &[String]) {
    hash.update((facts.len() as u64).to_be_bytes());
    for fact in facts {
        add(hash, fact);
    }
}

fn add(hash: &mut Sha256, fact: &str) {
    hash.update((fact.len() as u64).to_be_bytes());
    hash.update(fact);
}

/// The first `chars` groups of six bits of `bytes`.
fn base64url(bytes: &[u8], chars: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect::<Vec<u8>>();
    let six = |group: &[u8]| {
        group
            .iter()
            .fold(0_usize, |value, bit| value << 1 | usize::from(*bit))
    };
    let letters = bits
        .chunks_exact(6)
        .take(chars)
        .filter_map(|group| ALPHABET.get(six(group)));
    letters.map(|letter| char::from(*letter)).collect()
}
