//! What the written files weigh, against the budget.

use crate::folder::File;
use crate::report::say;
use crate::weight::{Budget, Size, Weight};

/// Prints one line for each file, then one for each line of the budget that concerns it.
///
/// # Errors
/// One line that says what cannot be weighed.
pub(crate) fn print(files: &[File]) -> Result<(), String> {
    let sizes = list(files)?;
    let languages = languages(&sizes);
    for weight in Budget::ours()?.weight {
        let rows = languages.iter().filter_map(|it| row(&weight, &sizes, it));
        let mut rows: Vec<String> = rows.collect();
        rows.dedup();
        rows.iter().for_each(|row| say(row));
    }
    Ok(())
}

/// Prints one line for each file: the budget is about gates that are built for a policy.
///
/// # Errors
/// One line that says what cannot be weighed.
pub(crate) fn list(files: &[File]) -> Result<Vec<(String, Size)>, String> {
    let sizes = weighed(files)?;
    say(&line("", "      raw      gzip    brotli"));
    for (name, size) in &sizes {
        say(&line(name, &size.to_string()));
    }
    Ok(sizes)
}

/// The languages that have texts, or none of them.
fn languages(sizes: &[(String, Size)]) -> Vec<&str> {
    let texts = sizes
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("texts."));
    let found: Vec<&str> = texts.filter_map(|rest| rest.split('.').next()).collect();
    if found.is_empty() { vec![""] } else { found }
}

/// A line of the budget, unless it is about files that this policy does without.
fn row(weight: &Weight, sizes: &[(String, Size)], language: &str) -> Option<String> {
    let size = weight.of(sizes, language).ok()?;
    Some(budgeted(&weight.label(language), size, weight.brotli?))
}

fn weighed(files: &[File]) -> Result<Vec<(String, Size)>, String> {
    let weigh = |(name, content): &File| {
        let size = Size::of(content).map_err(|why| format!("cannot compress {name}: {why}"))?;
        Ok((name.clone(), size))
    };
    let mut sizes = files
        .iter()
        .map(weigh)
        .collect::<Result<Vec<_>, String>>()?;
    sizes.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(sizes)
}

fn line(name: &str, rest: &str) -> String {
    format!("{name:<34} {rest}")
}

fn budgeted(name: &str, size: Size, most: usize) -> String {
    let verdict = match size.brotli.checked_sub(most) {
        Some(over) if over > 0 => format!("{over} over {most}"),
        _ => format!("{} under {most}", most.saturating_sub(size.brotli)),
    };
    line(name, &format!("{size}  {verdict}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_budget_says_by_how_much() {
        let said = |brotli| {
            let size = Size {
                raw: 9000,
                gzip: 4000,
                brotli,
            };
            budgeted("gate, on every page", size, 3500)
        };
        let row = "gate, on every page                     9000      4000";
        assert_eq!(said(3510), format!("{row}      3510  10 over 3500"));
        assert_eq!(said(3500), format!("{row}      3500  0 under 3500"));
        assert_eq!(said(3100), format!("{row}      3100  400 under 3500"));
    }
}
