//! What a visitor downloads, weighed against `budget.toml`.

use crate::process::{Outcome, root};
use crate::test;
use crate::tools::Tools;
use serde::Deserialize;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// `budget.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    weight: Vec<Weight>,
}

/// Files that are downloaded together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    name: String,
    /// In the folder that a site serves; `*` stands for a build's mark.
    files: Vec<String>,
    /// The most they may weigh, in bytes of brotli 11; none where it is only shown.
    brotli: Option<usize>,
}

/// Bytes as they are, and as they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the sample site and weighs it.
///
/// # Errors
/// A file is missing, or something weighs too much.
pub(crate) fn run() -> Outcome {
    let site = test::site(&Tools::set_up()?)?;
    let budget = std::fs::read_to_string(root().join("budget.toml"))
        .map_err(|error| format!("cannot read budget.toml: {error}"))?;
    let budget: Budget =
        toml::from_str(&budget).map_err(|error| format!("budget.toml: {}", error.message()))?;
    println!(
        "{:<32} {:>9} {:>9} {:>9} {:>9}",
        "", "raw", "gzip", "brotli", "at most"
    );
    let mut over = Vec::new();
    for weight in &budget.weight {
        let size = weigh(weight, &site.join("portcullis"))?;
        println!("{}", row(weight, size));
        over.extend(excess(weight, size));
    }
    over.into_iter().next().map_or(Ok(()), Err)
}

fn row(weight: &Weight, size: Size) -> String {
    let most = weight.brotli.map(|it| it.to_string()).unwrap_or_default();
    let Size { raw, gzip, brotli } = size;
    format!(
        "{:<32} {raw:>9} {gzip:>9} {brotli:>9} {most:>9}",
        weight.name
    )
}

/// What to say of files that weigh too much.
fn excess(weight: &Weight, size: Size) -> Option<String> {
    let most = weight.brotli.filter(|most| size.brotli > *most)?;
    Some(format!(
        "{} weighs {} bytes of brotli, {} more than budget.toml allows",
        weight.name,
        size.brotli,
        size.brotli - most
    ))
}

/// Each file travels by itself, so each is compressed by itself.
fn weigh(weight: &Weight, folder: &Path) -> Result<Size, String> {
    let mut sum = Size::default();
    for file in &weight.files {
        let bytes = std::fs::read(find(folder, file)?)
            .map_err(|error| format!("cannot weigh {file}: {error}"))?;
        let size = measure(&bytes).map_err(|error| format!("cannot compress {file}: {error}"))?;
        sum.raw += size.raw;
        sum.gzip += size.gzip;
        sum.brotli += size.brotli;
    }
    Ok(sum)
}

/// The file that a name stands for: `*` is whatever a build has put there.
fn find(folder: &Path, name: &str) -> Result<PathBuf, String> {
    let Some((start, end)) = name.split_once('*') else {
        return Ok(folder.join(name));
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let fits = |it: &OsString| {
        let it = it.to_string_lossy();
        it.starts_with(start) && it.ends_with(end)
    };
    let found = entries.map(|entry| entry.file_name()).find(fits);
    let found = found.ok_or_else(|| format!("cannot weigh {name}: no such file"))?;
    Ok(folder.join(found))
}

fn measure(bytes: &[u8]) -> std::io::Result<Size> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let quality = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &quality)?;
    Ok(Size {
        raw: bytes.len(),
        gzip: gzip.finish()?.len(),
        brotli: brotli.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(brotli: Option<usize>) -> Weight {
        Weight {
            name: "gate.js".to_owned(),
            files: Vec::new(),
            brotli,
        }
    }

    #[test]
    fn the_budget_reads() {
        let text = std::fs::read_to_string(root().join("budget.toml")).unwrap();
        let budget: Budget = toml::from_str(&text).unwrap();
        assert!(budget.weight.iter().any(|it| it.brotli.is_some()));
    }

    #[test]
    fn what_weighs_too_much_is_named_with_the_excess() {
        let size = Size {
            brotli: 3600,
            ..Size::default()
        };
        let message = "gate.js weighs 3600 bytes of brotli, 100 more than budget.toml allows";
        assert_eq!(excess(&gate(Some(3500)), size), Some(message.to_owned()));
        assert_eq!(excess(&gate(Some(3600)), size), None);
        assert_eq!(excess(&gate(None), size), None);
    }

    #[test]
    fn text_travels_lighter_than_it_is() {
        let size = measure("consent ".repeat(100).as_bytes()).unwrap();
        assert_eq!(size.raw, 800);
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
    }
}
