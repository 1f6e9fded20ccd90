//! Categories.

use std::ops::Range;

use toml::Spanned;

use super::super::problem::{FormProblem, RuleProblem};
use super::super::raw::RawCategory;
use super::super::{Category, Kind};
use super::{MOST_CATEGORIES, Reader};
use crate::id::is_slug;

/// Where each category of the file starts, and whether all their ids could be read.
pub(super) struct Heads {
    pub spans: Vec<Range<usize>>,
    pub complete: bool,
}

impl Reader<'_> {
    pub(super) fn categories(&mut self, raw: Vec<Spanned<RawCategory>>) -> (Vec<Category>, Heads) {
        let is_empty = raw.is_empty();
        let mut heads = Heads {
            spans: Vec::new(),
            complete: raw.len() <= MOST_CATEGORIES,
        };
        let mut categories: Vec<Category> = Vec::new();
        for raw in raw.into_iter().take(MOST_CATEGORIES) {
            heads.complete &= raw.get_ref().id.is_some();
            let span = raw.get_ref().id.as_ref().map_or(raw.span(), Spanned::span);
            let category = self.category(raw.into_inner());
            if !category.id.is_empty() && categories.iter().any(|known| known.id == category.id) {
                self.found.push(
                    RuleProblem::CategoryTwice {
                        id: category.id.clone(),
                    },
                    span.clone(),
                );
            }
            heads.spans.push(span);
            categories.push(category);
        }
        let unread = self.found.iter().any(|it| it.is_wrong_type_of("necessary"));
        if !is_empty && !unread && !categories.iter().any(|category| category.necessary) {
            self.found.push(
                RuleProblem::NothingNecessary,
                heads.spans.first().cloned().unwrap_or(0..0),
            );
        }
        (categories, heads)
    }

    fn category(&mut self, raw: RawCategory) -> Category {
        self.refuse_unclassified(raw.id.as_ref());
        let id = self.id(raw.id);
        Category {
            id,
            kind: raw.kind.unwrap_or(Kind::Persistent),
            necessary: raw.necessary,
            title: self.text(raw.title, "title"),
            description: self.text(raw.description, "description"),
        }
    }

    /// The name says nothing of a purpose (PAP-04).
    fn refuse_unclassified(&mut self, id: Option<&Spanned<String>>) {
        if let Some(id) = id.filter(|id| id.get_ref() == "unclassified") {
            self.found.push(RuleProblem::Unclassified, id.span());
        }
    }

    pub(super) fn id(&mut self, raw: Option<Spanned<String>>) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        let found = raw.get_ref().clone();
        if !is_slug(&found) {
            self.found.push(FormProblem::Id { found }, raw.span());
        }
        raw.into_inner()
    }
}
