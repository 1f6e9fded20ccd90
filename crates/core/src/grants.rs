//! The set of services that a visitor has granted.

use crate::ServiceId;

/// The services that a visitor has granted. Necessary services are never in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    granted: Vec<ServiceId>,
}

impl Grants {
    /// Nothing granted.
    pub fn none() -> Grants {
        Grants::default()
    }

    /// Whether `service` is granted.
    pub fn contains(&self, service: ServiceId) -> bool {
        self.granted.binary_search(&service).is_ok()
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        self.granted.is_empty()
    }

    /// Grants or refuses one service.
    pub fn set(&mut self, service: ServiceId, granted: bool) {
        match self.granted.binary_search(&service) {
            Err(place) if granted => self.granted.insert(place, service),
            Ok(place) if !granted => {
                self.granted.remove(place);
            }
            _ => {}
        }
    }

    /// The granted services in the policy's order.
    pub fn iter(&self) -> impl Iterator<Item = ServiceId> {
        self.granted.iter().copied()
    }
}

impl FromIterator<ServiceId> for Grants {
    fn from_iter<I: IntoIterator<Item = ServiceId>>(services: I) -> Grants {
        let mut granted: Vec<ServiceId> = services.into_iter().collect();
        granted.sort_unstable();
        granted.dedup();
        Grants { granted }
    }
}
