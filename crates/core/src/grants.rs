//! The set of services that a visitor has granted.

use crate::ServiceId;

/// The services that a visitor has granted. Necessary services are never in it.
///
/// ```
/// use portcullis_core::Grants;
///
/// assert_eq!(Grants::none(), Grants::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    granted: Vec<ServiceId>,
}

impl Grants {
    /// Nothing granted.
    ///
    /// ```
    /// use portcullis_core::Grants;
    ///
    /// assert!(Grants::none().is_empty());
    /// ```
    pub fn none() -> Grants {
        Grants::default()
    }

    /// Whether `service` is granted.
    ///
    /// ```
    /// # use portcullis_core::PolicyView;
    /// # use portcullis_core::view::{CategoryView, ServiceView};
    /// #
    /// # let service = ServiceView { id: "video".to_owned(), ..ServiceView::default() };
    /// # let view = PolicyView {
    /// #     categories: vec![CategoryView::default()],
    /// #     services: vec![service],
    /// #     ..PolicyView::default()
    /// # };
    /// let video = view.service_id("video").unwrap();
    /// assert!(view.all_optional().contains(video));
    /// ```
    pub fn contains(&self, service: ServiceId) -> bool {
        self.granted.binary_search(&service).is_ok()
    }

    /// Whether nothing is granted.
    ///
    /// ```
    /// use portcullis_core::Grants;
    ///
    /// assert!(Grants::none().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.granted.is_empty()
    }

    /// Grants or refuses one service.
    ///
    /// ```
    /// # use portcullis_core::PolicyView;
    /// # use portcullis_core::view::{CategoryView, ServiceView};
    /// #
    /// # let service = ServiceView { id: "video".to_owned(), ..ServiceView::default() };
    /// # let view = PolicyView {
    /// #     categories: vec![CategoryView::default()],
    /// #     services: vec![service],
    /// #     ..PolicyView::default()
    /// # };
    /// let video = view.service_id("video").unwrap();
    /// let mut grants = view.all_optional();
    /// grants.set(video, false);
    /// assert!(grants.is_empty());
    /// ```
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
    ///
    /// ```
    /// # use portcullis_core::PolicyView;
    /// # use portcullis_core::view::{CategoryView, ServiceView};
    /// #
    /// # let service = ServiceView { id: "video".to_owned(), ..ServiceView::default() };
    /// # let view = PolicyView {
    /// #     categories: vec![CategoryView::default()],
    /// #     services: vec![service],
    /// #     ..PolicyView::default()
    /// # };
    /// assert_eq!(view.all_optional().iter().count(), 1);
    /// ```
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
