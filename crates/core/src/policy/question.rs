//! What the first layer asks: one sentence that names what the cookies are for, and a sentence of
//! its own for each category whose title names only a kind (LAW-14).

use super::spoken::Words;
use super::{Category, Policy};
use crate::CategoryId;
use crate::labels::names_only_a_kind;
use crate::view::ToldView;

/// Where the sentence names what the cookies are for.
const PURPOSES: &str = "{purposes}";

impl Policy {
    /// How the question begins, and how it goes on.
    pub(super) fn question(&self, words: &Words<'_>) -> (String, Vec<ToldView>) {
        let asked = self.asked_categories();
        let (kinds, purposes): (Vec<_>, Vec<_>) =
            asked.partition(|it| names_only_a_kind(it.title.get(words.language)));
        let key = if purposes.is_empty() {
            "intro_kinds"
        } else {
            "intro"
        };
        let services = words.count("service", self.optional().count());
        let text = words.of_model(key).replace("{services}", &services);
        let Some((before, after)) = text.split_once(PURPOSES) else {
            // The owner's own words: each category speaks for itself.
            let all = purposes.iter().chain(&kinds);
            return (text, all.map(|it| explained(it, words)).collect());
        };
        let titles: Vec<&str> = {
            let titles = purposes.iter();
            titles.map(|it| it.title.get(words.language)).collect()
        };
        let end = self.fill(after, words.language);
        let mut told = joined(&titles, words, &end);
        told.extend(kinds.iter().map(|it| explained(it, words)));
        (before.to_owned(), told)
    }

    fn asked_categories(&self) -> impl Iterator<Item = &Category> {
        let is_asked = |id: CategoryId| self.services.iter().any(|it| it.category == id);
        let categories = self.categories.iter().zip((0..).map(CategoryId::at));
        categories
            .filter(move |(it, id)| !it.necessary && is_asked(*id))
            .map(|(it, _)| it)
    }
}

/// `titles` as a list in a sentence that ends with `end`.
fn joined(titles: &[&str], words: &Words<'_>, end: &str) -> Vec<ToldView> {
    let pattern = words.list(titles.last().copied().unwrap_or_default());
    let between = |from: &str, to: &str| {
        let rest = pattern.split_once(from).map_or("", |(_, rest)| rest);
        rest.split_once(to)
            .map_or(", ", |(text, _)| text)
            .to_owned()
    };
    let (comma, and) = (between("{a}", "{b}"), between("{b}", "{c}"));
    let item = |(place, title): (usize, &&str)| ToldView {
        title: (*title).to_owned(),
        text: match titles.len() - place {
            1 => end.to_owned(),
            2 => and.clone(),
            _ => comma.clone(),
        },
    };
    titles.iter().enumerate().map(item).collect()
}

fn explained(category: &Category, words: &Words<'_>) -> ToldView {
    ToldView {
        title: format!(" {}", category.title.get(words.language)),
        text: format!(" – {}", category.description.get(words.language)),
    }
}
