//! Typed ids. Slugs are written on disk and on the wire; in memory an id is
//! its place in one policy, and only reading that policy mints it.

/// A category of one policy: its place in the file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(pub u16);

/// A service of one policy: its place in the file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(pub u16);

impl CategoryId {
    /// The place in the policy's list of categories.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl ServiceId {
    /// The place in the policy's list of services.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Whether `slug` can be an id: `a-z`, `0-9` and `-`, a letter first, 40 bytes at most.
pub fn is_slug(slug: &str) -> bool {
    slug.len() <= 40
        && slug.starts_with(|first: char| first.is_ascii_lowercase())
        && slug
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
