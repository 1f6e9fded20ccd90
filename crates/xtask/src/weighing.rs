//! What a visitor downloads, weighed against `budget.toml`.

use crate::process::{Outcome, command, root, run as start};
use crate::size::Size;
use crate::tool::{self, Tool};
use crate::weight::{Budget, GENERIC, Weight};
use std::collections::BTreeMap;
use std::path::Path;

/// The sample site's folder, as the tool writes it.
const OUT: &str = "target/weighed";

/// Whose texts and first layer are weighed.
const LANGUAGE: &str = "en";

const HEAD: &str =
    "                                           raw      gzip    brotli   at most      goal";

/// Builds what a site serves and weighs it.
///
/// # Errors
/// A file is missing, or something weighs too much.
pub(crate) fn run() -> Outcome {
    let tool = tool::build()?;
    let budget = Budget::ours()?;
    let mut served = BTreeMap::new();
    for policy in budget.weight.iter().map(Weight::policy) {
        if !served.contains_key(policy) {
            served.insert(policy, files(&tool, policy)?);
        }
    }
    println!("{HEAD}");
    let mut over = Vec::new();
    for weight in &budget.weight {
        let files = served.get(weight.policy()).map_or(&[][..], Vec::as_slice);
        let size = weight.of(files, LANGUAGE)?;
        println!("{}", row(weight, size));
        over.extend(excess(weight, size));
    }
    over.into_iter().next().map_or(Ok(()), Err)
}

/// What the tool makes of `policy`, weighed.
fn files(tool: &Tool, policy: &str) -> Result<Vec<(String, Size)>, String> {
    if policy == GENERIC {
        return weighed(&tool.interface);
    }
    let _ = std::fs::remove_dir_all(root().join(OUT));
    let words = ["build", policy, "--out", OUT];
    start(&mut command(&tool.program, &words))?;
    weighed(&root().join(OUT))
}

/// Every file of `folder`, weighed.
fn weighed(folder: &Path) -> Result<Vec<(String, Size)>, String> {
    let wrong = |why| format!("cannot weigh {}: {why}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(wrong)?;
    let files = entries.map(|entry| {
        let entry = entry?;
        let size = Size::of(&std::fs::read(entry.path())?)?;
        Ok((entry.file_name().to_string_lossy().into_owned(), size))
    });
    files.collect::<std::io::Result<_>>().map_err(wrong)
}

fn row(weight: &Weight, size: Size) -> String {
    let shown = |number: Option<usize>| number.map(|it| it.to_string()).unwrap_or_default();
    let (most, goal) = (shown(weight.brotli), shown(weight.goal));
    let row = format!("{:<36} {size} {most:>9} {goal:>9}", weight.label(LANGUAGE));
    row.trim_end().to_owned()
}

/// What to say of files that weigh too much.
fn excess(weight: &Weight, size: Size) -> Option<String> {
    let most = weight.brotli.filter(|most| size.brotli > *most)?;
    Some(format!(
        "{} weighs {} bytes of brotli, {} more than budget.toml allows",
        weight.label(LANGUAGE),
        size.brotli,
        size.brotli - most
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(brotli: Option<usize>) -> Weight {
        let mut gate = Budget::ours().unwrap().weight.remove(0);
        gate.brotli = brotli;
        gate
    }

    #[test]
    fn what_weighs_too_much_is_named_with_the_excess() {
        let size = Size {
            brotli: 3600,
            ..Size::default()
        };
        let message =
            "blocks: sample policy weighs 3600 bytes of brotli, 100 more than budget.toml allows";
        assert_eq!(excess(&gate(Some(3500)), size), Some(message.to_owned()));
        assert_eq!(excess(&gate(Some(3600)), size), None);
        assert_eq!(excess(&gate(None), size), None);
    }
}
