//! Which of a policy's languages a reader gets. The gate answers the same:
//! `src/gate/language.js`, held to it by `data/gate-cases.json`.

/// The first of `wanted` that is `listed`, or that one of the listed goes on or
/// is a part of (`pt` for `pt-BR`, and the other way round). Both are BCP 47
/// tags in any case; `None` where nothing fits, so that the first one stands in.
pub fn choose<'a, 'b>(
    listed: &'a [String],
    wanted: impl IntoIterator<Item = &'b str>,
) -> Option<&'a str> {
    wanted
        .into_iter()
        .find_map(|language| spoken(listed, language))
}

fn spoken<'a>(listed: &'a [String], language: &str) -> Option<&'a str> {
    let is_same = |one: &&String| one.eq_ignore_ascii_case(language);
    let is_kin = |one: &&String| starts_with(one, language) || starts_with(language, one);
    let found = listed.iter().find(is_same);
    let found = found.or_else(|| listed.iter().find(is_kin));
    found.map(String::as_str)
}

/// Whether `tag` goes on where `start` ends.
fn starts_with(tag: &str, start: &str) -> bool {
    let head = tag.get(..start.len());
    head.is_some_and(|it| it.eq_ignore_ascii_case(start))
        && tag.get(start.len()..).is_some_and(|it| it.starts_with('-'))
}
