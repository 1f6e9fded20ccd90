//! The policy in one language, as the visitor reads it.
//!
//! The compiler writes one `texts.<language>.json` per language; the UI reads
//! nothing else. Services and categories stand in the policy's order, so a
//! [`ServiceId`] or [`CategoryId`] means the same here and there.

mod labels;

use std::ops::Not;

use serde::{Deserialize, Serialize};

use crate::words::{Kind, Layout, Position, StoredKind};
use crate::{CategoryId, Grants, ServiceId};

pub use labels::Labels;

/// The policy in one language, as the visitor reads it.
///
/// ```
/// use portcullis_core::PolicyView;
/// use portcullis_core::view::{CategoryView, ServiceView};
///
/// let service = ServiceView { id: "video".to_owned(), ..ServiceView::default() };
/// let view = PolicyView {
///     categories: vec![CategoryView::default()],
///     services: vec![service],
///     ..PolicyView::default()
/// };
/// assert!(view.needs_consent());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyView {
    /// BCP 47 tag of the language, such as `en`.
    pub language: String,
    /// Whether the language is written from right to left.
    pub rtl: bool,
    /// Who asks.
    pub site: SiteView,
    /// How the first layer looks.
    pub banner: BannerView,
    /// The interface's own words by key: see [`crate::view::Labels`].
    pub labels: Labels,
    /// The categories in the policy's order.
    pub categories: Vec<CategoryView>,
    /// The services in the policy's order.
    pub services: Vec<ServiceView>,
    /// What Portcullis itself stores; empty where the policy needs no consent.
    pub own: Vec<CookieView>,
    /// What follows the label `intro`: what the cookies are for, and what the title of a category
    /// does not say about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<ToldView>,
    /// Days that an answer is kept.
    pub days: u16,
    /// Whether the page loads once more when something is allowed.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub reloads: bool,
    /// Fingerprint of what is asked; changes when a service is new or materially changed.
    pub revision: String,
}

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteView {
    /// Name of the controller.
    pub name: String,
    /// Address of the privacy policy.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub privacy_policy: String,
    /// Mail address or page of the controller.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Name and address of the supervisory authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<LinkView>,
}

/// A name with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// What is shown.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

/// Something strong in a sentence, and the words after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldView {
    /// Such as a category's title.
    pub title: String,
    /// Such as " and ", or what it is for.
    pub text: String,
}

/// How the first layer looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BannerView {
    /// Its shape.
    pub layout: Layout,
    /// Where the card stands along the bottom edge.
    pub position: Position,
    /// Whether a × that rejects is shown (LAW-17).
    pub close_button: bool,
}

/// A category as the visitor reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryView {
    /// Its id.
    pub id: String,
    /// What its cookies are.
    pub kind: Kind,
    /// Whether it cannot be switched off.
    pub necessary: bool,
    /// Its name.
    pub title: String,
    /// One or two plain sentences.
    pub description: String,
    /// How many services it has, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub services: String,
}

/// A service as the visitor reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// Its id.
    pub id: String,
    /// Place of its category in [`PolicyView::categories`].
    pub category: u16,
    /// Its name.
    pub title: String,
    /// The company behind it.
    pub vendor: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Address of the vendor's privacy policy.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub privacy: String,
    /// Address where the vendor lets a visitor opt out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opt_out: String,
    /// Host rules as written in the policy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Cookies and other storage that it declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<CookieView>,
}

/// A cookie or another stored item as the visitor reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CookieView {
    /// Its name or pattern.
    pub name: String,
    /// Where it is kept.
    pub kind: StoredKind,
    /// How long, in the view's language.
    pub duration: String,
    /// What for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Whether another site's server sets it.
    #[serde(default)]
    pub third_party: bool,
    /// Whether it stays after a refusal, for no page can erase it.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub left: bool,
}

impl PolicyView {
    /// The service called `id`.
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
    /// assert!(view.service_id("video").is_some());
    /// assert!(view.service_id("unknown").is_none());
    /// ```
    pub fn service_id(&self, id: &str) -> Option<ServiceId> {
        let place = self.services.iter().position(|service| service.id == id)?;
        u16::try_from(place).ok().map(ServiceId::at)
    }

    /// The service at `id`.
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
    /// let id = view.service_id("video").unwrap();
    /// assert_eq!(view.service(id).unwrap().id, "video");
    /// ```
    pub fn service(&self, id: ServiceId) -> Option<&ServiceView> {
        self.services.get(id.index())
    }

    /// The category at `id`.
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
    /// let (id, first) = view.categories().next().unwrap();
    /// assert_eq!(view.category(id), Some(first));
    /// ```
    pub fn category(&self, id: CategoryId) -> Option<&CategoryView> {
        self.categories.get(id.index())
    }

    /// The services of `category`, in the policy's order.
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
    /// let (category, _) = view.categories().next().unwrap();
    /// assert_eq!(view.services_of(category).count(), 1);
    /// ```
    pub fn services_of(
        &self,
        category: CategoryId,
    ) -> impl Iterator<Item = (ServiceId, &ServiceView)> {
        (0..)
            .map(ServiceId::at)
            .zip(&self.services)
            .filter(move |(_, service)| usize::from(service.category) == category.index())
    }

    /// The categories in the policy's order, with their ids.
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
    /// assert_eq!(view.categories().count(), 1);
    /// ```
    pub fn categories(&self) -> impl Iterator<Item = (CategoryId, &CategoryView)> {
        (0..).map(CategoryId::at).zip(&self.categories)
    }

    /// Whether `service` needs no consent.
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
    /// assert!(!view.is_necessary(&view.services[0]));
    /// ```
    pub fn is_necessary(&self, service: &ServiceView) -> bool {
        self.category(CategoryId::at(service.category))
            .is_some_and(|category| category.necessary)
    }

    /// The services that need consent, in the policy's order.
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
    /// assert_eq!(view.optional().count(), 1);
    /// ```
    pub fn optional(&self) -> impl Iterator<Item = (ServiceId, &ServiceView)> {
        (0..)
            .map(ServiceId::at)
            .zip(&self.services)
            .filter(|(_, service)| !self.is_necessary(service))
    }

    /// Whether there is anything to ask (invariant 11).
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
    /// assert!(view.needs_consent());
    /// assert!(!PolicyView::default().needs_consent());
    /// ```
    pub fn needs_consent(&self) -> bool {
        self.optional().next().is_some()
    }

    /// Every optional service.
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
    pub fn all_optional(&self) -> Grants {
        self.optional().map(|(id, _)| id).collect()
    }

    /// The interface's word for `key`, or the key where there is none.
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
    /// assert_eq!(view.label("accept_all"), "accept_all");
    /// ```
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).unwrap_or(key)
    }
}
