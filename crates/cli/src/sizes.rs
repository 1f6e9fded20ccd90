//! What the written files weigh, for who asks.

use crate::kit::file::{File, is_stamped};
use crate::size::Size;

/// One line for each file, under the one name that a page of this build asks for.
///
/// # Errors
/// One line that says what cannot be weighed.
pub(crate) fn table(files: &[File]) -> Result<String, String> {
    let mut table = line("", "      raw      gzip    brotli");
    let mut own: Vec<&File> = files.iter().filter(|file| !is_twin(file, files)).collect();
    own.sort();
    for (name, content) in own {
        let size = Size::of(content).map_err(|why| format!("cannot compress {name}: {why}"))?;
        table += &line(name, &size.to_string());
    }
    Ok(table)
}

/// Whether a stamped file has the same content: then that one is what pages load.
fn is_twin((name, content): &File, files: &[File]) -> bool {
    let mut others = files.iter().filter(|(other, _)| is_stamped(other));
    !is_stamped(name) && others.any(|(_, other)| other == content)
}

fn line(name: &str, rest: &str) -> String {
    format!("{name:<34} {rest}\n")
}
