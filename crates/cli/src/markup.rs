//! The tags of a page, as far as a tool needs them: no tree, no rules of what may stand where.

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// A start tag, an end tag, or a declaration.
pub(crate) struct Tag<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: &'a str,
}

impl<'a> Tag<'a> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// The element's name; an end tag's has its slash, a declaration's its mark.
    fn name(&self) -> &'a str {
        let rest = self.text.trim_start_matches('<');
        let ends = |it: char| it.is_ascii_whitespace() || it == '>' || it == '/';
        let mut after = rest.char_indices().skip(1);
        let length = after.find(|(_, it)| ends(*it));
        length.map_or(rest, |(at, _)| rest.split_at(at).0)
    }

    /// What the attribute `name` says; nothing where it has no value.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.attributes();
        let found = attributes.find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let body = self.text.trim_start_matches('<').trim_end_matches('>');
        let mut rest = body.get(self.name().len()..).unwrap_or_default();
        std::iter::from_fn(move || {
            let (name, value, after) = attribute(rest)?;
            rest = after;
            Some((name, value))
        })
    }
}

/// The first attribute in `text`, and what is behind it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
    let ends = |it: char| it.is_ascii_whitespace() || it == '=' || it == '/';
    let length = text.find(ends).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(length.max(1))?;
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            let (value, rest) = inside.split_once(quote).unwrap_or((inside, ""));
            return Some((name, value, rest));
        }
    }
    let length = value.find(|it: char| it.is_ascii_whitespace());
    let (value, rest) = value.split_at(length.unwrap_or(value.len()));
    Some((name, value, rest))
}

/// Every tag of a page in order; comments and scripts hold none.
pub(crate) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + page.get(at..)?.find('<')?;
            let rest = page.get(start..)?;
            if rest.starts_with("<!--") {
                at = start + rest.find("-->")? + 3;
                continue;
            }
            if !opens(rest) {
                at = start + 1;
                continue;
            }
            let length = tag_length(rest)?;
            let (end, text) = (start + length, rest.get(..length)?);
            let tag = Tag { start, end, text };
            at = end + raw_length(&tag, page.get(end..)?);
            return Some(tag);
        }
    })
}

/// Whether a tag or a declaration starts here, and not a lone `<`.
fn opens(text: &str) -> bool {
    let next = text.as_bytes().get(1);
    next.is_some_and(|it| it.is_ascii_alphabetic() || b"/!?".contains(it))
}

/// How much of what is behind `tag` is no markup.
fn raw_length(tag: &Tag, rest: &str) -> usize {
    let Some(name) = RAW.into_iter().find(|name| tag.is(name)) else {
        return 0;
    };
    let mut ends = rest.match_indices("</");
    let is_own = |at: usize| {
        let found = rest.get(at + 2..at + 2 + name.len());
        found.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let end = ends.find(|(at, _)| is_own(*at));
    end.map_or(rest.len(), |(at, _)| at)
}

/// Up to the `>` that is in no attribute's value.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let found: Vec<&str> = tags(page).map(|tag| tag.text).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        check("<p>1 < 2<b>", &["<p>", "<b>"]);
        check("<!-- <p> --><b>", &["<b>"]);
        check(
            "<script>'<p>' </Script><b>",
            &["<script>", "</Script>", "<b>"],
        );
        check("<style>a{}<p>", &["<style>"]);
        check("<p", &[]);
    }

    #[test]
    fn a_tag_ends_where_no_value_is_open() {
        check("<a b=\"1>2\" c='>'>d", &["<a b=\"1>2\" c='>'>"]);
    }

    #[test]
    fn attributes_have_their_values_however_they_are_written() {
        let page = "<IMG alt SRC = \"/a b\" srcset='c' width=3 a=b/c data-src=d/>";
        let tag = tags(page).next().unwrap();
        assert!(tag.is("img") && !tag.is("im") && !tag.is("image"));
        for (name, value) in [
            ("alt", Some("")),
            ("src", Some("/a b")),
            ("srcset", Some("c")),
            ("width", Some("3")),
            ("a", Some("b/c")),
            ("data-src", Some("d/")),
            ("rc", None),
        ] {
            assert_eq!(tag.value(name), value, "{name}");
        }
    }

    #[test]
    fn odd_tags_end() {
        for page in [
            "<a =>",
            "<a ==b>",
            "<a / / b = >",
            "<a b='c\"d' \"e>\">",
            "<é a=ü>",
        ] {
            for tag in tags(page) {
                assert_eq!(tag.value("none"), None, "{page}");
            }
        }
    }
}
