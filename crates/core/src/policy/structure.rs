//! The tree against the registry: reports what does not fit and prunes it, so
//! that what is left always deserializes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::diagnostic::Diagnostics;
use super::hint::Hint;
use super::problem::KeyProblem;
use super::registry::{Key, Table, Value};

/// Checks `tree` against `table` and prunes what does not fit.
///
/// `header` is where a missing key is reported.
pub(super) fn prune(
    tree: &mut DeTable<'_>,
    header: Range<usize>,
    table: &'static Table,
    found: &mut Diagnostics,
) {
    let mut excused = Vec::new();
    let mut present = Vec::new();
    keep_entries(tree, |name, value| match table.key(name.get_ref()) {
        Some(key) => {
            present.push(key.name);
            fits(value, key.name, &key.value, found)
        }
        None => {
            excused.extend(report_unknown(name, table, found));
            false
        }
    });
    for key in table
        .keys
        .iter()
        .filter(|key| key.is_required() && !present.contains(&key.name))
    {
        report_missing(key, &excused, table, header.clone(), found);
    }
}

/// Reports an unknown key; the near name, if any, is not reported as missing too.
fn report_unknown(
    name: &Spanned<DeString<'_>>,
    table: &'static Table,
    found: &mut Diagnostics,
) -> Option<String> {
    let key = name.get_ref().to_string();
    let hint = Hint::new(&key, table.keys.iter().map(|key| key.name));
    let near = match &hint {
        Hint::Near(near) => Some(near.clone()),
        Hint::OneOf(_) => None,
    };
    found.push(
        KeyProblem::Unknown {
            key,
            table: table.header(),
            hint,
        },
        name.span(),
    );
    near
}

fn report_missing(
    key: &Key,
    excused: &[String],
    table: &Table,
    header: Range<usize>,
    found: &mut Diagnostics,
) {
    if excused.iter().any(|near| near == key.name) {
        return;
    }
    found.push(
        KeyProblem::Missing {
            key: key.name,
            table: table.header(),
        },
        header,
    );
}

/// Whether `value` is what `expected` says; its inside is pruned.
fn fits(
    value: &mut Spanned<DeValue<'_>>,
    key: &str,
    expected: &Value,
    found: &mut Diagnostics,
) -> bool {
    let span = value.span();
    match (expected, value.get_mut()) {
        (Value::String | Value::Formed(_) | Value::Text | Value::Link, DeValue::String(_)) => true,
        (Value::Boolean, DeValue::Boolean(_)) => true,
        (Value::Text | Value::Link, DeValue::Table(tree)) => strings_only(tree, key, found),
        (Value::OneOf(words), DeValue::String(word)) => is_word(word, key, words, span, found),
        (Value::Integer(from, to), DeValue::Integer(number)) => {
            let text = number.to_string();
            let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
            in_range(value, &text, key, *from..=*to, span, found)
        }
        (Value::Strings, DeValue::Array(items)) => {
            keep(items, |item| fits(item, key, &Value::String, found))
        }
        (Value::SomeOf(words), DeValue::Array(items)) => {
            keep(items, |item| fits(item, key, &Value::OneOf(words), found))
        }
        (Value::Table(table), DeValue::Table(tree)) => {
            prune(tree, span, table, found);
            true
        }
        (Value::Tables(table), DeValue::Array(items)) => {
            keep(items, |item| fits(item, key, &Value::Table(table), found))
        }
        (Value::StringsBy(names), DeValue::Table(tree)) => {
            named(tree, key, names, &Value::String, found)
        }
        (Value::TextsBy(names), DeValue::Table(tree)) => {
            named(tree, key, names, &Value::Text, found)
        }
        (expected, other) => {
            let problem = KeyProblem::Type {
                key: key.to_owned(),
                expected: expected.expected(),
                found: called(other),
            };
            found.push(problem, span);
            false
        }
    }
}

/// Keeps the items that `fits` accepts; the array itself always fits.
fn keep<'i>(
    items: &mut DeArray<'i>,
    mut fits: impl FnMut(&mut Spanned<DeValue<'i>>) -> bool,
) -> bool {
    let all = std::mem::replace(items, DeArray::new());
    *items = all
        .into_iter()
        .filter_map(|mut item| fits(&mut item).then_some(item))
        .collect();
    true
}

/// Keeps the entries that `fits` accepts.
fn keep_entries<'i>(
    tree: &mut DeTable<'i>,
    mut fits: impl FnMut(&Spanned<DeString<'i>>, &mut Spanned<DeValue<'i>>) -> bool,
) {
    let all = std::mem::take(tree);
    *tree = all
        .into_iter()
        .filter_map(|(name, mut value)| fits(&name, &mut value).then_some((name, value)))
        .collect();
}

/// A wrong text becomes a dash, lest it be reported as missing too.
fn strings_only(tree: &mut DeTable<'_>, key: &str, found: &mut Diagnostics) -> bool {
    keep_entries(tree, |language, value| {
        let path = format!("{key}.{}", language.get_ref());
        if !fits(value, &path, &Value::String, found) {
            *value.get_mut() = DeValue::String("-".into());
        }
        true
    });
    true
}

fn named(
    tree: &mut DeTable<'_>,
    table: &str,
    names: &[&str],
    inner: &Value,
    found: &mut Diagnostics,
) -> bool {
    keep_entries(tree, |name, value| {
        if names.contains(&name.get_ref().as_ref()) {
            return fits(value, name.get_ref(), inner, found);
        }
        let key = name.get_ref().to_string();
        let hint = Hint::new(&key, names);
        found.push(
            KeyProblem::Unknown {
                key,
                table: format!("`{table}`"),
                hint,
            },
            name.span(),
        );
        false
    });
    true
}

fn is_word(
    word: &str,
    key: &str,
    words: &[&str],
    span: Range<usize>,
    found: &mut Diagnostics,
) -> bool {
    if words.contains(&word) {
        return true;
    }
    let hint = Hint::new(word, words);
    found.push(
        KeyProblem::Word {
            key: key.to_owned(),
            found: word.to_owned(),
            hint,
        },
        span,
    );
    false
}

fn in_range(
    value: Option<i64>,
    text: &str,
    key: &str,
    range: std::ops::RangeInclusive<i64>,
    span: Range<usize>,
    found: &mut Diagnostics,
) -> bool {
    if value.is_some_and(|value| range.contains(&value)) {
        return true;
    }
    let (from, to) = range.into_inner();
    found.push(
        KeyProblem::Range {
            key: key.to_owned(),
            from,
            to,
            found: text.to_owned(),
        },
        span,
    );
    false
}

fn called(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
