//! Languages, texts, links.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::super::Text;
use super::super::diagnostic::Diagnostics;
use super::super::hint::Hint;
use super::super::link::is_link;
use super::super::problem::{FormProblem, KeyProblem, Kind, TextProblem};
use super::super::raw::RawText;
use super::{MOST_LANGUAGES, Reader};

/// Reads the list of languages, English where there is none; false where the
/// list could not be read, so that nothing can be said about the texts.
pub(super) fn languages(
    raw: Option<Spanned<Vec<Spanned<String>>>>,
    found: &mut Diagnostics,
) -> (Vec<Spanned<String>>, bool) {
    let Some(raw) = raw else {
        let was_pruned = found.iter().any(|it| it.is_wrong_type_of("languages"));
        return (vec![Spanned::new(0..0, "en".to_owned())], !was_pruned);
    };
    let (span, before) = (raw.span(), found.len());
    let listed = raw.into_inner();
    if listed.is_empty() {
        found.push(KeyProblem::EmptyList { key: "languages" }, span.clone());
    }
    if listed.len() > MOST_LANGUAGES {
        let what = "languages";
        found.push(
            Kind::TooMany {
                what,
                most: MOST_LANGUAGES,
            },
            span,
        );
    }
    let mut languages: Vec<Spanned<String>> = Vec::new();
    for tag in listed.into_iter().take(MOST_LANGUAGES) {
        let language = tag.get_ref().clone();
        if !is_language_tag(&language) {
            found.push(TextProblem::NoTag { language }, tag.span());
        } else if languages
            .iter()
            .any(|known| known.get_ref().eq_ignore_ascii_case(&language))
        {
            found.push(TextProblem::Twice { language }, tag.span());
        } else {
            languages.push(tag);
        }
    }
    (languages, found.len() == before)
}

/// Whether `tag` looks like BCP 47: a language of two or three letters, then subtags.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    is_language && tag.len() <= 35 && parts.all(is_subtag)
}

impl Reader<'_> {
    /// A text that the registry requires, or none was given.
    pub(super) fn text(&mut self, raw: Option<Spanned<RawText>>, key: &str) -> Text {
        let Some(raw) = raw else {
            return Text::default();
        };
        let span = raw.span();
        match raw.into_inner() {
            RawText::One(text) => {
                self.refuse_blank(&text, key, span);
                Text::everywhere(text)
            }
            RawText::ByLanguage(texts) => self.by_language(texts, key, span),
        }
    }

    /// A link in one or all languages.
    pub(super) fn link(&mut self, raw: Option<Spanned<RawText>>, key: &'static str) -> Text {
        match raw.as_ref().map(|raw| (raw.get_ref(), raw.span())) {
            Some((RawText::One(link), span)) => self.refuse_unsafe(link, key, span),
            Some((RawText::ByLanguage(links), _)) => {
                for (_, link) in links {
                    self.refuse_unsafe(link.get_ref(), key, link.span());
                }
            }
            None => {}
        }
        self.text(raw, key)
    }

    /// A link that is the same in all languages.
    pub(super) fn plain_link(&mut self, raw: Option<Spanned<String>>, key: &'static str) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        self.refuse_unsafe(raw.get_ref(), key, raw.span());
        self.refuse_blank(raw.get_ref(), key, raw.span());
        raw.into_inner()
    }

    /// A string that may not be blank.
    pub(super) fn filled(&mut self, raw: Option<Spanned<String>>, key: &str) -> String {
        let Some(raw) = raw else {
            return String::new();
        };
        self.refuse_blank(raw.get_ref(), key, raw.span());
        raw.into_inner()
    }

    fn by_language(
        &mut self,
        texts: Vec<(Spanned<String>, Spanned<String>)>,
        key: &str,
        span: Range<usize>,
    ) -> Text {
        let mut by_language = BTreeMap::new();
        for (language, text) in texts {
            if self.languages.contains(language.get_ref()) {
                self.refuse_blank(
                    text.get_ref(),
                    &format!("{key}.{}", language.get_ref()),
                    text.span(),
                );
                by_language.insert(language.into_inner(), text.into_inner());
            } else if self.languages_known {
                self.refuse_unlisted(&language, key);
            }
        }
        let has_none = |language: &&String| !by_language.contains_key(*language);
        let languages: Vec<String> = self.languages.iter().filter(has_none).cloned().collect();
        if self.languages_known && !languages.is_empty() {
            self.found.push(
                TextProblem::Missing {
                    key: key.to_owned(),
                    languages,
                },
                span,
            );
        }
        let fallback = self.languages.first().map_or("en", String::as_str);
        Text::by_language(by_language, fallback)
    }

    fn refuse_unlisted(&mut self, language: &Spanned<String>, key: &str) {
        let hint = Hint::new(language.get_ref(), &self.languages);
        let problem = TextProblem::Unlisted {
            key: key.to_owned(),
            hint,
            language: language.get_ref().clone(),
        };
        self.found.push(problem, language.span());
    }

    fn refuse_blank(&mut self, text: &str, key: &str, span: Range<usize>) {
        if text.trim().is_empty() {
            self.found.push(
                TextProblem::Empty {
                    key: key.to_owned(),
                },
                span,
            );
        }
    }

    fn refuse_unsafe(&mut self, link: &str, key: &'static str, span: Range<usize>) {
        if !link.trim().is_empty() && !is_link(link) {
            self.found.push(
                FormProblem::Link {
                    key,
                    found: link.to_owned(),
                },
                span,
            );
        }
    }
}
