//! Typed ids. Slugs are written on disk and on the wire; in memory an id is
//! its place in one policy, and only reading that policy mints it.

/// A category of one policy: its place in the file, from 0.
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
/// let (first, _) = view.categories().next().unwrap();
/// assert_eq!(first.index(), 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(u16);

/// A service of one policy: its place in the file, from 0.
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
/// assert_eq!(view.services[video.index()].id, "video");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(u16);

impl CategoryId {
    /// The id of what stands at `place`.
    pub(crate) fn at(place: u16) -> CategoryId {
        CategoryId(place)
    }

    /// The place in the policy's list of categories, as a view writes it.
    #[cfg(feature = "toml")]
    pub(crate) fn place(self) -> u16 {
        self.0
    }

    /// The place in the policy's list of categories.
    ///
    /// ```
    /// use portcullis_core::PolicyView;
    /// use portcullis_core::view::CategoryView;
    ///
    /// let view = PolicyView { categories: vec![CategoryView::default()], ..PolicyView::default() };
    /// let (first, _) = view.categories().next().unwrap();
    /// assert_eq!(first.index(), 0);
    /// ```
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl ServiceId {
    /// The id of what stands at `place`.
    pub(crate) fn at(place: u16) -> ServiceId {
        ServiceId(place)
    }

    /// The place in the policy's list of services.
    ///
    /// ```
    /// use portcullis_core::PolicyView;
    /// use portcullis_core::view::ServiceView;
    ///
    /// let service = ServiceView { id: "video".to_owned(), ..ServiceView::default() };
    /// let view = PolicyView { services: vec![service], ..PolicyView::default() };
    /// assert_eq!(view.service_id("video").map(|id| id.index()), Some(0));
    /// ```
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
