//! What a visitor downloads, weighed against `budget.toml`.

use crate::process::{Outcome, cargo, root, run as start};
use crate::size::Size;
use crate::test;
use crate::tools::Tools;
use crate::weight::{Budget, Weight};
use std::path::Path;

/// The sample site's folder, as the tool writes it.
const OUT: &str = "target/weighed";

/// Whose texts and first layer are weighed.
const LANGUAGE: &str = "en";

/// Builds what a site serves and weighs it.
///
/// # Errors
/// A file is missing, or something weighs too much.
pub(crate) fn run() -> Outcome {
    let files = served()?;
    println!(
        "{:<36} {:>9} {:>9} {:>9} {:>9}",
        "", "raw", "gzip", "brotli", "at most"
    );
    let mut over = Vec::new();
    for weight in &Budget::ours()?.weight {
        let size = weight.of(&files, LANGUAGE)?;
        println!("{}", row(weight, size));
        over.extend(excess(weight, size));
    }
    over.into_iter().next().map_or(Ok(()), Err)
}

/// What the sample site's policy makes, with the interface that trunk builds; and, for a site
/// without a build, what compiles a policy.
fn served() -> Result<Vec<(String, Size)>, String> {
    let built = test::site(&Tools::set_up()?)?.join("portcullis");
    let words = "run --quiet --package portcullis-cli -- build policy.toml --quiet --out";
    let words: Vec<&str> = words.split(' ').chain([OUT, "--ui"]).collect();
    start(cargo(&words).arg(&built))?;
    let mut files = weighed(&root().join(OUT))?;
    let compiler = weighed(&built)?.into_iter();
    files.extend(compiler.filter(|(name, _)| name.starts_with("portcullis-compile")));
    Ok(files)
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
    let most = weight.brotli.map(|it| it.to_string()).unwrap_or_default();
    format!("{:<36} {size} {most:>9}", weight.label(LANGUAGE))
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
            "gate, on every page weighs 3600 bytes of brotli, 100 more than budget.toml allows";
        assert_eq!(excess(&gate(Some(3500)), size), Some(message.to_owned()));
        assert_eq!(excess(&gate(Some(3600)), size), None);
        assert_eq!(excess(&gate(None), size), None);
    }
}
